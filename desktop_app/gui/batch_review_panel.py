"""One row under review: its photo, the first candidates large, and keys for every answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QGridLayout, QWidget

from desktop_app.core.messages import render_parts
from desktop_app.core.types import Candidate
from desktop_app.core.wording import reason_text
from desktop_app.gui.batch_tile import CandidateTile
from desktop_app.gui.batch_words import SIGNS, said_words, state_colours, state_words
from desktop_app.gui.icons import icon_pixmap, refresh_icons
from desktop_app.gui.picture_view import PictureView
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.gui.translator import translate_message, translate_wording
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.widgets import (
    GAP,
    GAP_S,
    button,
    column,
    elided,
    label,
    name_control,
    row,
    set_style,
    sign,
)
from desktop_app.services.batch_run import KEPT_CANDIDATES, BatchRow

OTHER_KEY, ADD_KEY, NONE_KEY, SKIP_KEY = "F3", "F4", "N", "S"
_COLUMNS = 3
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_CONFIRM = {*_ENTER, Qt.Key.Key_F2}
_OURS = {Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_Escape}
"""Keys that the window would take for itself."""


class ReviewPanel(QWidget):
    """Shows a row and says by signals what a person says; knows nothing of what follows."""

    confirmed = Signal()
    picked = Signal(int)  # position of the candidate
    other_asked = Signal()
    add_asked = Signal()
    none_chosen = Signal()
    skipped = Signal()
    taken_back = Signal()
    left = Signal()

    def __init__(
        self,
        pictures: PictureLoader,
        path_of: PathOf,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row: BatchRow | None = None
        self._left = 0
        self.photo = PictureView(theme)
        self.sign, self.verdict = sign("unsure", "warning", 28), label("heading")
        self.name, self.why = elided("muted"), label(wrap=True)
        self.position = label("muted")
        self.tiles = [
            CandidateTile(str(n + 1), pictures, path_of, theme) for n in range(KEPT_CANDIDATES)
        ]
        self.nothing = label("muted", wrap=True)
        self.confirm_button = button("check", "primary")
        self.other_button, self.add_button = button("find"), button("add")
        self.none_button = button()
        self.skip_button, self.back_button = button(), button()
        self.teach = QCheckBox()
        self.teach.setChecked(True)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(GAP)
        for n, tile in enumerate(self.tiles):
            grid.addWidget(tile, n // _COLUMNS, n % _COLUMNS)
        for n in range(_COLUMNS):
            grid.setColumnStretch(n, 1)
        for n in range(2):
            grid.setRowStretch(n, 1)
        grid.addWidget(self.nothing, 0, 0)
        said = row(self.sign, column(self.verdict, self.why, gap=1), gap=GAP)
        said.setStretch(1, 1)
        caption = row(self.name, self.position, gap=GAP)
        caption.setStretch(0, 1)
        photo = column(self.photo, caption, said, self.teach, gap=GAP_S)
        photo.setStretch(0, 1)
        middle = row(photo, grid, gap=20)
        middle.setStretch(0, 2)
        middle.setStretch(1, 3)
        unknown = row(None, self.none_button, self.add_button, gap=GAP_S)
        known = row(None, self.other_button, self.confirm_button, gap=GAP_S)
        buttons = TurningRow(
            row(self.back_button, self.skip_button, None, gap=GAP_S),
            unknown,
            known,
            gap=GAP_S,
            first_grows=True,
        )
        layout = column(middle, buttons, gap=GAP)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.verdict.setMinimumWidth(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        for n, tile in enumerate(self.tiles):
            tile.clicked.connect(lambda _checked=False, n=n: self.picked.emit(n))
        self.confirm_button.clicked.connect(self.confirmed)
        self.other_button.clicked.connect(self.other_asked)
        self.add_button.clicked.connect(self.add_asked)
        self.none_button.clicked.connect(self.none_chosen)
        self.skip_button.clicked.connect(self.skipped)
        self.back_button.clicked.connect(self.taken_back)
        self._theme.changed.connect(self._show_words)

    def show_row(self, row: BatchRow, name: str, left: int, *, can_take_back: bool) -> None:
        """Show *row*; *left* rows are still to be reviewed, this one included."""
        self._row, self._left = row, left
        self.name.setText(name.replace("\n", "  "))
        self.photo.show_picture(None)
        candidates = row.answer.candidates if row.answer else ()
        for n, tile in enumerate(self.tiles):
            tile.setVisible(n < len(candidates))
            if n < len(candidates):
                tile.show_short(candidates[n])
        self.nothing.setVisible(not candidates)
        self.confirm_button.setEnabled(bool(candidates))
        self.back_button.setEnabled(can_take_back)
        self._show_words()
        self.setFocus()

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """The products as they are now, with their pictures."""
        for tile, candidate in zip(self.tiles, candidates, strict=False):
            tile.show_candidate(candidate)

    def show_photo(self, pixmap: QPixmap | None, *, is_missing: bool) -> None:
        self.photo.show_picture(pixmap)
        empty = self.tr("The photo cannot be shown") if is_missing else self.tr("Reading…")
        has_photo = self._row is not None and self._row.photo is not None
        self.photo.set_words("", empty=empty if has_photo else self.tr("No photo"))

    def _show_words(self) -> None:
        row = self._row
        if row is None:
            return
        colour = state_colours(row.state, self._theme.tokens)[0]
        px, ratio = self.sign.width(), self.sign.devicePixelRatioF()
        self.sign.setPixmap(icon_pixmap(SIGNS[row.state], colour, px, ratio))
        said = said_words(row.review) if row.review else state_words(row.state)
        self.verdict.setText(said)
        set_style(self.verdict, f"color: {colour};")
        self.why.setText(self._reason(row))
        self.position.setText(self.tr("Still to review: {n}").format(n=self._left))
        best = row.answer.best if row.answer else None
        parts = (self.name.text(), said, self.why.text(), best.name if best else "")
        self.setAccessibleName(". ".join(part.rstrip(".。") for part in parts if part))
        self.setAccessibleDescription(self.position.text())

    def _reason(self, row: BatchRow) -> str:
        if row.review is not None:
            by = self.tr("{name} by {person}")
            return by.format(name=row.review.name, person=row.review.person).strip()
        if row.error is not None:
            return render_parts(row.error, translate_message).what
        return reason_text(row.answer.reason, translate_wording).why if row.answer else ""

    def retranslate(self) -> None:
        texts = (
            (self.confirm_button, self.tr("The first one"), "Enter"),
            (self.other_button, self.tr("Another product…"), OTHER_KEY),
            (self.add_button, self.tr("New product…"), ADD_KEY),
            (self.none_button, self.tr("Not in the catalogue"), NONE_KEY),
            (self.skip_button, self.tr("Skip"), SKIP_KEY),
            (self.back_button, self.tr("Take back"), "⌫"),
        )
        for each, text, key in texts:
            each.setText(f"{text}   {key}")
            name_control(each, text, key)
        self.teach.setText(self.tr("Learn from the photos"))
        name_control(
            self.teach, self.tr("A photo becomes a reference of the product that you choose")
        )
        self.nothing.setText(self.tr("Nothing of the catalogue was proposed for this row."))
        self._show_words()
        refresh_icons(self, self._theme.tokens)

    def event(self, event: QEvent) -> bool:
        """Keys that are shortcuts of the window elsewhere mean something of their own here."""
        if isinstance(event, QKeyEvent) and _is_claim(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        reaction = self._reaction(event)
        if reaction is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # a key held down must not decide row after row
            reaction()

    def _reaction(self, event: QKeyEvent) -> Callable[[], object] | None:
        """What a key means; Enter on a button is that button."""
        key, focused = event.key(), QApplication.focusWidget()
        if event.matches(QKeySequence.StandardKey.Undo) or key == Qt.Key.Key_Backspace:
            return self.back_button.click
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        if key in _ENTER and isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            return focused.click
        if key in _CONFIRM:
            return self.confirm_button.click
        position = key - Qt.Key.Key_1
        if 0 <= position < len(self.tiles) and self.tiles[position].isVisible():
            return self.tiles[position].click
        return {
            Qt.Key.Key_F3: self.other_button.click,
            Qt.Key.Key_F4: self.add_button.click,
            Qt.Key.Key_N: self.none_button.click,
            Qt.Key.Key_S: self.skip_button.click,
            Qt.Key.Key_Escape: self.left.emit,
        }.get(Qt.Key(key))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _is_claim(event: QKeyEvent) -> bool:
    """Whether the window asks for a key that the panel wants for itself."""
    if event.type() != QEvent.Type.ShortcutOverride:
        return False
    return event.key() in _OURS or event.matches(QKeySequence.StandardKey.Undo)
