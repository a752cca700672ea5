"""Add-ons of the packaged program: folders beside it with packages as Python installs them.

What few desks need and takes much room is not in the program but in `addons/NAME` beside it. A card
says what it was made for; what does not fit is not touched. The person's data folder is not looked
at: it may be shared, and an add-on is code. A program that was installed with pip has its own way,
the extras.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path

ADDONS = Path("addons")
CARD = "addon.toml"


def program_folder() -> Path | None:
    """Folder of the packaged program; None where Python runs it."""
    return Path(sys.executable).resolve().parent if getattr(sys, "frozen", False) else None


def python_and_system() -> dict[str, str]:
    """What every add-on has to be made for, as its card says it."""
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    return {"python": python, "platform": sys.platform}


def is_there(folder: Path) -> bool:
    """Whether *folder* is an add-on, for whatever it was made."""
    return (folder / CARD).is_file()


def fits(folder: Path, needs: Mapping[str, str]) -> bool:
    """Whether the card of the add-on in *folder* says that it was made for *needs*."""
    try:
        card = tomllib.loads((folder / CARD).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return False
    return all(card.get(name) == wanted for name, wanted in needs.items())
