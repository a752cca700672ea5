"""Why? and what differs: asked for by keys, shown over the pictures and in words."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.product_difference import differences
from desktop_app.core.types import Box, HistoryEntry, Product, Reason, Verdict
from desktop_app.gui import comparison, translator
from desktop_app.gui.difference_panel import DifferencePanel
from desktop_app.gui.find_page import FindPage
from desktop_app.gui.incoming import Incoming
from desktop_app.gui.main_window import MainWindow
from desktop_app.gui.picture_overlays import HeatOverlay, MarkOverlay, Overlays
from desktop_app.gui.theme import Theme
from tests.fake_services.all_services import FakeServices
from tests.fake_services.answers import NOON, answer_for
from tests.fake_services.pictures import jpeg, product_picture


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, photo_file: Path) -> FindPage:
    """The answer to a photo, with the focus in the results."""
    found = window.find_page
    ask(qtbot, window, PhotoInput.from_path(photo_file))
    return found


def ask(qtbot: QtBot, window: MainWindow, *photos: PhotoInput) -> None:
    with qtbot.waitSignal(window.find_page.answered):
        window.receive(Incoming(photos=photos))
    window.find_page.grid.setFocus()


def press(qtbot: QtBot, page: FindPage, keys: str) -> None:
    """Strokes with Alt, or Ctrl for the zoom, from wherever the focus is."""
    for key in keys:
        held = "Ctrl" if key in "+-0" else "Alt"
        stroke = QKeySequence(f"{held}+{key}")[0]
        where = page.grid if page.grid.isVisible() else page.detail
        qtbot.keyClick(where, stroke.key(), stroke.keyboardModifiers())


def explain(qtbot: QtBot, page: FindPage) -> None:
    with qtbot.waitSignal(page.comparison.session.explained):
        press(qtbot, page, "w")


def tell_apart(qtbot: QtBot, page: FindPage) -> None:
    with qtbot.waitSignal(page.comparison.session.contrasted):
        press(qtbot, page, "d")


def overlays(page: FindPage) -> list:
    compare = page.detail.compare
    sides = (compare.query_side, compare.product_side, compare.rival_side)
    return [side.view.overlay for side in sides]


def test_one_key_lays_the_map_over_both_pictures(
    qtbot: QtBot, page: FindPage, services: FakeServices
) -> None:
    explain(qtbot, page)
    for shown in overlays(page)[:2]:
        assert isinstance(shown, Overlays)
        assert isinstance(shown.overlays[0], HeatOverlay)
    bar, compare = page.detail.compare_bar, page.detail.compare
    assert "upper left of your photo, centre of the catalogue photo" in bar.sentence.text()
    assert compare.query_side.view.accessibleDescription() == "Most alike: upper left"
    assert compare.product_side.view.accessibleDescription() == "Most alike: centre"
    assert bar.why.isChecked()
    (asked,) = services.explanation.asked
    assert asked[1] == (services.catalogue.all[0].photos[0].sha256,)
    press(qtbot, page, "w")
    assert overlays(page)[:2] == [None, None]
    assert not bar.sentence.isVisible()


def test_matching_parts_have_the_same_number_in_both(qtbot: QtBot, page: FindPage) -> None:
    explain(qtbot, page)
    press(qtbot, page, "m")
    signs = [[mark.sign for mark in shown.overlays[1].marks] for shown in overlays(page)[:2]]
    assert signs == [["1"], ["1"]]
    assert "1: upper left of your photo corresponds" in page.detail.compare_bar.sentence.text()
    press(qtbot, page, "m")
    assert overlays(page)[0].overlays[1].marks == ()


def test_the_key_of_matching_parts_alone_asks_why_too(qtbot: QtBot, page: FindPage) -> None:
    with qtbot.waitSignal(page.comparison.session.explained):
        press(qtbot, page, "m")
    assert page.detail.compare_bar.why.isChecked()
    assert [mark.sign for mark in overlays(page)[0].overlays[1].marks] == ["1"]


def test_a_screen_reader_is_told_without_moving_the_focus(
    qtbot: QtBot, page: FindPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(comparison, "_announce", lambda _about, words: said.append(words))
    explain(qtbot, page)
    tell_apart(qtbot, page)
    assert page.grid.hasFocus()
    assert said[0].startswith("Most alike: upper left")
    assert said[1].startswith("What differs from “Nitrile gloves, blue, size L”. A: upper left")
    assert "Size. size L" in said[1]


def test_the_map_follows_the_chosen_product_and_photo(
    qtbot: QtBot, page: FindPage, services: FakeServices
) -> None:
    explain(qtbot, page)
    with qtbot.waitSignal(page.comparison.session.explained):
        qtbot.keyClick(page.grid, Qt.Key.Key_Right)
    with qtbot.waitSignal(page.comparison.session.explained):
        press(qtbot, page, ".")
    with qtbot.waitSignal(page.comparison.session.explained):
        press(qtbot, page, ",")
    with qtbot.waitSignal(page.comparison.session.explained):
        press(qtbot, page, ",")
    second = services.catalogue.all[1].photos
    asked = [photos[0] for _, photos in services.explanation.asked[1:]]
    assert asked == [second[n].sha256 for n in (0, 1, 0, 2)]


def test_what_differs_is_listed_and_framed(qtbot: QtBot, page: FindPage) -> None:
    tell_apart(qtbot, page)
    panel, compare = page.detail.difference, page.detail.compare
    assert panel.isVisible()
    assert compare.rival_side.isVisible()
    assert panel.title.text() == "What differs from “Nitrile gloves, blue, size L”"
    assert panel.lines[:2] == ["Size. size M", "Size. size L"]
    assert "Price. €13.90" in panel.lines
    assert "A: upper left of your photo speaks for “Nitrile gloves, blue, size L”" in (
        panel.regions.text()
    )
    for shown in overlays(page):
        assert isinstance(shown, MarkOverlay)
        assert [(mark.sign, mark.dashed) for mark in shown.marks] == [("A", True)]
    press(qtbot, page, "d")
    assert not panel.isVisible()
    assert not compare.rival_side.isVisible()


def test_typed_words_speak_for_a_side(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    page = window.find_page
    services.lookup.answer = lambda query: answer_for(services.catalogue.all, text=query.text)
    with qtbot.waitSignal(page.answered):
        page.query.use_text("gloves size L")
    page.grid.setFocus()
    press(qtbot, page, "d")
    assert "Size. size L. Your words “size L” speak for this one" in page.detail.difference.lines
    why = page.detail.compare_bar.why
    assert not why.isEnabled()
    assert why.toolTip().startswith("Needs a photo")


def test_the_two_views_exclude_each_other(qtbot: QtBot, page: FindPage) -> None:
    explain(qtbot, page)
    tell_apart(qtbot, page)
    bar = page.detail.compare_bar
    assert (bar.why.isChecked(), bar.differs.isChecked()) == (False, True)
    explain(qtbot, page)
    assert (bar.why.isChecked(), bar.differs.isChecked()) == (True, False)
    assert not page.detail.difference.isVisible()


def test_the_last_candidate_is_told_from_the_one_before(
    qtbot: QtBot, page: FindPage, services: FakeServices
) -> None:
    page.grid.choose(len(services.catalogue.all) - 1)
    tell_apart(qtbot, page)
    assert services.catalogue.all[-2].name in page.detail.difference.title.text()


def test_an_only_candidate_has_nothing_to_differ_from(
    qtbot: QtBot, window: MainWindow, services: FakeServices, photo_file: Path
) -> None:
    services.lookup.answer = lambda _query: answer_for(services.catalogue.all[:1])
    ask(qtbot, window, PhotoInput.from_path(photo_file))
    press(qtbot, window.find_page, "d")
    assert not window.find_page.detail.compare_bar.differs.isEnabled()
    assert not window.find_page.detail.difference.isVisible()


def test_products_alike_in_all_data_are_said_to_be(qtbot: QtBot, theme: Theme) -> None:
    panel = DifferencePanel(theme)
    qtbot.addWidget(panel)
    panel.show_products(Product("A", "Gloves"), Product("B", "Gloves"), ())
    assert panel.lines == []
    words = [words.text() for words in panel.findChildren(QLabel)]
    assert "Nothing in the product data but the codes." in words


def test_a_new_question_cancels_what_was_asked(
    qtbot: QtBot, window: MainWindow, page: FindPage, services: FakeServices, photo_file: Path
) -> None:
    services.explanation.gate = gate = threading.Event()
    press(qtbot, page, "w")
    assert page.detail.compare_bar.sentence.text() == "Looking for what is alike…"
    qtbot.waitUntil(lambda: bool(services.explanation.asked))
    with qtbot.assertNotEmitted(page.comparison.session.explained):
        ask(qtbot, window, PhotoInput.from_path(photo_file))
        gate.set()
        qtbot.waitUntil(lambda: bool(services.explanation.superseded))
    assert overlays(page)[:2] == [None, None]
    assert not page.detail.compare_bar.why.isChecked()


def test_only_the_newest_explanation_is_shown(
    qtbot: QtBot, page: FindPage, services: FakeServices
) -> None:
    services.explanation.gate = gate = threading.Event()
    press(qtbot, page, "w")
    qtbot.waitUntil(lambda: bool(services.explanation.asked))
    press(qtbot, page, ".")
    received = []
    page.comparison.session.explained.connect(received.append)
    with qtbot.waitSignal(page.comparison.session.explained):
        gate.set()
    assert len(received) == 1
    assert services.explanation.superseded == [services.catalogue.all[0].photos[0].sha256]


def test_a_pack_that_explains_nothing_says_so(
    qtbot: QtBot, page: FindPage, services: FakeServices
) -> None:
    services.explanation.error = UserError(MessageId.MODEL_EXPLAINS_NOTHING, name="flat")
    with qtbot.waitSignal(page.comparison.session.failed):
        press(qtbot, page, "w")
    assert "“flat” cannot explain" in page.detail.compare_bar.sentence.text()
    with qtbot.waitSignal(page.comparison.session.failed):
        press(qtbot, page, "d")
    assert "“flat” cannot explain" in page.detail.difference.regions.text()
    assert page.detail.difference.lines  # the data is compared all the same


def test_the_photo_that_is_shown_is_the_one_explained(
    qtbot: QtBot, window: MainWindow, services: FakeServices, tmp_path: Path
) -> None:
    files = [tmp_path / f"{n}.jpg" for n in range(3)]
    for number, file in enumerate(files):
        file.write_bytes(jpeg(product_picture("#884422", 200, turn=5 * number)))
    files[1].write_bytes(b"broken")
    boxed = PhotoInput.from_path(files[2], Box(10, 10, 100, 100))
    ask(qtbot, window, *(PhotoInput.from_path(file) for file in files[:2]), boxed)
    page = window.find_page
    explain(qtbot, page)
    with qtbot.waitSignal(page.comparison.session.explained):
        page.detail.compare.query_side.step(1)
    assert [query.name for query, _ in services.explanation.asked] == ["0.jpg", "2.jpg"]
    assert services.explanation.asked[1][0].box == boxed.box


def test_an_answer_of_the_history_is_explained_by_its_small_copy(
    qtbot: QtBot, window: MainWindow, services: FakeServices
) -> None:
    small = jpeg(product_picture("#3E78C9", 60))
    entry = HistoryEntry(
        1, NOON, "Li", "", Verdict.MATCH, Reason.CONFIDENT, "", "", None, "", "", "{}", small
    )
    window.find_page.show_stored(entry, answer_for(services.catalogue.all))
    explain(qtbot, window.find_page)
    assert services.explanation.asked[0][0].data == small


def test_keys_enlarge_in_the_large_view_too(qtbot: QtBot, page: FindPage) -> None:
    zoom = page.detail.compare.zoom
    press(qtbot, page, "+")
    assert zoom.scale > 1
    press(qtbot, page, "-")
    assert zoom.is_fitted
    page.toggle_large()
    explain(qtbot, page)
    press(qtbot, page, "++")
    assert zoom.scale == pytest.approx(1.25**2)
    press(qtbot, page, "0")
    assert zoom.is_fitted
    assert page.answer.is_large


@pytest.mark.parametrize("begun_in", ["field", "grid"])
def test_letters_are_words_wherever_they_are_typed(
    qtbot: QtBot, page: FindPage, begun_in: str
) -> None:
    where = page.query.field if begun_in == "field" else page.grid
    where.setFocus()
    for letter in "wd+0.":
        qtbot.keyClicks(where if page.grid.hasFocus() else page.query.field, letter)
    assert page.query.field.text() == "wd+0."
    assert not page.detail.compare_bar.why.isChecked()


def test_every_control_has_a_name_and_is_large_enough(qtbot: QtBot, page: FindPage) -> None:
    explain(qtbot, page)
    bar = page.detail.compare_bar
    controls = (bar.why, bar.pairs, bar.differs, bar.zoom_in, bar.zoom_out, bar.fit)
    for control in controls:
        assert control.accessibleName()
        assert control.toolTip()
        assert control.height() >= 32
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_attributes_have_the_names_of_the_data_table(
    qtbot: QtBot, page: FindPage, services: FakeServices
) -> None:
    first = services.catalogue.all[0]
    second = replace(first, sku="X", attributes={"pack_size": "50", "grip": "fine"})
    page.detail.difference.show_products(first, second, differences(first, second))
    assert page.detail.difference.lines == [
        "Pack size. 100",
        "Pack size. 50",
        "Grip. –",
        "Grip. fine",
    ]


def test_the_zoom_moves_to_its_own_line_in_a_narrow_panel(qtbot: QtBot, page: FindPage) -> None:
    explain(qtbot, page)
    bar = page.detail.compare_bar
    for width, same_line in ((900, True), (380, False)):
        bar.resize(width, bar.height())
        bar.layout().activate()
        assert (bar._tools.indexOf(bar._zoom_group) >= 0) == same_line


def test_sentences_follow_the_language(
    qtbot: QtBot, qapp, page: FindPage, services: FakeServices
) -> None:
    explain(qtbot, page)
    translator.install(qapp, "zh_CN")
    qtbot.waitUntil(lambda: "最相似处" in page.detail.compare_bar.sentence.text())
    assert overlays(page)[0] is not None
    tell_apart(qtbot, page)
    assert "区别" in page.detail.difference.title.text()
    assert page.detail.compare_bar.why.text().startswith("为什么")
