"""The add-on that reads print, of the packaged program: RapidOCR with its models (adr/0191)."""

from __future__ import annotations

import platform
import sys
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from desktop_app.core.messages import MessageId
from desktop_app.vision import addons

ADDON_FOLDER = addons.ADDONS / "reading"
LIBRARY = "rapidocr"
MADE_WITH = "3.10.0"
"""The RapidOCR that an add-on has to bring: `label_process` knows its parameters and models."""


def needs() -> dict[str, str]:
    """What an add-on has to be made for, as its card says it."""
    return {LIBRARY: MADE_WITH, "machine": platform.machine()} | addons.python_and_system()


def missing(program: Path | None) -> MessageId | None:
    """What to say because print cannot be read; None if it can. Nothing is loaded for it.

    Args:
        program: folder of the packaged program, None where Python runs it.
    """
    if find_spec(LIBRARY) is not None:
        return None
    if program is None:
        return MessageId.LABEL_READER_MISSING
    if not addons.is_there(program / ADDON_FOLDER):
        return MessageId.LABEL_READER_ADDON
    return None if _fits(program) else MessageId.LABEL_READER_OTHER


def source(program: Path | None) -> str:
    """What reads and where it comes from, for `doctor`; empty where nothing does."""
    if find_spec(LIBRARY) is not None:
        return f"{LIBRARY} {_installed_version()} (installed)"
    if program is not None and _fits(program):
        return f"{LIBRARY} {MADE_WITH} ({ADDON_FOLDER.as_posix()})"
    return ""


def use(program: Path | None) -> None:
    """Let RapidOCR be found in the add-on of *program*, if there is one that fits.

    It goes behind the program's own modules: a second NumPy would be loaded instead of its own.
    """
    if program is not None and _fits(program):
        sys.path.append(str(program / ADDON_FOLDER))


def _fits(program: Path) -> bool:
    return addons.fits(program / ADDON_FOLDER, needs())


def _installed_version() -> str:
    try:
        return version(LIBRARY)
    except PackageNotFoundError:
        return "?"
