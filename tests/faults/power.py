"""A power cut, as far as files written by Python go: only what was flushed stays.

The database is left as SQLite wrote it: it flushes by itself, where no hook of ours can look.
"""

from __future__ import annotations

import os
import random
import shutil
from contextlib import suppress
from pathlib import Path

SQLITE = ("catalogue.sqlite", "catalogue.sqlite-journal", "catalogue.sqlite-wal")


class PowerLoss:
    """Watches flushes and renames below *root*; `fail` takes away what they did not save."""

    def __init__(self, root: Path, rng: random.Random) -> None:
        self._root, self._rng = root.resolve(), rng
        self._attic = root.parent / f"attic-{root.name}"
        shutil.rmtree(self._attic, ignore_errors=True)
        self._attic.mkdir()
        self._flushed: dict[int, tuple[int, int]] = {}
        self._listed: dict[int, dict[str, int]] = {}
        self._note_all()
        self._fsync, self._replace = os.fsync, os.replace
        os.fsync, os.replace = self._on_fsync, self._on_replace  # type: ignore[assignment]

    def _note_all(self) -> None:
        """What is there at the beginning is on the disk."""
        for folder, _, files in os.walk(self._root):
            self._note_folder(Path(folder))
            for name in files:
                self._note_file(Path(folder, name))

    def _note_file(self, path: Path) -> None:
        state = path.stat()
        self._flushed[state.st_ino] = (state.st_mtime_ns, state.st_size)

    def _note_folder(self, folder: Path) -> None:
        entries = {entry.name: entry.inode() for entry in os.scandir(folder)}
        self._listed[folder.stat().st_ino] = entries

    def _on_fsync(self, descriptor: int) -> None:
        self._fsync(descriptor)
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        with suppress(FileNotFoundError):
            if path.is_dir():
                self._note_folder(path)
            elif path.exists():
                self._note_file(path)

    def _on_replace(self, source: Path, target: Path) -> None:
        """The old file may come back: its new name is not on the disk yet."""
        with suppress(FileNotFoundError, FileExistsError):
            if Path(target).is_file():
                os.link(target, self._attic / str(Path(target).stat().st_ino))
        self._replace(source, target)

    def fail(self) -> None:
        """Cut the power."""
        self._cut(self._root)

    def _cut(self, folder: Path) -> None:
        listed = self._listed.get(folder.stat().st_ino, {})
        for path in list(folder.iterdir()):
            if path.name in SQLITE and folder == self._root:
                continue
            with suppress(FileNotFoundError):  # the thread of the index is still at work
                self._cut_entry(path, listed)
        for name, number in listed.items():
            kept = self._attic / str(number)
            if not (folder / name).exists() and kept.exists() and self._rng.random() < 0.5:
                shutil.copy2(kept, folder / name)

    def _cut_entry(self, path: Path, listed: dict[str, int]) -> None:
        if listed.get(path.name) == path.stat().st_ino:
            if path.is_dir():
                self._cut(path)
            else:
                self._spoil(path)
        elif self._rng.random() < 0.7:  # a system may have written the name all the same
            self._forget(path, listed.get(path.name))
        elif path.is_file():
            self._spoil(path)

    def _forget(self, path: Path, before: int | None) -> None:
        if path.is_dir():
            shutil.rmtree(path)
            return
        path.unlink()
        if before is not None and (kept := self._attic / str(before)).exists():
            shutil.copy2(kept, path)

    def _spoil(self, path: Path) -> None:
        """Bytes that were written and not flushed are cut off, zeroed or whole."""
        state = path.stat()
        if self._flushed.get(state.st_ino) == (state.st_mtime_ns, state.st_size):
            return
        kept = self._flushed.get(state.st_ino)
        if kept is not None and kept[1] == state.st_size and path.name.endswith(".jpg"):
            return  # merely touched
        how = self._rng.randrange(3)
        content = path.read_bytes()
        path.unlink()
        if how == 0:
            path.write_bytes(content[: self._rng.randrange(len(content) + 1)])
        elif how == 1:
            path.write_bytes(bytes(len(content)))
        else:
            path.write_bytes(content)
