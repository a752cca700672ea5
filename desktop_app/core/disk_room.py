"""Room on the disk, looked at before long work begins rather than found out in the middle."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId

MEGABYTE = 1_000_000
RESERVE_BYTES = 200 * MEGABYTE
"""Left free at all times: other programs and the system itself need some, too."""


def free_bytes(folder: Path) -> int:
    """Free room where *folder* lies, or will lie.

    Raises:
        OSError: the disk is gone.
    """
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


@dataclass(frozen=True, slots=True)
class DiskRoom:
    """Room of the disk that *folder* lies on."""

    folder: Path
    reserve: int = RESERVE_BYTES
    free: Callable[[Path], int] = free_bytes

    def require(self, needed: int = 0) -> None:
        """See to it that *needed* bytes can be written and the reserve is left.

        Raises:
            UserError: there is less room than that; nothing was begun.
        """
        try:
            free = self.free(self.folder)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise UserError(MessageId.FOLDER_UNUSABLE, name=self.folder, reason=reason) from error
        if free < needed + self.reserve:
            raise UserError(
                MessageId.NO_ROOM,
                name=self.folder,
                needed=-(-(needed + self.reserve) // MEGABYTE),
                free=free // MEGABYTE,
            )
