"""Photos beside the source are found; nothing outside its folder is touched."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.services.photo_files import find_photo


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "list"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.jpg").write_bytes(b"a")
    (folder / "sub" / "图 1.jpg").write_bytes(b"b")
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return folder


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jpg", b"a"),
        ("./a.jpg", b"a"),
        ("sub/图 1.jpg", b"b"),
        ("sub\\图 1.jpg", b"b"),
        ("sub/../a.jpg", b"a"),
    ],
)
def test_photos_under_the_folder_are_found(root: Path, name: str, data: bytes) -> None:
    found = find_photo(root, name)
    assert (found.name, found.sha256) == (name, hashlib.sha256(data).hexdigest())
    assert found.path.read_bytes() == data


@pytest.mark.parametrize(
    "name",
    [
        "../secret.jpg",
        "sub/../../secret.jpg",
        "..\\secret.jpg",
        "/etc/passwd",
        "\\\\server\\share\\x.jpg",
        "//server/share/x.jpg",
        "C:\\x.jpg",
        "c:x.jpg",
    ],
)
def test_what_lies_outside_is_refused(root: Path, name: str) -> None:
    with pytest.raises(PhotoError) as caught:
        find_photo(root, name)
    assert caught.value.message.id is MessageId.PHOTO_OUTSIDE_FOLDER
    assert dict(caught.value.message.params)["name"] == name


def test_a_link_out_of_the_folder_is_refused(root: Path) -> None:
    (root / "link.jpg").symlink_to(root.parent / "secret.jpg")
    (root / "folder").symlink_to(root.parent)
    for name in ("link.jpg", "folder/secret.jpg"):
        with pytest.raises(PhotoError) as caught:
            find_photo(root, name)
        assert caught.value.message.id is MessageId.PHOTO_OUTSIDE_FOLDER


@pytest.mark.parametrize("name", ["missing.jpg", "sub", ".", "a\x00.jpg", "x" * 5000, "CON", "~"])
def test_what_is_no_file_is_missing(root: Path, name: str) -> None:
    with pytest.raises(PhotoError) as caught:
        find_photo(root, name)
    assert caught.value.message.id is MessageId.PHOTO_MISSING


def test_links_in_a_circle_and_pipes_are_missing(root: Path) -> None:
    (root / "circle.jpg").symlink_to(root / "circle.jpg")
    os.mkfifo(root / "pipe.jpg")
    for name in ("circle.jpg", "pipe.jpg"):
        with pytest.raises(PhotoError) as caught:
            find_photo(root, name)
        assert caught.value.message.id is MessageId.PHOTO_MISSING
