"""A folder of photos as a catalogue: one sub-folder, or one file beside them, is one product.

A sub-folder of a sub-folder is a product as well if it holds photos; the folders above it are its
category.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from desktop_app.core.errors import ImportRowError, UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.services.import_report import RejectedRow
from desktop_app.services.import_source import ImportedProduct, ImportSource
from desktop_app.services.product_rows import clean_text

SUFFIXES = frozenset(
    {
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".bmp", ".gif", ".tif", ".tiff"),
        *(".heic", ".heif", ".avif"),
    }
)
"""Names of pictures, those that cannot be read included: they are to be reported."""

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class _Found:
    """Name of a product, the folders above it, and its photos relative to the root."""

    name: str
    above: tuple[str, ...]
    photos: tuple[str, ...]


def read_folder(folder: Path) -> ImportSource:
    """The products of *folder*, in the order in which people count.

    Raises:
        UserError: the folder cannot be read, or there is no photo in it.
    """
    try:
        found = list(_products(folder))
    except OSError as error:
        raise UserError(MessageId.IMPORT_FILE_MISSING, name=folder.name) from error
    if not any(product.photos for product in found):
        raise UserError(MessageId.IMPORT_EMPTY, name=folder.name)
    rows = (_row(number, product) for number, product in enumerate(found, start=1))
    return ImportSource(rows, len(found), folder)


def _products(folder: Path) -> Iterator[_Found]:
    for name in _photos(folder):
        yield _Found(Path(name).stem, (), (name,))
    for path, folders, _ in os.walk(folder, onerror=_raise):  # follows no links
        folders[:] = sorted((f for f in folders if not f.startswith(".")), key=natural_order)
        here = Path(path)
        parts = here.relative_to(folder).parts
        photos = _photos(here) if parts else []
        if photos or (parts and not folders):
            inside = "/".join(parts)
            yield _Found(parts[-1], parts[:-1], tuple(f"{inside}/{name}" for name in photos))


def _photos(folder: Path) -> list[str]:
    names = (entry.name for entry in os.scandir(folder) if entry.is_file())
    return sorted((name for name in names if _is_photo(name)), key=natural_order)


def _is_photo(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def natural_order(name: str) -> list[tuple[int, str]]:
    """`photo 2` before `photo 10`."""
    parts = _DIGITS.split(name.casefold())
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def _row(number: int, found: _Found) -> ImportedProduct | RejectedRow:
    if not found.photos:
        return RejectedRow(number, "", Message.of(MessageId.ROW_NO_PHOTOS, value=found.name))
    try:
        sku = clean_text("sku", found.name)
        fields = {"name": _spoken(sku), "category": clean_text("category", " / ".join(found.above))}
    except ImportRowError as error:
        return RejectedRow(number, _printable(found.name), error.message)
    return ImportedProduct(
        number, sku, MappingProxyType(fields), photos=found.photos, is_sketch=True
    )


def _spoken(name: str) -> str:
    """A file name as words: `torx_screws` is `torx screws`."""
    return " ".join(name.replace("_", " ").split()) or name


def _printable(name: str) -> str:
    return "".join(char for char in name if char.isprintable())[:60]


def _raise(error: OSError) -> None:
    raise error
