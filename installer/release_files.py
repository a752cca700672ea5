"""Times, checksums and signatures of what a build made."""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
from pathlib import Path

CHECKSUMS = "SHA256SUMS"
SIGN_COMMAND = "SHELFSIGHT_SIGN_COMMAND"
"""A command that signs: `{file}` is what to sign, `{signature}` the file to write.

For instance `gpg --batch --yes --detach-sign --armor --output {signature} {file}`.
"""


def folder_bytes(folder: Path) -> int:
    """Bytes of all files below *folder*; links count nothing."""
    return sum(
        file.stat().st_size
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink()
    )


def fix_times(folder: Path, epoch: int) -> None:
    """Let everything below *folder* bear the time of the source, and plain permissions."""
    for path in [*folder.rglob("*"), folder]:
        if not path.is_symlink():
            runs = path.is_dir() or os.access(path, os.X_OK)
            path.chmod(0o755 if runs else 0o644)
        if os.utime in os.supports_follow_symlinks:
            os.utime(path, (epoch, epoch), follow_symlinks=False)
        elif not path.is_symlink():
            os.utime(path, (epoch, epoch))


def write_checksums(folder: Path) -> Path:
    """`SHA256SUMS` over the files in *folder*, as `sha256sum --check` reads it."""
    target = folder / CHECKSUMS
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}"
        for file in sorted(folder.iterdir())
        if file.is_file() and file.name != CHECKSUMS and file.suffix != ".sig"
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return target


def sign(file: Path) -> Path | None:
    """Sign *file* with the command of `SHELFSIGHT_SIGN_COMMAND`; None where no key is at hand.

    Raises:
        subprocess.CalledProcessError: the command failed.
        FileNotFoundError: it wrote no signature.
    """
    command = os.environ.get(SIGN_COMMAND, "").strip()
    if not command:
        return None
    signature = file.with_name(file.name + ".sig")
    words = [word.format(file=str(file), signature=str(signature)) for word in shlex.split(command)]
    subprocess.run(words, check=True)
    if not signature.is_file():
        raise FileNotFoundError(signature)
    return signature


def finish(folder: Path) -> None:
    """Checksums, and their signature: whoever trusts the key can check every file."""
    checksums = write_checksums(folder)
    signed = sign(checksums)
    print("signed" if signed else f"not signed: {SIGN_COMMAND} is not set")
