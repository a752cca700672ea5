"""A folder of photos as a catalogue."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.folder_reader import read_folder
from desktop_app.services.import_report import RejectedRow
from desktop_app.services.import_source import ImportedProduct


def _touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def _products(folder: Path) -> list[tuple[str, str, str, tuple[str, ...] | None]]:
    return [
        (row.sku, row.fields["name"], row.fields["category"], row.photos)
        for row in read_folder(folder).rows
        if isinstance(row, ImportedProduct)
    ]


def test_a_file_or_a_sub_folder_is_a_product(tmp_path: Path) -> None:
    _touch(
        tmp_path, "M8_bolt.JPG", "gauze/2.png", "gauze/10.png", "输液器/a.webp", "gauze/note.txt"
    )
    assert _products(tmp_path) == [
        ("M8_bolt", "M8 bolt", "", ("M8_bolt.JPG",)),
        ("gauze", "gauze", "", ("gauze/2.png", "gauze/10.png")),
        ("输液器", "输液器", "", ("输液器/a.webp",)),
    ]


def test_folders_above_a_product_are_its_category(tmp_path: Path) -> None:
    _touch(tmp_path, "tools/hammers/H1/a.jpg", "tools/hammers/H2/b.jpg", "tools/saw/c.jpg")
    assert _products(tmp_path) == [
        ("H1", "H1", "tools / hammers", ("tools/hammers/H1/a.jpg",)),
        ("H2", "H2", "tools / hammers", ("tools/hammers/H2/b.jpg",)),
        ("saw", "saw", "tools", ("tools/saw/c.jpg",)),
    ]


def test_pictures_that_cannot_be_read_are_listed_all_the_same(tmp_path: Path) -> None:
    _touch(tmp_path, "a.heic")
    assert _products(tmp_path) == [("a", "a", "", ("a.heic",))]


def test_leftovers_of_systems_are_passed_over(tmp_path: Path) -> None:
    _touch(tmp_path, "a.jpg", ".hidden.jpg", "Thumbs.db", ".git/x.jpg", "__MACOSX.txt")
    assert [sku for sku, *_ in _products(tmp_path)] == ["a"]


def test_an_empty_sub_folder_is_reported(tmp_path: Path) -> None:
    _touch(tmp_path, "a.jpg")
    (tmp_path / "empty").mkdir()
    rejected = [row for row in read_folder(tmp_path).rows if isinstance(row, RejectedRow)]
    assert [(row.line, row.message.id) for row in rejected] == [(2, MessageId.ROW_NO_PHOTOS)]


def test_a_name_that_is_no_text_is_reported(tmp_path: Path) -> None:
    _touch(tmp_path, "a.jpg")
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.jpg"))).touch()
    rejected = [row for row in read_folder(tmp_path).rows if isinstance(row, RejectedRow)]
    assert [row.message.id for row in rejected] == [MessageId.ROW_CONTROL_CHARACTERS]
    assert len(_products(tmp_path)) == 1


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    _touch(tmp_path, "p/a.jpg")
    (tmp_path / "p" / "again").symlink_to(tmp_path)
    assert [sku for sku, *_ in _products(tmp_path)] == ["p"]


@pytest.mark.parametrize("names", [[], ["note.txt"], ["sub/note.txt"]])
def test_a_folder_without_photos_is_refused(tmp_path: Path, names: list[str]) -> None:
    _touch(tmp_path, *names)
    with pytest.raises(UserError) as caught:
        read_folder(tmp_path)
    assert caught.value.message.id is MessageId.IMPORT_EMPTY
