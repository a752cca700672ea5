"""A name that looks like HTML is shown as it is, and no picture is loaded for it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QStringListModel, Qt
from PySide6.QtGui import QHelpEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QLabel,
    QListView,
    QMessageBox,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.gui.plain_words import PlainWords, plain_tip

_OFFSCREEN = pytest.mark.qt_log_ignore("does not support raise|propagateSizeHints", extend=True)

EVIL = '<img src="//example.invalid/share/x.png"> & gloves'


@pytest.fixture
def tips(qapp: QApplication) -> object:
    made = PlainWords(qapp)
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)
    QToolTip.hideText()


def ask(widget: QWidget, place: QPoint) -> None:
    event = QHelpEvent(QHelpEvent.Type.ToolTip, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)


@_OFFSCREEN
@pytest.mark.usefixtures("tips")
def test_a_tooltip_of_a_widget_is_no_html(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    child = QLabel("x", widget)
    widget.setToolTip(EVIL)
    widget.show()
    ask(child, QPoint(1, 1))
    assert QToolTip.text() == plain_tip(EVIL)
    assert "<img" not in QToolTip.text()


@_OFFSCREEN
@pytest.mark.usefixtures("tips")
def test_a_tooltip_of_a_row_is_no_html(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    model, item = QStandardItemModel(), QStandardItem("row")
    item.setData(EVIL, Qt.ItemDataRole.ToolTipRole)
    model.appendRow(item)
    view.setModel(model)
    view.show()
    ask(view.viewport(), view.visualRect(model.index(0, 0)).center())
    assert QToolTip.text() == plain_tip(EVIL)


@_OFFSCREEN
@pytest.mark.usefixtures("tips")
def test_ordinary_words_are_left_to_qt(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(QStringListModel(["row"]))
    view.setToolTip("a & b")
    view.show()
    ask(view, QPoint(1, 1))
    assert QToolTip.text() == "a & b"


@_OFFSCREEN
@pytest.mark.usefixtures("tips")
@pytest.mark.parametrize("kind", [QMessageBox, QInputDialog])
def test_a_question_about_a_name_is_no_html(
    qtbot: QtBot, kind: type[QMessageBox | QInputDialog]
) -> None:
    dialog = kind()
    qtbot.addWidget(dialog)
    if isinstance(dialog, QMessageBox):
        dialog.setText(f"Delete “{EVIL}”?")
        dialog.setInformativeText(EVIL)
    else:
        dialog.setLabelText(f"How many of “{EVIL}” are on order?")
    dialog.open()
    labels = [label for label in dialog.findChildren(QLabel) if EVIL in label.text()]
    assert labels
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    dialog.close()
