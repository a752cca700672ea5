"""From cells to products: what is accepted, and the message for what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from desktop_app.core.errors import ImportRowError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import CodeKind, ProductCode, ProductData
from desktop_app.services.import_source import Cell, ImportedProduct, SourceRow
from desktop_app.services.product_rows import parse_row

FULL: dict[str, Cell] = {
    "sku": " A1 ",
    "name": "Infusion set",
    "category": "Infusion",
    "brand": "Acme",
    "description": "Sterile",
    "barcode": "4006381333931; own-1;4006381333931",
    "price": "1,50",
    "currency": "eur",
    "stock": "-3",
    "location": "A-01",
    "photos": "a.jpg; b/c.png;",
    "name_zh": "输液器",
    "Note": "",
}


def _parse(**cells: Cell) -> ImportedProduct:
    return parse_row(SourceRow(2, {"sku": "A1", "name": "Set", **cells}))


def test_every_column_is_read() -> None:
    row = parse_row(SourceRow(7, FULL))
    assert (row.line, row.sku, row.photos) == (7, "A1", ("a.jpg", "b/c.png"))
    assert row.data(None) == ProductData(
        "A1",
        "Infusion set",
        "Infusion",
        "Acme",
        "Sterile",
        Decimal("1.50"),
        "EUR",
        Decimal(-3),
        "A-01",
        {"name_zh": "输液器"},
        (ProductCode(CodeKind.GTIN, "04006381333931"), ProductCode(CodeKind.OWN, "own-1")),
    )


def test_columns_that_are_absent_leave_a_known_product_alone() -> None:
    known = parse_row(SourceRow(2, FULL)).data(None)
    assert _parse(name="New").data(known) == ProductData(
        **{name: getattr(known, name) for name in ProductData.__dataclass_fields__}
        | {"name": "New"}
    )


def test_empty_cells_empty_a_known_product() -> None:
    known = parse_row(SourceRow(2, FULL)).data(None)
    data = _parse(price="", brand="", barcode="", name_zh="").data(known)
    assert (data.price, data.brand, data.codes, dict(data.attributes)) == (None, "", (), {})
    assert data.location == known.location


def test_an_empty_photo_cell_leaves_the_photos_alone() -> None:
    assert _parse(photos=" ; ").photos is None


@pytest.mark.parametrize(
    ("cells", "message_id", "params"),
    [
        ({"sku": " "}, MessageId.ROW_NO_SKU, {}),
        ({"name": ""}, MessageId.ROW_NO_NAME, {}),
        ({"barcode": "4006381333932"}, MessageId.ROW_BAD_GTIN, {"value": "4006381333932"}),
        ({"barcode": "x;12345678"}, MessageId.ROW_BAD_GTIN, {"value": "12345678"}),
        ({"barcode": "4.00638E+12"}, MessageId.ROW_ROUNDED_CODE, {"value": "4.00638E+12"}),
        ({"barcode": "4,00638e+12"}, MessageId.ROW_ROUNDED_CODE, {"value": "4,00638e+12"}),
        ({"price": "cheap"}, MessageId.ROW_BAD_PRICE, {"value": "cheap"}),
        ({"price": "-1"}, MessageId.ROW_BAD_PRICE, {"value": "-1"}),
        ({"price": Decimal(-1)}, MessageId.ROW_BAD_PRICE, {"value": "-1"}),
        (
            {"price": "1.234"},
            MessageId.ROW_AMBIGUOUS_NUMBER,
            {"value": "1.234", "one": "1234", "other": "1.234"},
        ),
        ({"stock": "many"}, MessageId.ROW_BAD_STOCK, {"value": "many"}),
        ({"currency": "Euro"}, MessageId.ROW_BAD_CURRENCY, {"value": "Euro"}),
        ({"brand": "x" * 40_000}, MessageId.ROW_TOO_LONG, {"column": "brand"}),
        ({"sku": "x" * 300}, MessageId.ROW_TOO_LONG, {"column": "sku"}),
        ({"Note": "a\x00b"}, MessageId.ROW_CONTROL_CHARACTERS, {"column": "Note"}),
        ({"name": "a\ud800"}, MessageId.ROW_CONTROL_CHARACTERS, {"column": "name"}),
        ({"description": "\n".join("abcdefgh")}, MessageId.ROW_TOO_MANY_CELLS, {}),
    ],
)
def test_a_row_that_cannot_be_used_says_why(
    cells: dict[str, Cell], message_id: MessageId, params: dict[str, str]
) -> None:
    with pytest.raises(ImportRowError) as caught:
        _parse(**cells)
    assert caught.value.message.id is message_id
    assert dict(caught.value.message.params) == params


@pytest.mark.parametrize(
    ("barcode", "code"),
    [
        ("96385074", ProductCode(CodeKind.GTIN, "00000096385074")),
        ("012345678905", ProductCode(CodeKind.GTIN, "00012345678905")),
        ("4 006381 333931", ProductCode(CodeKind.GTIN, "04006381333931")),
        (Decimal(4006381333931), ProductCode(CodeKind.GTIN, "04006381333931")),
        ("12345", ProductCode(CodeKind.OWN, "12345")),
        ("AB-123456789012", ProductCode(CodeKind.OWN, "AB-123456789012")),
        ("123456789012345", ProductCode(CodeKind.OWN, "123456789012345")),
    ],
)
def test_codes_are_gtins_or_own(barcode: Cell, code: ProductCode) -> None:
    assert _parse(barcode=barcode).data(None).codes == (code,)


def test_numbers_of_a_spreadsheet_are_not_read_as_text() -> None:
    data = _parse(price=Decimal("1.234"), stock=Decimal(1000), sku=Decimal(77)).data(None)
    assert (data.sku, data.price, data.stock) == ("77", Decimal("1.234"), Decimal(1000))


def test_line_breaks_of_all_systems_are_one() -> None:
    assert _parse(description="a\r\nb\rc\nd").data(None).description == "a\nb\nc\nd"
