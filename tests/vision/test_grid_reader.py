"""The grid of a photo is made once, and the lookup before has often made it already."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from desktop_app.core.analysis import AnalysisRequest, PhotoInput
from desktop_app.core.explanation import Area
from desktop_app.core.types import Box
from desktop_app.vision import grid_reader
from desktop_app.vision.grid_reader import GridReader
from desktop_app.vision.photo_reader import PhotoReader
from tests.vision import picture_samples as samples
from tests.vision.fake_engines import FakeEngine


def photo(grey: int, box: Box | None = None) -> PhotoInput:
    pixels = np.full((32, 48, 3), grey, np.uint8)
    return PhotoInput(f"{grey}.png", data=samples.encode("png", pixels), box=box)


def test_a_grid_is_made_once_a_photo_and_box() -> None:
    engine = FakeEngine("CPU", Path())
    reader = GridReader(engine)
    for asked in (photo(10), photo(10), photo(10, Box(0, 0, 24, 16)), photo(20), photo(10)):
        reader.read(asked)
    assert engine.n_grids == 3


def test_the_oldest_are_forgotten() -> None:
    engine = FakeEngine("CPU", Path())
    reader = GridReader(engine)
    for grey in range(grid_reader.MOST_KEPT + 1):
        reader.read(photo(grey))
    reader.read(photo(1))
    assert engine.n_grids == grid_reader.MOST_KEPT + 1
    reader.read(photo(0))
    assert engine.n_grids == grid_reader.MOST_KEPT + 2


def test_photos_of_the_last_query_cost_no_second_run() -> None:
    engine = FakeEngine("CPU", Path())
    reader = PhotoReader(engine, lambda _step: None)
    boxed = photo(30, Box(24, 0, 24, 32))
    broken = PhotoInput("broken.png", data=b"nothing")
    reader.analyse_query([broken, photo(20), boxed], "words", AnalysisRequest())
    explained = reader.explain(boxed, photo(20))
    assert engine.n_grids == 0
    assert explained.query.area == Area(0.5, 0.0, 0.5, 1.0)
    reader.explain(boxed, photo(40))
    assert engine.n_grids == 1


def test_a_query_without_photos_keeps_nothing() -> None:
    engine = FakeEngine("CPU", Path())
    reader = PhotoReader(engine, lambda _step: None)
    reader.analyse([photo(20)], AnalysisRequest())
    reader.analyse_query([], "words", AnalysisRequest())
    reader.explain(photo(20), photo(20))
    assert engine.n_grids == 1
