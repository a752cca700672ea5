"""The sign of the status bar that says who has signed in, and opens the dialogs of roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QApplication, QDialog, QToolButton, QWidget

from desktop_app.core.access_texts import ROLE_WORDS
from desktop_app.gui.access_session import AccessSession, AccessState
from desktop_app.gui.icons import refresh_icons, set_icon
from desktop_app.gui.idle_watch import MINUTE_MS, IdleWatch
from desktop_app.gui.people_dialog import PeopleDialog
from desktop_app.gui.sign_in_dialog import SignInDialog
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_access
from desktop_app.gui.widgets import name_control

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

SIGN_IN_KEY = "Ctrl+Alt+S"
SIGN_PX = 16


class AccessSign(QToolButton):
    """Not seen as long as nobody is listed; signs out whoever has left."""

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services, self._theme = services, theme
        self.session = AccessSession(services.access, self)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  (a window needs an application)
        self.idle = IdleWatch(app, self)
        set_icon(self, "person", "muted", SIGN_PX)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self.open)
        self.session.changed.connect(self._show)
        self.idle.idle.connect(self.session.sign_out)
        self.retranslate()
        self.hide()
        self.session.refresh()

    def open(self) -> None:
        """Sign in or out; where nobody is listed, list somebody."""
        if self.session.state.is_open:
            self.show_people()
            return
        dialog = SignInDialog(self.session, self._theme, self.window())
        dialog.people_asked.connect(self.show_people)
        _open(dialog)

    def show_people(self) -> None:
        _open(PeopleDialog(self.session, self._theme, self.window()))

    def close_session(self) -> None:
        self.idle.stop()
        self.session.close()

    @Slot(object)
    def _show(self, state: AccessState) -> None:
        self.setVisible(not state.is_open)
        minutes = self._services.settings.sign_out_minutes
        if state.signed_in is not None and minutes:
            self.idle.start(minutes * MINUTE_MS)
        else:
            self.idle.stop()
        self.retranslate()

    def retranslate(self) -> None:
        state = self.session.state
        role = translate_access(ROLE_WORDS[state.role])
        name = state.signed_in.name if state.signed_in else ""
        words = self.tr("{name}, {role}").format(name=name, role=role) if name else role
        self.setText(words)
        name_control(self, self.tr("Signed in: {who}").format(who=words), SIGN_IN_KEY)
        set_icon(self, "person", "accent" if name else "muted", SIGN_PX)
        refresh_icons(self, self._theme.tokens)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
