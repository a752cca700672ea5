"""Tables of a batch: formulas stay text, umlauts and Chinese survive, the decision decides."""

from __future__ import annotations

import csv
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from desktop_app.core.batch import Review, RowAnswer, RowCandidate, Said
from desktop_app.core.errors import UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import Reason, Verdict
from desktop_app.services.batch_run import BatchRow, photo_row
from desktop_app.services.batch_table import COLUMNS, write_batch
from desktop_app.services.table_writer import write_table

AT = datetime(2026, 3, 29, 12, 30, tzinfo=UTC)


def row(name: str = "a.jpg", verdict: Verdict = Verdict.MATCH, **changes: object) -> BatchRow:
    candidates = (
        RowCandidate("=1+1", "Becher »grün«", "A-1", 0.9, 0.971),
        RowCandidate("B", "杯子", "", 0.8, 0.02),
    )
    answer = RowAnswer(verdict, Reason.CONFIDENT, candidates, model="f" * 8, device="CPU")
    made = BatchRow(photo_row(7, name, Path("/photos") / name), answer)
    return BatchRow(**{"question": made.question, "answer": made.answer, **changes})  # type: ignore[arg-type]


def read_csv(file: Path) -> list[dict[str, str]]:
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def read_xlsx(file: Path) -> list[dict[str, object]]:
    sheet = openpyxl.load_workbook(file).active
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, cells, strict=True)) for cells in rows]


def test_csv_opens_in_a_spreadsheet_without_running_anything(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    write_batch(file, [row("+cmd|' /C calc'!A0.jpg"), row("\tx.jpg"), row("-1.jpg")])
    first, second, third = read_csv(file)
    assert list(first) == list(COLUMNS)
    assert first["photo"] == "'+cmd|' /C calc'!A0.jpg"
    assert (first["sku"], first["name"]) == ("'=1+1", "Becher »grün«")
    assert (second["photo"], third["photo"]) == ("'\tx.jpg", "'-1.jpg")
    assert (first["row"], first["probability"], first["other_skus"]) == ("7", "0.971", "B")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@x", "\tx", "\rx"])
def test_workbooks_hold_text_and_no_formula(tmp_path: Path, cell: str) -> None:
    file = tmp_path / "answers.xlsx"
    write_table(file, ["what"], [[cell]])
    (kept,) = openpyxl.load_workbook(file).active["A"][1:]
    assert kept.data_type == "s"
    assert str(kept.value).startswith("'")


def test_workbooks_keep_numbers_as_numbers_and_leave_out_what_xml_cannot_hold(
    tmp_path: Path,
) -> None:
    file = tmp_path / "answers.xlsx"
    write_batch(file, [row("bell\x07 杯.jpg")])
    (cells,) = read_xlsx(file)
    assert (cells["row"], cells["probability"]) == (7, 0.971)
    assert cells["photo"] == "bell 杯.jpg"


def review(said: Said, sku: str = "", taught: tuple[int, ...] = ()) -> Review:
    return Review(said, "Li", AT, sku, "Mug" if sku else "", "B-2" if sku else "", taught)


@pytest.mark.parametrize(
    ("made", "result"),
    [
        (row(), ("product", "'=1+1", "A-1")),
        (row(verdict=Verdict.UNSURE), ("open", "", "")),
        (row(verdict=Verdict.NOT_IN_CATALOGUE), ("not_in_catalogue", "", "")),
        (row(answer=None, error=Message.of(MessageId.PHOTO_EMPTY, name="a")), ("open", "", "")),
        (
            row(verdict=Verdict.UNSURE, review=review(Said.CORRECTED, "B")),
            ("product", "B", "B-2"),
        ),
        (row(review=review(Said.NOT_IN_CATALOGUE)), ("not_in_catalogue", "", "")),
    ],
)
def test_the_result_is_what_a_person_said_else_a_match(
    tmp_path: Path, made: BatchRow, result: tuple[str, str, str]
) -> None:
    file = tmp_path / "answers.csv"
    write_batch(file, [made])
    (cells,) = read_csv(file)
    assert (cells["result"], cells["result_sku"], cells["result_location"]) == result


def test_decisions_say_by_whom_when_and_whether_they_taught(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    write_batch(file, [row(review=review(Said.CONFIRMED, "B", (4,)))])
    (cells,) = read_csv(file)
    assert (cells["decision"], cells["decided_sku"], cells["decided_by"]) == (
        "confirmed",
        "B",
        "Li",
    )
    assert (cells["decided_at_utc"], cells["taught"]) == ("2026-03-29 12:30:00", "yes")


def test_rows_without_an_answer_say_why_in_the_language_of_the_person(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    broken = row(answer=None, error=Message.of(MessageId.PHOTO_EMPTY, name="a.jpg"))
    write_batch(file, [broken, row(answer=None)], lambda text: text.replace("empty", "leer"))
    first, second = read_csv(file)
    assert (first["verdict"], first["error"]) == ("error", "“a.jpg” is an leer file.")
    assert second["verdict"] == "waiting"


def test_a_folder_that_is_missing_is_said_and_nothing_is_left_behind(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        write_batch(tmp_path / "nowhere" / "answers.xlsx", [row()])
    assert caught.value.message.id is MessageId.OUTPUT_UNUSABLE
    assert list(tmp_path.iterdir()) == []


def test_an_old_file_stays_whole_if_the_new_one_fails(tmp_path: Path) -> None:
    file = tmp_path / "answers.csv"
    file.write_text("old")

    def rows() -> list[BatchRow]:
        raise OSError(28, "No space left on device")
        yield row()

    with pytest.raises(UserError, match="No space left"):
        write_batch(file, rows())
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@x", "\tx", "＝1+1", "＠x"])
@pytest.mark.parametrize("name", ["a.csv", "a.xlsx"])
def test_titles_of_columns_are_no_formulas_either(tmp_path: Path, name: str, title: str) -> None:
    file = tmp_path / name
    write_table(file, [title], [[title]])
    if name.endswith("csv"):
        with file.open(encoding="utf-8-sig", newline="") as stream:
            read = [row[0] for row in csv.reader(stream)]
    else:
        cells = openpyxl.load_workbook(file).active["A"]
        assert {cell.data_type for cell in cells} == {"s"}
        read = [str(cell.value) for cell in cells]
    assert read == [f"'{title}"] * 2
