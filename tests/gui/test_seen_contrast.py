"""Contrast as it is seen: measured on the pixels of rendered labels and buttons, in every look."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.theme import Theme
from desktop_app.gui.tokens import LOOKS
from tests.gui.all_views import SCREEN, opened
from tests.gui.test_look import contrast

SEEN = ("results", "import", "settings")
EDGE_SHARE = 0.004
"""Least share of a colour of a word's pixels; rarer ones are the soft edges of letters."""


def measured(image: QImage) -> float:
    """Contrast between the ground and the ink that stands out most from it."""
    pixels = Counter(
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())
    )
    ground = pixels.most_common(1)[0][0]
    least = EDGE_SHARE * image.width() * image.height()
    inks = [colour for colour, count in pixels.items() if count >= least and colour != ground]
    return max((contrast(ground, ink) for ink in inks), default=1.0)


def words(root: QWidget) -> list[QWidget]:
    """One visible, enabled part with words for each kind of style, whole in the picture."""
    found: dict[tuple[str, ...], QWidget] = {}
    for widget in root.findChildren(QWidget):
        if not isinstance(widget, (QLabel, QAbstractButton)) or not widget.text():
            continue
        inside = root.rect().contains(
            QRect(widget.mapTo(root, widget.rect().topLeft()), widget.size())
        )
        if (
            widget.isVisibleTo(root)
            and widget.isEnabled()
            and inside
            and _is_uncovered(widget, root)
        ):
            style = (type(widget).__name__, *(str(widget.property(n)) for n in ("role", "kind")))
            found.setdefault((*style, type(widget.parent()).__name__), widget)
    return list(found.values())


def _is_uncovered(widget: QWidget, root: QWidget) -> bool:
    return widget.visibleRegion().boundingRect() == widget.rect()


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS)
def test_words_stand_out_from_what_is_behind_them(
    qtbot: QtBot, window: MainWindow, theme: Theme, tmp_path: Path, look: str
) -> None:
    theme.choose(look)
    window.resize(*SCREEN)
    low, count = [], 0
    for view in SEEN:
        with opened(view, qtbot, window, tmp_path) as shown:
            for part in words(shown):
                count += 1
                where = QRect(part.mapTo(shown, part.rect().topLeft()), part.size())
                seen = measured(shown.grab(where).toImage())
                if seen < (7.0 if theme.tokens.contrast else 4.5):
                    low.append(f"{view}: {part.text()!r} {seen:.1f}")
    assert low == []
    assert count > 20


def test_faint_words_are_told(qtbot: QtBot) -> None:
    faint = QLabel("words that are hard to read")
    qtbot.addWidget(faint)
    faint.setStyleSheet("color: #B0B0B0; background: #FFFFFF; font-size: 20px;")
    assert measured(faint.grab().toImage()) < 4.5
    faint.setStyleSheet("color: #303030; background: #FFFFFF; font-size: 20px;")
    assert measured(faint.grab().toImage()) > 7.0
