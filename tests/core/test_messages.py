"""Every message says what happened, what is safe and what to do next."""

from __future__ import annotations

import string

import pytest

from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import TEXTS, Message, MessageId, render, render_parts


@pytest.mark.parametrize("message_id", list(MessageId))
def test_every_message_has_its_three_sentences(message_id: MessageId) -> None:
    text = TEXTS[message_id]
    for part in (text.what, text.safe, text.next):
        assert part.endswith(".")
        assert part[0] in "“" + string.ascii_uppercase


def test_parameters_are_put_in_and_missing_ones_stay_visible() -> None:
    message = Message.of(MessageId.PHOTO_TOO_LARGE, name="a.jpg", width=5, height=6)
    assert render_parts(message).what == "“a.jpg” is too large: 5 × 6 pixels, {megabytes} MB."


def test_braces_in_a_file_name_are_harmless() -> None:
    assert "“{0}{name}”" in render(Message.of(MessageId.PHOTO_EMPTY, name="{0}{name}"))


def test_translation_is_applied_to_each_sentence() -> None:
    message = Message.of(MessageId.PHOTO_EMPTY, name="a")
    assert render(message, str.upper).startswith("“{NAME}” IS AN EMPTY FILE.")


def test_an_error_carries_its_message() -> None:
    error = PhotoError(MessageId.PHOTO_EMPTY, name="a.jpg")
    assert error.message == Message.of(MessageId.PHOTO_EMPTY, name="a.jpg")
    assert str(error) == render(error.message)
