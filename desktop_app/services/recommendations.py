"""What else a person might want: substitutes in stock, what goes with it, which fits best."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from desktop_app.catalog.quality_store import QualityStore
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.association import Association, Associations, sessions
from desktop_app.core.best_fit import MOST_COMPARED, Fit, rank_fits
from desktop_app.core.errors import UserError
from desktop_app.core.product_filter import ProductFilter
from desktop_app.core.types import Answer, Candidate, Product
from desktop_app.services.lookup import LookupOutcome, Query

SIMILAR = 8
SEARCHED = 64
TOGETHER = 8

LEAST_LIKE = 0.5
"""A product less like than this is no substitute, however well it is stocked."""


@dataclass(frozen=True, slots=True)
class Companion:
    """A product that is looked up together with another one.

    `is_complement` if it is of another category, or does not look alike where there is none: then
    it is used with it, not instead of it.
    """

    product: Product
    association: Association
    is_complement: bool


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What goes with a product, or instead of it.

    Attributes:
        similar: products that look like it, nearest first.
        substitutes: products of the same category that look like it and are in stock.
        together: products looked up in the same sessions, surest first.
        sessions: sessions of two products and more in the history.
        own_sessions: those with this product.
    """

    product: Product
    similar: tuple[Candidate, ...]
    substitutes: tuple[Candidate, ...]
    together: tuple[Companion, ...]
    sessions: int
    own_sessions: int


@dataclass(frozen=True, slots=True)
class PhotoVote:
    """What one of several photos says; `answer` is None where it could not be read."""

    name: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class BestFit:
    """Products compared, best fit first.

    Attributes:
        likeness: product id -> how like what was asked, 0 to 1; empty if nothing was asked.
        votes: what each photo says, where several were asked.
    """

    fits: tuple[Fit, ...]
    likeness: Mapping[int, float]
    votes: tuple[PhotoVote, ...] = ()


class Catalogue(Protocol):
    """What recommendations need from the catalogue."""

    def product_by_sku(self, sku: str) -> Product | None:
        """The product with this SKU, whatever its case."""


class Similar(Protocol):
    """Finds products that look alike."""

    def similar(
        self, product_id: int, only: ProductFilter = ..., *, top_k: int = ...
    ) -> list[Candidate]:
        """Other products, nearest first."""


class Lookup(Protocol):
    """Answers one photo."""

    def lookup(self, query: Query, *, top_k: int = 10) -> LookupOutcome:
        """The answer."""


class Recommendations:
    """Safe to call from several threads; the history is read only where it has changed."""

    def __init__(
        self, store: QualityStore, catalogue: Catalogue, similar: Similar, lookup: Lookup
    ) -> None:
        self._store = store
        self._catalogue = catalogue
        self._similar = similar
        self._lookup = lookup
        self._lock = threading.Lock()
        self._mark: tuple[int, ...] = ()
        self._associations = Associations([])

    def recommend(self, product: Product) -> Recommendation:
        """What goes with *product*, or instead of it.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        similar = self._similar.similar(product.product_id, top_k=SEARCHED)
        in_stock = self._in_stock(product, similar)
        similar = similar[:SIMILAR]
        found = self._history()
        alike = {candidate.product.product_id for candidate in (*similar, *in_stock)}
        return Recommendation(
            product,
            tuple(similar),
            tuple(c for c in in_stock if c.similarity >= LEAST_LIKE)[:SIMILAR],
            tuple(self._companions(found.of(product.sku, TOGETHER), product, alike)),
            found.n_sessions,
            found.sessions_with(product.sku),
        )

    def _in_stock(self, product: Product, similar: Sequence[Candidate]) -> list[Candidate]:
        """Products of the same category in stock; of all those found where it has no category.

        A filter that lets half a large catalogue through would make the search slow.
        """
        if not product.category:
            return [c for c in similar if c.product.stock is not None and c.product.stock > 0]
        same_kind = ProductFilter(category=product.category, in_stock=True)
        return self._similar.similar(product.product_id, same_kind, top_k=SIMILAR)

    def compare(self, products: Sequence[Product]) -> BestFit:
        """Products side by side, best fit first.

        Raises:
            ValueError: none, or more than `MOST_COMPARED`.
        """
        return BestFit(tuple(rank_fits(products, {})), {})

    def compare_photos(self, photos: Sequence[PhotoInput]) -> BestFit:
        """Ask every photo by itself, and rank the products that they name together.

        The likeness of a product is the mean over the photos of the probability that each gives it,
        or of the similarity where nothing is calibrated.

        Raises:
            UserError: no photo could be read.
        """
        votes, problems = [], []
        for photo in photos:
            try:
                outcome = self._lookup.lookup(Query((photo,)), top_k=10)
            except UserError as error:
                problems.append(error)
                votes.append(PhotoVote(photo.name, None))
            else:
                votes.append(PhotoVote(photo.name, outcome.answer))
        answers = [vote.answer for vote in votes if vote.answer is not None]
        if not answers and problems:
            raise problems[0]
        products, likeness = _together(answers)
        fits = rank_fits(products, likeness) if products else []
        return BestFit(tuple(fits), likeness, tuple(votes))

    def _companions(
        self, found: Iterable[Association], product: Product, alike: set[int]
    ) -> Iterable[Companion]:
        for association in found:
            other = self._catalogue.product_by_sku(association.sku)
            if other is not None and other.product_id != product.product_id:
                yield Companion(other, association, _goes_with(product, other, alike))

    def _history(self) -> Associations:
        """The sessions of all lookups, counted anew only if there are further ones."""
        with self._lock:
            mark = self._store.history_mark()
            if mark != self._mark:
                self._associations = Associations(sessions(self._store.seen_items()))
                self._mark = mark
            return self._associations


def _goes_with(product: Product, other: Product, alike: set[int]) -> bool:
    """Whether *other* is used with *product*; else it is of its kind, used instead of it."""
    if product.category and other.category:
        return product.category != other.category
    return other.product_id not in alike


def _together(answers: Sequence[Answer]) -> tuple[list[Product], dict[int, float]]:
    products: dict[int, Product] = {}
    sums: dict[int, float] = {}
    for answer in answers:
        for candidate in answer.candidates:
            number = candidate.product.product_id
            share = candidate.probability
            products[number] = candidate.product
            like = max(0.0, candidate.similarity) if share is None else share
            sums[number] = sums.get(number, 0.0) + like
    best = sorted(sums, key=lambda number: (-sums[number], number))[:MOST_COMPARED]
    return [products[n] for n in best], {n: sums[n] / len(answers) for n in best}
