"""Photos of a product in the form: dropped in, ordered by dragging or by keys, taken out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.types import Photo
from desktop_app.gui.incoming import read_mime
from desktop_app.gui.thumbnails import PathOf, PictureLoader, square

TILE_PX = 92
_PICTURE_PX = 256
_SHA256 = Qt.ItemDataRole.UserRole


class ProductPhotos(QListWidget):
    """Alt+arrow moves the chosen photo, Delete takes it out; the first one stands for the product.

    Nothing is changed here: the signals say what is wanted.
    """

    ordered = Signal(object)  # tuple of SHA-256
    dropped = Signal(object)  # tuple of PhotoInput

    def __init__(
        self, pictures: PictureLoader, path_of: PathOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pictures, self._path_of = pictures, path_of
        self.setProperty("kind", "rows")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListView.Movement.Snap)
        self.setIconSize(QSize(TILE_PX - 12, TILE_PX - 12))
        self.setGridSize(QSize(TILE_PX, TILE_PX))
        self.setFixedHeight(TILE_PX + 26)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        pictures.loaded.connect(self._loaded)

    def show_photos(self, photos: Sequence[Photo]) -> None:
        """Show *photos*; the chosen place stays."""
        current = self.currentRow()
        self.clear()
        for photo in photos:
            item = QListWidgetItem()
            item.setData(_SHA256, photo.sha256)
            item.setSizeHint(QSize(TILE_PX, TILE_PX))
            self.addItem(item)
            key = ("small", photo.sha256)
            pixmap = self._pictures.request(key, self._path_of(photo.sha256), _PICTURE_PX)
            if pixmap is not None:
                item.setIcon(QIcon(square(pixmap)))
        self.setCurrentRow(min(current, self.count() - 1))
        self.retranslate()

    def order(self) -> tuple[str, ...]:
        """SHA-256 of the photos as they stand."""
        return tuple(str(self.item(n).data(_SHA256)) for n in range(self.count()))

    def move_current(self, by: int) -> None:
        """Move the chosen photo; at an end it stays."""
        row, order = self.currentRow(), list(self.order())
        if 0 <= row < len(order) and 0 <= row + by < len(order):
            order.insert(row + by, order.pop(row))
            self.setCurrentRow(row + by)
            self.ordered.emit(tuple(order))

    def remove_current(self) -> None:
        """Take the chosen photo out of the product."""
        row, order = self.currentRow(), list(self.order())
        if 0 <= row < len(order):
            del order[row]
            self.ordered.emit(tuple(order))

    @Slot(object)
    def _loaded(self, key: object) -> None:
        for number in range(self.count()):
            item = self.item(number)
            if ("small", item.data(_SHA256)) == key:
                pixmap = self._pictures.get(key)
                if pixmap is not None:
                    item.setIcon(QIcon(square(pixmap)))

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Photos; the first one stands for the product"))
        self.setToolTip(self.tr("Drop photos here. Alt+arrow moves a photo, Delete takes it out."))
        for number in range(self.count()):
            words = self.tr("Photo {n} of {total}").format(n=number + 1, total=self.count())
            self.item(number).setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if alt and event.key() in steps:
            self.move_current(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_current()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is self or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.source() is self or event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.source() is self:
            self._drop_own(event)
            return
        photos: tuple[PhotoInput, ...] = read_mime(event.mimeData()).photos
        if photos:
            event.acceptProposedAction()
            self.dropped.emit(photos)

    def _drop_own(self, event: QDropEvent) -> None:
        """Put the dragged photo where it was let go."""
        row, order = self.currentRow(), list(self.order())
        target = self.indexAt(event.position().toPoint()).row()
        target = len(order) - 1 if target < 0 else target
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if 0 <= row < len(order) and target != row:
            order.insert(target, order.pop(row))
            self.setCurrentRow(target)
            self.ordered.emit(tuple(order))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
