"""Keeps every run as JSON lines and writes the table of one, beside the run before it."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.benchmarks.measured import Line

RUNS, TABLE = "runs.jsonl", "table.md"
HEAD = "| what | floor | value | ratio | target | met | before |\n|---|---|---|---|---|---|---|\n"


def keep(folder: Path, lines: Sequence[Line], load: str = "") -> str:
    """Append this run to those in *folder*; the table as Markdown, with the *load* it ran at."""
    folder.mkdir(parents=True, exist_ok=True)
    earlier = last_values(folder)
    run: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores",
        "load": load,
        "lines": [asdict(line) for line in lines],
    }
    with (folder / RUNS).open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(run, ensure_ascii=False) + "\n")
    rows = "".join(_row(line, earlier.get(line.what)) for line in lines)
    table = ", ".join(filter(None, (run["at"], run["machine"], load))) + f"\n\n{HEAD}{rows}"
    (folder / TABLE).write_text(table, encoding="utf-8")
    return table


def load_now() -> str:
    """How many programs want to run, where the system says so: a value is to be read with it."""
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def runs(folder: Path) -> list[dict[str, Any]]:
    """All runs kept in *folder*, oldest first."""
    if not (folder / RUNS).exists():
        return []
    return [json.loads(line) for line in (folder / RUNS).read_text(encoding="utf-8").splitlines()]


def last_values(folder: Path) -> dict[str, float]:
    """The value of each line in the last run that had it."""
    return {line["what"]: line["value"] for run in runs(folder) for line in run["lines"]}


def _row(line: Line, before: float | None) -> str:
    met = {True: "yes", False: "no", None: "–"}[line.holds]
    cells = [
        line.what + (f" ({line.note})" if line.note else ""),
        "–" if line.floor is None else _number(line.floor, line.unit),
        _number(line.value, line.unit),
        "–" if line.ratio is None else f"{line.ratio:.2f}",
        _target(line),
        met,
        "–" if before is None else _number(before, line.unit),
    ]
    return "| " + " | ".join(cells) + " |\n"


def _target(line: Line) -> str:
    goal = line.most if line.most is not None else line.least
    if goal is None:
        return "–"
    sign = "≤" if line.most is not None else "≥"
    if line.floor is None:
        return f"{sign} {_number(goal, line.unit)}"
    extra = f" + {_number(line.extra, line.unit)}" if line.extra else ""
    return f"{sign} {goal} x{extra}"


def _number(value: float, unit: str) -> str:
    digits = 0 if abs(value) >= 100 else 1 if abs(value) >= 10 else 3 if abs(value) < 1 else 2
    return f"{value:,.{digits}f} {unit}".strip()
