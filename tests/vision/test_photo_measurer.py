"""What photos are like, measured in a process of its own."""

from __future__ import annotations

import struct
from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_app.core.photo_traits import PhotoProblem, PhotoTraits, problems_of
from desktop_app.vision import measuring_process
from desktop_app.vision.photo_measurer import PhotoMeasurer
from desktop_app.vision.photo_measures import measure_photo


def _drawn(side: int = 300) -> np.ndarray:
    """A page with hard edges everywhere."""
    generator = np.random.default_rng(5)
    picture = np.full((side, side, 3), 210, np.uint8)
    for x, y in generator.integers(10, side - 40, (40, 2)):
        colour = tuple(int(c) for c in generator.integers(0, 200, 3))
        cv2.rectangle(picture, (int(x), int(y)), (int(x) + 25, int(y) + 18), colour, -1)
    return picture


def _problems(picture: np.ndarray) -> tuple[PhotoProblem, ...]:
    return problems_of(measure_photo(picture), picture.shape[1], picture.shape[0])


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        pytest.param(lambda p: p, None, id="sharp"),
        pytest.param(lambda p: cv2.GaussianBlur(p, (0, 0), 4), PhotoProblem.BLURRED, id="blurred"),
        pytest.param(lambda p: (p * 0.1).astype(np.uint8), PhotoProblem.DARK, id="dark"),
        pytest.param(lambda p: np.full_like(p, 255), PhotoProblem.FLAT, id="empty"),
        pytest.param(lambda p: p[:90, :90], PhotoProblem.TINY, id="tiny"),
    ],
)
def test_a_bad_photo_is_told(change: object, problem: PhotoProblem | None) -> None:
    expected = () if problem is None else (problem,)
    assert _problems(change(_drawn())) == expected  # type: ignore[operator]


def test_a_damaged_file_is_passed_over_and_the_rest_is_measured(tmp_path: Path) -> None:
    good, bad = tmp_path / "good 照片.png", tmp_path / "bad.png"
    good.write_bytes(cv2.imencode(".png", _drawn())[1].tobytes())
    bad.write_bytes(good.read_bytes()[:200])
    found = list(PhotoMeasurer().measure([good, bad, tmp_path / "gone.png", good]))
    assert found[1] is None
    assert found[2] is None
    assert found[0] == found[3]
    expected = measure_photo(cv2.cvtColor(_drawn(), cv2.COLOR_BGR2RGB))
    assert found[0] is not None
    assert found[0].blur == pytest.approx(expected.blur, abs=1e-6)


def test_a_process_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    file = tmp_path / "good.png"
    file.write_bytes(cv2.imencode(".png", _drawn())[1].tobytes())
    assert list(PhotoMeasurer(answer_s=0.0).measure([file])) == [None]


def test_a_reply_of_another_size_is_refused() -> None:
    traits = PhotoTraits(0.5, 100.0, 20.0)
    assert measuring_process.decode(measuring_process.encode(traits)) == traits
    with pytest.raises(struct.error):
        measuring_process.decode(b"x")
