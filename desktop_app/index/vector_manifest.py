"""The receipt of the vector files: what they hold, of which catalogue and model."""

from __future__ import annotations

import re
import sys
from dataclasses import asdict, dataclass
from typing import Any

from desktop_app.index.block_checks import BlockSum
from desktop_app.index.index_manifest import (
    IndexIdentity,
    IndexRefused,
    RefusalReason,
    refuse_unless,
)
from desktop_app.index.manifest_seal import sealed, unsealed
from desktop_app.index.vector_segment import SegmentFile

FORMAT = 1
FILE_NAME = re.compile(r"vectors-[0-9]{1,19}-[0-9a-f]{8}\.f32")


@dataclass(frozen=True, slots=True)
class Census:
    """How many references there are, and the sum of their ids: two sets with both are one."""

    count: int
    id_sum: int


NOBODY = Census(0, 0)


@dataclass(frozen=True, slots=True)
class VectorManifest:
    """All files of one model.

    Attributes:
        complete_to: generation of the database up to which nothing is missing but `left_out`.
        left_out: references of the database whose vector is damaged or of no use.
    """

    identity: IndexIdentity
    complete_to: int
    files: tuple[SegmentFile, ...]
    left_out: Census = NOBODY
    format: int = FORMAT
    byte_order: str = sys.byteorder

    def to_bytes(self) -> bytes:
        return sealed(asdict(self))

    @classmethod
    def from_bytes(cls, content: bytes) -> VectorManifest:
        """Read what `to_bytes` wrote.

        Raises:
            IndexRefused: any bit of it is not as it was written.
        """
        try:
            return _parse(unsealed(content))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise IndexRefused(RefusalReason.MANIFEST_DAMAGED, str(error)) from error

    def check(self, identity: IndexIdentity, generation: int) -> None:
        """Refuse what does not belong to this catalogue and model, or is younger than it.

        Raises:
            IndexRefused: with the first reason found.
        """
        theirs = self.identity
        claims = (
            (self.format == FORMAT, RefusalReason.OTHER_FORMAT),
            (self.byte_order == sys.byteorder, RefusalReason.OTHER_FORMAT),
            (theirs.catalogue_id == identity.catalogue_id, RefusalReason.OTHER_CATALOGUE),
            (theirs.fingerprint == identity.fingerprint, RefusalReason.OTHER_MODEL),
            (theirs.dim == identity.dim, RefusalReason.OTHER_DIMENSION),
            (self.complete_to <= generation, RefusalReason.AHEAD_OF_DATABASE),
        )
        refuse_unless(claims)


def _parse(body: dict[str, Any]) -> VectorManifest:
    return VectorManifest(
        identity=IndexIdentity(**body.pop("identity")),
        files=tuple(_segment_file(file) for file in body.pop("files")),
        left_out=Census(**body.pop("left_out")),
        **body,
    )


def _segment_file(body: dict[str, Any]) -> SegmentFile:
    lists = {"checks": tuple(body["checks"]), "removed": tuple(body["removed"])}
    # Earlier versions knew no other sum, and did not name it.
    block_sum = BlockSum(body.get("block_sum", BlockSum.CRC32))
    file = SegmentFile(**{**body, **lists, "block_sum": block_sum})
    if not FILE_NAME.fullmatch(file.name):  # never a path that leads out of the folder
        raise ValueError(f"file name {file.name!r}")
    if any(type(number) is not int or number <= 0 for number in (file.size, file.count)):
        raise ValueError("size or count is not a number")
    return file
