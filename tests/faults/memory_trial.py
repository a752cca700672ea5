"""An import in a process of its own, in which allocation number k and those after it fail.

python -m tests.faults.memory_trial DATA_FOLDER SOURCE K
"""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np

from desktop_app.core.types import ProgressReport
from tests.faults.registry import ROOT, Tally
from tests.services.import_samples import open_shop, write_catalogue

PRODUCTS = 40
FAILED_IN_A_ROW = 3
MOST_ALLOCATIONS = 200_000
"""About what the import asks for."""


def main(data: str, source: str, k: str) -> None:
    import _testcapi

    def tell(report: ProgressReport) -> None:
        sys.stdout.write(f"{report.done}\n")
        sys.stdout.flush()

    shop = open_shop(Path(data))
    _testcapi.set_nomemory(int(k), int(k) + FAILED_IN_A_ROW)
    try:
        shop.importer.run(Path(source), progress=tell)
    finally:
        _testcapi.remove_mem_hooks()
        shop.database.close()


def _trials(folder: Path, times: int) -> Tally:
    """D4: what was told as saved is there, and the catalogue is sound, wherever memory ended."""
    try:
        import _testcapi  # noqa: F401
    except ImportError:
        return Tally(tried=1, figures={"skipped": "this Python has no _testcapi"})
    source = write_catalogue(folder / "source", PRODUCTS)
    chance, lost, findings, ended = np.random.default_rng(4), 0, [], 0
    for number in range(times):
        data = folder / "data"
        told, code = _killed_by_memory(data, source, int(chance.integers(1, MOST_ALLOCATIONS)))
        ended += code != 0
        saved, sound = _state(data)
        lost += max(0, told - saved)
        if not sound:
            findings.append(f"trial {number}: the catalogue is damaged")
        shutil.rmtree(data)
    return Tally(
        tried=times,
        lost=lost,
        findings=tuple(findings),
        figures={"imports that ended early": ended},
    )


def _killed_by_memory(data: Path, source: Path, k: int) -> tuple[int, int]:
    command = [sys.executable, "-m", "tests.faults.memory_trial", str(data), str(source), str(k)]
    data.mkdir()
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    told = [int(line) for line in done.stdout.splitlines() if line.isdecimal()]
    return max(told, default=0), done.returncode


def _state(data: Path) -> tuple[int, bool]:
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as connection:
        (saved,) = connection.execute("SELECT count(*) FROM product").fetchone()
        return saved, connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def quick_memory(folder: Path) -> Tally:
    return _trials(folder, 4)


def full_memory(folder: Path) -> Tally:
    return _trials(folder, 100)


if __name__ == "__main__":
    main(*sys.argv[1:])
