"""A field for a whole number: typed, or stepped with the arrow keys and the wheel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QLineEdit, QWidget


class NumberField(QLineEdit):
    """Always between its limits; what is typed beyond them counts as the nearer one."""

    value_changed = Signal(int)

    def __init__(self, least: int, most: int, parent: QWidget | None = None) -> None:
        super().__init__(str(least), parent)
        self._least, self._most = least, most
        self._validator = QIntValidator(least, most, self)
        self.setValidator(self._validator)
        self.textChanged.connect(self._tell)
        self.editingFinished.connect(self._tidy)

    def value(self) -> int:
        try:
            typed = int(self.text())
        except ValueError:
            typed = self._least
        return min(self._most, max(self._least, typed))

    def set_value(self, value: int) -> None:
        self.setText(str(min(self._most, max(self._least, value))))

    def set_most(self, most: int) -> None:
        if most != self._most:
            self._most = most
            self._validator.setTop(most)
            self.set_value(self.value())

    def _tell(self) -> None:
        self.value_changed.emit(self.value())

    def _tidy(self) -> None:
        self.set_value(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.set_value(self.value() + step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            self.set_value(self.value() + (1 if event.angleDelta().y() > 0 else -1))
            event.accept()
        else:
            super().wheelEvent(event)
