"""Run as a program by `test_publish_trials`: ends processes in the middle of a publish.

Usage: publish_trials.py FOLDER kill|full|vectors. Prints one JSON object: trial -> what was found
after.
Forked children keep Qt and the test runner out of the trial.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from pathlib import Path

from desktop_app.index.index_manifest import IndexRefused
from desktop_app.index.index_store import IndexStore
from desktop_app.index.vector_store import VectorStore
from tests.index.index_samples import IDENTITY, PARAMETERS, clustered, small_graph
from tests.index.vector_samples import pieces

OLD, NEW = 60, 90
STEPS = (
    "graph_saved",
    "graph_flushed",
    "graph_read_back",
    "manifest_written",
    "folder_flushed",
    "manifest_replaced",
    "published",
    "cleaned",
    "never",
)
VECTOR_STEPS = (
    "vectors_written",
    "vector_manifest_written",
    "vector_folder_flushed",
    "vector_manifest_replaced",
    "vectors_published",
    "vectors_cleaned",
    "never",
)
LIMITS = {"nothing fits": 0, "half a graph fits": 5_000, "the manifest does not fit": None}


def found_in(folder: Path) -> str:
    try:
        graphs = IndexStore(folder).open(IDENTITY, PARAMETERS, 6)
    except IndexRefused as refused:
        return f"refused: {refused.reason}"
    return {OLD: "old", NEW: "new"}.get(len(graphs[0]), "something else")


def in_child(trial: object) -> int:
    """Exit status of *trial* run in a forked process."""
    process = os.fork()
    if process == 0:
        status = 99
        try:
            status = trial()  # type: ignore[operator]
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def killed_at(folder: Path, wanted: str) -> int:
    def reached(step: str) -> None:
        if step == wanted:
            os._exit(137)

    IndexStore(folder, reached).publish([small_graph(NEW)], IDENTITY, PARAMETERS, 6)
    return 0


def full_disk(folder: Path, limit: int | None) -> int:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def reached(step: str) -> None:
        if limit is None and step == "graph_read_back":
            resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))

    if limit is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        IndexStore(folder, reached).publish([small_graph(NEW)], IDENTITY, PARAMETERS, 6)
    except OSError:
        return 28
    return 0


def vectors_in(folder: Path) -> str:
    try:
        stored = VectorStore(folder).open(IDENTITY, 6)
    except IndexRefused as refused:
        return f"refused: {refused.reason}"
    return {OLD: "old", NEW: "new"}.get(len(stored.live_ids), "something else")


def killed_while_writing(folder: Path, wanted: str) -> int:
    def reached(step: str) -> None:
        if step == wanted:
            os._exit(137)

    VectorStore(folder, reached).publish(IDENTITY, 6, [], pieces(clustered(NEW)))
    return 0


def vector_trials(folder: Path) -> dict[str, list[object]]:
    """As `main`, of the vector files; more than these and the manifest must not be left."""
    results: dict[str, list[object]] = {}
    for name in VECTOR_STEPS:
        VectorStore(folder).publish(IDENTITY, 5, [], pieces(clustered(OLD)))
        status = in_child(lambda name=name: killed_while_writing(folder, name))
        after = vectors_in(folder)
        VectorStore(folder).publish(IDENTITY, 6, [], pieces(clustered(NEW)))
        left = len([path for path in folder.iterdir() if path.suffix != ".draft"])
        results[name] = [status, after, vectors_in(folder), left]
    return results


def main(folder: Path, kind: str) -> dict[str, list[object]]:
    if kind == "vectors":
        return vector_trials(folder)
    results: dict[str, list[object]] = {}
    for name in STEPS if kind == "kill" else LIMITS:
        IndexStore(folder).publish([small_graph(OLD)], IDENTITY, PARAMETERS, 5)
        if kind == "kill":
            status = in_child(lambda name=name: killed_at(folder, name))
        else:
            status = in_child(lambda name=name: full_disk(folder, LIMITS[name]))
        after = found_in(folder)
        IndexStore(folder).publish([small_graph(NEW)], IDENTITY, PARAMETERS, 6)
        left = len(list(folder.iterdir()))
        results[name] = [status, after, found_in(folder), left]
    return results


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), sys.argv[2])))
