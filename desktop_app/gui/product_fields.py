"""Fields of a product that are checked while somebody types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCompleter, QFormLayout, QLabel, QLineEdit, QWidget

from desktop_app.core.errors import ImportRowError
from desktop_app.core.messages import render_parts
from desktop_app.gui.translator import translate_message
from desktop_app.gui.widgets import column, label, restyle
from desktop_app.services.product_state_changes import FIELDS
from desktop_app.services.teaching import parse_form

translate = QCoreApplication.translate


def field_titles() -> dict[str, str]:
    """What the fields are called."""
    titles = (
        translate("ProductFields", "SKU (needed)"),
        translate("ProductFields", "Name (needed)"),
        translate("ProductFields", "Category"),
        translate("ProductFields", "Brand"),
        translate("ProductFields", "Description"),
        translate("ProductFields", "Codes, separated by ;"),
        translate("ProductFields", "Price"),
        translate("ProductFields", "Currency"),
        translate("ProductFields", "Stock"),
        translate("ProductFields", "Place"),
    )
    return dict(zip(FIELDS, titles, strict=True))


def why_refused(name: str, text: str) -> str:
    """What is wrong with one field, in the language of the window; empty if nothing is."""
    cells = {"sku": "x", "name": "x", name: text}
    try:
        parse_form(cells)
    except ImportRowError as error:
        return render_parts(error.message, translate_message).what
    return ""


class CheckedField(QWidget):
    """A line to type into, with the reason below it where what stands there cannot be used."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self.edit = QLineEdit()
        self.reason = label("wrong", wrap=True)
        self.reason.hide()
        self._before = ""
        self.setLayout(column(self.edit, self.reason, gap=2))
        self.edit.textChanged.connect(self.check)
        self.setFocusProxy(self.edit)

    @property
    def text(self) -> str:
        return self.edit.text()

    @property
    def is_changed(self) -> bool:
        return self.edit.text() != self._before

    def start(self, text: str) -> None:
        """Show *text* as what stands there already."""
        self._before = text
        self.edit.setText(text)
        self.edit.setCursorPosition(0)
        self.check()

    def check(self) -> bool:
        """Whether the text can be used; what was there before always can."""
        reason = why_refused(self.name, self.edit.text()) if self.is_changed else ""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        restyle(self.edit, "invalid", bool(reason))
        self.edit.setAccessibleDescription(reason)
        return not reason

    def complete_with(self, values: Sequence[str]) -> None:
        """Offer what stands in other products."""
        completer = QCompleter(list(values), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.edit.setCompleter(completer)

    def rename(self, name: str) -> None:
        self.edit.setAccessibleName(name)


class FieldForm(QFormLayout):
    """Titles at the left, checked fields at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, CheckedField] = {}
        self._titles: dict[str, QLabel] = {}
        self.setHorizontalSpacing(20)
        self.setVerticalSpacing(8)
        self.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)

    def add(self, name: str, text: str = "", title: str = "") -> CheckedField:
        """A further field."""
        field, words = CheckedField(name), QLabel(title)
        words.setBuddy(field.edit)
        words.setMinimumHeight(38)
        self.fields[name], self._titles[name] = field, words
        self.addRow(words, field)
        field.start(text)
        if title:
            field.rename(title)
        return field

    def rename(self, titles: Mapping[str, str]) -> None:
        for name, title in titles.items():
            if name in self.fields:
                self._titles[name].setText(title)
                self.fields[name].rename(title)

    def complete_with(self, values: Mapping[str, Sequence[str]]) -> None:
        for name, known in values.items():
            if name in self.fields:
                self.fields[name].complete_with(known)

    def is_sound(self) -> bool:
        """Whether every field can be used; the first that cannot gets the focus."""
        wrong = [field for field in self.fields.values() if not field.check()]
        if wrong:
            wrong[0].edit.setFocus()
        return not wrong

    def changed(self) -> dict[str, str]:
        """What was typed into fields that are not as they were."""
        return {name: field.text for name, field in self.fields.items() if field.is_changed}
