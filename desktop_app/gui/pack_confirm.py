"""The question before a model pack from elsewhere is added: is it the one you trust?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from desktop_app.gui.pack_facts import fact_grid, fingerprint_label
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, row, sign

if TYPE_CHECKING:
    from desktop_app.services.model_packs import StagedPack

WIDTH_PX = 600


class PackConfirm(Sheet):
    """Accepted once the person has ticked that the fingerprint is right."""

    def __init__(self, staged: StagedPack, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self.staged = staged
        facts = staged.facts
        self.title, self.name = label("title", wrap=True), label("muted")
        self.title.setText(facts.title or facts.name)
        self.name.setText(f"{facts.name} {facts.version}")
        self.warning, self.ask = label(wrap=True), label("heading", wrap=True)
        self.fingerprint = fingerprint_label(facts.fingerprint)
        self.calibration = label("small", wrap=True)
        self.right = QCheckBox()
        self.copy_button, self.no_button = button("copy", "quiet"), button()
        self.yes_button = button("add", "primary")
        self.yes_button.setEnabled(False)
        self._lay_out()
        self.retranslate()
        self.right.toggled.connect(self.yes_button.setEnabled)
        self.copy_button.clicked.connect(self._copy)
        self.no_button.clicked.connect(self.reject)
        self.yes_button.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        risk = row(sign("warning", "warning", 24), self.warning, gap=GAP)
        risk.setStretch(1, 1)
        body = column(
            column(self.title, self.name, gap=3),
            risk,
            fact_grid(self.staged.facts, whole=True),
            self.calibration,
            column(self.ask, self.fingerprint, row(self.copy_button, None), self.right, gap=6),
            None,
            gap=GAP_L,
        )
        self.set_content(body, row(None, self.no_button, self.yes_button, gap=GAP))
        self.calibration.setVisible(not self.staged.facts.is_calibrated)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Add a model pack"))
        self.warning.setText(
            self.tr(
                "A model pack is a program of sorts. It was read and asks for nothing special; "
                "it is tried in a process of its own. Add it only if you trust its maker."
            )
        )
        self.calibration.setText(
            self.tr("Not calibrated: with this pack every answer is “unsure”, never a match.")
        )
        self.ask.setText(self.tr("Compare the fingerprint with the one its maker published:"))
        self.copy_button.setText(self.tr("Copy the fingerprint"))
        self.right.setText(self.tr("It is the same, and I trust this pack"))
        self.no_button.setText(self.tr("Do not add it"))
        self.yes_button.setText(self.tr("Try and add"))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.staged.facts.fingerprint)
