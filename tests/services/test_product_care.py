"""Looking after products by hand: each change is recorded, found at once, and can be undone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.catalog.change_log import ChangeLog
from desktop_app.catalog.product_desk import ProductDesk
from desktop_app.core.access import Right
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.change import ChangeAction, ChangeFilter
from desktop_app.core.errors import CatalogueError, ImportRowError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.places import PlacedProduct, Swap
from desktop_app.core.product_table import Shown, SortBy, TableQuery
from desktop_app.core.types import CodeKind, Product, ProductCode
from desktop_app.services.change_steps import StepKind
from desktop_app.services.product_care import ProductCare
from tests.fakes import fake_photo
from tests.services.import_samples import Shop, open_shop, write_csv

GTIN = "4006381333931"


class Desk:
    """A shop with three products, and a person who looks after them."""

    def __init__(self, folder: Path) -> None:
        self.shop: Shop = open_shop(folder / "data")
        self.desk = ProductDesk(self.shop.database)
        self.care = ProductCare(
            self.desk, self.shop.photos, self.shop.analyst, self.shop.gallery, "Li"
        )
        self.log = ChangeLog(self.shop.database)
        known = self.shop.repository.embeddings("fake-1")
        self.shop.gallery.add([(item.reference, item.vector) for item in known])

    def fill(self, source: Path) -> None:
        for number in range(4):
            (source / f"{number}.jpg").write_bytes(fake_photo(number))
        rows = [
            {
                "sku": "CUP",
                "name": "Blue cup",
                "category": "Cups",
                "price": "2.50",
                "stock": "3",
                "barcode": GTIN,
                "photos": "0.jpg;1.jpg",
                "colour": "blue",
            },
            {
                "sku": "CUP-2",
                "name": "Cup, blue",
                "category": "",
                "price": "",
                "stock": "4",
                "barcode": "old-7",
                "photos": "2.jpg",
                "colour": "",
            },
            {
                "sku": "JUG",
                "name": "Jug",
                "category": "Jugs",
                "price": "9.99",
                "stock": "",
                "barcode": "",
                "photos": "",
                "colour": "",
            },
        ]
        self.shop.importer.run(write_csv(source / "a.csv", rows))

    def id(self, sku: str) -> int:
        number = self.desk.id_of(sku)
        assert number is not None
        return number

    def product(self, sku: str) -> Product:
        return self.desk.listed([self.id(sku)])[self.id(sku)].product

    def actions(self) -> list[tuple[ChangeAction, str, str]]:
        return [(c.action, c.subject, c.person) for c in reversed(self.log.page(100))]

    def found(self, words: str) -> list[str]:
        hits = self.shop.repository.search_text(words, 10)
        known = self.shop.repository.products([hit.product_id for hit in hits])
        return sorted(product.sku for product in known.values())

    def gallery_matches_catalogue(self) -> bool:
        stored = {e.reference.reference_id for e in self.shop.repository.embeddings("fake-1")}
        return stored == set(self.shop.gallery.references)

    def everything(self) -> dict[int, object]:
        known = self.desk.known(list(self.desk.ids(TableQuery(shown=Shown.ALL))), "fake-1")
        return {number: (k.state, k.embedded, k.text_embedded) for number, k in known.items()}


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Making and filling a catalogue takes longer than most tests."""
    folder = tmp_path_factory.mktemp("filled")
    made = Desk(folder)
    made.fill(folder)
    made.shop.database.close()
    return folder


@pytest.fixture
def desk(tmp_path: Path, filled: Path) -> Iterator[Desk]:
    shutil.copytree(filled / "data", tmp_path / "data")
    made = Desk(tmp_path)
    yield made
    made.shop.database.close()


def test_an_edit_is_found_at_once_recorded_and_undone(desk: Desk) -> None:
    before = desk.everything()
    report = desk.care.edit(desk.id("JUG"), {"name": "Glass pitcher", "price": "12"})
    assert report.step is not None
    assert (report.step.kind, report.changed) == (StepKind.EDITED, 1)
    assert (desk.found("pitcher"), desk.found("jug")) == (["JUG"], ["JUG"])
    assert desk.product("JUG").price == 12
    assert desk.actions()[-1] == (ChangeAction.CHANGED, "JUG", "Li")
    assert desk.gallery_matches_catalogue()
    desk.care.undo()
    assert desk.found("pitcher") == []
    assert desk.everything() == before
    assert desk.gallery_matches_catalogue()
    desk.care.redo()
    assert desk.found("pitcher") == ["JUG"]


def test_a_price_embeds_nothing(desk: Desk) -> None:
    desk.shop.analyst.embedded_texts.clear()
    generation = desk.shop.repository.generation()
    desk.care.edit(desk.id("JUG"), {"price": "12,50"})
    assert desk.shop.analyst.embedded_texts == []
    assert desk.shop.repository.generation() == generation


def test_what_is_typed_again_changes_nothing(desk: Desk) -> None:
    entries = len(desk.actions())
    assert desk.care.edit(desk.id("CUP"), {"price": "2.50", "barcode": GTIN}).step is None
    assert desk.care.steps.next_undo is None
    assert len(desk.actions()) == entries


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"name": " "}, MessageId.ROW_NO_NAME),
        ({"price": "dear"}, MessageId.ROW_BAD_PRICE),
        ({"barcode": "4006381333932"}, MessageId.ROW_BAD_GTIN),
        ({"currency": "Euro"}, MessageId.ROW_BAD_CURRENCY),
    ],
)
def test_a_cell_that_cannot_be_used_is_refused(
    desk: Desk, cells: dict[str, str], message: MessageId
) -> None:
    before = desk.everything()
    with pytest.raises(ImportRowError) as caught:
        desk.care.edit(desk.id("JUG"), cells)
    assert caught.value.message.id is message
    assert desk.everything() == before


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"sku": "cup"}, MessageId.SKU_TAKEN),
        ({"barcode": GTIN}, MessageId.CODE_TAKEN),
        ({"barcode": "CUP-2"}, MessageId.CODE_TAKEN),
        ({"sku": "old-7"}, MessageId.CODE_TAKEN),
    ],
)
def test_what_belongs_to_another_product_is_refused(
    desk: Desk, cells: dict[str, str], message: MessageId
) -> None:
    before = desk.everything()
    with pytest.raises(CatalogueError) as caught:
        desk.care.edit(desk.id("JUG"), cells)
    assert caught.value.message.id is message
    assert desk.everything() == before


def test_a_sku_can_be_corrected(desk: Desk) -> None:
    number = desk.id("JUG")
    desk.care.edit(number, {"sku": "PITCHER"})
    assert desk.id("PITCHER") == number
    assert desk.desk.id_of("JUG") is None
    assert [p.sku for p in desk.shop.repository.find_by_code("pitcher")] == ["PITCHER"]


def test_a_code_of_a_person_survives_the_next_import(desk: Desk, tmp_path: Path) -> None:
    desk.care.edit(desk.id("JUG"), {"barcode": "shelf-9"})
    again = write_csv(tmp_path / "b.csv", [{"sku": "JUG", "name": "Jug", "barcode": ""}])
    desk.shop.importer.run(again)
    assert desk.product("JUG").codes == (ProductCode(CodeKind.OWN, "shelf-9"),)


def test_a_withdrawn_product_is_found_no_more_and_nothing_is_lost(desk: Desk) -> None:
    before = desk.everything()
    number = desk.id("CUP")
    desk.care.withdraw([number])
    assert desk.found("blue") == ["CUP-2"]
    assert desk.shop.repository.find_by_code(GTIN) == []
    assert number not in {ref.product_id for ref, _ in desk.shop.gallery.references.values()}
    assert list(desk.desk.ids(TableQuery(shown=Shown.WITHDRAWN))) == [number]
    assert len(desk.product("CUP").photos) == 2
    desk.care.restore([number])
    assert desk.everything() == before
    assert desk.found("blue") == ["CUP", "CUP-2"]
    assert desk.gallery_matches_catalogue()
    assert [entry[0] for entry in desk.actions()[-2:]] == [
        ChangeAction.WITHDRAWN,
        ChangeAction.RESTORED,
    ]


def test_a_restored_product_does_not_take_a_code_back_from_another(desk: Desk) -> None:
    desk.care.withdraw([desk.id("CUP")])
    desk.care.edit(desk.id("JUG"), {"barcode": GTIN})
    report = desk.care.restore([desk.id("CUP")])
    assert report.step is None
    assert [(r.sku, r.message.id) for r in report.refused] == [("CUP", MessageId.CODE_TAKEN)]


def test_merging_keeps_codes_photos_and_words_of_both(desk: Desk) -> None:
    before = desk.everything()
    keep, other = desk.id("CUP-2"), desk.id("CUP")
    desk.care.merge(keep, [other], add_stock=True)
    merged, together = desk.product("CUP-2"), desk.everything()
    assert (merged.name, merged.category, merged.price) == ("Cup, blue", "Cups", Decimal("2.50"))
    assert (merged.stock, dict(merged.attributes)) == (7, {"colour": "blue"})
    assert {code.value for code in merged.codes} == {"old-7", "0" + GTIN, "CUP"}
    assert len(merged.photos) == 3
    assert [p.sku for p in desk.shop.repository.find_by_code("CUP")] == ["CUP-2"]
    assert [p.sku for p in desk.shop.repository.find_by_code(GTIN)] == ["CUP-2"]
    assert (ChangeAction.MERGED, "CUP", "Li") in desk.actions()
    assert desk.gallery_matches_catalogue()
    desk.care.undo()
    assert desk.everything() == before
    assert desk.gallery_matches_catalogue()
    desk.care.redo()
    assert desk.everything() == together


def test_a_merge_survives_the_next_import_of_the_kept_product(desk: Desk, tmp_path: Path) -> None:
    desk.care.merge(desk.id("CUP-2"), [desk.id("CUP")])
    (tmp_path / "2.jpg").write_bytes(fake_photo(2))
    row = {"sku": "CUP-2", "name": "Cup, blue", "barcode": "old-7", "photos": "2.jpg"}
    desk.shop.importer.run(write_csv(tmp_path / "b.csv", [row]))
    merged = desk.product("CUP-2")
    assert ({code.value for code in merged.codes}, len(merged.photos)) == (
        {"old-7", "0" + GTIN, "CUP"},
        3,
    )


def test_merging_takes_two(desk: Desk) -> None:
    with pytest.raises(CatalogueError) as caught:
        desk.care.merge(desk.id("CUP"), [desk.id("CUP")])
    assert caught.value.message.id is MessageId.MERGE_TOO_FEW


def test_photos_are_added_ordered_and_removed(desk: Desk) -> None:
    number = desk.id("CUP")
    first, second = desk.product("CUP").photos
    before = desk.everything()
    new = [PhotoInput("new.jpg", data=fake_photo(8)), PhotoInput("bad.jpg", data=b"no picture")]
    report = desk.care.add_photos(number, new, at=0)
    assert [r.message.id for r in report.refused] == [MessageId.PHOTO_UNREADABLE]
    photos = desk.product("CUP").photos
    assert [p.sha256 for p in photos[1:]] == [first.sha256, second.sha256]
    desk.care.arrange_photos(number, [second.sha256, photos[0].sha256])
    assert [p.sha256 for p in desk.product("CUP").photos] == [second.sha256, photos[0].sha256]
    assert desk.gallery_matches_catalogue()
    desk.care.undo()
    desk.care.undo()
    assert desk.everything() == before
    assert desk.gallery_matches_catalogue()


def test_a_photo_is_not_added_twice(desk: Desk) -> None:
    assert desk.care.add_photos(desk.id("CUP"), [PhotoInput("0", data=fake_photo(0))]).step is None


def test_many_products_get_a_place_in_one_step(desk: Desk) -> None:
    ids = [desk.id(sku) for sku in ("CUP", "CUP-2", "JUG")]
    report = desk.care.edit_many(ids, {"location": "B-07", "category": "Kitchen"})
    assert report.changed == 3
    assert {desk.product(s).location for s in ("CUP", "CUP-2", "JUG")} == {"B-07"}
    desk.care.undo()
    assert [desk.product(s).category for s in ("CUP", "CUP-2", "JUG")] == ["Cups", "", "Jugs"]


def test_prices_rise_by_a_share_where_there_is_one(desk: Desk) -> None:
    ids = [desk.id(sku) for sku in ("CUP", "CUP-2", "JUG")]
    report = desk.care.edit_many(ids, {"price": "+10 %"})
    assert (desk.product("CUP").price, desk.product("JUG").price) == (
        Decimal("2.75"),
        Decimal("10.99"),
    )
    assert [(r.sku, r.message.id) for r in report.refused] == [("CUP-2", MessageId.PRICE_NONE)]


def test_a_new_product_can_be_taken_back(desk: Desk) -> None:
    desk.care.add({"sku": "MUG", "name": "Mug"}, [PhotoInput("m", data=fake_photo(9))])
    assert (desk.found("mug"), len(desk.product("MUG").photos)) == (["MUG"], 1)
    desk.care.undo()
    assert desk.found("mug") == []
    with pytest.raises(CatalogueError) as caught:
        desk.care.add({"sku": "mug", "name": "Another"})
    assert caught.value.message.id is MessageId.SKU_WITHDRAWN
    desk.care.redo()
    assert desk.found("mug") == ["MUG"]
    assert desk.gallery_matches_catalogue()


def test_what_another_one_changed_meanwhile_is_not_undone(desk: Desk, tmp_path: Path) -> None:
    desk.care.edit(desk.id("JUG"), {"price": "12"})
    desk.shop.importer.run(write_csv(tmp_path / "b.csv", [{"sku": "JUG", "name": "Vase"}]))
    report = desk.care.undo()
    assert report.step is None
    assert [r.message.id for r in report.refused] == [MessageId.PRODUCT_CHANGED]
    assert (desk.product("JUG").name, desk.product("JUG").price) == ("Vase", 12)


def test_a_stopped_change_can_be_undone_as_far_as_it_came(desk: Desk) -> None:
    for number in range(100):
        desk.care.add({"sku": f"N{number}", "name": f"Thing {number}"})
    ids = [desk.id(f"N{number}") for number in range(100)]
    asked: list[bool] = []

    def stop_after_one() -> bool:
        asked.append(True)
        return len(asked) > 1

    report = desk.care.edit_many(ids, {"location": "X"}, should_stop=stop_after_one)
    assert (report.changed, report.stopped) == (64, True)
    desk.care.undo()
    assert {desk.product(f"N{number}").location for number in range(100)} == {""}


@pytest.mark.parametrize(
    ("query", "skus"),
    [
        (TableQuery(), ["CUP", "CUP-2", "JUG"]),
        (TableQuery(sort=SortBy.PRICE), ["CUP", "JUG", "CUP-2"]),
        (TableQuery(sort=SortBy.PRICE, descending=True), ["JUG", "CUP", "CUP-2"]),
        (TableQuery(sort=SortBy.PHOTOS, descending=True), ["CUP", "CUP-2", "JUG"]),
        (TableQuery(text="blue", sort=SortBy.STOCK, descending=True), ["CUP-2", "CUP"]),
        (TableQuery(shown=Shown.WITHOUT_PHOTO), ["JUG"]),
        (TableQuery(shown=Shown.WITHOUT_CODE), ["JUG"]),
        (TableQuery(shown=Shown.WITHOUT_PRICE), ["CUP-2"]),
        (TableQuery(shown=Shown.ALL, text="cUp"), ["CUP", "CUP-2"]),
        (TableQuery(text=GTIN), ["CUP"]),
        (TableQuery(text="nothing like it"), []),
    ],
)
def test_the_table_shows_what_was_asked_for(desk: Desk, query: TableQuery, skus: list[str]) -> None:
    ids = list(desk.desk.ids(query))
    rows = desk.desk.listed(ids)
    assert [rows[number].product.sku for number in ids] == skus


def test_products_of_one_name_or_photo_are_shown_as_alike(desk: Desk) -> None:
    assert list(desk.desk.ids(TableQuery(shown=Shown.ALIKE))) == []
    desk.care.edit(desk.id("JUG"), {"name": "blue CUP"})
    desk.care.add({"sku": "X", "name": "Y"}, [PhotoInput("2", data=fake_photo(2))])
    ids = list(desk.desk.ids(TableQuery(shown=Shown.ALIKE)))
    assert [desk.desk.listed(ids)[n].product.sku for n in ids] == ["CUP", "JUG", "CUP-2", "X"]


def _swap(desk: Desk) -> Swap:
    far = PlacedProduct(desk.id("JUG"), "JUG", "Jug", "Z-9")
    return Swap(far, PlacedProduct(desk.id("CUP"), "CUP", "Blue cup", "A-1"))


def test_a_swap_is_one_step_and_one_entry_of_the_log(desk: Desk) -> None:
    desk.care.edit(desk.id("JUG"), {"location": "Z-9"})
    desk.care.edit(desk.id("CUP"), {"location": "A-1"})
    before, entries = desk.everything(), len(desk.actions())
    report = desk.care.swap_places(_swap(desk))
    assert report.step is not None
    assert (report.step.kind, report.changed) == (StepKind.SWAPPED, 2)
    assert (desk.product("JUG").location, desk.product("CUP").location) == ("A-1", "Z-9")
    assert len(desk.actions()) == entries + 1
    (change,) = desk.log.page(1)
    assert (change.action, change.subject) == (ChangeAction.MOVED, "JUG")
    assert change.before == {"location": "Z-9"}
    assert change.after == {"location": "A-1", "swapped_with": "CUP"}
    for sku in ("JUG", "CUP"):
        assert desk.log.page(1, only=ChangeFilter(subject=sku)) == [change]
    desk.care.undo()
    assert desk.everything() == before
    assert desk.actions()[-1][:2] == (ChangeAction.MOVED, "CUP")
    assert len(desk.actions()) == entries + 2
    desk.care.redo()
    assert (desk.product("JUG").location, desk.product("CUP").location) == ("A-1", "Z-9")


def test_a_swap_that_cannot_be_taken_back_bars_no_earlier_step(desk: Desk, tmp_path: Path) -> None:
    desk.care.edit(desk.id("CUP-2"), {"price": "3"})
    desk.care.swap_places(_swap(desk))
    place = {"sku": "JUG", "name": "Jug", "location": "C-3"}
    desk.shop.importer.run(write_csv(tmp_path / "b.csv", [place]))
    report = desk.care.undo()
    assert report.step is None
    assert [r.message.id for r in report.refused] == [MessageId.PRODUCT_CHANGED]
    assert (desk.product("JUG").location, desk.product("CUP").location) == ("C-3", "Z-9")
    desk.care.undo()
    assert desk.product("CUP-2").price is None


def test_a_swap_with_a_product_that_is_gone_changes_neither(desk: Desk) -> None:
    swap, before = _swap(desk), desk.everything()
    desk.shop.repository.delete_product(swap.near.product_id)
    with pytest.raises(CatalogueError) as caught:
        desk.care.swap_places(swap)
    assert caught.value.message.id is MessageId.PRODUCT_GONE
    assert desk.everything() == {
        number: kept for number, kept in before.items() if number != swap.near.product_id
    }


class _Closed:
    """A guard that lets nobody through."""

    def may(self, right: Right) -> bool:
        return False

    def require(self, right: Right) -> None:
        raise UserError(MessageId.ROLE_NEEDED, role="manager", right=right.value)


def test_nothing_is_changed_by_who_may_not(desk: Desk) -> None:
    number, other, before = desk.id("CUP"), desk.id("JUG"), desk.everything()
    shop = desk.shop
    care = ProductCare(desk.desk, shop.photos, shop.analyst, shop.gallery, "Li", guard=_Closed())
    photo = [PhotoInput("x", data=fake_photo(8))]
    changes = (
        lambda: care.add({"sku": "N", "name": "New"}),
        lambda: care.edit(number, {"name": "x"}),
        lambda: care.edit_many([number], {"name": "x"}),
        lambda: care.add_photos(number, photo),
        lambda: care.arrange_photos(number, []),
        lambda: care.merge(number, [other]),
        lambda: care.swap_places(_swap(desk)),
        lambda: care.withdraw([number]),
        lambda: care.restore([number]),
    )
    for change in changes:
        with pytest.raises(UserError) as caught:
            change()
        assert caught.value.message.id is MessageId.ROLE_NEEDED
    assert desk.everything() == before
