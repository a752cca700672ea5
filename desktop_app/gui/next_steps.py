"""In the verdict: what to do when the catalogue has no sure answer, as buttons with their keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.core.gtin import printed_gtin
from desktop_app.core.types import Answer, CodeKind, ProductCode, Verdict
from desktop_app.gui.decision_bar import ADD_KEY, OTHER_KEY
from desktop_app.gui.flow_layout import FlowLayout
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import button, name_control

CODE_KEY, INQUIRY_KEY = "F6", "F7"


def shown_product_code(code: ProductCode) -> str:
    """A code as it is printed."""
    return printed_gtin(code.value) if code.kind is CodeKind.GTIN else code.value


class NextSteps(QWidget):
    """New product, another product, the code to a product, or ask somebody who knows."""

    add_asked = Signal()
    other_asked = Signal()
    code_asked = Signal()
    inquiry_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._code: ProductCode | None = None
        self.add_button, self.other_button = button("add"), button("find")
        self.code_button, self.inquiry_button = button("code"), button("inquiry")
        layout = FlowLayout(self, gap=8)
        for each in self._buttons():
            layout.addWidget(each)
        self.add_button.clicked.connect(self.add_asked)
        self.other_button.clicked.connect(self.other_asked)
        self.code_button.clicked.connect(self.code_asked)
        self.inquiry_button.clicked.connect(self.inquiry_asked)
        theme.changed.connect(self._recolour)
        self.retranslate()
        self.hide()

    def _buttons(self) -> tuple[QPushButton, ...]:
        return self.add_button, self.other_button, self.code_button, self.inquiry_button

    def offer(self, answer: Answer | None, code: ProductCode | None = None) -> None:
        """Offer what fits *answer*; *code* is one that no product has. Nothing for a match."""
        is_open = answer is not None and answer.verdict is not Verdict.MATCH
        self._code = code if answer is not None else None
        for each in self._buttons():
            each.setVisible(is_open)
        self.code_button.setVisible(self._code is not None)
        self.setVisible(is_open or self._code is not None)
        self.retranslate()

    @property
    def offers_choices(self) -> bool:
        """Whether the buttons for another and for a new product stand here."""
        return not self.isHidden() and not self.add_button.isHidden()

    def set_busy(self, *, busy: bool) -> None:
        for each in self._buttons():
            each.setEnabled(not busy)

    def _recolour(self) -> None:
        refresh_icons(self, self._theme.tokens)

    def retranslate(self) -> None:
        code = shown_product_code(self._code) if self._code else ""
        give = self.tr("Give the code {code} to a product of the catalogue").format(code=code)
        texts = (
            (self.add_button, self.tr("New product…"), self.tr("Add it as a new product"), ADD_KEY),
            (
                self.other_button,
                self.tr("A product we have…"),
                self.tr("It is a product of the catalogue: choose it"),
                OTHER_KEY,
            ),
            (self.code_button, self.tr("Code to a product…"), give, CODE_KEY),
            (
                self.inquiry_button,
                self.tr("Ask somebody…"),
                self.tr("Save an inquiry for somebody who knows"),
                INQUIRY_KEY,
            ),
        )
        for each, text, name, key in texts:
            each.setText(f"{text}   {key}")
            name_control(each, name, key)
        self.setAccessibleName(self.tr("What to do next"))
        self._recolour()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
