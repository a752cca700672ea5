"""What stands there before the first question: where to drop, what to press, photos to try."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QToolButton, QWidget

from desktop_app.core.analysis import PhotoInput
from desktop_app.gui.photo_strip import Picture
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader, square
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    GAP_XL,
    button,
    column,
    label,
    name_control,
    row,
    sign,
)

SAMPLE_PX = 116
LEAD_PX = 560


class EmptyState(Enum):
    """What the page says while there are no results."""

    INVITING = auto()
    LOOKING = auto()
    NOTHING = auto()


class DropZone(QFrame):
    """A dashed frame that says: here."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(tokens.border_strong), 1.5, Qt.PenStyle.CustomDashLine)
        pen.setDashPattern([5, 5])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.surface))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 16, 16)


class EmptyPage(QWidget):
    """Invites a first question."""

    open_asked = Signal()
    paste_asked = Signal()
    sample_chosen = Signal(object)  # PhotoInput

    def __init__(
        self, pictures: PictureLoader, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._loader = pictures
        self._state = EmptyState.INVITING
        self._samples: list[tuple[object, QToolButton, PhotoInput]] = []
        self.zone = DropZone(theme)
        self.title, self.lead = label("title"), label("lead", wrap=True)
        self.open_button = button("photo", "primary")
        self.paste_button = button("paste")
        self.samples_title = label("section")
        self.samples_row = row(None, None, gap=GAP)
        self._lay_out()
        self.open_button.clicked.connect(self.open_asked)
        self.paste_button.clicked.connect(self.paste_asked)
        pictures.loaded.connect(self._loaded)
        self.retranslate()

    def _lay_out(self) -> None:
        centre = Qt.AlignmentFlag.AlignHCenter
        self.lead.setAlignment(centre)
        self.lead.setMaximumWidth(LEAD_PX)
        self.samples_title.setAlignment(centre)
        buttons = row(None, self.open_button, self.paste_button, None, gap=GAP)
        picture = sign("drop", "accent", 64)
        lead = row(None, self.lead, None, gap=0)
        lead.setStretch(1, 100)
        words = (picture, GAP_L, self.title, 6, lead, GAP_XL)
        inner = column(None, *words, buttons, None, gap=0)
        for part in (picture, self.title):
            inner.setAlignment(part, centre)
        self.zone.setLayout(inner)
        layout = column(self.zone, self.samples_title, self.samples_row, gap=GAP_L)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.samples_title.hide()

    def show_state(self, state: EmptyState) -> None:
        """Invite, say that an answer is on its way, or that nothing was found."""
        self._state = state
        for offer in (self.open_button, self.paste_button):
            offer.setHidden(state is EmptyState.LOOKING)
        self._offer_samples()
        self.retranslate()

    def show_samples(self, samples: Sequence[tuple[PhotoInput, Picture]]) -> None:
        """Sample photos to try; *samples* pairs what is asked with what is shown."""
        for _, tile, _ in self._samples:
            self.samples_row.removeWidget(tile)
            tile.deleteLater()
        self._samples = []
        for position, (photo, picture) in enumerate(samples):
            self._add_sample(position, photo, picture)
        self._offer_samples()

    def _offer_samples(self) -> None:
        """Samples are to try with, and no answer to somebody whose item was not found."""
        offered = self._state is not EmptyState.NOTHING
        for part in (self.samples_title, *(tile for _, tile, _ in self._samples)):
            part.setVisible(offered and bool(self._samples))

    def _add_sample(self, position: int, photo: PhotoInput, picture: Picture) -> None:
        tile = QToolButton()
        tile.setProperty("kind", "photo")
        tile.setFixedSize(SAMPLE_PX, SAMPLE_PX)
        tile.setIconSize(QSize(SAMPLE_PX - 10, SAMPLE_PX - 10))
        tile.setCursor(Qt.CursorShape.PointingHandCursor)
        tile.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        name_control(tile, self.tr("Try sample photo {n}").format(n=position + 1))
        tile.clicked.connect(self._sample_clicked)
        key = ("sample", picture.key)
        self._samples.append((key, tile, photo))
        self.samples_row.insertWidget(position + 1, tile)
        pixmap = self._loader.request(key, picture.small, 2 * SAMPLE_PX)
        if pixmap is not None:
            tile.setIcon(QIcon(square(pixmap)))

    def _sample_clicked(self) -> None:
        for _, tile, photo in self._samples:
            if tile is self.sender():
                self.sample_chosen.emit(photo)

    @Slot(object)
    def _loaded(self, key: object) -> None:
        for shown, tile, _ in self._samples:
            pixmap = self._loader.get(key) if shown == key else None
            if pixmap is not None:
                tile.setIcon(QIcon(square(pixmap)))

    def _words(self) -> tuple[str, str]:
        """Title and sentence of the state."""
        if self._state is EmptyState.LOOKING:
            return self.tr("Looking…"), self.tr(
                "The first lookup after the start takes a few seconds longer: the model is loaded."
            )
        if self._state is EmptyState.NOTHING:
            return self.tr("No product to show"), self.tr(
                "Try another photo, or type other words or another code."
            )
        return self.tr("What is this item?"), self.tr(
            "Drop a photo anywhere in this window, paste one, or type a name or code above. "
            "Several photos dropped together count as one item."
        )

    def retranslate(self) -> None:
        title, lead = self._words()
        self.title.setText(title)
        self.lead.setText(lead)
        self.open_button.setText(self.tr("Open photos…"))
        name_control(self.open_button, self.tr("Open photos"), "Ctrl+O")
        self.paste_button.setText(self.tr("Paste"))
        name_control(self.paste_button, self.tr("Paste a picture, file or text"), "Ctrl+V")
        self.samples_title.setText(
            self.tr("No photo at hand? Try one of these (synthetic pictures)")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
