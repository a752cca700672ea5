"""Lists of queries: good rows are read, bad ones say why, wrong files are refused."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import read_queries


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    file = folder / "queries.csv"
    file.write_bytes(text.encode(encoding))
    return file


def query_of(folder: Path, text: str) -> Query:
    (row,) = read_queries(write(folder, text))
    assert isinstance(row.query, Query)
    return row.query


def test_photo_and_text_are_read_relative_to_the_file(tmp_path: Path) -> None:
    query = query_of(tmp_path, "photo,text\na/b.jpg,red mug\n")
    assert query.photos[0].path == tmp_path / "a" / "b.jpg"
    assert query.text == "red mug"


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (row,) = read_queries(write(tmp_path, "photo,sku\nx.jpg,S1\n", "utf-8-sig"))
    assert (row.photo, row.sku) == ("x.jpg", "S1")


def test_a_box_limits_the_photo(tmp_path: Path) -> None:
    query = query_of(tmp_path, "photo,x,y,w,h\na.jpg,1,2.0,30,40\n")
    assert query.photos[0].box == Box(1, 2, 30, 40)


def test_names_of_columns_may_be_in_capitals(tmp_path: Path) -> None:
    (row,) = read_queries(write(tmp_path, "Photo, SKU\nx.jpg,S1\n"))
    assert (row.photo, row.sku) == ("x.jpg", "S1")


def test_without_the_column_there_is_no_truth(tmp_path: Path) -> None:
    (row,) = read_queries(write(tmp_path, "photo\nx.jpg\n"))
    assert row.sku is None


@pytest.mark.parametrize(
    "cells", ["a.jpg,1,,3,4", "a.jpg,x,2,3,4", "a.jpg,-1,2,3,4", "a.jpg,1,2,0,4", "a.jpg,1,2,inf,4"]
)
def test_a_box_that_makes_no_sense_is_an_error_of_its_row(tmp_path: Path, cells: str) -> None:
    rows = list(read_queries(write(tmp_path, f"photo,x,y,w,h\n{cells}\nb.jpg,,,,\n")))
    assert isinstance(rows[0].query, UserError)
    assert rows[0].query.message.id is MessageId.QUERIES_BOX
    assert isinstance(rows[1].query, Query)


def test_an_empty_row_is_an_error_of_its_row(tmp_path: Path) -> None:
    (row,) = read_queries(write(tmp_path, 'photo,text\n"",""\n'))
    assert isinstance(row.query, UserError)


@pytest.mark.parametrize(
    ("content", "message_id"),
    [
        (b"name,price\na,1\n", MessageId.QUERIES_COLUMNS),
        (b"", MessageId.QUERIES_COLUMNS),
        ("photo\nä.jpg\n".encode("latin-1"), MessageId.IMPORT_ENCODING),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, content: bytes, message_id: MessageId) -> None:
    file = tmp_path / "q.csv"
    file.write_bytes(content)
    with pytest.raises(UserError) as caught:
        list(read_queries(file))
    assert caught.value.message.id is message_id


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nowhere\.csv"):
        list(read_queries(tmp_path / "nowhere.csv"))


def test_lists_of_other_programs_are_read_too(tmp_path: Path) -> None:
    rows = list(
        read_queries(write(tmp_path, "Text;Photo\nrote Tasse, groß;ü 1.jpg\n", "utf-8-sig"))
    )
    assert [(row.photo, row.text) for row in rows] == [("ü 1.jpg", "rote Tasse, groß")]


def test_workbooks_are_read_like_lists(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Photos").append(["photo", "x", "y", "w", "h", "text"])
    book["Photos"].append(["a.jpg", 1, 2.0, 30, 40, None])
    book["Photos"].append([None, None, None, None, None, 4006381333931])
    file = tmp_path / "queries.xlsx"
    book.save(file)
    first, second = read_queries(file)
    assert isinstance(first.query, Query)
    assert first.query.photos[0].box == Box(1, 2, 30, 40)
    assert first.query.photos[0].path == tmp_path / "a.jpg"
    assert (second.line, second.text, second.photo) == (3, "4006381333931", "")


def test_other_computers_are_not_asked_for_photos(tmp_path: Path) -> None:
    (row,) = read_queries(write(tmp_path, "photo\n\\\\evil\\share\\a.jpg\n"))
    assert isinstance(row.query, UserError)
