"""The page of all products as a person uses it, over a real catalogue without a model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.product_table import Shown, SortBy, TableQuery
from desktop_app.gui import translator
from desktop_app.gui.incoming import Incoming
from desktop_app.gui.labels_dialog import LabelsDialog
from desktop_app.gui.product_editor import ProductEditor
from desktop_app.gui.products_columns import load_choice
from desktop_app.gui.products_many import ChangeManySheet, MergeSheet
from desktop_app.gui.products_model import KEPT_PAGES, PAGE
from desktop_app.gui.products_page import ProductsPage
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader
from tests.fakes import fake_photo
from tests.gui.products_shop import ProductsShop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[ProductsShop]:
    made = ProductsShop(tmp_path / "data")
    made.fill(8)
    yield made
    made.close()


@pytest.fixture
def page(
    qtbot: QtBot, shop: ProductsShop, pictures: PictureLoader, theme: Theme
) -> Iterator[ProductsPage]:
    made = ProductsPage(shop.services, pictures, theme)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    qtbot.waitUntil(lambda: made.model.row(0) is not None)
    qtbot.waitUntil(lambda: not made._tasks.is_busy())
    yield made
    made.close_session()


def skus(page: ProductsPage) -> list[str]:
    rows = (page.model.row(n) for n in range(page.model.rowCount()))
    return [row.product.sku for row in rows if row is not None]


def wait_for(qtbot: QtBot, page: ProductsPage, expected: list[str]) -> None:
    """The rows arrive in pages, and stale ones are shown until then."""
    qtbot.waitUntil(lambda: skus(page) == expected)


def press(page: ProductsPage, qtbot: QtBot, key: Qt.Key, **more: object) -> None:
    qtbot.keyClick(page.table, key, **more)


def cell(page: ProductsPage, row: int, key: str) -> str:
    return str(page.model.index(row, page.model.column_of(key)).data() or "")


def dialog(page: ProductsPage, qtbot: QtBot) -> ProductEditor | ChangeManySheet | MergeSheet:
    qtbot.waitUntil(lambda: page.dialogs.shown is not None)
    assert page.dialogs.shown is not None
    return page.dialogs.shown


def test_the_model_is_a_sound_model(page: ProductsPage) -> None:
    QAbstractItemModelTester(page.model)


def test_words_narrow_the_rows_and_escape_shows_all(page: ProductsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.field, "gloves")
    wait_for(qtbot, page, ["MS-0000000", "MS-0000006", "MS-0000005"])  # best first
    assert page.step_back()
    qtbot.waitUntil(lambda: page.model.rowCount() == 8)
    assert not page.step_back()


def test_a_header_sorts_and_turns_round(page: ProductsPage, qtbot: QtBot) -> None:
    header = page.table.horizontalHeader()
    header.sectionClicked.emit(page.model.column_of("price"))
    qtbot.waitUntil(
        lambda: page.model.query.sort is SortBy.PRICE and skus(page)[-1:] == ["MS-0000000"]
    )
    assert skus(page)[:2] == ["MS-0000001", "MS-0000002"]
    header.sectionClicked.emit(page.model.column_of("price"))
    qtbot.waitUntil(lambda: skus(page)[:1] == ["MS-0000007"])
    assert header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_a_cell_is_typed_into_saved_and_taken_back(page: ProductsPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(1, page.model.column_of("location")))
    press(page, qtbot, Qt.Key.Key_F2)
    editor = page.table.findChild(QLineEdit)
    assert editor is not None
    editor.setText("Z-99")
    with qtbot.waitSignal(page.catalogue_changed):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cell(page, 1, "location") == "Z-99")
    with qtbot.waitSignal(page.catalogue_changed):
        press(page, qtbot, Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: cell(page, 1, "location") == "B-01-1")
    with qtbot.waitSignal(page.catalogue_changed):
        press(page, qtbot, Qt.Key.Key_Y, modifier=Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: cell(page, 1, "location") == "Z-99")


def test_a_cell_that_cannot_be_saved_says_why(page: ProductsPage, qtbot: QtBot) -> None:
    index = page.model.index(1, page.model.column_of("price"))
    with qtbot.waitSignal(page.session.failed):
        page.model.setData(index, "dear")
    assert page.message.notice is not None
    assert "dear" in page.message.notice.text.what
    assert cell(page, 1, "price") == "10.00 EUR"


def test_delete_withdraws_and_the_key_restores_nothing(
    page: ProductsPage, qtbot: QtBot, shop: ProductsShop
) -> None:
    page.table.setFocus()
    page.table.selectRow(2)
    with qtbot.waitSignal(page.catalogue_changed):
        press(page, qtbot, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: page.model.rowCount() == 7)
    assert shop.shop.repository.product_by_sku("MS-0000002") is None
    page.shown.setCurrentIndex(page.shown.findData(Shown.WITHDRAWN))
    wait_for(qtbot, page, ["MS-0000002"])
    page.table.selectRow(0)
    assert page.tools.restore.isVisibleTo(page.tools)
    with qtbot.waitSignal(page.catalogue_changed):
        page.tools.restore.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 0)
    assert shop.shop.repository.product_by_sku("MS-0000002") is not None


def test_the_form_checks_while_somebody_types(page: ProductsPage, qtbot: QtBot) -> None:
    page.table.selectRow(1)
    press(page, qtbot, Qt.Key.Key_Return)
    editor = dialog(page, qtbot)
    assert isinstance(editor, ProductEditor)
    price = editor.form.fields["price"]
    price.edit.clear()
    qtbot.keyClicks(price.edit, "dear")
    assert "dear" in price.reason.text()
    editor.save()
    assert editor.isVisible()
    assert page.model.row(1) is not None
    price.edit.clear()
    qtbot.keyClicks(price.edit, "12,50")
    editor.attribute_name.setText("colour")
    editor.attribute_text.setText("zinc")
    with qtbot.waitSignal(page.catalogue_changed):
        editor.save_button.click()
    qtbot.waitUntil(lambda: cell(page, 1, "price") == "12.50 EUR")
    row = page.model.row(1)
    assert row is not None
    assert row.product.attributes["colour"] == "zinc"
    assert page.dialogs.editor is None


def test_what_was_typed_is_dropped_at_the_second_escape_only(
    page: ProductsPage, qtbot: QtBot
) -> None:
    page.table.selectRow(1)
    press(page, qtbot, Qt.Key.Key_Return)
    editor = dialog(page, qtbot)
    assert isinstance(editor, ProductEditor)
    place = editor.form.fields["location"].edit
    for typed in ("Z-1", "Z-12"):  # typing on is worth another question
        place.setText(typed)
        qtbot.keyClick(place, Qt.Key.Key_Escape)
        assert editor.isVisible()
        assert "not saved" in editor.error.words.text()
        assert not editor.error.isHidden()
    qtbot.keyClick(place, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert cell(page, 1, "location") != "Z-12"


def test_a_form_that_nobody_typed_into_closes_at_once(page: ProductsPage, qtbot: QtBot) -> None:
    page.table.selectRow(1)
    press(page, qtbot, Qt.Key.Key_Return)
    editor = dialog(page, qtbot)
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()


def test_a_taken_sku_keeps_the_form_open(page: ProductsPage, qtbot: QtBot) -> None:
    page.dialogs.add()
    editor = dialog(page, qtbot)
    assert isinstance(editor, ProductEditor)
    qtbot.keyClicks(editor.form.fields["sku"].edit, "ms-0000001")
    qtbot.keyClicks(editor.form.fields["name"].edit, "Another")
    with qtbot.waitSignal(page.session.failed):
        editor.save()
    assert "Hex bolt M8 1" in editor.error.words.text()
    editor.form.fields["sku"].edit.setText("NEW-1")
    with qtbot.waitSignal(page.catalogue_changed):
        editor.save()
    qtbot.waitUntil(lambda: "NEW-1" in skus(page))
    qtbot.waitUntil(lambda: page.table.current_id() == page.model.ids[skus(page).index("NEW-1")])


def test_photos_are_dropped_moved_by_keys_and_taken_out(
    page: ProductsPage, qtbot: QtBot, shop: ProductsShop, tmp_path: Path
) -> None:
    files = [tmp_path / f"{n}.jpg" for n in range(2)]
    for number, file in enumerate(files):
        file.write_bytes(fake_photo(number))
    page.table.selectRow(1)
    page.open_chosen()
    editor = dialog(page, qtbot)
    assert isinstance(editor, ProductEditor)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    drop = QDropEvent(QPointF(5, 5), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    editor.photos.dropEvent(drop)
    qtbot.waitUntil(lambda: editor.photos.count() == 2)
    first, second = editor.photos.order()
    editor.photos.setCurrentRow(0)
    qtbot.keyClick(editor.photos, Qt.Key.Key_Right, modifier=Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: editor.photos.order() == (second, first))
    editor.photos.setCurrentRow(1)
    qtbot.keyClick(editor.photos, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: editor.photos.order() == (second,))
    editor.reject()
    kept = shop.desk.listed([2])[2].product.photos
    assert [photo.sha256 for photo in kept] == [second]


def test_a_photo_dropped_on_the_page_goes_to_the_chosen_product(
    page: ProductsPage, qtbot: QtBot, shop: ProductsShop
) -> None:
    photo = PhotoInput("x", data=fake_photo(5))
    assert not page.receive(Incoming(photos=(photo,)))
    page.table.selectRow(3)
    with qtbot.waitSignal(page.catalogue_changed):
        assert page.receive(Incoming(photos=(photo,)))
    assert len(shop.desk.listed([4])[4].product.photos) == 1


def test_all_chosen_products_get_a_price_step(page: ProductsPage, qtbot: QtBot) -> None:
    page.table.selectAll()
    page.change_chosen()
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, ChangeManySheet)
    qtbot.keyClicks(sheet.lines["location"].edit, "B-07")
    qtbot.keyClicks(sheet.lines["price"].edit, "+10 %")
    with qtbot.waitSignal(page.catalogue_changed):
        sheet.save()
    qtbot.waitUntil(lambda: cell(page, 1, "price") == "11.00 EUR")
    assert {cell(page, n, "location") for n in range(1, 8)} == {"B-07"}
    assert page.message.notice is not None  # the first product has no price to raise


def test_merging_asks_which_one_stays(page: ProductsPage, qtbot: QtBot) -> None:
    page.table.selectAll()
    page.merge_chosen()
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, MergeSheet)
    sheet.choices[4].setChecked(True)
    with qtbot.waitSignal(page.catalogue_changed):
        sheet.merge()
    wait_for(qtbot, page, ["MS-0000004"])
    with qtbot.waitSignal(page.catalogue_changed):
        page.tools.undo.click()
    qtbot.waitUntil(lambda: page.model.rowCount() == 8)


def test_another_choice_in_a_merge_is_dropped_at_the_second_escape_only(
    page: ProductsPage, qtbot: QtBot
) -> None:
    page.table.selectAll()
    page.merge_chosen()
    sheet = dialog(page, qtbot)
    assert isinstance(sheet, MergeSheet)
    sheet.choices[4].click()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.error.isVisible()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert page.model.rowCount() == 8


def test_a_merge_that_is_left_as_it_was_offered_closes_at_once(
    page: ProductsPage, qtbot: QtBot
) -> None:
    page.table.selectAll()
    page.merge_chosen()
    sheet = dialog(page, qtbot)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_choice_of_columns_is_kept(
    page: ProductsPage, qtbot: QtBot, shop: ProductsShop, pictures: PictureLoader, theme: Theme
) -> None:
    header = page.table.horizontalHeader()
    menu = page.table.columns_menu()
    texts = {action.text(): action for action in menu.actions()}
    texts["Pack size"].trigger()
    texts["Brand"].trigger()
    header.moveSection(header.visualIndex(page.model.column_of("stock")), 1)
    header.resizeSection(page.model.column_of("name"), 210)
    again = ProductsPage(shop.services, pictures, theme)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.model.column_of("attribute:pack_size") >= 0)
    other = again.table.horizontalHeader()
    assert not other.isSectionHidden(again.model.column_of("attribute:pack_size"))
    assert other.isSectionHidden(again.model.column_of("brand"))
    assert other.visualIndex(again.model.column_of("stock")) == 1
    assert other.sectionSize(again.model.column_of("name")) == 210
    again.close_session()


def test_names_take_the_room_of_a_wide_window_until_widths_are_ones_own(
    page: ProductsPage, qtbot: QtBot, shop: ProductsShop
) -> None:
    header, name = page.table.horizontalHeader(), page.model.column_of("name")
    narrow = header.sectionSize(name)
    page.resize(1900, 700)
    qtbot.waitUntil(lambda: header.sectionSize(name) > narrow)
    assert header.length() <= page.table.viewport().width()
    assert load_choice(shop.services.data_folder.root) is None, "nobody chose that width"
    header.resizeSection(name, 210)
    page.resize(1800, 700)
    QApplication.processEvents()
    assert header.sectionSize(name) == 210


def test_what_is_chosen_stays_chosen_when_rows_change(
    page: ProductsPage, qtbot: QtBot, shop: ProductsShop
) -> None:
    page.table.selectRow(5)
    shop.services.care.withdraw([1, 2])
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == 6)
    assert page.table.chosen_ids() == [6]
    assert page.table.current_id() == 6


def test_pages_passed_by_are_not_kept(page: ProductsPage, qtbot: QtBot, shop: ProductsShop) -> None:
    shop.fill(PAGE * (KEPT_PAGES + 3))
    page.refresh()
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE * (KEPT_PAGES + 3))
    for number in range(KEPT_PAGES + 3):
        page.model.index(number * PAGE, 1).data()
        qtbot.waitUntil(lambda at=number * PAGE: page.model.row(at) is not None)
    assert len(page.model._pages) == KEPT_PAGES
    page.table.selectAll()
    assert page.table.n_chosen() == len(page.table.chosen_ids()) == PAGE * (KEPT_PAGES + 3)


def test_everything_is_exported(page: ProductsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.export.write_to(tmp_path / "all.csv")
    qtbot.waitUntil(lambda: "Export finished: 8 products" in page.lead.text())
    assert (tmp_path / "all.csv").read_text(encoding="utf-8-sig").startswith("sku,name,")


def test_the_page_speaks_chinese(page: ProductsPage, qapp: QApplication) -> None:
    translator.install(qapp, "zh_CN")
    QApplication.processEvents()
    assert page.title.text() == "商品"
    assert page.model.headerData(2, Qt.Orientation.Horizontal) == "名称"


@pytest.mark.parametrize("shown", list(Shown))
def test_every_part_of_the_catalogue_can_be_shown(
    page: ProductsPage, qtbot: QtBot, shown: Shown
) -> None:
    with qtbot.waitSignal(page.model.loaded):
        page.shown.setCurrentIndex(-1)
        page.shown.setCurrentIndex(page.shown.findData(shown))
    qtbot.waitUntil(lambda: page.model.query == TableQuery(shown=shown))
    assert page.model.query.shown is shown


def test_labels_of_the_chosen_products(qtbot: QtBot, page: ProductsPage) -> None:
    page.table.selectRow(1)
    qtbot.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.tools.labels.isEnabled()
    page.tools.labels.click()
    qtbot.waitUntil(lambda: bool(page.findChildren(LabelsDialog)))
    (dialog,) = page.findChildren(LabelsDialog)
    with qtbot.waitSignal(dialog.previewed):
        pass
    assert dialog._skus == tuple(skus(page)[1:3])
    dialog.reject()


def test_the_menu_of_the_table_offers_what_can_be_done(qtbot: QtBot, page: ProductsPage) -> None:
    page.table.selectRow(0)
    menu = page.tools.menu(page)
    offered = {action.text(): action.isEnabled() for action in menu.actions()}
    assert (offered["Labels…"], offered["Merge…"]) == (True, False)
    assert "Restore" not in offered
    next(action for action in menu.actions() if action.text() == "Open").trigger()
    qtbot.waitUntil(lambda: page.dialogs.editor is not None)
    page.dialogs.editor.reject()


def test_rows_that_arrive_do_not_end_the_typing(
    qtbot: QtBot, page: ProductsPage, shop: ProductsShop
) -> None:
    page.table.choose(page.model.ids[0])
    page.table.edit_current()
    editor = page.table.viewport().findChild(QLineEdit)
    shop.fill(9)
    page.model.reload()
    page.model.use_attributes(["colour", "size"])
    qtbot.waitUntil(lambda: len(page.model._held_back) == 2)
    assert page.model.rowCount() == 8
    qtbot.keyClicks(editor, "Typed to the end")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.model.rowCount() == 9)
    qtbot.waitUntil(lambda: "Typed to the end" in [_name(page, row) for row in range(9)])


def _name(page: ProductsPage, number: int) -> str:
    row = page.model.row(number)
    return row.product.name if row is not None else ""


def test_enter_in_the_search_goes_on_to_the_first_row(qtbot: QtBot, page: ProductsPage) -> None:
    qtbot.keyClicks(page.field, "bolt")
    qtbot.keyClick(page.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.table.n_chosen() == 1)
    qtbot.waitUntil(lambda: "bolt" in _name(page, 0))
    assert page.table.n_chosen() == 1
