"""The main page: ask at the top, the verdict below, results on the left, the product beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import NoPhotoReadableError, PhotoError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.product_filter import ProductFilter
from desktop_app.core.scan_text import scanned_text, shown_code
from desktop_app.core.scanner import Scan
from desktop_app.core.types import Answer, Candidate, HistoryEntry, Reason
from desktop_app.gui.answer_area import AnswerArea
from desktop_app.gui.camera_panel import CameraPanel
from desktop_app.gui.candidate_grid import CandidateGrid
from desktop_app.gui.candidate_model import CandidateModel
from desktop_app.gui.comparison import Comparison
from desktop_app.gui.decision_bar import ADD_KEY, CONFIRM_KEY, OTHER_KEY, UNDO_KEY
from desktop_app.gui.detail_panel import RECOMMEND_KEY, DetailPanel
from desktop_app.gui.empty_page import EmptyPage
from desktop_app.gui.filter_bar import CLEAR_KEY, FILTER_KEY, FilterBar
from desktop_app.gui.formats import moment
from desktop_app.gui.incoming import Incoming
from desktop_app.gui.inquiry_flow import InquiryFlow
from desktop_app.gui.labels_flow import LABELS_KEY, LabelsFlow
from desktop_app.gui.lookup_session import LookupSession
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice, notice_of
from desktop_app.gui.next_steps import CODE_KEY, INQUIRY_KEY
from desktop_app.gui.page import Page
from desktop_app.gui.pages import INQUIRIES_KEY
from desktop_app.gui.photo_editing import PhotoEditing
from desktop_app.gui.photo_strip import Picture, pictures_of
from desktop_app.gui.query_panel import QueryPanel
from desktop_app.gui.read_label_flow import ReadLabelFlow
from desktop_app.gui.read_label_line import READ_LABEL_KEY
from desktop_app.gui.recommend_flow import RecommendFlow
from desktop_app.gui.result_actions import ResultActions
from desktop_app.gui.result_flow import ResultFlow
from desktop_app.gui.result_layout import ResultLayout
from desktop_app.gui.results_bar import BACK_KEY, SIMILAR_KEY, ResultsBar
from desktop_app.gui.results_view import ResultsView
from desktop_app.gui.stock_move import MOVE_KEY
from desktop_app.gui.stock_step import StockStep
from desktop_app.gui.teach_flow import TeachFlow
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.verdict_banner import VerdictBanner
from desktop_app.gui.widgets import GAP, GAP_S, column, row
from desktop_app.services.lookup import LookupOutcome, Query
from desktop_app.services.question_code import looks_like_code
from desktop_app.services.teaching import Lesson

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_BY_CODE = frozenset(
    {
        Reason.CODE_MATCH,
        Reason.CODES_DISAGREE,
        Reason.CODE_AGAINST_PHOTO,
        Reason.CODE_UNKNOWN,
    }
)
"""Reasons that tell by themselves what became of a code that was scanned."""


class FindPage(Page):
    """Asks, and shows the answer."""

    answered = Signal(object)  # Answer
    open_asked = Signal()
    add_asked = Signal()
    paste_asked = Signal()

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._adding = False
        self._scanned = ""
        self.session = LookupSession(services.lookup, self)
        self.candidates = CandidateModel(pictures, services.catalogue.photo_path, self)
        self.query = QueryPanel(pictures, theme)
        self.read_label = ReadLabelFlow(services, theme, self.query, self.session, self)
        self.message = MessageBar(theme)
        self.verdict = VerdictBanner(theme)
        self.filters = FilterBar(services.catalogue, theme)
        self.results_bar = ResultsBar(theme)
        self.result_flow = ResultFlow(services, self.candidates, self)
        self.grid = CandidateGrid(self.candidates, theme)
        self.detail = DetailPanel(services.catalogue, pictures, theme)
        self.comparison = Comparison(services.explanation, self.detail, self.candidates, self)
        self.stock_step = StockStep(services, self.detail, self)
        self.editing = PhotoEditing(pictures, theme, self)
        self.empty = EmptyPage(pictures, theme)
        self.teach = TeachFlow(services, pictures, theme, self, self.verdict.steps)
        self.inquiry = InquiryFlow(services, pictures, theme, self.teach, self)
        self.camera = CameraPanel(services, pictures, theme)
        self.results = ResultsView(self.results_bar, self.grid, self.detail)
        self.recommend = RecommendFlow(services, pictures, theme, self)
        self.labels = LabelsFlow(services, theme, self)
        self.on_results = ResultActions(
            self.candidates, self.results, self.result_flow, self.recommend, self.labels
        )
        self.answer = AnswerArea(self.verdict, self.teach.bar, self.empty, self.results)
        self._lay_out()
        self._connect()
        self.show_layout(ResultLayout(services.settings.results))

    def _lay_out(self) -> None:
        asked = column(self.query, self.read_label.line, self.filters, gap=2)
        beside = row(self.camera, self.answer, gap=GAP)
        beside.setStretch(1, 1)
        layout = column(asked, self.message, beside, gap=GAP_S)
        layout.setStretch(2, 1)
        layout.setContentsMargins(20, 12, 20, 10)
        self.setLayout(layout)
        self.setObjectName("page")

    def _connect(self) -> None:
        self.query.query_made.connect(self.ask)
        self.query.cleared.connect(self._show_nothing)
        self.query.down_pressed.connect(self._enter_grid)
        self.query.edit_asked.connect(self.editing.open)
        self.editing.edited.connect(self.query.replace_photo)
        self.editing.failed.connect(self._show_error)
        for asks in (self.query, self.empty):
            asks.open_asked.connect(self.open_asked)
            asks.paste_asked.connect(self.paste_asked)
        self.query.add_asked.connect(self.add_asked)
        self.empty.sample_chosen.connect(self._try_sample)
        self.session.answered.connect(self._show_outcome)
        self.session.failed.connect(self._show_error)
        self.session.picture_ready.connect(self._use_picture)
        self.query.camera_asked.connect(self.camera.toggle)
        self.camera.photo_taken.connect(self._use_camera_photo)
        self.camera.code_read.connect(self._use_camera_code)
        self.camera.enrol_asked.connect(self.add_product)
        self.camera.enrolled.connect(self._show_enrolled)
        for keys, take in (("Space", self.camera.take), ("Shift+Space", self.camera.add)):
            in_results = QShortcut(QKeySequence(keys), self.grid)
            in_results.setContext(Qt.ShortcutContext.WidgetShortcut)
            in_results.activated.connect(take)
        for ended in (self.session.answered, self.session.failed, self.query.cleared):
            ended.connect(self.camera.lookup_ended)
        self.grid.chosen.connect(self._show_candidate)
        self.grid.opened.connect(self.toggle_large)
        self.detail.expand_asked.connect(self.toggle_large)
        self.recommend.product_opened.connect(self.sought)
        self.filters.changed.connect(self._use_filter)
        self.filters.folding.connect(self.query.filter_button.setVisible)
        self.query.filters_asked.connect(self.filters.toggle)
        self.on_results.begun.connect(self.message.clear)
        steps = (self.teach, self.inquiry, self.result_flow, self.recommend, self.read_label)
        for source in (*steps, self.filters):
            source.failed.connect(self._show_side_error)
        self.answered.connect(self.read_label.consider)
        self.inquiry.saved.connect(self._say_inquiry_saved)
        self.teach.taught.connect(self.query.focus_field)
        for changed in (
            self.teach.taught,
            self.teach.undone,
            self.camera.enrolled,
            self.stock_step.moved,
        ):
            changed.connect(self.catalogue_changed)

    @property
    def shortcuts(self) -> dict[str, Callable[[], None]]:
        """Keys that say something about the answer on the screen."""
        return {
            MOVE_KEY: self.stock_step.start,
            LABELS_KEY: self.on_results.make_label,
            CONFIRM_KEY: self.teach.confirm,
            OTHER_KEY: self.teach.choose_other,
            ADD_KEY: self.add_product,
            UNDO_KEY: self.teach.undo,
            CODE_KEY: self.teach.attach_code,
            INQUIRY_KEY: self.inquiry.ask,
            READ_LABEL_KEY: self.read_label.read,
            SIMILAR_KEY: self.on_results.show_similar,
            RECOMMEND_KEY: self.on_results.show_recommended,
            BACK_KEY: self.on_results.go_back,
            FILTER_KEY: self.filters.enter,
            CLEAR_KEY: self.filters.clear,
        }

    def receive(self, incoming: Incoming, *, add: bool = False) -> bool:
        """Ask for what was dropped or pasted; *add*: a further photo of the same item."""
        if incoming.photos:
            self.query.use_photos(incoming.photos, add=add)
        elif incoming.image is not None:
            self._adding = add
            self.session.prepare(incoming.image, self.tr("Pasted picture"))
        elif incoming.text and looks_like_code(incoming.text):
            self._ask(self.query.use_code(incoming.text))
        elif incoming.text:
            self.query.insert_text(incoming.text)
        return bool(incoming)

    def use_scan(self, scan: Scan) -> None:
        """Look up what a scanner gun sent. Each of several goes into the history."""
        code = scanned_text(scan.text)
        if code:
            self._ask(self.query.use_code(code), scanned=code)

    @Slot(object, bool)
    def _use_camera_photo(self, photo: PhotoInput, add: bool) -> None:  # noqa: FBT001  (a slot)
        self.query.use_photos([photo], add=add)

    @Slot()
    def add_product(self) -> None:
        """A new product: of the camera while it is on, with the photos of an open question."""
        if not self.camera.is_on:
            self.teach.add_product()
            return
        self.session.cancel()
        self._show_busy(busy=False)
        self.camera.enrol(self.query.query.photos if self.teach.is_open else ())

    @Slot(object)
    def _show_enrolled(self, lesson: Lesson) -> None:
        self.query.clear()
        self.teach.show_lesson(lesson)
        self.camera.view.setFocus()

    @Slot(str)
    def _use_camera_code(self, code: str) -> None:
        self.use_scan(Scan(code, 0.0, ended=True))

    @Slot(object)
    def ask(self, query: Query) -> None:
        self._ask(query)

    def _ask(self, query: Query, scanned: str = "") -> None:
        self._scanned = scanned
        self.message.clear()
        self.teach.clear()
        self.comparison.clear()
        self._show_busy(busy=True)
        self.session.ask(query, kept=bool(scanned))

    def use_room(self, height_px: int) -> None:
        self.filters.use_room(height_px)

    def step_back(self) -> bool:
        """Esc: leave the camera's form, reading, the large view, what is alike; else all."""
        if self.camera.step_back() or self.read_label.step_back():
            return True
        if self.answer.is_large:
            self.toggle_large()
        elif self.result_flow.can_go_back:
            self.on_results.go_back()
        else:
            self.session.cancel()
            self.query.clear()
        return True

    def toggle_large(self) -> None:
        """Give the chosen product the whole width, or the results their place back."""
        self.results.toggle_large()

    # results

    def show_layout(self, layout: ResultLayout) -> None:
        """Results as tiles or as rows."""
        self.results.show_layout(layout)

    @Slot(object)
    def _use_filter(self, only: ProductFilter) -> None:
        """What is searched has changed: answer the question on the screen anew."""
        self.query.only = only
        if self.query.query.photos or self.query.query.text:
            self.query.ask()

    def _say_inquiry_saved(self) -> None:
        saved = Message.of(MessageId.INQUIRY_SAVED, key=INQUIRIES_KEY)
        self.message.show_notice(notice(saved), "success")
        self.query.focus_field()

    def close_session(self) -> None:
        self.query.close_session()
        self.session.close()
        self.comparison.close()
        self.teach.close()
        self.inquiry.close()
        self.read_label.close()
        self.result_flow.close()
        self.recommend.close()
        self.labels.close()
        self.filters.close_session()
        self.editing.close()
        self.camera.close_session()
        self.stock_step.close()

    @Slot(object)
    def _use_picture(self, photo: object) -> None:
        self.query.use_photos([photo], add=self._adding)  # type: ignore[list-item]

    @Slot(object)
    def _try_sample(self, photo: object) -> None:
        self.query.use_photos([photo])  # type: ignore[list-item]

    @Slot(object)
    def _show_outcome(self, outcome: LookupOutcome) -> None:
        answer = outcome.answer
        self._show_busy(busy=False)
        self.query.show_states(outcome.photos)
        pictures = pictures_of(outcome.photos)
        self.editing.remember(self.query.query.photos, outcome.photos)
        self.detail.show_query(pictures)
        self.comparison.use_outcome(self.query.query.photos, outcome)
        self.teach.show_outcome(outcome, pictures, self._scanned)
        self._show_answer(answer)
        if answer.problems:
            self.message.show_notice(notice(answer.problems[0]), "warning")
        elif self._scanned and answer.reason not in _BY_CODE:
            unknown = Message.of(MessageId.CODE_UNKNOWN, name=shown_code(self._scanned))
            self.message.show_notice(notice(unknown), "warning")
        self.answered.emit(answer)

    def show_stored(self, entry: HistoryEntry, answer: Answer) -> None:
        """Show an answer of the history; nothing is asked, and nothing can be taught by it."""
        self.session.cancel()
        self.query.clear()
        source = entry.thumbnail
        pictures = [] if source is None else [Picture(f"h{entry.lookup_id}", source, source)]
        self.detail.show_query(pictures)
        self.comparison.use_stored(source, answer)
        self._show_answer(answer, is_stored=True)
        stored = Message.of(MessageId.STORED_ANSWER, time=moment(entry.at), person=entry.person)
        self.message.show_notice(notice(stored), "warning")

    def _show_answer(self, answer: Answer, *, is_stored: bool = False) -> None:
        self.verdict.can_read_label = not is_stored and self.read_label.waits_to_be_asked
        self.answer.show_answer(answer)
        self.stock_step.use_lookup(answer.lookup_id)
        self.result_flow.show_answer(answer, is_stored=is_stored)
        if self.camera.view.hasFocus():
            return
        if not answer.candidates:
            self.query.focus_field()
        elif not self.query.field.hasFocus():
            self.grid.setFocus()

    @Slot(object)
    def _show_error(self, error: BaseException) -> None:
        self._show_nothing()
        self.message.show_notice(notice_of(error))
        if isinstance(error, NoPhotoReadableError):
            self.query.show_states(error.errors)
        elif isinstance(error, PhotoError):
            self.query.show_states([error] * len(self.query.query.photos))

    @Slot(object)
    def _show_candidate(self, candidate: Candidate) -> None:
        self.detail.show_candidate(candidate)
        self.comparison.show_candidate(candidate)
        self.teach.show_candidate(candidate)

    @Slot(object)
    def _show_side_error(self, error: BaseException) -> None:
        self.message.show_notice(notice_of(error))

    def _show_nothing(self) -> None:
        self._show_busy(busy=False)
        self.message.clear()
        self.teach.clear()
        self.answer.show_nothing()
        self.result_flow.show_answer(None)

    def _show_busy(self, *, busy: bool) -> None:
        self.query.show_busy(busy=busy)
        self.answer.show_busy(busy=busy)

    def _enter_grid(self) -> None:
        if self.candidates.rowCount():
            self.grid.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing anywhere on the page goes to the field."""
        held = event.modifiers() & ~(_SHIFT | Qt.KeyboardModifier.KeypadModifier)
        if event.text().isprintable() and event.text().strip() and not held:
            self.query.type_in(event)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside everything: nothing else needs the keyboard."""
        self.query.field.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def retranslate(self) -> None:
        self.candidates.retranslate()
