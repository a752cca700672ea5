"""What the card of a pack says of the object box."""

from __future__ import annotations

import tomllib

import pytest

from desktop_app.vision.box_spec import BoxSpec
from desktop_app.vision.model_card import card_of
from tests.vision.drawn_pictures import PACK

TEXT = (PACK / "model.toml").read_text(encoding="utf-8")


def test_the_shipped_card_says_how_boxes_are_found() -> None:
    card = card_of(tomllib.loads(TEXT))
    assert card.names.thing == "thing"
    assert card.object_box == BoxSpec(sure=0.8)


def test_another_rule_for_boxes_is_another_fingerprint() -> None:
    first = card_of(tomllib.loads(TEXT))
    second = card_of(tomllib.loads(TEXT.replace("inside = 0.5", "inside = 0.4")))
    assert second.object_box == BoxSpec(inside=0.4, sure=0.8)
    assert first.fingerprint != second.fingerprint


def test_without_a_map_there_is_no_box() -> None:
    card = card_of(tomllib.loads(TEXT.replace('thing = "thing"', "")))
    assert card.object_box is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("inside = 0.5", "inside = 1.5"),
        ("inside = 0.5", "outside = 0.5"),
        ('resize_mode = "squash"', 'resize_mode = "letterbox"'),
    ],
    ids=["no share", "unknown name", "padded picture"],
)
def test_a_card_that_makes_no_sense_is_refused(old: str, new: str) -> None:
    with pytest.raises((TypeError, ValueError)):
        card_of(tomllib.loads(TEXT.replace(old, new)))
