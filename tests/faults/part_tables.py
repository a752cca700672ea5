"""G1-G4: tables that are hostile, damaged, or in any encoding; what is written runs nowhere."""

from __future__ import annotations

import csv
import io
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import openpyxl

from desktop_app.core.errors import UserError
from desktop_app.services.import_source import ImportedProduct
from desktop_app.services.table_reader import opened_table
from desktop_app.services.table_writer import write_table
from tests.faults.registry import Fault, Tally
from tests.services.import_samples import open_shop
from tests.services.test_xlsx_limits import (
    hidden_row,
    long_row,
    long_text,
    many_styles,
    other_encoding,
    workbook,
)

WORDS = {
    "utf-8": ("Größe", "перчатки", "手套"),
    "utf-8-sig": ("Größe", "перчатки", "手套"),
    "utf-16": ("Größe", "перчатки", "手套"),
    "utf-16-le": ("手套 纱布", "Müller"),
    "gbk": ("一次性手套", "纱布绷带"),
    "gb18030": ("一次性手套", "纱布绷带", "注射器"),
    "big5": ("手術刀片", "紗布繃帶"),
    "shift_jis": ("手袋", "ガーゼ"),
    "cp1252": ("Größe", "Müller", "crème brûlée"),
    "koi8-r": ("перчатки", "бинт"),
    "cp1251": ("перчатки", "бинт"),
}


def _names(words: Sequence[str], chance: np.random.Generator) -> list[str]:
    n = int(chance.integers(1, 8))
    return [" ".join(chance.choice(words, int(chance.integers(1, 4)))) for _ in range(n)]


def encodings(folder: Path, times: int) -> Tally:
    """G1: read rightly, or refused with the request to choose; never other letters in silence."""
    chance, wrong, findings, asked, tried = np.random.default_rng(1), 0, [], 0, 0
    for encoding, words in WORDS.items():
        for number in range(times):
            names = _names(words, chance)
            file = folder / f"{encoding}-{number}.csv"
            rows = "".join(f"S{n},{name}\n" for n, name in enumerate(names))
            file.write_bytes(f"sku,name\n{rows}".encode(encoding))
            chosen = "utf-16-le" if encoding == "utf-16-le" else encoding
            for told in (None, chosen):
                tried += 1
                read = _read_names(file, told)
                if read is None and told is None:
                    asked += 1
                elif read != names:
                    wrong += read is not None
                    findings.append(f"{encoding}, told {told}: {names} became {read}")
    figures: dict[str, float | str] = {"asked for the encoding": asked}
    return Tally(tried, wrong_unmarked=wrong, findings=tuple(findings[:10]), figures=figures)


def _read_names(file: Path, encoding: str | None) -> list[str] | None:
    try:
        with opened_table(file, encoding) as source:
            rows = list(source.rows)
    except UserError:
        return None
    return [str(row.fields["name"]) for row in rows if isinstance(row, ImportedProduct)]


def _csv_shapes(rows: int) -> dict[str, tuple[bytes, int | None]]:
    """Files by name, with the number of good products in them, or None where all is refused."""
    good = "".join(f"G{n},Good {n}\n" for n in range(5))
    head = "sku,name\n"
    return {
        "comma": ((head + good).encode(), 5),
        "semicolon": ((head + good).replace(",", ";").encode(), 5),
        "tab": ((head + good).replace(",", "\t").encode(), 5),
        "open quote": ((head + 'B,"open\n' + good).encode(), 5),
        "open quote at the end": ((head + good + 'B,"open').encode(), 5),
        "quote in a cell": ((head + 'B,12" pipe\n' + good).encode(), None),
        "NUL in a cell": ((head + "B,a\0b\n" + good).encode(), None),
        "control character": ((head + "B,a\x07b\n" + good).encode(), 5),
        "long cell": ((head + f"B,{'x' * 10**6}\n" + good).encode(), 5),
        "long line": ((head + f"B,{'x,' * 10**6}\n" + good).encode(), 5),
        "too many cells": ((head + "B,b,c,d\n" + good).encode(), 5),
        "too few cells": ((head + "B\n" + good).encode(), 5),
        "same SKU twice": ((head + "G0,Again\n" + good).encode(), 5),
        "no rows": (head.encode(), 0),
        "nothing": (b"", None),
        "only ends of lines": (b"\n" * 10**5, None),
        "no name": (b"sku,price\nA,1\n", None),
        "column twice": (b"sku,name,name\nA,a,b\n", None),
        "old Mac": ((head + good).replace("\n", "\r").encode(), 5),
        "sep line": (("sep=;\n" + (head + good).replace(",", ";")).encode(), 5),
        "bytes": (bytes(range(256)) * 40, None),
        "zip name": (b"PK\x03\x04" + bytes(100), None),
        "formulas": ((head + "=1+1,=cmd|' /C calc'!A0\n" + good).encode(), 6),
        "markup": ((head + 'B,"<img src=//evil.invalid/x>"\n' + good).encode(), 6),
        "many rows": ((head + "".join(f"R{n},Row {n}\n" for n in range(rows))).encode(), rows),
    }


def csv_shapes(folder: Path, rows: int) -> Tally:
    """G2: the good rows are in, each bad one is named with its line, or the file is refused."""
    findings, lost = [], 0
    made = _csv_shapes(rows)
    for number, (name, (data, good)) in enumerate(made.items()):
        file = folder / f"{name}.csv"
        file.write_bytes(data)
        try:
            with opened_table(file) as source:
                found = list(source.rows)
        except UserError as error:
            if good is not None:
                findings.append(f"{name}: {error}")
            continue
        skus = {row.sku for row in found if isinstance(row, ImportedProduct)}
        if good is not None and not good <= len(skus) <= good + 1:
            lost += max(0, good - len(skus))
            findings.append(f"{name}: {len(skus)} products of {good}")
        if any(row.line < 1 for row in found):
            findings.append(f"{name}: a row without its line")
        findings += _import_stays_whole(folder / f"data {number}", file, skus, rows)
    return Tally(len(made), lost=lost, findings=tuple(findings))


def _import_stays_whole(data: Path, file: Path, skus: set[str], most: int) -> list[str]:
    """The same through the whole import: what it says it added is there."""
    if not 0 < len(skus) < most:
        return []
    shop = open_shop(data)
    try:
        report = shop.importer.run(file)
        there = set(shop.skus())
    finally:
        shop.database.close()
    said = report.added
    return [] if len(there) == said else [f"{file.name}: {said} added, {len(there)} there"]


def _entity() -> tuple[str, str]:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE l [<!ENTITY a0 "lol">{entities}]>'
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>'
    return "xl/worksheets/sheet1.xml", f"<?xml version='1.0'?>{doctype}<sheetData>{row}</sheetData>"


def _outside() -> tuple[str, str]:
    doctype = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'
    return "xl/worksheets/sheet1.xml", f"<?xml version='1.0'?>{doctype}<sheetData>{row}</sheetData>"


def _zeros(file: Path) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(300_000_000))
    return file


BOMBS: tuple[Callable[[], tuple[str, str]], ...] = (
    long_row,
    hidden_row,
    long_text,
    many_styles,
    other_encoding,
    _entity,
    _outside,
)


def workbooks(folder: Path) -> Tally:
    """G3: refused within 2 s and 300 MiB."""
    files = [workbook(folder / f"{made.__name__}.xlsx", *made()) for made in BOMBS]
    files.append(_zeros(folder / "zeros.xlsx"))
    for name, data in (("old.xlsx", b"\xd0\xcf\x11\xe0" * 200), ("text.xlsx", b"sku,name\n")):
        (folder / name).write_bytes(data)
        files.append(folder / name)
    findings, slowest = [], 0.0
    tracemalloc.start()
    for file in files:
        began = time.perf_counter()
        try:
            with opened_table(file) as source:
                list(source.rows)
            findings.append(f"{file.name} was read")
        except UserError:
            slowest = max(slowest, time.perf_counter() - began)
    more = tracemalloc.get_traced_memory()[1] // 2**20
    tracemalloc.stop()
    if slowest > 2 or more > 300:
        findings.append(f"{slowest:.1f} s, {more} MiB")
    figures: dict[str, float | str] = {"slowest, s": round(slowest, 2), "more memory, MiB": more}
    return Tally(len(files), findings=tuple(findings), figures=figures)


STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'=", "''=")


def formulas(folder: Path) -> Tally:
    """G4: a cell or title that looks like a formula is text when the table is opened again."""
    texts = [f"{start}1+1" for start in STARTS]
    findings = []
    for suffix in (".csv", ".xlsx"):
        file = folder / f"out{suffix}"
        write_table(file, texts, [texts])
        if suffix == ".csv":
            stream = io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")
            cells = [cell for row in csv.reader(stream) for cell in row]
            findings += [f"csv {cell!r}" for cell in cells if cell[:1] in set("=+-@＝＋－＠\t\r\n")]
        else:
            sheet = openpyxl.load_workbook(file).active
            cells = [cell for row in sheet.iter_rows() for cell in row]
            findings += [f"xlsx {cell.value!r}" for cell in cells if cell.data_type != "s"]
        if len(cells) != 2 * len(texts):
            findings.append(f"{suffix}: {len(cells)} cells")
    return Tally(4 * len(texts), findings=tuple(findings))


FAULTS = (
    Fault("G1", "encodings", lambda f: encodings(f, 5), lambda f: encodings(f, 40)),
    Fault(
        "G2", "CSV of odd shapes", lambda f: csv_shapes(f, 5_000), lambda f: csv_shapes(f, 10**6)
    ),
    Fault("G3", "hostile workbooks", workbooks, workbooks),
    Fault("G4", "formulas in what is written", formulas, formulas),
)
