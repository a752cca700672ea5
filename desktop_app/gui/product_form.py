"""The form for a new product; the same rules as for a row of an import."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QWidget

from desktop_app.core.scanner import Scan
from desktop_app.gui.form_sheet import FormSheet
from desktop_app.gui.messages import Notice
from desktop_app.gui.photo_strip import Picture
from desktop_app.gui.scanned_codes import with_code
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    GAP_XL,
    button,
    column,
    label,
    name_control,
    row,
)

COLUMNS = (
    "sku",
    "name",
    "barcode",
    "category",
    "brand",
    "price",
    "currency",
    "stock",
    "location",
)
"""Fields from top to bottom; names as in an import."""

SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")
PHOTO_PX = 96
MOST_PHOTOS = 4


class ProductForm(FormSheet):
    """Asks for the data of a new product. Enter goes on to the next field."""

    saved = Signal(object)  # dict of column name and text

    def __init__(
        self,
        photos: Sequence[Picture],
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, 600, parent)
        self._pictures = pictures
        self._has_photos = bool(photos)
        self.title, self.hint = label("title"), label("muted", wrap=True)
        self.fields = {column_name: QLineEdit() for column_name in COLUMNS}
        self._known = dict.fromkeys(COLUMNS, "")
        self._titles = {column_name: QLabel() for column_name in COLUMNS}
        self._photos = {("small", p.key): self._photo(p) for p in photos[:MOST_PHOTOS]}
        self.save_button, self.cancel_button = button("save", "primary"), button()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.fields["sku"].setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(GAP_XL)
        form.setVerticalSpacing(GAP)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, field in self.fields.items():
            title = self._titles[name]
            title.setBuddy(field)
            title.setFixedHeight(38)
            form.addRow(title, field)
        buttons = row(None, self.cancel_button, self.save_button, gap=GAP)
        photos = row(*self._photos.values(), None, gap=GAP)
        head = column(self.title, self.hint, gap=4)
        body = column(head, photos, self.error, form, None, gap=GAP_L)
        self.set_content(body, buttons)

    def _photo(self, picture: Picture) -> QLabel:
        made = QLabel()
        made.setFixedSize(PHOTO_PX, PHOTO_PX)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setProperty("role", "picture")
        self._pictures.request(("small", picture.key), picture.small, 256)
        return made

    def _connect(self) -> None:
        for field in self.fields.values():
            field.installEventFilter(self)
        for keys in SAVE_KEYS:
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        self._pictures.loaded.connect(self._show_photo)
        for key in self._photos:
            self._show_photo(key)

    def prefill(self, values: Mapping[str, str]) -> None:
        """Put in what is known already; the first empty field gets the focus."""
        self._known |= values
        for name, value in values.items():
            self.fields[name].setText(value)
        next(f for f in self.fields.values() if not f.text()).setFocus()

    def cells(self) -> dict[str, str]:
        return {name: field.text() for name, field in self.fields.items()}

    def typed(self) -> dict[str, str]:
        return {name: text for name, text in self.cells().items() if text != self._known[name]}

    def take_scan(self, scan: Scan) -> None:
        """A code that is scanned while the form is open is the product's, wherever the focus is."""
        barcode = self.fields["barcode"]
        barcode.setText(with_code(barcode.text(), scan))
        barcode.setFocus()

    def save(self) -> None:
        if self.save_button.isEnabled():
            self.show_busy(busy=True)
            self.saved.emit(self.cells())

    def show_busy(self, *, busy: bool) -> None:
        self.save_button.setEnabled(not busy)

    def reject(self) -> None:
        """Close, unless the product is just being saved."""
        if self.save_button.isEnabled():
            super().reject()

    def show_notice(self, notice: Notice) -> None:
        """Why the product was not saved; what was typed stays."""
        self.show_busy(busy=False)
        super().show_notice(notice)

    @Slot(object)
    def _show_photo(self, key: object) -> None:
        holder = self._photos.get(key)  # type: ignore[call-overload]
        pixmap = self._pictures.get(key) if holder is not None else None
        if pixmap is not None:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            holder.setPixmap(pixmap.scaled(PHOTO_PX - 8, PHOTO_PX - 8, keep, smooth))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("New product"))
        self.title.setText(self.tr("New product"))
        with_photos = self.tr("The photos of your question become its first photos.")
        without = self.tr("It has no photo yet; it is found by its words and codes.")
        self.hint.setText(with_photos if self._has_photos else without)
        titles = (
            self.tr("SKU (needed)"),
            self.tr("Name (needed)"),
            self.tr("Barcode number"),
            self.tr("Category"),
            self.tr("Brand"),
            self.tr("Price"),
            self.tr("Currency"),
            self.tr("Stock"),
            self.tr("Place"),
        )
        for name, text in zip(COLUMNS, titles, strict=True):
            self._titles[name].setText(text)
            self.fields[name].setAccessibleName(text)
        self.fields["currency"].setPlaceholderText("EUR")
        save = self.tr("Save the product")
        self.save_button.setText(f"{save}   Ctrl+Enter")
        self.cancel_button.setText(self.tr("Cancel"))
        name_control(self.save_button, save, "Ctrl+Enter")
        name_control(self.cancel_button, self.tr("Cancel"), "Esc")
        for position, photo in enumerate(self._photos.values(), 1):
            photo.setAccessibleName(self.tr("Photo {n}").format(n=position))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not with_control:
                self.focusNextChild()
                return True
        return super().eventFilter(watched, event)
