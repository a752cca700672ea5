"""Installs the .deb in a bare Debian, uses it, removes it, and lists what is left.

    python -m installer.linux.bare_system DEB BASE [--pictures FOLDER]

As root, with the network for Debian's own packages. BASE is a system that
`debootstrap --variant=minbase bookworm BASE` made; it is copied and stays as it is. A failing step
ends the trial.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from installer.contents import PROGRAM
from installer.linux.layout import LIBRARY
from installer.smoke_test import PHOTO, Program, SmokeError, smoke, tell

CHROOT = "/usr/sbin/chroot"
PERSON = "worker"
HOME = f"home/{PERSON}"
DATA = f"{HOME}/.local/share/{PROGRAM}"
_OF_THE_PERSON = (DATA, f"{HOME}/.cache/fontconfig", f"{HOME}/.config/QtProject")
"""The catalogue, and what the system's libraries keep for every program of this person."""

_PARENTS = frozenset(
    {f"{HOME}/.local", f"{HOME}/.local/share", f"{HOME}/.cache", f"{HOME}/.config"}
)

_OF_THE_SYSTEM = ("var/log/", "var/cache/", "var/lib/", "proc/", "dev/", "sys/", "tmp/", "etc/")
"""Where package managers write about themselves; looked at for our name, not for differences."""


class BareSystem:
    """A copy of a bare system, entered with chroot."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *command: str) -> str:
        """Run as root inside; what it printed.

        Raises:
            subprocess.CalledProcessError: it failed.
        """
        environment = {
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "DEBIAN_FRONTEND": "noninteractive",
            "LANG": "C.UTF-8",
        }
        ended = subprocess.run(
            [CHROOT, str(self.root), *command],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if ended.returncode != 0:
            print(ended.stdout[-4000:])
            raise subprocess.CalledProcessError(ended.returncode, command)
        return ended.stdout

    def files(self) -> set[str]:
        """Every path, relative to the root."""
        found = set()
        for folder, folders, names in os.walk(self.root):
            place = Path(folder).relative_to(self.root).as_posix()
            if place in {"proc", "sys", "dev"}:
                folders.clear()
                continue
            found.update(f"{place}/{name}" for name in (*names, *folders))
        return found

    def program(self) -> Program:
        """The installed program, run by a person without rights."""
        enter = [CHROOT, f"--userspec={PERSON}", str(self.root), "/usr/bin/env", "-C", f"/{HOME}"]
        environment = {"HOME": f"/{HOME}", "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
        photo = f"/{LIBRARY}/_internal/resources/demo/photos/{PHOTO}"
        database = self.root / DATA / "catalogue.sqlite"
        command, window = [*enter, PROGRAM], [*enter, f"{PROGRAM}-window"]
        return Program(command, window, environment, Path("/"), photo, database=database)


@contextmanager
def copied(base: Path) -> Iterator[BareSystem]:
    """A copy of *base* with what programs expect of a running system."""
    root = Path(tempfile.mkdtemp(prefix="shelfsight-bare-", dir=base.parent))
    mounted: list[Path] = []
    try:
        subprocess.run(["cp", "-a", f"{base}/.", str(root)], check=True)
        shutil.copyfile("/etc/resolv.conf", root / "etc" / "resolv.conf")
        for kind, place in (("proc", "proc"), ("tmpfs", "dev/shm")):
            (root / place).mkdir(parents=True, exist_ok=True)
            subprocess.run(["mount", "-t", kind, kind, str(root / place)], check=True)
            mounted.append(root / place)
        yield BareSystem(root)
    finally:
        for place in reversed(mounted):
            subprocess.run(["umount", str(place)], check=False)
        shutil.rmtree(root, ignore_errors=True)


def trial(system: BareSystem, package: Path, pictures: Path | None) -> None:
    """Install, use, remove; print what happened.

    Raises:
        SmokeError: something did not work, or was left behind.
    """
    system.run("useradd", "--create-home", PERSON)
    system.run("apt-get", "update")
    before = system.files()
    shutil.copyfile(package, system.root / "root" / package.name)
    with _told("installed"):
        said = system.run(
            "apt-get", "install", "-y", "--no-install-recommends", f"/root/{package.name}"
        )
    print("\n".join(line for line in said.splitlines() if "newly installed" in line))
    print(
        "manual page:",
        system.run("sh", "-c", f"zcat /usr/share/man/man1/{PROGRAM}.1.gz | head -1").strip(),
    )
    tell(smoke(system.program(), pictures))
    with _told("removed"):
        system.run("apt-get", "purge", "-y", "--autoremove", PROGRAM)
    left = sorted(system.files() - before)
    ours = [path for path in left if _is_ours(path)]
    strangers = [path for path in ours if not path.startswith(_OF_THE_PERSON)]
    print(f"left after removal: {len(strangers)} paths of the program; of the person:")
    print("\n".join(in_short(set(ours) - set(strangers))))
    if strangers:
        raise SmokeError(f"left behind: {strangers}")
    if f"{DATA}/catalogue.sqlite" not in left:
        raise SmokeError("the person's catalogue is gone")


def in_short(paths: Iterable[str]) -> list[str]:
    """The person's files, with the folders of pictures as counts."""
    counts = Counter(_short(path) for path in paths)
    return [f"  /{path}" + (f" ({n} paths)" if n > 1 else "") for path, n in sorted(counts.items())]


def _short(path: str) -> str:
    below = path.removeprefix(f"{DATA}/")
    return path if below == path else f"{DATA}/{below.split('/')[0]}"


def _is_ours(path: str) -> bool:
    """Whether *path* was left by our program and not by Debian's own packages."""
    if path.endswith(".deb"):
        return False
    if path in _PARENTS:
        return False
    return PROGRAM in path.lower() or not path.startswith(_OF_THE_SYSTEM)


@contextmanager
def _told(what: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    print(f"{what} in {time.monotonic() - started:.1f} s", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("package", type=Path)
    parser.add_argument("base", type=Path)
    parser.add_argument("--pictures", type=Path)
    chosen = parser.parse_args(arguments)
    try:
        with copied(chosen.base.resolve()) as system:
            trial(system, chosen.package.resolve(), chosen.pictures)
    except (SmokeError, subprocess.SubprocessError, TimeoutError) as error:
        print(f"failed: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
