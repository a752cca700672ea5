"""What the worker does with a photo, without the process around it."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_app.core.analysis import AnalysisRequest, PhotoAnalysis, PhotoInput
from desktop_app.core.types import Box, RgbImage
from desktop_app.vision import decode, photo_reader
from desktop_app.vision.decode import Picture
from desktop_app.vision.photo_reader import PhotoReader
from tests.vision.fake_engines import FakeEngine

EVERYTHING = AnalysisRequest(embedding=True, barcodes=True, copies=True)


@pytest.fixture
def shrunk(monkeypatch: pytest.MonkeyPatch) -> list[Picture]:
    """The pictures that were shrunk to the size that is kept."""
    pictures: list[Picture] = []

    def counted(picture: Picture) -> RgbImage:
        pictures.append(picture)
        return decode.working_pixels(picture)

    monkeypatch.setattr(photo_reader, "working_pixels", counted)
    return pictures


def photo(box: Box | None = None) -> PhotoInput:
    pixels = np.full((1500, 1900, 3), 90, np.uint8)
    return PhotoInput("large.jpg", data=cv2.imencode(".jpg", pixels)[1].tobytes(), box=box)


def read(*photos: PhotoInput, request: AnalysisRequest = EVERYTHING) -> list[PhotoAnalysis]:
    found = PhotoReader(FakeEngine("CPU", Path()), lambda _step: None).analyse(photos, request)
    assert all(isinstance(each, PhotoAnalysis) for each in found)
    return [each for each in found if isinstance(each, PhotoAnalysis)]


def test_a_photo_is_shrunk_once_for_the_network_and_for_the_copy(shrunk: list[Picture]) -> None:
    one, other = read(photo(), photo())
    assert len(shrunk) == 2
    for each in (one, other):
        assert each.picture is not None
        copy = cv2.imdecode(np.frombuffer(each.picture, np.uint8), cv2.IMREAD_COLOR)
        assert max(copy.shape) == decode.WORKING_SIDE


def test_a_box_is_embedded_as_it_is_and_the_copy_shows_everything(shrunk: list[Picture]) -> None:
    [found] = read(photo(Box(10, 10, 100, 100)))
    assert len(shrunk) == 1
    assert (found.width, found.height) == (1900, 1500)


def test_what_is_only_looked_at_for_codes_is_not_shrunk(shrunk: list[Picture]) -> None:
    [found] = read(photo(), request=AnalysisRequest(embedding=False, barcodes=True))
    assert shrunk == []
    assert set(found.ms) == {"decode", "barcodes"}
