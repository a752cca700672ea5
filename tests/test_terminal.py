"""What is printed cannot steer the terminal, and any name can be printed."""

from __future__ import annotations

import json

import pytest

from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import (
    Answer,
    Candidate,
    Evidence,
    EvidenceKind,
    Product,
    QueryKind,
    Reason,
    Verdict,
)
from desktop_app.terminal import Terminal


@pytest.mark.parametrize(
    "name", ["a\x1b]0;owned\x07.jpg", "a\x9b2J.jpg", "\u202egpj.exe", "\udce9.jpg"]
)
def test_a_name_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str], name: str) -> None:
    Terminal().error(Message.of(MessageId.PHOTO_MISSING, name=name))
    Terminal().say(name)
    captured = capsys.readouterr()
    for printed in (captured.err, captured.out):
        assert "\ufffd" in printed
        assert not set(name) & set(printed) & set("\x1b\x07\x9b\u202e\udce9")


def test_json_of_any_name_is_utf_8_and_comes_back(capsys: pytest.CaptureFixture[str]) -> None:
    name = "caf\udce9 \x1b[31m药.jpg"
    Terminal().json({"photo": name})
    printed = capsys.readouterr().out
    printed.encode("utf-8")
    assert "\x1b" not in printed
    assert json.loads(printed) == {"photo": name}


def test_words_against_the_photo_are_said_with_both_products(
    capsys: pytest.CaptureFixture[str],
) -> None:
    held = Evidence(EvidenceKind.TEXT, 1.0, detail="cup")
    cup = Candidate(Product("CUP", "blue cup"), 0.8, 0.5, (held,))
    looks = Evidence(EvidenceKind.PHOTO, 0.7)
    mug = Candidate(Product("MUG", "red mug"), 0.7, 0.3, (looks,))
    torn = Answer(
        Verdict.UNSURE, Reason.WORDS_AGAINST_PHOTO, QueryKind.PHOTO_TEXT, (cup, mug), text="cup"
    )
    Terminal().answer(torn)
    printed = capsys.readouterr().out
    assert "The words fit “blue cup”, the photo looks more like “red mug”." in printed
    assert "take them away" in printed
