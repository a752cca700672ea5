"""All results of typed words: how many there are, in which order, and page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.result_order import ResultOrder, Sortable, in_order
from desktop_app.core.types import Candidate, Evidence, EvidenceKind, Product


class MatchFacts(Sortable, Protocol):
    """A product that holds the words, as far as its place among the results needs it."""

    @property
    def product_id(self) -> int:
        """Which product."""


class WordSource(Protocol):
    """What results of words need from the catalogue."""

    def text_matches(self, text: str, only: ProductFilter = EVERYTHING) -> Sequence[MatchFacts]:
        """Every product that holds all of the words, best first."""

    def text_match_ids(self, text: str, only: ProductFilter = EVERYTHING) -> Sequence[int]:
        """The same by id alone, which is quicker."""

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        """Products by id."""


class WordResults:
    """Results of words beyond those of the answer; safe to call from several threads."""

    def __init__(self, source: WordSource) -> None:
        self._source = source

    def matches(
        self,
        words: str,
        only: ProductFilter = EVERYTHING,
        order: ResultOrder = ResultOrder.LIKELIHOOD,
        *,
        stocked_first: bool = False,
    ) -> tuple[int, ...]:
        """Ids of all products that hold all of the words, in *order*; likelihood: best first.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        if order is ResultOrder.LIKELIHOOD and not stocked_first:
            return tuple(self._source.text_match_ids(words, only))
        found = self._source.text_matches(words, only)
        ordered = in_order(found, order, lambda facts: facts, stocked_first=stocked_first)
        return tuple(facts.product_id for facts in ordered)

    def page(self, words: str, ids: Sequence[int]) -> dict[int, Candidate]:
        """Results by product id; products that are gone meanwhile are missing.

        Raises:
            CatalogueError: the catalogue cannot be read.
        """
        evidence = (Evidence(EvidenceKind.TEXT, 1.0, detail=words),)
        found = self._source.products(ids)
        return {number: Candidate(found[number], 0.0, None, evidence) for number in found}
