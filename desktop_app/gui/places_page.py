"""The page of places: a tree, what is walked for most, and what should change places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMessageBox,
    QSplitter,
    QTreeView,
    QWidget,
)

from desktop_app.core.place_words import swap_reason
from desktop_app.core.places import PlacedProduct, PlaceSurvey, Swap, most_walked, suggest_swaps
from desktop_app.gui.formats import number
from desktop_app.gui.labels_flow import LABELS_KEY, LabelsFlow
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.page import Page, PageContext
from desktop_app.gui.place_tables import PlacedModel, SwapsModel
from desktop_app.gui.place_tree import NAME, PlaceTreeModel
from desktop_app.gui.tasks import TaskRunner
from desktop_app.gui.translator import translate_place
from desktop_app.gui.turning_row import TurningRow
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    button,
    column,
    hint,
    label,
    name_control,
    refill_silently,
    row,
)

if TYPE_CHECKING:
    from desktop_app.services.places import Places

ROW_PX = 40
DAYS = (0, 7, 30, 90)
MOST_WALKED, MOST_SWAPS = 200, 50
TREE_PX, START_PX, START_LETTERS = 300, 190, 40


@dataclass(frozen=True, slots=True)
class _Found:
    survey: PlaceSurvey
    walked: Sequence[PlacedProduct]
    swaps: Sequence[Swap]


class PlacesPage(Page):
    """Surveys the places anew whenever it is shown."""

    surveyed = Signal()

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._places = context.services.places
        self._tasks = TaskRunner("places", parent=self)
        self.labels = LabelsFlow(context.services, context.theme, self)
        self._survey = PlaceSurvey()
        self._walked: Sequence[PlacedProduct] = ()
        self._latest = 0
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.days, self.start, self.within = QComboBox(), QLineEdit(), QCheckBox()
        self.message = MessageBar(context.theme)
        self.tree_model = PlaceTreeModel(self)
        self.tree = QTreeView()
        self.products_title, self.swaps_title = label("heading"), label("heading")
        self.products_model, self.swaps_model = PlacedModel(self), SwapsModel(self)
        self.products = WideTable(self.products_model, (1,))
        self.swaps = WideTable(self.swaps_model, (0, 2))
        self.reason = label("muted", wrap=True, selectable=True)
        self.all_button, self.labels_button = button(), button()
        self.swap_button = button("check")
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self.tree.setModel(self.tree_model)
        self.tree.setUniformRowHeights(True)
        self.tree.setAlternatingRowColors(False)
        self.tree.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        self.tree.setMinimumWidth(TREE_PX)
        for table in (self.products, self.swaps):
            table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.start.setMaximumWidth(START_PX)
        self.start.setMaxLength(START_LETTERS)
        head = row(self.products_title, None, self.all_button, self.labels_button, gap=GAP)
        foot = row(self.swaps_title, None, self.swap_button, gap=GAP)
        right = QWidget()
        inner = column(head, self.products, foot, self.swaps, self.reason, gap=GAP)
        inner.setStretch(1, 3)
        inner.setStretch(3, 2)
        right.setLayout(inner)
        self.split.addWidget(self.tree)
        self.split.addWidget(right)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 3)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(GAP_L)
        self.split.setObjectName("places")
        tools = TurningRow(row(self.days, self.start, None, gap=GAP), row(self.within, None))
        layout = column(
            column(self.title, self.lead, gap=4), tools, self.message, self.split, gap=GAP_L
        )
        layout.setStretch(3, 1)
        self.use_frame(layout)
        self.first_focus = self.days

    def _connect(self) -> None:
        self.days.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.days.currentIndexChanged.connect(self.refresh)
        self.start.editingFinished.connect(self.refresh)
        self.within.toggled.connect(self.refresh)
        self.tree.selectionModel().currentRowChanged.connect(self._show_chosen_place)
        self.products.opened.connect(self._look_up)
        self.products.row_changed.connect(self._show_state)
        self.swaps.row_changed.connect(self._show_state)
        self.swaps.opened.connect(self.ask_to_swap)
        self.all_button.clicked.connect(self.show_most_walked)
        self.labels_button.clicked.connect(self.make_labels)
        self.swap_button.clicked.connect(self.ask_to_swap)

    def refresh(self) -> None:
        """Survey again; what was asked for before is dropped when it arrives."""
        self._latest += 1
        work = partial(
            _look,
            self._places,
            int(self.days.currentData() or 0),
            self.start.text().strip(),
            within_area=self.within.isChecked(),
        )
        self._tasks.submit(work, partial(self._show, self._latest), self._show_error)

    def close_session(self) -> None:
        self.labels.close()
        self._tasks.close()

    # what a person can do

    def show_most_walked(self) -> None:
        """What is looked up most and lies farthest, wherever it is."""
        self.tree.setCurrentIndex(self.tree_model.index(-1, 0))
        self.tree.clearSelection()
        self._show_products(self._walked)

    def make_labels(self) -> None:
        """Labels of the products that are listed."""
        self.labels.open([item.sku for item in self.products_model.items])

    @property
    def shortcuts(self) -> dict[str, Callable[[], None]]:
        return {LABELS_KEY: self.make_labels}

    def ask_to_swap(self) -> None:
        """The things were carried: write their new places down, after a question."""
        swap = self.chosen_swap
        if swap is None:
            return
        box = QMessageBox(self.window())
        box.setWindowTitle(self.tr("Swap the places?"))
        box.setText(
            self.tr("Did you carry {far} to {near_place} and {near} to {far_place}?").format(
                far=swap.far.sku,
                near=swap.near.sku,
                near_place=swap.near.place,
                far_place=swap.far.place,
            )
        )
        box.setInformativeText(
            self.tr("The catalogue writes the new places down. Sizes are for you to check.")
        )
        yes = box.addButton(self.tr("Yes, write it down"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Not yet"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)  # the Enter that asked must not answer
        yes.clicked.connect(partial(self.swap, swap))
        box.open()

    def swap(self, swap: Swap, checked: object = None) -> None:
        del checked
        self._tasks.submit(partial(self._places.swap, swap), self._swapped, self._show_error)

    @property
    def chosen_swap(self) -> Swap | None:
        return self.swaps_model.item(self.swaps.currentIndex().row())

    # how it is shown

    def _show(self, number: int, found: _Found) -> None:
        if number != self._latest:
            return
        self.message.clear()
        self._survey, self._walked = found.survey, found.walked
        self.tree_model.show_root(found.survey.root)
        if len(found.survey.root.children) == 1:
            self.tree.expandToDepth(0)
        self.swaps_model.show_items(found.swaps)
        if found.swaps:
            self.swaps.choose(0)
        self._show_products(found.walked)
        self._say_lead()
        self.surveyed.emit()

    def _show_chosen_place(self) -> None:
        node = self.tree_model.node(self.tree.currentIndex())
        if node is not None:
            self._show_products(self._survey.within(node), "-".join(node.path))

    def _show_products(self, items: Sequence[PlacedProduct], place: str = "") -> None:
        self.products_model.show_items(items)
        inside = self.tr("In {place}").format(place=place)
        self.products_title.setText(inside if place else self.tr("Looked up most, lies farthest"))
        self.all_button.setVisible(bool(place))
        self._show_state()

    def _show_state(self) -> None:
        swap = self.chosen_swap
        self.swap_button.setEnabled(swap is not None)
        self.labels_button.setEnabled(bool(self.products_model.items))
        no_swap = self.tr(
            "No swap would save steps: things that are looked up often lie near, or nothing was"
            " looked up in this time."
        )
        self.reason.setText(swap_reason(swap, translate_place, number) if swap else no_swap)

    def _look_up(self) -> None:
        product = self.products_model.item(self.products.currentIndex().row())
        if product is not None:
            self.sought.emit(product.sku)

    def _swapped(self, nothing: object) -> None:
        del nothing
        self.catalogue_changed.emit()
        self.refresh()

    def _show_error(self, error: BaseException) -> None:
        self.message.show_notice(notice_of(error))

    def _say_lead(self) -> None:
        found = self._survey
        text = self.tr(
            "Stops are counted in the order of the places, from {start} on. With a place: {n};"
            " without: {placeless}; lookups: {lookups}."
        )
        self.lead.setText(
            text.format(
                start="-".join(found.start) or "–",
                n=number(len(found.products)),
                placeless=number(found.placeless),
                lookups=number(found.lookups),
            )
        )

    def retranslate(self) -> None:
        self.title.setText(self.tr("Places"))
        self._say_lead()
        names = (
            self.tr("All lookups that are kept"),
            self.tr("Lookups of 7 days"),
            self.tr("Lookups of 30 days"),
            self.tr("Lookups of 90 days"),
        )
        refill_silently(self.days, zip(DAYS, names, strict=True))
        self.days.setAccessibleName(self.tr("Which lookups count"))
        hint(self.start, self.tr("Start: the first place"))
        self.start.setAccessibleName(self.tr("Place that people come from"))
        self.within.setText(self.tr("Swap within an area only"))
        self.all_button.setText(self.tr("Show the farthest"))
        name_control(self.all_button, self.tr("What is looked up most and lies farthest"))
        self.labels_button.setText(self.tr("Labels…"))
        name_control(self.labels_button, self.tr("Labels of the products that are listed"))
        self.swaps_title.setText(self.tr("Should change places"))
        self.swap_button.setText(self.tr("Swapped…"))
        name_control(self.swap_button, self.tr("Write down that they changed places"), "Enter")
        self.tree.setAccessibleName(self.tr("Places"))
        self.products.setAccessibleName(self.tr("Products, with place and way"))
        self.swaps.setAccessibleName(self.tr("Suggestions for swaps"))
        self.tree_model.retranslate()
        self.products_model.retranslate()
        self.swaps_model.retranslate()
        node = self.tree_model.node(self.tree.currentIndex())
        self._show_products(self.products_model.items, "-".join(node.path) if node else "")


def _look(places: Places, days: int, start: str, *, within_area: bool) -> _Found:
    found = places.survey(days, start)
    swaps = suggest_swaps(found, MOST_SWAPS, within_area=within_area)
    return _Found(found, most_walked(found, MOST_WALKED), swaps)
