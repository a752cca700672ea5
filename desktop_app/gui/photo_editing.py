"""Between the query and the editor: which photo is edited, and the edited one put in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop_app.core.analysis import PhotoAnalysis, PhotoInput
from desktop_app.core.photo_edit import PhotoEdit, scaled_box
from desktop_app.gui.photo_editor import PhotoEditor
from desktop_app.gui.photo_rendering import EditedPhoto, render
from desktop_app.gui.query_photos import PhotoState
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader

COPY_PX = 1600
MOST_REMEMBERED = 40


class PhotoEditing(QObject):
    """Opens the editor; `edited` says the photo to look up instead of another."""

    edited = Signal(object, object)  # PhotoInput before, PhotoInput now
    failed = Signal(object)  # BaseException

    def __init__(self, pictures: PictureLoader, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self._theme = theme
        self._pictures = pictures
        self._tasks = TaskRunner("pictures-edit", parent=self)
        self._known: dict[PhotoInput, EditedPhoto] = {}
        self._current: PhotoInput | None = None
        self._wanted: PhotoInput | None = None
        self._newest = 0
        pictures.loaded.connect(self._loaded)

    def remember(self, photos: Sequence[PhotoInput], states: Sequence[PhotoState]) -> None:
        """Photos of the query and what became of them: only those that were read have a copy."""
        for photo, state in zip(photos, states, strict=False):
            if isinstance(state, PhotoAnalysis) and state.picture and photo not in self._known:
                self._known[photo] = EditedPhoto(
                    photo,
                    state.picture,
                    state.source_sha256,
                    state.width,
                    state.height,
                    found=state.object_box,
                )
        for photo in list(self._known)[: max(0, len(self._known) - MOST_REMEMBERED)]:
            del self._known[photo]

    def open(self, photo: PhotoInput) -> None:
        """Show the editor for *photo*, as soon as its copy is decoded."""
        known = self._known.get(photo)
        if known is None:
            return
        self._wanted = photo
        if self._pictures.request(_key(known), known.copy, COPY_PX) is not None:
            self._show_editor()

    def close(self) -> None:
        self._tasks.close()

    @Slot(object)
    def _loaded(self, key: object) -> None:
        known = self._known.get(self._wanted) if self._wanted is not None else None
        if known is not None and key == _key(known):
            self._show_editor()

    def _show_editor(self) -> None:
        photo, self._wanted = self._wanted, None
        known = self._known.get(photo) if photo is not None else None
        pixmap = self._pictures.get(_key(known)) if known is not None else None
        if known is None or pixmap is None:
            return
        size = pixmap.size().toTuple()
        self._current = photo
        start = _with_box(known, size)
        editor = PhotoEditor(start, pixmap.toImage(), self._theme, self._parent)
        editor.changed.connect(partial(self._edit, start))
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        editor.open()

    def _edit(self, photo: EditedPhoto, edit: PhotoEdit) -> None:
        self._newest += 1
        changed = replace(photo, edit=edit)
        done = partial(self._rendered, self._newest, changed)
        self._tasks.submit(partial(render, changed), done, self.failed.emit)

    def _rendered(self, number: int, changed: EditedPhoto, photo: PhotoInput) -> None:
        if number != self._newest or self._current is None:
            return
        before, self._current = self._current, photo
        self._known[photo] = changed
        self.edited.emit(before, photo)


def _key(photo: EditedPhoto) -> object:
    return ("large", photo.key)


def _with_box(photo: EditedPhoto, size: tuple[int, int]) -> EditedPhoto:
    """A photo that came with a box begins with it as its crop."""
    box = photo.original.box
    if box is None or photo.edit != PhotoEdit():
        return photo
    crop = scaled_box(box, (photo.width, photo.height), size)
    return replace(photo, original=replace(photo.original, box=None), edit=PhotoEdit(crop=crop))
