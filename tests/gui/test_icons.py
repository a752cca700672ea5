"""Signs and style sheets are only set where they would look different."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.icons import refresh_icon, set_icon
from desktop_app.gui.style_sheet import style_sheet
from desktop_app.gui.tokens import LOOKS, Tokens
from desktop_app.gui.widgets import button as styled_button
from desktop_app.gui.widgets import set_style
from tests.gui.test_look import contrast

LIGHT, DARK = LOOKS["light"], LOOKS["dark"]


def button(qtbot: QtBot, text: str = "Find") -> QPushButton:
    made = QPushButton(text)
    qtbot.addWidget(made)
    set_icon(made, "find")
    refresh_icon(made, LIGHT)
    return made


def test_the_same_sign_is_not_set_again(qtbot: QtBot) -> None:
    made = button(qtbot)
    before = made.icon().cacheKey()
    refresh_icon(made, LIGHT)
    assert made.icon().cacheKey() == before


def test_another_look_or_sign_or_room_changes_it(qtbot: QtBot) -> None:
    made = button(qtbot)
    seen = [made.icon().cacheKey()]
    for change in (
        lambda: refresh_icon(made, DARK),
        lambda: (set_icon(made, "add"), refresh_icon(made, DARK)),
        lambda: (made.setText(""), refresh_icon(made, DARK)),
    ):
        change()
        seen.append(made.icon().cacheKey())
    assert len(set(seen)) == 4


def test_a_size_that_somebody_else_set_is_put_right(qtbot: QtBot) -> None:
    made = button(qtbot)
    usual = made.iconSize()
    made.setIconSize(QSize(3, 3))
    refresh_icon(made, LIGHT)
    assert made.iconSize() == usual


def test_a_label_gets_its_sign_too(qtbot: QtBot) -> None:
    sign = QLabel()
    qtbot.addWidget(sign)
    set_icon(sign, "find", px=24)
    refresh_icon(sign, LIGHT)
    before = sign.pixmap().cacheKey()
    refresh_icon(sign, LIGHT)
    assert sign.pixmap().cacheKey() == before
    refresh_icon(sign, DARK)
    assert sign.pixmap().cacheKey() != before


@pytest.mark.parametrize("tokens", LOOKS.values(), ids=LOOKS.keys())
@pytest.mark.parametrize("kind", ["primary", "quiet", ""])
def test_the_sign_of_a_disabled_button_is_seen_as_well_as_its_words(
    qtbot: QtBot, tokens: Tokens, kind: str
) -> None:
    """Qt's own grey of a white sign was nearly the grey of the button."""
    page = QWidget()
    qtbot.addWidget(page)
    made = styled_button("find", kind)
    QVBoxLayout(page).addWidget(made)
    made.setText("Find")
    made.setEnabled(False)
    page.setStyleSheet(f"{style_sheet(tokens)} QWidget {{ background: {tokens.window}; }}")
    refresh_icon(made, tokens)
    with qtbot.waitExposed(page):
        page.show()
    picture = made.grab().toImage()
    middle, ground = picture.height() // 2, picture.pixelColor(8, picture.height() // 2).name()
    beside = range(middle - 9, middle + 9)
    seen = {picture.pixelColor(x, y).name() for x in range(8, 40) for y in beside}
    assert made.icon().actualSize(made.iconSize(), QIcon.Mode.Disabled) == made.iconSize()
    assert max(contrast(ground, ink) for ink in seen) >= contrast(ground, tokens.disabled) * 0.97


def test_the_same_style_sheet_is_not_worked_out_again(qtbot: QtBot) -> None:
    set_ones: list[str] = []

    class Counting(QLabel):
        def setStyleSheet(self, sheet: str) -> None:  # noqa: N802
            set_ones.append(sheet)
            super().setStyleSheet(sheet)

    shown = Counting()
    qtbot.addWidget(shown)
    for sheet in ("color: red;", "color: red;", "color: blue;"):
        set_style(shown, sheet)
    assert set_ones == ["color: red;", "color: blue;"]
