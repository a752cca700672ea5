"""The dialog that saves an inquiry: what goes with it is seen before it is kept."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QWidget

from desktop_app.core.types import ProductCode
from desktop_app.gui.form_sheet import FormSheet
from desktop_app.gui.next_steps import shown_product_code
from desktop_app.gui.photo_strip import Picture
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.widgets import GAP, GAP_L, button, column, label, name_control, row
from desktop_app.services.inquiries import InquiryDraft

SAVE_KEYS = ("Ctrl+Return", "Ctrl+Enter")
PHOTO_PX = 96
MOST_PHOTOS = 5
WIDTH_PX = 560


class InquiryDialog(FormSheet):
    """Asks what an expert should know. *private*: no picture and no word is kept by itself."""

    saved = Signal(object)  # InquiryDraft

    def __init__(
        self,
        photos: Sequence[Picture],
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        text: str = "",
        code: ProductCode | None = None,
        private: bool = False,
    ) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._pictures, self._code, self._private = pictures, code, private
        self.title, self.hint = label("title"), label("muted", wrap=True)
        self.words_title, self.note_title = QLabel(), QLabel()
        self._known = "" if private else text
        self.words, self.note = QLineEdit(self._known), QPlainTextEdit()
        self.code = label("strong", selectable=True)
        self.with_photos = QCheckBox()
        self.privacy = label("small", wrap=True)
        self._photos = {("small", p.key): self._photo(p) for p in photos[:MOST_PHOTOS]}
        self.save_button, self.cancel_button = button("save", "primary"), button()
        self._lay_out()
        self._connect()
        self.retranslate()
        self.note.setFocus()

    def _lay_out(self) -> None:
        has_photos = bool(self._photos)
        self.with_photos.setChecked(has_photos and not self._private)
        self.with_photos.setVisible(has_photos)
        self.privacy.setVisible(has_photos and self._private)
        self.code.setVisible(self._code is not None)
        self.words_title.setBuddy(self.words)
        self.note_title.setBuddy(self.note)
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(96)
        buttons = row(None, self.cancel_button, self.save_button, gap=GAP)
        photos = row(*self._photos.values(), None, gap=GAP)
        head = column(self.title, self.hint, gap=4)
        kept = column(self.with_photos, self.privacy, gap=4)
        note = column(self.note_title, self.note, gap=4)
        words = column(self.words_title, self.words, gap=4)
        asked = (photos, kept, self.code, note, words)
        self.set_content(column(head, self.error, *asked, None, gap=GAP_L), buttons)

    def _photo(self, picture: Picture) -> QLabel:
        made = QLabel()
        made.setFixedSize(PHOTO_PX, PHOTO_PX)
        made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        made.setProperty("role", "picture")
        self._pictures.request(("small", picture.key), picture.small, 256)
        return made

    def _connect(self) -> None:
        for keys in SAVE_KEYS:
            QShortcut(QKeySequence(keys), self).activated.connect(self.save)
        self.note.installEventFilter(self)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        self._pictures.loaded.connect(self._show_photo)
        for key in self._photos:
            self._show_photo(key)

    def typed(self) -> dict[str, str]:
        words, note = self.words.text(), self.note.toPlainText()
        known = ("", self._known)  # words that were taken out are no loss
        return ({} if words in known else {"words": words}) | ({"note": note} if note else {})

    def save(self) -> None:
        """Keep the inquiry; the dialog closes at once, trouble is said on the page."""
        if self.result() == QDialog.DialogCode.Accepted:
            return
        draft = InquiryDraft(
            self.words.text().strip(),
            self.note.toPlainText().strip(),
            self._code,
            with_photos=self.with_photos.isChecked(),
        )
        self.accept()
        self.saved.emit(draft)

    @Slot(object)
    def _show_photo(self, key: object) -> None:
        holder = self._photos.get(key)  # type: ignore[call-overload]  # any key may come
        pixmap = self._pictures.get(key) if holder is not None else None
        if pixmap is not None:
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            holder.setPixmap(pixmap.scaled(PHOTO_PX - 8, PHOTO_PX - 8, keep, smooth))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Ask somebody who knows"))
        self.title.setText(self.tr("Ask somebody who knows"))
        self.hint.setText(
            self.tr("The question is kept with the answer as it was. It can be sent as a file.")
        )
        self.with_photos.setText(self.tr("Keep the photos with the inquiry"))
        self.with_photos.setAccessibleName(self.with_photos.text())
        self.privacy.setText(
            self.tr("This workplace keeps no pictures. Attach them only if they name nobody.")
        )
        if self._code is not None:
            code = shown_product_code(self._code)
            self.code.setText(self.tr("Code: {code}").format(code=code))
        self.note_title.setText(self.tr("What should the other person know?"))
        self.note.setPlaceholderText(
            self.tr("Where it was found, what it is used for, who needs it")
        )
        self.note.setAccessibleName(self.note_title.text())
        self.words_title.setText(self.tr("Words of the question"))
        self.words.setAccessibleName(self.words_title.text())
        save = self.tr("Save the inquiry")
        self.save_button.setText(f"{save}   Ctrl+Enter")
        self.cancel_button.setText(self.tr("Cancel"))
        name_control(self.save_button, save, "Ctrl+Enter")
        name_control(self.cancel_button, self.tr("Cancel"), "Esc")
        for position, photo in enumerate(self._photos.values(), 1):
            photo.setAccessibleName(self.tr("Photo {n}").format(n=position))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The note keeps Ctrl+Enter to itself; here it saves, as everywhere else."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if with_control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.save()
                return True
        return super().eventFilter(watched, event)
