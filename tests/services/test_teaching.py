"""Teaching end to end over a real catalogue: taught, found, taken back; only the model is fake."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog.database import Database
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import CatalogueError, ImportRowError
from desktop_app.core.messages import MessageId
from desktop_app.core.teaching import Decision
from desktop_app.core.types import QueryKind, Verdict
from desktop_app.services.catalogue_import import CatalogueImport
from desktop_app.services.gallery import Gallery
from desktop_app.services.lookup import LookupOutcome, LookupService, Query
from desktop_app.services.remembered_lookup import RememberedLookup
from desktop_app.services.teaching import Teaching
from tests.catalog.samples import complete
from tests.counted_work import counted_steps
from tests.fakes import FakeAnalyst, fake_photo

SOURCES = {"MUG": 1, "CUP": 2, "JAR": 3}
ODD = 77


class Shop:
    """A catalogue of three products, each with one photo, and all that works on it."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder, self.database = folder, database
        self.analyst = FakeAnalyst()
        self.repository = CatalogRepository(database, person="import")
        self.photos = PhotoStore(folder / "data")
        self.gallery = Gallery(self.repository, folder / "index", self.analyst.model)
        self.gallery.open()
        service = LookupService(self.repository, self.gallery, self.analyst)
        self.lookup = RememberedLookup(service, self.repository, "Li")
        self.teaching = Teaching(self.repository, self.photos, self.analyst, self.gallery, "Li")
        self.importer = CatalogueImport(self.repository, self.photos, self.analyst, self.gallery)
        self.run_import()

    def run_import(self) -> None:
        rows = ["sku,name,photos"]
        for sku, seed in SOURCES.items():
            (self.folder / f"{sku}.jpg").write_bytes(fake_photo(seed))
            rows.append(f"{sku},A {sku.lower()},{sku}.jpg")
        table = self.folder / "goods.csv"
        table.write_text("\n".join(rows), encoding="utf-8")
        self.importer.run(table)

    def ask(self, seed: int, text: str = "") -> LookupOutcome:
        photo = PhotoInput("patient Miller.jpg", data=fake_photo(seed))
        return self.lookup.lookup(Query((photo,), text))

    def product_id(self, sku: str) -> int:
        product = self.repository.product_by_sku(sku)
        assert product is not None
        return product.product_id

    def other_than(self, outcome: LookupOutcome) -> str:
        best = outcome.answer.best
        return next(sku for sku in SOURCES if best is None or sku != best.sku)

    def files(self) -> set[str]:
        return {path.stem for path in (self.folder / "data").rglob("*.jpg")}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(Database.open(tmp_path / "data" / "catalogue.sqlite")) as database:
        made = Shop(tmp_path, database)
        yield made
        made.gallery.close()


def test_a_corrected_answer_is_right_the_second_time(shop: Shop) -> None:
    first = shop.ask(ODD)
    right = shop.other_than(first)
    lesson = shop.teaching.teach(first, shop.product_id(right))
    again = shop.ask(ODD).answer
    assert (again.verdict, again.best.sku if again.best else "") == (Verdict.MATCH, right)
    assert lesson.photos == 1
    assert lesson.sku == right


def test_teaching_a_photo_that_was_looked_up_does_not_read_it_again(shop: Shop) -> None:
    outcome = shop.ask(ODD)
    read, words = list(shop.analyst.analysed), list(shop.analyst.embedded_texts)
    shop.teaching.teach(outcome, shop.product_id("MUG"))
    assert (shop.analyst.analysed, shop.analyst.embedded_texts) == (read, words)


def test_teaching_goes_through_no_more_rows_in_a_larger_catalogue(shop: Shop) -> None:
    """People wait for it: it is to take as long among a million products as among three."""
    few = _steps_of_a_lesson(shop, ODD)
    shop.repository.save_products([complete(number) for number in range(100, 400)])
    many = _steps_of_a_lesson(shop, ODD + 1)
    assert many < 1.5 * few


def _steps_of_a_lesson(shop: Shop, seed: int) -> int:
    outcome, number = shop.ask(seed), shop.product_id("MUG")
    with counted_steps(shop.database) as steps:
        shop.teaching.teach(outcome, number)
    return steps.n


def test_a_lookup_with_words_teaches_the_photo_without_the_words(shop: Shop) -> None:
    outcome = shop.ask(ODD, "something quite different")
    shop.teaching.teach(outcome, shop.product_id("MUG"))
    best = shop.ask(ODD).answer.best
    assert best is not None
    assert best.sku == "MUG"
    assert best.similarity > 0.99


def test_the_decision_is_written_beside_the_lookup(shop: Shop) -> None:
    shop.teaching.person = "Wang"
    outcome = shop.ask(SOURCES["CUP"])
    assert outcome.answer.verdict is Verdict.MATCH
    shop.teaching.teach(outcome, shop.product_id("JAR"))
    entry, *_ = shop.repository.history(1)
    assert (entry.decision, entry.decided_sku, entry.decided_name) == (
        Decision.CORRECTED,
        "JAR",
        "A jar",
    )
    assert (entry.decided_by, entry.top_sku) == ("Wang", "CUP")


@pytest.mark.parametrize(
    ("sku", "decision", "answered"),
    [("CUP", Decision.CONFIRMED, "CUP"), ("JAR", Decision.CORRECTED, "CUP")],
)
def test_confirmed_and_corrected_are_told_apart(
    shop: Shop, sku: str, decision: Decision, answered: str
) -> None:
    # Not the very bytes of the catalogue's photo: those would be known already.
    photo = PhotoInput("again.jpg", data=fake_photo(SOURCES["CUP"], size=32))
    outcome = shop.lookup.lookup(Query((photo,)))
    assert outcome.answer.verdict is Verdict.MATCH
    assert shop.teaching.teach(outcome, shop.product_id(sku)).decision is decision
    (entry,) = shop.teaching.taught(10)
    assert (entry.decision, entry.sku, entry.answered_sku) == (decision, sku, answered)


def test_the_list_says_what_who_and_when(shop: Shop) -> None:
    outcome = shop.ask(ODD)
    shop.teaching.teach(outcome, shop.product_id("MUG"))
    (entry,) = shop.teaching.taught(10)
    assert (entry.person, entry.name, entry.is_withdrawn) == ("Li", "A mug", False)
    assert entry.product_id == shop.product_id("MUG")
    assert shop.photos.thumbnail_path(entry.sha256).is_file()


def test_undo_leaves_nothing_but_the_record(shop: Shop) -> None:
    before, files = shop.ask(ODD).answer, shop.files()
    outcome = shop.ask(ODD)
    lesson = shop.teaching.teach(outcome, shop.product_id("JAR"))
    shop.teaching.undo(lesson)
    after = shop.ask(ODD).answer
    assert [c.sku for c in after.candidates] == [c.sku for c in before.candidates]
    assert after.verdict is before.verdict
    assert shop.files() == files
    assert shop.repository.product(shop.product_id("JAR")).photos[1:] == ()  # type: ignore[union-attr]
    (entry,) = shop.teaching.taught(10)
    assert (entry.is_withdrawn, entry.withdrawn_by, entry.sku) == (True, "Li", "JAR")
    decided = [e.decision for e in shop.repository.history(3)]
    assert decided == [None, None, None]


def test_withdrawn_photos_are_gone_after_a_restart_too(shop: Shop) -> None:
    lesson = shop.teaching.teach(shop.ask(ODD), shop.product_id("JAR"))
    shop.teaching.withdraw(lesson.taught_ids)
    with closing(Gallery(shop.repository, shop.folder / "i2", shop.analyst.model)) as gallery:
        gallery.open()
        assert len(gallery) == len(shop.gallery) == 2 * len(SOURCES)


def test_withdrawing_twice_keeps_the_first_name(shop: Shop) -> None:
    lesson = shop.teaching.teach(shop.ask(ODD), shop.product_id("JAR"))
    shop.teaching.withdraw(lesson.taught_ids)
    shop.teaching.person = "Wang"
    shop.teaching.withdraw(lesson.taught_ids)
    (entry,) = shop.teaching.taught(10)
    assert entry.withdrawn_by == "Li"


def test_a_photo_of_two_products_stays_for_the_other(shop: Shop) -> None:
    outcome = shop.ask(ODD)
    wrong = shop.teaching.teach(outcome, shop.product_id("MUG"))
    shop.teaching.teach(outcome, shop.product_id("CUP"))
    shop.teaching.withdraw(wrong.taught_ids)
    cup = shop.repository.product(shop.product_id("CUP"))
    assert cup is not None
    assert shop.photos.read(cup.photos[-1].sha256)
    best = shop.ask(ODD).answer.best
    assert best is not None
    assert best.sku == "CUP"


def test_a_photo_the_product_has_already_is_no_new_reference(shop: Shop) -> None:
    size = len(shop.gallery)
    outcome = shop.ask(SOURCES["MUG"])
    lesson = shop.teaching.teach(outcome, shop.product_id("MUG"))
    assert (lesson.photos, lesson.decision) == (0, Decision.CONFIRMED)
    shop.teaching.undo(lesson)
    assert len(shop.gallery) == size
    mug = shop.repository.product(shop.product_id("MUG"))
    assert mug is not None
    assert len(mug.photos) == 1, "the photo of the import stays"


def test_words_alone_are_remembered_and_teach_nothing(shop: Shop) -> None:
    outcome = shop.lookup.lookup(Query(text="mug"))
    lesson = shop.teaching.teach(outcome, shop.product_id("MUG"))
    assert (lesson.photos, shop.teaching.taught(10)) == (0, [])
    assert shop.repository.history(1)[0].decided_sku == "MUG"


def test_an_import_never_removes_taught_photos(shop: Shop) -> None:
    shop.teaching.teach(shop.ask(ODD), shop.product_id("MUG"))
    (shop.folder / "new.jpg").write_bytes(fake_photo(500))
    table = shop.folder / "goods.csv"
    table.write_text("sku,name,photos\nMUG,Another mug,new.jpg", encoding="utf-8")
    shop.importer.run(table)
    mug = shop.repository.product(shop.product_id("MUG"))
    assert mug is not None
    assert len(mug.photos) == 2, "the new one of the import, and the taught one"
    best = shop.ask(ODD).answer.best
    assert best is not None
    assert best.sku == "MUG"


def test_the_stored_photo_has_neither_the_name_nor_the_bytes_of_the_file(shop: Shop) -> None:
    shop.teaching.teach(shop.ask(ODD), shop.product_id("MUG"))
    mug = shop.repository.product(shop.product_id("MUG"))
    assert mug is not None
    assert mug.photos[-1].source_name == ""


def test_a_new_product_is_found_at_once_by_photo_and_code(shop: Shop) -> None:
    form = {"sku": "NEW-1", "name": "A vase", "price": "12,50", "barcode": "4006381333931"}
    lesson = shop.teaching.add_product(shop.ask(ODD), form)
    assert (lesson.decision, lesson.photos, lesson.is_new_product) == (Decision.ADDED, 1, True)
    answer = shop.ask(ODD).answer
    assert answer.best is not None
    assert (answer.verdict, answer.best.sku) == (Verdict.MATCH, "NEW-1")
    coded = shop.lookup.lookup(Query(text="4006381333931")).answer
    assert coded.best is not None
    assert (coded.query_kind, coded.best.sku) == (QueryKind.TEXT, "NEW-1")


def test_undo_of_a_new_product_removes_it(shop: Shop) -> None:
    size = len(shop.gallery)
    lesson = shop.teaching.add_product(shop.ask(ODD), {"sku": "NEW-1", "name": "A vase"})
    shop.teaching.undo(lesson)
    assert shop.repository.product_by_sku("NEW-1") is None
    assert len(shop.gallery) == size
    (entry,) = shop.teaching.taught(10)
    assert (entry.sku, entry.product_id, entry.is_withdrawn) == ("NEW-1", None, True)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ({"sku": "", "name": "x"}, MessageId.ROW_NO_SKU),
        ({"sku": "N", "name": " "}, MessageId.ROW_NO_NAME),
        ({"sku": "N", "name": "x", "price": "cheap"}, MessageId.ROW_BAD_PRICE),
        ({"sku": "N", "name": "x", "stock": "many"}, MessageId.ROW_BAD_STOCK),
        ({"sku": "N", "name": "x", "barcode": "4006381333932"}, MessageId.ROW_BAD_GTIN),
        ({"sku": "mug", "name": "x"}, MessageId.SKU_TAKEN),
    ],
)
def test_a_form_that_cannot_be_used_changes_nothing(
    shop: Shop, form: dict[str, str], message: MessageId
) -> None:
    outcome = shop.ask(ODD)
    with pytest.raises(ImportRowError) as caught:
        shop.teaching.add_product(outcome, form)
    assert caught.value.message.id is message
    assert shop.repository.counts().products == len(SOURCES)
    assert shop.teaching.taught(10) == []


def test_a_code_of_another_product_is_refused_whole(shop: Shop) -> None:
    first = {"sku": "N1", "name": "x", "barcode": "4006381333931"}
    shop.teaching.add_product(shop.ask(ODD), first)
    with pytest.raises(ImportRowError) as caught:
        shop.teaching.add_product(shop.ask(ODD + 1), first | {"sku": "N2"})
    assert caught.value.message.id is MessageId.ROW_CODE_TAKEN
    assert shop.repository.product_by_sku("N2") is None


def test_a_sku_that_was_withdrawn_comes_back_with_its_photos(shop: Shop) -> None:
    shop.gallery.remove(shop.repository.withdraw_product(shop.product_id("MUG")))
    lesson = shop.teaching.add_product(shop.ask(ODD), {"sku": "mug", "name": "Mug again"})
    assert not lesson.is_new_product, "undo must not delete what was there before"
    mug = shop.repository.product_by_sku("MUG")
    assert mug is not None
    assert len(mug.photos) == 2


def test_a_product_that_is_gone_is_not_taught(shop: Shop) -> None:
    outcome, number = shop.ask(ODD), shop.product_id("MUG")
    shop.gallery.remove(shop.repository.withdraw_product(number))
    with pytest.raises(CatalogueError) as caught:
        shop.teaching.teach(outcome, number)
    assert caught.value.message.id is MessageId.PRODUCT_GONE
