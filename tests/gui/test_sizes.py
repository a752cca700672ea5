"""Text size and large targets: everything grows while the window is open, and shrinks again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.sizes import fit_sizes
from desktop_app.gui.theme import Theme
from desktop_app.gui.tokens import CONTRAST_DARK, DARK, LIGHT
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.widgets import button, column, icon_button, label

LARGE = replace(LIGHT, scale=2.0)
TOUCH = replace(LIGHT, touch=True)


def test_fixed_sizes_and_gaps_grow_and_come_back(qtbot: QtBot) -> None:
    holder, part = QWidget(), QLabel()
    qtbot.addWidget(holder)
    part.setFixedWidth(120)
    layout = column(part, gap=8)
    layout.setContentsMargins(10, 0, 10, 0)
    holder.setLayout(layout)
    for tokens, width, gap, margin in ((LARGE, 240, 16, 20), (LIGHT, 120, 8, 10)):
        fit_sizes(holder, tokens)
        fit_sizes(holder, tokens)  # doing it again changes nothing
        assert part.minimumWidth() == part.maximumWidth() == width
        assert (layout.spacing(), layout.contentsMargins().left()) == (gap, margin)


def test_a_size_that_the_panel_changed_is_a_new_usual_size(qtbot: QtBot) -> None:
    part = QLabel()
    qtbot.addWidget(part)
    part.setFixedHeight(50)
    fit_sizes(part, LARGE)
    part.setFixedHeight(80)
    fit_sizes(part, LARGE)
    assert part.maximumHeight() == 160


def test_large_targets_leave_no_small_button(qtbot: QtBot, theme: Theme) -> None:
    tool, push = icon_button("close"), button("find")
    small = icon_button("close")
    small.setFixedSize(20, 20)
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setLayout(column(tool, push, small))
    theme.enlarge(100, touch=True)
    fit_sizes(holder, theme.tokens)
    holder.show()
    for target in (tool, push, small):
        assert min(target.width(), target.height()) >= 44, target
    theme.enlarge(100, touch=False)


def test_settings_change_the_whole_window_at_once(
    qtbot: QtBot, window: MainWindow, theme: Theme
) -> None:
    field = window.find_page.query.field
    before = field.fontMetrics().height(), window.rail.width()
    usual = window._settings
    window.use_settings(replace(usual, text_size=200, theme="contrast_dark"))
    assert theme.tokens == replace(CONTRAST_DARK, scale=2.0)
    assert window.rail.width() == 2 * before[1]
    assert field.fontMetrics().height() >= 1.8 * before[0]
    window.use_settings(replace(usual, large_targets=True))
    assert theme.tokens == TOUCH
    window.use_settings(usual)
    assert (field.fontMetrics().height(), window.rail.width()) == before


def test_the_look_follows_the_system_while_the_program_runs(qapp: QApplication) -> None:
    system = [LIGHT]
    theme = Theme(qapp, "system", lambda: system[0])
    signal = QGuiApplication.styleHints().colorSchemeChanged
    for look in (DARK, CONTRAST_DARK, LIGHT):
        system[0] = look
        signal.emit(Qt.ColorScheme.Unknown)
        assert theme.tokens == look
    theme.choose("light")
    system[0] = DARK
    signal.emit(Qt.ColorScheme.Dark)
    assert theme.tokens == LIGHT
    theme.deleteLater()


def test_words_that_wrap_are_as_high_as_their_lines(qtbot: QtBot) -> None:
    words = label(wrap=True)
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.setLayout(column(words))
    words.setText("A sentence that is much longer than what fits into a line. " * 3)
    holder.resize(160, 20)
    holder.show()
    qtbot.waitUntil(lambda: words.height() >= words.heightForWidth(words.width()))
    assert words.height() > 4 * words.fontMetrics().height()
    high = words.minimumHeight()
    holder.resize(900, 300)
    qtbot.waitUntil(lambda: words.minimumHeight() < high / 2)  # and no higher than they need


@pytest.mark.parametrize(("width", "turned"), [(600, False), (150, True)])
def test_a_row_turns_where_it_is_too_wide(qtbot: QtBot, width: int, turned: bool) -> None:
    parts = [QLabel("words words words"), QLabel("other other other")]
    holder = QWidget()
    qtbot.addWidget(holder)
    row = TurningRow(*parts, parent=holder)
    row.resize(width, 80)
    holder.show()
    assert row.is_turned is turned
    assert row.minimumSizeHint().width() < 200


@pytest.mark.parametrize("page", ["find", "batch", "import", "taught", "history"])
def test_the_smallest_window_shows_every_page_without_sideways_scrolling(
    qtbot: QtBot, window: MainWindow, page: str
) -> None:
    window.show_page(page)
    window.resize(window.minimumSize())
    area = window.pages.parentWidget().parentWidget()
    qtbot.waitUntil(lambda: area.width() < 760)
    assert window.pages.minimumSizeHint().width() <= area.viewport().width()
