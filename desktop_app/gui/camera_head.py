"""Above the live picture: which camera, and how its picture is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.core.camera import CameraAddress, CameraChoice, CameraDevice
from desktop_app.gui.camera_chooser import CameraChooser
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import icon_button, name_control, row

CAMERA_KEY = "Ctrl+K"
"""No function key: some scanner guns send F8 between two parts of a code."""

_TURN = 90


class CameraHead(QWidget):
    """Holds the person's choice and says when it changes."""

    camera_chosen = Signal(object)  # CameraAddress
    choice_changed = Signal(object)  # CameraChoice
    close_asked = Signal()

    def __init__(self, choice: CameraChoice, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self.chooser = CameraChooser(theme)
        self.turn_button, self.mirror_button = icon_button("turn_right"), icon_button("mirror")
        self.fine_button, self.close_button = icon_button("fine"), icon_button("close")
        tools = (self.turn_button, self.mirror_button, self.fine_button, self.close_button)
        for tool in tools:
            tool.setMinimumSize(36, 36)
        for toggled in (self.mirror_button, self.fine_button):
            toggled.setCheckable(True)
        self.mirror_button.setChecked(choice.mirror)
        self.fine_button.setChecked(choice.fine)
        layout = row(self.chooser, *tools, gap=4)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.chooser.chosen.connect(self._use_address)
        self.turn_button.clicked.connect(self._turn)
        self.mirror_button.clicked.connect(self._mirror)
        self.fine_button.clicked.connect(self._refine)
        self.close_button.clicked.connect(self.close_asked)
        self.retranslate()

    def show_devices(self, devices: Sequence[CameraDevice], used: CameraAddress | None) -> None:
        """The cameras there are now, and the one in use."""
        self.chooser.show_devices(devices, used)

    @Slot(object)
    def _use_address(self, address: CameraAddress) -> None:
        self._change(replace(self.choice, address=address.to_remember))
        self.camera_chosen.emit(address)

    def _turn(self) -> None:
        self._change(replace(self.choice, turn=(self.choice.turn + _TURN) % 360))

    def _mirror(self) -> None:
        self._change(replace(self.choice, mirror=self.mirror_button.isChecked()))

    def _refine(self) -> None:
        self._change(replace(self.choice, fine=self.fine_button.isChecked()))

    def _change(self, choice: CameraChoice) -> None:
        if choice != self.choice:
            self.choice = choice
            self.choice_changed.emit(choice)

    def retranslate(self) -> None:
        name_control(self.turn_button, self.tr("Turn the picture by 90 degrees"))
        name_control(self.mirror_button, self.tr("Show it as in a mirror; photos stay as they are"))
        name_control(self.fine_button, self.tr("Larger pictures, for small print and codes"))
        name_control(self.close_button, self.tr("Switch the camera off"), CAMERA_KEY)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
