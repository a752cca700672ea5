"""How the scanner gun is set up, with a line that shows what it really sends."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QLineEdit, QSizePolicy, QWidget

from desktop_app.core.scan_text import scanned_text, shown_code
from desktop_app.core.scanner import Scan
from desktop_app.gui.widgets import GAP, GAP_S, card, column, label, row, sign
from desktop_app.settings import Settings

FAST_MS, USUAL_MS, SLOW_MS = 20, 35, 70
MARK_LENGTH = 8
TRIAL_PX = 72


class ScannerSettings(QWidget):
    """On or off, speed, prefix, suffix, sound; and a place to try it."""

    changed = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._speed_ms = settings.scan_speed_ms
        self._scan: Scan | None = None
        self.enabled, self.sound = QCheckBox(), QCheckBox()
        self.enabled.setChecked(settings.scanner)
        self.sound.setChecked(settings.scan_sound)
        self.speed = QComboBox()
        self.prefix, self.suffix = QLineEdit(settings.scan_prefix), QLineEdit(settings.scan_suffix)
        self.words = [label("small") for _ in range(3)]
        self.tried, self.how = label(selectable=True), label("small")
        self.trial = self._trial()
        self._lay_out()
        self.retranslate()
        self._connect()

    def _trial(self) -> QFrame:
        frame = card()
        inner = row(sign("scan", "accent", 24), column(self.tried, self.how, gap=2), gap=GAP)
        inner.setStretch(1, 1)
        inner.setContentsMargins(14, 10, 14, 10)
        frame.setLayout(inner)
        for words in (self.tried, self.how):  # a long code must not widen the dialog
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        frame.setFixedHeight(TRIAL_PX)
        return frame

    def _lay_out(self) -> None:
        fields: tuple[QWidget, ...] = (self.speed, self.prefix, self.suffix)
        pairs = [
            column(words, field, gap=3) for words, field in zip(self.words, fields, strict=True)
        ]
        details = row(*pairs, gap=GAP)
        details.setStretch(0, 1)
        for words, field in zip(self.words, fields, strict=True):
            words.setBuddy(field)
        for mark in (self.prefix, self.suffix):
            mark.setMaxLength(MARK_LENGTH)
            mark.setFixedWidth(92)
        switches = column(self.enabled, self.sound, gap=GAP_S)
        layout = column(switches, details, self.trial, gap=GAP)
        layout.setContentsMargins(0, 9, 0, 0)
        self.setLayout(layout)

    def _connect(self) -> None:
        for switch in (self.enabled, self.sound):
            switch.toggled.connect(self._tell)
        self.speed.activated.connect(self._tell)
        for mark in (self.prefix, self.suffix):
            mark.editingFinished.connect(self._tell)

    def put_into(self, settings: Settings) -> Settings:
        """*settings* with what was chosen here."""
        return replace(
            settings,
            scanner=self.enabled.isChecked(),
            scan_sound=self.sound.isChecked(),
            scan_speed_ms=int(self.speed.currentData()),
            scan_prefix=self.prefix.text(),
            scan_suffix=self.suffix.text(),
        )

    def show_scan(self, scan: Scan) -> None:
        """What arrived, how fast, and what ended it."""
        self._scan = scan
        self._show_trial()

    def _tell(self) -> None:
        self._speed_ms = int(self.speed.currentData())
        self._show_trial()
        self.changed.emit()

    def _show_trial(self) -> None:
        first, second = self._trial_words()
        self.tried.setText(first)
        self.tried.setToolTip(first)
        self.how.setText(second)
        self.trial.setAccessibleName(f"{first} {second}")

    def _trial_words(self) -> tuple[str, str]:
        if not self.enabled.isChecked():
            off = self.tr("The gun types into the field that has the focus.")
            return self.tr("Switched off"), off
        if self._scan is None:
            hint = self.tr("Scan any code: it is shown here, not looked up.")
            return self.tr("Try your scanner"), hint
        text = scanned_text(self._scan.text)
        ended = self.tr("with an end")
        open_end = self.tr("without an end")
        said = self.tr("{count} characters, {ms} ms apart, {end}")
        end = ended if self._scan.ended else open_end
        how = said.format(count=len(text), ms=round(self._scan.average_ms), end=end)
        return shown_code(text), how

    def retranslate(self) -> None:
        self.enabled.setText(self.tr("Listen wherever the focus is"))
        self.sound.setText(self.tr("Sound when a code was read"))
        names = (self.tr("Speed"), self.tr("Prefix"), self.tr("Suffix"))
        fields: tuple[QWidget, ...] = (self.speed, self.prefix, self.suffix)
        for words, field, name in zip(self.words, fields, names, strict=True):
            words.setText(name)
            field.setAccessibleName(name)
        for mark in (self.prefix, self.suffix):
            mark.setPlaceholderText(self.tr("none"))
        self._fill_speeds()
        self._show_trial()

    def _fill_speeds(self) -> None:
        speeds = {
            FAST_MS: self.tr("Fast gun with a cable"),
            USUAL_MS: self.tr("Usual"),
            SLOW_MS: self.tr("Slow gun on a radio link"),
        }
        speeds.setdefault(self._speed_ms, self.tr("{ms} ms").format(ms=self._speed_ms))
        self.speed.clear()
        for ms, name in speeds.items():
            self.speed.addItem(name, ms)
        self.speed.setCurrentIndex(self.speed.findData(self._speed_ms))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
