"""What the makers of add-ons have in common: packages in a folder, its card, and the archive of it.

An archive has one folder, that belongs into `addons` beside the program; `vision/addons.py` checks
its card.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import desktop_app
from desktop_app.vision.addons import CARD
from installer import environment
from installer.build import WORK
from installer.contents import PROGRAM
from installer.release_files import finish


def card(facts: Mapping[str, str]) -> str:
    """The text of a card that says *facts*."""
    return "".join(f'{name} = "{value}"\n' for name, value in facts.items())


def install(folder: Path, python: Path, *wanted: str) -> None:
    """Put what pip is told by *wanted* into *folder*, as wheels only.

    Raises:
        subprocess.CalledProcessError: a package could not be had.
    """
    pip = [str(python), "-m", "pip", "install", "-q", "--target", str(folder)]
    subprocess.run([*pip, "--only-binary", ":all:", *wanted], check=True)


def pack(
    out: Path, name: str, facts: Mapping[str, str], fill: Callable[[Path], None], kind: str = "tar"
) -> Path:
    """Make the archive of an add-on.

    Args:
        out: folder of the archive.
        name: of the add-on, and of its folder.
        facts: what its card says.
        fill: puts the packages into a folder.
        kind: of the archive, as `shutil.make_archive` names it.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f"shelfsight-{name}-") as temporary:
        folder = Path(temporary) / name
        fill(folder)
        (folder / CARD).write_text(card(facts), encoding="utf-8")
        archive = out / f"{PROGRAM}-{name}-{desktop_app.__version__}-{sys.platform}"
        return Path(shutil.make_archive(str(archive), kind, temporary, name))


def run(description: str | None, make: Callable[[Path, Path], Path]) -> int:
    """The command line of a maker: *make* gets the folder for the archive and an interpreter."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--out", type=Path, default=WORK / "release")
    parser.add_argument("--work", type=Path, default=WORK)
    chosen = parser.parse_args()
    made = make(chosen.out.resolve(), environment.make(chosen.work.resolve() / "environment"))
    finish(made.parent)
    print(f"{made.name}: {made.stat().st_size / 1e6:.0f} MB")
    return 0
