"""A sheet that is typed into: what was typed is dropped at the second Esc, never at the first."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_app.gui.error_frame import ErrorFrame
from desktop_app.gui.messages import Notice
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme


class FormSheet(Sheet):
    """Says in `error` why nothing was saved. Its maker places `error` and names `typed`."""

    def __init__(self, theme: Theme, width_px: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, width_px, parent)
        self.error = ErrorFrame()
        self._warned_of: Mapping[str, object] = {}

    @property
    def saves_with(self) -> str:
        """What saves what was typed: keys, or a button by its words."""
        return "Ctrl+Enter"

    @abstractmethod
    def typed(self) -> Mapping[str, object]:
        """What closing would lose, by field; empty where nobody typed, or it is being saved."""

    def reject(self) -> None:
        """Esc, Cancel and the cross: what was typed since the last warning is worth another."""
        typed = self.typed()
        if not typed or typed == self._warned_of:
            super().reject()
            return
        self._warned_of = typed
        self.say(self.warning())

    def warning(self) -> str:
        """What Esc says before it drops anything."""
        words = QCoreApplication.translate(
            "FormSheet", "What you typed is not saved. {keys} saves it, Esc once more drops it."
        )
        return words.format(keys=self.saves_with)

    def show_notice(self, notice: Notice) -> None:
        """Why it was not saved; what was typed stays."""
        self.say(notice.text.what)

    def say(self, words: str) -> None:
        """Show *words* where they are seen, whatever part of the sheet is scrolled to."""
        self.error.say(words)
        self.resize(self.fitting_size())
        self._scroll.ensureWidgetVisible(self.error)
