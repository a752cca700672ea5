"""What is written down beside a backup, and which backups are kept."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

FORMAT = 1
KEPT_NEWEST = 3
KEPT_DAYS = 7
KEPT_WEEKS = 4


class BackupReason(StrEnum):
    """Why a backup was made."""

    AUTOMATIC = "automatic"
    ASKED = "asked"
    BEFORE_RESTORE = "before_restore"


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup; `number` rises with each, whatever the clock says.

    Attributes:
        at: moment of the clock then; for people, nothing is decided by it alone.
        digest: of the contents, see `desktop_app.catalog.catalogue_digest`.
        damaged_rows: rows that were damaged in the catalogue already; 0 for a whole backup.
        missing_photos: photos that were gone or damaged already.
        program: version that made it.
    """

    number: int
    at: datetime
    reason: BackupReason
    program: str
    catalogue_id: str
    generation: int
    products: int
    photos: int
    references: int
    digest: str
    damaged_rows: int = 0
    missing_photos: int = 0

    @property
    def name(self) -> str:
        """As it is called in the folder and on the command line."""
        return f"{self.number:06d}"

    @property
    def is_whole(self) -> bool:
        """Whether everything was sound when it was made."""
        return not self.damaged_rows

    def to_bytes(self) -> bytes:
        body = {**asdict(self), "at": self.at.isoformat(), "format": FORMAT}
        return _canonical({**body, "crc": zlib.crc32(_canonical(body))})

    @classmethod
    def from_bytes(cls, content: bytes) -> Backup:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: any bit of it is not as it was written.
        """
        try:
            body: dict[str, Any] = json.loads(content)
            checksum = body.pop("crc")
            if checksum != zlib.crc32(_canonical(body)) or body.pop("format") != FORMAT:
                raise ValueError("the record of the backup has changed")
            body["at"] = datetime.fromisoformat(body["at"])
            body["reason"] = BackupReason(body["reason"])
            return cls(**body)
        except (TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError(f"the record of the backup is damaged: {error}") from error


def _canonical(body: dict[str, Any]) -> bytes:
    return json.dumps(body, sort_keys=True, ensure_ascii=True, default=str).encode("ascii")


def no_longer_needed(backups: Sequence[Backup]) -> list[Backup]:
    """Backups that newer ones make superfluous: never one of the newest whole ones.

    Kept are the newest `KEPT_NEWEST`, the last of each of the `KEPT_DAYS` newest days and of the
    `KEPT_WEEKS` newest weeks on which there is one. Days are counted among the backups, not from
    today, so that neither time nor a clock that jumps deletes anything by itself. Damaged ones
    count for nothing, and go when there are whole ones that are newer.
    """
    newest_first = sorted(backups, key=lambda backup: -backup.number)
    whole = [backup for backup in newest_first if backup.is_whole]
    kept = {backup.number for backup in whole[:KEPT_NEWEST]}
    for period, many in (("%Y-%m-%d", KEPT_DAYS), ("%G-%V", KEPT_WEEKS)):
        last_of: dict[str, int] = {}
        for backup in whole:
            last_of.setdefault(backup.at.strftime(period), backup.number)
        kept |= set(list(last_of.values())[:many])
    newest_whole = whole[0].number if whole else -1
    damaged = [b for b in newest_first if not b.is_whole and b.number < newest_whole]
    return [backup for backup in whole if backup.number not in kept] + damaged
