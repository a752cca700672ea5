"""What the line at the bottom says about the index."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from tests.fake_services.all_services import FakeServices
from tests.fake_services.catalogue import FakeGalleryState

STATES = {
    "a part is read": (FakeGalleryState(size=400, building=True, unread=600), "Reading", "40 %"),
    "graphs are loaded": (FakeGalleryState(building=True, loading=True), "Index loading", ""),
    "graphs are built": (FakeGalleryState(building=True, done=1, total=4), "Building", "25 %"),
    "not quite built": (FakeGalleryState(building=True, done=999, total=1000), "Building", "99 %"),
    "fast": (FakeGalleryState(kind="hnsw"), "Index ready", ""),
    "exact": (FakeGalleryState(), "Exact search", ""),
}


@pytest.mark.parametrize("case", STATES.values(), ids=STATES)
def test_the_line_says_in_words_what_becomes_of_the_index(
    window: MainWindow,
    services: FakeServices,
    qtbot: QtBot,
    case: tuple[FakeGalleryState, str, str],
) -> None:
    bar = window.status_bar
    qtbot.waitUntil(lambda: not bar._tasks.is_busy())
    services.state, words, share = case
    bar.refresh()
    qtbot.waitUntil(lambda: bar.index.words.text().startswith(words))
    assert share in bar.index.words.text()
    assert bar.index.accessibleName() == bar.index.words.text()
    assert bar.index.toolTip()
