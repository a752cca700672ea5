"""One model pack in the list: what its card says, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from desktop_app.core.messages import render_parts
from desktop_app.gui.formats import number
from desktop_app.gui.pack_facts import fact_grid
from desktop_app.gui.translator import translate_message
from desktop_app.gui.widgets import GAP, button, column, label, name_control, row, sign

if TYPE_CHECKING:
    from desktop_app.services.model_packs import PackFacts
    from desktop_app.services.pack_switch import SwitchState


class PackCard(QFrame):
    """Made anew whenever the list changes."""

    use_asked = Signal(object)  # PackFacts
    remove_asked = Signal(object)  # PackFacts
    stop_asked = Signal()

    def __init__(
        self, facts: PackFacts, *, in_use: bool, preparing: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.facts = facts
        self.title, self.what = label("heading", wrap=True), label("muted", wrap=True)
        self.state = label("small", wrap=True)
        self.use_button, self.remove_button = button("check", "primary"), button("remove")
        self.stop_button = button("stop")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.progress_words = label("small")
        self._say(in_use=in_use)
        self._lay_out(in_use=in_use, preparing=preparing)
        self.use_button.clicked.connect(lambda: self.use_asked.emit(facts))
        self.remove_button.clicked.connect(lambda: self.remove_asked.emit(facts))
        self.stop_button.clicked.connect(self.stop_asked)

    def _say(self, *, in_use: bool) -> None:
        facts = self.facts
        name = f"{facts.name} {facts.version}".strip()
        self.title.setText(facts.title or facts.name)
        self.what.setText(name)
        notes = []
        if in_use:
            notes.append(self.tr("In use"))
        if facts.is_shipped:
            notes.append(self.tr("Comes with Shelfsight"))
        if facts.problem is not None:
            problem = render_parts(facts.problem, translate_message)
            notes += [problem.what, problem.next]
        elif not facts.is_calibrated:
            notes.append(self.tr("Not calibrated: every answer is “unsure”, never a match."))
        self.state.setText("  ·  ".join(notes))
        self.setAccessibleName(". ".join((self.title.text(), name, *notes)))
        self.use_button.setText(self.tr("Use"))
        self.remove_button.setText(self.tr("Remove"))
        self.stop_button.setText(self.tr("Stop preparing"))
        name_control(self.use_button, self.tr("Use the model pack {name}").format(name=name))
        name_control(self.remove_button, self.tr("Remove the model pack {name}").format(name=name))

    def _lay_out(self, *, in_use: bool, preparing: bool) -> None:
        icon, role = ("check", "success") if in_use else ("model", "muted")
        if self.facts.problem is not None:
            icon, role = "warning", "warning"
        usable = self.facts.problem is None
        self.use_button.setVisible(usable and not in_use and not preparing)
        self.remove_button.setVisible(not (self.facts.is_shipped or in_use or preparing))
        buttons = column(row(self.remove_button, self.use_button), None)
        words = column(self.title, self.what, self.state, gap=3)
        head = row(sign(icon, role, 24), words, buttons, gap=GAP)
        head.setStretch(1, 1)
        self.progress = QWidget()
        self.progress.setLayout(
            column(self.bar, row(self.progress_words, None, self.stop_button), gap=6)
        )
        self.progress.setVisible(preparing)
        layout = column(head, self.progress, gap=GAP)
        if self.facts.fingerprint:
            layout.addLayout(fact_grid(self.facts, whole=False))
        layout.setContentsMargins(18, 14, 18, 14)
        self.setLayout(layout)
        self.setProperty("card", "strong" if in_use else "true")

    def show_progress(self, state: SwitchState) -> None:
        report = state.report
        self.bar.setRange(0, max(1, report.total))
        self.bar.setValue(report.done)
        if state.is_waiting:
            words = self.tr("Ready: it is used as soon as the work at hand has ended.")
        else:
            words = self.tr("{done} of {total} photos and texts read").format(
                done=number(report.done), total=number(report.total)
            )
        self.progress_words.setText(words)
        self.bar.setAccessibleName(words)
