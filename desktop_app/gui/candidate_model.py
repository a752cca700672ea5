"""The candidates of the current answer as a list model; `data` never touches a file."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from desktop_app.core.types import Candidate
from desktop_app.core.wording import candidate_words
from desktop_app.gui.formats import percent
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.gui.translator import translate_wording

THUMBNAIL_PX = 512
"""Longest side at which tiles keep their picture: sharp on a screen with doubled pixels."""

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class CandidateRole(IntEnum):
    """What a tile asks for beside the standard roles."""

    CANDIDATE = Qt.ItemDataRole.UserRole
    PICTURE = Qt.ItemDataRole.UserRole + 1
    RANK = Qt.ItemDataRole.UserRole + 2
    LIKELIHOOD = Qt.ItemDataRole.UserRole + 3
    PROBABILITY = Qt.ItemDataRole.UserRole + 4
    SKU = Qt.ItemDataRole.UserRole + 5
    LOCATION = Qt.ItemDataRole.UserRole + 6


class CandidateModel(QAbstractListModel):
    """Candidates, best first. Pictures come from the loader and appear when they are ready."""

    def __init__(
        self, pictures: PictureLoader, path_of: PathOf, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._path_of = path_of
        self._candidates: tuple[Candidate, ...] = ()
        pictures.loaded.connect(self._picture_loaded)

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        return self._candidates

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        self.beginResetModel()
        self._candidates = tuple(candidates)
        self.endResetModel()
        for candidate in self._candidates:
            key = _picture_key(candidate)
            if key is not None:
                self._pictures.request(key, self._path_of(key[1]), THUMBNAIL_PX)

    def retranslate(self) -> None:
        """The words changed, the candidates did not."""
        if self._candidates:
            self.dataChanged.emit(self.index(0), self.index(len(self._candidates) - 1))

    @Slot(object)
    def _picture_loaded(self, key: object) -> None:
        for number, candidate in enumerate(self._candidates):
            if _picture_key(candidate) == key:
                index = self.index(number)
                self.dataChanged.emit(index, index, [CandidateRole.PICTURE])

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._candidates)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._candidates):
            return None
        candidate = self._candidates[index.row()]
        if role == CandidateRole.CANDIDATE:
            return candidate
        if role == CandidateRole.PICTURE:
            key = _picture_key(candidate)
            return None if key is None else self._pictures.get(key)
        return _text(candidate, index.row(), role)


def _picture_key(candidate: Candidate) -> tuple[str, str] | None:
    photo = candidate.best_photo
    return None if photo is None else ("tile", photo.sha256)


def _text(candidate: Candidate, row: int, role: int) -> str | int | None:
    product = candidate.product
    if role == Qt.ItemDataRole.DisplayRole:
        return product.name
    if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        words = [product.name, product.sku, product.location, _likelihood(candidate)]
        return ", ".join(word for word in words if word)
    texts: dict[int, str | int] = {
        CandidateRole.RANK: row + 1,
        CandidateRole.LIKELIHOOD: candidate_words(candidate, translate_wording),
        CandidateRole.PROBABILITY: percent(candidate.probability),
        CandidateRole.SKU: product.sku,
        CandidateRole.LOCATION: product.location,
    }
    return texts.get(role)


def _likelihood(candidate: Candidate) -> str:
    words = candidate_words(candidate, translate_wording)
    return f"{words} {percent(candidate.probability)}".strip()
