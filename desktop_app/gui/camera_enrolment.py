"""A new product from the camera: a few photos with guidance, then its name, and it can be found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from desktop_app.core.analysis import PhotoAnalysis, PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.gui.camera_tiles import PhotoTiles
from desktop_app.gui.camera_wording import guidance
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.messages import notice_of
from desktop_app.gui.photo_strip import Picture
from desktop_app.gui.product_form import ProductForm
from desktop_app.gui.query_panel import MOST_PHOTOS
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.widgets import GAP_S, button, column, label, name_control, row
from desktop_app.services.code_reading import read_code
from desktop_app.services.teaching import Lesson

if TYPE_CHECKING:
    from desktop_app.services.bundle import Services

ENOUGH = 3
"""So many photos from different sides make a product found more surely."""


@dataclass(slots=True)
class _Taken:
    """A photo of the new product; `read` is None until the picture reader has seen it."""

    photo: PhotoInput
    read: PhotoAnalysis | None = None


class Enrolment(QFrame):
    """Hidden until `start`; `left` says that it is over, with or without a product."""

    enrolled = Signal(object)  # Lesson
    left = Signal()

    def __init__(
        self,
        services: Services,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cameras, self._teaching = services.cameras, services.teaching
        self._pictures, self._theme = pictures, theme
        self._tasks = TaskRunner("camera-enrolment", parent=self)
        self._taken: list[_Taken] = []
        self._code = ""
        self._form: ProductForm | None = None
        self._wants_form = False
        self.title, self.guide = label("section", wrap=True), label("strong", wrap=True)
        self.hint, self.error = label("small", wrap=True), label(wrap=True)
        self.tiles = PhotoTiles(pictures, theme)
        self.done_button, self.cancel_button = button("save", "primary"), button()
        for action in (self.done_button, self.cancel_button):
            action.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        buttons = row(self.cancel_button, self.done_button, gap=GAP_S)
        parts = (self.title, self.guide, self.hint, self.tiles, self.error, buttons)
        self.setLayout(column(*parts, gap=GAP_S))
        self.tiles.removed.connect(self.remove)
        self.done_button.clicked.connect(self.finish)
        self.cancel_button.clicked.connect(self.leave)
        self.retranslate()
        self.hide()

    @property
    def is_active(self) -> bool:
        return not self.isHidden()

    @property
    def photos(self) -> tuple[PhotoInput, ...]:
        return tuple(taken.photo for taken in self._taken)

    @property
    def form(self) -> ProductForm | None:
        """The form, while it is open."""
        return self._form

    def start(self, photos: Sequence[PhotoInput] = ()) -> None:
        """Begin a new product; *photos* of it were taken before."""
        self._taken, self._code, self._wants_form = [], "", False
        self.error.hide()
        self.show()
        for photo in photos:
            self.add(photo)
        self._show()

    def add(self, photo: PhotoInput) -> None:
        """A further photo; there is room for eight."""
        if len(self._taken) >= MOST_PHOTOS:
            return
        taken = _Taken(photo)
        self._taken.append(taken)
        work = partial(self._cameras.read_photos, [photo])
        self._tasks.submit(work, partial(self._read, taken), partial(self._not_read, taken))
        self._show()

    @Slot(int)
    def remove(self, position: int) -> None:
        del self._taken[position]
        self._show()

    def note_code(self, code: str) -> None:
        """A code seen in the picture: the first one becomes the product's barcode number."""
        if self._code:
            return
        read = read_code(code)
        self._code = read.gtin or read.raw
        if self._form is not None and not self._form.fields["barcode"].text():
            self._form.fields["barcode"].setText(self._code)
        self._show()

    @Slot()
    def finish(self) -> None:
        """Ask for the name, as soon as all photos are read."""
        if self._taken and self._form is None:
            self._wants_form = True
            self._open_form_when_ready()

    @Slot()
    def leave(self) -> None:
        """Back to looking up; the photos are forgotten."""
        self._taken = []
        self.hide()
        self.left.emit()

    def close_session(self) -> None:
        self._tasks.close()

    # photos

    def _read(self, taken: _Taken, outcome: Sequence[PhotoAnalysis | PhotoError]) -> None:
        (photo,) = outcome
        if isinstance(photo, PhotoError):
            self._not_read(taken, photo)
            return
        taken.read = photo
        for symbol in photo.symbols[:1] if taken in self._taken else ():
            self.note_code(symbol.text)
        self._show()
        self._open_form_when_ready()

    def _not_read(self, taken: _Taken, error: BaseException) -> None:
        if taken in self._taken:
            self._taken.remove(taken)
            self.error.setText(notice_of(error).text.what)
            self.error.show()
        self._show()

    # the form

    def _open_form_when_ready(self) -> None:
        read = [taken.read for taken in self._taken]
        if not self._wants_form or not self.is_active or None in read:
            return
        self._wants_form = False
        photos = [photo for photo in read if photo is not None]
        pictures = [_picture(photo) for photo in photos if photo.picture is not None]
        form = ProductForm(pictures, self._pictures, self._theme, self.window())
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.prefill({"barcode": self._code} if self._code else {})
        form.saved.connect(partial(self._save, form, photos))
        form.finished.connect(self._form_closed)
        self._form = form
        form.open()

    def _save(
        self, form: ProductForm, photos: Sequence[PhotoAnalysis], cells: dict[str, str]
    ) -> None:
        work = partial(self._teaching.enrol, photos, cells)
        self._tasks.submit(work, partial(self._saved, form), partial(_refuse, form))

    def _saved(self, form: ProductForm, lesson: Lesson) -> None:
        form.accept()
        self.leave()
        self.enrolled.emit(lesson)

    @Slot()
    def _form_closed(self) -> None:
        self._form = None

    # words

    def _show(self) -> None:
        n = len(self._taken)
        photos = self.tr("{n} of {most} photos").format(n=n, most=MOST_PHOTOS)
        code = self.tr("code {code}").format(code=self._code) if self._code else ""
        self.title.setText(
            " · ".join(part for part in (self.tr("New product"), photos, code) if part)
        )
        self.guide.setText(guidance(n, MOST_PHOTOS))
        self.guide.setAccessibleName(f"{photos}. {self.guide.text()}")
        self.hint.setVisible(n < ENOUGH)
        self.done_button.setEnabled(bool(n))
        self.tiles.show_photos([taken.read for taken in self._taken])
        refresh_icons(self, self._theme.tokens)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("New product"))
        self.hint.setText(self.tr("3 or more from different sides make it found more surely."))
        done, cancel = self.tr("Name and save"), self.tr("Cancel")
        self.done_button.setText(f"{done}   {self.tr('Enter')}")
        self.cancel_button.setText(cancel)
        name_control(self.done_button, done, self.tr("Enter"))
        name_control(self.cancel_button, cancel, "Esc")
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _picture(photo: PhotoAnalysis) -> Picture:
    assert photo.picture is not None  # noqa: S101  (only such photos come here)
    return Picture(photo.source_sha256, photo.picture, photo.thumbnail or photo.picture)


def _refuse(form: ProductForm, error: BaseException) -> None:
    form.show_notice(notice_of(error))
