"""Every benchmark of speed by one command, each value beside the bare libraries in the same run.

    python -m tests.benchmarks [--out FOLDER] [--files FOLDER] [--sizes 1000 100000] [--only index]

The runs are kept in FOLDER/runs.jsonl, the table of the last one in FOLDER/table.md with what
was measured before; FOLDER/growth.svg shows how the index grows. --files keeps the vectors and
indexes that were made, for the next run; a million needs 5 GB there and some minutes at first.
Nothing here is a test: machines differ, and so do their neighbours.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import desktop_app  # noqa: F401  (before NumPy, whose threads it tells to sleep)
from tests.benchmarks import (
    import_speed,
    index_speed,
    lookup_speed,
    open_speed,
    report,
    start_speed,
    window_speed,
)
from tests.benchmarks.growth_plot import write_growth
from tests.benchmarks.measured import Line

SIZES = (1000, 10_000, 100_000)
LOOKUPS = 2000
OUT = Path("build/benchmarks")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--out", type=Path, default=OUT, help=f"where the runs are kept ({OUT})")
    parser.add_argument("--files", type=Path, help="where vectors and indexes are kept")
    parser.add_argument("--sizes", type=int, nargs="*", default=SIZES, help="of the index")
    parser.add_argument("--lookups", type=int, default=LOOKUPS, help="for the memory of the window")
    parser.add_argument("--only", nargs="*", default=[], help="parts: lookup window start ...")
    options = parser.parse_args()
    load = report.load_now()
    with tempfile.TemporaryDirectory() as temporary:
        files = options.files or Path(temporary)
        parts: dict[str, list[Callable[[], list[Line]]]] = {
            "lookup": [lookup_speed.measure],
            "window": [partial(window_speed.measure, options.lookups)],
            "start": [start_speed.measure],
            "import": [import_speed.measure],
            "open": [partial(open_speed.measure, files, size) for size in options.sizes],
            "index": [partial(index_speed.measure, files, size) for size in options.sizes],
        }
        lines: list[Line] = []
        for name, works in parts.items():
            for work in works if not options.only or name in options.only else ():
                sys.stderr.write(f"{name} ...\n")
                lines += work()
    loads = " then ".join(filter(None, (load, report.load_now())))
    sys.stdout.write(report.keep(options.out, lines, loads))
    write_growth(report.runs(options.out), options.out / "growth.svg")


if __name__ == "__main__":
    main()
