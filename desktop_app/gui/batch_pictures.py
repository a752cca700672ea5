"""Photos of a batch on the screen: read when they are seen, the newest wish first.

They are the person's own files, so the vision worker makes copies of them and only those are
decoded here. Ten thousand rows scroll past faster than photos can be read: wishes of rows that
are no longer looked at are dropped.
"""

from __future__ import annotations

from collections import OrderedDict
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from desktop_app.core.analysis import PhotoAnalysis, PhotoInput
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.thumbnails import read_picture

if TYPE_CHECKING:
    from desktop_app.services.batch_review import BatchReview

MOST_WISHES = 40
"""More rows than that nobody sees at once."""
AT_ONCE = 2
LARGE_PX = 1600
SMALL_PX = 128


class RowPictures(QObject):
    """The photos of one batch in one size; the least recently shown go first.

    Args:
        review: reads the photos.
        longest_px: most pixels of the longest side.
        most: pictures that are kept.
        urgent: whether a person waits for them.
        parent: owner.
    """

    loaded = Signal(int)  # number of the row

    def __init__(
        self,
        review: BatchReview,
        longest_px: int,
        most: int,
        *,
        urgent: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._review, self._longest_px, self._most = review, longest_px, most
        self._urgent = urgent
        self._tasks = TaskRunner("batch pictures", workers=AT_ONCE, parent=self)
        self._batch = 0
        self.clear()

    def clear(self) -> None:
        """Another batch: nothing of the one before is shown any more."""
        self._batch += 1
        self._kept: OrderedDict[int, QPixmap] = OrderedDict()
        self._wishes: OrderedDict[int, PhotoInput] = OrderedDict()
        self._running: set[int] = set()
        self._missing: set[int] = set()

    def get(self, number: int, photo: PhotoInput | None) -> QPixmap | None:
        """The picture of row *number* if it is at hand, else None and `loaded` follows."""
        pixmap = self._kept.get(number)
        if pixmap is not None:
            self._kept.move_to_end(number)
        elif photo is not None and number not in self._running | self._missing:
            self._wishes[number] = photo
            self._wishes.move_to_end(number)
            while len(self._wishes) > MOST_WISHES:
                self._wishes.popitem(last=False)
            self._read_next()
        return pixmap

    def is_missing(self, number: int) -> bool:
        """Whether the photo was looked for in vain."""
        return number in self._missing

    def close(self) -> None:
        self._wishes.clear()
        self._tasks.close()

    def _read_next(self) -> None:
        while self._wishes and len(self._running) < AT_ONCE:
            number, photo = self._wishes.popitem()
            self._running.add(number)
            work = partial(_read, self._review, photo, self._longest_px, urgent=self._urgent)
            batch = self._batch
            self._tasks.submit(
                work, partial(self._keep, batch, number), partial(self._give_up, batch, number)
            )

    def _keep(self, batch: int, number: int, image: QImage) -> None:
        if batch != self._batch:
            return
        self._running.discard(number)
        if image.isNull():
            self._missing.add(number)
        else:
            self._kept[number] = QPixmap.fromImage(image)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        self._read_next()
        self.loaded.emit(number)

    def _give_up(self, batch: int, number: int, error: BaseException) -> None:
        del error  # already in the log if it is ours; the place of the picture stays empty
        self._keep(batch, number, QImage())


def _read(review: BatchReview, photo: PhotoInput, longest_px: int, *, urgent: bool) -> QImage:
    read = review.picture(photo, urgent=urgent)
    is_small = longest_px <= SMALL_PX and photo.box is None
    copy = read.thumbnail if is_small else read.picture
    if copy is None:
        return QImage()
    if photo.box is None:
        return read_picture(copy, longest_px)
    return _part(read_picture(copy, LARGE_PX), read, photo, longest_px)


def _part(image: QImage, read: PhotoAnalysis, photo: PhotoInput, longest_px: int) -> QImage:
    """The box that the question is about."""
    box, scale = photo.box, image.width() / max(1, read.width)
    if box is None or image.isNull():
        return image
    area = QRect(
        round(box.x * scale),
        round(box.y * scale),
        max(1, round(box.width * scale)),
        max(1, round(box.height * scale)),
    )
    part = image.copy(area & image.rect())
    if max(part.width(), part.height()) <= longest_px:
        return part
    return _shrunk(part, longest_px)


def _shrunk(image: QImage, longest_px: int) -> QImage:
    if image.width() >= image.height():
        return image.scaledToWidth(longest_px, Qt.TransformationMode.SmoothTransformation)
    return image.scaledToHeight(longest_px, Qt.TransformationMode.SmoothTransformation)
