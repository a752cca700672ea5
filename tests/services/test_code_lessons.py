"""A code that a person gives to a product, over a real catalogue; only the model is fake."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog.database import Database
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId
from desktop_app.core.teaching import Decision
from desktop_app.core.types import CodeKind, ProductCode, Reason, Verdict
from desktop_app.services.lookup import LookupOutcome, Query
from tests.services.test_teaching import Shop

GTIN = "4006381333931"
CODE = ProductCode(CodeKind.GTIN, "04006381333931")
OWN = ProductCode(CodeKind.OWN, "SHELF 7/A")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(Database.open(tmp_path / "data" / "catalogue.sqlite")) as database:
        made = Shop(tmp_path, database)
        yield made
        made.gallery.close()


def scan(shop: Shop, text: str) -> LookupOutcome:
    return shop.lookup.lookup(Query((), text))


@pytest.mark.parametrize(("code", "typed"), [(CODE, GTIN), (OWN, "SHELF 7/A")])
def test_a_code_that_was_given_finds_its_product(shop: Shop, code: ProductCode, typed: str) -> None:
    before = scan(shop, typed).answer
    assert before.verdict is not Verdict.MATCH
    lesson = shop.teaching.attach_code(code, shop.product_id("CUP"), before.lookup_id)
    after = scan(shop, typed).answer
    assert (after.reason, after.best.sku if after.best else "") == (Reason.CODE_MATCH, "CUP")
    assert (lesson.decision, lesson.sku, lesson.code) == (Decision.CODE, "CUP", code.value)
    (entry,) = shop.teaching.taught(10)
    assert (entry.code, entry.sku, entry.person) == (code.value, "CUP", "Li")
    (asked,) = [h for h in shop.repository.history(10) if h.lookup_id == before.lookup_id]
    assert (asked.decision, asked.decided_sku) == (Decision.CODE, "CUP")
    assert shop.repository.damages() == []


def test_a_code_that_is_taken_back_finds_nothing(shop: Shop) -> None:
    asked = scan(shop, GTIN).answer
    lesson = shop.teaching.attach_code(CODE, shop.product_id("CUP"), asked.lookup_id)
    shop.teaching.undo(lesson)
    assert scan(shop, GTIN).answer.reason is Reason.CODE_UNKNOWN
    (entry,) = shop.teaching.taught(10)
    assert entry.is_withdrawn
    assert all(h.decision is None for h in shop.repository.history(10))
    assert shop.repository.damages() == []
    shop.teaching.attach_code(CODE, shop.product_id("MUG"))
    assert scan(shop, GTIN).answer.reason is Reason.CODE_MATCH


@pytest.mark.parametrize(
    ("sku", "code", "message"),
    [
        ("MUG", CODE, MessageId.CODE_TAKEN),
        ("CUP", CODE, MessageId.CODE_KNOWN),
        ("CUP", ProductCode(CodeKind.OWN, "mug"), MessageId.CODE_TAKEN),
    ],
)
def test_one_code_never_belongs_to_two_products(
    shop: Shop, sku: str, code: ProductCode, message: MessageId
) -> None:
    shop.teaching.attach_code(CODE, shop.product_id("CUP"))
    with pytest.raises(CatalogueError) as caught:
        shop.teaching.attach_code(code, shop.product_id(sku))
    assert caught.value.message.id is message
    assert len(shop.teaching.taught(10)) == 1


def test_a_product_that_is_gone_takes_no_code(shop: Shop) -> None:
    gone = shop.product_id("CUP")
    shop.repository.withdraw_product(gone)
    with pytest.raises(CatalogueError) as caught:
        shop.teaching.attach_code(CODE, gone)
    assert caught.value.message.id is MessageId.PRODUCT_GONE


def test_an_import_leaves_a_code_alone_that_a_person_gave(shop: Shop) -> None:
    shop.teaching.attach_code(CODE, shop.product_id("CUP"))
    table = shop.folder / "goods.csv"
    again = shop.importer.run(table)
    assert (again.unchanged, again.updated) == (3, 0)
    table.write_text(table.read_text().replace("A cup", "A blue cup"))
    assert shop.importer.run(table).updated == 1
    found = scan(shop, GTIN).answer.best
    assert found is not None
    assert (found.sku, found.product.name) == ("CUP", "A blue cup")


def test_an_import_cannot_give_that_code_to_another_product(shop: Shop) -> None:
    shop.teaching.attach_code(CODE, shop.product_id("CUP"))
    table = shop.folder / "more.csv"
    table.write_text(f"sku,name,barcode\nNEW,A new one,{GTIN}\n")
    (row,) = shop.importer.run(table).rejected
    assert row.message.id is MessageId.ROW_CODE_TAKEN
