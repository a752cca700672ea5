"""Changes of the log in words: facts have names, numbers are short."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop_app.core.change import Change, ChangeAction, Facts, SubjectKind
from desktop_app.core.change_words import summary


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
        datetime(2026, 11, 30, tzinfo=UTC),
        "Li",
        ChangeAction.CHANGED,
        SubjectKind.PRODUCT,
        "A-2",
        before,
        after,
    )
    assert summary(change) == words
