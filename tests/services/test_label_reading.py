"""What becomes of the print that was read: words of a query, and what a bad photo changes."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import PhotoError, UserError
from desktop_app.core.label_text import LabelText, ReadLine
from desktop_app.core.messages import MessageId
from desktop_app.services.label_reading import LabelReading
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import QueryRow

BOX = PhotoInput("box.jpg", data=b"1")
BACK = PhotoInput("back.jpg", data=b"2")
DAMAGED = PhotoInput("damaged.jpg", data=b"3")
LOST = PhotoInput("lost.jpg", data=b"4")


class Printed:
    """Reads what a test says, by the name of the photo."""

    def __init__(self, *, is_available: bool = True) -> None:
        self.missing = None if is_available else MessageId.LABEL_READER_MISSING
        self._lines = {
            "box.jpg": (ReadLine("Corvanil", 0.99), ReadLine("i|l", 0.3)),
            "back.jpg": (ReadLine("10 mg", 0.9),),
        }

    def read(self, photo: PhotoInput) -> tuple[ReadLine, ...]:
        if self.missing is not None:
            raise UserError(self.missing)
        if photo is DAMAGED:
            raise PhotoError(MessageId.PHOTO_UNREADABLE, name=photo.name)
        if photo is LOST:
            raise UserError(MessageId.LABEL_READER_LOST, name=photo.name)
        return self._lines[photo.name]


class Words:
    """A catalogue that knows every word but one."""

    def words_on_label(self, lines: Sequence[str]) -> list[str]:
        return [word.lower() for line in lines for word in line.split() if word != "mg"]


@pytest.fixture
def reading() -> LabelReading:
    return LabelReading(Printed(), Words())


def test_lines_of_all_photos_are_read_and_guesses_left_out(reading: LabelReading) -> None:
    assert reading.read([BOX, BACK]) == LabelText(("Corvanil", "10 mg"), "corvanil 10")


def test_a_damaged_photo_is_passed_over_where_another_can_be_read(reading: LabelReading) -> None:
    assert reading.read([DAMAGED, BACK]).lines == ("10 mg",)
    with pytest.raises(PhotoError):
        reading.read([DAMAGED])


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        pytest.param(Query((BOX,), ""), Query((BOX,), "", label="corvanil"), id="photo"),
        pytest.param(
            Query((BOX,), "tablets"), Query((BOX,), "tablets", label="corvanil"), id="typed too"
        ),
        pytest.param(Query((), "gloves"), Query((), "gloves"), id="no photo"),
        pytest.param(Query((DAMAGED,), ""), Query((DAMAGED,), ""), id="damaged"),
    ],
)
def test_what_is_read_stands_beside_what_was_typed(
    reading: LabelReading, asked: Query, expected: Query
) -> None:
    assert reading.with_label(asked) == expected


def test_a_row_whose_label_cannot_be_read_is_asked_as_it_is(reading: LabelReading) -> None:
    broken = QueryRow(2, "", "", UserError(MessageId.QUERY_EMPTY))
    lost = QueryRow(3, "lost.jpg", "", Query((LOST,), ""))
    good = QueryRow(4, "back.jpg", "", Query((BACK,), ""), sku="A")
    found = list(reading.rows_with_labels([broken, lost, good]))
    assert found[:2] == [broken, lost]
    assert found[2] == QueryRow(4, "back.jpg", "", Query((BACK,), "", label="10"), sku="A")


def test_without_the_reader_a_list_is_refused_at_once(reading: LabelReading) -> None:
    missing = LabelReading(Printed(is_available=False), Words())
    assert reading.is_available
    assert not missing.is_available
    rows = [QueryRow(2, "back.jpg", "", Query((BACK,), ""))]
    with pytest.raises(UserError) as caught:
        list(missing.rows_with_labels(rows))
    assert caught.value.message.id is MessageId.LABEL_READER_MISSING
