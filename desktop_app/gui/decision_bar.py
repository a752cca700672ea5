"""Below the verdict: is it this product? One key says so, one chooses another, one adds a new one.

The keys are function keys: nobody types them by accident, and no scanner gun sends them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from desktop_app.core.gtin import parse_gtin, printed_gtin
from desktop_app.core.teaching import Decision
from desktop_app.core.types import Product
from desktop_app.gui.icons import refresh_icons, set_icon
from desktop_app.gui.speech import announce
from desktop_app.gui.theme import Theme
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.widgets import button, elided, name_control, restyle, row, sign
from desktop_app.services.teaching import Lesson

CONFIRM_KEY, OTHER_KEY, ADD_KEY, UNDO_KEY = "F2", "F3", "F4", "Shift+F2"


WORDS_PX = 120


class DecisionBar(QFrame):
    """Asks what the item is, or says what was taught, with a button to take it back."""

    confirmed = Signal()
    other_asked = Signal()
    add_asked = Signal()
    undo_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._product: Product | None = None
        self._offers_choices = True
        self._lesson: Lesson | None = None
        self._after_undo = False
        self.sign = sign("taught", "accent", 22)
        self.words = elided("strong")
        self.confirm_button = button("check", "primary")
        self.other_button, self.add_button = button("find"), button("add")
        self.undo_button = button("undo")
        question = row(self.sign, self.words, gap=10)
        question.setStretch(1, 1)
        buttons = row(None, *self._buttons(), gap=10)
        layout = row(TurningRow(question, buttons, gap=10, first_grows=True))
        layout.setContentsMargins(18, 6, 10, 6)
        self.setLayout(layout)
        self.words.setMinimumWidth(WORDS_PX)  # a long name is cut off, the buttons never are
        self.confirm_button.clicked.connect(self.confirmed)
        self.other_button.clicked.connect(self.other_asked)
        self.add_button.clicked.connect(self.add_asked)
        self.undo_button.clicked.connect(self.undo_asked)
        theme.changed.connect(self._show)
        self._show()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.undo_button, self.add_button, self.other_button, self.confirm_button

    @property
    def lesson(self) -> Lesson | None:
        """What the bar says was taught; None while it asks."""
        return self._lesson

    def offer_choices(self, *, offered: bool) -> None:
        """Whether another and a new product can be chosen here, or stand elsewhere already."""
        self._offers_choices = offered
        self._show()

    def ask(self, product: Product | None, *, after_undo: bool = False) -> None:
        """Ask whether the item is *product*; None: the answer names no product at all."""
        self._product, self._lesson, self._after_undo = product, None, after_undo
        self._show()
        self.show()

    def say(self, lesson: Lesson) -> None:
        self._lesson = lesson
        self._show()
        self.show()
        announce(self, self.words.text())

    def set_busy(self, *, busy: bool) -> None:
        for each in self._buttons():
            each.setEnabled(not busy)

    def _show(self) -> None:
        asks = self._lesson is None
        self.confirm_button.setVisible(asks and self._product is not None)
        self.other_button.setVisible(asks and self._offers_choices)
        self.add_button.setVisible(asks and self._offers_choices)
        self.undo_button.setVisible(not asks)
        restyle(self, "card", "true" if asks else "success")
        name, role = ("taught", "accent") if asks else ("check", "success")
        set_icon(self.sign, name, role, 22)
        self.retranslate()
        refresh_icons(self, self._theme.tokens)

    def _sentence(self) -> str:
        if self._lesson is not None:
            return self._what_happened(self._lesson)
        if self._product is None:
            asks, name = self.tr("Do you know what it is?"), ""
        else:
            asks, name = self.tr("Is it “{name}”?"), self._product.name
        question = asks.format(name=name)
        if self._after_undo:
            return self.tr("Taken back. {question}").format(question=question)
        return question

    def _what_happened(self, lesson: Lesson) -> str:
        if lesson.decision is Decision.ADDED:
            text = self.tr("“{name}” is in the catalogue. Photos it is found by: {n}.")
        elif lesson.decision is Decision.CODE:
            text = self.tr("Learnt: the code {code} belongs to “{name}”.")
        elif lesson.photos == 0:
            text = self.tr("Noted: it is “{name}”.")
        elif lesson.photos == 1:
            text = self.tr("Learnt: it is “{name}”. This photo now finds it.")
        else:
            text = self.tr("Learnt: it is “{name}”. These {n} photos now find it.")
        code = printed_gtin(lesson.code) if parse_gtin(lesson.code) else lesson.code
        return text.format(name=lesson.name, n=QLocale().toString(lesson.photos), code=code)

    def retranslate(self) -> None:
        sentence = self._sentence()
        self.words.setText(sentence)
        self.setAccessibleName(sentence)
        texts = (
            (self.confirm_button, self.tr("This is it"), CONFIRM_KEY),
            (self.other_button, self.tr("Another product…"), OTHER_KEY),
            (self.add_button, self.tr("New product…"), ADD_KEY),
            (self.undo_button, self.tr("Take back"), UNDO_KEY),
        )
        for each, text, key in texts:
            each.setText(f"{text}   {key}")
            name_control(each, text, key)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
