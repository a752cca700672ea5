"""From the photos of a question to the words that are printed on the item.

A person asks for it, or the program offers it where a photo alone left the answer open. Words are
never looked up before a person took them, and what is read late, for another question, is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.label_text import LabelText
from desktop_app.core.types import Answer, Verdict
from desktop_app.gui.lookup_session import LookupSession
from desktop_app.gui.query_panel import QueryPanel
from desktop_app.gui.read_label_line import LabelState, ReadLabelLine
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services


class ReadLabelFlow(QObject):
    """Reads behind the window and puts the words into the field of *query*."""

    failed = Signal(object)  # BaseException

    def __init__(
        self,
        services: Services,
        theme: Theme,
        query: QueryPanel,
        session: LookupSession,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._query = services, query
        self._tasks = TaskRunner("read-label", parent=self)
        self._dropped = Event()
        self._is_reading = self._is_asked = False
        self.line = ReadLabelLine(theme)
        query.offer_label(offered=services.label_reading.is_available)
        query.label_asked.connect(self.read)
        query.field.textChanged.connect(self._leave_to_typing)
        query.cleared.connect(self.stop)
        session.cancelled.connect(self.stop)
        self.line.use_asked.connect(self.read)

    @property
    def is_busy(self) -> bool:
        """Whether something is being read, be it for nobody any more."""
        return self._tasks.is_busy()

    @property
    def waits_to_be_asked(self) -> bool:
        """Whether a label can be read, and is read only where a person asks for it."""
        reads_unasked = self._services.settings.offer_labels
        return self._services.label_reading.is_available and not reads_unasked

    @Slot()
    def read(self) -> None:
        """Read the label of the photos of the question; an offer that stands is taken."""
        photos = self._query.query.photos
        if self.line.offered:
            self._use(self.line.label)
        elif (missing := self._services.label_reading.missing) is not None:
            self.failed.emit(UserError(missing))
        elif photos and not self._is_asked:
            self._is_asked = True
            self.line.show_state(LabelState.READING)
            self._begin(photos)

    @Slot(object)
    def consider(self, answer: Answer) -> None:
        """Read by itself what may settle *answer*, if the person chose that."""
        query = self._query.query
        is_open = answer.verdict is not Verdict.MATCH and not answer.text and not query.text
        wanted = self._services.settings.offer_labels and query.photos
        if is_open and wanted and self._services.label_reading.is_available:
            self.line.show_state(LabelState.LOOKING)
            self._begin(query.photos)

    @Slot()
    def stop(self) -> None:
        """Nobody waits for the label any more."""
        self._dropped.set()
        self._is_reading = self._is_asked = False
        self.line.show_state(LabelState.IDLE)

    def step_back(self) -> bool:
        """Esc: stop reading, if a person asked for it."""
        was_asked = self._is_asked
        if was_asked:
            self.stop()
        return was_asked

    def close(self) -> None:
        self._dropped.set()
        self._tasks.close()

    # how it is done

    def _begin(self, photos: Sequence[PhotoInput]) -> None:
        """Read, unless it is being done: what was begun unasked may be asked for meanwhile."""
        if self._is_reading:
            return
        self._is_reading, self._dropped = True, Event()
        work = partial(_read, self._services.label_reading.read, photos, self._dropped)
        done = partial(self._done, self._dropped)
        self._tasks.submit(work, done, partial(self._fail, self._dropped))

    def _done(self, dropped: Event, label: LabelText) -> None:
        if dropped.is_set():
            return
        was_asked = self._is_asked
        self._is_reading = self._is_asked = False
        if label.words and was_asked:
            self._use(label)
        elif label.words:
            self.line.show_state(LabelState.OFFERED, label)
        else:
            state = LabelState.UNKNOWN if label.lines else LabelState.BLANK
            self.line.show_state(state, label)

    def _use(self, label: LabelText) -> None:
        """Ask again with the words; that clears the line, so that it is filled after it."""
        self._query.add_words(label.words)
        self.line.show_state(LabelState.USED, label)

    def _fail(self, dropped: Event, error: BaseException) -> None:
        """What nobody asked for fails without a word."""
        if dropped.is_set():
            return
        was_asked = self._is_asked
        self.stop()
        if was_asked:
            self.failed.emit(error)

    @Slot()
    def _leave_to_typing(self) -> None:
        if self._is_reading:
            self.stop()


def _read(
    read: Callable[[Sequence[PhotoInput]], LabelText],
    photos: Sequence[PhotoInput],
    dropped: Event,
) -> LabelText:
    """The label, or nothing where nobody wants it by the time that its turn comes."""
    return LabelText() if dropped.is_set() else read(photos)
