"""One candidate of a row under review: large picture, key, name, SKU, place, probability."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop_app.core.batch import RowCandidate
from desktop_app.core.types import Candidate
from desktop_app.gui.formats import percent
from desktop_app.gui.picture_view import PictureView
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.gui.widgets import column, elided, label, row

LINE_PX = 20
PICTURE_PX = 512
"""As the tiles of the results have it, so that the picture is read once."""


class CandidateTile(QPushButton):
    """A button that says "it is this one"."""

    def __init__(
        self,
        key: str,
        pictures: PictureLoader,
        path_of: PathOf,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._pictures, self._path_of = key, pictures, path_of
        self._wanted: tuple[str, str] | None = None
        self.sku = ""
        self.picture = PictureView(theme)
        self.key_label, self.name = label("key"), label("strong")
        self.facts, self.share = elided("small"), label("strong")
        self._lay_out()
        self.setAccessibleName(key)
        self.setProperty("kind", "candidate")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        pictures.loaded.connect(self._loaded)

    def _lay_out(self) -> None:
        self.key_label.setText(self._key)
        centre = Qt.AlignmentFlag.AlignHCenter
        left = column(self.key_label, self.share, None, gap=4)
        left.setAlignment(self.key_label, centre)
        left.setAlignment(self.share, centre)
        foot = row(left, column(self.name, self.facts, None, gap=2), gap=10)
        foot.setStretch(1, 1)
        layout = column(self.picture, foot, gap=8)
        layout.setStretch(0, 1)
        layout.setContentsMargins(10, 10, 10, 10)
        self.setLayout(layout)
        self._layout = layout
        for part in (self.picture, self.key_label, self.name, self.facts, self.share):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.picture.setMinimumSize(80, 60)
        self.name.setWordWrap(True)
        self.name.setMinimumWidth(1)
        self.name.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.name.setFixedHeight(2 * LINE_PX)  # longer names are cut off; the tooltip has them
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_short(self, candidate: RowCandidate) -> None:
        """What the batch keeps of the candidate; its picture follows with `show_candidate`."""
        self.sku, self._wanted = candidate.sku, None
        self.picture.show_picture(None)
        share = percent(candidate.probability)
        self.name.setText(candidate.name)
        self.facts.setText(" · ".join(x for x in (candidate.sku, candidate.location) if x))
        self.share.setText(share)
        words = (candidate.name, candidate.sku, candidate.location, share)
        spoken = ", ".join(word for word in words if word)
        self.setAccessibleName(f"{self._key}: {spoken}")
        self.setToolTip(f"{spoken} ({self._key})")
        self.picture.set_words("", empty=candidate.name)

    def show_candidate(self, candidate: Candidate) -> None:
        photo = candidate.best_photo
        self._wanted = None if photo is None else ("tile", photo.sha256)
        if self._wanted is not None:
            source = self._path_of(self._wanted[1])
            self.picture.show_picture(self._pictures.request(self._wanted, source, PICTURE_PX))

    def _loaded(self, key: object) -> None:
        if key == self._wanted:
            self.picture.show_picture(self._pictures.get(key))

    def sizeHint(self) -> QSize:
        """No more than what it needs: a tile takes the room that there is anyway."""
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._layout.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Words that wrap are cut off, so that the picture gets the height."""
        return False
