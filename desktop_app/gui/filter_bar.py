"""Below the entry field: what the search is limited to, plainly shown, and one key to clear it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QWidget

from desktop_app.core.product_filter import EVERYTHING, Facet, Facets, ProductFilter
from desktop_app.gui.flow_layout import FlowLayout
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP_S, button, label, name_control, restyle, sign

if TYPE_CHECKING:
    from desktop_app.services.catalogue_view import CatalogueView

FILTER_KEY, CLEAR_KEY = "Ctrl+Shift+F", "F9"
LEAST_COMBO_PX, MOST_COMBO_PX = 96, 220
FIELD_EDGES_PX = 6
LOW_PX = 560
"""In a page lower than this the results need the room; filters that limit nothing fold away."""


class _PlaceChoice(QComboBox):
    """A choice that is typed into: its field needs room for its own edges and the cursor."""

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(FIELD_EDGES_PX, 0)


class FilterBar(QFrame):
    """Category, brand, place and stock; what is chosen stays until it is cleared."""

    changed = Signal(object)  # ProductFilter
    failed = Signal(object)  # BaseException
    folding = Signal(bool)  # whether a button elsewhere has to open and fold the filters

    def __init__(
        self, catalogue: CatalogueView, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._catalogue, self._theme = catalogue, theme
        self._tasks = TaskRunner("filters", parent=self)
        self._facets = Facets()
        self._only = EVERYTHING
        self._room_px, self._is_useful, self._is_opened = LOW_PX, False, False
        self.sign = sign("filter", "muted", 18)
        self.words = label("small")
        self.category, self.brand, self.place = QComboBox(), QComboBox(), _PlaceChoice()
        self.in_stock = QCheckBox()
        self.clear_button = button("close", "quiet")
        self._lay_out()
        self._connect()
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        for combo in self._combos():
            combo.setMinimumWidth(LEAST_COMBO_PX)
            combo.setMaximumWidth(MOST_COMBO_PX)
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.place.setEditable(True)  # shelves are many: the beginning of a place is typed
        self.place.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        layout = FlowLayout(self, gap=GAP_S)
        parts = (self.sign, self.words, *self._combos(), self.in_stock, self.clear_button)
        for part in parts:
            layout.addWidget(part)
        layout.setContentsMargins(14, 3, 6, 3)
        self.setObjectName("filters")

    def _combos(self) -> tuple[QComboBox, QComboBox, QComboBox]:
        return self.category, self.brand, self.place

    def _connect(self) -> None:
        self.category.activated.connect(self._take)
        self.brand.activated.connect(self._take)
        self.place.activated.connect(self._take)
        edit = self.place.lineEdit()
        if edit is not None:
            edit.editingFinished.connect(self._take)
        self.in_stock.toggled.connect(self._take)
        self.clear_button.clicked.connect(self.clear)
        self._theme.changed.connect(self._recolour)

    @property
    def only(self) -> ProductFilter:
        """What the search is limited to."""
        return self._only

    def refresh(self) -> None:
        """Read anew what there is to choose from; the choice stays."""
        self._tasks.submit(self._catalogue.facets, self._show_facets, self.failed.emit)

    def use_room(self, height_px: int) -> None:
        """The page has *height_px* now: fold where that is little, as long as nothing is chosen."""
        self._room_px = height_px
        self._show_or_fold()

    @property
    def _folds(self) -> bool:
        return self._is_useful and self._room_px < self._theme.tokens.px(LOW_PX)

    def _show_or_fold(self) -> None:
        is_wanted = self._is_opened or bool(self._only) or not self._folds
        self.setVisible(self._is_useful and is_wanted)
        self.folding.emit(self._folds)

    def toggle(self) -> None:
        """Open folded filters, or fold them; those that limit the search stay in sight."""
        if self.isHidden() or self._only:
            self.enter()
        else:
            self._is_opened = False
            self._show_or_fold()

    def enter(self) -> None:
        """Go to the first filter."""
        self._is_opened = True
        self._show_or_fold()
        shown = [combo for combo in self._combos() if combo.isVisible()]
        first: QWidget = shown[0] if shown else self.in_stock
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """Search everything again."""
        if self._only:
            self._use(EVERYTHING)
            self._fill()
            self.changed.emit(self._only)

    def close_session(self) -> None:
        self._tasks.close()

    def _take(self) -> None:
        only = ProductFilter(
            self.category.currentData() or "",
            self.brand.currentData() or "",
            self._typed_place(),
            self.in_stock.isChecked(),
        )
        if only != self._only:
            self._use(only)
            self.changed.emit(only)

    def _typed_place(self) -> str:
        text = self.place.currentText().strip()
        chosen = self.place.findText(text)
        if chosen >= 0:
            return str(self.place.itemData(chosen) or "")
        return text

    def _use(self, only: ProductFilter) -> None:
        self._only = only
        self.clear_button.setVisible(bool(only))
        restyle(self, "active", bool(only))
        self._show_words()
        self._is_useful = self._is_useful or bool(only)
        self._show_or_fold()

    def _show_facets(self, facets: Facets) -> None:
        self._facets = facets
        choices = (facets.categories, facets.brands, facets.areas)
        self._is_useful = bool(self._only) or any(len(values) > 1 for values in choices)
        self._show_or_fold()
        self._fill()

    def _fill(self) -> None:
        """Values with how often they occur; a chosen one stays even if the catalogue lost it."""
        facets, only = self._facets, self._only
        self._fill_combo(self.category, self.tr("All categories"), facets.categories, only.category)
        self._fill_combo(self.brand, self.tr("All brands"), facets.brands, only.brand)
        self._fill_combo(self.place, self.tr("All places"), facets.areas, only.place)
        for combo, values in zip(
            self._combos(), (facets.categories, facets.brands, facets.areas), strict=True
        ):
            combo.setVisible(len(values) > 1 or combo.currentIndex() > 0)
        with QSignalBlocker(self.in_stock):
            self.in_stock.setChecked(only.in_stock)

    def _fill_combo(
        self, combo: QComboBox, everything: str, values: Sequence[Facet], chosen: str
    ) -> None:
        with QSignalBlocker(combo):
            combo.clear()
            combo.addItem(everything, "")
            for facet in values:
                combo.addItem(f"{facet.value} ({QLocale().toString(facet.count)})", facet.value)
                last = combo.count() - 1
                combo.setItemData(last, facet.value, Qt.ItemDataRole.AccessibleTextRole)
            if chosen and combo.findData(chosen) < 0:
                combo.addItem(chosen, chosen)
            combo.setCurrentIndex(combo.findData(chosen))

    def _show_words(self) -> None:
        self.words.setText(self.tr("Searching only:") if self._only else self.tr("Search only:"))

    def _recolour(self) -> None:
        self._show_or_fold()
        refresh_icons(self, self._theme.tokens)

    def retranslate(self) -> None:
        self._show_words()
        self.in_stock.setText(self.tr("In stock"))
        self.in_stock.setAccessibleName(self.tr("Only products in stock"))
        names = (
            (self.category, self.tr("Only this category")),
            (self.brand, self.tr("Only this brand")),
            (self.place, self.tr("Only this place, or places that begin so")),
        )
        for combo, name in names:
            name_control(combo, name, FILTER_KEY if combo is self.category else "")
            if edit := combo.lineEdit():
                edit.setAccessibleName(name)  # a screen reader sees it as a control of its own
        clear = self.tr("Clear filters")
        self.clear_button.setText(f"{clear}   {CLEAR_KEY}")
        name_control(self.clear_button, clear, CLEAR_KEY)
        self.setAccessibleName(self.tr("Filters"))
        self._fill()
        self._use(self._only)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
