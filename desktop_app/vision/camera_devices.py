"""Cameras of this computer as the operating system lists them; nothing is opened for it."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_app.core.camera import CameraDevice

_SYSTEM_LIST = Path("/sys/class/video4linux")
_USUAL_NUMBERS = 4


def list_devices(
    system_list: Path = _SYSTEM_LIST, platform: str = sys.platform
) -> list[CameraDevice]:
    """Cameras, the system's first one first.

    Windows and macOS list cameras only through libraries of their own; there the first few
    numbers are offered, and one that is no camera says so when it is chosen.
    """
    if not platform.startswith("linux"):
        return [CameraDevice(str(number), f"{number + 1}") for number in range(_USUAL_NUMBERS)]
    folders = sorted(system_list.glob("video*"), key=lambda folder: _number(folder.name))
    devices = (CameraDevice(f"/dev/{f.name}", _name(f)) for f in folders if _takes_pictures(f))
    return list(devices)


def _number(name: str) -> int:
    digits = name.removeprefix("video")
    return int(digits) if digits.isdigit() else 0


def _name(folder: Path) -> str:
    try:
        return (folder / "name").read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return folder.name


def _takes_pictures(folder: Path) -> bool:
    """A webcam has further entries, for metadata; they have a higher `index`."""
    try:
        return (folder / "index").read_text(encoding="ascii").strip() == "0"
    except (OSError, UnicodeDecodeError):
        return True
