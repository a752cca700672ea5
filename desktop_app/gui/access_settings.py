"""Settings of roles: when somebody is signed out, what clerks may, and who is listed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.gui.formats import counted_words
from desktop_app.gui.widgets import button, column, label, refill, row
from desktop_app.settings import Settings

MINUTES = (2, 5, 10, 30, 60)


class AccessSettings(QWidget):
    """Where roles are in use, only administrators can change them."""

    changed = Signal()
    people_asked = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.minutes, self.clerks_teach = QComboBox(), QCheckBox()
        self.clerks_teach.setChecked(settings.clerks_teach)
        self.people_button = button("person", "quiet")
        self.words = label("small", wrap=True)
        self.setLayout(
            column(
                row(self.people_button, None),
                self.minutes,
                self.clerks_teach,
                self.words,
                gap=6,
            )
        )
        self.retranslate()
        self.minutes.activated.connect(self.changed)
        self.clerks_teach.clicked.connect(self.changed)
        self.people_button.clicked.connect(self.people_asked)

    def put_into(self, settings: Settings) -> Settings:
        """*settings* with what was chosen here."""
        self._settings = replace(
            settings,
            sign_out_minutes=int(self.minutes.currentData()),
            clerks_teach=self.clerks_teach.isChecked(),
        )
        return self._settings

    def retranslate(self) -> None:
        choices = sorted({*MINUTES, self._settings.sign_out_minutes} - {0})
        after = self.tr("Sign out after {minutes} without a touch")
        named = [(n, after.format(minutes=counted_words(n, Counted.MINUTES))) for n in choices]
        never = (0, self.tr("Never sign out by itself"))
        refill(self.minutes, [*named, never], self._settings.sign_out_minutes)
        self.minutes.setAccessibleName(self.tr("Signing out by itself"))
        self.clerks_teach.setText(self.tr("Clerks may teach photos and codes"))
        self.people_button.setText(self.tr("People and roles…"))
        self.words.setText(self.tr("As long as nobody is listed, everybody may do everything."))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
