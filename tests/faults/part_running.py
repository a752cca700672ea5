"""L1-L3: a long shift, a window that answers, and a window that is closed amid any job."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import psutil

from desktop_app.app import opened_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.paths import DataFolder, demo_folder
from desktop_app.services.bundle import Services
from desktop_app.services.lookup import Query
from desktop_app.settings import Settings
from tests.benchmarks import event_loop
from tests.faults.closing_trial import CLOSING, JOBS
from tests.faults.registry import ROOT, Fault, Tally
from tests.services.import_samples import write_csv

WARM_UP = 60
MOST_MORE = 50
"""MiB that the program may grow by after its warm-up, beside three tenths."""

MOST_SLOPE = 5.0
"""MiB that the second half of a long shift may grow by in 10,000 operations."""

MOST_GAP_MS = 250.0
"""On shared cores; 100 on a computer of one's own."""

CLOSE_S = 10.0
"""On shared cores; half of it on a computer of one's own."""


def soak(folder: Path, operations: int) -> Tally:
    """L1: lookups of sound and broken photos, words, codes and imports; nothing piles up."""
    photos = sorted((demo_folder() / "queries").glob("*.jpg"))[:12]
    samples, findings = [], []
    with opened_services(DataFolder(folder / "data"), Settings(language="en")) as services:
        services.importer.run(_goods(folder))
        for number in range(operations):
            findings += _operation(services, photos, number)
            if number >= WARM_UP and number % 20 == 0:
                gc.collect()
                samples.append((number, *_usage()))
    first, last = samples[0], samples[-1]
    half = np.array(samples[len(samples) // 2 :], float)
    slope = float(np.polyfit(half[:, 0], half[:, 1], 1)[0]) * 10_000
    if last[1] > 1.3 * first[1] + MOST_MORE:
        findings.append(f"memory grew from {first[1]:.0f} to {last[1]:.0f} MiB")
    if last[2] > first[2] + 2 or last[3] > first[3] + 2:
        findings.append(f"handles {first[2]} to {last[2]}, threads {first[3]} to {last[3]}")
    if operations >= 2_000 and slope > MOST_SLOPE:
        findings.append(f"{slope:.1f} MiB per 10,000 operations")
    figures: dict[str, float | str] = {
        "memory of all processes, MiB": f"{first[1]:.0f} to {last[1]:.0f}",
        "growth of the second half, MiB per 10,000": round(slope, 1),
        "handles": f"{first[2]} to {last[2]}",
        "threads": f"{first[3]} to {last[3]}",
    }
    return Tally(operations, findings=tuple(findings[:10]), figures=figures)


def _goods(folder: Path) -> Path:
    rows = [{"sku": f"S{n}", "name": f"Thing {n}", "price": f"{n}.50"} for n in range(200)]
    return write_csv(folder / "goods.csv", rows)


def _operation(services: Services, photos: Sequence[Path], number: int) -> Iterator[str]:
    photo = photos[number % len(photos)]
    try:
        match number % 10:
            case 0:
                broken = PhotoInput("broken.jpg", data=photo.read_bytes()[: 300 + number])
                services.lookup.lookup(Query((broken,)))
            case 1 | 2:
                services.lookup.lookup(Query((), f"thing {number % 200}"))
            case 3:
                services.history.page(50)
            case 4 if number % 100 == 4:
                services.importer.run(services.data_folder.root.parent / "goods.csv")
            case _:
                services.lookup.lookup(Query((PhotoInput.from_path(photo),)))
    except UserError as error:
        if number % 10:
            yield f"operation {number}: {error}"


def _usage() -> tuple[float, int, int]:
    """MiB of this process and its children; handles and threads of this one."""
    me = psutil.Process()
    memory = sum(_memory(process) for process in (me, *me.children(recursive=True)))
    handles = me.num_fds()
    return memory / 2**20, handles, threading.active_count()


def _memory(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def gaps(folder: Path, windows: int) -> Tally:
    """L2: the longest stop of the event loop while a catalogue is imported and looked up in."""
    from PySide6.QtWidgets import QApplication

    application = QApplication([])
    stops, work = event_loop.measure(application, folder / "data", windows)
    longest = max(work)
    findings = [f"the window worked for {longest:.0f} ms at once"] if longest > MOST_GAP_MS else []
    figures: dict[str, float | str] = {
        "longest stop, ms": round(max(stops)),
        "longest work of the window, ms": round(longest),
    }
    return Tally(windows, findings=tuple(findings), figures=figures)


def closed(folder: Path, jobs: Sequence[str], waits_ms: Sequence[int]) -> Tally:
    """L3: it ends in time with 0, says nothing of an abort, and leaves no process behind."""
    source = folder / "source"
    source.mkdir()
    for number, photo in enumerate(sorted((demo_folder() / "queries").glob("*.jpg"))[:20]):
        (source / f"{number}.jpg").write_bytes(photo.read_bytes())
    (source / "photo.jpg").write_bytes((source / "0.jpg").read_bytes())
    rows = [{"sku": f"S{n}", "name": f"Thing {n}", "photos": f"{n % 20}.jpg"} for n in range(400)]
    write_csv(source / "goods.csv", rows)
    findings, slowest, tried = [], 0.0, 0
    for job in jobs:
        for wait in waits_ms:
            tried += 1
            seconds, problems = _closed_once(job, folder / f"{job}-{wait}", source, wait)
            slowest = max(slowest, seconds)
            findings += [f"{job}, closed after {wait} ms: {problem}" for problem in problems]
    crashes = sum("ended with" in finding for finding in findings)
    hangs = sum("to close" in finding for finding in findings)
    figures: dict[str, float | str] = {"slowest to close, s": round(slowest, 2)}
    return Tally(
        tried, crashes=crashes, hangs=hangs, findings=tuple(findings[:10]), figures=figures
    )


def _closed_once(job: str, data: Path, source: Path, wait: int) -> tuple[float, list[str]]:
    arguments = [job, str(data), str(source), str(wait)]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.closing_trial", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    limit = threading.Timer(60, process.kill)
    limit.start()
    assert process.stdout is not None
    said, began, children = [], time.monotonic(), []
    for line in process.stdout:
        if line.strip() == CLOSING:
            began = time.monotonic()
            children = psutil.Process(process.pid).children(recursive=True)
        else:
            said.append(line)
    status = process.wait()
    seconds = time.monotonic() - began
    limit.cancel()
    problems = [] if status == 0 else [f"it ended with {status}: {''.join(said)[-300:]}"]
    if seconds > CLOSE_S:
        problems.append(f"it took {seconds:.1f} s to close")
    problems += [line for line in said if "Traceback" in line or "QThread" in line]
    left = psutil.wait_procs(children, timeout=2)[1]
    problems += [f"process {child.pid} was left behind" for child in left]
    return seconds, problems


FAULTS = (
    Fault("L1", "a long shift", lambda f: soak(f, 200), lambda f: soak(f, 4_000)),
    Fault("L2", "the window answers", lambda f: gaps(f, 4), lambda f: gaps(f, 60)),
    Fault(
        "L3",
        "closing amid each job",
        lambda folder: closed(folder, ("import", "batch"), (150,)),
        lambda folder: closed(folder, tuple(JOBS), (0, 200, 1500)),
    ),
)
