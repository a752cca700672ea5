from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.index.block_checks import BlockSum
from desktop_app.index.hnsw_graph import HnswParameters
from desktop_app.index.index_manifest import (
    GraphFile,
    IndexIdentity,
    IndexManifest,
    IndexRefused,
    RefusalReason,
    library_version,
)
from desktop_app.index.manifest_seal import sealed

NUMBERS = st.integers(0, 2**62)
FILES = st.builds(
    GraphFile,
    name=st.from_regex(r"graph-[0-9]{1,19}-[0-9a-f]{8}\.hnsw", fullmatch=True),
    size=NUMBERS,
    count=NUMBERS,
    checks=st.lists(NUMBERS, min_size=1, max_size=5).map(tuple),
    blake2b=st.text(max_size=40),
    removed=st.lists(NUMBERS, max_size=5).map(tuple),
    exact=st.lists(NUMBERS, max_size=5).map(tuple),
    block_sum=st.sampled_from(BlockSum),
)
MANIFESTS = st.builds(
    IndexManifest,
    identity=st.builds(IndexIdentity, st.text(), st.text(), st.integers(1, 4096)),
    parameters=st.builds(HnswParameters, m=st.sampled_from([8, 16]), seed=NUMBERS),
    generation=NUMBERS,
    files=st.lists(FILES, max_size=4).map(tuple),
    library=st.text(),
)
IDENTITY = IndexIdentity("catalogue", "model", 8)
MANIFEST = IndexManifest(
    IDENTITY,
    HnswParameters(),
    generation=7,
    files=(GraphFile("graph-7-0123abcd.hnsw", 100, 3, (255,), removed=(2,), exact=(1,)),),
    library=library_version(),
)


@given(MANIFESTS)
def test_a_manifest_comes_back_as_it_was(manifest: IndexManifest) -> None:
    assert IndexManifest.from_bytes(manifest.to_bytes()) == manifest


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    content = bytearray(MANIFEST.to_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(IndexRefused) as refused:
        IndexManifest.from_bytes(bytes(content))
    assert refused.value.reason is RefusalReason.MANIFEST_DAMAGED


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"7", b"\xff\xfe", b"[" * 100_000, b'{"crc":0}', b'{"crc":NaN}'],
)
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(IndexRefused):
        IndexManifest.from_bytes(content)


def forged(**changes: object) -> bytes:
    """A manifest with a right checksum over wrong content, as only a person would write it."""
    body = json.loads(MANIFEST.to_bytes())
    del body["crc"]
    body["files"][0].update(changes)
    return sealed(body)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "../../etc/passwd"},
        {"name": "/graph-7-0123abcd.hnsw"},
        {"name": "graph-7-0123abcd.hnsw/../x"},
        {"name": "graph-7-0123abcd.hnsw\n"},
        {"name": 5},
        {"size": -1},
        {"size": "100"},
        {"count": True},
        {"count": None},
        {"removed": 3},
        {"more": 1},
    ],
    ids=str,
)
def test_forged_entries_are_refused(changes: dict[str, object]) -> None:
    with pytest.raises(IndexRefused) as refused:
        IndexManifest.from_bytes(forged(**changes))
    assert refused.value.reason is RefusalReason.MANIFEST_DAMAGED


STALE = {
    RefusalReason.OTHER_FORMAT: {"format": 0},
    RefusalReason.OTHER_LIBRARY: {"library": "hnswlib-0.7.0-little-64"},
    RefusalReason.OTHER_CATALOGUE: {"identity": replace(IDENTITY, catalogue_id="other")},
    RefusalReason.OTHER_MODEL: {"identity": replace(IDENTITY, fingerprint="other")},
    RefusalReason.OTHER_DIMENSION: {"identity": replace(IDENTITY, dim=16)},
    RefusalReason.OTHER_PARAMETERS: {"parameters": HnswParameters(m=8)},
    RefusalReason.AHEAD_OF_DATABASE: {"generation": 8},
}


@pytest.mark.parametrize("reason", STALE, ids=str)
def test_what_belongs_to_something_else_is_refused_with_its_reason(reason: RefusalReason) -> None:
    with pytest.raises(IndexRefused) as refused:
        replace(MANIFEST, **STALE[reason]).check(IDENTITY, HnswParameters(), 7)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    "change",
    [{"space": "l2"}, {"parameters": HnswParameters(ef_construction=101)}],
    ids=["space", "ef_construction"],
)
def test_other_parameters_are_refused(change: dict[str, object]) -> None:
    with pytest.raises(IndexRefused) as refused:
        replace(MANIFEST, **change).check(IDENTITY, HnswParameters(), 7)
    assert refused.value.reason is RefusalReason.OTHER_PARAMETERS


@pytest.mark.parametrize("generation", [7, 8, 10**9])
def test_an_older_index_may_catch_up(generation: int) -> None:
    MANIFEST.check(IDENTITY, HnswParameters(), generation)


def test_the_breadth_of_searches_needs_no_new_index() -> None:
    MANIFEST.check(IDENTITY, HnswParameters(ef_search=200), 7)


def test_truncating_anywhere_is_noticed() -> None:
    content = MANIFEST.to_bytes()
    for length in range(0, len(content), 7):
        with pytest.raises(IndexRefused):
            IndexManifest.from_bytes(content[:length])
