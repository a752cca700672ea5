"""An import that fills the disk says how much is done, and the same call goes on from there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from desktop_app.catalog.records import ProductSave
from desktop_app.core.disk_room import MEGABYTE, RESERVE_BYTES, DiskRoom
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.catalogue_import import ROWS_AT_ONCE, CatalogueImport
from tests.services.import_samples import Shop, open_shop, write_csv

PRODUCTS = 5 * ROWS_AT_ONCE


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    opened = open_shop(tmp_path / "data")
    yield opened
    opened.database.close()


@pytest.fixture
def table(tmp_path: Path) -> Path:
    rows = [{"sku": f"S{n:04}", "name": f"Thing {n}"} for n in range(PRODUCTS)]
    return write_csv(tmp_path / "goods.csv", rows)


def _importer(shop: Shop, room: DiskRoom) -> CatalogueImport:
    return CatalogueImport(shop.repository, shop.photos, shop.analyst, shop.gallery, room=room)


def test_the_reserve_is_left_and_the_import_goes_on(
    shop: Shop, table: Path, tmp_path: Path
) -> None:
    left = [RESERVE_BYTES + MEGABYTE] * 3 + [RESERVE_BYTES - MEGABYTE]
    room = DiskRoom(tmp_path, free=lambda _folder: left.pop(0) if len(left) > 1 else left[0])
    importer = _importer(shop, room)
    with pytest.raises(UserError) as caught:
        importer.run(table)
    said = caught.value.message
    assert said.id is MessageId.IMPORT_PAUSED
    params = dict(said.params)
    assert int(params["total"]) == PRODUCTS
    assert 0 < int(params["done"]) <= len(shop.skus()) < PRODUCTS, "what is told is saved"
    saved = set(shop.skus())
    left[:] = [2 * RESERVE_BYTES]
    report = importer.run(table)
    assert (report.added, report.unchanged) == (PRODUCTS - len(saved), len(saved))
    assert len(shop.skus()) == PRODUCTS


def test_too_little_room_at_the_beginning_begins_nothing(
    shop: Shop, table: Path, tmp_path: Path
) -> None:
    with pytest.raises(UserError) as caught:
        _importer(shop, DiskRoom(tmp_path, free=lambda _folder: 0)).run(table)
    assert caught.value.message.id is MessageId.NO_ROOM
    assert shop.skus() == []


def test_a_database_that_cannot_grow_pauses_the_import(
    shop: Shop, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, batches = shop.repository.save_products, []

    def full(products: Sequence[ProductSave]) -> object:
        batches.append(len(products))
        if len(batches) == 3:
            raise CatalogueError(MessageId.DISK_FULL, name=shop.database.file.parent)
        return save(products)

    monkeypatch.setattr(shop.repository, "save_products", full)
    with pytest.raises(UserError) as caught:
        shop.importer.run(table)
    assert caught.value.message.id is MessageId.IMPORT_PAUSED
    assert int(dict(caught.value.message.params)["done"]) == 2 * ROWS_AT_ONCE == len(shop.skus())
    assert shop.importer.run(table).unchanged == 2 * ROWS_AT_ONCE
    assert len(shop.skus()) == PRODUCTS
