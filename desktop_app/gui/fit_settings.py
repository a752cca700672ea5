"""Setting of the fit to the catalogue: whether an import is followed by a trial."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.gui.widgets import column, label
from desktop_app.settings import Settings


class FitSettings(QWidget):
    """One switch."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.after_import = QCheckBox()
        self.after_import.setChecked(settings.fit_after_import)
        self.words = label("small", wrap=True)
        layout = column(self.after_import, self.words, gap=6)
        layout.setContentsMargins(0, 9, 0, 0)
        self.setLayout(layout)
        self.retranslate()
        self.after_import.clicked.connect(self.changed)

    def put_into(self, settings: Settings) -> Settings:
        """*settings* with what was chosen here."""
        return replace(settings, fit_after_import=self.after_import.isChecked())

    def retranslate(self) -> None:
        self.after_import.setText(self.tr("Try it after an import of many photos"))
        self.words.setText(
            self.tr("Kept only if a trial on your photos says that it clearly helps.")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
