"""How far pictures that are compared are enlarged, and on which part: one state for all of them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, Signal

FIT = 1.0
MOST = 16.0
STEP = 1.25
"""One press of a key, one notch of a wheel."""

_MIDDLE = QPointF(0.5, 0.5)


class Zoom(QObject):
    """Scale 1 shows the whole picture; no more is shown at once.

    Places are in shares of the picture, so that pictures of different size and shape move in step.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scale = FIT
        self._centre = QPointF(_MIDDLE)

    @property
    def scale(self) -> float:
        return self._scale

    @property
    def centre(self) -> QPointF:
        """The place of the picture that stands in the middle of its view."""
        return QPointF(self._centre)

    @property
    def is_fitted(self) -> bool:
        return self._scale == FIT

    def zoom_in(self) -> None:
        self.zoom(STEP)

    def zoom_out(self) -> None:
        self.zoom(1 / STEP)

    def fit(self) -> None:
        self.set_scale(FIT)

    def zoom(self, factor: float, anchor: QPointF | None = None) -> None:
        """Enlarge by *factor*; the place *anchor* stays where it is."""
        self.set_scale(self._scale * factor, anchor)

    def set_scale(self, scale: float, anchor: QPointF | None = None) -> None:
        scale = min(MOST, max(FIT, scale))
        if abs(scale - FIT) < 0.01:
            scale = FIT
        at = self._centre if anchor is None else anchor
        centre = at - (at - self._centre) * (self._scale / scale)
        self._use(scale, centre)

    def move(self, across: float, down: float) -> None:
        """Show what lies further right and down, in shares of the picture."""
        self._use(self._scale, self._centre + QPointF(across, down))

    def _use(self, scale: float, centre: QPointF) -> None:
        least = 0.5 / scale
        inside = QPointF(
            min(1 - least, max(least, centre.x())), min(1 - least, max(least, centre.y()))
        )
        if scale == self._scale and inside == self._centre:
            return
        self._scale, self._centre = scale, inside
        self.changed.emit()
