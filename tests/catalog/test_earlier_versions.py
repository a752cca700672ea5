"""Catalogues and settings that earlier versions wrote open in this one; newer ones are refused."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog.database import Database
from desktop_app.catalog.migrate import format_of, newest_format
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId, render
from desktop_app.settings import Settings, load_settings
from tests.catalog.samples import FINGERPRINT, product

FORMATS = Path(__file__).parent / "formats"
CATALOGUES = sorted(FORMATS.glob("format-*.sqlite.gz"))
SETTINGS = sorted(FORMATS.glob("settings-*.toml"))


def _unpacked(packed: Path, folder: Path) -> Path:
    file = folder / "catalogue.sqlite"
    file.write_bytes(gzip.decompress(packed.read_bytes()))
    return file


def test_the_first_format_and_later_ones_are_kept() -> None:
    numbers = [int(file.name[7:11]) for file in CATALOGUES]
    assert numbers[0] == 1
    assert {1, 2, 79, 115, 116, 120, 121, 1008, 1009} <= set(numbers)
    assert numbers == [int(file.stem[9:13]) for file in SETTINGS]
    assert numbers[-1] <= newest_format()


@pytest.mark.parametrize("packed", CATALOGUES, ids=lambda file: file.name[:11])
def test_a_catalogue_of_an_earlier_version_opens_with_all_its_products(
    packed: Path, tmp_path: Path
) -> None:
    file = _unpacked(packed, tmp_path)
    old = format_of(file)
    with closing(Database.open(file)) as database:
        repository = CatalogRepository(database)
        found = repository.stored_products(["SKU-1", "SKU-2", "SKU-3"], FINGERPRINT)
        assert set(found) == {"sku-1", "sku-2"}
        for number in (1, 2):
            data, wanted = found[f"sku-{number}"].data, product(number)
            assert (data.name, data.price, data.stock) == (wanted.name, wanted.price, wanted.stock)
            assert [code.value for code in data.codes] == [code.value for code in wanted.codes]
            assert data.attributes == wanted.attributes
        assert len(repository.search_text("infusion", 5)) == 2
    assert format_of(file) == newest_format()
    if old < newest_format():
        assert format_of(tmp_path / f"catalogue.sqlite.format-{old}.bak") == old


@pytest.mark.parametrize("file", SETTINGS, ids=lambda file: file.stem)
def test_settings_of_an_earlier_version_are_kept(file: Path) -> None:
    settings = load_settings(file)
    assert (settings.theme, settings.provider) == ("dark", "cpu")
    if "history_days" in file.read_text(encoding="utf-8"):
        assert (settings.history_days, settings.person) == (7, "Li")
    assert settings.text_size == Settings().text_size


def test_a_newer_catalogue_is_refused_with_its_reason_and_stays_as_it_is(tmp_path: Path) -> None:
    file = _unpacked(CATALOGUES[-1], tmp_path)
    Database.open(file).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA user_version = {newest_format() + 1}")
    before = file.read_bytes()
    with pytest.raises(CatalogueError) as refused:
        Database.open(file)
    assert refused.value.message.id is MessageId.CATALOGUE_TOO_NEW
    assert "newer Shelfsight" in render(refused.value.message)
    assert file.read_bytes() == before


def test_settings_of_a_newer_version_keep_what_is_known(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "dark"\nsomething_new = 3\n', encoding="utf-8")
    assert load_settings(file).theme == "dark"
