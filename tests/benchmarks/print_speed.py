"""Processor time of the print check, and of the rest of the lookups beside it in the same run.

    shelfsight --data-dir FOLDER import CATALOGUE.csv
    python -m tests.benchmarks.print_speed FOLDER QUERIES.csv

asks all queries twice, each time with a new worker process: first without kept points (`prints/` of
FOLDER is deleted), then with those that the first run has kept. Then the same photos are compared
in this process, step by step. Milliseconds of processor time, which other programs on the machine
stretch, too, so that only figures of one run belong together.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import psutil

from desktop_app.app import opened_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.paths import DataFolder
from desktop_app.services.batch import run_batch
from desktop_app.services.query_table import QueryRow, read_queries
from desktop_app.settings import Settings
from desktop_app.vision import print_reader
from desktop_app.vision.print_store import PrintStore

STEPS = ("photo_bytes", "decode_picture", "print_view", "find_points", "line_up", "agreement")
_Asked: TypeAlias = tuple[Sequence[PhotoInput], Sequence[PhotoInput]]


@dataclass(slots=True)
class Run:
    """What one run over all queries took, in milliseconds of processor time."""

    analysis: float = 0.0
    prints: float = 0.0
    rest: float = 0.0
    waits: list[float] = field(default_factory=list)  # where the print was compared, by the clock
    asked: list[list[_Asked]] = field(default_factory=list)

    def figures(self, n: int) -> dict[str, float]:
        whole = self.analysis + self.prints + self.rest
        compared = max(1, len(self.asked))
        return {
            "queries": n,
            "print compared in": len(self.asked),
            "lookup without print, each": round((whole - self.prints) / n, 1),
            "print, each compared": round(self.prints / compared, 1),
            "print, share of all": round(self.prints / whole, 3),
            "print by the clock, median": round(statistics.median(self.waits or [0.0]), 1),
        }


def ask(folder: Path, rows: Sequence[QueryRow]) -> Run:
    """One run with a worker process of its own."""
    run = Run()
    with opened_services(DataFolder(folder), Settings()) as services:
        worker: Any = services.analyst
        worker.wait_ready()
        list(run_batch(rows[:3], services.lookup.service))
        child, parent = psutil.Process(worker.pid), psutil.Process()
        analyse, compare = worker.analyse_query, worker.compare_prints
        now: list[_Asked] = []

        def analyse_query(*given: Any) -> Any:
            before = _ms(child)
            result = analyse(*given)
            run.analysis += _ms(child) - before
            return result

        def compare_prints(queries: Any, references: Any, *, urgent: bool = True) -> Any:
            now.append((queries, references))
            before = _ms(child)
            result = compare(queries, references, urgent=urgent)
            run.prints += _ms(child) - before
            return result

        worker.analyse_query, worker.compare_prints = analyse_query, compare_prints
        before = _ms(parent)
        for row in rows:
            now.clear()
            (result,) = run_batch([row], services.lookup.service)
            if now and result.answer:
                run.asked.append(list(now))
                run.waits.append(result.answer.ms["print"])
        run.rest = _ms(parent) - before
    return run


def _ms(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system) * 1e3


def steps(asked: Sequence[Sequence[_Asked]], store: PrintStore | None) -> dict[str, str]:
    """Each step of the comparison: how often a query, and how long each time and each query."""
    times: dict[str, float] = defaultdict(float)
    counts: dict[str, int] = defaultdict(int)

    def timed(name: str) -> Callable[..., Any]:
        work = getattr(print_reader, name)

        def clocked(*given: Any) -> Any:
            before = time.process_time()
            try:
                return work(*given)
            finally:
                times[name] += (time.process_time() - before) * 1e3
                counts[name] += 1

        return clocked

    kept = {name: getattr(print_reader, name) for name in STEPS}
    for name in STEPS:
        setattr(print_reader, name, timed(name))
    reader = print_reader.PrintReader(lambda _: None, store)
    before = time.process_time()
    for looks in asked:
        for queries, references in looks:
            reader.compare(queries, references)
    whole = (time.process_time() - before) * 1e3
    for name, work in kept.items():
        setattr(print_reader, name, work)
    n = max(1, len(asked))
    told = {
        name: f"{counts[name] / n:.2f} x {times[name] / max(1, counts[name]):.2f} ms"
        f" = {times[name] / n:.1f}"
        for name in STEPS
    }
    return {**told, "all": f"{whole / n:.1f}"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("queries", type=Path)
    options = parser.parse_args()
    rows = list(read_queries(options.queries))
    prints = DataFolder(options.folder).prints
    shutil.rmtree(prints, ignore_errors=True)
    first, second = ask(options.folder, rows), ask(options.folder, rows)
    files = [file.stat().st_size for file in prints.glob("*/*")]
    figures = {
        "nothing kept": first.figures(len(rows)),
        "points kept": second.figures(len(rows)),
        "kept": f"{len(files)} photos, {sum(files) / 1e6:.1f} MB",
        "steps, nothing kept": steps(second.asked, None),
        "steps, points kept": steps(second.asked, PrintStore(prints)),
    }
    sys.stdout.write(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
