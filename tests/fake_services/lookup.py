"""Lookups: the test decides what is answered, and when."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QImage

from desktop_app.core.analysis import AnalysisRequest, PhotoAnalysis, PhotoInput, QueryAnalysis
from desktop_app.core.errors import NoPhotoReadableError, PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Answer
from desktop_app.services.lookup import LookupOutcome, Query
from tests.fake_services.answers import answer_for
from tests.fake_services.catalogue import FakeCatalogue
from tests.fake_services.pictures import jpeg


class FakeLookup:
    """Answers at once, or when the test says so: see `hold`."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.person = ""
        self.queries: list[Query] = []
        self.dropped: list[str] = []
        self.answer: Callable[[Query], Answer] = self._standard
        self._gates: dict[str, threading.Event] = {}

    def hold(self, text: str) -> threading.Event:
        """A query with these words waits until the returned event is set."""
        self._gates[text] = threading.Event()
        return self._gates[text]

    def lookup(
        self,
        query: Query,
        *,
        top_k: int = 10,
        urgent: bool = True,
        superseded: Callable[[], bool] = lambda: False,
    ) -> LookupOutcome:
        self.queries.append(query)
        gate = self._gates.get(query.text)
        if gate is not None:
            gate.wait(10)
        if superseded():
            self.dropped.append(query.text)
        photos = tuple(read_photo(photo) for photo in query.photos)
        broken = [photo for photo in photos if isinstance(photo, PhotoError)]
        if broken and len(broken) == len(photos) and not query.text:
            raise NoPhotoReadableError(broken)
        answer = replace(self.answer(query), only=query.only)
        return LookupOutcome(replace(answer, problems=tuple(b.message for b in broken)), photos)

    def _standard(self, query: Query) -> Answer:
        words = query.text.lower().split()
        found = [p for p in self._catalogue.all if all(w in p.name.lower() for w in words)]
        return answer_for(found or self._catalogue.all, text=query.text)


def read_photo(photo: PhotoInput) -> PhotoAnalysis | PhotoError:
    if photo.path is not None and not photo.path.is_file():
        return PhotoError(MessageId.PHOTO_MISSING, name=photo.name)
    data = (
        photo.data if photo.data is not None else (photo.path.read_bytes() if photo.path else b"")
    )
    image = QImage.fromData(data)
    if image.isNull():
        return PhotoError(MessageId.PHOTO_UNREADABLE, name=photo.name)
    picture = jpeg(image)
    sha = hashlib.sha256(data).hexdigest()
    return PhotoAnalysis(
        photo.name, sha, image.width(), image.height(), picture=picture, thumbnail=picture
    )


def analyse_query(photos, text: str, request: AnalysisRequest) -> QueryAnalysis:
    return QueryAnalysis(None, tuple(read_photo(photo) for photo in photos), {})
