"""The manual, in the language of the window; it lies beside the program and needs no network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QPushButton,
    QSizePolicy,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop_app.gui.icons import refresh_icons, set_icon
from desktop_app.gui.sheet import open_at
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, button, row
from desktop_app.paths import manual_folder

WIDTH_PX, HEIGHT_PX = 900, 760
PICTURE_PX = 640
SOURCE = "en"


def manual_page(locale: QLocale, folder: Path | None = None) -> Path:
    """First page of the manual in the language of *locale*, else in English."""
    folder = folder or manual_folder()
    page = folder / locale.name() / "index.html"
    return page if page.is_file() else folder / SOURCE / "index.html"


class ManualPages(QTextBrowser):
    """Pages with pictures in the width of the text, as sharp as the screen is."""

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        url = self.source().resolved(QUrl(name))
        if kind != QTextDocument.ResourceType.ImageResource.value or not url.isLocalFile():
            return super().loadResource(kind, name)
        ratio = self.devicePixelRatioF()
        picture = QImage(url.toLocalFile()).scaledToWidth(
            round(PICTURE_PX * ratio), Qt.TransformationMode.SmoothTransformation
        )
        picture.setDevicePixelRatio(ratio)
        return picture


class ManualWindow(QDialog):
    """Shows the manual; links lead within it, and nowhere else."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.browser = ManualPages()
        self.browser.setOpenExternalLinks(False)
        self.back_button, self.close_button = button("step_back"), button("", "primary")
        self.outside_button = button("send")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.addWidget(self.browser)
        foot = row(self.back_button, self.outside_button, None, self.close_button, gap=GAP)
        layout.addLayout(foot)
        self._connect()
        self.retranslate()
        self.browser.setSource(QUrl.fromLocalFile(str(manual_page(QLocale()))))
        self.browser.setFocus()
        refresh_icons(self, theme.tokens)
        open_at(self, theme, WIDTH_PX, HEIGHT_PX)

    def _connect(self) -> None:
        self.back_button.clicked.connect(self.browser.backward)
        self.browser.backwardAvailable.connect(self.back_button.setEnabled)
        self.back_button.setEnabled(False)
        self.close_button.clicked.connect(self.accept)
        self.outside_button.clicked.connect(self._open_outside)
        QShortcut(QKeySequence.StandardKey.Back, self).activated.connect(self.browser.backward)

    def _open_outside(self) -> None:
        """The same page in the browser of the system, to be printed or searched there."""
        QDesktopServices.openUrl(self.browser.source())

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Manual"))
        self.browser.setAccessibleName(self.tr("Manual"))
        self.back_button.setText(self.tr("Back"))
        self.outside_button.setText(self.tr("Open in the browser"))
        self.close_button.setText(self.tr("Close"))


class ManualButton(QPushButton):
    """Opens the manual above the dialog that it is in."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        set_icon(self, "text", "text", 18)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self.retranslate()

    def _open(self) -> None:
        window = ManualWindow(self._theme, self.window())
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.open()

    def retranslate(self) -> None:
        self.setText(self.tr("Manual"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
