"""The vector files of a gallery: what the next start takes from them, and when it does not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_manifest import RefusalReason
from desktop_app.index.vector_manifest import VectorManifest
from desktop_app.index.vector_store import MANIFEST, VectorStore
from desktop_app.services import gallery_builder
from desktop_app.services.gallery import Gallery
from desktop_app.services.gallery_state import SearchKind
from tests.services.gallery_samples import (
    DIM,
    LONG_S,
    MODEL,
    PARAMETERS,
    FakeCatalogue,
    Stored,
    found_ids,
    settle,
    unit_vectors,
)

COUNT, ROWS = 500, 200

Opened = Callable[[], Gallery]


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery_builder, "PUBLISH_AFTER", 10)


@pytest.fixture
def catalogue() -> FakeCatalogue:
    catalogue = FakeCatalogue(now=6)
    catalogue.save(unit_vectors(COUNT))
    return catalogue


@pytest.fixture
def opened(catalogue: FakeCatalogue, tmp_path: Path) -> Iterator[Opened]:
    """Opens galleries on one folder, one after the other, and waits until each has settled."""
    galleries: list[Gallery] = []

    def open_gallery() -> Gallery:
        for gallery in galleries:
            gallery.close()
        gallery = Gallery(
            catalogue,
            tmp_path / "index",
            MODEL,
            exact_limit=100,
            index=HnswIndex(DIM, PARAMETERS, waiting_limit=50),
            vectors=VectorStore(tmp_path / "index", rows=ROWS),
        )
        galleries.append(gallery)
        gallery.open()
        settle(gallery)
        return gallery

    yield open_gallery
    for gallery in galleries:
        gallery.close()


def assert_right(gallery: Gallery, catalogue: FakeCatalogue) -> None:
    assert len(gallery) == len(catalogue.rows)
    for query in unit_vectors(25, seed=3):
        asked = gallery.search_within(query, list(catalogue.rows), 10)
        assert [near.reference_id for near, _ in asked] == catalogue.nearest(query, 10)
        assert [near.product_id for near, _ in asked] == [1000 + n.reference_id for n, _ in asked]


def manifest_in(folder: Path) -> VectorManifest:
    return VectorManifest.from_bytes((folder / "index" / MANIFEST).read_bytes())


def test_the_next_start_reads_nothing_that_the_files_hold(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    opened()
    assert [file.count for file in manifest_in(tmp_path).files] == [ROWS, ROWS, COUNT - 2 * ROWS]
    catalogue.read = 0
    gallery = opened()
    assert catalogue.read == 0
    assert gallery.state().kind is SearchKind.HNSW
    assert_right(gallery, catalogue)


def test_vectors_lie_in_the_files_alone_once_they_are_written(opened: Opened) -> None:
    gallery = opened()
    mapped, loose = gallery._index.holdings()
    assert sum(len(segment) for segment, _ in mapped) == COUNT
    assert len(loose) == 0


def test_what_came_and_went_since_is_caught_up(opened: Opened, catalogue: FakeCatalogue) -> None:
    opened().close()
    catalogue.save(unit_vectors(7, seed=8))
    catalogue.delete([1, 250, COUNT + 2])
    catalogue.read = 0
    gallery = opened()
    assert catalogue.read == 6
    assert_right(gallery, catalogue)


def test_own_additions_are_not_read_again_at_the_next_start(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    gallery = opened()
    gallery.add(catalogue.save(unit_vectors(60, seed=8)))
    catalogue.delete([4])
    gallery.remove([4])
    settle(gallery)
    gallery.close()
    assert manifest_in(tmp_path).complete_to == catalogue.now
    catalogue.read = 0
    assert_right(opened(), catalogue)
    assert catalogue.read == 0


def test_a_small_last_file_takes_in_what_is_new(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    gallery = opened()
    before = [file.name for file in manifest_in(tmp_path).files]
    gallery.add(catalogue.save(unit_vectors(60, seed=8)))
    gallery.close()
    after = manifest_in(tmp_path).files
    assert [file.count for file in after] == [ROWS, ROWS, COUNT - 2 * ROWS + 60]
    assert [file.name for file in after[:2]] == before[:2]
    assert after[2].name != before[2]


def test_a_worn_file_is_written_without_what_is_gone(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    gallery = opened()
    gone = list(range(1, 61))
    catalogue.delete(gone)
    gallery.remove(gone)
    settle(gallery)
    gallery.close()
    files = manifest_in(tmp_path).files
    assert sum(file.count for file in files) == COUNT - 60
    assert all(not file.removed for file in files)
    assert_right(opened(), catalogue)


def test_a_file_that_another_program_deleted_is_written_again(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    gallery = opened()
    (tmp_path / "index" / manifest_in(tmp_path).files[0].name).unlink()
    gallery.add(catalogue.save(unit_vectors(1, seed=8)))
    gallery.close()
    catalogue.read = 0
    assert_right(opened(), catalogue)
    assert catalogue.read == 0


def test_an_unusable_vector_is_left_out_at_every_start(
    opened: Opened, catalogue: FakeCatalogue
) -> None:
    added = catalogue.save([*unit_vectors(3, seed=4), np.zeros(DIM, np.float32)])
    assert len(opened()) == COUNT + 3
    catalogue.read = 0
    gallery = opened()
    assert (len(gallery), catalogue.read) == (COUNT + 3, 0)
    assert added[3][0].reference_id not in found_ids(gallery, added[0][1], COUNT + 3)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 4
    path.write_bytes(content)


def damage_a_file(folder: Path, catalogue: FakeCatalogue) -> None:
    flip(folder / manifest_in(folder.parent).files[1].name)


def damage_the_manifest(folder: Path, catalogue: FakeCatalogue) -> None:
    flip(folder / MANIFEST)


def lose_a_file(folder: Path, catalogue: FakeCatalogue) -> None:
    (folder / manifest_in(folder.parent).files[1].name).unlink()


def restore_an_earlier_catalogue(folder: Path, catalogue: FakeCatalogue) -> None:
    catalogue.now = 5
    for number in list(catalogue.rows)[-50:]:
        del catalogue.rows[number]
    catalogue.rows = {n: replace(row, generation=5) for n, row in catalogue.rows.items()}


def exchange_the_newest(folder: Path, catalogue: FakeCatalogue) -> None:
    """A catalogue that was replaced by its backup and has gone on from there."""
    row = catalogue.rows[COUNT]
    catalogue.rows[COUNT] = replace(row, vector=unit_vectors(1, seed=77)[0])


def exchange_a_product(folder: Path, catalogue: FakeCatalogue) -> None:
    row = catalogue.rows[COUNT]
    other = replace(row.reference, product_id=1 + row.reference.product_id)
    catalogue.rows[COUNT] = replace(row, reference=other)


def lose_a_row_without_a_word(folder: Path, catalogue: FakeCatalogue) -> None:
    del catalogue.rows[17]


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (damage_a_file, RefusalReason.FILE_HASH),
        (damage_the_manifest, RefusalReason.MANIFEST_DAMAGED),
        (lose_a_file, RefusalReason.FILE_MISSING),
        (restore_an_earlier_catalogue, RefusalReason.AHEAD_OF_DATABASE),
        (exchange_the_newest, RefusalReason.FILE_CONTENT),
        (exchange_a_product, RefusalReason.FILE_CONTENT),
        (lose_a_row_without_a_word, RefusalReason.FILE_CONTENT),
    ],
)
def test_files_that_are_not_of_this_catalogue_are_read_anew(
    harm: Callable[[Path, FakeCatalogue], None],
    reason: RefusalReason,
    opened: Opened,
    catalogue: FakeCatalogue,
    tmp_path: Path,
) -> None:
    opened().close()
    harm(tmp_path / "index", catalogue)
    catalogue.read = 0
    gallery = opened()
    assert gallery._vectors.refused is reason
    assert catalogue.read == len(catalogue.rows)
    assert len(gallery) == len(catalogue.rows)
    query = catalogue.rows[COUNT - 60].vector
    assert found_ids(gallery, query, 5) == catalogue.nearest(query, 5)


class HaltingCatalogue(FakeCatalogue):
    """Stops after some rows until the test lets it go on."""

    def __init__(self, free: int) -> None:
        super().__init__(now=6)
        self.free = free
        self.go_on = threading.Event()

    def embeddings(self, fingerprint: str, after_generation: int = 0) -> Iterator[Stored]:
        for place, row in enumerate(super().embeddings(fingerprint, after_generation)):
            if place == self.free:
                assert self.go_on.wait(LONG_S)
            yield row


def test_a_part_answers_while_the_rest_is_read_and_says_how_much_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.services.gallery.LOAD_BATCH", 50)
    monkeypatch.setattr("desktop_app.services.gallery.OPENING_PATIENCE_S", 0.0)
    catalogue, vectors = HaltingCatalogue(100), unit_vectors(300)
    catalogue.save(vectors)
    index = HnswIndex(DIM, PARAMETERS)
    gallery = Gallery(catalogue, tmp_path, MODEL, exact_limit=1000, index=index)
    read = threading.Event()
    add = index.add

    def watched(ids: object, vectors: object) -> None:
        add(ids, vectors)  # type: ignore[arg-type]
        if len(index) == 100:
            read.set()

    monkeypatch.setattr(index, "add", watched)
    gallery.open_soon()
    assert read.wait(LONG_S)
    part = gallery.part(0.0)
    assert part is not None
    assert (len(part), part.unread, gallery.state().unread) == (100, 200, 200)
    inside = [n for n in catalogue.nearest(vectors[6], 300) if n <= 100]
    assert [near.reference_id for near, _ in part.search(vectors[6], 5)] == inside[:5]
    assert [near.reference_id for near, _ in part.search_within(vectors[6], [3, 290], 5)] == [3]
    catalogue.go_on.set()
    assert found_ids(gallery, vectors[6], 5) == catalogue.nearest(vectors[6], 5)
    assert gallery.part(0.0) is None
    assert gallery.state().unread == 0
    gallery.close()
