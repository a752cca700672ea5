"""What is dropped or pasted is told apart by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from desktop_app.gui.incoming import is_welcome, png_photo, read_mime
from tests.fake_services.pictures import product_picture


def text(words: str) -> QMimeData:
    mime = QMimeData()
    mime.setText(words)
    return mime


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("blue gloves", "blue gloves"),
        ("  4006381333931\n", "4006381333931"),
        ("two\nlines", "two lines"),
        ("丁腈手套", "丁腈手套"),
        ("/etc/passwd", "/etc/passwd"),
        ("5/8 inch bolt", "5/8 inch bolt"),
    ],
)
def test_words_stay_words(words: str, expected: str) -> None:
    incoming = read_mime(text(words))
    assert incoming.text == expected
    assert incoming.photos == ()


@pytest.mark.parametrize(
    ("link", "path"),
    [
        ("file:///home/me/a%20b.jpg", "/home/me/a b.jpg"),
        ("/home/me/a b.JPG", "/home/me/a b.JPG"),
        ("C:\\photos\\a.png", "C:\\photos\\a.png"),
    ],
)
def test_a_link_to_a_local_photo_is_a_photo(link: str, path: str) -> None:
    (photo,) = read_mime(text(link)).photos
    assert photo.path == Path(path)


def test_a_path_to_a_table_is_a_catalogue() -> None:
    assert read_mime(text("/home/me/goods.xlsx")).catalogue == Path("/home/me/goods.xlsx")


def test_a_folder_is_a_catalogue(tmp_path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    assert read_mime(mime).catalogue == tmp_path


def test_a_clipboard_without_content_holds_nothing() -> None:
    assert not read_mime(None)


def test_a_web_link_is_only_named() -> None:
    incoming = read_mime(text("https://example.org/a.jpg"))
    assert incoming.web_link == "https://example.org/a.jpg"
    assert incoming.photos == ()


def test_a_picture_wins_over_the_web_address_it_came_from(qapp) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("https://example.org/a.jpg")])
    mime.setImageData(product_picture("#3E78C9", side=20))
    incoming = read_mime(mime)
    assert incoming.image is not None
    assert incoming.web_link == ""


def test_a_local_file_wins_over_a_picture(qapp) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/home/me/a.jpg")])
    mime.setImageData(product_picture("#3E78C9", side=20))
    assert len(read_mime(mime).photos) == 1


def test_nothing_is_nothing() -> None:
    empty = QMimeData()
    assert not read_mime(empty)
    assert not is_welcome(empty)
    assert is_welcome(text("words"))


def test_a_clipboard_picture_becomes_png_without_loss(qapp) -> None:
    image = product_picture("#3E78C9", side=20)
    photo = png_photo(image, "Pasted")
    assert photo.name == "Pasted"
    assert type(image).fromData(photo.data).pixel(3, 3) == image.pixel(3, 3)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("file:///shop/a%20b.jpg", ["a b.jpg"]),
        ("/shop/a b.jpg", ["a b.jpg"]),
        ('"/shop/a.png"', ["a.png"]),
        ("'/shop/a.png'", ["a.png"]),
        ("~/a.webp", ["a.webp"]),
        ("file:///shop/a.jpg\r\nfile:///shop/b.jpg\r\n", ["a.jpg", "b.jpg"]),
        ("/shop/a.jpg\nand some words", []),
        ('"blue gloves"', []),
        ('"', []),
    ],
)
def test_paths_and_links_in_text_are_photos(text: str, names: list[str]) -> None:
    mime = QMimeData()
    mime.setText(text)
    incoming = read_mime(mime)
    assert [photo.name for photo in incoming.photos] == names
    assert bool(incoming.text) != bool(names)
