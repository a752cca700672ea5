"""The dialogs that the foot of the rail opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.gui.about_dialog import AboutDialog
from desktop_app.gui.navigation import NavigationRail
from desktop_app.gui.pack_session import PackSession
from desktop_app.gui.packs_dialog import PacksDialog
from desktop_app.gui.settings_dialog import SettingsDialog
from desktop_app.gui.shortcut_sheet import ShortcutSheet
from desktop_app.gui.status import StatusBar
from desktop_app.gui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

SETTINGS, KEYS, ABOUT = "settings", "keyboard", "info"


class WindowDialogs(QObject):
    """Opens them over *window*, each at most once at a time since they are modal."""

    settings_changed = Signal(object)  # Settings

    def __init__(
        self,
        window: QWidget,
        services: Services,
        theme: Theme,
        packs: PackSession,
        status: StatusBar,
    ) -> None:
        super().__init__(window)
        self._window, self._services, self._theme = window, services, theme
        self._packs, self._status = packs, status
        self._opens = {
            KEYS: self.show_shortcuts,
            SETTINGS: self.show_settings,
            ABOUT: self.show_about,
        }

    def add_to(self, rail: NavigationRail) -> None:
        for action in self._opens:
            rail.add_action(action, action)
        rail.action_chosen.connect(self._open)

    def name_buttons(self, rail: NavigationRail) -> None:
        rail.name_button(KEYS, self.tr("Keys"), "F1")
        rail.name_button(SETTINGS, self.tr("Settings"), "Ctrl+,")
        rail.name_button(ABOUT, self.tr("About"))

    @Slot(str)
    def _open(self, which: str) -> None:
        self._opens[which]()

    def show_settings(self) -> None:
        services = self._services
        dialog = SettingsDialog(services.settings, services.data_folder, self._theme, self._window)
        dialog.changed.connect(self.settings_changed)
        dialog.read_label.show_reader(services.label_reading.missing)
        dialog.show_pack(self._packs.in_use)
        dialog.packs_asked.connect(self.show_packs)
        dialog.access.people_asked.connect(self._status.access.show_people)
        self._show(dialog)

    def show_packs(self) -> None:
        self._show(PacksDialog(self._packs, self._theme, self._window))

    def show_about(self) -> None:
        self._show(AboutDialog(self._status.facts, self._theme, self._window))

    def show_shortcuts(self) -> None:
        self._show(ShortcutSheet(self._theme, self._window))

    def _show(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
