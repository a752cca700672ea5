"""A form whose values hold for a product, its category, or everything."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.stock import Scope
from desktop_app.gui.form_sheet import FormSheet
from desktop_app.gui.messages import notice_of
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, row
from desktop_app.services.number_text import NumberTextError, parse_decimal


class ScopedProduct(Protocol):
    """A product for which values can be set."""

    @property
    def product_id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def category(self) -> str: ...


class ScopeDialog(FormSheet):
    """Shows what is set for a scope; an empty field leaves it to the wider scope."""

    chosen = Signal(object, str, object)  # Scope, name, the values of the fields

    def __init__(
        self,
        theme: Theme,
        width_px: int,
        fields: Sequence[str],
        product: ScopedProduct | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, width_px, parent)
        self._product = product
        self.title, self.lead = label("title", wrap=True), label("muted", wrap=True)
        self.scope = QComboBox()
        self.fields = {name: QLineEdit() for name in fields}
        self._known = dict.fromkeys(fields, "")
        self._names = {name: label() for name in fields}
        self.save_button, self.cancel_button = button("check", "primary"), button()
        form = QFormLayout()
        for name in fields:
            form.addRow(self._names[name], self.fields[name])
            self._names[name].setBuddy(self.fields[name])
        body = column(self.title, self.lead, self.scope, form, self.error, None, gap=GAP_L)
        self.set_content(body, row(None, self.cancel_button, self.save_button, gap=GAP))
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.setDefault(True)
        self.retranslate()
        self._fill()
        self.scope.currentIndexChanged.connect(self._fill)
        self.fields[fields[0]].setFocus()

    @property
    def target(self) -> tuple[Scope, str]:
        """Scope and name that the values are for."""
        scope, product = Scope(self.scope.currentData()), self._product
        if product is None or scope is Scope.CATALOGUE:
            return Scope.CATALOGUE, ""
        return scope, str(product.product_id) if scope is Scope.PRODUCT else product.category

    @abstractmethod
    def values(self) -> object:
        """What the fields say.

        Raises:
            UserError: one of them is no number.
        """

    @abstractmethod
    def texts(self) -> tuple[Sequence[str], Sequence[str]]:
        """What is set for the scope, and what holds where nothing is; in the order of `fields`."""

    @property
    def saves_with(self) -> str:
        return "Enter"

    def typed(self) -> dict[str, str]:
        texts = {name: field.text() for name, field in self.fields.items()}
        return {name: text for name, text in texts.items() if text != self._known[name]}

    def number(self, name: str) -> Decimal | None:
        """What field *name* says, a sign of per cent left out; None where it is empty.

        Raises:
            UserError: it is no number.
        """
        text = self.fields[name].text().strip().removesuffix("%").strip()
        if not text:
            return None
        try:
            return parse_decimal(text)
        except NumberTextError as error:
            raise self.bad(name, text) from error

    def bad(self, name: str, text: str) -> UserError:
        return UserError(MessageId.RULE_BAD, name=self._names[name].text(), value=text)

    def _save(self) -> None:
        try:
            values = self.values()
        except UserError as error:
            self.show_error(error)
            return
        self.chosen.emit(*self.target, values)

    def saved(self, nothing: object = None) -> None:
        """It was kept: the dialog is no longer needed."""
        del nothing
        self.accept()

    def show_error(self, error: BaseException) -> None:
        """Say why it could not be saved; the fields stay."""
        text = notice_of(error).text
        self.say(f"{text.what} {text.next}")

    def _fill(self) -> None:
        """Show what is set for the scope; what was typed stays and is meant for this one now."""
        self.error.hide()
        typed = self.typed()
        for name, text, ghost in zip(self.fields, *self.texts(), strict=True):
            self._known[name] = text
            self.fields[name].setText(typed.get(name, text))
            self.fields[name].setPlaceholderText(ghost)

    @abstractmethod
    def field_words(self) -> dict[str, str]:
        """Names of the fields in the language of the window."""

    def retranslate(self) -> None:
        self._fill_scopes()
        for name, words in self.field_words().items():
            self._names[name].setText(words)
            self.fields[name].setAccessibleName(words)
        self.save_button.setText(self.tr("Save"))
        self.cancel_button.setText(self.tr("Cancel"))

    def _fill_scopes(self) -> None:
        chosen = max(0, self.scope.currentIndex())
        self.scope.blockSignals(True)  # noqa: FBT003  (Qt)
        self.scope.clear()
        product = self._product
        if product is not None:
            words = self.tr("Only “{name}”").format(name=product.name)
            self.scope.addItem(words, Scope.PRODUCT.value)
            if product.category:
                words = self.tr("Category “{name}”").format(name=product.category)
                self.scope.addItem(words, Scope.CATEGORY.value)
        self.scope.addItem(self.tr("All products"), Scope.CATALOGUE.value)
        self.scope.setCurrentIndex(chosen)
        self.scope.blockSignals(False)  # noqa: FBT003  (Qt)
