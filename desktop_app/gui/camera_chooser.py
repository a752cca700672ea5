"""Chooses a camera: one of this computer, a network camera by its address, or a video file."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from desktop_app.core.camera import CameraAddress, CameraDevice, CameraKind, stream_address
from desktop_app.core.messages import Message, MessageId
from desktop_app.gui.line_sheet import LineSheet, LineWords
from desktop_app.gui.theme import Theme

VIDEO_SUFFIXES = ("avi", "m4v", "mkv", "mov", "mp4", "mpg", "webm")

_NETWORK, _VIDEO = "network", "video"


class CameraChooser(QComboBox):
    """Shows the camera in use among all there are; the last two entries ask for another."""

    chosen = Signal(object)  # CameraAddress

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._devices: Sequence[CameraDevice] | None = None
        self._used: CameraAddress | None = None
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(10)
        self.activated.connect(self._choose)
        self.retranslate()

    def show_devices(self, devices: Sequence[CameraDevice], used: CameraAddress | None) -> None:
        """The cameras there are now, and the one in use, which may be gone."""
        self._devices, self._used = tuple(devices), used
        self._fill()

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Camera"))
        self.setToolTip(self.tr("Camera"))
        self._fill()

    def _fill(self) -> None:
        """Nothing before the cameras are known: a hidden list too has an entry with the focus."""
        self.clear()
        if self._devices is None:
            return
        for device in self._devices:
            name = device.name if not device.name.isdigit() else self.tr("Camera {n}")
            self.addItem(name.replace("{n}", device.name), str(device.address))
        used = self._used
        if used is not None and self.findData(str(used)) < 0:
            self.addItem(used.name, str(used))
        if self.count() == 0:
            self.addItem(self.tr("No camera"), "")
        self.insertSeparator(self.count())
        self.addItem(self.tr("Network camera…"), _NETWORK)
        self.addItem(self.tr("Video file…"), _VIDEO)
        self._show_used()

    def _show_used(self) -> None:
        self.setCurrentIndex(max(0, self.findData(str(self._used or ""))))

    @Slot(int)
    def _choose(self, position: int) -> None:
        what = str(self.itemData(position) or "")
        if what == _NETWORK:
            self.ask_for_stream()
        elif what == _VIDEO:
            self._ask_for_file()
        elif (address := CameraAddress.parse(what)) is not None and address != self._used:
            self.chosen.emit(address)
        self._show_used()

    def ask_for_stream(self) -> None:
        """Ask for the address of a network camera."""
        used = self._used
        known = used.name if used and used.kind is CameraKind.STREAM else "rtsp://"
        sheet = LineSheet(self._theme, self._stream_words, self.use_stream, known, self.window())
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def _stream_words(self) -> LineWords:
        return LineWords(
            self.tr("Network camera"),
            self.tr("Address of the camera; a password in it is not stored:"),
            self.tr("Use this camera"),
        )

    def use_stream(self, text: str) -> Message | None:
        """Take *text* as the address of a network camera, or say that it is none."""
        address = stream_address(text)
        if address is None:
            return Message.of(MessageId.STREAM_ADDRESS, name=text.strip())
        self.chosen.emit(address)
        return None

    def _ask_for_file(self) -> None:
        patterns = " ".join(f"*.{suffix}" for suffix in VIDEO_SUFFIXES)
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Video file"),
            "",
            self.tr("Videos ({list})").format(list=patterns),
        )
        if name:
            self.chosen.emit(CameraAddress(CameraKind.FILE, name))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
