"""Makes the add-on that reads print: `python -m installer.reading_addon [--out FOLDER]`.

The folder `reading` in the archive belongs into `addons` beside the program. It holds RapidOCR with
its models and what that asks for, but NumPy, OpenCV and ONNX Runtime, which are the program's.
"""

from __future__ import annotations

import sys
from importlib.metadata import distributions
from pathlib import Path

from desktop_app.vision import reading_addon
from installer import addon, licence_bundle
from installer.contents import ROOT

PINS = ROOT / "installer" / "constraints-reading.txt"
"""All that it holds, made as `constraints.txt`, without what that pins."""

OVERVIEW = "LICENCES.txt"


def make(out: Path, python: Path) -> Path:
    """Make the archive in *out*.

    Raises:
        subprocess.CalledProcessError: a package could not be had.
        LicenceMissingError: a package has no licence, or no text of it.
    """

    def fill(folder: Path) -> None:
        addon.install(folder, python, "--no-deps", "--requirement", str(PINS))
        (folder / OVERVIEW).write_text(licences(folder), encoding="utf-8")

    return addon.pack(out, reading_addon.ADDON_FOLDER.name, reading_addon.needs(), fill, "gztar")


def licences(folder: Path) -> str:
    """Which packages are in *folder*, under which licences; the texts lie in each `.dist-info`.

    Raises:
        LicenceMissingError: a package has no licence, or no text of it.
    """
    found = licence_bundle.checked(map(licence_bundle.part_of, distributions(path=[str(folder)])))
    lines = sorted(f"{part.name} {part.version}: {part.licence}" for part in found)
    heading = "This add-on contains, with the texts in the folders `.dist-info`:"
    return "\n".join([heading, "", *lines]) + "\n"


if __name__ == "__main__":
    sys.exit(addon.run(__doc__, make))
