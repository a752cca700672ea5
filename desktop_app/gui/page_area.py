"""Where the pages lie: a page that needs more room than the window has is scrolled, not cut."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QWidget

from desktop_app.gui.page import Page
from desktop_app.gui.widgets import column

FOCUS_PX = 12
"""Seen above and below what has the keyboard."""


class Pages(QStackedWidget):
    """Needs the room of the page that is shown, not of the largest one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._page_changed)

    def _page_changed(self) -> None:
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        page = self.currentWidget()
        return QSize() if page is None else page.minimumSizeHint().expandedTo(page.minimumSize())

    def heightForWidth(self, width: int) -> int:
        """The least height, where words wrap; a scroll area asks for this one."""
        page = self.currentWidget()
        layout = None if page is None else page.layout()
        if layout is None or not layout.hasHeightForWidth():
            return self.minimumSizeHint().height()
        return layout.totalMinimumHeightForWidth(width)

    def sizeHint(self) -> QSize:
        page = self.currentWidget()
        return QSize() if page is None else page.sizeHint()


class PagesInTurn(QWidget):
    """One of several widgets; for a place within a page.

    A `QStackedWidget` in a layout asks for the height of its highest page, and one that was never
    shown reckons with a width that it never had. What a layout hides asks for nothing.
    """

    def __init__(self, *pages: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = pages
        self.setLayout(column(*pages))
        self.setCurrentWidget(pages[0])

    def currentWidget(self) -> QWidget:
        return self._current

    def setCurrentWidget(self, current: QWidget) -> None:
        self._current = current
        for page in self._pages:
            page.setVisible(page is current)


class PageArea(QScrollArea):
    """Shows *pages* over its whole size, or as much of them as fits."""

    def __init__(self, pages: Pages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidget(pages)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages = pages
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  (a widget needs an application)
        app.focusChanged.connect(self._follow_focus)
        pages.currentChanged.connect(self._show_top)

    def _show_top(self) -> None:
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)
        self._tell_room()

    def _tell_room(self) -> None:
        page = self._pages.currentWidget()
        if isinstance(page, Page):
            page.use_room(self.viewport().height())

    @Slot(QWidget, QWidget)
    def _follow_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Where the keyboard is can be seen; a press of the mouse must not move what it is on."""
        del old
        is_pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        if new is not None and not is_pressed and self._pages.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, FOCUS_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_room()
