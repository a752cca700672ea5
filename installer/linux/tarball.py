"""The tarball for Linux without .deb: unpack it anywhere; `install.sh` adds the menu entry."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from installer.contents import PROGRAM, ROOT
from installer.linux.layout import FILES, write_share
from installer.release_files import fix_times

ARCHITECTURE = "x86_64"


def write_tree(folder: Path, tree: Path, version: str, epoch: int) -> None:
    """Lay out the unpacked archive in *tree*; *folder* is the built program."""
    shutil.copytree(folder, tree, symlinks=True)
    write_share(tree / "share", version, epoch)
    shutil.copyfile(FILES / "install.sh", tree / "install.sh")
    (tree / "install.sh").chmod(0o755)
    shutil.copyfile(ROOT / "LICENSE", tree / "LICENSE")
    fix_times(tree, epoch)


def make(folder: Path, out: Path, version: str, epoch: int) -> Path:
    """Pack the program in *folder* as a .tar.xz in *out*."""
    name = f"{PROGRAM}-{version}-linux-{ARCHITECTURE}"
    file = out / f"{name}.tar.xz"
    with TemporaryDirectory(prefix="shelfsight-tar-") as temporary:
        write_tree(folder, Path(temporary) / name, version, epoch)
        order = ["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu"]
        command = ["tar", *order, "-I", "xz -T2 -6", "-cf", str(file), "-C", temporary, name]
        subprocess.run(command, check=True)
    return file
