"""The CUDA add-on of the packaged program: found beside it, checked, explained if missing.

The packaged program brings ONNX Runtime for the processor: the build for NVIDIA and its libraries
take seven times the room of everything else. The add-on is a folder with that build and the
libraries; it goes before the one in the program. `addons` has what all add-ons have in common.
"""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop_app.core.messages import QT_TRANSLATE_NOOP
from desktop_app.vision import addons

ADDON_FOLDER = addons.ADDONS / "cuda"

_ = QT_TRANSLATE_NOOP
ADDON_MISSING = _("messages", "the CUDA add-on is not installed")
ADDON_OTHER = _("messages", "the CUDA add-on was made for another version of Shelfsight")


def needs() -> dict[str, str]:
    """What an add-on has to be made for, as its card says it."""
    try:
        runtime = version("onnxruntime")
    except PackageNotFoundError:
        runtime = ""
    return {"onnxruntime": runtime} | addons.python_and_system()


def why_not(program: Path | None) -> str | None:
    """Why the add-on of *program* cannot be used, for `DeviceInfo`; None if it can."""
    if program is None or not addons.is_there(program / ADDON_FOLDER):
        return ADDON_MISSING
    return None if addons.fits(program / ADDON_FOLDER, needs()) else ADDON_OTHER


def use(program: Path | None) -> bool:
    """Let ONNX Runtime come from the add-on of *program*, if there is one that fits.

    To be called before anything imports `onnxruntime`.
    """
    if program is None or why_not(program) is not None:
        return False
    sys.path.insert(0, str(program / ADDON_FOLDER))
    return True
