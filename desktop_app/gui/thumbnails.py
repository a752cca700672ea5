"""Pictures for the screen: read and scaled off the GUI thread, kept while they are in use.

Only copies that the vision worker wrote (`PhotoStore` files, `PhotoAnalysis` bytes) come here;
a foreign file is never decoded in this process.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPixmap

from desktop_app.gui.tasks import TaskRunner

CACHE_PIXELS = 60_000_000
"""Most pixels that are kept: about 240 MB."""


def square(pixmap: QPixmap) -> QPixmap:
    """The middle of a picture, for small tiles that stand in a row."""
    side = min(pixmap.width(), pixmap.height())
    return pixmap.copy((pixmap.width() - side) // 2, (pixmap.height() - side) // 2, side, side)


def read_picture(source: Path | bytes, longest_px: int) -> QImage:
    """Picture with at most *longest_px* on its longest side; null if it cannot be read."""
    if isinstance(source, Path):
        return _scaled(QImageReader(str(source)), longest_px)
    buffer = QBuffer()
    buffer.setData(QByteArray(source))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return _scaled(QImageReader(buffer), longest_px)


def _scaled(reader: QImageReader, longest_px: int) -> QImage:
    size = reader.size()
    if max(size.width(), size.height()) > longest_px:
        reader.setScaledSize(
            size.scaled(QSize(longest_px, longest_px), Qt.AspectRatioMode.KeepAspectRatio)
        )
    return reader.read()


class PictureLoader(QObject):
    """Loads pictures in the background; the least recently shown go first."""

    loaded = Signal(object)  # key

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = TaskRunner("pictures", workers=2, parent=self)
        self._kept: OrderedDict[object, QPixmap] = OrderedDict()
        self._waiting: set[object] = set()
        self._missing: set[object] = set()
        self._pixels = 0

    def get(self, key: object) -> QPixmap | None:
        """The picture if it is at hand; touches nothing else, so that painting never waits."""
        pixmap = self._kept.get(key)
        if pixmap is not None:
            self._kept.move_to_end(key)
        return pixmap

    def request(self, key: object, source: Path | bytes, longest_px: int) -> QPixmap | None:
        """The picture if it is at hand, else None and `loaded` follows."""
        pixmap = self.get(key)
        if pixmap is None and key not in self._waiting and key not in self._missing:
            self._waiting.add(key)
            self._tasks.submit(
                partial(read_picture, source, longest_px),
                partial(self._keep, key),
                partial(self._give_up, key),
            )
        return pixmap

    def close(self) -> None:
        self._tasks.close()

    def _keep(self, key: object, image: QImage) -> None:
        self._waiting.discard(key)
        if image.isNull():
            self._missing.add(key)
        else:
            self._kept[key] = QPixmap.fromImage(image)
            self._pixels += image.width() * image.height()
            self._forget_oldest()
        self.loaded.emit(key)

    def _forget_oldest(self) -> None:
        while self._pixels > CACHE_PIXELS and len(self._kept) > 1:
            _, pixmap = self._kept.popitem(last=False)
            self._pixels -= pixmap.width() * pixmap.height()

    def _give_up(self, key: object, error: BaseException) -> None:
        del error  # already in the log; the place of the picture stays empty
        self._waiting.discard(key)
        self._missing.add(key)
        self.loaded.emit(key)


PathOf = Callable[[str], Path]
"""From the sha256 of a stored photo to its file."""
