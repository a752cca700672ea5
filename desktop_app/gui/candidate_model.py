"""The results as a list model; `data` never touches a file and never waits.

The candidates of an answer are all at hand. A search by words can have thousands of results: then
the model knows their ids, and asks for a page of them (`page_wanted`) when somebody scrolls there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from desktop_app.core.types import Answer, Candidate, Verdict
from desktop_app.core.wording import candidate_words, stock_words, verdict_words
from desktop_app.gui.formats import number, percent, price
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.gui.translator import translate_wording

THUMBNAIL_PX = 512
"""Longest side at which tiles keep their picture: sharp on a screen with doubled pixels."""

PAGE = 100
"""Results that are read at once."""

AT_ONCE = 24
"""Pictures that are asked for before anybody looks; further ones as they come into view."""

MOST_WAITING = 60
"""Pictures asked for at a time: those that were scrolled past are not worth waiting for."""

PICTURES_AFTER_MS = 30

Index = QModelIndex | QPersistentModelIndex
Key = tuple[str, str]
_ROOT = QModelIndex()


class CandidateRole(IntEnum):
    """What a tile or row asks for beside the standard roles."""

    CANDIDATE = Qt.ItemDataRole.UserRole
    PICTURE = Qt.ItemDataRole.UserRole + 1
    RANK = Qt.ItemDataRole.UserRole + 2
    LIKELIHOOD = Qt.ItemDataRole.UserRole + 3
    PROBABILITY = Qt.ItemDataRole.UserRole + 4
    SKU = Qt.ItemDataRole.UserRole + 5
    LOCATION = Qt.ItemDataRole.UserRole + 6
    STOCK = Qt.ItemDataRole.UserRole + 7
    PRICE = Qt.ItemDataRole.UserRole + 8
    VERDICT = Qt.ItemDataRole.UserRole + 9


class CandidateModel(QAbstractListModel):
    """Results in their order. Pictures and later pages appear when they are ready."""

    page_wanted = Signal(object)  # tuple of product ids

    def __init__(
        self, pictures: PictureLoader, path_of: PathOf, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._path_of = path_of
        self._ids: tuple[int, ...] = ()
        self._known: dict[int, Candidate] = {}
        self._asked: set[int] = set()  # pages
        self._answer: Answer | None = None
        self._rows_of: defaultdict[Key, list[int]] = defaultdict(list)
        self._wanted: dict[Key, Path] = {}
        self._calm = QTimer(self, singleShot=True, interval=PICTURES_AFTER_MS)
        self._calm.timeout.connect(self._ask_for_pictures)
        pictures.loaded.connect(self._picture_loaded)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """Those that have been read, in their order."""
        return tuple(self._known[i] for i in self._ids if i in self._known)

    def candidate(self, row: int) -> Candidate | None:
        """The result in that row; None if there is none or it has not been read yet."""
        return self._known.get(self._ids[row]) if 0 <= row < len(self._ids) else None

    def row_of(self, product_id: int) -> int:
        """Where a product stands among the results; -1 if nowhere."""
        return self._ids.index(product_id) if product_id in self._ids else -1

    def show_candidates(
        self, candidates: Sequence[Candidate], answer: Answer | None = None
    ) -> None:
        """Show these and no others."""
        numbered = {_number(c, row): c for row, c in enumerate(candidates)}
        self.show_ids(tuple(numbered), numbered, answer)

    def show_ids(
        self,
        ids: Sequence[int],
        known: Mapping[int, Candidate],
        answer: Answer | None = None,
    ) -> None:
        """Show the products *ids*; those not yet *known* are asked for when they are seen.

        *answer* is what they are the results of; its verdict stands at the product it is about.
        """
        self.beginResetModel()
        self._answer = answer
        self._ids, self._known = tuple(ids), dict(known)
        self._asked, self._wanted = set(), {}
        self._rows_of.clear()
        for row, product_id in enumerate(self._ids):
            self._note_picture(row, self._known.get(product_id))
        self.endResetModel()
        for candidate in self.candidates[:AT_ONCE]:
            key = _picture_key(candidate)
            if key is not None:
                self._pictures.request(key, self._path_of(key[1]), THUMBNAIL_PX)

    def add_page(self, found: Mapping[int, Candidate]) -> None:
        """Put results in that were asked for; those not shown any more are passed over."""
        for row, product_id in enumerate(self._ids):
            candidate = found.get(product_id)
            if candidate is not None and product_id not in self._known:
                self._known[product_id] = candidate
                self._note_picture(row, candidate)
                index = self.index(row)
                self.dataChanged.emit(index, index)

    def retranslate(self) -> None:
        """The words changed, the candidates did not."""
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def _note_picture(self, row: int, candidate: Candidate | None) -> None:
        key = _picture_key(candidate) if candidate is not None else None
        if key is not None:
            self._rows_of[key].append(row)

    def _ask_for_page(self, row: int) -> None:
        page = row // PAGE
        if page not in self._asked:
            self._asked.add(page)
            self.page_wanted.emit(self._ids[page * PAGE : (page + 1) * PAGE])

    def _picture(self, candidate: Candidate) -> Any:
        key = _picture_key(candidate)
        if key is None:
            return None
        pixmap = self._pictures.get(key)
        if pixmap is None and key not in self._wanted:
            self._wanted[key] = self._path_of(key[1])
            self._calm.start()
        return pixmap

    def _verdict(self, candidate: Candidate) -> str:
        answer = self._answer
        about = answer.best if answer and answer.verdict is not Verdict.NOT_IN_CATALOGUE else None
        if answer is None or about is None or about.product != candidate.product:
            return ""
        return verdict_words(answer.verdict, translate_wording)

    @Slot()
    def _ask_for_pictures(self) -> None:
        latest = list(self._wanted.items())[-MOST_WAITING:]
        self._wanted.clear()
        for key, path in latest:
            self._pictures.request(key, path, THUMBNAIL_PX)

    @Slot(object)
    def _picture_loaded(self, key: object) -> None:
        for row in self._rows_of.get(key, ()):  # type: ignore[call-overload]  # any key may come
            index = self.index(row)
            self.dataChanged.emit(index, index, [CandidateRole.PICTURE])

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._ids):
            return None
        candidate = self.candidate(index.row())
        if candidate is None:
            self._ask_for_page(index.row())
            return "…" if role == Qt.ItemDataRole.DisplayRole else None
        if role == CandidateRole.CANDIDATE:
            return candidate
        if role == CandidateRole.PICTURE:
            return self._picture(candidate)
        if role == CandidateRole.VERDICT:
            return self._verdict(candidate)
        return _text(candidate, index.row(), role)


def _number(candidate: Candidate, row: int) -> int:
    """Id of the product; one that is gone from the catalogue has none and gets its own here."""
    return candidate.product.product_id or -1 - row


def _picture_key(candidate: Candidate) -> Key | None:
    photo = candidate.best_photo
    return None if photo is None else ("tile", photo.sha256)


def _text(candidate: Candidate, row: int, role: int) -> str | int | None:
    product = candidate.product
    if role == Qt.ItemDataRole.DisplayRole:
        return product.name
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        words = [
            product.name,
            product.sku,
            product.location,
            _likelihood(candidate),
            _left(candidate),
        ]
        return ", ".join(word for word in words if word)
    texts: dict[int, str | int] = {
        CandidateRole.RANK: row + 1,
        CandidateRole.LIKELIHOOD: candidate_words(candidate, translate_wording),
        CandidateRole.PROBABILITY: percent(candidate.probability),
        CandidateRole.SKU: product.sku,
        CandidateRole.LOCATION: product.location,
        CandidateRole.STOCK: _left(candidate),
        CandidateRole.PRICE: price(product.price, product.currency),
    }
    return texts.get(role)


def _likelihood(candidate: Candidate) -> str:
    words = candidate_words(candidate, translate_wording)
    return f"{words} {percent(candidate.probability)}".strip()


def _left(candidate: Candidate) -> str:
    """How many are left, in words and number."""
    product = candidate.product
    words = stock_words(product, translate_wording)
    return words if not product.stock else f"{words}: {number(product.stock)}"
