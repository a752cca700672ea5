"""What is printed on items: the test decides what is read, and when."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.label_text import LabelText
from desktop_app.core.messages import MessageId
from desktop_app.services.lookup import Query


class FakeLabelReading:
    """Reads the same on every photo, at once or when the test says so: see `hold`."""

    def __init__(self) -> None:
        self.missing: MessageId | None = None
        self.label = LabelText(("PAPER DEPOT", "Nitrile gloves 100 pcs"), "nitrile gloves")
        self.error: Exception | None = None
        self.asked: list[tuple[PhotoInput, ...]] = []
        self._gate: threading.Event | None = None

    @property
    def is_available(self) -> bool:
        return self.missing is None

    def hold(self) -> threading.Event:
        """Nothing is read until the returned event is set."""
        self._gate = threading.Event()
        return self._gate

    def read(self, photos: Sequence[PhotoInput]) -> LabelText:
        self.asked.append(tuple(photos))
        if self._gate is not None:
            self._gate.wait(10)
        if self.error is not None:
            raise self.error
        return self.label

    def with_label(self, query: Query) -> Query:
        return replace(query, label=self.read(query.photos).words)
