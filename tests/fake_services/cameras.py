"""A camera that does what the test says, and a clock that stands still."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desktop_app.core.analysis import PhotoAnalysis, PhotoInput
from desktop_app.core.camera import (
    GREY_HEIGHT,
    GREY_WIDTH,
    CameraAddress,
    CameraDevice,
    CameraProblem,
    Frame,
)
from desktop_app.core.types import BarcodeSymbol

WIDTH, HEIGHT = 160, 120
WEBCAM = CameraDevice("/dev/video0", "Desk camera")


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def pass_s(self, seconds: float) -> None:
        self.now += seconds


def scene(item: int = 0, noise: int = 1) -> np.ndarray:
    """A desk with item number *item* on it (0: none), shape (HEIGHT, WIDTH, 3); a little noise."""
    pixels = np.full((HEIGHT, WIDTH, 3), 150, np.int16)
    if item:
        rng = np.random.default_rng(item)
        y, x = 20 + 10 * (item % 3), 30 + 20 * (item % 4)
        pixels[y : y + 60, x : x + 50] = rng.integers(0, 255, (6, 5, 3)).repeat(10, 0).repeat(10, 1)
    pixels += np.random.default_rng(noise).integers(-3, 4, pixels.shape, dtype=np.int16)
    return np.clip(pixels, 0, 255).astype(np.uint8)


def grey_of(pixels: np.ndarray) -> np.ndarray:
    """The small grey picture, by nearest pixels: made without OpenCV and Qt."""
    rows = np.linspace(0, pixels.shape[0] - 1, GREY_HEIGHT).astype(int)
    columns = np.linspace(0, pixels.shape[1] - 1, GREY_WIDTH).astype(int)
    return pixels.mean(axis=2)[rows][:, columns].astype(np.uint8)


def frame(number: int, pixels: np.ndarray) -> Frame:
    height, width = pixels.shape[:2]
    return Frame(number, width, height, pixels.tobytes(), 3 * width, grey_of(pixels))


class FakeSource:
    """An open camera; `show` makes the next frame."""

    def __init__(self) -> None:
        self.problem: CameraProblem | None = None
        self.is_closed = False
        self._frame: Frame | None = None
        self._n = 0

    def show(self, pixels: np.ndarray) -> None:
        self._n += 1
        self._frame = frame(self._n, pixels)

    def latest(self) -> Frame | None:
        return None if self.is_closed else self._frame

    def close(self) -> None:
        self.is_closed = True


class FakeCameras:
    """Opens `FakeSource`s; `codes` is what every look finds."""

    def __init__(self) -> None:
        self.found: list[CameraDevice] = [WEBCAM]
        self.opened: list[tuple[CameraAddress, int]] = []
        self.sources: list[FakeSource] = []
        self.problem: CameraProblem | None = None
        self.codes: tuple[str, ...] = ()
        self.looks = 0

    @property
    def source(self) -> FakeSource:
        return self.sources[-1]

    def devices(self) -> list[CameraDevice]:
        return list(self.found)

    def open(self, address: CameraAddress, side: int) -> FakeSource:
        self.opened.append((address, side))
        self.sources.append(FakeSource())
        self.source.problem = self.problem
        return self.source

    def read_codes(self, frame: Frame) -> tuple[str, ...]:
        self.looks += 1
        return self.codes

    def read_photos(self, photos: list[PhotoInput]) -> list[PhotoAnalysis]:
        from tests.fake_services.lookup import read_photo

        symbols = tuple(BarcodeSymbol("EAN13", code) for code in self.codes)
        read = [read_photo(photo) for photo in photos]
        return [replace(r, symbols=symbols) for r in read if isinstance(r, PhotoAnalysis)]
