from __future__ import annotations

import errno
import hashlib
import os
import random
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core import durable_file
from desktop_app.index import cache_folder, index_store
from desktop_app.index.hnsw_graph import HnswGraph, HnswParameters
from desktop_app.index.index_manifest import (
    IndexIdentity,
    IndexManifest,
    IndexRefused,
    RefusalReason,
)
from desktop_app.index.index_store import MANIFEST, MANIFEST_DRAFT, IndexStore
from desktop_app.index.manifest_seal import sealed, unsealed
from tests.index.index_samples import (
    DIM,
    IDENTITY,
    PARAMETERS,
    clustered,
    small_graph,
    unit,
)


def publish(folder: Path, *graphs: HnswGraph, generation: int = 5) -> IndexManifest:
    return IndexStore(folder).publish(graphs, IDENTITY, PARAMETERS, generation)


def reopen(
    folder: Path, identity: IndexIdentity = IDENTITY, generation: int = 5
) -> list[HnswGraph]:
    return IndexStore(folder).open(identity, PARAMETERS, generation)


def reason_of(folder: Path, **changes: object) -> RefusalReason:
    with pytest.raises(IndexRefused) as refused:
        reopen(folder, **changes)
    return refused.value.reason


def graph_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.hnsw"))


def test_published_graphs_come_back_with_the_same_answers(tmp_path: Path) -> None:
    first, second = small_graph(200), HnswGraph.empty(DIM, PARAMETERS, 200)
    second.add(range(201, 301), clustered(100, seed=4))
    first.remove([7])
    first.exact = {3}
    publish(tmp_path, first, second)
    for graph, copy in zip((first, second), reopen(tmp_path), strict=True):
        assert (copy.ids, copy.removed, copy.exact) == (graph.ids, graph.removed, graph.exact)
        assert all(copy.search(q, 5) == graph.search(q, 5) for q in clustered(50, seed=2))


def test_a_loaded_graph_goes_on_growing_and_shrinking(tmp_path: Path) -> None:
    graph = small_graph(100)
    graph.remove([1, 2])
    publish(tmp_path, graph)
    (copy,) = reopen(tmp_path)
    copy.add(range(101, 201), clustered(100, seed=4))
    copy.remove([3])
    publish(tmp_path, copy, generation=6)
    (last,) = reopen(tmp_path, generation=6)
    assert (last.ids, last.removed) == (set(range(4, 201)), {1, 2, 3})


def test_an_empty_graph_and_no_graph_can_be_published(tmp_path: Path) -> None:
    publish(tmp_path, HnswGraph.empty(DIM, PARAMETERS, 10))
    assert [len(graph) for graph in reopen(tmp_path)] == [0]
    publish(tmp_path)
    assert reopen(tmp_path) == []


FOLDERS = ["目录", "Künstler & Söhne", "with space", os.fsdecode(b"\xff\xfe")]


@pytest.mark.parametrize("name", FOLDERS, ids=ascii)
def test_folders_may_have_any_name(name: str, tmp_path: Path) -> None:
    try:
        (tmp_path / name).mkdir()
    except OSError:
        pytest.skip("this file system does not take the name")
    publish(tmp_path / name, small_graph(30))
    assert len(reopen(tmp_path / name)[0]) == 30


def test_only_changed_graphs_are_written_again(tmp_path: Path) -> None:
    store, full, growing = IndexStore(tmp_path), small_graph(100), small_graph(0)
    store.publish((full, growing), IDENTITY, PARAMETERS, 1)
    kept, replaced = (
        file.name for file in IndexManifest.from_bytes((tmp_path / MANIFEST).read_bytes()).files
    )
    growing.add([500], clustered(1))
    manifest = store.publish((full, growing), IDENTITY, PARAMETERS, 2)
    assert manifest.files[0].name == kept
    assert manifest.files[1].name != replaced
    assert {file.name for file in graph_files(tmp_path)} == {f.name for f in manifest.files}


def test_an_unchanged_graph_whose_file_is_gone_is_written_again(tmp_path: Path) -> None:
    store, graph = IndexStore(tmp_path), small_graph(50)
    store.publish((graph,), IDENTITY, PARAMETERS, 1)
    graph_files(tmp_path)[0].unlink()
    store.publish((graph,), IDENTITY, PARAMETERS, 2)
    assert reopen(tmp_path)[0].ids == graph.ids


def test_leftovers_of_a_killed_run_are_cleaned(tmp_path: Path) -> None:
    for name in ("graph-3-00000000.hnsw", MANIFEST_DRAFT, "old.hnsw"):
        (tmp_path / name).write_bytes(b"leftover")
    (tmp_path / "notes.txt").write_text("not ours")
    manifest = publish(tmp_path, small_graph(20))
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {MANIFEST, manifest.files[0].name, "notes.txt"}


# --- damage -------------------------------------------------------------------------------------


def truncate(folder: Path, rng: random.Random) -> None:
    (file,) = graph_files(folder)
    os.truncate(file, rng.randrange(file.stat().st_size))


def change(file: Path, position: int, new: bytes) -> None:
    with file.open("r+b") as stream:
        stream.seek(position)
        stream.write(new)


def flip_a_bit(folder: Path, rng: random.Random) -> None:
    (file,) = graph_files(folder)
    position = rng.randrange(file.stat().st_size)
    change(file, position, bytes([file.read_bytes()[position] ^ 1 << rng.randrange(8)]))


def flip_a_bit_of_the_header(folder: Path, rng: random.Random) -> None:
    (file,) = graph_files(folder)
    position = rng.randrange(96)
    change(file, position, bytes([file.read_bytes()[position] ^ 1 << rng.randrange(8)]))


def spoil_a_page(folder: Path, rng: random.Random) -> None:
    (file,) = graph_files(folder)
    change(file, rng.randrange(file.stat().st_size - 4096), rng.randbytes(4096))


def zero_a_page(folder: Path, rng: random.Random) -> None:
    (file,) = graph_files(folder)
    change(file, rng.randrange(file.stat().st_size - 4096), bytes(4096))


def append(folder: Path, rng: random.Random) -> None:
    (file,) = graph_files(folder)
    with file.open("ab") as stream:
        stream.write(rng.randbytes(rng.randrange(1, 5000)))


def delete(folder: Path, rng: random.Random) -> None:
    (file,) = graph_files(folder)
    file.unlink()


def spoil_the_manifest(folder: Path, rng: random.Random) -> None:
    file = folder / MANIFEST
    content = bytearray(file.read_bytes())
    if rng.random() < 0.3:
        content = content[: rng.randrange(len(content))]
    elif rng.random() < 0.3:
        content = bytearray(len(content))
    else:
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    file.write_bytes(content)


DAMAGES = [
    (truncate, {RefusalReason.FILE_SIZE}),
    (flip_a_bit, {RefusalReason.FILE_HASH}),
    (flip_a_bit_of_the_header, {RefusalReason.FILE_HASH}),
    (spoil_a_page, {RefusalReason.FILE_HASH}),
    (zero_a_page, {RefusalReason.FILE_HASH}),
    (append, {RefusalReason.FILE_SIZE}),
    (delete, {RefusalReason.FILE_MISSING}),
    (spoil_the_manifest, {RefusalReason.MANIFEST_DAMAGED}),
]


@pytest.mark.parametrize(("damage", "reasons"), DAMAGES, ids=[d.__name__ for d, _ in DAMAGES])
def test_a_damaged_index_never_reaches_the_library(
    damage: Callable[[Path, random.Random], None],
    reasons: set[RefusalReason],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """25 damages of each kind; loading one of them would end this process."""
    publish(tmp_path, small_graph(150))
    good = {path: path.read_bytes() for path in tmp_path.iterdir()}

    def load(*args: object, **more: object) -> None:
        raise AssertionError("a damaged file was given to the library")

    monkeypatch.setattr(HnswGraph, "load", load)
    rng, seen = random.Random(4), set()  # noqa: S311
    for _ in range(25):
        for path, content in good.items():
            path.write_bytes(content)
        damage(tmp_path, rng)
        seen.add(reason_of(tmp_path))
    assert seen == reasons


@pytest.mark.parametrize("kind", ["crc32", "blake2b"])
def test_the_files_of_earlier_versions_are_read(kind: str, tmp_path: Path) -> None:
    """Their manifest names no sum: it is CRC-32 of each block, or before that BLAKE2b of all."""
    graph = small_graph(200)
    publish(tmp_path, graph)
    path, file = tmp_path / MANIFEST, graph_files(tmp_path)[0]
    body = unsealed(path.read_bytes())
    del body["files"][0]["block_sum"]
    content = file.read_bytes()
    digest = hashlib.blake2b(content, digest_size=16).hexdigest()
    sums = {"crc32": ([zlib.crc32(content)], ""), "blake2b": ([], digest)}
    body["files"][0]["checks"], body["files"][0]["blake2b"] = sums[kind]
    path.write_bytes(sealed(body))
    assert reopen(tmp_path)[0].ids == graph.ids
    file.write_bytes(content[:-5] + bytes([content[-5] ^ 1]) + content[-4:])
    assert reason_of(tmp_path) is RefusalReason.FILE_HASH


def test_an_absent_index_is_told_apart(tmp_path: Path) -> None:
    assert reason_of(tmp_path / "nowhere") is RefusalReason.ABSENT


def test_a_folder_in_place_of_the_manifest_is_refused(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).mkdir()
    reason = reason_of(tmp_path)
    assert reason is RefusalReason.UNREADABLE


def test_a_huge_manifest_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / MANIFEST).open("wb") as stream:
        stream.truncate(17 << 20)
    assert reason_of(tmp_path) is RefusalReason.MANIFEST_DAMAGED


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"identity": IndexIdentity("other", "model-1", DIM)}, RefusalReason.OTHER_CATALOGUE),
        ({"identity": IndexIdentity("catalogue-1", "other", DIM)}, RefusalReason.OTHER_MODEL),
        ({"identity": IndexIdentity("catalogue-1", "model-1", 32)}, RefusalReason.OTHER_DIMENSION),
        ({"generation": 4}, RefusalReason.AHEAD_OF_DATABASE),
    ],
    ids=str,
)
def test_the_index_of_something_else_is_refused(
    changes: dict[str, object], reason: RefusalReason, tmp_path: Path
) -> None:
    publish(tmp_path, small_graph(20))
    assert reason_of(tmp_path, **changes) is reason


def test_one_id_in_two_graphs_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, small_graph(20), small_graph(30))
    assert reason_of(tmp_path) is RefusalReason.FILE_CONTENT


# --- publishing goes wrong -----------------------------------------------------------------------


def save_short(self: HnswGraph, file: Path) -> None:
    """What hnswlib does on a full disk: it writes what fits and reports nothing."""
    self._library.save_index(str(file))
    os.truncate(file, file.stat().st_size // 2)


def save_nothing(self: HnswGraph, file: Path) -> None:
    """What hnswlib does in a folder that cannot be written."""


def save_another(self: HnswGraph, file: Path) -> None:
    small_graph(len(self), seed=8)._library.save_index(str(file))


@pytest.mark.parametrize(
    ("save", "code"),
    [(save_short, errno.ENOSPC), (save_nothing, errno.ENOSPC), (save_another, errno.EIO)],
)
def test_a_file_that_was_not_written_right_is_never_published(
    save: Callable[[HnswGraph, Path], None],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    publish(tmp_path, small_graph(40))
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr(HnswGraph, "save", save)
    with pytest.raises(OSError) as failed:
        publish(tmp_path, small_graph(60), generation=6)
    assert failed.value.errno == code
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


CALLS = {
    "flush_file": index_store,
    "checks_of": index_store,
    "write_durably": cache_folder,
    "flush_folder": cache_folder,
    "replace_file": cache_folder,
}


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("code", [errno.EIO, errno.ENOSPC, errno.EACCES])
def test_any_failing_step_leaves_the_old_index_or_the_new_one(
    call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, small_graph(40))

    def fail(*args: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as failing:
        failing.setattr(CALLS[call], call, fail)
        with pytest.raises(OSError):
            publish(tmp_path, small_graph(60), generation=6)
    assert len(reopen(tmp_path, generation=6)[0]) == 40
    publish(tmp_path, small_graph(60), generation=6)
    assert len(graph_files(tmp_path)) == 1


def test_an_error_after_the_switch_keeps_the_new_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, small_graph(40))
    calls: list[Path] = []

    def fail_the_second_time(folder: Path) -> None:
        calls.append(folder)
        if len(calls) == 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as failing:
        failing.setattr(cache_folder, "flush_folder", fail_the_second_time)
        with pytest.raises(OSError):
            publish(tmp_path, small_graph(60), generation=6)
    assert len(reopen(tmp_path, generation=6)[0]) == 60


def test_a_file_in_place_of_the_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("in the way")
    with pytest.raises(OSError):
        publish(tmp_path / "index", small_graph(5))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_each_file_is_on_the_disk_before_the_next_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed process cannot show a missing fsync; a power cut would."""
    events: list[str] = []
    fsync, replace = os.fsync, durable_file.replace_file

    def noted_fsync(descriptor: int) -> None:
        events.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        fsync(descriptor)

    def noted_replace(source: Path, target: Path) -> None:
        events.append(f"rename to {target.name}")
        replace(source, target)

    monkeypatch.setattr(durable_file.os, "fsync", noted_fsync)
    monkeypatch.setattr(cache_folder, "replace_file", noted_replace)
    manifest = publish(tmp_path, small_graph(20))
    expected = [manifest.files[0].name, MANIFEST_DRAFT, tmp_path.name]
    assert events == [*expected, f"rename to {MANIFEST}", tmp_path.name]


def test_a_large_graph_keeps_its_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest says only how many references a file holds; a small graph never holds more."""
    monkeypatch.setattr(index_store, "GRAPH_CAPACITY", 50)
    monkeypatch.setattr(index_store, "LARGE_CAPACITY", 200)
    vectors = clustered(150)
    small, large = (HnswGraph.empty(DIM, PARAMETERS, capacity) for capacity in (50, 200))
    small.add(range(1, 31), vectors[:30])
    large.add(range(31, 101), vectors[30:100])
    publish(tmp_path, small, large)
    first, second = reopen(tmp_path)
    assert (first.room, second.room) == (20, 130)
    second.add(range(101, 151), vectors[100:])
    assert len(second) == 120


def test_a_graph_searched_less_broadly_is_read_back_the_same_way(tmp_path: Path) -> None:
    """Else the copy finds what the graph itself misses, and is taken for damaged."""
    vectors = unit(np.random.default_rng(0).standard_normal((3000, 32)))
    graph = HnswGraph.empty(32, HnswParameters(m=8, ef_construction=20, ef_search=400))
    graph.add(range(1, 3001), vectors)
    graph.search_broadly(1)
    missed = [n for n in range(1, 3001) if graph.search(vectors[n - 1], 1)[0][0] != n]
    assert len(missed) > 100
    copy_file = tmp_path / "graph"
    graph.save(copy_file)
    assert graph.reload(copy_file).same_answers(graph, missed)
    assert not HnswGraph.load(
        copy_file, 32, HnswParameters(m=8, ef_construction=20, ef_search=400)
    ).same_answers(graph, missed)


def test_a_graph_that_the_library_cut_short_is_a_full_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library reports no error when a disk is full; the length tells, before all else."""
    save = HnswGraph.save

    def cut_short(self: HnswGraph, path: Path) -> None:
        save(self, path)
        path.write_bytes(path.read_bytes()[:-100])

    monkeypatch.setattr(HnswGraph, "save", cut_short)
    with pytest.raises(OSError) as caught:
        publish(tmp_path, small_graph(20))
    assert caught.value.errno == errno.ENOSPC
