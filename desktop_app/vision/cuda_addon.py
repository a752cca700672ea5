"""The CUDA add-on of the packaged program: found beside it, checked, explained if missing.

The packaged program brings ONNX Runtime for the processor: the build for NVIDIA and its libraries
take seven times the room of everything else. The add-on is a folder with that build and the
libraries, laid out as Python installs them; it goes before the one in the program. A program that
was installed with pip has its own way, the extra `cuda`.
"""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from desktop_app.core.messages import QT_TRANSLATE_NOOP

ADDON_FOLDER = Path("addons") / "cuda"
CARD = "addon.toml"

_ = QT_TRANSLATE_NOOP
ADDON_MISSING = _("messages", "the CUDA add-on is not installed")
ADDON_OTHER = _("messages", "the CUDA add-on was made for another version of Shelfsight")


def program_folder() -> Path | None:
    """Folder of the packaged program; None where Python runs it."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def needs() -> dict[str, str]:
    """What an add-on has to be made for, as its card says it."""
    try:
        runtime = version("onnxruntime")
    except PackageNotFoundError:
        runtime = ""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"onnxruntime": runtime, "python": python, "platform": sys.platform}


def why_not(program: Path | None) -> str | None:
    """Why the add-on of *program* cannot be used, for `DeviceInfo`; None if it can."""
    if program is None or not (program / ADDON_FOLDER / CARD).is_file():
        return ADDON_MISSING
    try:
        card = tomllib.loads((program / ADDON_FOLDER / CARD).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return ADDON_OTHER
    fits = all(card.get(name) == wanted for name, wanted in needs().items())
    return None if fits else ADDON_OTHER


def use(program: Path | None) -> bool:
    """Let ONNX Runtime come from the add-on of *program*, if there is one that fits.

    To be called before anything imports `onnxruntime`.
    """
    if program is None or why_not(program) is not None:
        return False
    sys.path.insert(0, str(program / ADDON_FOLDER))
    return True
