"""Up to four products side by side, the best fit first, with the reasons for and against each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLabel, QWidget

from desktop_app.core.best_fit import Fit
from desktop_app.core.quality_wording import fit_words
from desktop_app.core.types import Product
from desktop_app.gui.data_table import NOTE, attribute_words
from desktop_app.gui.formats import number, price
from desktop_app.gui.picture_view import PictureView
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PathOf, PictureLoader
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    button,
    clear_layout,
    column,
    label,
    name_control,
    row,
)
from desktop_app.services.recommendations import BestFit

WIDTH_PX = 1080
PICTURE_PX = 600
PICTURE_HIGH = 170
PHOTO_FILTER = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff"


@dataclass(frozen=True, slots=True)
class FactRow:
    """One line of the comparison; `differs` where the products do not agree."""

    name: str
    values: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len({value.casefold() for value in self.values}) > 1


class BestFitDialog(Sheet):
    """A column a product. Photos can be asked instead: each by itself, then all together."""

    photos_chosen = Signal(object)  # list[str], files
    product_opened = Signal(str)  # SKU

    def __init__(
        self,
        found: BestFit,
        pictures: PictureLoader,
        path_of: PathOf,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._pictures, self._path_of = pictures, path_of
        self.found = found
        self.views: list[tuple[PictureView, str]] = []
        self.title, self.lead = label("title", wrap=True), label("muted", wrap=True)
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(GAP_L)
        self.grid.setVerticalSpacing(8)
        self.photos_button, self.close_button = button("photo_add"), button("", "primary")
        body = column(column(self.title, self.lead, gap=4), self.grid, None, gap=GAP_L)
        self.set_content(body, row(self.photos_button, None, self.close_button, gap=GAP))
        self.photos_button.clicked.connect(self._ask_which)
        self.close_button.clicked.connect(self.accept)
        pictures.loaded.connect(self._show_pictures)
        self.retranslate()

    def show_found(self, found: BestFit) -> None:
        """Show another comparison in the place of this one."""
        self.found = found
        self.retranslate()

    def _ask_which(self) -> None:
        photos = self.tr("Photos ({pattern})").format(pattern=PHOTO_FILTER)
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Photos of the item wanted"), "", photos
        )
        if names:
            self.photos_chosen.emit(names)

    def _fill(self) -> None:
        clear_layout(self.grid)
        self.views = []
        fits = self.found.fits
        for place, fit in enumerate(fits, start=1):
            self.grid.addWidget(self._picture(fit.product), 0, place)
            self.grid.addWidget(self._head(fit, is_best=place == 1), 1, place)
            self.grid.setColumnStretch(place, 1)
        for place in range(len(fits) + 1, self.grid.columnCount()):
            self.grid.setColumnStretch(place, 0)
        for line, facts in enumerate(self._rows([fit.product for fit in fits]), start=2):
            self.grid.addWidget(_words(facts.name, "muted"), line, 0)
            for place, value in enumerate(facts.values, start=1):
                shown = _words(value or "–", "strong" if facts.differs else "")
                shown.setAccessibleName(f"{facts.name}: {value or '–'}")
                self.grid.addWidget(shown, line, place)
        self._show_pictures()

    def _picture(self, product: Product) -> PictureView:
        view = PictureView(self._theme)
        view.setFixedHeight(PICTURE_HIGH)
        view.set_words(product.sku, empty="" if product.photos else self.tr("No photo"))
        if product.photos:
            self.views.append((view, product.photos[0].sha256))
        return view

    def _head(self, fit: Fit, *, is_best: bool) -> QWidget:
        made = QWidget()
        name, reasons = label("heading", wrap=True, selectable=True), label(wrap=True)
        name.setText(fit.product.name)
        signs = [
            f"{'+' if point.is_good else '–'} {fit_words(point, translate_wording)}"
            for point in fit.points
        ]
        reasons.setText("\n".join(signs))
        parts: list[QWidget] = [name, reasons]
        if is_best and len(self.found.fits) > 1:
            badge = label("strong")
            badge.setText("★ " + self.tr("Best fit"))
            badge.setStyleSheet(f"color: {self._theme.tokens.success};")
            parts.insert(0, badge)
        layout = column(*parts, gap=4)
        layout.addStretch(1)
        made.setLayout(layout)
        return made

    def _rows(self, products: Sequence[Product]) -> list[FactRow]:
        plain: Sequence[tuple[str, Callable[[Product], str]]] = (
            (self.tr("SKU"), lambda p: p.sku),
            (self.tr("Price"), lambda p: price(p.price, p.currency)),
            (self.tr("Stock"), lambda p: "" if p.stock is None else number(p.stock)),
            (self.tr("Place"), lambda p: p.location),
            (self.tr("Brand"), lambda p: p.brand),
            (self.tr("Category"), lambda p: p.category),
            (self.tr("Photos"), lambda p: number(len(p.photos))),
        )
        names = dict.fromkeys(n for p in products for n in p.attributes if n != NOTE)
        rows = [FactRow(name, tuple(map(read, products))) for name, read in plain]
        rows += [
            FactRow(attribute_words(name), tuple(p.attributes.get(name, "") for p in products))
            for name in names
        ]
        return [facts for facts in rows if any(facts.values)]

    def _show_pictures(self) -> None:
        for view, sha256 in self.views:
            key = ("fit", sha256)
            view.show_picture(self._pictures.request(key, self._path_of(sha256), PICTURE_PX))

    def _say_lead(self) -> None:
        votes = self.found.votes
        if not votes:
            self.lead.setText(
                self.tr("First what is in stock, then the lower price. What differs is bold.")
            )
            return
        said = []
        for vote in votes:
            best = vote.answer.best if vote.answer else None
            said.append(f"{vote.name}: {best.product.name if best else '–'}")
        self.lead.setText(self.tr("Each photo by itself says:") + "\n" + "\n".join(said))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Compare products"))
        self.title.setText(
            self.tr("Which fits best") if self.found.fits else self.tr("Nothing was found")
        )
        self._say_lead()
        self.photos_button.setText(self.tr("Ask with photos…"))
        name_control(
            self.photos_button, self.tr("Ask with several photos, each by itself, then together")
        )
        self.close_button.setText(self.tr("Close"))
        name_control(self.close_button, self.tr("Close"), "Esc")
        self._fill()


def _words(text: str, role: str) -> QLabel:
    made = label(role, wrap=True, selectable=True)
    made.setText(text)
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return made
