"""Labels: the printed code is read back by the program's own reader, from the PDF itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_app.core.errors import UserError
from desktop_app.core.labels import SHEETS, CodeChoice, Frame, LabelOptions, on_page, parse_sheet
from desktop_app.core.messages import MessageId
from desktop_app.core.types import CodeKind, Product, ProductCode
from desktop_app.gui.label_output import sheet_picture, write_pdf
from desktop_app.gui.labels_dialog import LabelsDialog
from desktop_app.gui.theme import Theme
from desktop_app.services.labels import Labels
from desktop_app.vision.barcodes import find_barcodes
from tests.gui.cut_texts import cut_texts

GTIN = "04006381333931"
PRINT_DPI = 300
"""Of an ordinary office printer."""


def product(sku: str, name: str = "Nitrile gloves, blue, size M", gtin: str = "") -> Product:
    codes = (ProductCode(CodeKind.GTIN, gtin),) if gtin else ()
    return Product(
        sku, name, price=Decimal("12.90"), currency="EUR", location="A-03-2", codes=codes
    )


class Shelf:
    """Products by SKU."""

    def __init__(self, *products: Product) -> None:
        self.all = {each.sku: each for each in products}

    def product_by_sku(self, sku: str) -> Product | None:
        return self.all.get(sku)

    def list_products(self, offset: int, limit: int, text: str = "") -> list[Product]:
        return list(self.all.values())[offset : offset + limit]


GOODS = (
    product("MS-1001", gtin=GTIN),
    product("MS-1002", "丁腈手套 蓝色 M码 一次性使用 无粉 无乳胶"),
    product("货号-12"),
    product("A-VERY-LONG-STOCK-KEEPING-UNIT-OF-A-WAREHOUSE"),
)


@pytest.fixture
def labels(tmp_path: Path) -> Labels:
    return Labels(Shelf(*GOODS), tmp_path / "labels.json")


def read(pixels: np.ndarray) -> set[tuple[str, str]]:
    return {(symbol.format, symbol.text) for symbol in find_barcodes(pixels)}


def rgb(image: QImage) -> np.ndarray:
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def pdf_page(file: Path, page: int = 0) -> np.ndarray:
    document = pypdfium2.PdfDocument(file)
    bitmap = document[page].render(scale=PRINT_DPI / 72)
    pixels = bitmap.to_numpy()[:, :, 2::-1].copy()
    bitmap.close()
    document.close()
    return pixels


def part(pixels: np.ndarray, frame: Frame) -> np.ndarray:
    """One label of a page, as a scanner sees it."""
    dots = PRINT_DPI / 25.4
    top, left = round(frame.top * dots), round(frame.left * dots)
    bottom, right = top + round(frame.height * dots), left + round(frame.width * dots)
    return np.ascontiguousarray(pixels[top:bottom, left:right])


AUTO = {
    ("EAN13", "4006381333931"),
    ("Code128", "MS-1002"),
    ("QRCode", "货号-12"),
    ("QRCode", "A-VERY-LONG-STOCK-KEEPING-UNIT-OF-A-WAREHOUSE"),
}
ALL_QR = {("QRCode", each.sku) for each in GOODS}
MATRICES = {("GS1 DataMatrix", f"(01){GTIN}")} | {("DataMatrix", e.sku) for e in GOODS[1:]}


@pytest.mark.parametrize("form", ["a4-3x8", "a4-3x7", "a4-2x7", "letter-3x10", "roll-62x29"])
@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (CodeChoice.AUTO, AUTO),
        (CodeChoice.QR, ALL_QR),
        (CodeChoice.GS1_DATAMATRIX, MATRICES),
    ],
)
def test_codes_of_the_pdf_are_read_by_our_own_reader(  # noqa: PLR0917
    qapp, labels: Labels, tmp_path: Path, form: str, choice: CodeChoice, expected: set
) -> None:
    options = LabelOptions(SHEETS[form], choice)
    sheet = labels.sheet([each.sku for each in GOODS], options)
    assert (sheet.missing, sheet.codeless) == ((), ())
    file = tmp_path / "labels.pdf"
    count = write_pdf(sheet.labels, options, file)
    found = set().union(*(read(pdf_page(file, page)) for page in range(count)))
    assert found == expected


@pytest.mark.parametrize("form", ["a4-4x10", "a4-5x13"])
def test_small_labels_get_a_code_that_is_large_enough(
    qapp, labels: Labels, tmp_path: Path, form: str
) -> None:
    options = LabelOptions(SHEETS[form])
    file = tmp_path / "labels.pdf"
    write_pdf(labels.sheet([each.sku for each in GOODS], options).labels, options, file)
    pixels = pdf_page(file)
    found = set().union(*(read(part(pixels, frame)) for _, frame in on_page(options, 4, 0)))
    assert {text for _, text in found} == {text for _, text in AUTO}


def test_pages_copies_and_sizes_are_those_that_were_chosen(
    qapp, labels: Labels, tmp_path: Path
) -> None:
    options = LabelOptions(SHEETS["a4-3x8"], copies=7, first=5)
    file = tmp_path / "labels.pdf"
    assert write_pdf(labels.sheet([e.sku for e in GOODS], options).labels, options, file) == 2
    document = pypdfium2.PdfDocument(file)
    assert len(document) == 2
    width, height = document[0].get_size()
    document.close()
    assert (width, height) == (pytest.approx(595.3, abs=1), pytest.approx(841.9, abs=1))


def test_the_preview_is_what_is_printed(qapp, labels: Labels) -> None:
    options = LabelOptions(SHEETS["roll-62x29"], CodeChoice.QR)
    sheet = labels.sheet(["MS-1001"], options)
    assert read(rgb(sheet_picture(sheet.labels, options, 0, 700))) == {("QRCode", "MS-1001")}


def test_a_file_that_cannot_be_written_is_named(qapp, labels: Labels, tmp_path: Path) -> None:
    options = LabelOptions()
    made = labels.sheet(["MS-1001"], options).labels
    with pytest.raises(UserError) as caught:
        write_pdf(made, options, tmp_path / "none" / "labels.pdf")
    assert caught.value.message.id is MessageId.OUTPUT_UNUSABLE


def test_what_is_missing_or_has_no_room_is_said(labels: Labels) -> None:
    tiny = parse_sheet("210x297,20x20,10x10")
    sheet = labels.sheet(["MS-1001", "GONE"], LabelOptions(tiny, CodeChoice.CODE128))
    assert (len(sheet.labels), sheet.missing, sheet.codeless) == (1, ("GONE",), ("MS-1001",))


@pytest.mark.parametrize("damage", ["", "{}", "[]", '{"sheet": "none"}'])
def test_what_was_chosen_is_remembered_and_damage_is_passed_over(
    labels: Labels, tmp_path: Path, damage: str
) -> None:
    options = LabelOptions(SHEETS["roll-57x32"], CodeChoice.QR, with_price=False, frames=True)
    labels.remember(replace(options, copies=3, first=2))
    assert labels.remembered_options() == options
    (tmp_path / "labels.json").write_text(damage, encoding="utf-8")
    assert labels.remembered_options() == LabelOptions()


@pytest.fixture
def dialog(qtbot: QtBot, labels: Labels, theme: Theme) -> Iterator[LabelsDialog]:
    made = LabelsDialog([each.sku for each in GOODS], labels, theme)
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.previewed):
        made.show()
    yield made
    made.close()


def test_the_dialog_writes_what_was_chosen(
    qtbot: QtBot, dialog: LabelsDialog, labels: Labels, tmp_path: Path, monkeypatch
) -> None:
    file = tmp_path / "chosen.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(file), ""))
    with qtbot.waitSignal(dialog.previewed):
        dialog.code.setCurrentIndex(dialog.code.findData(CodeChoice.QR.value))
    with qtbot.waitSignal(dialog.written):
        qtbot.mouseClick(dialog.pdf_button, Qt.MouseButton.LeftButton)
    assert read(pdf_page(file)) == ALL_QR
    assert labels.remembered_options().code is CodeChoice.QR


def test_own_sizes_are_typed_and_checked(qtbot: QtBot, dialog: LabelsDialog) -> None:
    dialog.sheet.setCurrentIndex(dialog.sheet.findData("own"))
    assert dialog.own.isVisible()
    dialog.own.clear()
    qtbot.keyClicks(dialog.own, "210x297,3x8")
    qtbot.waitUntil(lambda: not dialog.pdf_button.isEnabled())
    assert "210x297,3x8,70x37" in dialog.note.text()
    with qtbot.waitSignal(dialog.previewed):
        qtbot.keyClicks(dialog.own, ",70x30")
    assert dialog.pdf_button.isEnabled()


def test_no_text_of_the_dialog_is_cut(dialog: LabelsDialog) -> None:
    assert cut_texts(dialog) == []
