"""The rail at the left: one button a page, and the dialogs at its foot.

The sections come from `gui/pages.py`; `PageHost` adds them.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.icons import refresh_icons, set_icon
from desktop_app.gui.sizes import keep_own_size
from desktop_app.gui.theme import Theme
from desktop_app.gui.tokens import SMALLEST_TARGET_PX
from desktop_app.gui.widgets import name_control

RAIL_PX = 84
_SIGN_PX = 24
_BUTTON_PX, _BARE_PX = 60, 38
_LOGO_PX = 46
_GAP = 6


class NavigationRail(QScrollArea):
    """Chooses the page; says so by signal. In a low window first the logo goes, then the words."""

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
        keep_own_size(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("railColumn")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(8, 14, 8, 12)
        self._column.setSpacing(_GAP)
        self._logo = QLabel()
        self._logo.setFixedHeight(_LOGO_PX)
        self._logo.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        set_icon(self._logo, "shelfsight", "accent", 36)
        self._column.addWidget(self._logo)
        self._pages_end = 1
        self._column.addStretch(1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        theme.changed.connect(self._colour)

    def add_page(self, page: str, sign: str) -> None:
        button = self._add(page, sign, self._pages_end)
        button.setCheckable(True)
        button.setAutoExclusive(True)  # one of several, also for screen readers
        self._group.addButton(button)
        button.clicked.connect(self._page_clicked)
        self._pages_end += 1

    def add_action(self, action: str, sign: str) -> None:
        self._add(action, sign, self._column.count()).clicked.connect(self._action_clicked)

    def name_button(self, which: str, name: str, keys: str = "", *, shown: str = "") -> None:
        """Name a button; *shown* below its sign where the whole name is too long."""
        button = self._buttons[which]
        button.setText(shown or name)
        name_control(button, name, keys)

    @property
    def page(self) -> str:
        """Name of the page that is shown; empty before the first."""
        button = self._group.checkedButton()
        return "" if button is None else button.objectName()

    @property
    def pages(self) -> list[str]:
        return [button.objectName() for button in self._group.buttons()]

    def show_page(self, page: str) -> None:
        self._buttons[page].setChecked(True)
        self._let_tab_stop_at(self._buttons[page])
        self._colour()

    def _let_tab_stop_at(self, chosen: QToolButton) -> None:
        """Qt leaves the stop where the focus was last, which need not be the page that is shown."""
        for button in self._group.buttons():
            stops = button is chosen
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if stops else Qt.FocusPolicy.NoFocus)

    def _add(self, which: str, sign: str, position: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName(which)
        button.setProperty("kind", "rail")
        keep_own_size(button)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._buttons[which], self._signs[which] = button, sign
        self._column.insertWidget(position, button)
        self._order_tabs()
        self._colour()
        return button

    def _order_tabs(self) -> None:
        """Tab goes down the rail, in whatever order the buttons were added."""
        column = self._column
        for one, next_ in pairwise(sorted(self._buttons.values(), key=column.indexOf)):
            QWidget.setTabOrder(one, next_)

    def _colour(self) -> None:
        for which, button in self._buttons.items():
            role = "accent" if button.isChecked() else "muted"
            set_icon(button, self._signs[which], role, _SIGN_PX)
        refresh_icons(self, self._theme.tokens)
        self._fit()

    def _fit(self) -> None:
        """Words below the signs where the height allows, and the logo."""
        tokens, count = self._theme.tokens, len(self._buttons)
        self.setFixedWidth(tokens.px(RAIL_PX))
        room = self.height() - tokens.px(26) - (count + 1) * tokens.gap(_GAP)
        room -= count * tokens.px(_BUTTON_PX)
        self._logo.setVisible(room >= tokens.px(_LOGO_PX))
        self._show_words(shown=room >= 0)

    def _show_words(self, *, shown: bool) -> None:
        tokens, px = self._theme.tokens, self._theme.tokens.px
        bare = max(px(_BARE_PX), SMALLEST_TARGET_PX if tokens.touch else 0)
        style = Qt.ToolButtonStyle
        for button in self._buttons.values():
            button.setToolButtonStyle(
                style.ToolButtonTextUnderIcon if shown else style.ToolButtonIconOnly
            )
            button.setIconSize(QSize(px(_SIGN_PX), px(_SIGN_PX)))
            button.setFixedSize(px(RAIL_PX - 16), px(_BUTTON_PX) if shown else bare)

    def _page_clicked(self) -> None:
        self._colour()
        self.page_chosen.emit(self.sender().objectName())

    def _action_clicked(self) -> None:
        self.action_chosen.emit(self.sender().objectName())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
