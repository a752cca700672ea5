"""The line of the object box is chosen on photos that are not asked of themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

RECIPE = Path(__file__).resolve().parents[2] / "models_onnx" / "training"

for needed in ("torch", "efficientnet_lite_pytorch"):
    pytest.importorskip(needed, reason=f"the recipe needs {needed}")


@pytest.fixture(scope="module", autouse=True)
def _recipe_on_path() -> None:
    sys.path.insert(0, str(RECIPE))


def test_every_train_photo_is_asked_once_and_never_of_its_neighbours(tmp_path: Path) -> None:
    from choose_sure import train_questions
    from datasets import read_collection
    from made_up_data import write_made_up_data

    write_made_up_data(tmp_path)
    collection = read_collection(tmp_path, ("grocery",))
    train = collection.where("grocery", "train")
    for count in (0, 1, 8):
        questions = train_questions(collection, count)
        assert sorted(i for q in questions for i in q.asked) == train
        for q in questions:
            shown = set(q.references)
            assert not shown & set(q.asked)
            assert set(collection.where("grocery", "catalogue")) <= shown
            assert not shown & set(collection.where("grocery", "val"))


def test_the_line_is_chosen_by_the_mean_over_catalogues() -> None:
    from choose_sure import Answers, best_line, table

    products = np.array([f"p{n}" for n in range(10)])
    # The first catalogue gains one photo of its 40 by the second line, the other loses one of 10.
    many = np.zeros((2, 40), bool)
    many[:, :20] = True
    many[1, 20] = True
    few = np.ones((2, 10), bool)
    few[1, 3] = False
    large = Answers("large", many, np.tile(products, 4))
    small = Answers("small", few, products)
    assert best_line([[large], [small]], lambda _: True) == 0
    assert best_line([[large]], lambda _: True) == 1
    assert best_line([[large], [small]], lambda product: product != "p3") == 1
    assert "all together 0.7" in table([[large], [small]], (0.7, 0.8))


def test_two_answers_of_one_catalogue_count_once() -> None:
    from choose_sure import Answers, best_line

    products = np.array(["p", "q"])
    worse = Answers("worse", np.array([[True, True], [True, False]]), products)
    better = Answers("better", np.array([[False, False], [True, True]]), products)
    assert best_line([[worse, worse, worse], [better]], lambda _: True) == 1


def test_a_card_keeps_what_is_not_measured_anew() -> None:
    from remeasure import set_line, set_metrics

    card = 'version = "1"\n\n[object_box]\nsure = 0.7\n\n'
    card += '[metrics]\n"W" = { "a" = 1 }\n\n[decision.x]\nt = 1\n'
    card = set_metrics(set_line(card, "sure", "0.8"), {"W": {"a": 2.5}})
    assert "sure = 0.8" in card
    assert '"W" = { "a" = 2.5 }' in card
    assert '"a" = 1' not in card
    assert card.endswith("\n\n[decision.x]\nt = 1\n")
    with pytest.raises(ValueError, match="0 lines"):
        set_line(card, "absent", "1")
