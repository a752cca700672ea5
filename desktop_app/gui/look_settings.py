"""How the window looks: colours, size of words, size of what is pressed."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QEvent, QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop_app.gui.widgets import GAP, column, label, refill, row
from desktop_app.settings import Settings
from desktop_app.settings import Theme as ThemeChoice

TEXT_SIZES = (90, 100, 110, 125, 150, 175, 200)


class LookSettings(QWidget):
    """Every choice is seen at once."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.theme, self.text_size, self.large_targets = QComboBox(), QComboBox(), QCheckBox()
        self.large_targets.setChecked(settings.large_targets)
        self.size_title = label("small")
        self.size_title.setBuddy(self.text_size)
        size = row(self.size_title, self.text_size, gap=GAP)
        size.setStretch(1, 1)
        layout = column(self.theme, size, self.large_targets, gap=GAP)
        self.setLayout(layout)
        self.retranslate()
        self.theme.activated.connect(self.changed)
        self.text_size.activated.connect(self.changed)
        self.large_targets.toggled.connect(self.changed)

    def put_into(self, settings: Settings) -> Settings:
        """*settings* with what was chosen here."""
        self._settings = replace(
            settings,
            theme=cast("ThemeChoice", self.theme.currentData()),
            text_size=int(self.text_size.currentData()),
            large_targets=self.large_targets.isChecked(),
        )
        return self._settings

    def retranslate(self) -> None:
        looks = (
            ("system", self.tr("As the system")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast_light", self.tr("High contrast, light")),
            ("contrast_dark", self.tr("High contrast, dark")),
        )
        refill(self.theme, looks, self._settings.theme)
        sizes = sorted({*TEXT_SIZES, self._settings.text_size})
        percent = self.tr("{n} %")
        named = [(size, percent.format(n=QLocale().toString(size))) for size in sizes]
        refill(self.text_size, named, self._settings.text_size)
        self.theme.setAccessibleName(self.tr("Look"))
        self.size_title.setText(self.tr("Text size"))
        self.text_size.setAccessibleName(self.tr("Text size"))
        self.large_targets.setText(self.tr("Large buttons, for touch and gloves"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
