"""How long reading a label takes, and of how many photos the catalogue knows a word.

    shelfsight --data-dir FOLDER import CATALOGUE.csv
    python -m tests.benchmarks.label_speed FOLDER QUERIES.csv

reads the photo of every query once, one after the other, with one thread as the program does. The
first line is the start of the reader. What the words are worth says `shelfsight evaluate` with
`--read-label` and without.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from desktop_app.app import opened_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.label_text import LabelText
from desktop_app.paths import DataFolder
from desktop_app.services.query_table import read_queries
from desktop_app.settings import Settings


def _reader() -> psutil.Process | None:
    """The youngest child of this process: the reader is started last."""
    children = psutil.Process().children()
    return max(children, key=psutil.Process.create_time) if children else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("queries", type=Path)
    arguments = parser.parse_args()
    rows = [row.query for row in read_queries(arguments.queries)]
    photos = [
        query.photos[0] for query in rows if not isinstance(query, UserError) and query.photos
    ]
    with opened_services(DataFolder(arguments.folder), Settings()) as services:
        began = time.perf_counter()
        services.label_reading.read(photos[:1])
        _say(f"first photo, reader started: {time.perf_counter() - began:.1f} s")
        _measure(services.label_reading.read, photos)


def _measure(
    read: Callable[[Sequence[PhotoInput]], LabelText], photos: Sequence[PhotoInput]
) -> None:
    reader = _reader()
    assert reader is not None
    clock, processor, printed, known = [], [], 0, 0
    for photo in photos:
        before, began = reader.cpu_times(), time.perf_counter()
        label = read([photo])
        after = reader.cpu_times()
        clock.append(1000 * (time.perf_counter() - began))
        spent = after.user + after.system - before.user - before.system
        processor.append(1000 * spent)
        printed += bool(label.lines)
        known += bool(label.words)
    _say(
        f"a photo: {statistics.median(clock):.0f} ms by the clock,"
        f" {statistics.median(processor):.0f} ms of the processor (medians of {len(photos)})"
    )
    _say(f"something was read on {printed}, a word that tells products apart on {known}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
