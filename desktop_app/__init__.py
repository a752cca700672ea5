"""Shelfsight: tells people what an item is."""

import os

__version__ = "0.1.0"

# Read once by the library behind NumPy, so it has to be set before any module here imports NumPy.
# Its threads would otherwise burn a core for 40 ms after each exact search (docs/speed.md);
# 4 is the least: they sleep at once. Windows and Apple's library have no such thing.
os.environ.setdefault("OPENBLAS_THREAD_TIMEOUT", "4")
