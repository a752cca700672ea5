"""The environment that a build is made in: exactly the versions of the constraints files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from installer.contents import ROOT

RUN_TIME = ROOT / "installer" / "constraints.txt"
TOOLS = ROOT / "installer" / "constraints-build.txt"

COMPILED_HERE = "hnswlib"
"""There are no wheels of it, and pip may have one that only the processor it was made on runs."""


def python_of(folder: Path) -> Path:
    """The interpreter of the environment in *folder*."""
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def make(folder: Path) -> Path:
    """Make the environment in *folder* if it is not there yet; its interpreter.

    Raises:
        subprocess.CalledProcessError: a package could not be had, or does not fit the others.
    """
    python = python_of(folder)
    stamp = folder / "locked"
    wanted = RUN_TIME.read_text(encoding="utf-8") + TOOLS.read_text(encoding="utf-8")
    wanted += str(sorted(portable_flags().items()))
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return python
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
    _pip(python, "install", "--no-deps", "-r", str(TOOLS))
    _pip(python, "install", "--no-deps", pinned("numpy"))
    compiled = (pinned(COMPILED_HERE), "--no-binary", COMPILED_HERE, "--no-cache-dir")
    _pip(python, "install", "--no-deps", "--no-build-isolation", *compiled)
    _pip(python, "install", "--no-deps", "-r", str(RUN_TIME))
    _pip(python, "check")
    stamp.write_text(wanted, encoding="utf-8")
    return python


def pinned(name: str, file: Path = RUN_TIME) -> str:
    """The line of *file* that pins *name*.

    Raises:
        LookupError: there is none.
    """
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.split("==")[0].strip() == name:
            return line.split(";")[0].strip()
    raise LookupError(name)


def portable_flags() -> dict[str, str]:
    """What a compiler is told: nothing of this processor, nothing of this folder."""
    portable = {"HNSWLIB_NO_NATIVE": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    if sys.platform != "win32":
        portable["CFLAGS"] = "-g0"
    if sys.platform.startswith("linux"):
        portable["LDFLAGS"] = "-Wl,--build-id=none"  # it is a digest of paths, too
    return portable


def compiler_environment() -> dict[str, str]:
    """The environment that packages are installed and compiled in."""
    return {**os.environ, **portable_flags()}


def _pip(python: Path, *arguments: str) -> None:
    command = [str(python), "-m", "pip", "-q", *arguments]
    subprocess.run(command, check=True, env=compiler_environment())
