"""At every size of the words and in every language all words can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.gui import translator
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.settings import Settings
from tests.fake_services.all_services import FakeServices
from tests.gui.all_views import SCREEN, VIEWS, fill, opened
from tests.gui.conftest import open_window
from tests.gui.cut_texts import cut_texts

CASES = [
    Settings(theme="light", language=language, text_size=size, large_targets=touch, scanner=False)
    for language, size, touch in (
        ("en", 100, False),
        ("en", 200, False),
        ("zh_CN", 100, True),
        ("zh_CN", 200, False),
    )
]


@pytest.fixture(params=CASES, ids=lambda s: f"{s.language}-{s.text_size}-{s.large_targets}")
def window(
    qtbot: QtBot, services: FakeServices, theme: Theme, request: pytest.FixtureRequest
) -> Iterator[MainWindow]:
    fill(services)
    services.settings = request.param
    app = QApplication.instance()
    assert app is not None
    translator.install(app, services.settings.language)
    made = open_window(qtbot, services, theme)
    made.resize(*SCREEN)
    yield made
    made.close()
    theme.enlarge(100, touch=False)


@pytest.mark.slow
def test_no_words_are_cut_off(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    cut = []
    for name in VIEWS:
        with opened(name, qtbot, window, tmp_path) as view:
            cut += [f"{name}: {text}" for text in cut_texts(view)]
    assert not cut, "\n".join(cut)
