"""Print on drawn labels, read by the real reader in its own process."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import PhotoError, UserError
from desktop_app.core.label_text import ReadLine
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box
from desktop_app.vision import label_process, reading_addon
from desktop_app.vision.label_reader import LabelReader
from desktop_app.vision.piped_child import PipedChild


def _label(*words: str) -> bytes:
    """A white label, 480 x 320, a line of print a word."""
    picture = np.full((320, 480, 3), 245, np.uint8)
    for row, word in enumerate(words):
        place = (30, 90 + 100 * row)
        cv2.putText(picture, word, place, cv2.FONT_HERSHEY_SIMPLEX, 2.0, (40, 30, 20), 5)
    return cv2.imencode(".png", picture)[1].tobytes()


@pytest.fixture(scope="module")
def reader() -> Iterator[LabelReader]:
    opened = LabelReader(answer_s=100)  # machines that test are busy
    if opened.missing is not None:
        pytest.skip("the extra `reading` is not installed")
    yield opened
    opened.close()


def _texts(lines: tuple[ReadLine, ...]) -> list[str]:
    return [line.text.replace(" ", "").lower() for line in lines]


def test_a_label_is_read_from_top_to_bottom(reader: LabelReader) -> None:
    found = reader.read(PhotoInput("label.png", data=_label("Corvanil", "10 mg")))
    assert _texts(found) == ["corvanil", "10mg"]
    assert all(0.5 < line.certainty <= 1 for line in found)


def test_only_the_box_is_read(reader: LabelReader) -> None:
    photo = PhotoInput("label.png", data=_label("Corvanil", "10 mg"), box=Box(0, 120, 480, 120))
    assert _texts(reader.read(photo)) == ["10mg"]


def test_nothing_printed_gives_no_lines(reader: LabelReader) -> None:
    assert reader.read(PhotoInput("blank.png", data=_label())) == ()


def test_a_damaged_file_is_refused_and_the_next_is_read(
    reader: LabelReader, tmp_path: Path
) -> None:
    damaged, good = tmp_path / "damaged.png", tmp_path / "标签.png"
    damaged.write_bytes(_label("Saline")[:200])
    good.write_bytes(_label("Saline"))
    with pytest.raises(PhotoError) as caught:
        reader.read(PhotoInput.from_path(damaged))
    assert caught.value.message.id is MessageId.PHOTO_UNREADABLE
    assert _texts(reader.read(PhotoInput.from_path(good))) == ["saline"]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_a_reader_that_was_killed_is_started_anew(reader: LabelReader) -> None:
    label = PhotoInput("label.png", data=_label("Saline"))
    reader.read(label)
    child = reader._child
    assert child is not None
    assert child.pid is not None
    os.kill(child.pid, signal.SIGSTOP)  # stands still: no answer, but alive
    stuck = LabelReader(answer_s=0.2)
    stuck._child, reader._child = child, None
    with pytest.raises(UserError) as caught:
        stuck.read(label)
    assert caught.value.message.id is MessageId.LABEL_READER_LOST
    assert _texts(reader.read(label)) == ["saline"]


def test_closing_does_not_wait_for_a_reader_that_is_starting(
    reader: LabelReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, told, waits = LabelReader(answer_s=100), [], threading.Event()
    reply = PipedChild.reply

    def wait_for_reply(child: PipedChild, most_bytes: int, patience_s: float) -> bytes:
        waits.set()
        return reply(child, most_bytes, patience_s)

    def read() -> None:
        try:
            other.read(PhotoInput("label.png", data=_label("Saline")))
        except UserError as error:
            told.append(error.message.id)

    monkeypatch.setattr(PipedChild, "reply", wait_for_reply)
    thread = threading.Thread(target=read)
    thread.start()
    assert waits.wait(60)
    other.close()  # at once, not after the models were loaded
    thread.join(timeout=30)
    assert told == [MessageId.LABEL_READER_LOST]


def test_without_the_library_it_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_addon, "find_spec", lambda _name: None)
    missing = LabelReader()
    assert missing.missing is MessageId.LABEL_READER_MISSING
    with pytest.raises(UserError) as caught:
        missing.read(PhotoInput("label.png", data=b"x"))
    assert caught.value.message.id is MessageId.LABEL_READER_MISSING


@pytest.mark.parametrize("data", [b"", b"{", b"{}", b"[1]", b'[["a", null]]'])
def test_a_reply_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):
        label_process.decode(data)


def test_what_goes_over_the_pipe_comes_back() -> None:
    lines = [ReadLine("生理盐水 0.9 %", 0.5), ReadLine("x" * 300, 1.0)]
    assert label_process.decode(label_process.encode(lines)) == (
        lines[0],
        ReadLine("x" * label_process.LONGEST_LINE, 1.0),
    )
    for box in (None, Box(1, 2, 3, 4)):
        assert label_process.asked_for(label_process.question("a.png", box)) == ("a.png", box)
