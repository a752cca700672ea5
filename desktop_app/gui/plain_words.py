"""Names are shown as they are, never taken for a page with pictures: in tooltips, in questions.

Qt takes words that look like HTML for HTML and loads the pictures that they name; on Windows a
picture on another computer sends the person's password hash there. One filter for the whole
program, so that no page has to remember it.
"""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QToolTip, QWidget


class PlainWords(QObject):
    """Shows tooltips and labels that look like HTML as the words that they are."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Polish:
            _show_words_only(watched)
            return False
        if event.type() != QEvent.Type.ToolTip or not isinstance(watched, QWidget):
            return False
        assert isinstance(event, QHelpEvent)  # noqa: S101  (the type of the event says so)
        words = _words(watched, event)
        if "<" not in words:  # no HTML without it
            return False
        QToolTip.showText(event.globalPos(), plain_tip(words), watched)
        return True


def _show_words_only(watched: QObject) -> None:
    """Labels that Qt itself makes, in message boxes and input dialogs, look for HTML."""
    if (
        isinstance(watched, QLabel)
        and watched.textFormat() == Qt.TextFormat.AutoText
        and not watched.inherits("QTipLabel")  # which shows what `plain_tip` makes
    ):
        watched.setTextFormat(Qt.TextFormat.PlainText)


def plain_tip(words: str) -> str:
    """HTML that shows *words* and nothing else."""
    return f"<span>{escape(words)}</span>".replace("\n", "<br>")


def _words(watched: QWidget, event: QHelpEvent) -> str:
    view = watched.parent()
    if isinstance(view, QAbstractItemView) and watched is view.viewport():
        return str(view.indexAt(event.pos()).data(Qt.ItemDataRole.ToolTipRole) or "")
    while not watched.toolTip() and (above := watched.parentWidget()) is not None:
        if watched.isWindow():
            break
        watched = above  # Qt asks the widgets above too
    return watched.toolTip()
