"""The Debian package: without scripts, so that removing it leaves nothing but the person's data.

The menu, the icons and the manual pages are noticed by Debian's own triggers.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from installer import slim
from installer.contents import PROGRAM, ROOT
from installer.linux.layout import LIBRARY, write_share
from installer.release_files import fix_times, folder_bytes

ARCHITECTURE = "amd64"
PACKAGES_OF = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libdrm.so.2": "libdrm2",
    "libgbm.so.1": "libgbm1",
    "libxcb.so.1": "libxcb1",
    "libxcb-dri3.so.0": "libxcb-dri3-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libexpat.so.1": "libexpat1",
    "libz.so.1": "zlib1g",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libasound.so.2": "libasound2",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libva.so.2": "libva2",
    "libva-drm.so.2": "libva-drm2",
    "libva-x11.so.2": "libva-x11-2",
    "libvdpau.so.1": "libvdpau1",
}
"""Debian packages of the libraries that PyInstaller leaves to the system."""

_OF_THE_C_LIBRARY = {
    "libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1",
    "libresolv.so.2", "ld-linux-x86-64.so.2",
}  # fmt: skip
_ALWAYS = ("fontconfig-config", "xkb-data")
"""Files that bundled libraries read: where fonts are, what keys mean."""

_RECOMMENDED = ("fonts-noto-cjk", "xdg-utils")


class UnknownLibraryError(Exception):
    """The program needs a library that no known package has."""


def missing_libraries(folder: Path) -> frozenset[str]:
    """Libraries that the program in *folder* asks for and does not bring along."""
    files = [file for file in folder.rglob("*") if file.is_file() and slim.is_elf(file)]
    names = {file.name for file in folder.rglob("*")}
    needed = frozenset[str]().union(*(slim.needed_by(file) for file in files))
    return needed - names - _OF_THE_C_LIBRARY


def depends(libraries: Iterable[str], glibc: tuple[int, int]) -> str:
    """The packages of *libraries*, for the control file.

    Raises:
        UnknownLibraryError: `PACKAGES_OF` has to be extended.
    """
    unknown = sorted(set(libraries) - set(PACKAGES_OF))
    if unknown:
        raise UnknownLibraryError(", ".join(unknown))
    packages = {PACKAGES_OF[name] for name in libraries} | set(_ALWAYS)
    return ", ".join([f"libc6 (>= {glibc[0]}.{glibc[1]})", *sorted(packages)])


def control(version: str, installed_kib: int, needs: str) -> str:
    """The control file."""
    fields: Mapping[str, str] = {
        "Package": PROGRAM,
        "Version": version,
        "Architecture": ARCHITECTURE,
        "Maintainer": "The Shelfsight authors <shelfsight@localhost>",
        "Installed-Size": str(installed_kib),
        "Depends": needs,
        "Recommends": ", ".join(_RECOMMENDED),
        "Section": "misc",
        "Priority": "optional",
        "Description": "tells what an item is: photo, words or code in, product out\n"
        " Drop a product photo on the window, type a few words or scan a code: the right\n"
        " product of your own catalogue comes with picture, code, place, stock and price,\n"
        " and how sure the program is. It works offline; nothing leaves the computer.",
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def write_tree(folder: Path, tree: Path, version: str, epoch: int) -> None:
    """Lay out in *tree* what the package installs; *folder* is the built program."""
    library = tree / LIBRARY
    shutil.copytree(folder, library, symlinks=True)
    binaries = tree / "usr" / "bin"
    binaries.mkdir(parents=True)
    for name in (PROGRAM, f"{PROGRAM}-window"):
        (binaries / name).symlink_to(f"../lib/{PROGRAM}/{name}")
    write_share(tree / "usr" / "share", version, epoch)
    page = tree / "usr" / "share" / "man" / "man1" / f"{PROGRAM}.1"
    page.with_name(page.name + ".gz").write_bytes(gzip.compress(page.read_bytes(), 9, mtime=0))
    page.unlink()
    page.with_name(f"{PROGRAM}-window.1.gz").symlink_to(f"{PROGRAM}.1.gz")
    papers = tree / "usr" / "share" / "doc" / PROGRAM
    papers.mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", papers / "copyright")
    changes = (ROOT / "CHANGELOG.md").read_bytes()
    (papers / "changelog.gz").write_bytes(gzip.compress(changes, 9, mtime=0))


def make(folder: Path, out: Path, version: str, epoch: int) -> Path:
    """Pack the program in *folder* as a .deb in *out*."""
    with TemporaryDirectory(prefix="shelfsight-deb-") as temporary:
        tree = Path(temporary) / "tree"
        write_tree(folder, tree, version, epoch)
        elf = [file for file in folder.rglob("*") if file.is_file() and slim.is_elf(file)]
        needs = depends(missing_libraries(folder), slim.glibc_wanted(elf))
        (tree / "DEBIAN").mkdir()
        text = control(version, folder_bytes(tree) // 1024, needs)
        (tree / "DEBIAN" / "control").write_text(text, encoding="utf-8")
        fix_times(tree, epoch)
        file = out / f"{PROGRAM}_{version}_{ARCHITECTURE}.deb"
        command = ["dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--threads-max=2", "--build"]
        environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
        subprocess.run([*command, str(tree), str(file)], check=True, env=environment)
    return file
