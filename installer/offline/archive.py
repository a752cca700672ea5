"""Makes the archive for closed networks: every wheel, the model pack, and what installs them.

    python -m installer.offline.archive [--out build/release] [--cuda] [--reading]

The archive is for the system and the Python that it is made with. With `--cuda` it has ONNX Runtime
and the libraries for NVIDIA instead of the build for the processor (2 GB more), with `--reading`
what reads labels (40 MB more).
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import desktop_app
from installer import environment
from installer.build import WORK, source_date
from installer.contents import PROGRAM, ROOT
from installer.licence_bundle import bundled_names
from installer.reading_addon import PINS
from installer.release_files import fix_times, write_checksums

INSTALLER = Path(__file__).with_name("install_offline.py")
PIP = "pip"
_CUDA = "onnxruntime-gpu[cuda,cudnn]"


def requirements(*, cuda: bool, reading: bool = False) -> list[str]:
    """Every library of the program, pinned; cameras through Qt stay out."""
    names = [name for name in bundled_names() if name != "pyside6-addons"]
    pins = {name: environment.pinned(name) for name in names}
    if cuda:
        pins["onnxruntime"] = pins["onnxruntime"].replace("onnxruntime", _CUDA)
    return [*pins.values(), *(PINS.read_text(encoding="utf-8").split() if reading else ())]


def collect(wheels: Path, python: Path, *, cuda: bool, reading: bool) -> None:
    """Put all wheels into *wheels*, those of the program and of pip too."""
    wheels.mkdir(parents=True)
    pip = [str(python), "-m", "pip", "wheel", "-q", "--wheel-dir", str(wheels)]
    told = environment.compiler_environment() | {"SOURCE_DATE_EPOCH": str(source_date())}
    compiled = environment.pinned(environment.COMPILED_HERE)
    own = ["--no-deps", "--no-build-isolation", "--no-cache-dir"]
    subprocess.run(
        [*pip, *own, "--no-binary", environment.COMPILED_HERE, compiled], check=True, env=told
    )
    subprocess.run([*pip, *own, str(ROOT)], check=True, env=told)
    others = [line for line in requirements(cuda=cuda, reading=reading) if line != compiled]
    deps = [] if cuda else ["--no-deps"]
    subprocess.run([*pip, *deps, "--only-binary", ":all:", *others], check=True, env=told)
    tool = environment.pinned(PIP, environment.TOOLS)
    subprocess.run([*pip, "--no-deps", tool], check=True, env=told)


def make(out: Path, python: Path, *, cuda: bool, reading: bool) -> Path:
    """Make the archive in *out*."""
    kind = (
        f"{sys.platform}-{platform.machine().lower()}-py{sys.version_info[0]}{sys.version_info[1]}"
    )
    more = f"{'-cuda' if cuda else ''}{'-reading' if reading else ''}"
    name = f"{PROGRAM}-{desktop_app.__version__}-offline-{kind}{more}"
    epoch = source_date()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="shelfsight-offline-") as temporary:
        folder = Path(temporary) / name
        collect(folder / "wheels", python, cuda=cuda, reading=reading)
        write_checksums(folder / "wheels")
        shutil.copyfile(INSTALLER, folder / INSTALLER.name)
        shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
        shutil.copytree(ROOT / "docs" / "manual", folder / "docs" / "manual")
        fix_times(folder, epoch)
        # Wheels are packed already: packing them again would take minutes and gain nothing.
        return Path(shutil.make_archive(str(out / name), "tar", temporary, name))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WORK / "release")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--cuda", action="store_true")
    parser.add_argument("--reading", action="store_true")
    chosen = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", str(source_date()))
    python = environment.make(chosen.work.resolve() / "environment")
    made = make(chosen.out.resolve(), python, cuda=chosen.cuda, reading=chosen.reading)
    print(f"{made.name}: {made.stat().st_size / 1e6:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
