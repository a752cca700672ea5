"""Sheets for several products at once: the same change for all, and merging duplicates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QCompleter, QLineEdit, QRadioButton, QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.core.price_step import parse_step
from desktop_app.core.product_table import ListedProduct
from desktop_app.gui.form_sheet import FormSheet
from desktop_app.gui.formats import counted_words, number
from desktop_app.gui.product_fields import field_titles, why_refused
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, restyle, row

MANY_FIELDS = ("category", "brand", "location", "price", "currency", "stock", "description")
SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")
TITLE_PX = 170
MOST_LETTERS = 44


def _short(text: str) -> str:
    """*text*, cut where the sheet would become too wide; the tooltip has all of it."""
    return text if len(text) <= MOST_LETTERS else text[: MOST_LETTERS - 1] + "…"


class _Line(QWidget):
    """A tick and a field; typing ticks it. Ticked and empty takes the value away."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.tick, self.edit, self.reason = QCheckBox(), QLineEdit(), label("wrong", wrap=True)
        self.tick.setMinimumWidth(TITLE_PX)
        self.reason.hide()
        field = column(self.edit, self.reason, gap=2)
        layout = row(self.tick, field, gap=GAP)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.edit.textEdited.connect(lambda: self.tick.setChecked(True))
        self.edit.textChanged.connect(self.check)

    def check(self) -> bool:
        """Whether the text can be used."""
        text = self.edit.text()
        is_step = self.name == "price" and parse_step(text) is not None
        reason = "" if is_step else why_refused(self.name, text)
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        restyle(self.edit, "invalid", bool(reason))
        self.edit.setAccessibleDescription(reason)
        return not reason


class ChangeManySheet(FormSheet):
    """Asks what all chosen products shall have in common."""

    saved = Signal(object)  # dict of field and text

    def __init__(self, count: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 640, parent)
        self._count = count
        self.title, self.hint = label("title"), label("muted", wrap=True)
        self.lines = {name: _Line(name) for name in MANY_FIELDS}
        self.attribute_name, self.attribute_text = QLineEdit(), QLineEdit()
        self.attribute_title = label("section")
        self.save_button, self.cancel_button = button("save", "primary"), button()
        more = row(self.attribute_name, self.attribute_text, gap=GAP)
        more.setStretch(1, 1)
        head = column(self.title, self.hint, gap=4)
        lines = column(*self.lines.values(), gap=8)
        own = column(self.attribute_title, more, gap=6)
        body = column(head, self.error, lines, own, None, gap=GAP_L)
        self.set_content(body, row(None, self.cancel_button, self.save_button, gap=GAP))
        for keys in SAVE_KEYS:
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        self.retranslate()
        self.lines["category"].edit.setFocus()

    def complete_with(self, values: Mapping[str, Sequence[str]]) -> None:
        """Offer what stands in other products."""
        for name, known in values.items():
            if name in self.lines:
                self.lines[name].edit.setCompleter(QCompleter(list(known), self))

    def cells(self) -> dict[str, str]:
        """The ticked fields."""
        cells = {n: line.edit.text() for n, line in self.lines.items() if line.tick.isChecked()}
        name = self.attribute_name.text().strip()
        return {**cells, name: self.attribute_text.text()} if name else cells

    def typed(self) -> dict[str, str]:
        more = self.attribute_text.text()
        return self.cells() | ({"+text": more} if more else {})

    def save(self) -> None:
        ticked = [line for line in self.lines.values() if line.tick.isChecked()]
        wrong = next((line for line in ticked if not line.check()), None)
        if wrong is not None:
            wrong.edit.setFocus()
            return
        cells = self.cells()
        self.accept()
        if cells:
            self.saved.emit(cells)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Change many products"))
        title = self.tr("Change {n} products")
        self.title.setText(title.format(n=number(self._count)))
        self.hint.setText(
            self.tr(
                "Only what is ticked is changed; ticked and empty takes the value away. "
                "One step takes all of it back."
            )
        )
        titles = field_titles()
        for name, made in self.lines.items():
            made.tick.setText(titles[name])
            made.tick.setAccessibleName(self.tr("Change: {field}").format(field=titles[name]))
            made.edit.setAccessibleName(titles[name])
        self.lines["price"].edit.setPlaceholderText(self.tr("12.50, or +5 %, -10 %, +0.50"))
        self.attribute_title.setText(self.tr("A further attribute"))
        self.attribute_name.setPlaceholderText(self.tr("Name: colour"))
        self.attribute_name.setAccessibleName(self.tr("Name of a further attribute"))
        self.attribute_text.setPlaceholderText(self.tr("What it is"))
        self.attribute_text.setAccessibleName(self.tr("Text of the further attribute"))
        save = self.tr("Change all of them")
        self.save_button.setText(f"{save}   Ctrl+Enter")
        name_control(self.save_button, save, "Ctrl+Enter")
        self.cancel_button.setText(self.tr("Cancel"))
        name_control(self.cancel_button, self.tr("Cancel"), "Esc")


class MergeSheet(FormSheet):
    """Asks which of the chosen products stays."""

    merged = Signal(int, object, bool)  # product id that stays, ids of the others, add the stock

    def __init__(
        self, products: Sequence[ListedProduct], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, 640, parent)
        self._products = list(products)
        self.title, self.hint = label("title"), label("muted", wrap=True)
        self.choice_title = label("section")
        self.choices = [QRadioButton() for _ in products]
        self._group = QButtonGroup(self)
        for position, choice in enumerate(self.choices):
            self._group.addButton(choice, position)
        self.add_stock = QCheckBox()
        self.merge_button, self.cancel_button = button("similar", "primary"), button()
        head = column(self.title, self.hint, gap=4)
        choices = column(self.choice_title, *self.choices, gap=8)
        body = column(head, self.error, choices, self.add_stock, None, gap=GAP_L)
        self.set_content(body, row(None, self.cancel_button, self.merge_button, gap=GAP))
        for keys in SAVE_KEYS:
            QShortcut(QKeySequence(keys), self).activated.connect(self.merge)
        self.merge_button.clicked.connect(self.merge)
        self.cancel_button.clicked.connect(self.reject)
        self.retranslate()
        most = max(range(len(products)), key=lambda n: self._worth(self._products[n]))
        self._offered = most
        self.choices[most].setChecked(True)
        self.choices[most].setFocus()

    def typed(self) -> dict[str, int]:
        chosen, add = self._group.checkedId(), self.add_stock.isChecked()
        return {"chosen": chosen, "add": add} if add or chosen != self._offered else {}

    @staticmethod
    def _worth(listed: ListedProduct) -> tuple[int, int]:
        product = listed.product
        filled = (product.category, product.brand, product.price, product.location)
        return len(product.photos), sum(bool(value) for value in filled)

    def merge(self) -> None:
        keep = self._products[self._group.checkedId()].product.product_id
        others = [p.product.product_id for p in self._products if p.product.product_id != keep]
        self.accept()
        self.merged.emit(keep, others, self.add_stock.isChecked())

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Merge products"))
        self.title.setText(self.tr("Make one product of {n}").format(n=number(len(self._products))))
        self.hint.setText(
            self.tr(
                "The product that stays takes up the codes, photos and empty fields of the others; "
                "their SKUs become further codes of it, so that their labels are still found. "
                "The others are withdrawn, and one step takes all of it back."
            )
        )
        self.choice_title.setText(self.tr("Which one stays?"))
        for choice, listed in zip(self.choices, self._products, strict=True):
            product = listed.product
            words = self.tr("{name}  ·  {sku}  ·  {photos}, {codes}").format(
                name=product.name,
                sku=product.sku,
                photos=counted_words(len(product.photos), Counted.PHOTOS),
                codes=counted_words(len(product.codes), Counted.CODES),
            )
            shown = self.tr("{name}  ·  {sku}").format(
                name=_short(product.name), sku=_short(product.sku)
            )
            choice.setText(shown.replace("&", "&&"))
            choice.setToolTip(words)
            choice.setAccessibleName(words)
        self.add_stock.setText(self.tr("Add their stock together"))
        merge = self.tr("Merge")
        self.merge_button.setText(f"{merge}   Ctrl+Enter")
        name_control(self.merge_button, merge, "Ctrl+Enter")
        self.cancel_button.setText(self.tr("Cancel"))
        name_control(self.cancel_button, self.tr("Cancel"), "Esc")
