"""Makes a program folder of Linux smaller: libraries that nothing loads go, symbols go."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_GLIBC = re.compile(r"GLIBC_(\d+)\.(\d+)")

NEVER_STRIPPED = ("numpy.libs", "opencv_python_headless.libs", "PySide6", "cv2", "onnxruntime")
"""Libraries whose makers stripped and rearranged them; `strip` can break what was rearranged."""


def is_elf(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def needed_by(file: Path) -> frozenset[str]:
    """Names of the libraries that *file* asks the loader for."""
    command = ["readelf", "-d", "-W", str(file)]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return frozenset(_NEEDED.findall(text))


def glibc_wanted(files: Iterable[Path]) -> tuple[int, int]:
    """The oldest C library (major, minor) that all of *files* run with."""
    newest = (0, 0)
    for file in files:
        command = ["readelf", "-V", "-W", str(file)]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = (tuple(map(int, pair)) for pair in _GLIBC.findall(text))
        newest = max(newest, *found, newest)
    return newest


def openmp() -> Path:
    """The system's library of OpenMP."""
    asked = ["cc", "-print-file-name=libgomp.so.1"]
    return Path(subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip())


def take_the_systems_openmp(inside: Path) -> None:
    """SentencePiece brings the same library with two megabytes of nothing in its middle."""
    for library in (inside / "sentencepiece.libs").glob("libgomp-*"):
        shutil.copyfile(openmp(), library)


def unreached(needs: Mapping[str, frozenset[str]], roots: Iterable[str]) -> set[str]:
    """Names in *needs* that are not loaded by *roots*, nor by what those load."""
    waiting, reached = list(roots), set(roots)
    while waiting:
        for name in needs.get(waiting.pop(), frozenset()) - reached:
            reached.add(name)
            waiting.append(name)
    return set(needs) - reached


def slim(folder: Path) -> list[str]:
    """Make the program in *folder* smaller; what was taken out.

    Only libraries at the top of `_internal` and beside those of Qt, OpenCV and NumPy are looked at:
    those were brought along by others, everything else is loaded by name.
    """
    inside = folder / "_internal"
    take_the_systems_openmp(inside)
    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and is_elf(file)]
    needs: dict[str, frozenset[str]] = {}
    for file in files:
        needs[file.name] = needs.get(file.name, frozenset()) | needed_by(file)
    brought = {inside, *(inside / folder for folder in _FOLDERS_OF_LIBRARIES)}
    candidates = {file.name for file in files if file.parent in brought and ".so." in file.name}
    unused = unreached(needs, set(needs) - candidates - _LOADED_BY_NAME)
    unused -= {name for name in needs if name.startswith("libpython")}
    removed = []
    for file in [*inside.rglob("*")]:
        if file.name in unused and file.parent in brought | {inside}:
            file.unlink()
            removed.append(file.name)
    for file in files:
        if file.exists() and not file.is_symlink() and not set(file.parts) & set(NEVER_STRIPPED):
            subprocess.run(["strip", "--strip-unneeded", str(file)], check=True)
    return sorted(set(removed))


_FOLDERS_OF_LIBRARIES = ("PySide6/Qt/lib", "opencv_python_headless.libs", "numpy.libs")
_LOADED_BY_NAME: frozenset[str] = frozenset()
