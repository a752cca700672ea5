"""Backups and checks without a database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desktop_app.core.errors import UserError
from desktop_app.core.types import Progress, ProgressReport, ShouldStop, never_stop, no_progress
from desktop_app.services.safety import Backup, BackupReason, Finding, Flaw, SafetyReport

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


def fake_backup(number: int, **changes: object) -> Backup:
    at = NOON + timedelta(days=number)
    facts = ("1.0", "catalogue", 7, 147, 441, 588, "digest")
    backup = Backup(number, at, BackupReason.AUTOMATIC, *facts)
    for name, value in changes.items():
        object.__setattr__(backup, name, value)
    return backup


class FakeSafety:
    """Remembers what it was asked; finds the damage that a test gives it."""

    folder = "data/backups"

    def __init__(self, *, filled: bool = True) -> None:
        self.made = [fake_backup(3), fake_backup(2, missing_photos=2), fake_backup(1)]
        if not filled:
            self.made = []
        self.damage: tuple[Finding, ...] = ()
        self.error: UserError | None = None
        self.last_report: SafetyReport | None = None
        self.restore_asked = ""

    def backups(self) -> list[Backup]:
        return list(self.made)

    def back_up(
        self, *, progress: Progress = no_progress, should_stop: ShouldStop = never_stop
    ) -> Backup:
        if self.error:
            raise self.error
        progress(ProgressReport(1, 2))
        made = fake_backup(len(self.made) + 1)
        self.made.insert(0, made)
        return made

    def check(
        self, *, progress: Progress = no_progress, should_stop: ShouldStop = never_stop
    ) -> SafetyReport:
        self.last_report = SafetyReport(NOON, self.damage)
        return self.last_report

    def repair(self, *, progress: Progress = no_progress) -> SafetyReport:
        repaired, self.damage = len(self.damage), ()
        self.last_report = SafetyReport(NOON, (), repaired)
        return self.last_report

    def ask_for_restore(self, backup: Backup) -> None:
        if self.error:
            raise self.error
        self.restore_asked = backup.name


DAMAGE = (Finding(Flaw.VECTOR, "embedding 5", 5), Finding(Flaw.PHOTO, "ab: photo_missing"))
