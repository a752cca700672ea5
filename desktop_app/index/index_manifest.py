"""The receipt of the index files: what they hold, of which catalogue and model, and their hash."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from desktop_app.core.errors import ShelfsightError
from desktop_app.index.block_checks import BlockSum
from desktop_app.index.hnsw_graph import SPACE, HnswParameters
from desktop_app.index.manifest_seal import sealed, unsealed

FORMAT = 1
FILE_NAME = re.compile(r"graph-[0-9]{1,19}-[0-9a-f]{8}\.hnsw")


class RefusalReason(StrEnum):
    """Why index files are not used; the index is then built from the database."""

    ABSENT = "absent"
    UNREADABLE = "unreadable"
    MANIFEST_DAMAGED = "manifest_damaged"
    OTHER_FORMAT = "other_format"
    OTHER_LIBRARY = "other_library"
    OTHER_CATALOGUE = "other_catalogue"
    OTHER_MODEL = "other_model"
    OTHER_DIMENSION = "other_dimension"
    OTHER_PARAMETERS = "other_parameters"
    AHEAD_OF_DATABASE = "ahead_of_database"
    FILE_MISSING = "file_missing"
    FILE_SIZE = "file_size"
    FILE_HASH = "file_hash"
    FILE_CONTENT = "file_content"


class IndexRefused(ShelfsightError):  # noqa: N818  (an outcome, not a failure: the index is rebuilt)
    """The index files must not be used; `reason` says why."""

    def __init__(self, reason: RefusalReason, detail: str = "") -> None:
        self.reason = reason
        super().__init__(f"{reason}: {detail}" if detail else str(reason))


@dataclass(frozen=True, slots=True)
class IndexIdentity:
    """What an index belongs to: its catalogue, and the model that made the vectors."""

    catalogue_id: str
    fingerprint: str
    dim: int


@dataclass(frozen=True, slots=True)
class GraphFile:
    """One file with `count` references.

    Of these the graph only marks `removed` as such, and cannot reach `exact`. `checks` are the
    sums of its blocks, made by `block_sum`; a file of an early version has `blake2b` instead.
    """

    name: str
    size: int
    count: int
    checks: tuple[int, ...] = ()
    blake2b: str = ""
    removed: tuple[int, ...] = ()
    exact: tuple[int, ...] = ()
    block_sum: BlockSum = BlockSum.XXH3


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """All files of one index; `generation` is that of the database it was made from."""

    identity: IndexIdentity
    parameters: HnswParameters
    generation: int
    files: tuple[GraphFile, ...]
    format: int = FORMAT
    library: str = ""
    space: str = SPACE

    def to_bytes(self) -> bytes:
        return sealed(asdict(self))

    @classmethod
    def from_bytes(cls, content: bytes) -> IndexManifest:
        """Read what `to_bytes` wrote.

        Raises:
            IndexRefused: any bit of it is not as it was written.
        """
        try:
            return _parse(unsealed(content))
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise IndexRefused(RefusalReason.MANIFEST_DAMAGED, str(error)) from error

    def check(self, identity: IndexIdentity, parameters: HnswParameters, generation: int) -> None:
        """Refuse what does not belong to this catalogue, model and program.

        Args:
            identity: of the open catalogue and model.
            parameters: that a new graph would have; the breadth of searches does not matter.
            generation: of the database. A younger manifest was left by a catalogue that has been
                replaced by its backup since.

        Raises:
            IndexRefused: with the first reason found.
        """
        theirs, build = self.identity, (parameters.m, parameters.ef_construction)
        claims = (
            (self.format == FORMAT, RefusalReason.OTHER_FORMAT),
            (self.library == library_version(), RefusalReason.OTHER_LIBRARY),
            (theirs.catalogue_id == identity.catalogue_id, RefusalReason.OTHER_CATALOGUE),
            (theirs.fingerprint == identity.fingerprint, RefusalReason.OTHER_MODEL),
            (theirs.dim == identity.dim, RefusalReason.OTHER_DIMENSION),
            (self.space == SPACE, RefusalReason.OTHER_PARAMETERS),
            (
                (self.parameters.m, self.parameters.ef_construction) == build,
                RefusalReason.OTHER_PARAMETERS,
            ),
            (self.generation <= generation, RefusalReason.AHEAD_OF_DATABASE),
        )
        refuse_unless(claims)


def refuse_unless(claims: Iterable[tuple[bool, RefusalReason]]) -> None:
    """Refuse what does not hold.

    Raises:
        IndexRefused: with the first reason found.
    """
    for holds, reason in claims:
        if not holds:
            raise IndexRefused(reason)


def library_version() -> str:
    """Version of hnswlib with what else decides about its files: byte order and word size."""
    try:
        version = importlib.metadata.version("hnswlib")
    except importlib.metadata.PackageNotFoundError:  # a frozen program without package data
        version = "unknown"
    bits = 64 if sys.maxsize > 2**32 else 32
    return f"hnswlib-{version}-{sys.byteorder}-{bits}"


def _parse(body: dict[str, Any]) -> IndexManifest:
    files = tuple(_graph_file(file) for file in body.pop("files"))
    return IndexManifest(
        identity=IndexIdentity(**body.pop("identity")),
        parameters=HnswParameters(**body.pop("parameters")),
        files=files,
        **body,
    )


def _graph_file(body: dict[str, Any]) -> GraphFile:
    lists = {name: tuple(body.get(name, ())) for name in ("checks", "removed", "exact")}
    # Earlier versions knew no other sum, and did not name it.
    block_sum = BlockSum(body.get("block_sum", BlockSum.CRC32))
    file = GraphFile(**{**body, **lists, "block_sum": block_sum})
    if not FILE_NAME.fullmatch(file.name):  # never a path that leads out of the folder
        raise ValueError(f"file name {file.name!r}")
    if any(type(number) is not int or number < 0 for number in (file.size, file.count)):
        raise ValueError("size or count is not a number")
    if not file.checks and not file.blake2b:
        raise ValueError("a file without checksums")
    return file
