from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import ReferenceKind
from desktop_app.services import gallery as gallery_module
from desktop_app.services.gallery import Gallery
from desktop_app.services.gallery_state import GalleryState, SearchKind
from tests.services.gallery_samples import (
    DIM,
    EXACT_LIMIT,
    LONG_S,
    FakeCatalogue,
    Stored,
    found_ids,
    make_gallery,
    unit_vectors,
)


@pytest.fixture
def catalogue() -> FakeCatalogue:
    return FakeCatalogue()


@pytest.fixture
def gallery(catalogue: FakeCatalogue, tmp_path: Path) -> Iterator[Gallery]:
    gallery = make_gallery(catalogue, tmp_path / "index")
    yield gallery
    gallery.close()


def test_an_empty_catalogue_finds_nothing(gallery: Gallery) -> None:
    gallery.open()
    assert gallery.search(unit_vectors(1)[0], 5) == []
    assert gallery.state() == GalleryState(SearchKind.EXACT, 0)


def test_what_is_saved_is_found_with_its_reference(
    gallery: Gallery, catalogue: FakeCatalogue
) -> None:
    vectors = unit_vectors(50)
    catalogue.save(vectors)
    gallery.open()
    reference, similarity = gallery.search(vectors[6], 1)[0]
    assert (reference.reference_id, reference.product_id) == (7, 1007)
    assert reference.kind is ReferenceKind.PHOTO
    assert similarity == pytest.approx(1.0)
    assert found_ids(gallery, vectors[6], 20) == catalogue.nearest(vectors[6], 20)


def test_a_small_catalogue_is_searched_exactly_without_thread_or_file(
    gallery: Gallery, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    catalogue.save(unit_vectors(EXACT_LIMIT))
    gallery.open()
    gallery.close()
    state = gallery.state()
    assert (state.kind, state.building, state.dirty) == (SearchKind.EXACT, False, False)
    assert (state.done, state.total) == (EXACT_LIMIT, EXACT_LIMIT)
    assert not (tmp_path / "index").exists()


def test_embeddings_of_another_model_stay_out(gallery: Gallery, catalogue: FakeCatalogue) -> None:
    catalogue.fingerprint = "another"
    catalogue.save(unit_vectors(5))
    gallery.open()
    assert len(gallery) == 0


def test_added_references_are_found_at_once_and_counted_once(
    gallery: Gallery, catalogue: FakeCatalogue
) -> None:
    gallery.open()
    added = catalogue.save(unit_vectors(10))
    gallery.add(added)
    gallery.add(added[:3])
    assert len(gallery) == 10
    assert found_ids(gallery, added[4][1], 1) == [5]


def test_removed_references_are_gone_at_once(gallery: Gallery, catalogue: FakeCatalogue) -> None:
    vectors = unit_vectors(10)
    catalogue.save(vectors)
    gallery.open()
    catalogue.delete([5])
    gallery.remove([5, 5, 999])
    assert 5 not in found_ids(gallery, vectors[4], 10)
    assert len(gallery) == 9


def test_search_within_looks_at_nothing_else(gallery: Gallery, catalogue: FakeCatalogue) -> None:
    vectors = unit_vectors(40)
    catalogue.save(vectors)
    gallery.open()
    allowed = [3, 9, 12, 30]
    found = [ref.reference_id for ref, _ in gallery.search_within(vectors[0], allowed, 3)]
    assert found == [n for n in catalogue.nearest(vectors[0], 40) if n in allowed][:3]


def test_changes_of_another_process_are_taken_over(
    gallery: Gallery, catalogue: FakeCatalogue
) -> None:
    catalogue.save(unit_vectors(20))
    gallery.open()
    new = unit_vectors(5, seed=8)
    catalogue.save(new)
    catalogue.delete([1, 2, 21])
    assert gallery.catch_up()
    assert len(gallery) == 22
    assert found_ids(gallery, new[1], 1) == [22]
    assert not {1, 2, 21}.intersection(found_ids(gallery, new[0], 30))


def test_catching_up_with_nothing_reads_nothing(gallery: Gallery, catalogue: FakeCatalogue) -> None:
    catalogue.save(unit_vectors(20))
    gallery.open()
    assert not gallery.catch_up()
    assert catalogue.read == 20


def test_own_changes_are_not_taken_over_twice(gallery: Gallery, catalogue: FakeCatalogue) -> None:
    gallery.open()
    gallery.add(catalogue.save(unit_vectors(8)))
    catalogue.delete([3])
    gallery.remove([3])
    gallery.catch_up()
    assert len(gallery) == 7


def test_a_reference_that_another_process_has_removed_already_is_not_added(
    gallery: Gallery, catalogue: FakeCatalogue
) -> None:
    gallery.open()
    added = catalogue.save(unit_vectors(3))
    catalogue.delete([2])
    gallery.catch_up()
    gallery.add(added)
    assert sorted(found_ids(gallery, added[1][1], 10)) == [1, 3]


BAD = {
    "nan": np.full(DIM, np.nan, np.float32),
    "zero": np.zeros(DIM, np.float32),
    "long": np.ones(DIM, np.float32),
    "of another length": unit_vectors(1)[0][:-1],
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_an_unusable_vector_of_the_catalogue_is_left_out_alone(
    gallery: Gallery, catalogue: FakeCatalogue, bad: np.ndarray
) -> None:
    good = unit_vectors(6)
    catalogue.save([*good[:3], bad, *good[3:]])
    gallery.open()
    assert sorted(found_ids(gallery, good[0], 10)) == [1, 2, 3, 5, 6, 7]


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_adding_an_unusable_vector_is_an_error_and_adds_nothing(
    gallery: Gallery, catalogue: FakeCatalogue, bad: np.ndarray
) -> None:
    gallery.open()
    with pytest.raises(ValueError):
        gallery.add(catalogue.save([unit_vectors(1)[0], bad]))
    assert len(gallery) == 0


def test_listeners_hear_of_changes_until_they_end_it(
    gallery: Gallery, catalogue: FakeCatalogue
) -> None:
    sizes: list[int] = []
    forget = gallery.on_change(lambda: sizes.append(len(gallery)))
    gallery.open()
    gallery.add(catalogue.save(unit_vectors(3)))
    gallery.remove([1])
    forget()
    gallery.remove([2])
    assert sizes == [3, 2]


def test_a_listener_that_is_gone_disturbs_nobody(
    gallery: Gallery, catalogue: FakeCatalogue
) -> None:
    heard: list[int] = []

    def gone() -> None:
        raise RuntimeError("Signal source has been deleted")

    gallery.on_change(gone)
    gallery.on_change(lambda: heard.append(1))
    gallery.add(catalogue.save(unit_vectors(1)))
    assert heard == [1]


def test_a_closed_gallery_still_answers(gallery: Gallery, catalogue: FakeCatalogue) -> None:
    catalogue.save(unit_vectors(10))
    gallery.open()
    gallery.close()
    gallery.close()
    assert len(gallery.search(unit_vectors(1)[0], 3)) == 3


class SlowCatalogue(FakeCatalogue):
    """Reads on only when the test says so, and then perhaps not at all."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()
        self.error: CatalogueError | None = None

    def embeddings(self, fingerprint: str, after_generation: int = 0) -> Iterator[Stored]:
        assert self.go_on.wait(LONG_S)
        if self.error is not None:
            raise self.error
        yield from super().embeddings(fingerprint, after_generation)


def test_a_search_waits_until_the_references_have_been_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery_module, "OPENING_PATIENCE_S", 0.0)
    catalogue, vectors = SlowCatalogue(), unit_vectors(50)
    catalogue.save(vectors)
    gallery = make_gallery(catalogue, tmp_path)
    gallery.open_soon()
    assert gallery.state().building, "the window is there and says what goes on"
    with ThreadPoolExecutor(1) as executor:
        found = executor.submit(found_ids, gallery, vectors[6], 20)
        assert not found.done()
        catalogue.go_on.set()
        assert found.result(LONG_S) == catalogue.nearest(vectors[6], 20)
    assert not gallery.state().building
    gallery.close()


def test_a_catalogue_that_cannot_be_read_is_told_by_the_search(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery_module, "OPENING_PATIENCE_S", 0.0)
    catalogue = SlowCatalogue()
    catalogue.save(unit_vectors(5))
    catalogue.error = CatalogueError(MessageId.CATALOGUE_UNREADABLE, name="x", reason="y")
    gallery = make_gallery(catalogue, tmp_path)
    gallery.open_soon()
    catalogue.go_on.set()
    with pytest.raises(CatalogueError):
        gallery.search(unit_vectors(1)[0], 1)
    gallery.close()
