"""Changes of the log in words: facts have names, numbers are short."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from desktop_app.catalog import adaptation_store, calibration_store
from desktop_app.core.change import Change, ChangeAction, Facts, SubjectKind
from desktop_app.core.change_words import SETTING_WORDS, subject_name, summary

NOON = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({}, {"match_probability": 0.9111999999999999}, "Threshold of a match: 0.9112"),
        ({"match_probability": 0.97}, {}, "Threshold of a match: 0.97 → –"),
        ({}, {"into": "A-1"}, "Merged into: A-1"),
        ({"price": "1.50"}, {"price": "1.80"}, "Price: 1.50 → 1.80"),
        (
            {"attributes": {"colour": "red"}},
            {"attributes": {"colour": "blue"}},
            "colour: red → blue",
        ),
        ({"photos": []}, {"photos": ["0123456789abcdef"]}, "Photos: 01234567"),
    ],
)
def test_facts_stand_side_by_side(before: Facts, after: Facts, words: str) -> None:
    change = Change(
        NOON,
        "Li",
        ChangeAction.CHANGED,
        SubjectKind.PRODUCT,
        "A-2",
        before,
        after,
    )
    assert summary(change) == words


@pytest.mark.parametrize("subject", [adaptation_store.SUBJECT, calibration_store.SUBJECT])
def test_settings_have_names(subject: str) -> None:
    change = Change(NOON, "Li", ChangeAction.CHANGED, SubjectKind.SETTINGS, subject)
    assert subject_name(change) == SETTING_WORDS[subject]
    assert subject_name(replace(change, kind=SubjectKind.PRODUCT)) == subject, "it is a SKU"


def test_facts_of_settings_have_names_that_attributes_of_products_do_not_take() -> None:
    change = Change(
        NOON, "Li", ChangeAction.CHANGED, SubjectKind.SETTINGS, "adaptation", {}, {"map": "7f"}
    )
    assert summary(change) == "Map of the fit: 7f"
    assert summary(replace(change, kind=SubjectKind.PRODUCT)) == "map: 7f"
