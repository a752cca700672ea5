"""ONNX Runtime reports to its maker over the network unless it is told not to; it is told not to.

Since release 1.29 the official builds send what was loaded and on which machine, and keep a number
for the machine in the person's cache folder. They look at the environment once, when they start.
"""

from __future__ import annotations

import os

_SWITCHES = ("ORT_DISABLE_TELEMETRY", "ORT_TELEMETRY_DISABLED")
"""The name in the libraries of 1.29 to 1.31, and the one that its maker has announced."""


def forbid_reports() -> None:
    """Switch the reports off for this process and those it starts.

    It runs when the package is imported, so before any module in it can import ONNX Runtime.
    """
    for name in _SWITCHES:
        os.environ[name] = "1"
