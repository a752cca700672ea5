from __future__ import annotations

import errno
import json
import os
import random
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.index import cache_folder, vector_store
from desktop_app.index.block_checks import BlockSum
from desktop_app.index.exact_index import ExactIndex
from desktop_app.index.index_manifest import IndexRefused, RefusalReason
from desktop_app.index.manifest_seal import sealed, unsealed
from desktop_app.index.row_table import FEW
from desktop_app.index.vector_manifest import Census, VectorManifest
from desktop_app.index.vector_segment import live_ids
from desktop_app.index.vector_store import MANIFEST, VectorStore
from tests.index.index_samples import DIM, IDENTITY, clustered, ids_of
from tests.index.vector_samples import ROWS, pieces, publish, vector_files

VECTORS = clustered(250)


def reopen(folder: Path, generation: int = 9) -> vector_store.StoredVectors:
    return VectorStore(folder).open(IDENTITY, generation)


def refusal(folder: Path, generation: int = 9, **other: object) -> RefusalReason:
    with pytest.raises(IndexRefused) as refused:
        VectorStore(folder).open(replace(IDENTITY, **other), generation)  # type: ignore[arg-type]
    return refused.value.reason


def test_what_is_published_is_found_again_row_by_row(tmp_path: Path) -> None:
    publish(tmp_path, VECTORS)
    stored = reopen(tmp_path)
    assert [len(each) for each in stored.segments] == [ROWS, ROWS, 50]
    assert stored.complete_to == 5
    ids = np.concatenate([each.ids for each in stored.segments])
    assert ids.tolist() == list(range(1, 251))
    assert np.array_equal(np.concatenate([each.vectors for each in stored.segments]), VECTORS)
    meanings = np.concatenate([each.meanings for each in stored.segments])
    assert meanings[7].tolist() == [1008, 2008]
    assert not stored.segments[0].vectors.flags.writeable


def test_kept_files_are_not_written_again_and_others_go(tmp_path: Path) -> None:
    first = publish(tmp_path, VECTORS)
    before = {path.name: path.stat().st_mtime_ns for path in vector_files(tmp_path)}
    kept = [(first.segments[0], np.array([3, 7]))]
    publish(tmp_path, VECTORS[200:220], 6, kept, first=501)
    after = {path.name: path.stat().st_mtime_ns for path in vector_files(tmp_path)}
    assert len(after) == 2
    assert before.items() & after.items() == {
        (first.segments[0].file.name, before[first.segments[0].file.name])
    }
    stored = reopen(tmp_path)
    assert live_ids(stored.segments[0]).tolist() == [n for n in range(1, 101) if n not in (3, 7)]


def test_a_mapped_file_answers_also_when_it_was_deleted(tmp_path: Path) -> None:
    stored = publish(tmp_path, VECTORS)
    for path in vector_files(tmp_path):
        path.unlink()
    assert np.array_equal(stored.segments[0].vectors, VECTORS[:ROWS])


def test_nothing_published_is_absent(tmp_path: Path) -> None:
    assert refusal(tmp_path) is RefusalReason.ABSENT


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"catalogue_id": "catalogue-2"}, RefusalReason.OTHER_CATALOGUE),
        ({"fingerprint": "model-2"}, RefusalReason.OTHER_MODEL),
        ({"dim": 8}, RefusalReason.OTHER_DIMENSION),
    ],
)
def test_the_vectors_of_others_are_refused(
    other: dict[str, object], reason: RefusalReason, tmp_path: Path
) -> None:
    publish(tmp_path, VECTORS)
    assert refusal(tmp_path, **other) is reason


def test_vectors_from_the_future_of_a_catalogue_are_refused(tmp_path: Path) -> None:
    publish(tmp_path, VECTORS, generation=5)
    assert refusal(tmp_path, generation=4) is RefusalReason.AHEAD_OF_DATABASE


def test_any_flipped_byte_of_a_vector_file_is_noticed(tmp_path: Path) -> None:
    publish(tmp_path, VECTORS[:60])
    file = vector_files(tmp_path)[0]
    content = file.read_bytes()
    rng = random.Random(1)  # noqa: S311
    places = {0, len(content) - 1, 60 * DIM * 4, 60 * DIM * 4 + 480}
    for place in places | {rng.randrange(len(content)) for _ in range(60)}:
        damaged = bytearray(content)
        damaged[place] ^= 1 << rng.randrange(8)
        file.write_bytes(damaged)
        assert refusal(tmp_path) is RefusalReason.FILE_HASH
    file.write_bytes(content)
    assert len(reopen(tmp_path).live_ids) == 60


@pytest.mark.parametrize("size", [0, 1, 1000, -1])
def test_a_cut_or_grown_file_is_noticed(size: int, tmp_path: Path) -> None:
    publish(tmp_path, VECTORS[:60])
    file = vector_files(tmp_path)[0]
    content = file.read_bytes()
    file.write_bytes(content + b"x" if size < 0 else content[:size])
    assert refusal(tmp_path) is RefusalReason.FILE_SIZE


def test_a_lost_file_is_noticed(tmp_path: Path) -> None:
    publish(tmp_path, VECTORS)
    vector_files(tmp_path)[1].unlink()
    assert refusal(tmp_path) is RefusalReason.FILE_MISSING


def test_any_flipped_bit_of_the_manifest_is_noticed(tmp_path: Path) -> None:
    publish(tmp_path, VECTORS[:60])
    path = tmp_path / MANIFEST
    content = path.read_bytes()
    for place in range(len(content)):
        damaged = bytearray(content)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        assert refusal(tmp_path) is RefusalReason.MANIFEST_DAMAGED


@pytest.mark.parametrize("name", ["../catalogue.sqlite", "graph-1-00000000.hnsw", "/etc/passwd"])
def test_a_manifest_names_no_file_outside(name: str, tmp_path: Path) -> None:
    publish(tmp_path, VECTORS[:60])
    path = tmp_path / MANIFEST
    body = json.loads(path.read_bytes())
    del body["crc"]
    body["files"][0]["name"] = name
    plain = json.dumps(body, sort_keys=True, separators=(",", ":")).encode()
    path.write_bytes(
        json.dumps(
            {**body, "crc": zlib.crc32(plain)}, sort_keys=True, separators=(",", ":")
        ).encode()
    )
    assert refusal(tmp_path) is RefusalReason.MANIFEST_DAMAGED


def test_the_files_of_an_earlier_version_are_read(tmp_path: Path) -> None:
    """Their manifest names no sum: it is CRC-32. What is written beside them has the new one."""
    stored = publish(tmp_path, VECTORS)
    rewrite_as_before(tmp_path)
    assert np.array_equal(reopen(tmp_path).segments[0].vectors, stored.segments[0].vectors)
    old = reopen(tmp_path).segments[0]
    publish(tmp_path, VECTORS[:60], 6, [(old, np.array([], np.int64))], first=501)
    both = reopen(tmp_path)
    assert [each.file.block_sum for each in both.segments] == [BlockSum.CRC32, BlockSum.XXH3]
    assert np.array_equal(both.segments[0].vectors, VECTORS[:ROWS])
    for segment in both.segments:
        file = tmp_path / segment.file.name
        content = file.read_bytes()
        file.write_bytes(content[:-5] + bytes([content[-5] ^ 1]) + content[-4:])
        assert refusal(tmp_path) is RefusalReason.FILE_HASH
        file.write_bytes(content)


def rewrite_as_before(folder: Path) -> None:
    """Make the manifest one that names no sum, with CRC-32 for each block."""
    path = folder / MANIFEST
    body = unsealed(path.read_bytes())
    for file in body["files"]:
        del file["block_sum"]
        file["checks"] = [zlib.crc32((folder / file["name"]).read_bytes())]
    path.write_bytes(sealed(body))


def test_a_sum_that_is_not_known_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, VECTORS[:60])
    path = tmp_path / MANIFEST
    body = unsealed(path.read_bytes())
    body["files"][0]["block_sum"] = "of the future"
    path.write_bytes(sealed(body))
    assert refusal(tmp_path) is RefusalReason.MANIFEST_DAMAGED


def test_an_id_in_two_files_is_noticed(tmp_path: Path) -> None:
    first = publish(tmp_path, VECTORS[:60])
    publish(tmp_path, VECTORS[:20], 6, [(first.segments[0], np.array([], np.int64))])
    assert refusal(tmp_path) is RefusalReason.FILE_CONTENT


def test_the_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    publish(tmp_path, VECTORS)
    manifest = VectorManifest.from_bytes((tmp_path / MANIFEST).read_bytes())
    again = replace(manifest, left_out=Census(3, 99))
    assert VectorManifest.from_bytes(again.to_bytes()) == again


CALLS = {
    "write_segment": vector_store,
    "write_durably": cache_folder,
    "flush_folder": cache_folder,
    "replace_file": cache_folder,
}


@pytest.mark.parametrize("call", CALLS)
def test_any_failing_step_leaves_the_old_files_or_the_new_ones(
    call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, VECTORS[:40])

    def fail(*args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as failing:
        failing.setattr(CALLS[call], call, fail)
        with pytest.raises(OSError):
            publish(tmp_path, VECTORS[:60], 6)
    assert len(reopen(tmp_path).live_ids) == 40
    publish(tmp_path, VECTORS[:60], 6)
    assert len(reopen(tmp_path).live_ids) == 60
    assert len(list(tmp_path.iterdir())) == 2


def test_a_disk_that_gives_back_something_else_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, VECTORS[:40])
    monkeypatch.setattr("desktop_app.index.vector_segment.checks_of", lambda path: (1, 2))
    with pytest.raises(OSError):
        publish(tmp_path, VECTORS[:60], 6)
    assert len(vector_files(tmp_path)) == 1


def test_an_index_over_files_finds_what_one_in_memory_finds(tmp_path: Path) -> None:
    mapped, plain = ExactIndex(DIM), ExactIndex(DIM)
    mapped.attach(publish(tmp_path, VECTORS).segments)
    plain.add(range(1, 251), VECTORS)
    more = clustered(30, seed=4)
    for index in (mapped, plain):
        index.add(range(301, 331), more)
        index.remove([1, 100, 101, 250, 305, 330])
    assert sorted(mapped.ids) == sorted(plain.ids)
    within = [2, 90, 150, 249, 302, 305, 999]
    for query in clustered(20, seed=9):
        assert ids_of(mapped.search(query, 20)) == ids_of(plain.search(query, 20))
        assert ids_of(mapped.search_within(query, within, 5)) == ids_of(
            plain.search_within(query, within, 5)
        )
    some = [302, 7, 249, 120]
    assert np.array_equal(mapped.vectors(some), plain.vectors(some))


@pytest.mark.parametrize("count", [1, 2, FEW - 1, FEW, FEW + 1, 4 * FEW])
@pytest.mark.parametrize("loose", [0, 30])
def test_few_and_many_ids_are_compared_the_same_way(count: int, loose: int, tmp_path: Path) -> None:
    """Ids in any order, some twice, some removed, some that were never there."""
    index, vectors = ExactIndex(DIM), np.concatenate((VECTORS, clustered(30, seed=4)))
    index.attach(publish(tmp_path, VECTORS).segments)
    if loose:
        index.add(range(251, 281), vectors[250:])
    index.remove([2, 101, 250])
    rng = np.random.default_rng(count)
    for query in clustered(10, seed=9):
        ids = rng.integers(1, 300, count)
        there = [n for n in set(ids.tolist()) if n <= 250 + loose and n not in {2, 101, 250}]
        ranked = sorted(there, key=lambda n: (-float(vectors[n - 1] @ query), n))
        found = index.nearest_of(query, ids, 7)
        assert [near.reference_id for near in found] == ranked[:7]
        assert np.allclose(
            [n.similarity for n in found], vectors[np.array(ranked[:7], int) - 1] @ query
        )


def test_leaving_vectors_to_files_changes_no_answer(tmp_path: Path) -> None:
    index, plain = ExactIndex(DIM), ExactIndex(DIM)
    for each in (index, plain):
        each.add(range(1, 251), VECTORS)
        each.remove([5, 120])
    stored = publish(tmp_path, VECTORS[:220])  # 5 and 120 are in it in vain, 221 to 250 not at all
    index.rest_on(stored.segments)
    assert (index.loose, index.gone, len(index)) == (30, 2, 248)
    for query in clustered(20, seed=9):
        assert ids_of(index.search(query, 248)) == ids_of(plain.search(query, 248))
    index.add([5000], clustered(1, seed=3))
    index.remove([5000, 230])
    assert len(index) == 247


def test_files_are_attached_once_and_never_beside_the_same_ids(tmp_path: Path) -> None:
    stored, index = publish(tmp_path, VECTORS), ExactIndex(DIM)
    index.add([250], VECTORS[:1])
    with pytest.raises(ValueError):
        index.attach(stored.segments)
    index.remove([250])
    index.attach(stored.segments)
    with pytest.raises(ValueError):
        index.attach(stored.segments)


def test_no_reference_makes_no_file(tmp_path: Path) -> None:
    stored = VectorStore(tmp_path).publish(IDENTITY, 5, [], pieces(VECTORS[:0]))
    assert stored.segments == ()
    assert reopen(tmp_path).live_ids.tolist() == []
