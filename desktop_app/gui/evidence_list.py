"""Why a product was proposed: one line a reason, with a bar where there is a similarity."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from desktop_app.core.types import Candidate, Evidence, EvidenceKind
from desktop_app.core.wording import evidence_words
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.widgets import GAP_S, clear_layout, label, row, sign

_SIGNS = {
    EvidenceKind.CODE: "code",
    EvidenceKind.PHOTO: "photo",
    EvidenceKind.TEXT: "text",
    EvidenceKind.PRINT: "match",
}
_WITHOUT_BAR = frozenset({EvidenceKind.CODE, EvidenceKind.PRINT})
_BAR_PX = 120


class EvidenceList(QWidget):
    """The evidence of one candidate."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._candidate: Candidate | None = None
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(GAP_S)

    def show_candidate(self, candidate: Candidate) -> None:
        self._candidate = candidate
        clear_layout(self._rows)
        for evidence in candidate.evidence:
            self._rows.addWidget(_line(evidence))
        refresh_icons(self, self._theme.tokens)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._candidate is not None:
            self.show_candidate(self._candidate)
        super().changeEvent(event)


def _line(evidence: Evidence) -> QWidget:
    holder = QWidget()
    words = label(wrap=True, selectable=True)
    words.setText(evidence_words(evidence, translate_wording))
    layout = row(sign(_SIGNS[evidence.kind], "accent", 18), words, gap=10)
    layout.setStretch(1, 1)
    layout.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    if evidence.kind not in _WITHOUT_BAR:
        layout.addWidget(_bar(evidence.strength))
    holder.setLayout(layout)
    return holder


def _bar(similarity: float) -> QProgressBar:
    bar = QProgressBar()
    bar.setTextVisible(False)
    bar.setFixedWidth(_BAR_PX)
    bar.setRange(0, 100)
    bar.setValue(round(max(0.0, min(1.0, similarity)) * 100))
    named = QCoreApplication.translate("EvidenceList", "Similarity {n}")
    bar.setAccessibleName(named.format(n=QLocale().toString(similarity, "f", 2)))
    return bar
