"""Languages: switched while everything is open, and added by one file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractTableModel, QLocale
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.gui import formats, translator
from desktop_app.gui.languages import own_name
from desktop_app.gui.main_window import MainWindow
from desktop_app.settings import Settings
from desktop_app.translation import (
    best_language,
    chosen_language,
    read_translations,
    translation_files,
)
from desktop_app.translation import translator as terminal_translator
from tests.fake_services.all_services import FakeServices
from tests.gui.all_views import VIEWS, fill, opened

MADE_UP = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="eo"><context><name>MainWindow</name>
<message><source>Find</source><translation>Trovi</translation></message>
<message><source>History</source><translation>Historio</translation></message>
</context></TS>
"""


@pytest.fixture
def made_up(services: FakeServices) -> Path:
    """Folder of a person who added a language."""
    folder = services.data_folder.translations
    folder.mkdir()
    (folder / "shelfsight_eo.ts").write_text(MADE_UP, encoding="utf-8")
    return folder


def texts(root: QWidget) -> Iterator[str]:
    """Everything that can be read or heard of *root*."""
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root) or widget.objectName().startswith("qt_"):
            continue
        yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
        if isinstance(widget, (QLabel, QAbstractButton, QLineEdit)):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(number) for number in range(widget.count()))
        if isinstance(widget, QAbstractItemView) and widget.model() is not None:
            yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    columns = model.columnCount() if isinstance(model, QAbstractTableModel) else 1
    for row in range(min(3, model.rowCount())):
        for column in range(columns):
            yield str(model.index(row, column).data() or "")


@pytest.mark.slow
@pytest.mark.parametrize("language", sorted(translation_files()))
def test_every_view_changes_its_language_while_it_is_open(
    qtbot: QtBot,
    qapp: QApplication,
    window: MainWindow,
    tmp_path: Path,
    language: str,
) -> None:
    fill(window._services)
    table = read_translations(translation_files()[language])
    english = {source for (_, source), text in table.items() if text != source}
    left, seen = [], 0
    for view in VIEWS:
        translator.install(qapp, "en")
        with opened(view, qtbot, window, tmp_path) as shown:
            seen += len(english.intersection(texts(shown)))
            translator.install(qapp, language)
            QApplication.processEvents()
            left += [f"{view}: {text}" for text in english.intersection(texts(shown))]
    assert not left, "\n".join(left)
    assert seen > 100


def test_a_language_is_one_file(
    qtbot: QtBot, window: MainWindow, made_up: Path, tmp_path: Path
) -> None:
    with opened("settings", qtbot, window, tmp_path) as dialog:
        position = dialog.language.findData("eo")
        assert dialog.language.itemText(position) == "Esperanto"
        dialog.language.setCurrentIndex(position)
        dialog.language.activated.emit(position)
        assert window._settings.language == "eo"
        QApplication.processEvents()
        rail = {button.accessibleName() for button in window.rail.findChildren(QAbstractButton)}
        assert {"Trovi", "Records"} <= rail  # what is not translated stays English
        window.show_page("history")
        assert window.host.tabs.tabText(0) == "Historio"


def test_the_terminal_speaks_an_added_language(made_up: Path) -> None:
    speak = terminal_translator("eo", made_up)
    assert (speak("Find"), speak("Import")) == ("Trovi", "Import")


def test_a_language_whose_file_is_gone_means_english(qapp: QApplication) -> None:
    assert Settings(language="eo").language == "eo"
    assert translator.install(qapp, "eo") == "en"


@pytest.mark.parametrize("broken", ["", "no XML", "<TS>", "<TS></TS>"])
def test_a_broken_file_means_english(qapp: QApplication, made_up: Path, broken: str) -> None:
    (made_up / "shelfsight_io.ts").write_text(broken, encoding="utf-8")
    translator.install(qapp, "io", made_up)
    assert qapp.translate("MainWindow", "Find") == "Find"
    translator.install(qapp, "en")


@pytest.mark.parametrize(
    ("wanted", "spoken"),
    [
        (["zh-Hans-CN"], "zh_CN"),
        (["zh_TW.UTF-8"], "zh_CN"),
        (["de_DE.UTF-8", "zh_CN"], "zh_CN"),
        (["en_GB"], "en"),
        (["C"], "en"),
        ([], "en"),
        (["fr", "eo_XX"], "eo"),
    ],
)
def test_the_system_gets_the_nearest_language(
    made_up: Path, wanted: list[str], spoken: str
) -> None:
    assert best_language(wanted, made_up) == spoken


def test_the_setting_goes_before_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert (chosen_language("system"), chosen_language("en")) == ("zh_CN", "en")


@pytest.mark.parametrize("language", ["", "klingon?", "../secret", "zh CN"])
def test_what_is_no_code_of_a_language_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match="language"):
        Settings(language=language)


@pytest.mark.parametrize(
    ("language", "amount", "money"),
    [("en", "1,234.5", "€1,234.50"), ("zh_CN", "1,234.5", "€1,234.50")],
)
def test_numbers_prices_and_dates_follow_the_language(
    qapp: QApplication, language: str, amount: str, money: str
) -> None:
    translator.install(qapp, language)
    assert formats.number(Decimal("1234.5")) == amount
    assert formats.price(Decimal("1234.5"), "EUR") == money
    at = datetime(2026, 3, 29, 12, tzinfo=UTC)
    written = QLocale().dateFormat(QLocale.FormatType.ShortFormat)
    assert formats.moment(at).startswith(QLocale().toString(at.astimezone().date(), written))
    translator.install(qapp, "en")


@pytest.mark.parametrize(("code", "name"), [("en", "English"), ("zh_CN", "简体中文")])
def test_a_language_is_called_as_it_calls_itself(code: str, name: str) -> None:
    assert own_name(code) == name
