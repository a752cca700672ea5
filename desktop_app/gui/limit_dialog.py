"""Which price changes a person wants to hear of: of a product, its category, or everything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.price import NO_LIMIT, STANDARD_LIMIT, PriceLimit
from desktop_app.core.stock import Scope
from desktop_app.core.stock_wording import plain_number
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, row
from desktop_app.services.number_text import NumberTextError, parse_decimal

WIDTH_PX = 500
FIELDS = ("rise", "fall", "drift")


@dataclass(frozen=True, slots=True)
class LimitTarget:
    """A product for which limits can be set."""

    product_id: int
    name: str
    category: str


class LimitDialog(Sheet):
    """Shows what is set for a scope; an empty field leaves it to the wider scope."""

    chosen = Signal(object, str, object)  # Scope, name, PriceLimit

    def __init__(
        self,
        theme: Theme,
        product: LimitTarget | None,
        limits: Mapping[tuple[Scope, str], PriceLimit],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._product, self._limits = product, limits
        self.title, self.lead = label("title", wrap=True), label("muted", wrap=True)
        self.scope = QComboBox()
        self.fields = {name: QLineEdit() for name in FIELDS}
        self._names = {name: label() for name in FIELDS}
        self.message = MessageBar(theme)
        self.save_button, self.cancel_button = button("check", "primary"), button()
        form = QFormLayout()
        for name in FIELDS:
            form.addRow(self._names[name], self.fields[name])
            self._names[name].setBuddy(self.fields[name])
        body = column(self.title, self.lead, self.scope, form, self.message, None, gap=GAP_L)
        self.set_content(body, row(None, self.cancel_button, self.save_button, gap=GAP))
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.setDefault(True)
        self.retranslate()
        self._fill()
        self.scope.currentIndexChanged.connect(self._fill)
        self.fields["rise"].setFocus()

    @property
    def target(self) -> tuple[Scope, str]:
        """Scope and name that the limit is for."""
        scope = Scope(self.scope.currentData())
        product = self._product
        if product is None or scope is Scope.CATALOGUE:
            return Scope.CATALOGUE, ""
        return scope, str(product.product_id) if scope is Scope.PRODUCT else product.category

    def limit(self) -> PriceLimit:
        """What the fields say.

        Raises:
            UserError: one of them is no number.
        """
        return PriceLimit(*(self._value(name) for name in FIELDS))

    def _value(self, name: str) -> Decimal | None:
        text = self.fields[name].text().strip().removesuffix("%").strip()
        if not text:
            return None
        try:
            return parse_decimal(text)
        except NumberTextError as error:
            raise UserError(
                MessageId.RULE_BAD, name=self._names[name].text(), value=text
            ) from error

    def _save(self) -> None:
        try:
            limit = self.limit()
        except UserError as error:
            self.show_error(error)
            return
        self.chosen.emit(*self.target, limit)

    def show_error(self, error: BaseException) -> None:
        """Say why it could not be saved; the fields stay."""
        self.message.show_notice(notice_of(error))

    def _fill(self) -> None:
        self.message.clear()
        scope, name = self.target
        own = self._limits.get((scope, name), NO_LIMIT)
        wider = self._wider(scope)
        for field in FIELDS:
            value, ghost = getattr(own, field), getattr(wider, field)
            self.fields[field].setText("" if value is None else plain_number(value))
            self.fields[field].setPlaceholderText("" if ghost is None else plain_number(ghost))

    def _wider(self, scope: Scope) -> PriceLimit:
        if scope is Scope.CATALOGUE:
            return STANDARD_LIMIT
        wider = self._limits.get((Scope.CATALOGUE, ""), NO_LIMIT).over(STANDARD_LIMIT)
        product = self._product
        if scope is Scope.PRODUCT and product is not None and product.category:
            return self._limits.get((Scope.CATEGORY, product.category), NO_LIMIT).over(wider)
        return wider

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Limits of price changes"))
        self.title.setText(self.tr("Limits of price changes"))
        self.lead.setText(
            self.tr(
                "You hear of changes beyond these, in per cent. Empty fields take what holds for"
                " the category or for all products."
            )
        )
        self._fill_scopes()
        names = {
            "rise": self.tr("Rise of one change"),
            "fall": self.tr("Fall of one change"),
            "drift": self.tr("Change within 90 days"),
        }
        for name, words in names.items():
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
        self.scope.setAccessibleName(self.tr("What the limits are for"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
