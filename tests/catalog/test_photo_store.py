"""Photos as files: named by content, complete or absent, never outside the folder."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.core.content_path import PRINTS_FOLDER, PRINTS_SUFFIX, content_path
from desktop_app.core.errors import BugError, CatalogueError, PhotoError
from desktop_app.core.messages import MessageId
from tests.catalog.samples import analysis


@pytest.fixture
def store(tmp_path: Path) -> PhotoStore:
    return PhotoStore(tmp_path)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_photo_is_named_by_its_content(store: PhotoStore, tmp_path: Path) -> None:
    name = store.put(analysis(b"picture", b"small"))
    assert name == hashlib.sha256(b"picture").hexdigest()
    assert store.photo_path(name) == tmp_path / "photos" / name[:2] / f"{name}.jpg"
    assert store.read(name) == b"picture"
    assert store.thumbnail_path(name).read_bytes() == b"small"
    assert len(_files(tmp_path)) == 2, "no temporary file stays"


def test_a_photo_that_is_there_is_not_written_again(store: PhotoStore) -> None:
    name = store.put(analysis())
    path = store.photo_path(name)
    number = path.stat().st_ino
    os.utime(path, (0, 0))
    assert store.put(analysis()) == name
    assert path.stat().st_ino == number
    assert path.stat().st_mtime > 0, "young again, so that it is not taken for a leftover"


def test_a_photo_cut_short_is_written_again(store: PhotoStore) -> None:
    name = store.put(analysis())
    store.photo_path(name).write_bytes(b"pict")
    store.put(analysis())
    assert store.read(name) == b"picture"


def test_a_photo_that_the_disk_changed_is_written_again(store: PhotoStore) -> None:
    name = store.put(analysis())
    store.photo_path(name).write_bytes(b"pictura")
    store.thumbnail_path(name).write_bytes(b"smell")
    store.put(analysis())
    assert store.read(name) == b"picture"
    assert store.thumbnail_path(name).read_bytes() == b"small"


def test_a_photo_that_changed_on_the_disk_is_not_shown(store: PhotoStore) -> None:
    name = store.put(analysis())
    store.photo_path(name).write_bytes(b"pictura")
    with pytest.raises(PhotoError) as caught:
        store.read(name)
    assert caught.value.message.id is MessageId.PHOTO_UNREADABLE


def test_a_missing_photo_is_named(store: PhotoStore) -> None:
    with pytest.raises(PhotoError) as caught:
        store.read("0" * 64)
    assert caught.value.message.id is MessageId.PHOTO_MISSING


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_only_hashes_are_names(store: PhotoStore, name: str) -> None:
    for path_of in (store.photo_path, store.thumbnail_path, store.read):
        with pytest.raises(ValueError, match="SHA-256"):
            path_of(name)


def test_an_analysis_without_copies_is_our_mistake(store: PhotoStore) -> None:
    with pytest.raises(BugError):
        store.put(replace(analysis(), thumbnail=None))


def test_a_full_disk_leaves_nothing_half_written(
    store: PhotoStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CatalogueError) as caught:
        store.put(analysis())
    assert caught.value.message.id is MessageId.DISK_FULL
    assert _files(tmp_path) == []


def test_a_file_in_the_way_of_the_folder_is_named(store: PhotoStore, tmp_path: Path) -> None:
    (tmp_path / "thumbs").write_text("in the way")
    with pytest.raises(CatalogueError) as caught:
        store.put(analysis())
    assert caught.value.message.id is MessageId.CATALOGUE_READ_ONLY


def test_only_old_files_that_nobody_needs_are_removed(store: PhotoStore, tmp_path: Path) -> None:
    needed, leftover, young = (store.put(analysis(text)) for text in (b"a", b"b", b"c"))
    half = store.photo_path(needed).parent / ".x.tmp"
    half.write_bytes(b"half")
    for path in (
        store.photo_path(needed),
        store.photo_path(leftover),
        store.thumbnail_path(leftover),
        half,
    ):
        os.utime(path, (0, 0))
    assert store.remove_unreferenced({needed}) == 3
    assert {path.stem for path in _files(tmp_path)} == {needed, young}


def test_the_points_of_the_print_go_with_the_photo(store: PhotoStore, tmp_path: Path) -> None:
    removed, leftover, kept = (store.put(analysis(text)) for text in (b"a", b"b", b"c"))
    prints = tmp_path / PRINTS_FOLDER
    for name in (removed, leftover, kept):
        path = content_path(prints, name, PRINTS_SUFFIX)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"points")
        os.utime(path, (0, 0))
    store.remove(removed)
    store.remove_unreferenced({kept})
    assert [path.stem for path in _files(prints)] == [kept]


def test_nothing_to_remove_from_an_empty_store(store: PhotoStore) -> None:
    assert store.remove_unreferenced(set()) == 0
