"""One change in full: each fact before and after, side by side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from desktop_app.core.change import Change
from desktop_app.core.change_words import action_words, fact_rows
from desktop_app.gui.changes_model import subject_words
from desktop_app.gui.data_table import attribute_words
from desktop_app.gui.formats import moment
from desktop_app.gui.translator import translate_change
from desktop_app.gui.widgets import GAP, clear_layout, column, label, line

LEAST_PX = 300
NOTHING = "–"


class ChangeCard(QFrame):
    """Shows the chosen change, or what to do where none is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._change: Change | None = None
        self.title, self.lead = label("heading", wrap=True), label("muted", wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        body = QWidget()
        body.setObjectName("scrolled")
        body.setLayout(column(self.title, self.lead, 4, self._grid, None, gap=4))
        self._scroll = QScrollArea()
        self._scroll.setObjectName("detail")
        self._scroll.setWidget(body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        layout = column(self._scroll)
        layout.setContentsMargins(16, 14, 8, 14)
        self.setLayout(layout)
        self.setProperty("card", "true")
        self.setMinimumWidth(LEAST_PX)
        self.retranslate()

    def show_change(self, change: Change | None) -> None:
        if change != self._change:
            self._change = change
            self.retranslate()

    def retranslate(self) -> None:
        clear_layout(self._grid)
        self._scroll.setAccessibleName(self.tr("Facts of the chosen change"))
        change = self._change
        if change is None:
            self.title.setText(self.tr("No change is chosen"))
            self.lead.setText(self.tr("Choose a row to see each fact before and after."))
            return
        what = action_words(change.action, translate_change)
        title = self.tr("{what}: {subject}")
        self.title.setText(title.format(what=what, subject=subject_words(change)))
        by = self.tr("{when}, by {who}") if change.person else "{when}"
        self.lead.setText(by.format(when=moment(change.at), who=change.person))
        self._fill(change)

    def _fill(self, change: Change) -> None:
        before, after = self.tr("Before"), self.tr("After")
        for place, words in enumerate(("", before, after)):
            head = label("section")
            head.setText(words)
            self._grid.addWidget(head, 0, place)
        for number, fact in enumerate(fact_rows(change, translate_change)):
            position = 2 * number + 1
            self._grid.addWidget(line(), position, 0, 1, 3)
            name = attribute_words(fact.name)
            self._add(position + 1, 0, name, "muted", name)
            self._add(position + 1, 1, fact.before, "", f"{name}, {before}")
            self._add(position + 1, 2, fact.after, "", f"{name}, {after}")
        for place, stretch in enumerate((2, 3, 3)):
            self._grid.setColumnStretch(place, stretch)
        self._grid.setVerticalSpacing(GAP // 2)

    def _add(self, position: int, place: int, words: str, role: str, name: str) -> None:
        made = label(role, wrap=True, selectable=bool(place))
        made.setText(words or NOTHING)
        made.setAccessibleName(f"{name}: {words or NOTHING}" if place else name)
        self._grid.addWidget(made, position, place, Qt.AlignmentFlag.AlignTop)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
