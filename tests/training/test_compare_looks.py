"""Further looks at a photo, and what is asked of them, without networks."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.types import Box

RECIPE = Path(__file__).resolve().parents[2] / "models_onnx" / "training"

for needed in ("torch", "efficientnet_lite_pytorch"):
    pytest.importorskip(needed, reason=f"the recipe needs {needed}")


@pytest.fixture(scope="module", autouse=True)
def _recipe_on_path() -> None:
    sys.path.insert(0, str(RECIPE))


def test_an_even_border_is_trimmed_and_a_full_picture_is_not() -> None:
    from looks import content

    picture = np.full((100, 80, 3), 250, np.uint8)
    picture[30:60, 20:50] = (200, 10, 10)
    found = content(picture)
    assert found is not None
    box, colour = found
    assert (box.x, box.y, box.width, box.height) == (19, 29, 32, 32)
    assert colour.tolist() == [250, 250, 250]
    picture[:, :40] = (10, 10, 200)
    assert content(picture) is None
    assert content(np.full((100, 80, 3), 250, np.uint8)) is None


def test_every_look_has_a_picture_and_none_without_a_box_looks_near() -> None:
    from looks import Seen, looks

    from desktop_app.vision.box_spec import BoxSpec

    rgb = np.random.default_rng(0).integers(0, 255, (60, 90, 3)).astype(np.uint8)
    thing = np.zeros((9, 9), np.float32)
    thing[3:6, 3:6] = 0.9
    cut, full = Seen(rgb, thing, Box(20, 20, 30, 20)), Seen(rgb, thing, None)
    of_box = ("near", "wider", "tighter", "masked")
    for name, look in looks(BoxSpec()).items():
        picture = look(cut)
        if name.startswith(of_box):
            assert picture is not None
            assert look(full) is None
        if picture is not None:
            assert picture.dtype == np.uint8
            assert picture.shape[2] == 3
            assert picture.size > 0


def test_looks_that_were_not_made_do_not_count() -> None:
    from compare_looks import Catalogue, means, without_box
    from looks import Looked

    east, north = np.array([[1.0, 0.0]]), np.array([[0.0, 1.0]])
    none = np.zeros((1, 2))
    shown = Looked({"whole": np.concatenate([east, north]), "near": np.zeros((2, 2))})
    owners = np.array(["east", "north"])
    full = Looked({"whole": east, "near": none, "middle": north})
    cut = Looked({"whole": east, "near": east, "middle": north})

    def right(asked: Looked, trial: object) -> float:
        catalogue = Catalogue("made up", shown, owners, asked, np.array(["north"]))
        return catalogue.recall(trial(catalogue))  # type: ignore[operator]

    assert right(full, means()) == 0
    assert right(full, without_box(("middle",), 2.0)) == 100
    assert right(cut, without_box(("middle",), 2.0)) == 0


def test_questions_never_come_from_the_photos_shown() -> None:
    from compare_looks import later

    own = list(range(100, 120))
    assert later(own, 4) == [110, 113, 116, 119]
    assert min(later(own[:16], 30)) == own[8]


def test_looks_that_disagree_are_told() -> None:
    from calibrate import Asked
    from compare_sureness import Question, features

    from desktop_app.core.decision import DecisionRule

    rule = DecisionRule(0.05, 0.4)
    ranked = np.linspace(0.2, 0.6, 25)[::-1].copy()
    ranked[0] = 0.9
    other = ranked.copy()
    other[[0, 1]] = other[[1, 0]]
    alike = features(Question(Asked(ranked, 0, "", 1), {"whole": ranked, "near": ranked}), rule)
    apart = features(Question(Asked(ranked, 0, "", 1), {"whole": ranked, "near": other}), rule)
    assert alike["least lead 2"] == pytest.approx(alike["lead"])
    assert apart["least lead 2"] == pytest.approx(-alike["lead"])
    assert apart["odds"] == alike["odds"]


def test_a_line_covers_the_known_that_are_surely_right() -> None:
    from compare_sureness import said

    score = np.array([0.9, 0.8, 0.7, 0.6])
    right = np.array([True, True, False, True])
    known = np.array([True, True, False, True])
    assert said(score, right, known, 0.99) == pytest.approx(200 / 3)
    assert said(score, ~right, known, 0.99) == 0
