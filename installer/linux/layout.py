"""Where the parts of the program lie on Linux, and the small files around it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from installer import icon_files
from installer.contents import PROGRAM

FILES = Path(__file__).resolve().parent
LIBRARY = f"usr/lib/{PROGRAM}"
_DASH = "\\-"


def commands() -> Iterator[tuple[str, str]]:
    """Name and sentence of each command of the program."""
    from typer.main import get_command  # noqa: PLC0415  (the whole program is read)

    from desktop_app.cli import app  # noqa: PLC0415

    found = get_command(app)
    for name in sorted(getattr(found, "commands", {})):
        command = found.commands[name]  # type: ignore[attr-defined]
        yield name, (command.help or "").strip().splitlines()[0]


def man_page(version: str, epoch: int, listed: Iterator[tuple[str, str]]) -> str:
    """The manual page, with every command."""
    blocks = [f".TP\n.B {name.replace('-', _DASH)}\n{sentence}" for name, sentence in listed]
    text = (FILES / f"{PROGRAM}.1").read_text(encoding="utf-8")
    date = datetime.fromtimestamp(epoch, UTC).strftime("%Y-%m-%d")
    for mark, value in {
        "@VERSION@": version,
        "@DATE@": date,
        "@LIBRARY@": f"/{LIBRARY}",
        "@COMMANDS@": "\n".join(blocks),
    }.items():
        text = text.replace(mark, value)
    return text


def write_share(share: Path, version: str, epoch: int) -> None:
    """Menu entry, icons and manual page below *share* (`/usr/share` or the like)."""
    applications = share / "applications"
    applications.mkdir(parents=True)
    shutil.copyfile(FILES / f"{PROGRAM}.desktop", applications / f"{PROGRAM}.desktop")
    icons = share / "icons" / "hicolor"
    for side in icon_files.PNG_SIDES:
        folder = icons / f"{side}x{side}" / "apps"
        folder.mkdir(parents=True)
        (folder / f"{PROGRAM}.png").write_bytes(icon_files.png(side))
    (icons / "scalable" / "apps").mkdir(parents=True)
    shutil.copyfile(icon_files.SIGN, icons / "scalable" / "apps" / f"{PROGRAM}.svg")
    pages = share / "man" / "man1"
    pages.mkdir(parents=True)
    page = man_page(version, epoch, commands())
    (pages / f"{PROGRAM}.1").write_text(page, encoding="utf-8")
