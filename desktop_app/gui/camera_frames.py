"""Frames of a camera as pictures: to show, to look up, and back. Safe on any thread."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QTransform

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.camera import GREY_HEIGHT, GREY_WIDTH, CameraChoice, Frame

QUALITY = 92

_SIDEWAYS = (90, 270)


def shown_image(frame: Frame, area: QSize, choice: CameraChoice) -> QImage:
    """*frame* as it is painted: turned, mirrored, and as large as it fits into *area*."""
    room = area.transposed() if choice.turn in _SIDEWAYS else area
    size = QSize(frame.width, frame.height).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    image = _image(frame).scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    image = _turned(image, choice.turn).convertToFormat(QImage.Format.Format_RGB32)
    return image.transformed(QTransform().scale(-1, 1)) if choice.mirror else image


def photo_of(frame: Frame, name: str, turn: int) -> PhotoInput:
    """*frame* as a photo to look up; only in memory, never a file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _turned(_image(frame), turn).save(buffer, "JPEG", QUALITY)  # type: ignore[call-overload]
    return PhotoInput(name, data=bytes(data.data()))


def frame_of(image: QImage, number: int, longest_px: int) -> Frame:
    """A picture of Qt as a frame, made smaller where a side is longer than *longest_px*."""
    if max(image.width(), image.height()) > longest_px:
        fit, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(longest_px, longest_px, fit, smooth)
    image = image.convertToFormat(QImage.Format.Format_BGR888)
    return Frame(
        number,
        image.width(),
        image.height(),
        bytes(image.constBits()),
        image.bytesPerLine(),
        _grey(image),
    )


def _image(frame: Frame) -> QImage:
    """A view of the frame's bytes: it must not outlive *frame*."""
    return QImage(
        frame.pixels, frame.width, frame.height, frame.stride, QImage.Format.Format_BGR888
    )


def _turned(image: QImage, degrees: int) -> QImage:
    return image.transformed(QTransform().rotate(degrees)) if degrees else image


def _grey(image: QImage) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    small = image.scaled(
        GREY_WIDTH,
        GREY_HEIGHT,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.frombuffer(bytes(small.constBits()), np.uint8)
    rows = rows.reshape(GREY_HEIGHT, small.bytesPerLine())
    return rows[:, :GREY_WIDTH].copy()
