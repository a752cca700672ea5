"""The status bar: catalogue, index, device really used, model, time of the last lookup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStatusBar, QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.core.types import Answer, DeviceInfo, ProgressReport
from desktop_app.gui.access_sign import SIGN_IN_KEY, AccessSign
from desktop_app.gui.formats import counted_words, milliseconds
from desktop_app.gui.icons import refresh_icons, set_icon
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_message
from desktop_app.gui.widgets import label, row, sign

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services
    from desktop_app.services.pack_switch import SwitchState

REFRESH_MS = 1000


@dataclass(frozen=True, slots=True)
class Facts:
    """What the status bar says about the open catalogue."""

    counts: Any
    gallery: Any
    device: DeviceInfo
    model: str
    fingerprint: str = ""


def read_facts(services: Services) -> Facts:
    """Ask the services; touches the database, so not on the GUI thread."""
    model = services.analyst.model
    name = f"{model.name} {model.version}".strip()
    return Facts(
        services.catalogue.counts(),
        services.gallery_state(),
        services.analyst.device,
        name,
        model.fingerprint,
    )


class _Entry(QWidget):
    """A sign and a few words."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.sign, self.words = sign(icon, "muted", 16), label()
        layout = row(self.sign, self.words, gap=6)
        layout.setContentsMargins(8, 0, 8, 0)
        self.setLayout(layout)

    def say(self, words: str, explanation: str = "") -> None:
        self.words.setText(words)
        self.setToolTip(explanation)
        self.setAccessibleName(words)
        self.setAccessibleDescription(explanation)
        self.setVisible(bool(words))


class StatusBar(QStatusBar):
    """Keeps itself up to date while the index changes; asks in the background."""

    facts_changed = Signal()

    def __init__(self, services: Services, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._theme = theme
        self._facts: Facts | None = None
        self._answer: Answer | None = None
        self._import: ProgressReport | None = None
        self._tasks = TaskRunner("status", parent=self)
        self._timer = QTimer(self)
        self._timer.setInterval(REFRESH_MS)
        self._timer.timeout.connect(self.refresh)
        self.catalogue, self.index = _Entry("stock"), _Entry("check")
        self.running, self.preparing = _Entry("import"), _Entry("model")
        self._switch: SwitchState | None = None
        self.device, self.model, self.time = _Entry("device"), _Entry("model"), _Entry("clock")
        for entry in (self.catalogue, self.index, self.running, self.preparing):
            self.addWidget(entry)
        self.access = AccessSign(services, theme)
        for entry in (self.time, self.device, self.model):
            self.addPermanentWidget(entry)
        self.addPermanentWidget(self.access)
        QShortcut(QKeySequence(SIGN_IN_KEY), self).activated.connect(self.access.open)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(10, 0, 10, 0)
        self.retranslate()

    @property
    def facts(self) -> Facts | None:
        return self._facts

    def refresh(self) -> None:
        """Ask for the facts again; nothing happens while an answer is still on its way."""
        if not self._tasks.is_busy():
            self._tasks.submit(partial(read_facts, self._services), self._use, self._keep_old)

    def show_answer(self, answer: Answer) -> None:
        self._answer = answer
        self.retranslate()

    def show_import(self, report: ProgressReport | None) -> None:
        self._import = report
        self.retranslate()

    def show_switch(self, state: SwitchState | None) -> None:
        """How far the preparation of a model pack is; None when there is none."""
        self._switch = state
        self.retranslate()

    def close_session(self) -> None:
        self._timer.stop()
        self.access.close_session()
        self._tasks.close()

    @Slot(object)
    def _use(self, facts: Facts) -> None:
        self._facts = facts
        if facts.gallery.building or self._import is not None or not facts.device.device:
            self._timer.start()
        else:
            self._timer.stop()
        self.retranslate()
        self.facts_changed.emit()

    def _keep_old(self, error: BaseException) -> None:
        del error  # in the log; the bar goes on saying what it last knew

    def retranslate(self) -> None:
        facts = self._facts
        self.catalogue.say(self._catalogue_words() if facts else self.tr("Opening the catalogue…"))
        self.index.say(*(self._index_words() if facts else ("", "")))
        self.running.say(self._import_words())
        self.preparing.say(*self._switch_words())
        self._say_device()
        self.model.say(facts.model if facts else "", self.tr("Model that makes the embeddings"))
        self._say_time()
        refresh_icons(self, self._theme.tokens)

    def _catalogue_words(self) -> str:
        assert self._facts is not None  # noqa: S101  (only asked with facts at hand)
        counts = self._facts.counts
        words = self.tr("{products}, {photos}")
        return words.format(
            products=counted_words(counts.products, Counted.PRODUCTS),
            photos=counted_words(counts.photos, Counted.PHOTOS),
        )

    def _index_words(self) -> tuple[str, str]:
        assert self._facts is not None  # noqa: S101  (only asked with facts at hand)
        state = self._facts.gallery
        if state.unread:
            set_icon(self.index.sign, "retry", "warning", 16)
            share = _whole_percent(state.size, state.size + state.unread)
            words = self.tr("Reading the index: {n} %").format(n=share)
            return words, self.tr("Lookups answer from what has been read, and say so.")
        if state.loading:
            set_icon(self.index.sign, "retry", "warning", 16)
            return self.tr("Index loading"), self.tr(
                "Lookups compare with every reference meanwhile; nothing is left out."
            )
        if state.building:
            set_icon(self.index.sign, "retry", "warning", 16)
            share = _whole_percent(state.done, state.total)
            words = self.tr("Building the index: {n} %").format(n=share)
            return words, self.tr("Lookups are answered by exact search meanwhile.")
        set_icon(self.index.sign, "check", "success", 16)
        if str(state.kind) == "hnsw":
            return self.tr("Index ready"), self.tr("Fast search over all references (HNSW).")
        return self.tr("Exact search"), self.tr(
            "Every reference is compared, which is fast enough for a catalogue of this size."
        )

    def _import_words(self) -> str:
        report = self._import
        if report is None:
            return ""
        share = _whole_percent(report.done, report.total)
        return self.tr("Importing: {n} %").format(n=share)

    def _switch_words(self) -> tuple[str, str]:
        if self._switch is None:
            return "", ""
        report = self._switch.report
        share = _whole_percent(report.done, report.total)
        words = self.tr("Preparing {name}: {n} %").format(name=self._switch.name, n=share)
        return words, self.tr("The model pack in use goes on answering until this one is ready.")

    def _say_device(self) -> None:
        device = self._answer.device if self._answer else self._facts and self._facts.device
        if not device or not device.device:
            self.device.say(self.tr("Starting the model…"))
            return
        wished = self.tr("Wanted: {wished}").format(wished=device.wished)
        reason = translate_message(device.reason) if device.reason else ""
        self.device.say(device.device, "\n".join(words for words in (wished, reason) if words))

    def _say_time(self) -> None:
        if self._answer is None:
            self.time.say("")
            return
        steps = self._answer.ms
        words = self.tr("Last lookup {time}").format(time=milliseconds(steps.get("total", 0.0)))
        self.time.say(words, self._steps(steps))

    def _steps(self, steps: Mapping[str, float]) -> str:
        names = {
            "decode": self.tr("Reading the photo"),
            "barcodes": self.tr("Looking for barcodes"),
            "preprocess": self.tr("Preparing the picture"),
            "image": self.tr("Image model"),
            "text": self.tr("Text model"),
            "fusion": self.tr("Fusion model"),
            "copies": self.tr("Copies to show"),
            "analysis": self.tr("Analysis in all"),
            "search": self.tr("Searching the index"),
            "catalogue": self.tr("Reading the catalogue"),
            "codes": self.tr("Checking codes"),
        }
        known = [
            f"{names.get(s, s)}: {milliseconds(ms)}" for s, ms in steps.items() if s != "total"
        ]
        return "\n".join(known)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _whole_percent(done: int, total: int) -> int:
    """Rounded down, as on the page of the import: 100 is said when nothing is left."""
    return 100 * done // total if total else 0
