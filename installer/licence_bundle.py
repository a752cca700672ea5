"""The licences of everything that is in the program, as files beside it; without them no build.

    python -m installer.licence_bundle FOLDER      # run by the interpreter of the build

Each library gets a folder with the texts that its own package carries. Packages that carry none are
named in `TEXTS_ELSEWHERE`, with the standard text that their metadata names.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, distribution
from pathlib import Path

from installer.contents import ROOT
from installer.environment import RUN_TIME

TEXTS = ROOT / "installer" / "licences"
QT = ("LGPL-3.0-only.txt", "GPL-3.0-only.txt", "qt.txt")
TEXTS_ELSEWHERE = {
    "flatbuffers": ("Apache-2.0.txt",),
    "sentencepiece": ("Apache-2.0.txt",),
    "pyside6-essentials": QT,
    "pyside6-addons": QT,
    "shiboken6": QT,
}
SAID_ELSEWHERE = {"hnswlib": "Apache-2.0"}
"""Licences of packages whose metadata names none; read from their licence files."""

BOOTLOADER = "pyinstaller"
_LICENCE = re.compile(
    r"^(licen[cs]es?|copying|notice|thirdpartynotices|license-3rd-party)\b", re.IGNORECASE
)
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;]+)(?:\s*;\s*sys_platform == '(\w+)')?")


class LicenceMissingError(Exception):
    """A part of the program has no licence text."""


@dataclass(frozen=True, slots=True)
class Part:
    """One library in the program."""

    name: str
    version: str
    licence: str
    texts: tuple[Path, ...]


def bundled_names(constraints: Path = RUN_TIME, platform: str = sys.platform) -> tuple[str, ...]:
    """Names of the libraries that the program is made of on *platform*."""
    pins = (_PIN.match(line) for line in constraints.read_text(encoding="utf-8").splitlines())
    names = [pin.group(1) for pin in pins if pin and pin.group(3) in {None, platform}]
    has_cameras = platform in {"win32", "darwin"}
    return tuple(name for name in names if has_cameras or name != "pyside6-addons")


def parts(names: Iterable[str]) -> tuple[Part, ...]:
    """What is known of each library.

    Raises:
        LicenceMissingError: some have no licence, or no text of it; all are named.
    """
    return checked(part_of(distribution(name)) for name in names)


def checked(given: Iterable[Part]) -> tuple[Part, ...]:
    """*given*, each with a licence and a text of it.

    Raises:
        LicenceMissingError: some have no licence, or no text of it; all are named.
    """
    found = tuple(given)
    lacking = [part.name for part in found if not part.licence or not part.texts]
    if lacking:
        raise LicenceMissingError(f"no licence, or no text of it: {', '.join(lacking)}")
    return found


def part_of(package: Distribution) -> Part:
    """What is known of *package*."""
    name = canonical(package.metadata["Name"])
    files = [file for file in package.files or () if _is_licence(file.parts)]
    texts = tuple(sorted(Path(str(package.locate_file(file))) for file in files))
    texts += tuple(TEXTS / text for text in TEXTS_ELSEWHERE.get(name, ()))
    licence = _licence_of(package) or SAID_ELSEWHERE.get(name, "")
    return Part(name, package.version, licence, tuple(text for text in texts if text.is_file()))


def _is_licence(parts_of_path: tuple[str, ...]) -> bool:
    name = parts_of_path[-1]
    if name.endswith((".py", ".pyc", ".pyi")):
        return False
    return _LICENCE.match(name) is not None or "licenses" in parts_of_path[:-1]


def canonical(name: str) -> str:
    """*name* as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence_of(package: Distribution) -> str:
    metadata = package.metadata
    for field in ("License-Expression", "License"):
        said = str(metadata[field] or "").strip() if field in metadata else ""
        if said and said != "UNKNOWN":
            return said.splitlines()[0][:80]
    kinds = [c for c in metadata.get_all("Classifier") or [] if c.startswith("License ::")]
    return ", ".join(kind.split("::")[-1].strip() for kind in kinds)


def python_licence() -> Path:
    """The licence of Python itself.

    Raises:
        LicenceMissingError: this Python came without.
    """
    library = Path(sys.base_prefix) / ("Lib" if sys.platform == "win32" else "lib")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for place in (
        Path(sys.base_prefix) / "LICENSE.txt",
        library / version / "LICENSE.txt",
        Path("/usr/share/doc") / version / "copyright",
    ):
        if place.is_file():
            return place
    raise LicenceMissingError(f"Python in {sys.base_prefix} has no licence file")


def system_texts(libraries: Iterable[Path]) -> dict[str, Path]:
    """Licence files of the Debian packages that shared libraries of the system came from."""
    found: dict[str, Path] = {}
    for folder in Path("/var/lib/dpkg/info").glob("*.list"):
        listed = folder.read_text(encoding="utf-8", errors="replace")
        package = folder.stem.split(":")[0]
        for library in libraries:
            if f"/{library.name}\n" in listed:
                text = Path("/usr/share/doc") / package / "copyright"
                if text.is_file():
                    found[package] = text
    return found


def write(folder: Path, libraries: Iterable[Path] = ()) -> tuple[Part, ...]:
    """Put every licence into *folder*; the parts.

    *libraries* are shared libraries of the system that the program brings along.

    Raises:
        LicenceMissingError: something has none.
    """
    found = (*parts(bundled_names()), *parts([BOOTLOADER]))
    for part in found:
        _copy(part.texts, folder / part.name)
    _copy((python_licence(),), folder / "python")
    _copy((ROOT / "LICENSE",), folder / "shelfsight")
    _copy((ROOT / "resources" / "fonts" / "OFL.txt",), folder / "inter")
    for package, text in sorted(system_texts(libraries).items()):
        _copy((text,), folder / "system" / package)
    lines = [f"{part.name} {part.version}: {part.licence}" for part in found]
    overview = "\n".join(["Shelfsight contains, with the texts in the folders here:", "", *lines])
    (folder / "README.txt").write_text(overview + "\n", encoding="utf-8")
    return found


def _copy(texts: Iterable[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    contents = {file.read_bytes() for file in folder.iterdir()}
    for text in texts:
        if text.read_bytes() in contents:
            continue  # some packages carry the same text twice
        contents.add(text.read_bytes())
        name, number = text.name, 2
        while (folder / name).exists():
            name, number = f"{text.stem}-{number}{text.suffix}", number + 1
        shutil.copyfile(text, folder / name)


def main() -> int:
    target = Path(sys.argv[1])
    shutil.rmtree(target, ignore_errors=True)
    try:
        found = write(target, [Path(name) for name in sys.argv[2:]])
    except LicenceMissingError as error:
        print(f"no build: {error}", file=sys.stderr)
        return 1
    print(f"licences of {len(found)} libraries")
    return 0


if __name__ == "__main__":
    sys.exit(main())
