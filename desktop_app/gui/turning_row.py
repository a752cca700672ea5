"""A row whose parts come to stand below each other where they do not fit side by side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from desktop_app.gui.widgets import GAP

_SIDE_BY_SIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class TurningRow(QWidget):
    """Holds *parts*; the first takes what is left when *first_grows*, else all share alike."""

    def __init__(
        self,
        *parts: QWidget | QLayout,
        gap: int = GAP,
        first_grows: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._box = QBoxLayout(_SIDE_BY_SIDE, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(gap)
        for position, part in enumerate(parts):
            stretch = 1 if position == 0 or not first_grows else 0
            if isinstance(part, QLayout):
                self._box.addLayout(part, stretch)
            else:
                self._box.addWidget(part, stretch)

    @property
    def is_turned(self) -> bool:
        return self._box.direction() == _BELOW

    def _least_sizes(self) -> list[QSize]:
        items = (self._box.itemAt(number) for number in range(self._box.count()))
        return [item.minimumSize() for item in items if item is not None and not item.isEmpty()]

    def _turn(self) -> None:
        sizes = self._least_sizes()
        needed = sum(size.width() for size in sizes) + self._box.spacing() * (len(sizes) - 1)
        direction = _BELOW if needed > self.width() else _SIDE_BY_SIDE
        if direction != self._box.direction():
            self._box.setDirection(direction)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the widest part; as high as it stands now."""
        width = max((size.width() for size in self._least_sizes()), default=0)
        return QSize(width, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
        return super().event(event)
