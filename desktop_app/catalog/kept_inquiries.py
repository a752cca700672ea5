"""Questions that nobody could answer yet, and how they ended."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.catalog import (
    inquiries,
)
from desktop_app.catalog.erasure import (
    erase_inquiry_from_copies,
)
from desktop_app.catalog.kept import Kept
from desktop_app.core.inquiry import Closing, Inquiry, InquiryPhoto, NewInquiry


class KeptInquiries(Kept):
    """Questions that nobody could answer yet, and how they ended."""

    def save_inquiry(self, inquiry: NewInquiry, person: str) -> int:
        """Keep an inquiry; its id."""
        with self._database.write() as session:
            return inquiries.save(session, inquiry, person, self._clock())

    def inquiries(
        self, limit: int, offset: int = 0, *, is_open: bool | None = None
    ) -> list[Inquiry]:
        """Inquiries, newest first: the open ones, the closed ones, or all (None)."""
        with self._database.read() as session:
            return inquiries.page(session, limit, offset, is_open=is_open)

    def inquiry(self, inquiry_id: int) -> Inquiry | None:
        with self._database.read() as session:
            return inquiries.one(session, inquiry_id)

    def inquiry_photos(self, inquiry_id: int) -> list[InquiryPhoto]:
        with self._database.read() as session:
            return inquiries.photos(session, inquiry_id)

    def close_inquiry(
        self,
        inquiry_id: int,
        closing: Closing,
        person: str,
        *,
        product_id: int | None = None,
        lessons: Sequence[int] = (),
    ) -> bool:
        """Close an inquiry; whether it was there and open."""
        with self._database.write() as session:
            now = self._clock()
            return inquiries.close(
                session, inquiry_id, closing, person, now, product_id=product_id, lessons=lessons
            )

    def reopen_inquiry(self, inquiry_id: int) -> None:
        """Forget how an inquiry ended."""
        with self._database.write() as session:
            inquiries.reopen(session, inquiry_id)

    def delete_inquiry(self, inquiry_id: int) -> bool:
        """Delete an inquiry so that no byte of it is left; whether it was there."""
        with self._database.write() as session:
            gone = inquiries.delete(session, inquiry_id)
        if gone:
            erase_inquiry_from_copies(self._database.file, inquiry_id)
            self._database.compact()
        return gone
