"""Cameras for the window: which there are, their pictures, and the codes in a picture."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Protocol

from desktop_app.core.analysis import AnalysisRequest, Analyst, PhotoAnalysis, PhotoInput
from desktop_app.core.camera import CameraAddress, CameraDevice, CameraProblem, Frame
from desktop_app.core.errors import PhotoError
from desktop_app.vision.camera_devices import list_devices
from desktop_app.vision.camera_reader import CameraReader
from desktop_app.vision.camera_setup import CameraSetup

STANDARD_SIDE, FINE_SIDE = 1280, 1920
"""Longest side of a picture, pixels: usual, and for small print and small codes."""

_FILE_HEAD, _INFO_HEAD = struct.Struct("<2sIHHI"), struct.Struct("<IiiHHIIiiII")


class CameraSource(Protocol):
    """An open camera. Nothing in it waits; any thread may ask."""

    def latest(self) -> Frame | None:
        """The newest frame, the same one until another has come."""

    @property
    def problem(self) -> CameraProblem | None:
        """Why no further frame will come, or None."""

    def close(self) -> None:
        """Let go of the camera at once."""


class Cameras:
    """Opens cameras in processes of their own."""

    def __init__(self, analyst: Analyst, log: Path | None = None) -> None:
        self._analyst = analyst
        self._log = log

    def devices(self) -> list[CameraDevice]:
        """Cameras of this computer; reads a folder of the system on Linux."""
        return list_devices()

    def open(self, address: CameraAddress, side: int = STANDARD_SIDE) -> CameraSource:
        """Start reading; pictures arrive in `CameraSource.latest`."""
        return CameraReader(CameraSetup(address, side, self._log))

    def read_codes(self, frame: Frame) -> tuple[str, ...]:
        """Texts of the barcodes in *frame*, larger symbols first; lookups go before it.

        Raises:
            UserError: the picture reader cannot be started.
            Cancelled: it was closed.
        """
        photo = PhotoInput("camera", data=bitmap(frame))
        wanted = AnalysisRequest(embedding=False, barcodes=True, thorough=False)
        (read,) = self._analyst.analyse([photo], wanted)
        return () if isinstance(read, PhotoError) else tuple(s.text for s in read.symbols)

    def read_photos(self, photos: list[PhotoInput]) -> list[PhotoAnalysis | PhotoError]:
        """Codes and copies of photos that a product is to be made of.

        They are embedded when the product is saved, by the model of that moment.

        Raises:
            UserError: the picture reader cannot be started.
            Cancelled: it was closed.
        """
        request = AnalysisRequest(embedding=False, barcodes=True, copies=True)
        return self._analyst.analyse(photos, request)


def bitmap(frame: Frame) -> bytes:
    """*frame* as a BMP file: no time is spent on compressing what is read once and thrown away."""
    row = 3 * frame.width
    padded = (row + 3) // 4 * 4
    pixels = memoryview(frame.pixels)
    padding = bytes(padded - row)
    rows = b"".join(
        bytes(pixels[y * frame.stride : y * frame.stride + row]) + padding
        for y in range(frame.height - 1, -1, -1)
    )
    start = _FILE_HEAD.size + _INFO_HEAD.size
    head = _FILE_HEAD.pack(b"BM", start + len(rows), 0, 0, start)
    info = _INFO_HEAD.pack(
        _INFO_HEAD.size, frame.width, frame.height, 1, 24, 0, len(rows), 2835, 2835, 0, 0
    )
    return head + info + rows
