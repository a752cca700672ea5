"""The main job: photos, words or a code in, the right product of the catalogue out."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from types import MappingProxyType
from typing import Protocol

from desktop_app.core.analysis import (
    AnalysisRequest,
    Analyst,
    PhotoAnalysis,
    PhotoInput,
    QueryAnalysis,
)
from desktop_app.core.decision import COHORT, DecisionRule
from desktop_app.core.errors import NoPhotoReadableError, PhotoError, UserError
from desktop_app.core.label_and_likeness import settled
from desktop_app.core.messages import MessageId
from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.ranking import RankedProduct, rank_products
from desktop_app.core.types import (
    Answer,
    Embedding,
    Product,
    QueryKind,
    Ranking,
    Reason,
    Reference,
    Verdict,
)
from desktop_app.core.words_and_photo import Judgement, judged_with_words
from desktop_app.services.alike import Found, WholeProducts, alike
from desktop_app.services.code_reading import may_be_code
from desktop_app.services.code_verdict import apply_codes
from desktop_app.services.damage_mark import mark_damage
from desktop_app.services.model_gate import ModelGate, with_one_model
from desktop_app.services.photo_and_words import PhotoAndWords, WordSource
from desktop_app.services.print_check import CHECKED, PrintCheck
from desktop_app.services.text_search import text_candidates
from desktop_app.services.unread_mark import mark_unread

NEIGHBORS = 200
"""References asked of the gallery: enough for 10 products with many photos each."""

MOST_NEIGHBORS = 3200
"""No more references are asked for, however many photos the nearest products have."""

NEVER_CALIBRATED = -1.0
"""Least similarity of words where the model pack brings none: nothing is held back."""

RANKED_PRODUCTS = 50
"""Products that share the probability; those behind them have none to speak of."""


@dataclass(frozen=True, slots=True)
class Query:
    """One question: photos that all show the same item, and words or a code.

    Likeness and words are compared with those products alone that `only` lets through; a code
    names its product whatever the filter says. `label` holds words that were read from the photos:
    they count less than those that a person typed.
    """

    photos: tuple[PhotoInput, ...] = ()
    text: str = ""
    only: ProductFilter = EVERYTHING
    label: str = ""

    @property
    def kind(self) -> QueryKind:
        if not self.photos:
            return QueryKind.TEXT
        return QueryKind.PHOTO_TEXT if self.text.strip() else QueryKind.PHOTO


@dataclass(frozen=True, slots=True)
class LookupOutcome:
    """The answer, and the query photos as they were read (or why not)."""

    answer: Answer
    photos: tuple[PhotoAnalysis | PhotoError, ...] = ()


class ProductSource(WordSource, WholeProducts, Protocol):
    """What a lookup needs from the catalogue."""

    def find_by_code(self, text: str) -> list[Product]:
        """Products with this SKU, own code or GTIN."""

    def references_within(self, only: ProductFilter, fingerprint: str) -> Collection[int]:
        """References of the products that a filter lets through."""


class NeighborSource(Protocol):
    """What a lookup needs from the gallery."""

    def search(self, query: Embedding, k: int) -> list[tuple[Reference, float]]:
        """Nearest references with their similarity, nearest first."""

    def search_within(
        self, query: Embedding, reference_ids: Collection[int], k: int
    ) -> list[tuple[Reference, float]]:
        """As `search`, among some references."""

    def __len__(self) -> int:
        """Number of references that can be found."""


class PartOfGallery(NeighborSource, Protocol):
    """A gallery that is still being read."""

    @property
    def unread(self) -> int:
        """References that a search leaves out, at least."""


def no_part() -> PartOfGallery | None:
    """Every lookup waits until all references have been read."""
    return None


@dataclass(slots=True)
class _Clock:
    """Milliseconds of each step of one lookup."""

    ms: dict[str, float] = field(default_factory=dict)
    _started: float = field(default_factory=time.perf_counter)
    _mark: float = field(default_factory=time.perf_counter)

    def lap(self, step: str) -> None:
        now = time.perf_counter()
        self.ms[step] = self.ms.get(step, 0.0) + (now - self._mark) * 1000
        self._mark = now

    def total(self, extra: Mapping[str, float]) -> Mapping[str, float]:
        self.ms["total"] = (time.perf_counter() - self._started) * 1000
        return MappingProxyType({**extra, **self.ms})


class LookupService:
    """Answers queries; safe to call from several threads."""

    def __init__(
        self,
        products: ProductSource,
        gallery: NeighborSource,
        analyst: Analyst,
        *,
        gate: ModelGate | None = None,
        rule: Callable[[QueryKind], DecisionRule | None] | None = None,
        prints: PrintCheck | None = None,
    ) -> None:
        self.gate = gate or ModelGate()
        self._rule = rule or self._rule_of_model
        self._products = products
        self._gallery = gallery
        self._analyst = analyst
        self._both = PhotoAndWords(products)
        self._prints = prints
        self.part: Callable[[], PartOfGallery | None] = no_part
        """Asked when a person waits: what has been read so far, unless that is all."""

    @with_one_model
    def lookup(
        self,
        query: Query,
        *,
        top_k: int = 10,
        copies: bool = False,
        urgent: bool = True,
        superseded: Callable[[], bool] = lambda: False,
    ) -> LookupOutcome:
        """Answer *query* with at most *top_k* candidates.

        Args:
            query: photos of one item and words; one of the two may be missing.
            top_k: most candidates in the answer.
            copies: whether the query photos come back as small pictures to show.
            urgent: whether a person waits; false lets the lookups of people go first.
            superseded: asked between the steps; when true, the rest is left out, since nobody
                waits for the answer any more.

        Raises:
            UserError: the query is empty, or the picture reader cannot be started.
            NoPhotoReadableError: none of the photos can be read and there are no words.
        """
        if not query.photos and not query.text.strip():
            raise UserError(MessageId.QUERY_EMPTY)
        request = AnalysisRequest(barcodes=True, copies=copies, urgent=urgent)
        answered = partial(self._answered, top_k=top_k, urgent=urgent, superseded=superseded)
        asked, label = replace(query, label=""), query.label.strip()
        if not label or not query.photos:
            return answered(asked, *self._read(asked, request))
        words = replace(asked, text=f"{query.text.strip()} {label}".strip())
        clock, seen = self._read(words, request)
        if query.text.strip():
            alone = answered(asked, *self._read(asked, request))
        else:
            alone = answered(asked, clock, replace(seen, embedding=seen.photo_embedding))
        if alone.answer.verdict is Verdict.MATCH or superseded():
            return replace(alone, answer=replace(alone.answer, text=words.text))
        labelled = answered(words, clock, seen)
        return replace(labelled, answer=settled(alone.answer, labelled.answer, len(label.split())))

    def _read(self, query: Query, request: AnalysisRequest) -> tuple[_Clock, QueryAnalysis]:
        """What the model sees, and the clock that runs since then."""
        clock = _Clock()
        analysis = self._analyst.analyse_query(query.photos, query.text, request)
        clock.lap("analysis")
        return clock, analysis

    def _answered(
        self,
        query: Query,
        clock: _Clock,
        analysis: QueryAnalysis,
        *,
        top_k: int,
        urgent: bool,
        superseded: Callable[[], bool],
    ) -> LookupOutcome:
        """The answer to a query without a label that was read."""
        _raise_if_nothing_readable(query, analysis)
        if superseded():
            return LookupOutcome(self._answer(query, Found(), clock, analysis), analysis.photos)
        part = self.part() if urgent and analysis.embedding is not None else None
        gallery = self._gallery if part is None else part  # an empty part is one, too
        found = self._found(query, analysis, gallery, top_k, clock)
        answer = self._answer(query, found, clock, analysis)
        coded = apply_codes(answer, query.text, analysis.photos, self._products.find_by_code)
        clock.lap("codes")
        if part is None and not superseded():  # nothing of a part is called a match
            coded = self._print_checked(query, coded, analysis, urgent=urgent)
        clock.lap("print")
        ms = clock.total(analysis.ms)
        shown = replace(coded, candidates=coded.candidates[:top_k], ms=ms)
        whole = mark_unread(mark_damage(shown), part.unread if part is not None else 0)
        return LookupOutcome(whole, analysis.photos)

    def _print_checked(
        self, query: Query, answer: Answer, analysis: QueryAnalysis, *, urgent: bool
    ) -> Answer:
        """*answer* as the print has it, where likeness left it open."""
        rule = self._rule(query.kind)
        if self._prints is None or rule is None:
            return answer
        pairs = zip(query.photos, analysis.photos, strict=False)
        photos = [photo for photo, read in pairs if isinstance(read, PhotoAnalysis)]
        checked = self._prints.check(answer, photos, rule.match_probability, urgent=urgent)
        if checked is answer:
            return answer
        return apply_codes(checked, query.text, analysis.photos, self._products.find_by_code)

    def _found(
        self,
        query: Query,
        analysis: QueryAnalysis,
        gallery: NeighborSource,
        top_k: int,
        clock: _Clock,
    ) -> Found:
        words = query.text.strip()
        ranked = self._ranked_for(words, analysis, gallery, query.only)
        clock.lap("search")
        if query.kind is QueryKind.TEXT:
            hits = self._products.search_text(words, RANKED_PRODUCTS, query.only)
            rule = self._rule(QueryKind.TEXT)
            least = rule.none_similarity if rule else NEVER_CALIBRATED
            candidates = text_candidates(
                words,
                hits,
                ranked,
                self._products.products,
                least_similarity=least,
                top_k=top_k,
            )
            found = Found.by_words(candidates)
        else:
            wanted = self._wanted(query, analysis, top_k)
            judged = Judgement(self._rule(query.kind))
            if query.kind is QueryKind.PHOTO_TEXT and analysis.photo_embedding is not None:
                judged = judged_with_words(ranked, self._rule)
            found = alike(ranked, self._products, judged, query.text, wanted)
        clock.lap("catalogue")
        return found

    def _ranked_for(
        self, words: str, analysis: QueryAnalysis, gallery: NeighborSource, only: ProductFilter
    ) -> list[RankedProduct]:
        if analysis.embedding is None:
            return []
        if not words or analysis.photo_embedding is None:
            return self._ranked(analysis.embedding, gallery, only)
        return self._both.ranked(
            words,
            analysis.photo_embedding,
            analysis.embedding,
            gallery,
            partial(self._ranked, gallery=gallery, only=only),
            fingerprint=self._analyst.model.fingerprint,
            only=only,
            limit=RANKED_PRODUCTS,
        )

    def _ranked(
        self, embedding: Embedding, gallery: NeighborSource, only: ProductFilter
    ) -> list[RankedProduct]:
        """Nearest products; products with many photos must not crowd out the background."""
        search, size = partial(gallery.search, embedding), len(gallery)
        if only:
            inside = self._products.references_within(only, self._analyst.model.fingerprint)
            search, size = partial(gallery.search_within, embedding, inside), len(inside)
        wanted = NEIGHBORS
        while True:
            ranked = rank_products(search(wanted), RANKED_PRODUCTS)
            if len(ranked) >= COHORT.stop or wanted >= min(size, MOST_NEIGHBORS):
                return ranked
            wanted *= 4

    def _wanted(self, query: Query, analysis: QueryAnalysis, top_k: int) -> int:
        """Candidates whose data are read: a code may name any of the ranking."""
        reads = (photo for photo in analysis.photos if isinstance(photo, PhotoAnalysis))
        if may_be_code(query.text) or any(photo.symbols for photo in reads):
            return RANKED_PRODUCTS
        return max(top_k, CHECKED)

    def _answer(
        self,
        query: Query,
        found: Found,
        clock: _Clock,
        analysis: QueryAnalysis,
    ) -> Answer:
        verdict, reason = self._verdict(query.kind, found)
        return Answer(
            verdict,
            reason,
            query.kind,
            found.candidates,
            text=query.text,
            only=query.only,
            p_not_in_catalogue=found.none,
            model=self._analyst.model.fingerprint,
            device=self._analyst.device,
            ms=clock.ms,
            problems=tuple(p.message for p in analysis.photos if isinstance(p, PhotoError)),
            ranking=Ranking(tuple(each.sku for each in found.candidates), found.similarities),
        )

    def _rule_of_model(self, kind: QueryKind) -> DecisionRule | None:
        return self._analyst.model.rules.get(kind)

    def _verdict(self, kind: QueryKind, found: Found) -> tuple[Verdict, Reason]:
        if not found.similarities:
            empty = len(self._gallery) == 0
            reason = Reason.CATALOGUE_EMPTY if empty else Reason.NOTHING_FOUND
            return Verdict.NOT_IN_CATALOGUE, reason
        if kind is QueryKind.TEXT:
            return Verdict.UNSURE, Reason.TEXT_ONLY
        return found.judged.verdict(found.similarities)


def _raise_if_nothing_readable(query: Query, analysis: QueryAnalysis) -> None:
    errors = [photo for photo in analysis.photos if isinstance(photo, PhotoError)]
    if query.photos and len(errors) == len(query.photos) and not query.text.strip():
        raise NoPhotoReadableError(errors)
