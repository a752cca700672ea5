"""The chosen product: beside the query photo, with its data and why it was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.core.types import Candidate, Product
from desktop_app.core.wording import candidate_words
from desktop_app.gui.candidate_delegate import likelihood_colours
from desktop_app.gui.compare_bar import CompareBar
from desktop_app.gui.compare_view import CompareView
from desktop_app.gui.data_table import NOTE, DataTable
from desktop_app.gui.difference_panel import DifferencePanel
from desktop_app.gui.evidence_list import EvidenceList
from desktop_app.gui.fact_cards import FactCards
from desktop_app.gui.flow_layout import FlowLayout
from desktop_app.gui.formats import percent
from desktop_app.gui.icons import refresh_icon, set_icon
from desktop_app.gui.labels_flow import LABELS_KEY
from desktop_app.gui.photo_strip import Picture
from desktop_app.gui.sizes import keep_own_size
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from desktop_app.gui.translator import translate_wording
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    GAP_S,
    button,
    column,
    icon_button,
    label,
    line,
    name_control,
    row,
    set_style,
)

if TYPE_CHECKING:
    from desktop_app.services.catalogue_view import CatalogueView

RECOMMEND_KEY = "Ctrl+Shift+M"
LEAST_PX = 420
COMPARE_PX = (190, 330)
"""Least and most height of the pictures beside the results."""

COMPARE_SHARE, LARGE_SHARE = 0.47, 0.56
"""Height of the pictures in the panel, as a share of it: beside the results, and alone."""
SYNTHETIC = "synthetic picture"
"""Note of the demo catalogue's photos; other notes are shown as they are."""


class DetailPanel(QScrollArea):
    """Everything about one candidate; panels of later features are added below `body`."""

    expand_asked = Signal()
    candidate_shown = Signal(object)
    recommend_asked = Signal()
    label_asked = Signal()

    def __init__(
        self,
        catalogue: CatalogueView,
        pictures: PictureLoader,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._theme = theme
        self._candidate: Candidate | None = None
        self._is_large = False
        self.name = label("title", wrap=True, selectable=True)
        self.meta = label("muted", selectable=True)
        self.chance = label("badge")
        self.copy_sku = icon_button("copy", 16)
        self.expand = icon_button("expand", 18)
        self.compare = CompareView(pictures, theme)
        keep_own_size(self.compare)
        self.compare_bar = CompareBar(theme, self.compare.zoom)
        self.difference = DifferencePanel(theme)
        self.facts = FactCards(theme)
        self.recommend_button, self.label_button = button("similar"), button("code")
        self.why_title, self.why = label("section"), EvidenceList(theme)
        self.data_title, self.data = label("section"), DataTable()
        self.description = label(wrap=True, selectable=True)
        self.body = QVBoxLayout()
        self._lay_out()
        self.copy_sku.clicked.connect(self._copy_sku)
        self.expand.clicked.connect(self.expand_asked)
        self.recommend_button.clicked.connect(self.recommend_asked)
        self.label_button.clicked.connect(self.label_asked)
        theme.changed.connect(self._show_chance)
        theme.changed.connect(self._fit_compare)
        self.retranslate()

    def _lay_out(self) -> None:
        actions = row(self.chance, self.expand, gap=6)
        title = row(self.name, actions, gap=GAP)
        title.setStretch(0, 1)
        title.setAlignment(actions, Qt.AlignmentFlag.AlignTop)
        head = column(title, row(self.meta, self.copy_sku, None, gap=4), gap=0)
        pictures = column(self.compare, self.compare_bar, gap=GAP_S)
        # Place and stock are what most people come for: seen without scrolling in a small window.
        self.body = column(head, self.facts, pictures, self.difference, gap=GAP_L)
        steps = FlowLayout(gap=GAP_S)
        steps.addWidget(self.recommend_button)
        steps.addWidget(self.label_button)
        self.body.addLayout(steps)
        self.body.addLayout(column(self.why_title, self.why, gap=GAP_S))
        self.body.addWidget(line())
        self.body.addLayout(column(self.data_title, self.description, self.data, gap=GAP_S))
        self.body.addStretch(1)
        self.body.setContentsMargins(20, 18, 20, 20)
        sheet = QFrame()
        sheet.setProperty("card", "true")
        sheet.setLayout(self.body)
        self.setWidget(sheet)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setObjectName("detail")
        self.setMinimumWidth(LEAST_PX)
        keep_own_size(self)  # larger words wrap earlier; the panel need not be wider

    @property
    def candidate(self) -> Candidate | None:
        return self._candidate

    def show_query(self, pictures: Sequence[Picture]) -> None:
        self.compare.show_query(pictures)

    def show_candidate(self, candidate: Candidate) -> None:
        self._candidate = candidate
        product = candidate.product
        self.name.setText(product.name)
        self.meta.setText(
            " · ".join(w for w in (product.brand, product.category, product.sku) if w)
        )
        self._show_photos(candidate)
        self.facts.show_product(product)
        self.why.show_candidate(candidate)
        self.why_title.setVisible(bool(candidate.evidence))  # a stored answer has none
        self.description.setText(product.description)
        self.description.setVisible(bool(product.description))
        self.data.show_product(product)
        self._show_chance()
        self.verticalScrollBar().setValue(0)
        self.candidate_shown.emit(candidate)

    def add_below_pictures(self, part: QWidget) -> None:
        """Give *part* its place between the pictures and the reasons."""
        self.body.insertWidget(self.body.indexOf(self.difference) + 1, part)

    def show_expanded(self, *, expanded: bool) -> None:
        self._is_large = expanded
        self._fit_compare()
        set_icon(self.expand, "collapse" if expanded else "expand", "muted", 18)
        refresh_icon(self.expand, self._theme.tokens)

    def show_pictures_first(self, *, first: bool) -> None:
        """Scroll to the pictures, to see more of what stands below them, or back to the top."""
        top = self.compare.y() - GAP_S if first else 0
        self.verticalScrollBar().setValue(top)

    def _fit_compare(self) -> None:
        """Pictures as high as they can be seen whole below place and stock."""
        least, most = COMPARE_PX
        height = self.viewport().height()
        least = max(self._theme.tokens.px(least), self.compare.minimumSizeHint().height())
        usual = max(least, min(most, round(height * COMPARE_SHARE)))
        large = max(usual, round(height * LARGE_SHARE))
        self.compare.setFixedHeight(large if self._is_large else usual)

    def pictures_of(self, candidate: Candidate) -> tuple[list[Picture], int]:
        """The photos of a candidate, and which of them is nearest to the query."""
        photos = candidate.product.photos
        best = candidate.best_photo
        pictures = [
            Picture(
                p.sha256,
                self._catalogue.photo_path(p.sha256),
                self._catalogue.thumbnail_path(p.sha256),
            )
            for p in photos
        ]
        return pictures, photos.index(best) if best in photos else 0

    def _show_photos(self, candidate: Candidate) -> None:
        note = self._note(candidate.product)
        self.compare.show_product(*self.pictures_of(candidate), note)

    def _note(self, product: Product) -> str:
        note = product.attributes.get(NOTE, "")
        return self.tr("Synthetic picture") if note.lower() == SYNTHETIC else note

    def _show_chance(self) -> None:
        candidate = self._candidate
        if candidate is None:
            return
        words = candidate_words(candidate, translate_wording)
        tokens = self._theme.tokens
        colour, ground = likelihood_colours(candidate, tokens)
        self.chance.setText(f"{words}  {percent(candidate.probability)}".strip())
        set_style(
            self.chance,
            f"color: {colour}; background: {ground}; border: 1px solid"
            f" {tokens.edge(colour, ground)}; border-radius: {tokens.px(8)}px;"
            f" padding: {tokens.px(4)}px {tokens.px(9)}px;"
            f" font-size: {tokens.px(13)}px; font-weight: 600;",
        )

    def _copy_sku(self) -> None:
        if self._candidate is not None:
            QApplication.clipboard().setText(self._candidate.product.sku)

    def retranslate(self) -> None:
        name_control(self.copy_sku, self.tr("Copy the SKU"))
        name_control(self.expand, self.tr("Large view"), "Enter")
        words = self.tr("Substitutes, and what goes with it")
        self.recommend_button.setText(f"{words}…")
        name_control(self.recommend_button, words, RECOMMEND_KEY)
        self.label_button.setText(self.tr("Label…"))
        name_control(self.label_button, self.tr("Label of this product"), LABELS_KEY)
        self.why_title.setText(self.tr("Why this product"))
        self.data_title.setText(self.tr("Product data"))
        self.setAccessibleName(self.tr("Chosen product"))
        if self._candidate is not None:
            self.compare.show_note(self._note(self._candidate.product))
        self._show_chance()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_compare()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
