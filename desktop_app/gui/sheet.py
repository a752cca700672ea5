"""A dialog that fits the screen: what is too much is scrolled, the buttons stay in sight."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QAbstractSlider, QDialog, QFrame, QLayout, QScrollArea, QWidget

from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import column

EDGE_PX = 28
FRAME_PX = 60
"""What the frame of a window and the bars of the desktop take of a screen."""

_Step = QAbstractSlider.SliderAction
_SCROLLS = {
    Qt.Key.Key_PageDown: _Step.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _Step.SliderPageStepSub,
    Qt.Key.Key_Home: _Step.SliderToMinimum,
    Qt.Key.Key_End: _Step.SliderToMaximum,
}


def open_at(dialog: QDialog, theme: Theme, width_px: int, height_px: int) -> None:
    """Give *dialog*, whose content grows with it, that size in the look in use, or the screen's."""
    px = theme.tokens.px
    dialog.resize(QSize(px(width_px), px(height_px)).boundedTo(_room(dialog)))


def _room(dialog: QDialog) -> QSize:
    return dialog.screen().availableSize() - QSize(FRAME_PX // 2, FRAME_PX)


class Sheet(QDialog):
    """Takes a body and a foot; grows with the words, up to the screen."""

    def __init__(self, theme: Theme, width_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._width_px = width_px
        self._body = QWidget()
        self._body.setObjectName("scrolled")
        self._scroll = QScrollArea()
        self._foot: QLayout | None = None

    def set_content(self, body: QLayout, foot: QLayout) -> None:
        """Show *body*, scrolled where it has to be, above *foot* with the buttons."""
        body.setContentsMargins(EDGE_PX, 24, EDGE_PX, 8)
        self._body.setLayout(body)
        self._scroll.setWidget(self._body)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        foot.setContentsMargins(EDGE_PX, 12, EDGE_PX, 22)
        self._foot = foot
        self.setLayout(column(self._scroll, foot, gap=0))
        self._dress()
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        refresh_icons(self, self._theme.tokens)
        if self.isVisible():
            self.resize(self.fitting_size())

    def fitting_size(self) -> QSize:
        """As large as the words need, and no larger than the screen."""
        self.ensurePolished()
        layout = self._body.layout()
        if layout is None or self._foot is None:
            return self.size()
        layout.activate()
        width = max(self._theme.tokens.px(self._width_px), layout.sizeHint().width())
        height = layout.sizeHint().height()
        if layout.hasHeightForWidth():
            height = max(height, layout.totalHeightForWidth(width))
        return QSize(width, height + self._foot.sizeHint().height() + 2).boundedTo(_room(self))

    def showEvent(self, event: QShowEvent) -> None:
        refresh_icons(self, self._theme.tokens)  # a sign beside words needs to know the words
        self.resize(self.fitting_size())
        super().showEvent(event)
        self.resize(self.fitting_size())  # words that wrap know their height only now

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self.isVisible():
                self.resize(self.fitting_size())
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that nobody else wanted: the buttons lie beside what is scrolled."""
        step = _SCROLLS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._scroll.verticalScrollBar().triggerAction(step)

    def retranslate(self) -> None:
        """Say everything in the language of the window."""
