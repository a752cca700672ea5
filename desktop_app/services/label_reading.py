"""The print on an item as words of a query: what the catalogue knows of what a photo says.

Likeness cannot tell 5 mg from 10 mg; the label can. What was read goes where typed words go, so
that a person sees it, corrects it and finds it in the answer.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import PhotoError, UserError
from desktop_app.core.label_text import LabelText, ReadLine
from desktop_app.core.messages import MessageId
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import QueryRow

LEAST_CERTAINTY = 0.6
"""Lines of which the reader is less sure are mostly no print at all."""

_log = logging.getLogger(__name__)


class PrintedLines(Protocol):
    """Reads print; `desktop_app.vision.label_reader.LabelReader` is the real one."""

    @property
    def missing(self) -> MessageId | None:
        """What to say because it cannot read at all; None if it can."""

    @property
    def source(self) -> str:
        """What reads and where it comes from; empty where nothing does."""

    def read(self, photo: PhotoInput) -> tuple[ReadLine, ...]:
        """Lines of print on a photo."""


class CatalogueWords(Protocol):
    """What the catalogue knows of words."""

    def words_on_label(self, lines: Sequence[str]) -> list[str]:
        """Words that tell products apart, as the catalogue spells them."""


class LabelReading:
    """Reads labels for queries; safe to call from several threads."""

    def __init__(self, reader: PrintedLines, words: CatalogueWords) -> None:
        self._reader = reader
        self._words = words

    @property
    def missing(self) -> MessageId | None:
        """What to say because no reader is there; None if there is one."""
        return self._reader.missing

    @property
    def source(self) -> str:
        """What reads and where it comes from, for `doctor`; empty where nothing does."""
        return self._reader.source

    @property
    def is_available(self) -> bool:
        """Whether there is a reader."""
        return self.missing is None

    def read(self, photos: Sequence[PhotoInput]) -> LabelText:
        """The print on the photos of one item.

        Photos that cannot be read are passed over where another can be.

        Raises:
            UserError: the reader is not installed or was lost; `PhotoError`: no photo can be read.
        """
        found: list[ReadLine] = []
        errors: list[PhotoError] = []
        for photo in photos:
            try:
                found += self._reader.read(photo)
            except PhotoError as error:
                errors.append(error)
        if errors and len(errors) == len(photos):
            raise errors[0]
        lines = tuple(line.text for line in found if line.certainty >= LEAST_CERTAINTY)
        return LabelText(lines, " ".join(self._words.words_on_label(lines)))

    def with_label(self, query: Query) -> Query:
        """*query* with what its photos say as its label.

        A query without photos, or with photos that cannot be read, stays as it is: the lookup says
        what is wrong with them.

        Raises:
            UserError: the reader is not installed.
        """
        if not query.photos:
            return query
        try:
            label = self.read(query.photos)
        except PhotoError:
            return query
        return replace(query, label=label.words)

    def rows_with_labels(self, rows: Iterable[QueryRow]) -> Iterator[QueryRow]:
        """Rows of a list, each with what its photo says; a row that cannot be read stays."""
        for row in rows:
            if isinstance(row.query, UserError):
                yield row
                continue
            try:
                asked = self.with_label(row.query)
            except UserError as error:
                if not self.is_available:
                    raise
                _log.warning("label not read: %s", error.message.id)
                yield row
                continue
            yield replace(row, query=asked)
