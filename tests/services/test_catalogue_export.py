"""Export and import again: nothing changes, whatever the products are called."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.catalog.product_desk import ProductDesk
from desktop_app.catalog.records import Change, PhotoOrigin
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.product_table import Shown, TableQuery
from desktop_app.services.catalogue_export import CatalogueExport
from desktop_app.services.export_rows import number_text
from desktop_app.services.import_check import ImportCheck
from desktop_app.services.product_care import ProductCare
from tests.fakes import fake_photo
from tests.services.import_samples import Shop, counts, open_shop, write_catalogue, write_csv

FORMATS = ["all.csv", "all.xlsx", "all.zip"]
ODD = [
    {"sku": "=1+1", "name": '\'=HYPERLINK("x")', "price": "1.2340", "stock": "-3", "note": "@a"},
    {"sku": "A;B", "name": 'Ärmel, "groß"; blau', "price": "", "stock": "", "note": "two\nlines"},
    {"sku": "007", "name": "手套 丁腈", "price": "1250.5", "stock": "0.125", "note": "-"},
]


class Exporting:
    """A shop whose catalogue is written to files."""

    def __init__(self, folder: Path, name: str = "data") -> None:
        self.folder = folder
        self.shop: Shop = open_shop(folder / name)
        self.desk = ProductDesk(self.shop.database)
        self.export = CatalogueExport(self.desk, self.shop.photos)
        self.check = ImportCheck(self.desk, self.shop.analyst)
        self.care = ProductCare(
            self.desk, self.shop.photos, self.shop.analyst, self.shop.gallery, "Li"
        )

    def id(self, sku: str) -> int:
        number = self.desk.id_of(sku)
        assert number is not None
        return number

    def everything(self) -> dict[int, object]:
        known = self.desk.known(list(self.desk.ids(TableQuery(shown=Shown.ALL))), "fake-1")
        return {number: (k.state, k.embedded, k.text_embedded) for number, k in known.items()}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Exporting]:
    made = Exporting(tmp_path)
    yield made
    made.shop.database.close()


def _fill(shop: Exporting) -> None:
    """Imported products, odd words, photos of a person, a withdrawn and a merged product."""
    shop.shop.importer.run(write_catalogue(shop.folder / "source", 12, photos_each=2))
    shop.shop.importer.run(write_csv(shop.folder / "odd.csv", ODD))
    shop.care.add_photos(shop.id("S00001"), [PhotoInput("p", data=fake_photo(90))], at=1)
    shop.care.edit(shop.id("S00002"), {"barcode": "4006381333931;own 1", "colour": "blue"})
    shop.care.withdraw([shop.id("S00003")])
    shop.care.merge(shop.id("S00004"), [shop.id("S00005")])


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_imports_again_unchanged(shop: Exporting, name: str) -> None:
    _fill(shop)
    before = shop.everything()
    report = shop.export.run(shop.folder / name)
    assert (report.products, report.withdrawn, report.not_the_same) == (15, 2, ())
    assert report.photos == (27 if name.endswith(".zip") else 0)
    generation = shop.shop.repository.generation()
    shop.shop.analyst.analysed.clear()
    shop.shop.analyst.embedded_texts.clear()
    forecast = shop.check.run(shop.folder / name)
    assert (forecast.added, forecast.updated, forecast.unchanged) == (0, 0, 15)
    again = shop.shop.importer.run(shop.folder / name)
    assert counts(again) == (0, 0, 15, 0)
    assert shop.everything() == before
    assert (shop.shop.analyst.analysed, shop.shop.analyst.embedded_texts) == ([], [])
    assert shop.shop.repository.generation() == generation


def test_a_zip_makes_the_same_catalogue_elsewhere(shop: Exporting, tmp_path: Path) -> None:
    _fill(shop)
    shop.export.run(tmp_path / "all.zip")
    other = Exporting(tmp_path, "other")
    report = other.shop.importer.run(tmp_path / "all.zip")
    assert counts(report) == (15, 0, 0, 0)
    for shown in (Shown.LIVE, Shown.WITHDRAWN):
        ours = shop.desk.listed(list(shop.desk.ids(TableQuery(shown=shown))))
        ids = list(other.desk.ids(TableQuery(shown=shown)))
        theirs = {row.product.sku: row.product for row in other.desk.listed(ids).values()}
        assert {row.product.sku for row in ours.values()} == set(theirs)
        for row in ours.values():
            copy = theirs[row.product.sku]
            assert (copy.name, copy.price, copy.stock) == (
                row.product.name,
                row.product.price,
                row.product.stock,
            )
            assert (dict(copy.attributes), copy.codes) == (
                dict(row.product.attributes),
                row.product.codes,
            )
            assert len(copy.photos) == len(row.product.photos)
    other.export.run(tmp_path / "again.zip")
    assert counts(other.shop.importer.run(tmp_path / "again.zip")) == (0, 0, 15, 0)
    other.shop.database.close()


def test_what_would_not_come_back_is_named(shop: Exporting) -> None:
    shop.shop.importer.run(write_csv(shop.folder / "a.csv", [{"sku": "A", "name": "x"}]))
    shop.care.add({"sku": "C;D", "name": "with a semicolon"})
    shop.care.merge(shop.id("A"), [shop.id("C;D")])
    assert shop.export.run(shop.folder / "a.csv").not_the_same == ("A",)


def test_a_photo_that_is_gone_is_named(shop: Exporting) -> None:
    shop.shop.importer.run(write_catalogue(shop.folder / "source", 2))
    photo = shop.desk.listed([shop.id("S00001")])[shop.id("S00001")].product.photos[0]
    shop.shop.photos.remove(photo.sha256)
    report = shop.export.run(shop.folder / "a.zip")
    assert (report.photos, len(report.missing_photos)) == (1, 1)
    assert report.missing_photos[0].startswith("S00001: ")


def test_a_stopped_export_leaves_the_old_file(shop: Exporting) -> None:
    shop.shop.importer.run(write_catalogue(shop.folder / "source", 3))
    file = shop.folder / "a.csv"
    file.write_text("old", encoding="utf-8")
    report = shop.export.run(file, should_stop=lambda: True)
    assert (report.stopped, file.read_text(encoding="utf-8")) == (True, "old")
    assert [p.name for p in shop.folder.glob(".a.csv*")] == []


def test_an_unknown_format_is_refused(shop: Exporting) -> None:
    with pytest.raises(UserError) as caught:
        shop.export.run(shop.folder / "a.pdf")
    assert caught.value.message.id is MessageId.EXPORT_FORMAT


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.234", "1.2340"), ("0.125", "0.125"), ("1234.5", "1234.5"), ("-1.234", "-1.2340")],
)
def test_a_number_has_one_reading(value: str, text: str) -> None:
    assert number_text(Decimal(value)) == text


def test_a_dry_run_says_what_would_happen_and_changes_nothing(shop: Exporting) -> None:
    shop.shop.importer.run(write_catalogue(shop.folder / "source", 3))
    shop.care.withdraw([shop.id("S00002")])
    shop.care.edit(shop.id("S00000"), {"barcode": "taken"})
    before = shop.everything()
    (shop.folder / "source" / "new.jpg").write_bytes(fake_photo(70))
    rows = [
        {"sku": "S00000", "name": "Thing 0", "price": "1.50", "barcode": "", "photos": "0-0.jpg"},
        {"sku": "S00001", "name": "Renamed", "price": "2", "barcode": "", "photos": "new.jpg"},
        {"sku": "S00002", "name": "Thing 2", "price": "1.50", "barcode": "", "photos": "gone.jpg"},
        {"sku": "N1", "name": "New", "price": "3", "barcode": "taken", "photos": ""},
        {"sku": "N2", "name": "New", "price": "dear", "barcode": "", "photos": ""},
        {"sku": "N3", "name": "New", "price": "", "barcode": "free", "photos": ""},
        {"sku": "N4", "name": "New", "price": "", "barcode": "free", "photos": ""},
    ]
    file = write_csv(shop.folder / "source" / "new.csv", rows)
    forecast = shop.check.run(file)
    assert (forecast.added, forecast.updated, forecast.unchanged) == (1, 2, 1)
    assert [(r.sku, r.message.id) for r in forecast.rejected] == [
        ("N2", MessageId.ROW_BAD_PRICE),
        ("N1", MessageId.ROW_CODE_TAKEN),
        ("N4", MessageId.ROW_CODE_TAKEN),
    ]
    assert [(r.sku, r.message.id) for r in forecast.photo_problems] == [
        ("S00002", MessageId.PHOTO_MISSING)
    ]
    changed, back, added = forecast.rows
    assert [(f.name, f.before, f.after) for f in changed.fields] == [
        ("name", "Thing 1", "Renamed"),
        ("price", "1.50", "2"),
    ]
    assert (changed.photos, back.comes_back, added.change) == (1, True, Change.ADDED)
    assert shop.everything() == before
    report = shop.shop.importer.run(file)
    assert counts(report) == (1, 2, 1, 3)
    assert list(report.record or ()) == list(forecast.record or ())


def test_columns_can_be_given_their_meaning(shop: Exporting) -> None:
    rows = [{"Artikelnr.": "A", "Bezeichnung": "Becher", "VK": "2,50", "EAN": "", "sku": "old"}]
    file = write_csv(shop.folder / "a.csv", rows, delimiter=";")
    columns = {"Artikelnr.": "sku", "Bezeichnung": "name", "VK": "price", "EAN": "", "sku": "was"}
    assert shop.check.run(file, columns=columns).added == 1
    shop.shop.importer.run(file, columns=columns)
    product = shop.desk.listed([shop.id("A")])[shop.id("A")].product
    assert (product.name, product.price) == ("Becher", Decimal("2.50"))
    assert dict(product.attributes) == {"was": "old"}


def _zip(file: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file


def test_a_zip_of_photos_alone_is_a_folder(shop: Exporting) -> None:
    file = _zip(
        shop.folder / "photos.zip",
        {
            "shop/Cups/red_cup/1.jpg": fake_photo(1),
            "shop/Cups/red_cup/2.jpg": fake_photo(2),
            "shop/jug.jpg": fake_photo(3),
            "__MACOSX/shop/._jug.jpg": b"x",
            "shop/.hidden.jpg": b"x",
            "../outside.jpg": fake_photo(4),
        },
    )
    report = shop.shop.importer.run(file)
    assert counts(report) == (2, 0, 0, 0)
    product = shop.desk.listed([shop.id("red_cup")])[shop.id("red_cup")].product
    assert (product.category, len(product.photos)) == ("Cups", 2)
    assert not (shop.folder.parent / "outside.jpg").exists()


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ({"a.csv": b"sku,name\nA,x\n", "b.csv": b"sku,name\nB,y\n"}, MessageId.IMPORT_ZIP_TWO),
        ({"a.txt.exe": b"x"}, MessageId.IMPORT_EMPTY),
        ({"a.csv": b"a" * 50_000_000}, MessageId.IMPORT_ZIP),
    ],
)
def test_a_zip_that_cannot_be_used_is_refused(
    shop: Exporting, members: dict[str, bytes], message: MessageId
) -> None:
    file = shop.folder / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    with pytest.raises(UserError) as caught:
        shop.shop.importer.run(file)
    assert caught.value.message.id is message


def test_a_damaged_zip_is_refused(shop: Exporting) -> None:
    file = _zip(shop.folder / "a.zip", {"a.csv": b"sku,name\nA,x\n"})
    file.write_bytes(file.read_bytes().replace(b"A,x", b"B,y"))
    with pytest.raises(UserError) as caught:
        shop.shop.importer.run(file)
    assert caught.value.message.id is MessageId.IMPORT_ZIP


def test_photos_of_a_person_keep_their_origin(shop: Exporting) -> None:
    shop.shop.importer.run(write_catalogue(shop.folder / "source", 1))
    shop.care.add_photos(shop.id("S00000"), [PhotoInput("p", data=fake_photo(90))])
    shop.export.run(shop.folder / "a.zip")
    shop.shop.importer.run(shop.folder / "a.zip")
    known = shop.desk.known([shop.id("S00000")], "fake-1")
    origins = [photo.origin for photo in known[shop.id("S00000")].state.photos]
    assert origins == [PhotoOrigin.IMPORT, PhotoOrigin.PERSON]
