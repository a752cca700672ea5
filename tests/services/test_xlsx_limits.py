"""A workbook that would take memory or time beyond measure is refused before it is built."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.table_reader import opened_table
from desktop_app.services.xlsx_limits import MAX_PLAIN_BYTES, TooLargeError, check_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET, STYLES, STRINGS = "xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/sharedStrings.xml"
WIDE = np.random.default_rng(1).integers(0, 10**6, 200_000)
"""Numbers that do not shrink to nothing in an archive."""

MOST_UNPACKED = MAX_PLAIN_BYTES + 2**20
"""Bytes that may be unpacked until it is said: the longest row, and the block that goes beyond."""


def _must_not_load(*_words: object, **_options: object) -> None:
    pytest.fail("openpyxl was asked to build the workbook")


def cells() -> str:
    return "".join(f'<c t="n"><v>{number}</v></c>' for number in WIDE) * 2


def sheet(rows: str, head: str = '<?xml version="1.0"?>') -> str:
    return f'{head}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def long_row() -> tuple[str, str]:
    return SHEET, sheet(f'<row r="1">{cells()}</row>')


def hidden_row() -> tuple[str, str]:
    return SHEET, sheet(f'<row r="1">{cells().replace("</c>", "</c><!--<row>-->")}</row>')


def many_styles() -> tuple[str, str]:
    return STYLES, f'<styleSheet xmlns="{MAIN}">{cells()}</styleSheet>'


def long_text() -> tuple[str, str]:
    return STRINGS, f'<sst xmlns="{MAIN}"><si><t>{cells().replace("<", " ")}</t></si></sst>'


def other_encoding() -> tuple[str, str]:
    return SHEET, sheet(f'<row r="1">{cells()}</row>', '<?xml version="1.0" encoding="cp037"?>')


def workbook(file: Path, name: str, content: str) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["sku", "name"])
    book.active.append(["A", "B"])
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = content.encode()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part, data in parts.items():
            archive.writestr(part, data)
    return file


@pytest.mark.parametrize(
    "made", [long_row, hidden_row, many_styles, long_text, other_encoding], ids=lambda m: m.__name__
)
def test_what_would_fill_the_memory_is_refused_before_anything_is_built_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: Callable[[], tuple[str, str]]
) -> None:
    name, content = made()
    assert len(content) > MOST_UNPACKED
    file = workbook(tmp_path / "a.xlsx", name, content)
    unpacked: list[int] = []
    read = zipfile.ZipExtFile.read

    def counted(stream: zipfile.ZipExtFile, n: int | None = -1) -> bytes:
        data = read(stream, n)
        unpacked.append(len(data))
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counted)
    monkeypatch.setattr(openpyxl, "load_workbook", _must_not_load)
    with pytest.raises(UserError) as caught, opened_table(file):
        pass
    assert sum(unpacked) <= MOST_UNPACKED
    assert caught.value.message.id is MessageId.IMPORT_XLSX


def test_many_parts_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", "x")
    with pytest.raises(TooLargeError):
        check_workbook(file)


def test_a_large_table_of_ordinary_rows_is_read(tmp_path: Path) -> None:
    row = '<row><c t="inlineStr"><is><t>{0}</t></is></c><c><v>{1}</v></c></row>'
    rows = "".join(row.format(f"S{number}", WIDE[number]) for number in range(120_000))
    header = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in ("sku", "name"))
    content = sheet(f"<row>{header}</row>{rows}")
    assert len(content) > 8 * 2**20
    check_workbook(workbook(tmp_path / "a.xlsx", SHEET, content))
