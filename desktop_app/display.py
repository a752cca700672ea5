"""Whether a window can be opened here, found out without letting Qt abort the process."""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
from enum import StrEnum
from pathlib import Path

SCREENLESS_PLATFORMS = frozenset({"offscreen", "minimal", "vnc", "linuxfb", "eglfs"})
X_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108  (where every X server puts them)
NEEDED_LIBRARIES = ("libEGL.so.1", "libxkbcommon-x11.so.0", "libxcb-cursor.so.0")


class NoWindow(StrEnum):
    """Why no window can be opened."""

    NO_DISPLAY = "no_display"
    DISPLAY_UNREACHABLE = "display_unreachable"
    LIBRARIES_MISSING = "libraries_missing"


def why_no_window() -> NoWindow | None:
    """Why no window can be opened here, or None if it can."""
    if not sys.platform.startswith("linux"):
        return None
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in SCREENLESS_PLATFORMS:
        return None if _qt_loads() else NoWindow.LIBRARIES_MISSING
    if os.environ.get("WAYLAND_DISPLAY"):
        return None if _qt_loads() else NoWindow.LIBRARIES_MISSING
    display = os.environ.get("DISPLAY", "")
    if not display:
        return NoWindow.NO_DISPLAY
    if not _x_server_answers(display):
        return NoWindow.DISPLAY_UNREACHABLE
    return None if _libraries_present() and _qt_loads() else NoWindow.LIBRARIES_MISSING


def _x_server_answers(display: str) -> bool:
    """Whether a local X server listens; a remote one is believed."""
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local is None:
        return True
    name = str(X_SOCKETS / f"X{local.group(1)}")
    with socket.socket(socket.AF_UNIX) as probe:
        for address in (name, "\0" + name):
            try:
                probe.connect(address)
            except OSError:
                continue
            return True
    return False


def _libraries_present() -> bool:
    """Whether the libraries load that bare systems lack and Qt cannot start without."""
    try:
        for name in NEEDED_LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _qt_loads() -> bool:
    try:
        from PySide6 import QtWidgets  # noqa: F401, PLC0415  (only tried where a window is wanted)
    except ImportError:
        return False
    return True
