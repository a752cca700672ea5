"""The rail at the left: one button a page, and the dialogs at its foot.

A later panel is one `add_page` call: give it a sign, a title source and the widget.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.gui.icons import refresh_icons, set_icon
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import name_control

RAIL_PX = 84
_SIGN_PX = 24


class NavigationRail(QFrame):
    """Chooses the page; says so by signal."""

    page_chosen = Signal(str)
    action_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._buttons: dict[str, QToolButton] = {}
        self._signs: dict[str, str] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.setObjectName("rail")
        self.setFixedWidth(RAIL_PX)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 14, 8, 12)
        self._column.setSpacing(6)
        logo = QLabel()
        logo.setFixedHeight(46)
        logo.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        set_icon(logo, "shelfsight", "accent", 36)
        self._column.addWidget(logo)
        self._pages_end = 1
        self._column.addStretch(1)
        theme.changed.connect(self._colour)

    def add_page(self, page: str, sign: str) -> None:
        button = self._add(page, sign, self._pages_end)
        button.setCheckable(True)
        self._group.addButton(button)
        button.clicked.connect(self._page_clicked)
        self._pages_end += 1

    def add_action(self, action: str, sign: str) -> None:
        self._add(action, sign, self._column.count()).clicked.connect(self._action_clicked)

    def name_button(self, which: str, name: str, keys: str = "") -> None:
        button = self._buttons[which]
        button.setText(name)
        name_control(button, name, keys)

    def show_page(self, page: str) -> None:
        self._buttons[page].setChecked(True)
        self._colour()

    def _add(self, which: str, sign: str, position: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(which)
        button.setProperty("kind", "rail")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        button.setIconSize(QSize(_SIGN_PX, _SIGN_PX))
        button.setFixedSize(RAIL_PX - 16, 60)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[which], self._signs[which] = button, sign
        self._column.insertWidget(position, button)
        self._colour()
        return button

    def _colour(self) -> None:
        for which, button in self._buttons.items():
            role = "accent" if button.isChecked() else "muted"
            set_icon(button, self._signs[which], role, _SIGN_PX)
        refresh_icons(self, self._theme.tokens)

    def _page_clicked(self) -> None:
        self._colour()
        self.page_chosen.emit(self.sender().objectName())

    def _action_clicked(self) -> None:
        self.action_chosen.emit(self.sender().objectName())
