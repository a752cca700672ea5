"""Import from file to catalogue: nothing twice, nothing lost, every fault named."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app.catalog.records import CatalogueCounts, NewPhoto, PhotoOrigin
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import ProgressReport, ReferenceKind
from tests.fakes import fake_photo
from tests.services.import_samples import (
    Shop,
    counts,
    open_shop,
    reasons,
    write_catalogue,
    write_csv,
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = open_shop(tmp_path / "data")
    yield opened
    opened.database.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "source"


def _photo_names(shop: Shop, sku: str) -> list[str]:
    product = shop.repository.product_by_sku(sku)
    assert product is not None
    return [photo.source_name for photo in product.photos]


def test_products_photos_and_references_arrive(shop: Shop, folder: Path) -> None:
    report = shop.importer.run(write_catalogue(folder, 5, photos_each=2))
    assert counts(report) == (5, 0, 0, 0)
    assert (report.photos_added, report.photo_problems, report.stopped) == (10, (), False)
    assert report.encoding == "utf-8-sig"
    assert shop.repository.counts() == CatalogueCounts(5, 10, 15, 0)
    product = shop.repository.product_by_sku("s00003")
    assert product is not None
    assert (product.name, product.price) == ("Thing 3", Decimal("1.50"))
    for photo in product.photos:
        assert shop.photos.read(photo.sha256)
        assert shop.photos.thumbnail_path(photo.sha256).is_file()


def test_the_gallery_learns_what_the_catalogue_holds(shop: Shop, folder: Path) -> None:
    shop.importer.run(write_catalogue(folder, 5, photos_each=2))
    stored = {e.reference.reference_id: e for e in shop.repository.embeddings("fake-1")}
    assert set(shop.gallery.references) == set(stored)
    for reference_id, (reference, vector) in shop.gallery.references.items():
        assert reference == stored[reference_id].reference
        assert vector.tolist() == stored[reference_id].vector.tolist()


def test_importing_again_reads_nothing_again(shop: Shop, folder: Path) -> None:
    file = write_catalogue(folder, 30, photos_each=2)
    shop.importer.run(file)
    generation = shop.repository.generation()
    shop.analyst.analysed.clear()
    shop.analyst.embedded_texts.clear()
    report = shop.importer.run(file)
    assert counts(report) == (0, 0, 30, 0)
    assert (shop.analyst.analysed, shop.analyst.embedded_texts) == ([], [])
    assert shop.repository.generation() == generation


def test_a_changed_price_embeds_nothing(shop: Shop, folder: Path) -> None:
    shop.importer.run(write_csv(folder / "a.csv", [{"sku": "A", "name": "x", "price": "1"}]))
    shop.analyst.embedded_texts.clear()
    report = shop.importer.run(
        write_csv(folder / "a.csv", [{"sku": "A", "name": "x", "price": "2"}])
    )
    assert counts(report) == (0, 1, 0, 0)
    assert shop.analyst.embedded_texts == []


def test_a_changed_name_moves_the_text_reference(shop: Shop, folder: Path) -> None:
    shop.importer.run(write_csv(folder / "a.csv", [{"sku": "A", "name": "x"}]))
    before = set(shop.gallery.references)
    report = shop.importer.run(write_csv(folder / "a.csv", [{"sku": "A", "name": "y"}]))
    assert counts(report) == (0, 1, 0, 0)
    assert set(shop.gallery.removed) == before
    assert len(shop.gallery.references) == 1
    assert set(shop.gallery.references) != before


def test_a_price_list_leaves_words_codes_and_photos_alone(shop: Shop, folder: Path) -> None:
    (folder).mkdir()
    (folder / "a.jpg").write_bytes(fake_photo(1))
    full = {
        "sku": "A",
        "name": "x",
        "brand": "Acme",
        "barcode": "own",
        "photos": "a.jpg",
        "c": "red",
    }
    shop.importer.run(write_csv(folder / "a.csv", [full]))
    shop.importer.run(write_csv(folder / "b.csv", [{"sku": "a", "name": "x", "price": "9"}]))
    product = shop.repository.product_by_sku("A")
    assert product is not None
    assert (product.brand, product.price, dict(product.attributes)) == ("Acme", 9, {"c": "red"})
    assert (product.codes[0].value, len(product.photos)) == ("own", 1)


def test_a_replaced_photo_is_read_and_the_old_one_goes(shop: Shop, folder: Path) -> None:
    file = write_catalogue(folder, 2)
    shop.importer.run(file)
    (folder / "0-0.jpg").write_bytes(fake_photo(77))
    shop.analyst.analysed.clear()
    report = shop.importer.run(file)
    assert counts(report) == (0, 1, 1, 0)
    assert shop.analyst.analysed == ["0-0.jpg"]
    assert len(shop.gallery.removed) == 1
    assert shop.repository.counts() == CatalogueCounts(2, 2, 4, 0)


def test_a_photo_no_longer_listed_goes_and_a_persons_own_stays(shop: Shop, folder: Path) -> None:
    file = write_catalogue(folder, 1, photos_each=2)
    shop.importer.run(file)
    product = shop.repository.product_by_sku("S00000")
    assert product is not None
    known = shop.repository.stored_products(["S00000"], "fake-1")["s00000"]
    own = NewPhoto("a" * 64, "b" * 64, 5, 5, "my phone.jpg", PhotoOrigin.PERSON)
    shop.repository.save_product(known.data, [*known.photos, own])
    shop.importer.run(write_csv(file, [{"sku": "S00000", "name": "Thing 0", "photos": "0-1.jpg"}]))
    assert _photo_names(shop, "S00000") == ["0-1.jpg", "my phone.jpg"]


def test_one_photo_in_two_places_is_read_once_a_batch(shop: Shop, folder: Path) -> None:
    folder.mkdir()
    for name in ("a.jpg", "copy.jpg"):
        (folder / name).write_bytes(fake_photo(1))
    rows = [{"sku": s, "name": s, "photos": "a.jpg;copy.jpg"} for s in ("A", "B")]
    report = shop.importer.run(write_csv(folder / "a.csv", rows))
    assert len(shop.analyst.analysed) == 1
    assert shop.repository.counts().photos == 2, "each product has it once"
    assert report.photos_added == 2
    assert [_photo_names(shop, s) for s in ("A", "B")] == [["a.jpg"]] * 2


def test_bad_photos_are_named_and_the_product_stays(shop: Shop, folder: Path) -> None:
    folder.mkdir()
    (folder / "good.jpg").write_bytes(fake_photo(1))
    (folder / "bad.jpg").write_bytes(b"\xff\xd8 no picture")
    (folder / "empty.jpg").touch()
    (folder.parent / "secret.jpg").write_bytes(fake_photo(2))
    names = "bad.jpg;good.jpg;missing.jpg;empty.jpg;../secret.jpg"
    file = write_csv(folder / "a.csv", [{"sku": "A", "name": "x", "photos": names}])
    expected = [
        (2, "A", "photo_missing"),
        (2, "A", "photo_outside_folder"),
        (2, "A", "photo_unreadable"),
        (2, "A", "photo_unreadable"),
    ]
    report = shop.importer.run(file)
    assert counts(report) == (1, 0, 0, 0)
    assert reasons(report.photo_problems) == expected
    assert _photo_names(shop, "A") == ["good.jpg"]
    again = shop.importer.run(file)
    assert counts(again) == (0, 0, 1, 0)
    assert reasons(again.photo_problems) == expected, "they are named as long as they are listed"


def test_a_photo_that_broke_leaves_the_one_that_was_read(shop: Shop, folder: Path) -> None:
    file = write_catalogue(folder, 1, photos_each=2)
    shop.importer.run(file)
    (folder / "0-0.jpg").write_bytes(b"broken")
    (folder / "0-1.jpg").unlink()
    report = shop.importer.run(file)
    assert counts(report) == (0, 0, 1, 0)
    assert sorted(r for _, _, r in reasons(report.photo_problems)) == [
        "photo_missing",
        "photo_unreadable",
    ]
    assert _photo_names(shop, "S00000") == ["0-0.jpg", "0-1.jpg"]


def test_a_broken_successor_costs_no_good_photo(shop: Shop, folder: Path) -> None:
    file = write_catalogue(folder, 1)
    shop.importer.run(file)
    (folder / "new.jpg").write_bytes(b"broken")
    write_csv(file, [{"sku": "S00000", "name": "Thing 0", "photos": "new.jpg"}])
    shop.importer.run(file)
    assert _photo_names(shop, "S00000") == ["0-0.jpg"]
    (folder / "new.jpg").write_bytes(fake_photo(9))
    shop.importer.run(file)
    assert _photo_names(shop, "S00000") == ["new.jpg"]


def test_good_rows_are_not_lost_to_bad_ones(shop: Shop, folder: Path) -> None:
    rows = [
        {"sku": "A", "name": "good", "barcode": "4006381333931", "price": "1"},
        {"sku": "", "name": "no sku", "barcode": "", "price": ""},
        {"sku": "B", "name": "", "barcode": "", "price": ""},
        {"sku": "a", "name": "again", "barcode": "", "price": ""},
        {"sku": "C", "name": "taken", "barcode": "04006381333931", "price": ""},
        {"sku": "D", "name": "bad gtin", "barcode": "4006381333930", "price": ""},
        {"sku": "E", "name": "ambiguous", "barcode": "", "price": "1.234"},
        {"sku": "F", "name": "good", "barcode": "", "price": "1.2"},
    ]
    file = write_csv(folder / "a.csv", rows)
    expected = [
        (3, "", "row_no_sku"),
        (4, "B", "row_no_name"),
        (5, "a", "row_duplicate_sku"),
        (6, "C", "row_code_taken"),
        (7, "D", "row_bad_gtin"),
        (8, "E", "row_ambiguous_number"),
    ]
    report = shop.importer.run(file)
    assert counts(report) == (2, 0, 0, 6)
    assert sorted(reasons(report.rejected)) == expected
    assert shop.skus() == ["A", "F"]
    assert sorted(reasons(shop.importer.run(file).rejected)) == expected


def test_a_duplicate_names_the_first_line(shop: Shop, folder: Path) -> None:
    rows = [{"sku": "A", "name": "x"}, {"sku": "B", "name": "x"}, {"sku": "a ", "name": "x"}]
    report = shop.importer.run(write_csv(folder / "a.csv", rows))
    assert dict(report.rejected[0].message.params) == {"value": "a", "line": "2"}


def test_a_withdrawn_product_comes_back_with_its_photos(shop: Shop, folder: Path) -> None:
    file = write_catalogue(folder, 1)
    shop.importer.run(file)
    product = shop.repository.product_by_sku("S00000")
    assert product is not None
    shop.gallery.remove(shop.repository.withdraw_product(product.product_id))
    report = shop.importer.run(file)
    assert counts(report) == (0, 1, 0, 0)
    kinds = sorted(reference.kind for reference, _ in shop.gallery.references.values())
    assert kinds == [ReferenceKind.PHOTO, ReferenceKind.TEXT]
    assert report.photos_added == 0


def test_another_model_embeds_again_and_changes_nothing_else(
    shop: Shop, folder: Path, tmp_path: Path
) -> None:
    file = write_catalogue(folder, 3)
    shop.importer.run(file)
    other = open_shop(tmp_path / "data", fingerprint="fake-2")
    report = other.importer.run(file)
    assert counts(report) == (0, 0, 3, 0)
    assert report.photos_added == 0
    assert other.repository.missing_embeddings("fake-2") == []
    assert len(list(other.repository.embeddings("fake-1"))) == 6
    other.database.close()


def test_a_folder_of_photos_is_a_catalogue(shop: Shop, folder: Path) -> None:
    (folder / "tools" / "saw").mkdir(parents=True)
    (folder / "gauze_10.jpg").write_bytes(fake_photo(1))
    (folder / "tools" / "saw" / "1.jpg").write_bytes(fake_photo(2))
    (folder / "tools" / "saw" / "2.jpg").write_bytes(fake_photo(3))
    (folder / "tools" / "empty").mkdir()
    report = shop.importer.run(folder)
    assert counts(report) == (2, 0, 0, 1)
    assert _photo_names(shop, "saw") == ["tools/saw/1.jpg", "tools/saw/2.jpg"]
    assert counts(shop.importer.run(folder)) == (0, 0, 2, 1)


def test_photos_from_a_folder_keep_the_words_of_a_known_product(shop: Shop, folder: Path) -> None:
    shop.importer.run(
        write_csv(folder / "a.csv", [{"sku": "saw", "name": "Fine saw", "price": "5"}])
    )
    (folder / "photos").mkdir()
    (folder / "photos" / "SAW.jpg").write_bytes(fake_photo(1))
    report = shop.importer.run(folder / "photos")
    assert counts(report) == (0, 1, 0, 0)
    product = shop.repository.product_by_sku("saw")
    assert product is not None
    assert (product.sku, product.name, product.price) == ("saw", "Fine saw", 5)
    assert len(product.photos) == 1


def test_batches_are_small_enough_for_a_lookup_in_between(shop: Shop, folder: Path) -> None:
    shop.importer.run(write_catalogue(folder, 10, photos_each=7))
    assert sum(shop.analyst.batch_sizes) == 70
    assert max(shop.analyst.batch_sizes) <= 16


def test_a_product_with_many_photos_is_saved_whole(shop: Shop, folder: Path) -> None:
    report = shop.importer.run(write_catalogue(folder, 1, photos_each=40))
    assert report.photos_added == 40
    assert max(shop.analyst.batch_sizes) <= 16


def test_progress_rises_to_the_end(shop: Shop, folder: Path) -> None:
    reports: list[ProgressReport] = []
    shop.importer.run(write_catalogue(folder, 100), progress=reports.append)
    done = [report.done for report in reports]
    assert done == sorted(done)
    assert (reports[0].total, reports[-1].done, reports[-1].total) == (100, 100, 100)


def test_a_stopped_import_keeps_what_was_done_and_goes_on(folder: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    read: list[str] = []

    def stop_soon(photos: Sequence[PhotoInput]) -> None:
        read.extend(photo.name for photo in photos)
        if len(read) > 60:
            stop.set()

    shop = open_shop(tmp_path / "data", before_batch=stop_soon)
    file = write_catalogue(folder, 300)
    report = shop.importer.run(file, should_stop=stop.is_set)
    assert report.stopped
    assert 0 < report.added < 300
    assert len(shop.skus()) == report.added
    stop.clear()
    read.clear()
    again = shop.importer.run(file)
    assert (again.added, again.unchanged) == (300 - report.added, report.added)
    shop.database.close()


def test_stopping_at_once_is_no_fault(shop: Shop, folder: Path) -> None:
    report = shop.importer.run(write_catalogue(folder, 3), should_stop=lambda: True)
    assert (report.stopped, counts(report)) == (True, (0, 0, 0, 0))


def test_a_failing_reader_keeps_what_was_done(folder: Path, tmp_path: Path) -> None:
    batches: list[int] = []

    def fail_late(photos: Sequence[PhotoInput]) -> None:
        batches.append(len(photos))
        if len(batches) == 4:
            raise UserError(MessageId.WORKER_FAILED, reason="test")

    shop = open_shop(tmp_path / "data", before_batch=fail_late)
    with pytest.raises(UserError):
        shop.importer.run(write_catalogue(folder, 100))
    assert len(shop.skus()) == 48, "the three batches that had been read"
    assert len(shop.gallery.references) == 96
    shop.database.close()


def test_a_batch_that_cannot_be_written_stops_the_import(
    shop: Shop, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_analysis: object) -> str:
        raise CatalogueError(MessageId.DISK_FULL, name="x")

    monkeypatch.setattr(shop.photos, "put", full)
    with pytest.raises(CatalogueError) as caught:
        shop.importer.run(write_catalogue(folder, 40))
    assert caught.value.message.id is MessageId.IMPORT_PAUSED
    assert shop.skus() == []


def test_reading_and_writing_overlap(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_read = threading.Event()
    batches: list[int] = []

    def note(photos: Sequence[PhotoInput]) -> None:
        batches.append(len(photos))
        if len(batches) == 2:
            second_read.set()

    shop = open_shop(tmp_path / "data", before_batch=note)
    save = shop.repository.save_products

    def save_late(items: Sequence[object]) -> object:
        assert second_read.wait(20), "the second batch is read while the first is written"
        return save(items)  # type: ignore[arg-type]

    monkeypatch.setattr(shop.repository, "save_products", save_late)
    assert counts(shop.importer.run(write_catalogue(folder, 40))) == (40, 0, 0, 0)
    shop.database.close()


@pytest.mark.parametrize(
    ("name", "message_id"),
    [
        ("missing.csv", MessageId.IMPORT_FILE_MISSING),
        ("list.pdf", MessageId.IMPORT_FORMAT),
        ("header.csv", MessageId.IMPORT_EMPTY),
        ("empty", MessageId.IMPORT_EMPTY),
    ],
)
def test_what_is_no_catalogue_is_refused(
    shop: Shop, folder: Path, name: str, message_id: MessageId
) -> None:
    (folder / "empty").mkdir(parents=True)
    (folder / "list.pdf").write_bytes(b"%PDF-1.7")
    (folder / "header.csv").write_text("sku,name\n")
    with pytest.raises(UserError) as caught:
        shop.importer.run(folder / name)
    assert caught.value.message.id is message_id


def test_a_list_of_bad_rows_alone_is_a_report(shop: Shop, folder: Path) -> None:
    report = shop.importer.run(write_csv(folder / "a.csv", [{"sku": "", "name": "x"}]))
    assert counts(report) == (0, 0, 0, 1)


@pytest.mark.slow
def test_two_thousand_rows_take_seconds(shop: Shop, folder: Path) -> None:
    rows = [{"sku": f"S{n}", "name": f"Thing {n}", "price": "1"} for n in range(2000)]
    file = write_csv(folder / "a.csv", rows)
    first, second = shop.importer.run(file), shop.importer.run(file)
    assert (counts(first), counts(second)) == ((2000, 0, 0, 0), (0, 0, 2000, 0))
    assert first.seconds < 30
    assert second.seconds < 6
