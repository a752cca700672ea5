"""A folder of files that can be made anew, and the manifest that says which of them count.

New files get new names and are flushed; renaming the new manifest over the old one is the only step
that counts. Until then the old files answer, after it the new ones do, whatever happens meanwhile.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.core.durable_file import flush_folder, replace_file, write_durably
from desktop_app.core.fault_point import FaultPoint, no_fault
from desktop_app.index.index_manifest import IndexRefused, RefusalReason

log = logging.getLogger(__name__)

LARGEST_MANIFEST = 16 << 20
VERIFYING_THREADS = 2


class CacheFolder:
    """Reads and switches the manifest in *folder*; one thread at a time.

    Args:
        folder: made by `make` when something is first written.
        manifest: name of the manifest; `draft` is the one it is written under.
        reached: told of each step, with *step_prefix* before its name.
    """

    def __init__(
        self,
        folder: Path,
        manifest: str,
        draft: str,
        reached: FaultPoint = no_fault,
        *,
        step_prefix: str = "",
    ) -> None:
        self.folder = folder
        self.draft = draft
        self._manifest = manifest
        self._reached = reached
        self._step_prefix = step_prefix

    def make(self) -> None:
        """Make the folder, for its owner alone.

        Raises:
            OSError: it cannot be made, or a file is in its place.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)

    def path(self, name: str) -> Path:
        return self.folder / name

    def switch_to(self, manifest: bytes) -> None:
        """Let *manifest* be the one that counts; all that it names is on the disk already.

        Raises:
            OSError: the disk is full or the folder cannot be written; the old one still counts.
        """
        draft = self.folder / self.draft
        write_durably(draft, manifest)
        self._tell("manifest_written")
        flush_folder(self.folder)
        self._tell("folder_flushed")
        replace_file(draft, self.folder / self._manifest)
        self._tell("manifest_replaced")

    def flush(self) -> None:
        """Bring the names of its files onto the disk."""
        flush_folder(self.folder)

    def read(self) -> bytes:
        """The manifest that counts.

        Raises:
            IndexRefused: there is none, or it cannot be read.
        """
        path = self.folder / self._manifest
        try:
            if path.stat().st_size > LARGEST_MANIFEST:
                raise IndexRefused(RefusalReason.MANIFEST_DAMAGED, "too large")
            return path.read_bytes()
        except FileNotFoundError as error:
            raise IndexRefused(RefusalReason.ABSENT) from error
        except OSError as error:
            raise IndexRefused(RefusalReason.UNREADABLE, str(error)) from error

    @contextmanager
    def proving(self, name: str) -> Iterator[Path]:
        """The file of that name, to be proved right; one that cannot be read is refused."""
        try:
            yield self.folder / name
        except FileNotFoundError as error:
            raise IndexRefused(RefusalReason.FILE_MISSING, name) from error
        except (OSError, ValueError) as error:
            raise IndexRefused(RefusalReason.UNREADABLE, str(error)) from error

    def has(self, name: str, size: int) -> bool:
        """Whether a file is still there; another program may have deleted it."""
        try:
            return (self.folder / name).stat().st_size == size
        except OSError:
            return False

    def delete(self, names: Iterable[str]) -> None:
        """Leftovers do no harm (Windows keeps what is mapped); the next publish tries again."""
        for name in names:
            try:
                (self.folder / name).unlink(missing_ok=True)
            except OSError as error:
                log.info("could not delete %s: %s", name, error)

    def _tell(self, step: str) -> None:
        self._reached(self._step_prefix + step)
