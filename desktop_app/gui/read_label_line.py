"""Below the entry field: that a label is read, what it says, and the offer to use its words."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QFrame, QWidget

from desktop_app.core.label_text import LabelText
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.speech import announce
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP_S, button, elided, name_control, restyle, row, sign

READ_LABEL_KEY = "F8"
MARGIN_PX = 3


class LabelState(Enum):
    """What the line says."""

    IDLE = auto()
    READING = auto()
    LOOKING = auto()
    """As reading, but nobody asked for it, so that Esc is left for other things."""
    USED = auto()
    """Words of the label were put into the question, or stood there already."""
    UNKNOWN = auto()
    """Something was read, and no product holds any of it."""
    BLANK = auto()
    OFFERED = auto()


class ReadLabelLine(QFrame):
    """One line, hidden while there is nothing to say."""

    use_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._label = LabelText()
        self.state = LabelState.IDLE
        self.words = elided()
        self.use_button = button("check", "primary")
        layout = row(sign("read_label", "accent", 18), self.words, self.use_button, gap=GAP_S)
        layout.setStretch(1, 1)
        layout.setContentsMargins(14, MARGIN_PX, 6, MARGIN_PX)
        self.setLayout(layout)
        self.use_button.clicked.connect(self.use_asked)
        theme.changed.connect(self._recolour)
        self.retranslate()
        self.use_button.hide()
        self.hide()

    @property
    def label(self) -> LabelText:
        """What was read."""
        return self._label

    @property
    def offered(self) -> str:
        """Words that wait for a person to take them; empty where none do."""
        return self._label.words if self.state is LabelState.OFFERED else ""

    def show_state(self, state: LabelState, label: LabelText | None = None) -> None:
        """Say *state* of the photos on which *label* was read."""
        if state is LabelState.IDLE and self.state is state:
            return
        self.state, self._label = state, label or LabelText()
        is_offer = state is LabelState.OFFERED
        self.use_button.setVisible(is_offer)
        restyle(self, "card", "strong" if is_offer else "")
        self.retranslate()
        self._recolour()
        self.setVisible(state is not LabelState.IDLE)
        announce(self, self.accessibleName())

    def _sentence(self) -> str:
        """What is said comes first, since the end of a long label is cut off."""
        said = {
            LabelState.IDLE: "",
            LabelState.READING: self.tr("Reading the label… Esc stops it."),
            LabelState.LOOKING: self.tr("Reading the label…"),
            LabelState.USED: self.tr("On the label: {words}"),
            LabelState.UNKNOWN: self.tr("Read, but no product holds any of it: {words}"),
            LabelState.BLANK: self.tr("No print was found on the photo."),
            LabelState.OFFERED: self.tr("On the label: {words}"),
        }[self.state]
        return said.replace("{words}", self.offered or " · ".join(self._label.lines))

    def retranslate(self) -> None:
        use = self.tr("Use these words")
        self.use_button.setText(f"{use}   {READ_LABEL_KEY}")
        name_control(self.use_button, use, READ_LABEL_KEY)
        self.words.say(self._sentence(), whole="\n".join(self._label.lines))
        self.setAccessibleName(self.words.text())

    def _recolour(self) -> None:
        refresh_icons(self, self._theme.tokens)

    def minimumSizeHint(self) -> QSize:
        """As high without the button: what comes late must not move what is clicked below."""
        with_button = self.use_button.sizeHint().height() + 2 * MARGIN_PX
        return super().minimumSizeHint().expandedTo(QSize(0, with_button))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(self.minimumSizeHint())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
