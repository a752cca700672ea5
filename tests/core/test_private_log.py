"""Logs say what broke and where, never what a person had in hand."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.core.private_log import PrivateFormatter, error_name, private_text, private_trace

NAME = "Mrs Example wound.jpg"


def logged(message: str, *args: object, error: BaseException | None = None) -> str:
    trace = None if error is None else (type(error), error, error.__traceback__)
    record = logging.LogRecord("desktop_app.gui", 40, __file__, 1, message, args, trace)
    return PrivateFormatter("%(levelname)s %(name)s: %(message)s").format(record)


def raised() -> BaseException:
    try:
        try:
            int(f"cannot read {NAME}")
        except ValueError as error:
            raise PhotoError(MessageId.PHOTO_MISSING, name=NAME) from error
    except PhotoError as error:
        return error


def test_an_error_is_its_type_and_its_places() -> None:
    line = logged("task failed", error=raised())
    assert NAME not in line
    assert "ValueError" in line
    assert "PhotoError photo_missing" in line
    assert "tests/core/test_private_log.py:" in line
    assert str(Path(__file__).parents[2]) not in line


def test_an_error_in_the_words_of_a_message_is_its_type() -> None:
    assert logged("lost: %s", raised()) == "ERROR desktop_app.gui: lost: PhotoError photo_missing"
    gone = FileNotFoundError(2, "No such file", f"/photos/{NAME}")
    assert error_name(gone) == "FileNotFoundError 2 No such file or directory"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("cannot open /home/someone/pictures/wound.jpg", "cannot open …"),
        ("cannot open '/home/someone/my pictures/wound 1.jpg' now", "cannot open '…' now"),
        (r"cannot open C:\Users\Anna\wound.jpg: gone", "cannot open …: gone"),
        (r"on \\server\share\x.png", "on …"),
        ("rtsp://anna:secret@10.0.0.5/stream is gone", "rtsp://…@10.0.0.5/stream is gone"),
        ("CUDA error 719 at 1/2", "CUDA error 719 at 1/2"),
        ("exit code -9", "exit code -9"),
    ],
)
def test_folders_and_logins_are_left_out(said: str, kept: str) -> None:
    assert private_text(said) == kept
    assert logged("%s", said).endswith(kept)


def test_a_path_is_no_word_of_a_log() -> None:
    assert NAME not in logged("not written: %s", Path("photos", NAME))


def test_an_error_that_leads_to_itself_is_told_once() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert private_trace(first).splitlines() == ["KeyError", "which led to", "ValueError"]
