"""Starts one fault in a process of its own and waits for what it counted."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

from tests.faults.one import RESULT
from tests.faults.registry import ROOT, Fault, Tally

ONE = (sys.executable, "-m", "tests.faults.one")
TOLD = 1500
"""Characters of the end of a failed trial's output that are repeated."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One fault that was run: what it counted, and how long it took."""

    part: str
    fault: Fault
    form: str
    tally: Tally
    seconds: float

    def __add__(self, other: Ran) -> Ran:
        """With another trial of the same fault."""
        tally, seconds = self.tally + other.tally, self.seconds + other.seconds
        return replace(self, tally=tally, seconds=seconds)


def run_fault(part: str, fault: Fault, form: str, folder: Path, number: int = 0) -> Ran:
    """Run trial *number* of *fault* in *folder*; a trial that dies is a crash.

    One that takes too long counts as a hang.
    """
    limit = fault.full_limit_s if form == "full" else fault.quick_limit_s
    started = time.monotonic()
    log = folder / "output.txt"
    folder.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*ONE, part, fault.id, form, str(number), str(folder)],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=sys.platform != "win32",
        )
        try:
            status = process.wait(timeout=limit)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            _end_all(process)
    tally = _tally(folder, log, status, limit)
    return Ran(part, fault, form, tally, time.monotonic() - started)


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """End the trial and whatever it started and left behind."""
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()


def _tally(folder: Path, log: Path, status: int | None, limit: float) -> Tally:
    result = folder / RESULT
    if status == 0 and result.is_file():
        read = json.loads(result.read_text(encoding="utf-8"))
        return Tally(**{**read, "findings": tuple(read["findings"])})
    told = log.read_text(encoding="utf-8", errors="replace")[-TOLD:]
    if status is None:
        return Tally(hangs=1, findings=(f"did not end in {limit:.0f} s: {told}",))
    return Tally(crashes=1, findings=(f"the trial ended with {status}: {told}",))
