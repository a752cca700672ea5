"""What is printed, where the terminal or the file cannot take it."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO


def print_anything() -> None:
    """Characters that the terminal or file cannot show are written as their number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def is_stuck(stream: TextIO | None) -> bool:
    """Whether what is printed cannot be written; if so, it goes nowhere from now on."""
    if stream is None:
        return False
    try:
        stream.flush()
        os.write(stream.fileno(), b"\n")  # what could not be written may be given up already
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return True
    return False
