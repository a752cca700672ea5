"""`doctor` says whether print can be read, and where the reader comes from."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from desktop_app.core.messages import MessageId
from desktop_app.services import doctor


def _told(missing: MessageId | None) -> dict[str, str]:
    reading: Any = SimpleNamespace(missing=missing, source="rapidocr 3.10.0 (addons/reading)")
    services: Any = SimpleNamespace(label_reading=reading)
    return doctor._reading(services)


def test_what_reads_and_where_it_comes_from_is_told() -> None:
    assert _told(None) == {"state": "usable", "reader": "rapidocr 3.10.0 (addons/reading)"}


def test_why_nothing_is_read_is_told() -> None:
    assert _told(MessageId.LABEL_READER_OTHER) == {"state": "label_reader_other"}
