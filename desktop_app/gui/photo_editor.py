"""Turn, cut and brighten a query photo; every change is looked up at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QSlider, QToolButton, QWidget

from desktop_app.core.photo_edit import BRIGHTEST, PhotoEdit, scaled_box
from desktop_app.core.types import Box
from desktop_app.core.undo import Undo
from desktop_app.gui.crop_view import CropView
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.photo_rendering import EditedPhoto, adjusted
from desktop_app.gui.sheet import open_at
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    button,
    column,
    icon_button,
    label,
    name_control,
    row,
    sign,
)

PREVIEW_PX = 800
_BRIGHTNESS_STEP = 10


class PhotoEditor(QDialog):
    """Changes one photo. The file itself is never touched."""

    changed = Signal(object)  # PhotoEdit

    def __init__(
        self, photo: EditedPhoto, copy: QImage, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = copy.size()
        large = max(self._size.width(), self._size.height()) > PREVIEW_PX
        keep, smooth = (
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        self._copy = copy.scaled(PREVIEW_PX, PREVIEW_PX, keep, smooth) if large else copy
        self._edits = Undo(photo.edit)
        self._found = None
        if photo.found is not None:
            size = (copy.width(), copy.height())
            self._found = scaled_box(photo.found, (photo.width, photo.height), size)
        self.title, self.hint = label("title"), label("small", wrap=True)
        self.title.setText(photo.original.name)
        self.view = CropView(theme)
        self.left, self.right = icon_button("turn_left", 22), icon_button("turn_right", 22)
        self.undo, self.redo = icon_button("step_back", 22), icon_button("step_forward", 22)
        self.whole, self.done_button = button("photo"), button("", "primary")
        self.only_found = button("crop")
        self.brightness = QSlider(Qt.Orientation.Horizontal)
        self._lay_out()
        self._name()
        self._connect()
        self._show(photo.edit)
        refresh_icons(self, theme.tokens)
        self.view.setFocus()

    def _lay_out(self) -> None:
        self.brightness.setRange(-BRIGHTEST, BRIGHTEST)
        self.brightness.setSingleStep(_BRIGHTNESS_STEP)
        self.brightness.setPageStep(3 * _BRIGHTNESS_STEP)
        self.brightness.setMinimumWidth(170)
        for tool in (self.left, self.right, self.undo, self.redo):
            tool.setMinimumSize(40, 40)
        turning = row(self.left, self.right, gap=2)
        light = row(sign("brightness", "muted", 22), self.brightness, gap=6)
        steps = row(self.undo, self.redo, gap=2)
        tools = row(turning, light, None, steps, gap=GAP_L)
        buttons = row(self.only_found, self.whole, None, self.done_button, gap=GAP)
        layout = column(self.title, self.view, tools, self.hint, buttons, gap=GAP)
        layout.setStretch(1, 1)
        layout.setContentsMargins(28, 24, 28, 24)
        self.setLayout(layout)
        open_at(self, self._theme, 720, 700)

    def _name(self) -> None:
        self.setWindowTitle(self.tr("Edit the photo"))
        name_control(self.left, self.tr("Turn left"), "Ctrl+L")
        name_control(self.right, self.tr("Turn right"), "Ctrl+R")
        name_control(self.undo, self.tr("Undo"), "Ctrl+Z")
        name_control(self.redo, self.tr("Redo"), "Ctrl+Y")
        name_control(self.brightness, self.tr("Brightness"), "Ctrl++, Ctrl+-")
        self.whole.setText(self.tr("Whole picture"))
        name_control(self.whole, self.tr("Whole picture"), "Ctrl+A")
        self.only_found.setText(self.tr("Only the item found"))
        name_control(self.only_found, self.tr("Only the item found"), "Ctrl+B")
        self.done_button.setText(self.tr("Done"))
        self.hint.setText(
            self.tr(
                "Draw a rectangle around the item. Arrow keys move its lower right corner, with "
                "Shift the upper left one, with Alt all of it. Your file stays as it is."
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._name()
            self.view.setAccessibleName(self._crop_words(self.edit.crop))
        super().changeEvent(event)

    def _connect(self) -> None:
        self.left.clicked.connect(self._turn_left)
        self.right.clicked.connect(self._turn_right)
        self.undo.clicked.connect(self._step_back)
        self.redo.clicked.connect(self._step_forward)
        self.whole.clicked.connect(self._use_whole)
        self.only_found.clicked.connect(self._use_found)
        self.done_button.clicked.connect(self.accept)
        self.view.cropped.connect(self._crop)
        self.brightness.valueChanged.connect(self._brighten)
        self.brightness.sliderReleased.connect(self._keep_brightness)
        keys: dict[str, Callable[[], None]] = {
            "Ctrl+L": self._turn_left,
            "Ctrl+R": self._turn_right,
            "Ctrl++": self._lighter,
            "Ctrl+=": self._lighter,
            "Ctrl+-": self._darker,
            "Ctrl+A": self._use_whole,
            "Ctrl+B": self._use_found,
            "Ctrl+Z": self._step_back,
            "Ctrl+Y": self._step_forward,
            "Ctrl+Shift+Z": self._step_forward,
            "Return": self.accept,
            "Enter": self.accept,
        }
        for sequence, reaction in keys.items():
            QShortcut(QKeySequence(sequence), self).activated.connect(reaction)

    @property
    def edit(self) -> PhotoEdit:
        return self._edits.value

    def _turn_left(self) -> None:
        self._use(self.edit.turned(-1, *self._turned_size().toTuple()))

    def _turn_right(self) -> None:
        self._use(self.edit.turned(1, *self._turned_size().toTuple()))

    def _lighter(self) -> None:
        self.brightness.setValue(self.brightness.value() + _BRIGHTNESS_STEP)

    def _darker(self) -> None:
        self.brightness.setValue(self.brightness.value() - _BRIGHTNESS_STEP)

    def _use_whole(self) -> None:
        self._use(replace(self.edit, crop=None))

    def _use_found(self) -> None:
        found = self._shown_found(self.edit)
        if found is not None:
            self._use(replace(self.edit, crop=found))

    def _shown_found(self, edit: PhotoEdit) -> Box | None:
        """Where the main thing is, as long as the picture stands as it was when it was found."""
        return self._found if edit.turns == 0 else None

    @Slot(object)
    def _crop(self, box: Box) -> None:
        self._use(replace(self.edit, crop=box))

    @Slot(int)
    def _brighten(self, value: int) -> None:
        """While the slider is dragged the picture follows; it is looked up when it is let go."""
        edit = replace(self.edit, brightness=value)
        if self.brightness.isSliderDown():
            self._show_picture(edit)
        else:
            self._use(edit)

    def _keep_brightness(self) -> None:
        self._use(replace(self.edit, brightness=self.brightness.value()))

    def _step_back(self) -> None:
        self._show_and_tell(self._edits.undo)

    def _step_forward(self) -> None:
        self._show_and_tell(self._edits.redo)

    def _use(self, edit: PhotoEdit) -> None:
        self._show_and_tell(lambda: self._recorded(edit))

    def _recorded(self, edit: PhotoEdit) -> PhotoEdit:
        self._edits.record(edit)
        return edit

    def _show_and_tell(self, step: Callable[[], PhotoEdit]) -> None:
        before = self.edit
        edit = step()
        if edit != before:
            self._show(edit)
            self.changed.emit(edit)

    def _show(self, edit: PhotoEdit) -> None:
        with QSignalBlocker(self.brightness):
            self.brightness.setValue(edit.brightness)
        for tool, possible in self._possible().items():
            tool.setEnabled(possible)
        self.whole.setEnabled(edit.crop is not None)
        found = self._shown_found(edit)
        self.only_found.setVisible(self._found is not None)
        self.only_found.setEnabled(found is not None and edit.crop != found)
        self._show_picture(edit)

    def _possible(self) -> dict[QToolButton, bool]:
        return {self.undo: self._edits.can_undo, self.redo: self._edits.can_redo}

    def _show_picture(self, edit: PhotoEdit) -> None:
        self.view.show_picture(
            adjusted(self._copy, edit), self._turned_size(), edit.crop, self._shown_found(edit)
        )
        self.view.setAccessibleName(self._crop_words(edit.crop))

    def _crop_words(self, crop: Box | None) -> str:
        if crop is None:
            return self.tr("The whole picture counts")
        part = self.tr("The part that counts: {width} × {height} pixels at {x}, {y}")
        return part.format(width=crop.width, height=crop.height, x=crop.x, y=crop.y)

    def _turned_size(self) -> QSize:
        return self._size.transposed() if self.edit.turns % 2 else self._size
