"""Lookups that go into the history: what was asked, what was answered, by which model, for whom."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.errors import CatalogueError
from desktop_app.core.json_text import json_text
from desktop_app.core.types import Answer, QueryKind
from desktop_app.services.answer_json import answer_object
from desktop_app.services.judged_lookups import kept_ranking
from desktop_app.services.lookup import LookupOutcome, LookupService, Query

_log = logging.getLogger(__name__)


class HistoryWriter(Protocol):
    """Where lookups are remembered."""

    def record_lookup(
        self, answer: Answer, *, answer_json: str, person: str, thumbnail: bytes | None
    ) -> int:
        """Keep one lookup; its id."""


class RememberedLookup:
    """A `LookupService` whose answers are kept in the history.

    Without `keep_pictures` (the hospital profile) what could name a patient stays out of it: the
    picture, the name of its file and the words typed.
    """

    def __init__(
        self,
        service: LookupService,
        history: HistoryWriter,
        person: str,
        scale: Callable[[], str] = str,
    ) -> None:
        """*scale* names the model and the map by which similarities are to be read later."""
        self._service = service
        self._history = history
        self.person = person
        self._scale = scale
        self.keep_pictures = True

    @property
    def service(self) -> LookupService:
        """The same lookup without history, for batches and evaluation."""
        return self._service

    def lookup(
        self,
        query: Query,
        *,
        top_k: int = 10,
        superseded: Callable[[], bool] = lambda: False,
    ) -> LookupOutcome:
        """As `LookupService.lookup`, with the query photos as small pictures; then remember it.

        A history that cannot be written costs no answer: the failure is logged.
        """
        scale = self._scale()
        outcome = self._service.lookup(query, top_k=top_k, copies=True, superseded=superseded)
        if superseded():
            return outcome
        lookup_id = self._remember(query, outcome, scale)
        return replace(outcome, answer=replace(outcome.answer, lookup_id=lookup_id))

    def _ranking(self, answer: Answer, scale: str) -> dict[str, Any]:
        """What a calibration is learned from later: whole rankings of photos without words.

        Not where model or map changed meanwhile: nothing says by which the photo was compared.
        """
        ranking = answer.ranking
        is_whole = not answer.only and not answer.unread and scale == self._scale()
        if ranking is None or not ranking.similarities or not is_whole:
            return {}
        if answer.query_kind is not QueryKind.PHOTO:
            return {}
        return {"ranking": kept_ranking(ranking, scale)}

    def _remember(self, query: Query, outcome: LookupOutcome, scale: str) -> int | None:
        """Id of the entry in the history; None if it could not be written."""
        read = (photo for photo in outcome.photos if isinstance(photo, PhotoAnalysis))
        first = next(read, None)
        asked = outcome.answer if self.keep_pictures else replace(outcome.answer, text="")
        names = [photo.name for photo in query.photos] if self.keep_pictures else []
        answer = answer_object(asked, names) | self._ranking(asked, scale)
        try:
            return self._history.record_lookup(
                asked,
                answer_json=json_text(answer),
                person=self.person,
                thumbnail=first.thumbnail if first and self.keep_pictures else None,
            )
        except CatalogueError as error:
            _log.warning("lookup not kept in the history: %s", error.message.id)
            return None
