"""Builds what people install on this system, checks it, and says how large and how slow it is.

    python -m installer.build [--out build/release] [--no-packages] [--keep-environment]

On Linux: program folder, tarball and .deb. On Windows: program folder and, where `makensis` is, the
installer. On macOS: Shelfsight.app and a disk image. With each: licences, list of parts, checksums,
and signatures if `SHELFSIGHT_SIGN_COMMAND` says how. A failing step ends the build.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import desktop_app
from installer import environment, slim
from installer.contents import PROGRAM, ROOT
from installer.linux import icu_data, linear_algebra
from installer.release_files import finish, fix_times, folder_bytes

WORK = ROOT / "build"
BUDGET_MB = 350


class Build:
    """One build: its folders, its interpreter, and what it measured."""

    def __init__(self, out: Path, work: Path = WORK) -> None:
        self.out, self.work = out, work
        self.version = desktop_app.__version__
        self.epoch = source_date()
        self.python = Path(sys.executable)
        self.measured: dict[str, float] = {}

    @property
    def folder(self) -> Path:
        """The program folder; on macOS the application is made of it."""
        return self.work / "frozen" / PROGRAM

    @property
    def inside(self) -> Path:
        return self.folder / "_internal"

    @property
    def executable(self) -> Path:
        return self.folder / (f"{PROGRAM}.exe" if sys.platform == "win32" else PROGRAM)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        print(f"== {name}", flush=True)
        started = time.monotonic()
        yield
        self.measured[f"{name}, s"] = round(time.monotonic() - started, 1)

    def tool(self, *arguments: str) -> None:
        """Run a module with the interpreter of the build; the same input gives the same output."""
        fixed = {
            "PYTHONHASHSEED": "0",
            "SOURCE_DATE_EPOCH": str(self.epoch),
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
        }
        command = [str(self.python), "-m", *arguments]
        subprocess.run(command, check=True, cwd=ROOT, env={**os.environ, **fixed})


def source_date() -> int:
    """Seconds since 1970 that files of this build bear: `SOURCE_DATE_EPOCH`, or the commit's."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    asked = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return int(asked.stdout.strip() or 0)


def make_environment(build: Build) -> None:
    with build.step("environment"):
        build.python = environment.make(build.work / "environment")


def freeze(build: Build) -> None:
    with build.step("PyInstaller"):
        shutil.rmtree(build.folder, ignore_errors=True)
        dist, work = str(build.work / "frozen"), str(build.work / "pyinstaller")
        recipe = str(ROOT / "installer" / "shelfsight.spec")
        build.tool(
            "PyInstaller", recipe, "--noconfirm", "--clean", "--log-level", "WARN",
            "--distpath", dist, "--workpath", work,
        )  # fmt: skip
    if sys.platform.startswith("linux"):
        with build.step("smaller"):
            (icu,) = (build.inside / "PySide6" / "Qt" / "lib").glob("libicudata.so.*")
            icu_data.shorten(icu)
            linear_algebra.replace(build.inside)
            linear_algebra.check(build.inside, build.python)
            slim.slim(build.folder)
            build.folder.joinpath(f"{PROGRAM}-window").symlink_to(PROGRAM)


def add_papers(build: Build) -> None:
    """Licences and the list of parts, in the program and beside it."""
    with build.step("licences and parts"):
        brought = [str(file) for file in brought_libraries(build.inside)]
        build.tool("installer.licence_bundle", str(build.inside / "licences"), *brought)
        parts = build.inside / "licences" / "parts.cdx.json"
        build.tool("installer.sbom", str(parts), *brought)
        build.out.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(parts, build.out / f"{PROGRAM}-{build.version}.cdx.json")


def brought_libraries(inside: Path) -> list[Path]:
    """Libraries of the system that are in the program: PyInstaller's finds, and our own."""
    found = sorted(
        file
        for file in inside.glob("*.so*")
        if not file.is_symlink() and ".cpython-" not in file.name and "abi3" not in file.name
    )
    if sys.platform.startswith("linux"):
        found += [slim.openmp(), *linear_algebra.archives()]
    return found


def check_program(build: Build) -> None:
    with build.step("smoke test"):
        report = build.out / f"smoke-{sys.platform}.json"
        subprocess.run(
            [sys.executable, "-m", "installer.smoke_test", str(build.executable), "--json", report],
            check=True,
            cwd=ROOT,
        )
    for step in json.loads(report.read_text(encoding="utf-8")):
        build.measured[f"smoke: {step['name']}, s"] = round(step["seconds"], 2)


def make_packages(build: Build) -> None:
    """The packages of this system, made by the interpreter of the build: it draws the icons."""
    if sys.platform.startswith("linux"):
        for kind in ("tarball", "deb"):
            with build.step(kind):
                build.tool("installer.linux", kind, str(build.folder), str(build.out))
    elif sys.platform == "win32":
        with build.step("setup.exe"):
            script = str(ROOT / "installer" / "windows" / "shelfsight.nsi")
            options = [f"/DVERSION={build.version}", f"/DPROGRAM={build.folder}"]
            options += [f"/DOUT={build.out / f'Shelfsight-{build.version}-setup.exe'}"]
            subprocess.run(["makensis", *options, script], check=True)
    else:
        with build.step("disk image"):
            image = build.out / f"Shelfsight-{build.version}.dmg"
            app = build.work / "frozen" / "Shelfsight.app"
            subprocess.run(
                ["hdiutil", "create", "-ov", "-volname", "Shelfsight", "-srcfolder", app, image],
                check=True,
            )


def run(build: Build, *, packages: bool) -> None:
    make_environment(build)
    freeze(build)
    add_papers(build)
    check_program(build)
    fix_times(build.folder, build.epoch)
    size = folder_bytes(build.folder) / 1e6
    build.measured["program folder, MB"] = round(size, 1)
    if size > BUDGET_MB:
        print(f"larger than the {BUDGET_MB} MB that were aimed at: {size:.0f} MB")
    if packages:
        make_packages(build)
    for file in sorted(build.out.iterdir()):
        if file.is_file() and file.suffix not in {".json", ".sig"} and file.name != "SHA256SUMS":
            build.measured[f"{file.name}, MB"] = round(file.stat().st_size / 1e6, 1)
    report = {"version": build.version, "source_date": build.epoch, "measured": build.measured}
    text = json.dumps(report, indent=1) + "\n"
    (build.out / f"build-{sys.platform}.json").write_text(text, encoding="utf-8")
    finish(build.out)
    print(text)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=WORK / "release")
    parser.add_argument("--work", type=Path, default=WORK)
    parser.add_argument("--no-packages", action="store_true", help="program folder only")
    chosen = parser.parse_args()
    run(Build(chosen.out.resolve(), chosen.work.resolve()), packages=not chosen.no_packages)
    return 0


if __name__ == "__main__":
    sys.exit(main())
