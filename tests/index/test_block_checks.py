from __future__ import annotations

import zlib
from pathlib import Path

import pytest
import xxhash
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.index import block_checks
from desktop_app.index.block_checks import BLOCK_BYTES, READ_BYTES, BlockSum, Checks, checks_of

ALONE = {BlockSum.CRC32: zlib.crc32, BlockSum.XXH3: xxhash.xxh3_64_intdigest}


def expected(content: bytes, kind: BlockSum, block: int) -> tuple[int, ...]:
    return tuple(
        ALONE[kind](content[start : start + block]) for start in range(0, len(content), block)
    )


@pytest.mark.parametrize("kind", BlockSum)
@given(parts=st.lists(st.binary(max_size=40), max_size=8))
def test_the_sums_do_not_depend_on_how_a_stream_is_cut(kind: BlockSum, parts: list[bytes]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(block_checks, "BLOCK_BYTES", 16)
        checks = Checks(kind, _room=16)
        for part in parts:
            checks.add(memoryview(part))
        assert checks.all() == expected(b"".join(parts), kind, 16)


@pytest.mark.parametrize("kind", BlockSum)
@pytest.mark.parametrize("size", [0, 1, READ_BYTES, BLOCK_BYTES, BLOCK_BYTES + 1])
def test_a_file_is_summed_block_by_block(kind: BlockSum, size: int, tmp_path: Path) -> None:
    file, content = tmp_path / "file", (bytes(range(251)) * (size // 251 + 1))[:size]
    file.write_bytes(content)
    assert checks_of(file, kind) == expected(content, kind, BLOCK_BYTES)


def test_both_sums_are_the_published_ones() -> None:
    """What a manifest says must be read by every later version, of the libraries as well."""
    sums = {kind: Checks(kind) for kind in BlockSum}
    for checks in sums.values():
        checks.add(memoryview(b"shelfsight"))
    assert {kind: checks.all() for kind, checks in sums.items()} == {
        BlockSum.CRC32: (1551350497,),
        BlockSum.XXH3: (12129501282962879298,),
    }
