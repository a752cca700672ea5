"""A small step after an answer: take out, put in or count so many, with one key and a number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.quick_move import split_move
from desktop_app.core.stock import Movement, MovementKind
from desktop_app.gui.flow_layout import FlowLayout
from desktop_app.gui.formats import number
from desktop_app.gui.messages import notice_of
from desktop_app.gui.speech import announce
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.widgets import GAP_S, button, column, hint, label, name_control
from desktop_app.services.number_text import NumberTextError, parse_decimal

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

MOVE_KEY = "F5"
FIELD_PX = 92


class QuantityField(QLineEdit):
    """Takes a number with an optional sign; Enter moves, Shift+Enter puts in."""

    entered = Signal(bool)  # whether Shift was held

    def sizeHint(self) -> QSize:
        return QSize(FIELD_PX, super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)


class StockMove(QWidget):
    """Moves the stock of one product, and takes the last movement back."""

    moved = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._tasks = TaskRunner("stock move", parent=self)
        self._product_id: int | None = None
        self._lookup_id: int | None = None
        self._last: Movement | None = None
        self.title, self.field = label("section"), QuantityField()
        self.out_button, self.in_button = button(), button()
        self.count_button, self.undo_button = button(), button("undo", "quiet")
        self.said = label("small", wrap=True)
        tools = FlowLayout(gap=GAP_S)
        for part in (self.field, self.out_button, self.in_button, self.count_button):
            tools.addWidget(part)
        tools.addWidget(self.undo_button)
        layout = column(self.title, tools, self.said, gap=GAP_S)
        self.setLayout(layout)
        self.field.setMaximumWidth(FIELD_PX)
        self.field.entered.connect(self._entered)
        for each, kind in (
            (self.out_button, MovementKind.OUT),
            (self.in_button, MovementKind.IN),
            (self.count_button, MovementKind.COUNT),
        ):
            each.clicked.connect(partial(self._move, kind))
        self.undo_button.clicked.connect(self.undo)
        self.retranslate()
        self.show_product(None)

    def show_product(self, product_id: int | None, lookup_id: int | None = None) -> None:
        """Move this product from now on; None: there is none to move."""
        if product_id != self._product_id:
            self._last = None
            self.said.setText("")
            self.field.setText("1")
        self._product_id, self._lookup_id = product_id, lookup_id
        self.setEnabled(product_id is not None)
        self._show()

    def start(self) -> None:
        """Put the keyboard into the field."""
        if self._product_id is not None:
            self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.field.selectAll()

    def undo(self) -> None:
        """Take back what was moved last."""
        if self._last is not None:
            work = partial(self._services.stock.undo, self._last.movement_id)
            self._run(work, self._undone)

    def close_session(self) -> None:
        self._tasks.close()

    def _entered(self, shift: bool) -> None:  # noqa: FBT001  (Qt)
        kind, _ = split_move(self.field.text())
        self._move(kind or (MovementKind.IN if shift else MovementKind.OUT))

    def _move(self, kind: MovementKind, checked: object = None) -> None:
        del checked
        if self._product_id is None:
            return
        _, text = split_move(self.field.text())
        try:
            quantity = parse_decimal(text)
        except NumberTextError:
            self._failed(UserError(MessageId.QUANTITY_BAD, value=self.field.text()))
            return
        work = partial(
            self._services.stock.move,
            self._product_id,
            kind,
            quantity,
            lookup_id=self._lookup_id,
        )
        self._run(work, self._done)

    def _run(self, work: Callable[[], object], done: Callable[[Movement], None]) -> None:
        self._set_busy(busy=True)
        self._tasks.submit(work, done, self._failed)

    def _done(self, movement: Movement) -> None:
        self._set_busy(busy=False)
        self._last = movement
        words = {
            MovementKind.OUT: self.tr("{n} taken out."),
            MovementKind.IN: self.tr("{n} put in."),
            MovementKind.COUNT: self.tr("{n} counted."),
        }
        text = words.get(movement.kind, "{n}").format(n=number(movement.quantity))
        if movement.after is None:
            text += " " + self.tr("The stock is not known: count it first.")
        else:
            after = self.tr("Stock now: {n}.").format(n=number(movement.after))
            text += f" {after}"
        self._say(text)
        self.moved.emit()

    def _undone(self, nothing: object) -> None:
        del nothing
        self._set_busy(busy=False)
        self._last = None
        self._say(self.tr("Taken back."))
        self.moved.emit()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(busy=False)
        text = notice_of(error).text
        self._say(f"{text.what} {text.next}")

    def _say(self, text: str) -> None:
        self.said.setText(text)
        announce(self, text)
        self._show()

    def _set_busy(self, *, busy: bool) -> None:
        for each in (self.out_button, self.in_button, self.count_button, self.undo_button):
            each.setEnabled(not busy)

    def _show(self) -> None:
        self.undo_button.setVisible(self._last is not None)
        self.said.setVisible(bool(self.said.text()))

    def retranslate(self) -> None:
        self.title.setText(self.tr("Move stock"))
        hint(self.field, self.tr("How many"))
        self.field.setAccessibleName(self.tr("How many: Enter takes out, Shift+Enter puts in"))
        self.field.setToolTip(
            self.tr("Enter takes out, Shift+Enter puts in; +3 puts in, =12 was counted")
        )
        texts = (
            (self.out_button, self.tr("Take out"), "Enter"),
            (self.in_button, self.tr("Put in"), "Shift+Enter"),
            (self.count_button, self.tr("Counted"), "= Enter"),
            (self.undo_button, self.tr("Take back"), ""),
        )
        for each, text, key in texts:
            each.setText(text)
            name_control(each, text, key)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def quantity_text(value: float) -> str:
    """A quantity at the side of a plot."""
    if value == int(value):
        return QLocale().toString(int(value))
    return QLocale().toString(value, "f", 1 if abs(value) >= 1 else 2)
