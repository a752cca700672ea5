"""Trials that fail in each way, for the test of the watch over the trials."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from tests.faults.registry import Fault, Tally


def _crash(_folder: Path) -> Tally:
    os.abort()


def _hang(_folder: Path) -> Tally:
    threading.Event().wait()
    raise AssertionError("nobody sets the event")


def _lose(_folder: Path) -> Tally:
    return Tally(tried=3, lost=1)


FAULTS = (
    Fault("crashes", "a trial that dies", _crash, _crash, quick_limit_s=30.0),
    Fault("hangs", "a trial without an end", _hang, _hang, quick_limit_s=1.0),
    Fault("lost", "a trial that loses something", _lose, _lose, quick_limit_s=30.0),
)
