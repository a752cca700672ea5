"""Imports: the test decides what their report says."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.core.messages import Message
from desktop_app.core.types import ProgressReport
from desktop_app.services.import_rows import RowRecord
from tests.fake_services.catalogue import FakeCatalogue


@dataclass(frozen=True)
class FakeRejected:
    line: int
    sku: str
    message: Message


@dataclass(frozen=True)
class FakeReport:
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[FakeRejected, ...] = ()
    photo_problems: tuple[FakeRejected, ...] = ()
    photos_added: int = 0
    stopped: bool = False
    seconds: float = 1.0
    encoding: str = ""
    record: RowRecord | None = None


@dataclass
class FakeImporter:
    """Reports progress step by step; a test holds it between the steps with `gate`."""

    catalogue: FakeCatalogue
    steps: int = 5
    report: FakeReport = field(default_factory=FakeReport)
    error: Exception | None = None
    gate: threading.Event | None = None
    encodings: list[str | None] = field(default_factory=list)
    sources: list[Path] = field(default_factory=list)

    def run(self, source, encoding=None, *, columns=None, progress, should_stop):
        del columns
        self.sources.append(source)
        self.encodings.append(encoding)
        if self.error is not None:
            raise self.error
        for step in range(self.steps):
            progress(
                ProgressReport(step * 20, self.steps * 20, 12.5, (self.steps - step) * 1.6, "row")
            )
            if self.gate is not None:
                self.gate.wait(10)
            if should_stop():
                return replace(self.report, stopped=True)
        self.catalogue.fill()
        return self.report
