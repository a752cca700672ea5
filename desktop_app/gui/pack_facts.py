"""What the card of a model pack says, as rows of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QGridLayout, QLabel

from desktop_app.core.pack_figures import figures
from desktop_app.gui.languages import own_name
from desktop_app.gui.widgets import GAP, label

if TYPE_CHECKING:
    from desktop_app.services.model_packs import PackFacts

translate = QCoreApplication.translate

SHOWN_FIGURES = 4
GROUP = 8
"""Characters of a fingerprint between two spaces, so that eyes can compare it."""


def size_words(facts: PackFacts) -> str:
    """Megabytes, and how many numbers an embedding has."""
    megabytes = QLocale().toString(facts.n_bytes / 1e6, "f", 1)
    words = translate("PackFacts", "{megabytes} MB, {count} numbers a photo")
    return words.format(megabytes=megabytes, count=QLocale().toString(facts.dim))


def language_words(facts: PackFacts) -> str:
    """Names of the languages, each in itself where Qt knows it."""
    return ", ".join(own_name(code) for code in facts.languages)


def figure_words(facts: PackFacts) -> str:
    lines = figures(facts.metrics)
    more = len(lines) - SHOWN_FIGURES
    shown = lines[:SHOWN_FIGURES]
    if more > 0:
        shown.append(translate("PackFacts", "… and {count} more").format(count=more))
    return "\n".join(shown) or translate("PackFacts", "nothing was measured")


def grouped(fingerprint: str) -> str:
    return " ".join(fingerprint[n : n + GROUP] for n in range(0, len(fingerprint), GROUP))


def fact_grid(facts: PackFacts, *, whole: bool) -> QGridLayout:
    """Rows of name and value; *whole* shows limits and the full fingerprint too."""
    t = translate
    licences = "\n".join(f"{how}: {what}" for what, how in facts.licences.items())
    rows = {
        t("PackFacts", "Size"): size_words(facts),
        t("PackFacts", "Languages"): language_words(facts),
        t("PackFacts", "Measured"): figure_words(facts),
        t("PackFacts", "Licences"): licences,
    }
    if whole:
        rows[t("PackFacts", "Limits")] = "\n".join(facts.limits)
    grid = QGridLayout()
    grid.setHorizontalSpacing(GAP)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    top = Qt.AlignmentFlag.AlignTop
    for place, (name, value) in enumerate((n, v) for n, v in rows.items() if v):
        title, words = label("small"), label("", wrap=True, selectable=True)
        title.setText(name)
        words.setText(value)
        words.setAccessibleName(f"{name}: {value}")
        grid.addWidget(title, place, 0, top)
        words.setAlignment(top | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(words, place, 1)
    return grid


def fingerprint_label(fingerprint: str) -> QLabel:
    """The fingerprint in letters of one width, to be compared and copied."""
    made = label(wrap=True, selectable=True)
    made.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    made.setText(grouped(fingerprint))
    made.setAccessibleName(
        translate("PackFacts", "Fingerprint {fingerprint}").format(fingerprint=grouped(fingerprint))
    )
    return made
