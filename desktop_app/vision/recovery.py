"""What becomes of the photos when the worker dies amid them: exactly the bad one is named.

A photo is blamed only after it has killed a fresh worker alone: the worker may have been killed
by something else, or by what an earlier photo did to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias, TypeVar

from desktop_app.core.analysis import AnalysisRequest, PhotoAnalysis, PhotoInput, QueryAnalysis
from desktop_app.core.errors import BugError, PhotoError, UserError
from desktop_app.core.explanation import Contrast, Explanation
from desktop_app.core.messages import MessageId
from desktop_app.core.shared_print import SharedPrint
from desktop_app.core.types import Embedding
from desktop_app.vision import wire
from desktop_app.vision.supervisor import EngineFailedError
from desktop_app.vision.worker_child import ChildLostError
from desktop_app.vision.worker_setup import (
    AnalyseBatch,
    AnalyseQuery,
    ComparePrints,
    ContrastPhotos,
    EmbedTexts,
    ExplainPair,
    Request,
)

Call: TypeAlias = Callable[[Request], wire.Reply]
_Outcome: TypeAlias = PhotoAnalysis | PhotoError
_Reply = TypeVar("_Reply")


class Recovery:
    """Puts requests to the worker and lives through its death.

    *call* raises `ChildLostError` or `EngineFailedError`, and works again afterwards.
    """

    def __init__(self, call: Call, photo_timeout_s: float) -> None:
        self._call = call
        self._photo_timeout_s = photo_timeout_s

    def analyse(self, photos: Sequence[PhotoInput], request: AnalysisRequest) -> list[_Outcome]:
        """An outcome for each photo, in order."""
        if not photos:
            return []
        try:
            return list(self._photos(photos, request))
        except ChildLostError as error:
            slow = _slow_photo(error, len(photos))
        except EngineFailedError:
            slow = None
        if slow is None:
            return [self._alone(photo, request) for photo in photos]
        rest = self.analyse([*photos[:slow], *photos[slow + 1 :]], request)
        return [*rest[:slow], self._too_slow(photos[slow]), *rest[slow:]]

    def analyse_query(
        self, photos: Sequence[PhotoInput], text: str, request: AnalysisRequest
    ) -> QueryAnalysis:
        """Photos and words as one query, without the photos that kill the worker.

        Raises:
            UserError: the worker dies of the query as a whole.
        """
        try:
            return _expect(QueryAnalysis, self._call(AnalyseQuery(tuple(photos), text, request)))
        except (ChildLostError, EngineFailedError) as error:
            slow = _slow_photo(error, len(photos)) if isinstance(error, ChildLostError) else None
        checked = [
            self._too_slow(photo) if number == slow else self._alone(photo, request)
            for number, photo in enumerate(photos)
        ]
        good = [
            photo
            for photo, outcome in zip(photos, checked, strict=True)
            if isinstance(outcome, PhotoAnalysis)
        ]
        query = self._twice(AnalyseQuery(tuple(good), text, request))
        return _with_problems(_expect(QueryAnalysis, query), checked)

    def embed_texts(self, texts: Sequence[str]) -> Embedding:
        """Embeddings of texts.

        Raises:
            UserError: the worker dies of them, or the model cannot be run.
        """
        return _expect(wire.Texts, self._twice(EmbedTexts(tuple(texts)))).embeddings

    def explain(self, request: ExplainPair) -> Explanation:
        """Why two photos are alike.

        Raises:
            PhotoError: one of them cannot be read.
            UserError: the worker dies of them, or the model cannot be run.
        """
        return _expect(Explanation, _readable(self._twice(request)))

    def contrast(self, request: ContrastPhotos) -> Contrast:
        """Where two photos differ in what they have in common with a third.

        Raises:
            PhotoError: one of them cannot be read.
            UserError: the worker dies of them, or the model cannot be run.
        """
        return _expect(Contrast, _readable(self._twice(request)))

    def compare_prints(self, request: ComparePrints) -> tuple[SharedPrint, ...]:
        """How much print the photos share.

        Raises:
            UserError: the worker dies of them.
        """
        shared = _expect(wire.Prints, self._twice(request)).shared
        if len(shared) != len(request.references):
            raise BugError("the worker answered for another number of photos")
        return shared

    def _photos(
        self, photos: Sequence[PhotoInput], request: AnalysisRequest
    ) -> tuple[_Outcome, ...]:
        reply = _expect(wire.Photos, self._call(AnalyseBatch(tuple(photos), request)))
        if len(reply.photos) != len(photos):
            raise BugError("the worker answered for another number of photos")
        return reply.photos

    def _alone(self, photo: PhotoInput, request: AnalysisRequest) -> _Outcome:
        try:
            return self._photos([photo], request)[0]
        except ChildLostError as error:
            if error.timed_out:
                return self._too_slow(photo)
            return PhotoError(MessageId.PHOTO_CRASHED_READER, name=photo.name)
        except EngineFailedError:
            return PhotoError(MessageId.MODEL_OUTPUT, name=photo.name)

    def _too_slow(self, photo: PhotoInput) -> PhotoError:
        seconds = f"{self._photo_timeout_s:g}"
        return PhotoError(MessageId.PHOTO_TIMED_OUT, name=photo.name, seconds=seconds)

    def _twice(self, request: Request) -> wire.Reply:
        try:
            return self._call(request)
        except ChildLostError:
            pass
        except EngineFailedError as error:
            raise UserError(MessageId.WORKER_FAILED, reason=str(error)) from error
        try:
            return self._call(request)
        except (ChildLostError, EngineFailedError) as error:
            raise UserError(MessageId.WORKER_FAILED, reason=str(error)) from error


def _slow_photo(error: ChildLostError, n_photos: int) -> int | None:
    """Number of the photo that the worker was waited for in vain, if that is known."""
    if not error.timed_out or error.step is None or error.left_gpu:
        return None
    if n_photos == 1:
        return 0
    number = error.step.photo
    return number if number is not None and 0 <= number < n_photos else None


def _with_problems(query: QueryAnalysis, checked: Sequence[_Outcome]) -> QueryAnalysis:
    """The answer for the good photos, with the bad ones back in their places."""
    read = iter(query.photos)
    photos = (item if isinstance(item, PhotoError) else next(read) for item in checked)
    return replace(query, photos=tuple(photos))


def _readable(reply: wire.Reply) -> wire.Reply:
    if isinstance(reply, wire.PhotoFailed):
        raise PhotoError(reply.message.id, **dict(reply.message.params))
    return reply


def _expect(kind: type[_Reply], reply: object) -> _Reply:
    if not isinstance(reply, kind):
        raise BugError(f"the worker answered with {type(reply).__name__}")
    return reply
