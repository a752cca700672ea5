"""About: version, model, device, licences."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QPlainTextEdit, QWidget

from desktop_app import __version__
from desktop_app.gui.icons import set_icon
from desktop_app.gui.licences import licence_lines
from desktop_app.gui.manual_window import ManualButton
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_message
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    button,
    clear_layout,
    column,
    label,
    line,
    row,
)

if TYPE_CHECKING:
    from desktop_app.core.types import DeviceInfo
    from desktop_app.gui.status import Facts

WIDTH_PX = 600


class AboutDialog(Sheet):
    """What this is, what it runs on, and whose work is in it."""

    def __init__(self, facts: Facts | None, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._facts = facts
        self.name, self.words = label("title"), label("muted", wrap=True)
        self.name.setText(f"Shelfsight {__version__}")
        self.licences = QPlainTextEdit("\n".join(licence_lines()))
        self.licences.setReadOnly(True)
        self.licences.setTabChangesFocus(True)
        self.licences.setMinimumHeight(190)
        self.licences_title = label("section")
        self.copy_button, self.close_button = button("copy"), button("", "primary")
        self._grid = QGridLayout()
        self._lay_out()
        self.retranslate()
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setFocus()

    def _lay_out(self) -> None:
        logo = QLabel()
        logo.setFixedSize(56, 56)
        set_icon(logo, "shelfsight", "accent", 56)
        head = row(logo, column(self.name, self.words, gap=2), gap=18)
        head.setStretch(1, 1)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        parts = (head, line(), self._grid, line(), self.licences_title, self.licences)
        body = column(*parts, gap=GAP_L)
        self.manual_button = ManualButton(self._theme, self)
        foot = row(self.copy_button, self.manual_button, None, self.close_button, gap=GAP)
        self.set_content(body, foot)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Names and values, in the language of the window; without those not known yet."""
        facts = self._facts
        device = facts.device if facts else None
        known = [
            (self.tr("Licence"), "Apache-2.0"),
            (self.tr("Model"), facts.model if facts else ""),
            (self.tr("Fingerprint"), facts.fingerprint[:16] if facts else ""),
            (self.tr("Runs on"), self._device_words(device) if device else ""),
            ("Qt, PySide6", f"{qVersion()}, {PySide6.__version__}"),
            ("Python", f"{platform.python_version()}, {platform.system()} {platform.machine()}"),
            (self.tr("Typeface"), "Inter (SIL Open Font License 1.1)"),
        ]
        return [(name, value) for name, value in known if value]

    def _device_words(self, device: DeviceInfo) -> str:
        if not device.reason:
            return device.device
        reason = translate_message(device.reason)
        return self.tr("{device}: {reason}").format(device=device.device, reason=reason)

    def _copy(self) -> None:
        lines = [self.name.text(), *(f"{name}: {value}" for name, value in self.pairs)]
        text = "\n".join([*lines, "", self.licences.toPlainText()])
        QApplication.clipboard().setText(text)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("About Shelfsight"))
        self.words.setText(
            self.tr("Finds the product of your catalogue that a photo shows. Offline.")
        )
        self.licences.setAccessibleName(self.tr("Licences"))
        self.licences_title.setText(self.tr("Built on, with the licences of each"))
        self.copy_button.setText(self.tr("Copy details"))
        self.close_button.setText(self.tr("Close"))
        clear_layout(self._grid)
        for number, (name, value) in enumerate(self.pairs):
            title, words = label("muted"), label(wrap=True, selectable=True)
            title.setText(name)
            words.setText(value)
            words.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(title, number, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, number, 1)
