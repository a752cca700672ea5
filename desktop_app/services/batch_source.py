"""What people hand in as a batch: folders and photos, each photo a question, or a list."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services.batch_run import photo_row
from desktop_app.services.folder_reader import SUFFIXES, natural_order
from desktop_app.services.query_table import QueryRow, read_queries

LISTS = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm"})
"""Names of lists; what the content is, the reader decides."""


def read_sources(sources: Sequence[Path]) -> list[QueryRow]:
    """The questions of *sources*: lists row by row, folders with their sub-folders, photos.

    Raises:
        UserError: a source cannot be read, or there is no question in all of them.
    """
    rows = [row for source in sources for row in _questions(source)]
    if not rows:
        name = sources[0].name if sources else ""
        raise UserError(MessageId.BATCH_EMPTY, name=name)
    if len(sources) == 1 and sources[0].suffix.lower() in LISTS:
        return rows  # the numbers of the lines are those of the list
    return [replace(row, line=number) for number, row in enumerate(rows, start=1)]


def name_of_sources(sources: Sequence[Path]) -> str:
    """Name of the one source, or of the folder that holds the first of several."""
    if not sources:
        return ""
    one = sources[0] if len(sources) == 1 else sources[0].parent
    return one.resolve().name


def _questions(source: Path) -> Iterator[QueryRow]:
    if source.is_dir():
        yield from _folder(source)
    elif source.suffix.lower() in LISTS:
        for row in read_queries(source):
            yield _absolute(row)
    else:
        yield photo_row(0, source.name, source.absolute())


def _folder(folder: Path) -> Iterator[QueryRow]:
    """Photos of *folder* and the folders in it, in the order in which people count."""
    try:
        for path, folders, files in os.walk(folder, onerror=_raise):  # follows no links
            folders[:] = sorted((f for f in folders if not f.startswith(".")), key=natural_order)
            here = Path(path)
            for name in sorted(filter(_is_photo, files), key=natural_order):
                file = here / name
                yield photo_row(0, file.relative_to(folder).as_posix(), file.absolute())
    except OSError as error:
        raise UserError(MessageId.IMPORT_FILE_MISSING, name=folder.name) from error


def _is_photo(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES


def _absolute(row: QueryRow) -> QueryRow:
    """*row* with paths that hold whatever folder the program is started in."""
    if isinstance(row.query, UserError):
        return row
    photos = tuple(
        replace(photo, path=photo.path.absolute()) if photo.path else photo
        for photo in row.query.photos
    )
    return replace(row, query=replace(row.query, photos=photos))


def _raise(error: OSError) -> None:
    raise error
