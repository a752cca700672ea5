"""Settings a person chooses: language, look, processor, name; and where the data lies."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from desktop_app.core.count_wording import Counted
from desktop_app.core.scanner import Scan
from desktop_app.gui.access_settings import AccessSettings
from desktop_app.gui.fit_settings import FitSettings
from desktop_app.gui.formats import counted_words
from desktop_app.gui.languages import language_names
from desktop_app.gui.look_settings import LookSettings
from desktop_app.gui.read_label_settings import ReadLabelSettings
from desktop_app.gui.scanner_settings import ScannerSettings
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, GAP_L, GAP_XL, button, column, label, refill, row
from desktop_app.paths import DataFolder
from desktop_app.settings import Provider, Settings, login_name

WIDTH_PX = 560
FIELD_PX = 38
LINE_PX = 20
HOSPITAL_DAYS = 7
"""What the switch for hospitals makes of a longer history; another choice stays possible."""


class SettingsDialog(Sheet):
    """Language and look change at once; the processor with the next start."""

    changed = Signal(object)  # Settings
    packs_asked = Signal()

    def __init__(
        self, settings: Settings, folder: DataFolder, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._settings = settings
        self._languages = language_names(folder.translations)
        self.title = label("title")
        self.language, self.provider = QComboBox(), QComboBox()
        self.look = LookSettings(settings)
        self.person = QLineEdit(settings.person)
        self.days, self.pictures = QComboBox(), QCheckBox()
        self.pictures.setChecked(not settings.history_pictures)
        self.history_words = label("small", wrap=True)
        self.folder = label(wrap=True, selectable=True)
        self.folder.setText(str(folder.root))
        self._folder_url = QUrl.fromLocalFile(str(folder.root))
        self.provider_words, self.person_words = (
            label("small", wrap=True),
            label("small", wrap=True),
        )
        self.open_folder = button("folder", "quiet")
        self.pack, self.packs_button = label(wrap=True), button("model", "quiet")
        self.close_button = button("", "primary")
        self.scanner, self.access = ScannerSettings(settings), AccessSettings(settings)
        self.read_label = ReadLabelSettings(settings)
        self.fit = FitSettings(settings)
        self._titles = [QLabel() for _ in range(11)]
        self._lay_out()
        self.retranslate()
        self._connect()

    def _lay_out(self) -> None:
        fields: list[QWidget] = [self.language, self.look]
        for part in (
            column(self.provider, self.provider_words, gap=4),
            column(self.pack, row(self.packs_button, None), gap=2),
            column(self.person, self.person_words, gap=4),
            column(self.days, self.pictures, self.history_words, gap=6),
            column(self.scanner),
            column(self.read_label),
            column(self.fit),
            column(self.access),
            column(self.folder, row(self.open_folder, None), gap=2),
        ):
            holder = QWidget()
            holder.setLayout(part)
            fields.append(holder)
        form = QFormLayout()
        form.setHorizontalSpacing(GAP_XL)
        form.setVerticalSpacing(GAP_L)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, field in zip(self._titles, fields, strict=True):
            is_line = field in (fields[3], fields[-1])
            title.setFixedHeight(LINE_PX if is_line else FIELD_PX)
            form.addRow(title, field)
        body = column(self.title, form, None, gap=GAP_XL - GAP + 4)
        self.set_content(body, row(None, self.close_button))
        for title, buddy in zip(self._titles, self._fields(), strict=False):  # the first of them
            title.setBuddy(buddy)

    def _fields(self) -> tuple[QWidget, ...]:
        return (
            self.language,
            self.look.theme,
            self.provider,
            self.packs_button,
            self.person,
            self.days,
        )

    def _connect(self) -> None:
        for choice in (self.language, self.provider, self.days):
            choice.activated.connect(self._take_over)
        self.look.changed.connect(self._take_over)
        self.pictures.clicked.connect(self._use_hospital)
        self.person.editingFinished.connect(self._take_over)
        self.scanner.changed.connect(self._take_over)
        self.access.changed.connect(self._take_over)
        self.read_label.changed.connect(self._take_over)
        self.fit.changed.connect(self._take_over)
        self.open_folder.clicked.connect(self._open_folder)
        self.packs_button.clicked.connect(self.packs_asked)
        self.close_button.clicked.connect(self.accept)

    @property
    def settings(self) -> Settings:
        return self._settings

    def _use_hospital(self) -> None:
        """One switch for hospitals: no pictures, no words, and a short history."""
        if self.pictures.isChecked() and not 0 < int(self.days.currentData()) <= HOSPITAL_DAYS:
            self.days.setCurrentIndex(self.days.findData(HOSPITAL_DAYS))
        self._take_over()

    def _take_over(self) -> None:
        new = replace(
            self._settings,
            language=str(self.language.currentData()),
            provider=cast("Provider", self.provider.currentData()),
            person=self.person.text().strip(),
            history_days=int(self.days.currentData()),
            history_pictures=not self.pictures.isChecked(),
        )
        for part in (self.look, self.scanner, self.read_label, self.fit, self.access):
            new = part.put_into(new)
        if new != self._settings:
            self._settings = new
            self.changed.emit(new)

    def show_pack(self, name: str) -> None:
        """Say which model pack is in use."""
        self.pack.setText(name)

    def take_scan(self, scan: Scan) -> None:
        """A code scanned while this dialog is open is tried, not looked up."""
        self.scanner.show_scan(scan)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(self._folder_url)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Settings"))
        self.title.setText(self.tr("Settings"))
        texts = (
            self.tr("Language"),
            self.tr("Look"),
            self.tr("Processor"),
            self.tr("Model pack"),
            self.tr("Your name"),
            self.tr("History"),
            self.tr("Scanner gun"),
            self.tr("Labels on items"),
            self.tr("Fit to the catalogue"),
            self.tr("Roles"),
            self.tr("Data folder"),
        )
        for title, text in zip(self._titles, texts, strict=True):
            title.setText(text)
        system = ("system", self.tr("As the system"))
        refill(self.language, (system, *self._languages.items()), self._settings.language)
        processors = [
            ("auto", self.tr("Automatic")),
            ("cpu", self.tr("Processor (CPU)")),
            ("cuda", self.tr("Graphics card (CUDA)")),
        ]
        refill(self.provider, processors, self._settings.provider)
        self.provider_words.setText(
            self.tr("Used from the next start. The status bar says what really runs, and why.")
        )
        self._name_history()
        self.person.setPlaceholderText(login_name())
        self.person_words.setText(self.tr("Stands beside each lookup in the history."))
        self.open_folder.setText(self.tr("Open the folder"))
        self.packs_button.setText(self.tr("Model packs…"))
        self.close_button.setText(self.tr("Done"))
        for text, field in zip(texts, self._fields(), strict=False):
            field.setAccessibleName(text)

    def _name_history(self) -> None:
        choices = sorted({1, 7, 30, 90, 365, self._settings.history_days} - {0})
        kept = self.tr("Keep for {days}")
        days = [(n, kept.format(days=counted_words(n, Counted.DAYS))) for n in choices]
        ever = (0, self.tr("Keep for ever"))
        refill(self.days, [*days, ever], self._settings.history_days)
        self.pictures.setText(self.tr("Hospital: no pictures, no words, lookups for a week only"))
        self.history_words.setText(
            self.tr("What is older is deleted without a trace. Taught photos are no history.")
        )
