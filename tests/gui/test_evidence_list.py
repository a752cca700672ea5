"""The reasons of a candidate in the window: a sentence each, a bar where there is a likeness."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from desktop_app.core.types import Candidate, Evidence, EvidenceKind, Product
from desktop_app.gui.evidence_list import EvidenceList
from desktop_app.gui.theme import Theme


def test_print_is_said_in_words_before_likeness(qtbot: QtBot, theme: Theme) -> None:
    proof = Evidence(EvidenceKind.PRINT, 0.98, "37", photo_id=4)
    likeness = Evidence(EvidenceKind.PHOTO, 0.61, photo_id=3)
    shown = EvidenceList(theme)
    qtbot.addWidget(shown)
    shown.show_candidate(Candidate(Product("MUG", "mug"), 0.61, 0.98, (proof, likeness)))
    words = [found.text() for found in shown.findChildren(QLabel) if found.text()]
    assert words == [
        "The print on both photos lines up: 37 points",
        "Looks like a catalogue photo, similarity 0.61",
    ]
    assert [bar.value() for bar in shown.findChildren(QProgressBar)] == [61]
