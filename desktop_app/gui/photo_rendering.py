"""Makes an edited query photo out of the copy that the vision worker wrote. Safe on any thread."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QTransform

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.photo_edit import BRIGHTEST, PhotoEdit, scaled_box
from desktop_app.core.types import Box

QUALITY = 92
_STRONGEST_GAMMA = 3.0


@dataclass(frozen=True, slots=True)
class EditedPhoto:
    """A query photo and what was changed about it.

    Attributes:
        original: as it came in; never changed.
        copy: JPEG copy of the vision worker, upright and whole.
        key: name of the copy.
        width, height: of the upright original, pixels.
        edit: the changes, in pixels of the copy.
        found: where the program found the main thing, pixels of the upright original.
    """

    original: PhotoInput
    copy: bytes
    key: str
    width: int
    height: int
    edit: PhotoEdit = field(default_factory=PhotoEdit)
    found: Box | None = None


def render(photo: EditedPhoto) -> PhotoInput:
    """What is looked up for *photo*.

    A crop alone is a box over the original, so that no detail is lost; what changes pixels is
    the copy, encoded again.
    """
    edit, whole = photo.edit, replace(photo.original, box=None)
    if not edit.changes_pixels:
        if edit.crop is None:
            return whole
        copy = QImage.fromData(photo.copy)
        size = (copy.width(), copy.height())
        return replace(whole, box=scaled_box(edit.crop, size, (photo.width, photo.height)))
    image = adjusted(QImage.fromData(photo.copy), edit)
    return PhotoInput(photo.original.name, data=_jpeg(image), box=edit.crop)


def adjusted(image: QImage, edit: PhotoEdit) -> QImage:
    """*image* turned and brightened; the crop is left to the caller."""
    turned = image.transformed(QTransform().rotate(90 * edit.turns)) if edit.turns else image
    return brightened(turned, edit.brightness)


def brightened(image: QImage, brightness: int) -> QImage:
    """*image* with another gamma: dark parts gain most, and black and white stay what they are."""
    if brightness == 0 or image.isNull():
        return image
    gamma = _STRONGEST_GAMMA ** (-brightness / BRIGHTEST)
    table = np.rint(255 * (np.arange(256) / 255) ** gamma).astype(np.uint8)
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    pixels = table[np.frombuffer(rgb.constBits(), np.uint8)]
    view = QImage(pixels.tobytes(), rgb.width(), rgb.height(), rgb.bytesPerLine(), rgb.format())
    return view.copy()  # its own memory, not that of the array


def _jpeg(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", QUALITY)  # type: ignore[call-overload]  # the stub wants bytes
    return bytes(data.data())
