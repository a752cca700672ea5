"""Without a mouse: every control is reached, the focus is seen, and the sheet tells the truth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.pages import SECTIONS, all_pages
from desktop_app.gui.photo_editor import PhotoEditor
from desktop_app.gui.product_form import ProductForm
from desktop_app.gui.shortcut_sheet import ShortcutSheet
from desktop_app.gui.shortcut_table import (
    BY_WIDGETS,
    photo_editor_table,
    product_form_table,
    shortcut_table,
)
from desktop_app.gui.theme import Theme
from desktop_app.paths import resources_folder
from tests.fake_services.all_services import FakeServices
from tests.gui.all_views import SCREEN, VIEWS, fill, opened

MOST_STEPS = 120
RING_PX = 6


def bound(widget: QWidget) -> Counter[str]:
    """Sequences of all shortcuts and actions of *widget*, without those of dialogs in it."""
    found = [s.key() for s in widget.findChildren(QShortcut) if s.parent().window() is widget]
    actions = [a for a in widget.findChildren(QAction) if not a.objectName().startswith("edit-")]
    found += [key for action in actions for key in action.shortcuts()]
    return Counter(key.toString() for key in found)


def listed(table: Sequence[tuple[str, str]], *, but: frozenset[str] = frozenset()) -> set[str]:
    """Sequences that *table* promises."""
    keys = [key for cell, _ in table for key in re.split(r", |  ", cell) if key not in but]
    return {QKeySequence(key).toString() for key in keys}


def test_the_sheet_lists_exactly_the_shortcuts_of_the_window(window: MainWindow) -> None:
    rows = [row for row in shortcut_table() if not row[0].startswith(("Scanner gun", "Review:"))]
    assert set(bound(window)) == listed(rows, but=BY_WIDGETS)


def test_no_shortcut_of_the_window_has_two_meanings(window: MainWindow) -> None:
    assert [key for key, count in bound(window).items() if count > 1] == []


@pytest.mark.parametrize(
    ("view", "kind", "table"),
    [
        ("edit photo", PhotoEditor, photo_editor_table),
        ("new product", ProductForm, product_form_table),
    ],
)
def test_the_sheet_lists_exactly_the_shortcuts_of_dialogs(  # noqa: PLR0917
    qtbot: QtBot, window: MainWindow, tmp_path: Path, view, kind, table
) -> None:
    with opened(view, qtbot, window, tmp_path) as dialog:
        assert isinstance(dialog, kind)
        assert set(bound(dialog)) == listed(table())
        assert max(bound(dialog).values()) == 1


def wanted(root: QWidget) -> set[QWidget]:
    """What a person has to be able to reach in *root*."""
    tab = Qt.FocusPolicy.TabFocus
    return {
        widget
        for widget in root.findChildren(QWidget)
        if widget.isVisibleTo(root)
        and widget.isEnabled()
        and widget.focusPolicy() & tab
        and widget.window() is root
        and not isinstance(widget, QLabel)
        and widget.focusProxy() is None
        and not _is_reached_by_arrows(widget)
    }


def _is_reached_by_arrows(widget: QWidget) -> bool:
    """Of several buttons of which one is chosen, Tab stops at that one, arrows go on."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and not widget.isChecked()


def walk(root: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> list[QWidget]:
    """What has the focus, one *key* after the other, until it comes round or is kept.

    The key goes to the control itself, so that one which keeps Tab for itself ends the walk.
    """
    found: list[QWidget] = []
    for _ in range(MOST_STEPS):
        QTest.keyClick(root.focusWidget() or root, key)
        now = root.focusWidget()
        if now is None or now in found:
            break
        found.append(now)
    return found


@pytest.mark.slow
def test_tab_reaches_every_control_and_the_focus_is_seen_there(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, services: FakeServices
) -> None:
    fill(services)
    window.resize(*SCREEN)
    missed, kept, unseen, tried = [], [], [], set()
    for view in VIEWS:
        with opened(view, qtbot, window, tmp_path) as shown:
            shown.activateWindow()
            qtbot.waitUntil(lambda shown=shown: QApplication.activeWindow() is shown)
            controls = wanted(shown)
            assert controls
            reached = set(walk(shown))
            missed += [_named(w, view) for w in controls - reached]
            back = set(walk(shown, Qt.Key.Key_Backtab))
            kept += [_named(w, view) for w in reached - back if w.isEnabled()]
            fresh = {_kind(w): w for w in controls if _kind(w) not in tried}
            unseen += [_named(w, view) for w in fresh.values() if not _shows_focus(w)]
            tried |= fresh.keys()
    assert (missed, kept, unseen) == ([], [], [])


def _kind(widget: QWidget) -> tuple[str, str, str]:
    """What looks alike everywhere need be looked at once."""
    kind = str(widget.property("kind"))
    return type(widget).__name__, kind, "" if kind != "None" else widget.accessibleName()


def _named(widget: QWidget, view: str) -> str:
    return f"{view}: {type(widget).__name__} {widget.accessibleName()!r}"


def _shows_focus(widget: QWidget) -> bool:
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    with_focus = _picture(widget)
    widget.clearFocus()
    return with_focus != _picture(widget)


def _picture(widget: QWidget) -> QImage:
    """*widget* and a little around it, where some draw their ring."""
    QApplication.processEvents()
    around = widget.geometry().adjusted(-RING_PX, -RING_PX, RING_PX, RING_PX)
    return widget.parentWidget().grab(around).toImage()


def test_translations_keep_the_keys_of_menus() -> None:
    """A text with a mnemonic has one in every language, one without has none."""
    for file in (resources_folder() / "translations").glob("*.ts"):
        for message in ET.parse(file).iter("message"):  # noqa: S314  (our own resource)
            source = message.findtext("source") or ""
            translation = message.findtext("translation") or ""
            assert ("&" in source) == ("&" in translation), source


def test_tab_goes_down_the_rail_then_through_the_page(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("history")
    window.rail.findChild(QWidget, "records").setFocus()
    names = ["Records", *(widget.accessibleName() for widget in walk(window))]
    assert names[: names.index("About") + 1] == ["Records", "Keys", "Settings", "About"]
    assert names.index("About") < names.index("Search the history") < names.index("Verdict")


def test_tab_stops_in_the_rail_at_the_section_that_is_shown(window: MainWindow) -> None:
    window.show_page("find")
    window.rail.findChild(QWidget, "find").setFocus()  # as after a first walk through the rail
    window.show_page("history")
    stops = [made.objectName() for made in walk(window) if window.rail.isAncestorOf(made)]
    assert stops == ["records", "keyboard", "settings", "info"]


def test_the_arrow_keys_go_from_page_to_page(qtbot: QtBot, window: MainWindow) -> None:
    window.show_page("find")
    window.rail.findChild(QWidget, "find").setFocus()
    for section in SECTIONS[1:]:
        qtbot.keyClick(window.rail.focusWidget(), Qt.Key.Key_Down)
        assert window.host.name == section.pages[0].name


def test_pages_beside_each_other_are_tabs(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    tabs = window.host.tabs
    assert [tabs.tabText(index) for index in range(tabs.count())][:2] == ["History", "Inquiries"]
    qtbot.keyClick(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert window.pages.currentWidget() is window.page("inquiries")
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    assert window.pages.currentWidget() is window.page("history")
    tabs.setFocus()
    qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert window.host.name == "inquiries"
    window.show_page("find")
    assert tabs.isHidden()
    window.rail.findChild(QAbstractButton, "records").click()
    assert window.host.name == "inquiries"  # a section opens where it was left


def test_a_page_is_made_when_it_is_first_shown(window: MainWindow) -> None:
    assert {type(page).__name__ for page in window.host.made} == {"FindPage"}
    for spec in all_pages():
        window.show_page(spec.name)
        assert window.pages.currentWidget() is window.page(spec.name)
    assert len(window.host.made) == len(all_pages())


def test_a_sheet_that_is_too_high_is_scrolled_by_keys(qtbot: QtBot, theme: Theme) -> None:
    sheet = ShortcutSheet(theme)
    qtbot.addWidget(sheet)
    sheet.open()
    bar = sheet.findChild(QScrollArea).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    seen = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home):
        qtbot.keyClick(sheet.focusWidget(), key)
        seen.append(bar.value())
    assert 0 < seen[0] < bar.maximum()
    assert seen[1] == bar.maximum()
    assert 0 < seen[2] < bar.maximum()
    assert seen[3] == 0
