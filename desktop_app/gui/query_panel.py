"""One place to enter anything: photos, words, a code. It says what a person asks; others answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QProgressBar, QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.core.product_filter import EVERYTHING
from desktop_app.core.undo import Undo
from desktop_app.gui.camera_head import CAMERA_KEY
from desktop_app.gui.filter_bar import FILTER_KEY
from desktop_app.gui.icons import refresh_icon
from desktop_app.gui.query_photos import PhotoState, QueryPhotos
from desktop_app.gui.read_label_line import READ_LABEL_KEY
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.widgets import (
    button,
    column,
    hint,
    icon_button,
    name_control,
    restyle,
    row,
    sign,
)
from desktop_app.services.lookup import Query

MOST_PHOTOS = 8
"""More photos of one item add nothing but waiting."""

ROOMY_PX, PHOTO_PX, PHOTO_TOUCH_PX = 660, 62, 98
"""Beside its photos, each so wide, the panel has room for words on the button that reads labels."""


class QueryPanel(QWidget):
    """The entry field with the photos of the query in it."""

    query_made = Signal(object)  # Query
    open_asked = Signal()
    add_asked = Signal()
    paste_asked = Signal()
    cleared = Signal()
    down_pressed = Signal()
    edit_asked = Signal(object)  # PhotoInput
    camera_asked = Signal()
    label_asked = Signal()
    filters_asked = Signal()

    def __init__(
        self, pictures: PictureLoader, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._photos: tuple[PhotoInput, ...] = ()
        self._broken: set[int] = set()
        self._asked_text = self._label = ""
        self._offers_label, self._theme = False, theme
        self.only = EVERYTHING
        self.photos = QueryPhotos(pictures, theme)
        self.label_button = button("read_label", "quiet")
        self.field = QLineEdit()
        self._steps: Undo[tuple[PhotoInput, ...]] = Undo(())
        self.undo_button = icon_button("step_back", 18)
        self.clear_button = icon_button("close", 18)
        self.filter_button = icon_button("filter", 22)
        self.paste_button = icon_button("paste", 22)
        self.open_button = icon_button("photo", 22)
        self.camera_button = icon_button("camera", 22)
        self.find_button = button("find", "primary")
        self.busy = QProgressBar()
        self.entry = QFrame()
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.entry.setObjectName("entry")
        self.field.setFrame(False)
        self.field.setAcceptDrops(False)  # a dropped file is a photo, not its path as words
        self.field.setMinimumHeight(40)
        changing = (self.undo_button, self.clear_button)
        asking = (self.filter_button, self.paste_button, self.open_button, self.camera_button)
        parts = (self.photos, self.label_button, self.field, *changing, *asking)
        inner = row(sign("find", "muted", 22), *parts, 4, self.find_button, gap=8)
        inner.setStretch(3, 1)
        inner.setContentsMargins(16, 8, 10, 8)
        self.entry.setLayout(inner)
        self.busy.setRange(0, 1000)
        self.busy.setTextVisible(False)
        self.busy.setProperty("slim", "true")
        self.busy.setFixedHeight(3)
        self.busy.setMinimumWidth(1)  # its moving chunk asks for much more
        self.setLayout(column(self.entry, self.busy, gap=3))
        self.show_busy(busy=False)
        for part in (self.label_button, self.filter_button, *changing):
            part.hide()

    def _connect(self) -> None:
        self.field.returnPressed.connect(self.ask)
        self.field.textChanged.connect(self._show_clear_button)
        self.field.installEventFilter(self)
        self.find_button.clicked.connect(self.ask)
        self.clear_button.clicked.connect(self.clear)
        self.open_button.clicked.connect(self.open_asked)
        self.camera_button.clicked.connect(self.camera_asked)
        self.label_button.clicked.connect(self.label_asked)
        self.filter_button.clicked.connect(self.filters_asked)
        self.paste_button.clicked.connect(self.paste_asked)
        self.photos.add_asked.connect(self.add_asked)
        self.photos.removed.connect(self._remove)
        self.photos.chosen.connect(self.edit_photo)
        self.undo_button.clicked.connect(self.undo)

    @property
    def query(self) -> Query:
        """What field and photos ask; words that were read and stand unchanged are its label."""
        words, read = self.field.text().split(), self._label.split()
        if self._photos and read and words[-len(read) :] == read:
            return Query(self._photos, " ".join(words[: -len(read)]), self.only, self._label)
        return Query(self._photos, self.field.text().strip(), self.only)

    def ask(self) -> None:
        """Ask what the field and its photos say; an empty field asks nothing.

        Photos that could not be read before are left out once there is anything else to ask.
        """
        self._leave_out_broken()
        query = self.query
        if not query.photos and not query.text:
            return
        self._asked_text = self.field.text().strip()
        self.field.selectAll()
        self.query_made.emit(query)

    def use_photos(self, photos: Sequence[PhotoInput], *, add: bool = False) -> None:
        """Ask for *photos*: a new item, or *add* for further photos of the same one.

        Words that belonged to the item before go; words just typed stay and refine the question.
        """
        kept = self._photos if add else ()
        if not add and self.field.text().strip() == self._asked_text:
            self.field.clear()
        if not kept:
            self._broken = set()
            self._steps = Undo(tuple(photos)[:MOST_PHOTOS])  # another item, another story
        self._use((*kept, *photos))
        self.ask()

    def use_text(self, text: str) -> None:
        self.field.setText(text)
        self.ask()

    def insert_text(self, text: str) -> None:
        """Put *text* where the cursor is, in place of what is marked, and ask."""
        self.field.insert(text)
        self.ask()

    def add_words(self, words: str) -> None:
        """Put what is new of *words* behind the others, so that undo drops it, and ask."""
        present = set(self.field.text().casefold().split())
        new = [word for word in words.split() if word.casefold() not in present]
        if new:
            self.field.end(False)  # noqa: FBT003  (Qt's own: mark nothing)
            self.field.insert(" ".join(["", *new] if present else new))
            self._label = " ".join(new)
            self.ask()

    def offer_label(self, *, offered: bool) -> None:
        """Whether photos come with a button that reads what is printed on the item."""
        self._offers_label = offered

    def type_in(self, event: QKeyEvent) -> None:
        """A key that nobody else wanted: go on typing here."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.field.text().strip() == self._asked_text:
            self.field.selectAll()  # the question that was asked makes room for the next one
        else:
            self.field.deselect()
        self.field.insert(event.text())

    def use_code(self, code: str) -> Query:
        """Show a scanned *code* as the whole question; it is about another item than before."""
        self._broken = set()
        self._use(())
        self.field.setText(code)
        self.field.selectAll()
        self._asked_text = code
        return self.query

    def show_states(self, states: Sequence[PhotoState]) -> None:
        """What became of each photo of the query."""
        if len(states) == len(self._photos):
            self._broken = {n for n, state in enumerate(states) if isinstance(state, PhotoError)}
            self.photos.show_photos(self._photos, states)

    def show_busy(self, *, busy: bool) -> None:
        self.busy.setRange(0, 0 if busy else 1000)
        restyle(self.busy, "idle", not busy)

    def clear(self) -> None:
        self._asked_text = self._label = ""
        self.field.clear()
        self._broken = set()
        self._use(())
        self.field.setFocus()
        self.cleared.emit()

    def focus_field(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @Slot(int)
    def edit_photo(self, position: int = 0) -> None:
        """Ask for the editor, for the first photo where nobody chose one."""
        if position < len(self._photos):
            self.edit_asked.emit(self._photos[position])

    @Slot(object, object)
    def replace_photo(self, before: PhotoInput, now: PhotoInput) -> None:
        """Look *now* up in the place of *before*, if that is still there."""
        if before in self._photos and before != now:
            self._show_step(tuple(now if photo == before else photo for photo in self._photos))

    def undo(self) -> None:
        """Photos as they were before the last one was changed, removed or cleared."""
        self._show_step(self._steps.undo())

    def redo(self) -> None:
        self._show_step(self._steps.redo())

    def _show_step(self, photos: tuple[PhotoInput, ...]) -> None:
        if photos == self._photos:
            return
        self._broken = set()
        self._use(photos)
        if photos or self.query.text:
            self.ask()
        else:
            self.cleared.emit()

    def _remove(self, position: int) -> None:
        self._broken = {n - (n > position) for n in self._broken if n != position}
        self._use(self._photos[:position] + self._photos[position + 1 :])
        if self._photos or self.query.text:
            self.ask()
        else:
            self.clear()

    def _leave_out_broken(self) -> None:
        sound = [photo for n, photo in enumerate(self._photos) if n not in self._broken]
        if self._broken and (sound or self.query.text):
            self._use(sound)
        self._broken = set()

    def _use(self, photos: Sequence[PhotoInput]) -> None:
        self._photos = tuple(photos)[:MOST_PHOTOS]
        if self._photos != self._steps.value:
            self._steps.record(self._photos)
        self.undo_button.setVisible(self._steps.can_undo)
        self.photos.show_photos(self._photos)
        self.label_button.setVisible(self._offers_label and bool(self._photos))
        self._show_label_words()
        self._show_clear_button()

    def _show_label_words(self) -> None:
        """Words on the button where there is room for them beside the field."""
        tokens = self._theme.tokens
        photos_px = len(self._photos) * (PHOTO_TOUCH_PX if tokens.touch else PHOTO_PX)
        has_room = self.width() >= tokens.px(ROOMY_PX + photos_px)
        self.label_button.setText(self.tr("Read label") if has_room else "")
        refresh_icon(self.label_button, tokens)

    def _show_clear_button(self) -> None:
        self.clear_button.setVisible(bool(self.field.text() or self._photos))
        self._show_hint()

    def _show_hint(self) -> None:
        more = self.tr("Add words to narrow it down: size, colour, brand")
        first = self.tr("Drop a photo, or type a name, a code or a few words")
        hint(self.field, more if self._photos else first)

    def close_session(self) -> None:
        """Listen no more: Qt may still tell of the field while Python clears this object away."""
        self.field.removeEventFilter(self)

    def retranslate(self) -> None:
        self._show_hint()
        self.field.setAccessibleName(self.tr("Name, code or words"))
        self.find_button.setText(self.tr("Find"))
        name_control(self.find_button, self.tr("Find"), "Enter")
        self._show_label_words()
        read = self.tr("Read the words that are printed on the item")
        name_control(self.label_button, read, READ_LABEL_KEY)
        name_control(self.undo_button, self.tr("Undo the last change of the photos"), "Ctrl+Z")
        name_control(self.clear_button, self.tr("Clear"), "Esc")
        name_control(self.filter_button, self.tr("Filters"), FILTER_KEY)
        name_control(self.paste_button, self.tr("Paste a picture, file or text"), "Ctrl+V")
        name_control(self.open_button, self.tr("Open photos"), "Ctrl+O")
        name_control(self.camera_button, self.tr("Camera"), CAMERA_KEY)
        self.busy.setAccessibleName(self.tr("Looking"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field:
            if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
                restyle(self.entry, "focused", event.type() == QEvent.Type.FocusIn)
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._field_key(event)
        return super().eventFilter(watched, event)

    def _field_key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
            return True
        if event.matches(QKeySequence.StandardKey.Undo) and not self.field.isUndoAvailable():
            self.undo()
            return True
        if event.matches(QKeySequence.StandardKey.Redo) and not self.field.isRedoAvailable():
            self.redo()
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_label_words()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
