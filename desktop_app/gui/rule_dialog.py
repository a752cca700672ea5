"""What holds for ordering: of a product, its category, or everything."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.stock import NO_RULE, STANDARD_RULE, RestockLine, Scope, StockRule
from desktop_app.core.stock_wording import plain_number, short_number
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, row
from desktop_app.services.number_text import NumberTextError, parse_decimal

WIDTH_PX = 520
FIELDS = ("minimum", "lead_days", "review_days", "service", "pack")
HUNDRED = Decimal(100)


class RuleDialog(Sheet):
    """Shows what is set for a scope; an empty field leaves it to the wider scope."""

    chosen = Signal(object, str, object)  # Scope, name, StockRule

    def __init__(
        self,
        theme: Theme,
        line: RestockLine | None,
        rules: Mapping[tuple[Scope, str], StockRule],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._line, self._rules = line, rules
        self.title, self.lead = label("title", wrap=True), label("muted", wrap=True)
        self.scope = QComboBox()
        self.fields = {name: QLineEdit() for name in FIELDS}
        self._names = {name: label() for name in FIELDS}
        self.message = MessageBar(theme)
        self.save_button, self.cancel_button = button("check", "primary"), button()
        self._form = QFormLayout()
        for name in FIELDS:
            self._form.addRow(self._names[name], self.fields[name])
            self._names[name].setBuddy(self.fields[name])
        body = column(self.title, self.lead, self.scope, self._form, self.message, None, gap=GAP_L)
        self.set_content(body, row(None, self.cancel_button, self.save_button, gap=GAP))
        self.save_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)
        self.save_button.setDefault(True)
        self.retranslate()
        self._fill()
        self.scope.currentIndexChanged.connect(self._fill)
        self.fields["minimum"].setFocus()

    @property
    def target(self) -> tuple[Scope, str]:
        """Scope and name that the rule is for."""
        scope = Scope(self.scope.currentData())
        line = self._line
        if scope is Scope.PRODUCT and line is not None:
            return scope, str(line.product_id)
        return scope, line.category if scope is Scope.CATEGORY and line is not None else ""

    def rule(self) -> StockRule:
        """What the fields say.

        Raises:
            UserError: one of them is no number.
        """
        values = {name: self._value(name) for name in FIELDS}
        days = {
            name: None if values[name] is None else int(values[name] or 0)
            for name in ("lead_days", "review_days")
        }
        service = values["service"]
        return StockRule(
            values["minimum"],
            days["lead_days"],
            days["review_days"],
            None if service is None else float(service / HUNDRED),
            values["pack"],
        )

    def _value(self, name: str) -> Decimal | None:
        text = self.fields[name].text().strip().removesuffix("%").strip()
        if not text:
            return None
        try:
            value = parse_decimal(text)
        except NumberTextError as error:
            raise self._bad(name, text) from error
        if name in ("lead_days", "review_days") and value != value.to_integral_value():
            raise self._bad(name, text)
        return value

    def _bad(self, name: str, text: str) -> UserError:
        return UserError(MessageId.RULE_BAD, name=self._names[name].text(), value=text)

    def _save(self) -> None:
        try:
            rule = self.rule()
        except UserError as error:
            self.show_error(error)
            return
        self.chosen.emit(*self.target, rule)

    def show_error(self, error: BaseException) -> None:
        """Say why it could not be saved; the fields stay."""
        self.message.show_notice(notice_of(error))

    def _fill(self) -> None:
        self.message.clear()
        scope, name = self.target
        own = self._rules.get((scope, name), NO_RULE)
        wider = self._wider(scope)
        for field, text, ghost in zip(FIELDS, _texts(own), _texts(wider), strict=True):
            self.fields[field].setText(text)
            self.fields[field].setPlaceholderText(ghost)

    def _wider(self, scope: Scope) -> StockRule:
        wider = self._rules.get((Scope.CATALOGUE, ""), NO_RULE).over(STANDARD_RULE)
        if scope is Scope.CATALOGUE:
            return STANDARD_RULE
        if scope is Scope.PRODUCT and self._line is not None and self._line.category:
            return self._rules.get((Scope.CATEGORY, self._line.category), NO_RULE).over(wider)
        return wider

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Rules for ordering"))
        self.title.setText(self.tr("Rules for ordering"))
        self.lead.setText(
            self.tr("Empty fields take what holds for the category or for all products.")
        )
        self._fill_scopes()
        names = {
            "minimum": self.tr("Minimum stock"),
            "lead_days": self.tr("Days from order to shelf"),
            "review_days": self.tr("Days between two orders"),
            "service": self.tr("Enough in … % of the times"),
            "pack": self.tr("Pieces in a pack"),
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
        line = self._line
        if line is not None:
            words = self.tr("Only “{name}”").format(name=line.name)
            self.scope.addItem(words, Scope.PRODUCT.value)
            if line.category:
                words = self.tr("Category “{name}”").format(name=line.category)
                self.scope.addItem(words, Scope.CATEGORY.value)
        self.scope.addItem(self.tr("All products"), Scope.CATALOGUE.value)
        self.scope.setCurrentIndex(chosen)
        self.scope.blockSignals(False)  # noqa: FBT003  (Qt)
        self.scope.setAccessibleName(self.tr("What the rules are for"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _texts(rule: StockRule) -> tuple[str, ...]:
    def written(value: Decimal | None) -> str:
        return "" if value is None else plain_number(value)

    def days(value: int | None) -> str:
        return "" if value is None else str(value)

    service = "" if rule.service is None else _percent(rule.service)
    return (
        written(rule.minimum),
        days(rule.lead_days),
        days(rule.review_days),
        service,
        written(rule.pack),
    )


def _percent(service: float) -> str:
    per_cent = round(service * 100, 2)
    return short_number(per_cent) if per_cent == int(per_cent) else f"{per_cent:g}"
