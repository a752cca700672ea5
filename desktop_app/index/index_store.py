"""The HNSW graphs on disk: a cache that is either proved right or not used.

The vectors in the database are the truth, so these files may be deleted at any moment. Two facts
about hnswlib shape the code: it reports no error when a disk is full, and it crashes on or answers
wrongly from a damaged file. Hence nothing is published before it was read back, and nothing is
loaded before size and hash have been compared with the manifest.
"""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from desktop_app.core.durable_file import digest_of, flush_file
from desktop_app.core.fault_point import FaultPoint, no_fault
from desktop_app.index.block_checks import checks_of
from desktop_app.index.cache_folder import VERIFYING_THREADS, CacheFolder
from desktop_app.index.hnsw_graph import (
    GRAPH_CAPACITY,
    LARGE_CAPACITY,
    HnswGraph,
    HnswParameters,
)
from desktop_app.index.index_manifest import (
    GraphFile,
    IndexIdentity,
    IndexManifest,
    IndexRefused,
    RefusalReason,
    library_version,
)
from desktop_app.index.row_table import has_doubles

MANIFEST = "manifest.json"
MANIFEST_DRAFT = "manifest.json.tmp"
PROBES = 20
"""References searched for in the copy that is read back before it is published."""


class IndexStore:
    """Keeps the graphs of one index in *folder*; one thread at a time."""

    def __init__(self, folder: Path, fault_point: FaultPoint = no_fault) -> None:
        self._folder = CacheFolder(folder, MANIFEST, MANIFEST_DRAFT, fault_point)
        self._reached = fault_point
        self._saved: dict[HnswGraph, tuple[int, GraphFile]] = {}

    def publish(
        self,
        graphs: Sequence[HnswGraph],
        identity: IndexIdentity,
        parameters: HnswParameters,
        generation: int,
    ) -> IndexManifest:
        """Make *graphs* what the next `open` finds; until the very last step that is the old ones.

        The graphs must not change meanwhile. Those that did not change since they were last
        published are not written again.

        Raises:
            OSError: the disk is full or the folder cannot be written; the old files are untouched.
        """
        self._folder.make()
        written: list[str] = [MANIFEST_DRAFT]
        try:
            files = tuple(self._file_of(graph, generation, written) for graph in graphs)
            manifest = IndexManifest(
                identity, parameters, generation, files, library=library_version()
            )
            self._folder.switch_to(manifest.to_bytes())
        except BaseException:
            self._folder.delete(written)
            raise
        self._folder.flush()
        self._reached("published")
        self._remember(graphs, files)
        used = {file.name for file in files}
        self._folder.delete(name for name in self._names() if name not in used)
        self._reached("cleaned")
        return manifest

    def open(
        self, identity: IndexIdentity, parameters: HnswParameters, generation: int
    ) -> list[HnswGraph]:
        """The graphs last published, if they are provably whole and belong here.

        Args:
            identity: of the open catalogue and the model in use.
            parameters: of the graphs wanted.
            generation: of the database at this moment.

        Raises:
            IndexRefused: they are not; nothing was given to the library that was not as written.
        """
        manifest = IndexManifest.from_bytes(self._folder.read())
        manifest.check(identity, parameters, generation)
        with ThreadPoolExecutor(VERIFYING_THREADS, "verify") as verifying:
            # Reading and hashing let go of the interpreter, which loading holds: they overlap.
            verified = [verifying.submit(self._verify, file) for file in manifest.files]
            graphs = []
            for file, done in zip(manifest.files, verified, strict=True):
                done.result()
                graphs.append(self._load(file, manifest, parameters))
        ids = np.concatenate([np.empty(0, np.int64), *(graph.live_ids() for graph in graphs)])
        if has_doubles(ids):
            raise IndexRefused(RefusalReason.FILE_CONTENT, "an id in two graphs")
        self._remember(graphs, manifest.files)
        return graphs

    def _remember(self, graphs: Sequence[HnswGraph], files: Sequence[GraphFile]) -> None:
        self._saved = {
            graph: (graph.version, file) for graph, file in zip(graphs, files, strict=True)
        }

    def _file_of(self, graph: HnswGraph, generation: int, written: list[str]) -> GraphFile:
        version, file = self._saved.get(graph, (-1, None))
        if file is not None and version == graph.version and self._has(file):
            return file
        name = f"graph-{generation}-{secrets.token_hex(4)}.hnsw"
        written.append(name)
        return self._save(graph, self._folder.path(name))

    def _save(self, graph: HnswGraph, path: Path) -> GraphFile:
        path.touch(mode=0o600, exist_ok=False)  # tells at once that the folder is not writable
        graph.save(path)
        self._reached("graph_saved")
        size = path.stat().st_size
        if size != graph.file_size:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        flush_file(path)
        self._reached("graph_flushed")
        _read_back(path, graph)
        self._reached("graph_read_back")
        removed, exact = tuple(sorted(graph.removed)), tuple(sorted(graph.exact))
        checks = checks_of(path)
        return GraphFile(path.name, size, graph.stored, checks, removed=removed, exact=exact)

    def _verify(self, file: GraphFile) -> None:
        with self._folder.proving(file.name) as path:
            if path.stat().st_size != file.size:
                raise IndexRefused(RefusalReason.FILE_SIZE, file.name)
            if not _is_as_written(path, file):
                raise IndexRefused(RefusalReason.FILE_HASH, file.name)

    def _load(
        self, file: GraphFile, manifest: IndexManifest, parameters: HnswParameters
    ) -> HnswGraph:
        try:
            graph = HnswGraph.load(
                self._folder.path(file.name),
                manifest.identity.dim,
                parameters,
                capacity=GRAPH_CAPACITY if file.count <= GRAPH_CAPACITY else LARGE_CAPACITY,
                removed=file.removed,
            )
        except RuntimeError as error:
            raise IndexRefused(RefusalReason.FILE_CONTENT, str(error)) from error
        except OSError as error:
            raise IndexRefused(RefusalReason.UNREADABLE, str(error)) from error
        if graph.library_count != file.count or graph.stored != file.count:
            raise IndexRefused(RefusalReason.FILE_CONTENT, "another number of references")
        graph.exact = graph.live_among(file.exact)
        return graph

    def _has(self, file: GraphFile) -> bool:
        """Another process with the same folder may have cleaned the file away."""
        return self._folder.has(file.name, file.size)

    def _names(self) -> list[str]:
        return [p.name for p in self._folder.folder.iterdir() if p.suffix in {".hnsw", ".tmp"}]


def _is_as_written(path: Path, file: GraphFile) -> bool:
    if not file.checks:
        return digest_of(path) == file.blake2b
    return checks_of(path, file.block_sum) == file.checks


def _read_back(path: Path, graph: HnswGraph) -> None:
    """Load the file again and search in it, as the next start will.

    Raises:
        OSError: it does not hold what *graph* holds.
    """
    try:
        copy = graph.reload(path)
    except RuntimeError as error:
        raise OSError(errno.EIO, str(error), str(path)) from error
    probes = sorted(graph.ids - graph.exact)[-PROBES:]
    if copy.library_count != graph.library_count or not copy.same_answers(graph, probes):
        raise OSError(errno.EIO, "the index file does not hold what was written", str(path))
