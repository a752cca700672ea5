"""The form of one product: every field, every attribute, and its photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.product_table import ListedProduct
from desktop_app.core.scanner import Scan
from desktop_app.gui.data_table import attribute_words
from desktop_app.gui.form_sheet import FormSheet
from desktop_app.gui.formats import moment
from desktop_app.gui.incoming import PHOTO_SUFFIXES
from desktop_app.gui.messages import Notice
from desktop_app.gui.product_fields import FieldForm, field_titles
from desktop_app.gui.product_photos import ProductPhotos
from desktop_app.gui.scanned_codes import with_code
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row
from desktop_app.services.product_state_changes import FIELDS, cells_of

SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")


class ProductEditor(FormSheet):
    """Says what is to be saved; photos are saved at once, each step can be taken back."""

    saved = Signal(object)  # dict of field and text, those that changed
    photos_ordered = Signal(object)  # tuple of SHA-256
    photos_added = Signal(object)  # tuple of PhotoInput

    def __init__(
        self,
        product: ListedProduct | None,
        pictures: PictureLoader,
        path_of: PathOf,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, 680, parent)
        self.listed = product
        self.title, self.facts = label("title", wrap=True), label("muted", wrap=True)
        self.form = FieldForm()
        self.photos = ProductPhotos(pictures, path_of)
        self.photos_title, self.photos_hint = label("section"), label("muted", wrap=True)
        self.add_photos_button = button("photo_add")
        self.left_button, self.right_button = button("step_back"), button("step_forward")
        self.remove_button = button("remove")
        self.attribute_name, self.attribute_text = QLineEdit(), QLineEdit()
        self.attribute_title = label("section")
        self.save_button, self.cancel_button = button("save", "primary"), button()
        self._fill()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.form.fields["sku" if product is None else "name"].edit.setFocus()

    def take_scan(self, scan: Scan) -> None:
        """A code that is scanned while the form is open is the product's, wherever the focus is."""
        barcode = self.form.fields["barcode"].edit
        barcode.setText(with_code(barcode.text(), scan))
        barcode.setFocus()

    def _fill(self) -> None:
        cells = cells_of(self.listed.product) if self.listed else dict.fromkeys(FIELDS, "")
        for name in FIELDS:
            self.form.add(name, cells[name])
        for name in cells:
            if name not in FIELDS:
                self.form.add(name, cells[name], attribute_words(name))
        if self.listed is not None:
            self.photos.show_photos(self.listed.product.photos)

    def _lay_out(self) -> None:
        moving = (self.left_button, self.right_button, self.remove_button)
        tools = row(self.add_photos_button, *moving, None)
        photos = QWidget()
        photos.setLayout(column(self.photos_title, self.photos, tools, self.photos_hint, gap=6))
        photos.setVisible(self.listed is not None)
        more = row(self.attribute_name, self.attribute_text)
        more.setStretch(1, 1)
        head = column(self.title, self.facts, gap=4)
        own = column(self.attribute_title, more, gap=6)
        body = column(head, self.error, photos, self.form, own, None, gap=GAP_L)
        self.set_content(body, row(None, self.cancel_button, self.save_button, gap=GAP))

    def _connect(self) -> None:
        for keys in SAVE_KEYS:
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        self.photos.ordered.connect(self.photos_ordered)
        self.photos.dropped.connect(self.photos_added)
        self.photos.currentRowChanged.connect(self._show_photo_state)
        self.add_photos_button.clicked.connect(self._ask_for_photos)
        self.left_button.clicked.connect(lambda: self.photos.move_current(-1))
        self.right_button.clicked.connect(lambda: self.photos.move_current(1))
        self.remove_button.clicked.connect(self.photos.remove_current)

    def complete_with(self, values: Mapping[str, Sequence[str]]) -> None:
        """Offer what stands in other products."""
        self.form.complete_with(values)

    def cells(self) -> dict[str, str]:
        """What was changed, by the names of import columns."""
        cells = self.form.changed()
        name = self.attribute_name.text().strip()
        if name and self.attribute_text.text().strip():
            cells[name] = self.attribute_text.text()
        return cells

    def save(self) -> None:
        if not self.save_button.isEnabled() or not self.form.is_sound():
            return
        cells = self.cells()
        if not cells:
            self.accept()
            return
        self.save_button.setEnabled(False)
        self.saved.emit(cells)

    def typed(self) -> dict[str, str]:
        if not self.save_button.isEnabled():
            return {}
        more = {"name": self.attribute_name.text(), "text": self.attribute_text.text()}
        return self.form.changed() | {f"+{part}": text for part, text in more.items() if text}

    def show_listed(self, product: ListedProduct) -> None:
        """The product as it is now: its photos changed; what was typed stays."""
        self.listed = product
        self.photos.show_photos(product.product.photos)
        self.retranslate()

    def show_notice(self, notice: Notice) -> None:
        """Why it was not saved; what was typed stays."""
        self.save_button.setEnabled(True)
        super().show_notice(notice)

    def _ask_for_photos(self) -> None:
        patterns = " ".join(f"*{suffix}" for suffix in sorted(PHOTO_SUFFIXES))
        words = self.tr("Photos ({list})").format(list=patterns)
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add photos"), "", words)
        if names:
            self.photos_added.emit(tuple(PhotoInput.from_path(Path(name)) for name in names))

    def _show_photo_state(self) -> None:
        current, count = self.photos.currentRow(), self.photos.count()
        self.left_button.setEnabled(current > 0)
        self.right_button.setEnabled(0 <= current < count - 1)
        self.remove_button.setEnabled(0 <= current < count)

    def retranslate(self) -> None:
        new = self.listed is None
        name = self.listed.product.name if self.listed else self.tr("New product")
        self.setWindowTitle(self.tr("New product") if new else self.tr("Product"))
        self.title.setText(name)
        self.facts.setText(self._facts())
        self.form.rename(
            field_titles() | {n: attribute_words(n) for n in self.form.fields if n not in FIELDS}
        )
        self.form.fields["price"].edit.setPlaceholderText("12.50")
        self.form.fields["currency"].edit.setPlaceholderText("EUR")
        self.photos_title.setText(self.tr("Photos"))
        self.photos_hint.setText(
            self.tr("Drop photos into the row, drag them into order. Photos are saved at once.")
        )
        self.attribute_title.setText(self.tr("A further attribute"))
        self.attribute_name.setPlaceholderText(self.tr("Name: colour"))
        self.attribute_name.setAccessibleName(self.tr("Name of a further attribute"))
        self.attribute_text.setPlaceholderText(self.tr("What it is"))
        self.attribute_text.setAccessibleName(self.tr("Text of the further attribute"))
        buttons = (
            (self.add_photos_button, self.tr("Add photos…"), ""),
            (self.left_button, self.tr("To the left"), "Alt+←"),
            (self.right_button, self.tr("To the right"), "Alt+→"),
            (self.remove_button, self.tr("Take out"), "Del"),
            (self.cancel_button, self.tr("Close"), "Esc"),
        )
        for made, text, keys in buttons:
            made.setText(text)
            name_control(made, text, keys)
        name_control(self.left_button, self.tr("Move the photo to the left"), "Alt+←")
        name_control(self.right_button, self.tr("Move the photo to the right"), "Alt+→")
        name_control(self.remove_button, self.tr("Take the photo out of the product"), "Del")
        save = self.tr("Save the product")
        self.save_button.setText(f"{save}   Ctrl+Enter")
        name_control(self.save_button, save, "Ctrl+Enter")
        self._show_photo_state()

    def _facts(self) -> str:
        if self.listed is None:
            return self.tr("It can be found as soon as it is saved.")
        person = self.listed.changed_by or "–"
        at = moment(self.listed.changed_at)
        words = self.tr("Photos: {photos}. Changed {moment} by {person}.")
        photos = QLocale().toString(len(self.listed.product.photos))
        text = words.format(photos=photos, moment=at, person=person)
        if self.listed.withdrawn:
            text += " " + self.tr("It is withdrawn: kept, but found no more.")
        return text
