"""Cutting CSV into records: one bad row costs one row."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.csv_records import MAX_LINE, physical_lines, read_records


def _records(text: str, delimiter: str = ",") -> list[tuple[int, list[str] | None]]:
    lines = text.splitlines(keepends=True)
    return [(record.line, record.cells) for record in read_records(lines, delimiter)]


def test_records_know_their_line() -> None:
    assert _records('a,b\n\n"x\ny",2\n , \nc,d') == [
        (1, ["a", "b"]),
        (3, ["x\ny", "2"]),
        (6, ["c", "d"]),
    ]


def test_inches_in_a_bare_cell_are_kept() -> None:
    assert _records('P1,Pipe 1/2" steel\nP2,x\n') == [
        (1, ["P1", 'Pipe 1/2" steel']),
        (2, ["P2", "x"]),
    ]


@pytest.mark.parametrize("rows", [1, 10, 1000])
def test_an_open_quote_costs_its_own_row(rows: int) -> None:
    good = [(line + 2, [str(line), "x"]) for line in range(rows)]
    text = 'bad,"open\n' + "".join(f"{line},x\n" for line in range(rows))
    assert _records(text) == [(1, None), *good]


def test_a_quote_closed_too_early_costs_its_own_row() -> None:
    assert _records('1,"5" pipe"\n2,"x"\n') == [(1, None), (2, ["2", "x"])]


def test_two_open_quotes_cost_two_rows() -> None:
    text = '1,"open\n2,x\n3,"open\n4,"y, z"\n'
    found = _records(text)
    assert [cells for _, cells in found if cells] == [["2", "x"], ["4", "y, z"]]
    assert [line for line, cells in found if cells is None] == [1, 3]


def test_a_cell_that_never_ends_costs_its_own_row() -> None:
    text = "1," + "x" * 200_000 + "\n2,y\n"
    assert _records(text) == [(1, None), (2, ["2", "y"])]


def test_an_endless_line_is_cut() -> None:
    stream = io.StringIO("x" * (2 * MAX_LINE + 5) + "\nnext\n", newline="")
    lines = list(physical_lines(stream))
    assert [len(line) for line in lines] == [MAX_LINE, 5]
    assert lines[1] == "next\n"


_CELL = st.text(alphabet=st.characters(exclude_characters="\x00\r", exclude_categories=["Cs"]))


@given(
    st.lists(st.lists(_CELL, min_size=2, max_size=4), max_size=8),
    st.sampled_from(",;\t"),
)
def test_what_csv_writes_is_read(rows: list[list[str]], delimiter: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    stream.seek(0)
    found = [record.cells for record in read_records(physical_lines(stream), delimiter)]
    assert found == [row for row in rows if any(cell.strip() for cell in row)]


@given(st.text(alphabet='a,"\n'))
def test_any_text_is_read_to_its_end(text: str) -> None:
    lines = [line for line, _ in _records(text)]
    assert lines == sorted(set(lines))
