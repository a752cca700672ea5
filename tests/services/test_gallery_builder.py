from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.core.types import Embedding
from desktop_app.index.hnsw_graph import HnswGraph
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.index.index_manifest import IndexManifest, RefusalReason
from desktop_app.index.index_store import MANIFEST
from desktop_app.services.gallery import Gallery
from desktop_app.services.gallery_builder import LINK_CHUNK
from desktop_app.services.gallery_state import SearchKind
from tests.services.gallery_samples import (
    DIM,
    LONG_S,
    MODEL,
    PARAMETERS,
    FakeCatalogue,
    found_ids,
    make_gallery,
    settle,
    unit_vectors,
    wait_until,
)

COUNT = 1200

Opened = Callable[..., Gallery]


@pytest.fixture
def catalogue() -> FakeCatalogue:
    catalogue = FakeCatalogue(now=6)
    catalogue.save(unit_vectors(COUNT))
    return catalogue


@pytest.fixture
def opened(catalogue: FakeCatalogue, tmp_path: Path) -> Iterator[Opened]:
    """Opens galleries on the same index folder and closes them in the end."""
    galleries: list[Gallery] = []

    def open_gallery(index: HnswIndex | None = None) -> Gallery:
        gallery = make_gallery(catalogue, tmp_path / "index", index)
        galleries.append(gallery)
        gallery.open()
        return gallery

    yield open_gallery
    for gallery in galleries:
        gallery.close()


class GatedIndex(HnswIndex):
    """Links *free* chunks, then waits until the test lets it go on."""

    def __init__(self, free: int) -> None:
        super().__init__(DIM, PARAMETERS, waiting_limit=50)
        self.free = free
        self.reached = threading.Event()
        self.gate = threading.Event()

    def link(self, limit: int, threads: int = 1) -> int:
        if self.free == 0:
            self.reached.set()
            assert self.gate.wait(LONG_S)
        self.free -= 1
        return super().link(min(limit, LINK_CHUNK), threads)


def assert_right(gallery: Gallery, catalogue: FakeCatalogue) -> None:
    for query in unit_vectors(40, seed=3):
        assert found_ids(gallery, query, 5) == catalogue.nearest(query, 5)


def manifest_in(folder: Path) -> IndexManifest:
    return IndexManifest.from_bytes((folder / "index" / MANIFEST).read_bytes())


def forbid_building(monkeypatch: pytest.MonkeyPatch) -> None:
    def add(*args: object) -> None:
        raise AssertionError("references were added to a graph")

    monkeypatch.setattr(HnswGraph, "add", add)


def test_a_large_catalogue_gets_graphs_and_files(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    gallery = opened()
    settle(gallery)
    state = gallery.state()
    assert (state.kind, state.size, state.done, state.dirty) == (
        SearchKind.HNSW,
        COUNT,
        COUNT,
        False,
    )
    assert (state.refused, state.problem) == (RefusalReason.ABSENT, "")
    assert sum(file.count for file in manifest_in(tmp_path).files) == COUNT
    assert_right(gallery, catalogue)


def test_searches_are_exact_while_the_graphs_are_built(
    opened: Opened, catalogue: FakeCatalogue
) -> None:
    index = GatedIndex(free=3)
    gallery = opened(index)
    assert index.reached.wait(LONG_S)
    state = gallery.state()
    assert (state.kind, state.building) == (SearchKind.EXACT, True)
    assert (state.done, state.total) == (3 * LINK_CHUNK, COUNT)
    assert_right(gallery, catalogue)
    index.gate.set()
    settle(gallery)
    assert gallery.state().kind is SearchKind.HNSW
    assert_right(gallery, catalogue)


def test_progress_is_told_while_building(opened: Opened) -> None:
    index = GatedIndex(free=0)
    gallery = opened(index)
    seen: list[tuple[bool, int]] = []
    gallery.on_change(lambda: seen.append((gallery.state().building, gallery.state().done)))
    index.gate.set()
    settle(gallery)
    assert seen[-1] == (False, COUNT)
    assert any(building and done < COUNT for building, done in seen)


def test_the_next_start_loads_instead_of_building(
    opened: Opened, catalogue: FakeCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = opened()
    settle(first)
    first.close()
    forbid_building(monkeypatch)
    second = opened()
    settle(second)
    state = second.state()
    assert (state.kind, state.refused, state.problem) == (SearchKind.HNSW, None, "")
    assert_right(second, catalogue)


def test_changes_since_the_last_start_are_caught_up(
    opened: Opened, catalogue: FakeCatalogue
) -> None:
    first = opened()
    settle(first)
    first.close()
    catalogue.save(unit_vectors(30, seed=5))
    catalogue.delete(list(range(1, 20)))
    second = opened()
    settle(second)
    assert second.state().refused is None
    assert len(second) == COUNT + 30 - 19
    assert_right(second, catalogue)


def damage_the_graph(folder: Path, catalogue: FakeCatalogue) -> None:
    (file,) = folder.glob("*.hnsw")
    os.truncate(file, 1000)


def damage_the_manifest(folder: Path, catalogue: FakeCatalogue) -> None:
    (folder / MANIFEST).write_bytes(b"\x00" * 100)


def another_catalogue(folder: Path, catalogue: FakeCatalogue) -> None:
    catalogue.catalogue_id = "catalogue-2"


def a_restored_backup(folder: Path, catalogue: FakeCatalogue) -> None:
    catalogue.now = 0
    catalogue.rows.clear()
    catalogue.next_id = 1
    catalogue.save(unit_vectors(300, seed=6))


def a_restored_backup_that_went_on(folder: Path, catalogue: FakeCatalogue) -> None:
    for number in range(COUNT - 20, COUNT + 1):
        del catalogue.rows[number]
    catalogue.next_id = COUNT - 20
    catalogue.save(unit_vectors(40, seed=6))


DAMAGES = [
    (damage_the_graph, RefusalReason.FILE_SIZE),
    (damage_the_manifest, RefusalReason.MANIFEST_DAMAGED),
    (another_catalogue, RefusalReason.OTHER_CATALOGUE),
    (a_restored_backup, RefusalReason.AHEAD_OF_DATABASE),
    (a_restored_backup_that_went_on, RefusalReason.FILE_CONTENT),
]


@pytest.mark.parametrize(("happen", "reason"), DAMAGES, ids=[d.__name__ for d, _ in DAMAGES])
def test_an_unusable_index_is_rebuilt_without_a_wrong_answer(
    happen: Callable[[Path, FakeCatalogue], None],
    reason: RefusalReason,
    opened: Opened,
    catalogue: FakeCatalogue,
    tmp_path: Path,
) -> None:
    first = opened()
    settle(first)
    first.close()
    happen(tmp_path / "index", catalogue)
    second = opened()
    assert_right(second, catalogue)
    settle(second)
    state = second.state()
    assert (state.kind, state.refused, state.problem) == (SearchKind.HNSW, reason, "")
    assert_right(second, catalogue)


def test_few_changes_are_published_at_the_end_only(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    gallery = opened()
    settle(gallery)
    before = manifest_in(tmp_path)
    gallery.add(catalogue.save(unit_vectors(499, seed=4)))
    settle(gallery)
    assert gallery.state().dirty
    assert manifest_in(tmp_path) == before
    gallery.close()
    assert not gallery.state().dirty
    assert manifest_in(tmp_path).generation == 8


def test_many_changes_are_published_at_once(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    gallery = opened()
    settle(gallery)
    gallery.add(catalogue.save(unit_vectors(500, seed=4)))
    settle(gallery)
    assert not gallery.state().dirty
    assert sum(file.count for file in manifest_in(tmp_path).files) == COUNT + 500


def test_a_build_cut_short_goes_on_at_the_next_start(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    index = GatedIndex(free=8)
    first = opened(index)
    assert index.reached.wait(LONG_S)
    closing = threading.Thread(target=first.close)
    closing.start()
    index.gate.set()
    closing.join(LONG_S)
    done = sum(file.count for file in manifest_in(tmp_path).files)
    assert 8 * LINK_CHUNK <= done < COUNT
    second = GatedIndex(free=0)
    gallery = opened(second)
    assert second.reached.wait(LONG_S)
    assert gallery.state().done == done
    second.gate.set()
    settle(gallery)
    assert_right(gallery, catalogue)


def test_closing_does_not_wait_for_a_stuck_builder(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.services.gallery.CLOSE_S", 0.05)
    index = GatedIndex(free=0)
    gallery = opened(index)
    assert index.reached.wait(LONG_S)
    gallery.close()
    assert gallery.state().building
    index.gate.set()


def test_removing_a_quarter_builds_the_graphs_anew(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    gallery = opened()
    settle(gallery)
    gone = list(range(1, COUNT // 4))
    catalogue.delete(gone)
    gallery.remove(gone)
    assert_right(gallery, catalogue)
    settle(gallery)
    gallery.close()
    assert [file.removed for file in manifest_in(tmp_path).files] == [()]
    assert_right(gallery, catalogue)


def test_a_folder_that_cannot_be_written_costs_only_the_file(
    opened: Opened, catalogue: FakeCatalogue, tmp_path: Path
) -> None:
    (tmp_path / "index").write_text("in the way")
    gallery = opened()
    settle(gallery)
    state = gallery.state()
    assert (state.kind, state.dirty) == (SearchKind.HNSW, True)
    assert state.problem
    assert_right(gallery, catalogue)


def test_a_failing_library_leaves_exact_search(
    opened: Opened, catalogue: FakeCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, calls = HnswGraph.add, []

    def fail_in_the_end(graph: HnswGraph, ids: list[int], vectors: Embedding, threads: int) -> None:
        calls.append(len(ids))
        if sum(calls) == COUNT:
            raise RuntimeError("the library has failed")
        add(graph, ids, vectors, threads)

    monkeypatch.setattr(HnswGraph, "add", fail_in_the_end)
    gallery = opened()
    wait_until(gallery, lambda: bool(gallery.state().problem))
    settle(gallery)
    state = gallery.state()
    assert (state.kind, state.problem) == (SearchKind.EXACT, "the library has failed")
    assert_right(gallery, catalogue)


def test_a_catalogue_that_grows_past_the_limit_gets_graphs(
    opened: Opened, catalogue: FakeCatalogue
) -> None:
    catalogue.rows = dict(list(catalogue.rows.items())[:150])
    gallery = opened()
    assert not gallery.state().building
    gallery.add(catalogue.save(unit_vectors(100, seed=9)))
    settle(gallery)
    assert gallery.state().kind is SearchKind.HNSW
    assert_right(gallery, catalogue)


def test_one_thread_builds_the_same_graphs_again(catalogue: FakeCatalogue, tmp_path: Path) -> None:
    digests = []
    for name in ("first", "second"):
        index = HnswIndex(DIM, PARAMETERS, graph_capacity=300)
        gallery = Gallery(
            catalogue, tmp_path / name, MODEL, exact_limit=10, index=index, build_threads=1
        )
        gallery.open()
        settle(gallery)
        gallery.close()
        manifest = IndexManifest.from_bytes((tmp_path / name / MANIFEST).read_bytes())
        digests.append([file.checks for file in manifest.files])
    assert digests[0] == digests[1]
    assert len(digests[0]) == COUNT // 300


def test_a_catalogue_far_behind_is_built_by_all_threads_and_found_whole(
    catalogue: FakeCatalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    link = HnswIndex.link

    def noted(index: HnswIndex, limit: int, threads: int = 1) -> int:
        asked.append((limit > LINK_CHUNK, threads))
        return link(index, limit, threads)

    monkeypatch.setattr(HnswIndex, "link", noted)
    index = HnswIndex(DIM, PARAMETERS, waiting_limit=100)
    gallery = Gallery(catalogue, tmp_path, MODEL, exact_limit=10, index=index, build_threads=3)
    gallery.open()
    settle(gallery)
    assert asked[0] == (True, 3)
    assert asked[-1] == (False, 1), "searches go through the graphs by then"
    assert gallery.state().kind is SearchKind.HNSW
    assert_right(gallery, catalogue)
    gallery.close()
