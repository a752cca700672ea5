"""Runs the full form of every fault trial and writes the report table.

python -m tests.faults.full_run [--minutes N] [--only ID ...] [--jobs N] --out REPORT.md

Trials that would begin after the minutes are over run in their quick form, and the table says so.
The long ones begin first, so that no job is left alone with one of them at the end; further trials
of a fault that has several come last, and are left out where the minutes are over.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tests.faults.registry import Fault, Tally, all_faults
from tests.faults.running import ROOT, Ran, run_fault

LIBRARIES = ("hnswlib", "onnxruntime-gpu", "opencv-python-headless", "PySide6-Essentials")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults.full_run")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    wanted = parser.parse_args(arguments)
    end = time.monotonic() + 60 * wanted.minutes
    ran: list[Ran] = []
    chosen = [each for each in all_faults() if not wanted.only or each[1].id in wanted.only]
    order = [fault.id for _, fault in chosen]
    trials = [
        (part, fault, number)
        for part, fault in chosen
        for number in range(len(fault.trials("full")))
    ]
    trials.sort(key=lambda each: (each[2], -each[1].full_limit_s))
    with ThreadPoolExecutor(wanted.jobs) as executor:
        for done in as_completed([executor.submit(_run, *each, end) for each in trials]):
            if done.result() is None:
                continue
            ran.append(done.result())
            sys.stdout.write(_row(done.result()) + "\n")
            sys.stdout.flush()
            wanted.out.write_text(report(_added_up(ran, order)), encoding="utf-8")
    return 0 if all(each.tally.is_clean for each in ran) else 1


def _run(part: str, fault: Fault, number: int, end: float) -> Ran | None:
    """One trial; None where its time is over and the quick form has no such trial."""
    form = "full" if time.monotonic() < end else "quick"
    if number >= len(fault.trials(form)):
        return None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        return run_fault(part, fault, form, Path(folder), number)


def _added_up(ran: Sequence[Ran], order: Sequence[str]) -> list[Ran]:
    """One of each fault and form, in the order of the plan."""
    found: dict[tuple[str, str], Ran] = {}
    for each in ran:
        key = each.fault.id, each.form
        found[key] = found[key] + each if key in found else each
    return sorted(found.values(), key=lambda each: order.index(each.fault.id))


def report(ran: Sequence[Ran]) -> str:
    """The table as Markdown, with what it was measured on and each finding."""
    total = sum((each.tally for each in ran), Tally())
    seconds = sum(each.seconds for each in ran)
    lines = [
        "# Fault trials",
        "",
        f"Measured by `python -m tests.faults.full_run` at {_revision()}, on {_machine()}.",
        "",
        "| id | fault | form | tried | lost | crashes | wrong without a mark | hangs | s |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|",
        *(_row(each) for each in ran),
        f"| | all | | {_counts(total)} | {seconds:.0f} |",
        "",
    ]
    measured = [each for each in ran if each.tally.figures]
    if measured:
        lines += ["| id | measured | |", "|---|---|--:|"]
        lines += [
            f"| {each.fault.id} | {name} | {_figure(value)} |"
            for each in measured
            for name, value in each.tally.figures.items()
        ]
        lines.append("")
    findings = [(each.fault.id, text) for each in ran for text in each.tally.findings]
    lines += ["## Findings", ""]
    lines += [f"- {name}: {_one_line(text)}" for name, text in findings] or ["None."]
    return "\n".join(lines) + "\n"


def _row(ran: Ran) -> str:
    fault = ran.fault
    counts = _counts(ran.tally)
    return f"| {fault.id} | {fault.title} | {ran.form} | {counts} | {ran.seconds:.0f} |"


def _counts(tally: Tally) -> str:
    numbers = (tally.tried, tally.lost, tally.crashes, tally.wrong_unmarked, tally.hangs)
    return " | ".join(f"{number:,}" for number in numbers)


def _figure(value: float | str) -> str:
    return f"{value:,.4g}" if isinstance(value, float) else f"{value}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _revision() -> str:
    asked = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.stdout.strip() or "an unknown revision"


def _machine() -> str:
    versions = [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    python = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{os.cpu_count()} cores, {platform.system()}, {python}, {', '.join(versions)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
