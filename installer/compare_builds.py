"""Compares two builds file by file: `python -m installer.compare_builds FIRST SECOND`.

Exit code 0: alike to the last byte; 1: the differing files are named.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path


def fingerprint(path: Path) -> str:
    """What *path* is: a link with its target, or bytes and whether they can be run."""
    if path.is_symlink():
        return f"link to {path.readlink()}"
    runs = bool(path.stat().st_mode & 0o100)
    return f"{hashlib.sha256(path.read_bytes()).hexdigest()} {'runs' if runs else ''}".strip()


def files_of(folder: Path) -> dict[str, Path]:
    """Every file and link below *folder* by its relative path."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in found}


def differences(first: Path, second: Path) -> list[str]:
    """One line a file that is not in both, or not the same in both."""
    ours, theirs = files_of(first), files_of(second)
    lines = [f"only in the first: {name}" for name in sorted(set(ours) - set(theirs))]
    lines += [f"only in the second: {name}" for name in sorted(set(theirs) - set(ours))]
    both = sorted(set(ours) & set(theirs))
    changed = [name for name in both if fingerprint(ours[name]) != fingerprint(theirs[name])]
    return lines + [f"differs: {name}" for name in changed]


def main() -> int:
    first, second = Path(sys.argv[1]), Path(sys.argv[2])
    found = differences(first, second)
    print("\n".join(found) or f"{len(files_of(first))} files, all alike to the last byte")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
