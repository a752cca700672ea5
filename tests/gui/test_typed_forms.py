"""What was typed into a form is dropped at the second Esc only, in every form of the window."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_app.core.messages import Message, MessageId
from desktop_app.core.price import PriceLimit
from desktop_app.core.stock import Scope
from desktop_app.gui.form_sheet import FormSheet
from desktop_app.gui.inquiry_dialog import InquiryDialog
from desktop_app.gui.limit_dialog import LimitDialog, LimitTarget
from desktop_app.gui.line_sheet import LineSheet, LineWords
from desktop_app.gui.product_editor import ProductEditor
from desktop_app.gui.product_form import ProductForm
from desktop_app.gui.products_many import ChangeManySheet
from desktop_app.gui.rule_dialog import RuleDialog
from desktop_app.gui.theme import Theme
from desktop_app.gui.thumbnails import PictureLoader

TARGET = LimitTarget(1, "Gloves S", "Gloves")


def show(qtbot: QtBot, form: FormSheet) -> FormSheet:
    qtbot.addWidget(form)
    form.open()
    qtbot.waitUntil(form.isVisible)
    return form


def product_form(theme: Theme, pictures: PictureLoader) -> FormSheet:
    form = ProductForm((), pictures, theme)
    form.prefill({"barcode": "04006381333931"})
    return form


def editor(theme: Theme, pictures: PictureLoader) -> FormSheet:
    return ProductEditor(None, pictures, lambda _sha: None, theme)


def many(theme: Theme, pictures: PictureLoader) -> FormSheet:
    del pictures
    return ChangeManySheet(3, theme)


def inquiry(theme: Theme, pictures: PictureLoader) -> FormSheet:
    return InquiryDialog((), pictures, theme, text="a valve")


def limits(theme: Theme, pictures: PictureLoader) -> FormSheet:
    del pictures
    return LimitDialog(theme, TARGET, {})


def rules(theme: Theme, pictures: PictureLoader) -> FormSheet:
    del pictures
    return RuleDialog(theme, None, {})


def one_line(theme: Theme, pictures: PictureLoader) -> FormSheet:
    del pictures
    words = LineWords("Network camera", "Address of the camera", "Use this camera")
    return LineSheet(theme, lambda: words, lambda text: None, "rtsp://")


FORMS = (product_form, editor, many, inquiry, limits, rules, one_line)


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_a_form_asks_once_for_each_thing_typed(
    qtbot: QtBot,
    theme: Theme,
    pictures: PictureLoader,
    make: Callable[[Theme, PictureLoader], FormSheet],
) -> None:
    form = show(qtbot, make(theme, pictures))
    field = form.focusWidget()
    assert isinstance(field, QLineEdit | QPlainTextEdit)
    for typed in "12":  # typing on is worth another question
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, Qt.Key.Key_Escape)
        assert form.isVisible()
        assert "is not saved" in form.error.words.text()
        assert form.saves_with in form.error.words.text()
        assert form.error.isVisible()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not form.isVisible()


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_a_form_that_nobody_typed_into_closes_at_once(
    qtbot: QtBot,
    theme: Theme,
    pictures: PictureLoader,
    make: Callable[[Theme, PictureLoader], FormSheet],
) -> None:
    form = show(qtbot, make(theme, pictures))
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert not form.isVisible()


@pytest.mark.parametrize("make", FORMS, ids=lambda make: make.__name__)
def test_enter_never_answers_the_question_by_dropping(
    qtbot: QtBot,
    theme: Theme,
    pictures: PictureLoader,
    make: Callable[[Theme, PictureLoader], FormSheet],
) -> None:
    form = show(qtbot, make(theme, pictures))
    dropped: list[bool] = []
    form.rejected.connect(lambda: dropped.append(True))
    field = form.focusWidget()
    qtbot.keyClicks(field, "1")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dropped == []
    assert form.isVisible() or form.result() == QDialog.DialogCode.Accepted


def test_a_line_that_is_refused_stays_and_is_told(qtbot: QtBot, theme: Theme) -> None:
    given: list[str] = []

    def take(text: str) -> Message | None:
        given.append(text)
        bad = Message.of(MessageId.STREAM_ADDRESS, name=text)
        return bad if len(given) == 1 else None

    words = LineWords("Network camera", "Address of the camera", "Use this camera")
    form = LineSheet(theme, lambda: words, take)
    show(qtbot, form)
    qtbot.keyClicks(form.field, "nonsense")
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert form.isVisible()
    assert form.field.text() == "nonsense"
    assert "is not the address" in form.error.words.text()
    qtbot.keyClick(form.field, Qt.Key.Key_Return)
    assert not form.isVisible()
    assert given == ["nonsense", "nonsense"]


def test_enter_saves_what_the_question_was_about(qtbot: QtBot, theme: Theme) -> None:
    form = LimitDialog(theme, TARGET, {})
    show(qtbot, form)
    chosen: list[tuple[Scope, str, PriceLimit]] = []
    form.chosen.connect(lambda *values: chosen.append(values))
    qtbot.keyClicks(form.fields["rise"], "5")
    qtbot.keyClick(form.fields["rise"], Qt.Key.Key_Escape)
    qtbot.keyClick(form.fields["rise"], Qt.Key.Key_Return)
    ((scope, name, limit),) = chosen
    assert (scope, name) == (Scope.PRODUCT, "1")
    assert limit.rise == Decimal(5)


def test_what_was_typed_stays_when_it_is_meant_for_another_scope(
    qtbot: QtBot, theme: Theme
) -> None:
    limits = {(Scope.PRODUCT, "1"): PriceLimit(fall=Decimal(7))}
    form = LimitDialog(theme, TARGET, limits)
    show(qtbot, form)
    qtbot.keyClicks(form.fields["rise"], "5")
    form.scope.setCurrentIndex(1)
    assert form.fields["rise"].text() == "5"
    assert form.fields["fall"].text() == "", "what is set for the product is not typed"
    form.scope.setCurrentIndex(0)
    assert [form.fields[name].text() for name in ("rise", "fall")] == ["5", "7"]
