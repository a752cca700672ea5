"""About: version, model, device, licences; and the sheet of shortcuts."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QWidget,
)

from desktop_app import __version__
from desktop_app.gui.icons import set_icon
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, line, row

if TYPE_CHECKING:
    from desktop_app.gui.status import Facts

LIBRARIES = (
    "PySide6-Essentials",
    "numpy",
    "onnxruntime-gpu",
    "onnxruntime",
    "opencv-python-headless",
    "hnswlib",
    "SQLAlchemy",
    "alembic",
    "sentencepiece",
    "zxing-cpp",
    "biip",
    "openpyxl",
    "defusedxml",
    "typer",
    "rich",
    "platformdirs",
    "tomli-w",
)
"""What the program is built on; versions and licences are read from what is installed."""

_LICENCE_FIELDS = ("License-Expression", "License")

SAID_ELSEWHERE = {"hnswlib": "Apache-2.0"}
"""Libraries whose package says no licence; these are from the licence file of the project."""


def licence_lines() -> list[str]:
    """One line a library: name, version, licence as its own metadata says."""
    return [text for name in LIBRARIES if (text := _licence_line(name))]


def _licence_line(name: str) -> str:
    try:
        metadata = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    said = [str(metadata[field]) for field in _LICENCE_FIELDS if field in metadata]
    licence = SAID_ELSEWHERE.get(name) or _short("\n".join(said))
    if not licence:
        classifiers = metadata.get_all("Classifier") or []
        kinds = [c.split("::")[-1].strip() for c in classifiers if c.startswith("License ::")]
        licence = ", ".join(kinds)
    return f"{name} {metadata['Version']}: {licence or '?'}"


def _short(licence: str) -> str:
    """First line of a licence field; some packages put the whole text there."""
    return licence.strip().splitlines()[0][:80] if licence.strip() else ""


class AboutDialog(Sheet):
    """What this is, what it runs on, and whose work is in it."""

    def __init__(self, facts: Facts | None, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, 600, parent)
        self.setWindowTitle(self.tr("About Shelfsight"))
        logo = QLabel()
        logo.setFixedSize(56, 56)
        set_icon(logo, "shelfsight", "accent", 56)
        name, words = label("title"), label("muted", wrap=True)
        name.setText(f"Shelfsight {__version__}")
        words.setText(self.tr("Finds the product of your catalogue that a photo shows. Offline."))
        self.pairs = self._pairs(facts)
        self.licences = QPlainTextEdit("\n".join(licence_lines()))
        self.licences.setReadOnly(True)
        self.licences.setAccessibleName(self.tr("Licences"))
        self.licences.setMinimumHeight(190)
        title = label("section")
        title.setText(self.tr("Built on, with the licences of each"))
        copy, close = button("copy"), button("", "primary")
        copy.setText(self.tr("Copy details"))
        close.setText(self.tr("Close"))
        copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        head = row(logo, column(name, words, gap=2), gap=18)
        head.setStretch(1, 1)
        grid = _grid(self.pairs)
        buttons = row(copy, None, close, gap=GAP)
        body = column(head, line(), grid, line(), title, self.licences, gap=GAP_L)
        self.set_content(body, buttons)
        close.setFocus()

    def _pairs(self, facts: Facts | None) -> list[tuple[str, str]]:
        device = facts.device if facts else None
        runs = f"{device.device}. {device.reason}".strip() if device else ""
        return [
            (self.tr("Licence"), "Apache-2.0"),
            (self.tr("Model"), facts.model if facts else ""),
            (self.tr("Fingerprint"), facts.fingerprint[:16] if facts else ""),
            (self.tr("Runs on"), runs),
            ("Qt, PySide6", f"{qVersion()}, {PySide6.__version__}"),
            ("Python", f"{platform.python_version()}, {platform.system()} {platform.machine()}"),
            (self.tr("Typeface"), "Inter (SIL Open Font License 1.1)"),
        ]

    def _copy(self) -> None:
        lines = [f"Shelfsight {__version__}", *(f"{name}: {value}" for name, value in self.pairs)]
        text = "\n".join([*lines, "", self.licences.toPlainText()])
        QApplication.clipboard().setText(text)


class ShortcutSheet(Sheet):
    """All keys at a glance."""

    def __init__(
        self,
        sections: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, 560, parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        title = label("title")
        title.setText(self.tr("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(0, 1)
        for name, rows in sections:
            if name:
                section = label("section")
                section.setText(name)
                grid.addWidget(section, grid.rowCount(), 0, 1, 2)
            for keys, words in rows:
                _add_keys(grid, keys, words)
        close = button("", "primary")
        close.setText(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.set_content(column(title, grid, None, gap=GAP_L), row(None, close))
        close.setFocus()


def _add_keys(grid: QGridLayout, keys: str, words: str) -> None:
    number = grid.rowCount()
    what, key = label(wrap=True), label("key")
    what.setText(words)
    key.setText(keys)
    what.setAccessibleName(f"{words}: {keys}")
    grid.addWidget(what, number, 0)
    grid.addWidget(key, number, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)


def _grid(pairs: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(20)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    shown = [(name, value) for name, value in pairs if value]
    for number, (name, value) in enumerate(shown):
        title, words = label("muted"), label(wrap=True, selectable=True)
        title.setText(name)
        words.setText(value)
        grid.addWidget(title, number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, number, 1)
    return grid
