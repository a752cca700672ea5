"""Installs Shelfsight from this folder, without any network.

    python3 install_offline.py FOLDER

FOLDER gets an environment of its own; removing it removes the program, and nobody's catalogue. It
needs the Python that the archive's name says, and nothing else: pip is in the archive too.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
WHEELS = HERE / "wheels"


def damaged_files(folder: Path = WHEELS) -> list[str]:
    """Names of files that are missing or not as they were packed."""
    wrong = []
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        wanted, name = line.split("  ", 1)
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != wanted:
            wrong.append(name)
    return wrong


def install(target: Path) -> Path:
    """Install into *target*; the command that starts the program."""
    venv.EnvBuilder(with_pip=False, clear=True).create(target)
    scripts = target / ("Scripts" if sys.platform == "win32" else "bin")
    python = scripts / ("python.exe" if sys.platform == "win32" else "python")
    (pip,) = WHEELS.glob("pip-*.whl")
    wheels = [str(wheel) for wheel in sorted(WHEELS.glob("*.whl")) if wheel != pip]
    command = [str(python), str(pip / "pip"), "install", "-q", "--no-index", "--no-deps", *wheels]
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_CONFIG_FILE": os.devnull}
    subprocess.run(command, check=True, env={**os.environ, **quiet})
    return scripts / ("shelfsight.exe" if sys.platform == "win32" else "shelfsight")


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    wrong = damaged_files()
    if wrong:
        print(f"These files are damaged, nothing was installed: {', '.join(wrong)}")
        print("Copy the archive again and compare its checksum.")
        return 1
    program = install(Path(sys.argv[1]).expanduser().absolute())
    subprocess.run([str(program), "--version"], check=True)
    print(f"Installed. Start it with {program}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
