"""Inquiries: what the program could not answer, kept until somebody who knows has said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.access import Right
from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.errors import CatalogueError
from desktop_app.core.inquiry import Closing, Inquiry, InquiryPhoto, NewInquiry
from desktop_app.core.json_text import json_text
from desktop_app.core.messages import MessageId, Translate, same
from desktop_app.core.types import Answer, ProductCode, QueryKind
from desktop_app.services.answer_json import answer_object
from desktop_app.services.guard import OPEN_GUARD, Guard
from desktop_app.services.inquiry_export import inquiry_files, write_files
from desktop_app.services.lookup import LookupOutcome
from desktop_app.services.teaching import Teaching


@dataclass(frozen=True, slots=True)
class InquiryDraft:
    """What a person wants to keep of a question; without `with_photos` no picture is kept."""

    text: str = ""
    note: str = ""
    code: ProductCode | None = None
    with_photos: bool = True


class Inquiries:
    """Saves, lists and closes inquiries; safe to call from several threads.

    Everybody may ask. What answers an inquiry, opens it again or deletes it raises `UserError`
    where the guard says that the person may not.
    """

    def __init__(
        self, repository: CatalogRepository, teaching: Teaching, *, guard: Guard = OPEN_GUARD
    ) -> None:
        self._repository = repository
        self._teaching = teaching
        self._guard = guard

    def save(self, outcome: LookupOutcome, draft: InquiryDraft) -> int:
        """Keep the question of *outcome* with the answer as it was; the id of the inquiry.

        Words come from *draft* alone, and the names of photo files are left out: in a hospital
        either may name a patient.

        Raises:
            CatalogueError: the catalogue cannot be written.
        """
        answer = replace(outcome.answer, text=draft.text, problems=())
        return self._repository.save_inquiry(
            NewInquiry(
                answer,
                json_text(answer_object(answer, ())),
                draft.text,
                draft.note,
                draft.code,
                _photos(outcome) if draft.with_photos else (),
            ),
            self._teaching.person,
        )

    def page(self, limit: int, offset: int = 0, *, is_open: bool | None = None) -> list[Inquiry]:
        """Inquiries, newest first: the open ones, the closed ones, or all (None)."""
        return self._repository.inquiries(limit, offset, is_open=is_open)

    def photos(self, inquiry_id: int) -> list[InquiryPhoto]:
        """Photos kept with an inquiry, in their order."""
        return self._repository.inquiry_photos(inquiry_id)

    def export(
        self, inquiry_id: int, target: Path, translate: Translate = same, words: Translate = same
    ) -> None:
        """Write an inquiry for somebody to answer; `inquiry_export` says what and how.

        Raises:
            CatalogueError: the inquiry is gone.
            UserError: *target* cannot be written.
        """
        inquiry = self._found(inquiry_id)
        write_files(inquiry_files(inquiry, self.photos(inquiry_id), translate, words), target)

    def close_as_product(self, inquiry_id: int, product_id: int) -> Inquiry:
        """It is this product: its photos become references, its code a code of the product.

        A code that belongs to a product by now stays where it is.

        Raises:
            CatalogueError: inquiry or product is gone, or the catalogue cannot be written.
            PhotoError: the model cannot read a stored photo.
        """
        self._guard.require(Right.TEACH)
        inquiry = self._open(inquiry_id)
        taught = [*self._teach_photos(inquiry, product_id), *self._teach_code(inquiry, product_id)]
        closed = self._repository.close_inquiry(
            inquiry_id,
            Closing.PRODUCT,
            self._teaching.person,
            product_id=product_id,
            lessons=taught,
        )
        if not closed:
            self._teaching.withdraw(taught)
        return self._found(inquiry_id)

    def close_as_unknown(self, inquiry_id: int) -> Inquiry:
        """Nobody knows what it is.

        Raises:
            CatalogueError: the inquiry is gone, or the catalogue cannot be written.
        """
        self._guard.require(Right.TEACH)
        self._open(inquiry_id)
        self._repository.close_inquiry(inquiry_id, Closing.UNKNOWN, self._teaching.person)
        return self._found(inquiry_id)

    def reopen(self, inquiry_id: int) -> Inquiry:
        """Open a closed inquiry again, and take back what closing it taught.

        Raises:
            CatalogueError: the inquiry is gone, or the catalogue cannot be written.
        """
        self._guard.require(Right.TEACH)
        inquiry = self._found(inquiry_id)
        self._teaching.withdraw(inquiry.lessons)
        self._repository.reopen_inquiry(inquiry_id)
        return self._found(inquiry_id)

    def delete(self, inquiry_id: int) -> None:
        """Delete an inquiry so that no byte of it is left; what it taught stays.

        Raises:
            CatalogueError: the catalogue cannot be written.
        """
        self._guard.require(Right.ERASE)
        self._repository.delete_inquiry(inquiry_id)

    def _found(self, inquiry_id: int) -> Inquiry:
        inquiry = self._repository.inquiry(inquiry_id)
        if inquiry is None:
            raise CatalogueError(MessageId.INQUIRY_GONE)
        return inquiry

    def _open(self, inquiry_id: int) -> Inquiry:
        inquiry = self._found(inquiry_id)
        if inquiry.closing is not None:
            raise CatalogueError(MessageId.INQUIRY_GONE)
        return inquiry

    def _teach_photos(self, inquiry: Inquiry, product_id: int) -> Sequence[int]:
        photos = tuple(map(_analysis, self.photos(inquiry.inquiry_id)))
        # Without the model's name the photos are embedded anew: they were kept without vectors.
        answer = Answer(inquiry.verdict, inquiry.reason, QueryKind.PHOTO, ())
        return self._teaching.teach(LookupOutcome(answer, photos), product_id).taught_ids

    def _teach_code(self, inquiry: Inquiry, product_id: int) -> Sequence[int]:
        if inquiry.code is None:
            return ()
        try:
            return self._teaching.attach_code(inquiry.code, product_id).taught_ids
        except CatalogueError as error:
            if error.message.id in (MessageId.CODE_TAKEN, MessageId.CODE_KNOWN):
                return ()
            raise


def _photos(outcome: LookupOutcome) -> tuple[InquiryPhoto, ...]:
    read = (photo for photo in outcome.photos if isinstance(photo, PhotoAnalysis))
    return tuple(
        InquiryPhoto(
            photo.source_sha256,
            photo.width,
            photo.height,
            photo.picture,
            photo.thumbnail or photo.picture,
        )
        for photo in read
        if photo.picture is not None
    )


def _analysis(photo: InquiryPhoto) -> PhotoAnalysis:
    return PhotoAnalysis(
        photo.source_sha256[:8],
        photo.source_sha256,
        photo.width,
        photo.height,
        picture=photo.picture,
        thumbnail=photo.thumbnail,
    )
