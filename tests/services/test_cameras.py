"""The service below the camera panel: frames as bitmaps, codes through the picture reader."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import zxingcpp

from desktop_app.core.analysis import AnalysisRequest, PhotoInput
from desktop_app.core.camera import Frame
from desktop_app.services.cameras import Cameras, bitmap
from desktop_app.vision.photo_reader import PhotoReader
from tests.fake_services.cameras import frame, scene


@pytest.mark.parametrize("width", [160, 159, 158, 157])
def test_a_bitmap_holds_the_pixels_of_the_frame(width: int) -> None:
    pixels = np.ascontiguousarray(scene(3)[:, :width])
    read = cv2.imdecode(np.frombuffer(bitmap(frame(1, pixels)), np.uint8), cv2.IMREAD_COLOR)
    assert np.array_equal(read, pixels)


def test_rows_with_padding_are_understood() -> None:
    pixels = scene(3)
    padded = np.pad(pixels.reshape(120, -1), ((0, 0), (0, 8)))
    made = Frame(1, 160, 120, padded.tobytes(), padded.shape[1], frame(1, pixels).grey)
    read = cv2.imdecode(np.frombuffer(bitmap(made), np.uint8), cv2.IMREAD_COLOR)
    assert np.array_equal(read, pixels)


class ReadingAnalyst:
    """The reader of the worker process, without the process and the model."""

    def __init__(self) -> None:
        self.requests: list[AnalysisRequest] = []
        self._reader = PhotoReader(None, lambda step: None)  # type: ignore[arg-type]

    def analyse(self, photos: list[PhotoInput], request: AnalysisRequest):
        self.requests.append(request)
        return list(self._reader.analyse(photos, request))


def test_codes_are_read_by_one_quick_look_without_the_model() -> None:
    analyst = ReadingAnalyst()
    code = zxingcpp.create_barcode("4006381333931", zxingcpp.BarcodeFormat.EAN13)
    drawn = np.asarray(code.to_image(scale=3))
    pixels = np.full((240, 480, 3), 255, np.uint8)
    pixels[40 : 40 + drawn.shape[0], 60 : 60 + drawn.shape[1]] = drawn[:, :, None]
    cameras = Cameras(analyst)  # type: ignore[arg-type]
    assert cameras.read_codes(frame(1, pixels)) == ("4006381333931",)
    assert cameras.read_codes(frame(2, scene())) == ()
    assert not any(r.embedding or r.copies or r.thorough for r in analyst.requests)
