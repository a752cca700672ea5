"""The folder that a ZIP file is unpacked into, and those that a killed import left behind."""

from __future__ import annotations

import logging
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.catalog.occupancy import open_lock_file, try_lock
from desktop_app.core.errors import CatalogueError

PREFIX = "shelfsight-import-"
LOCK = ".lock"
CONTENT = "content"
YOUNG_S = 5.0
"""A younger folder may be on its way to its lock."""

UNLOCKED_S = 86_400.0
"""Folders without a lock come from earlier versions, which may still be at work on them."""

_log = logging.getLogger(__name__)


@contextmanager
def import_folder() -> Iterator[Path]:
    """An empty folder that is deleted when the block ends.

    Its lock says that somebody is at work on it; the system gives it back however this process
    ends, so that the next one can tell what was left behind.

    Raises:
        OSError: there is no room for it.
        CatalogueError: its lock cannot be written.
    """
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name,
        open_lock_file(Path(name, LOCK)) as stream,
    ):
        try_lock(stream, alone=True)
        content = Path(name, CONTENT)
        content.mkdir()
        yield content


def clear_import_folders(young_s: float = YOUNG_S) -> int:
    """Delete what killed imports of this person left behind: it holds their photos; how many."""
    cleared = 0
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            if _is_left_behind(folder, young_s):
                shutil.rmtree(folder)
                cleared += 1
        except (OSError, CatalogueError) as error:
            _log.warning("a folder of an import was not deleted: %s", type(error).__name__)
    return cleared


def _is_left_behind(folder: Path, young_s: float) -> bool:
    """Whether *folder* is one of ours in which nobody is at work."""
    about = folder.lstat()
    is_mine = not hasattr(os, "getuid") or about.st_uid == os.getuid()
    age_s = abs(time.time() - about.st_mtime)  # the clock may have been set back
    if not stat.S_ISDIR(about.st_mode) or not is_mine or age_s < young_s:
        return False
    if not (folder / LOCK).is_file():
        return age_s >= UNLOCKED_S
    with open_lock_file(folder / LOCK) as stream:
        return try_lock(stream, alone=True)
