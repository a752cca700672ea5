"""The manual is whole, in each language, and opens from the sheets of Help."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict
from pathlib import Path

import pytest
import typer.main
from PySide6.QtCore import QLocale, QUrl
from pytestqt.qtbot import QtBot

from desktop_app.cli import app
from desktop_app.core.types import DeviceInfo
from desktop_app.gui.about_dialog import AboutDialog
from desktop_app.gui.manual_window import ManualWindow, manual_page
from desktop_app.gui.pages import all_pages
from desktop_app.gui.shortcut_sheet import ShortcutSheet
from desktop_app.gui.status import Facts
from desktop_app.gui.theme import Theme
from desktop_app.paths import manual_folder
from desktop_app.settings import Settings
from desktop_app.translation import translation_files

PAGES = sorted(manual_folder().rglob("*.html"))


def test_every_language_of_the_program_has_the_manual() -> None:
    for code in ("en", *translation_files()):
        assert (manual_folder() / code / "index.html").is_file()
        assert (manual_folder() / code / "administrator.html").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_links_and_pictures_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    anchors = set(re.findall(r'<a name="([^"]+)"', text))
    for link in re.findall(r'(?:href|src)="([^"]+)"', text):
        file, _, anchor = link.partition("#")
        assert not link.startswith("http"), "the manual needs no network"
        assert not file or (page.parent / file).is_file(), link
        assert not anchor or anchor in anchors, link
    assert all(alt for alt in re.findall(r'<img[^>]*alt="([^"]*)"', text))
    assert text.count("<img") == text.count('alt="')


@pytest.mark.parametrize("name", ["index.html", "administrator.html"])
def test_the_languages_have_the_same_chapters(name: str) -> None:
    chapters = {
        tuple(re.findall(r'<h2><a name="([^"]+)"', page.read_text(encoding="utf-8")))
        for page in PAGES
        if page.name == name
    }
    assert len(chapters) == 1


@pytest.mark.parametrize(
    ("locale", "folder"), [("zh_CN", "zh_CN"), ("en_GB", "en"), ("fi_FI", "en")]
)
def test_a_language_without_a_manual_reads_the_english_one(locale: str, folder: str) -> None:
    assert manual_page(QLocale(locale)).parent.name == folder


@pytest.mark.parametrize("make", [ShortcutSheet, lambda t: AboutDialog(None, t)])
def test_help_opens_the_manual(qtbot: QtBot, theme: Theme, make) -> None:
    sheet = make(theme)
    qtbot.addWidget(sheet)
    sheet.show()
    sheet.manual_button.click()
    (window,) = sheet.findChildren(ManualWindow)
    assert "Shelfsight" in window.browser.toPlainText()
    with qtbot.waitSignal(window.finished):
        window.close_button.click()


def test_about_says_why_it_runs_where_it_runs(qtbot: QtBot, theme: Theme) -> None:
    device = DeviceInfo("CPU", reason="no NVIDIA graphics processor was found")
    sheet = AboutDialog(Facts(None, None, device, "base"), theme)
    qtbot.addWidget(sheet)
    assert dict(sheet.pairs)["Runs on"] == "CPU: no NVIDIA graphics processor was found"


def test_links_lead_through_the_manual_and_back(qtbot: QtBot, theme: Theme) -> None:
    window = ManualWindow(theme)
    qtbot.addWidget(window)
    first = window.browser.source()
    assert not window.back_button.isEnabled()
    window.browser.setSource(first.resolved(QUrl("administrator.html")))
    assert "settings.toml" in window.browser.toPlainText()
    window.back_button.click()
    assert window.browser.source() == first


GUIDES = [page for page in PAGES if page.name == "administrator.html"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda page: page.parent.name)
def test_the_settings_of_the_guide_are_those_of_the_program(guide: Path) -> None:
    (block,) = re.findall(r"<pre>\n(provider.*?)</pre>", guide.read_text("utf-8"), re.DOTALL)
    assert tomllib.loads(block) == asdict(Settings())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_every_command_and_option_that_is_named_exists(page: Path) -> None:
    command = typer.main.get_command(app)
    named = re.findall(
        r"(?:<tt>|^)shelfsight ([a-z].*?)(?:</tt>| *#|$)", page.read_text("utf-8"), re.MULTILINE
    )
    for words_of in named:
        first, *words = words_of.split()
        assert first in command.commands, words_of
        found, options = command.commands[first], set()
        while hasattr(found, "commands") and words and words[0] in found.commands:
            found = found.commands[words.pop(0)]
        options = {name for parameter in found.params for name in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= options, words_of
    assert named or page.name == "index.html"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if page.name == "index.html"], ids=lambda page: page.parent.name
)
def test_every_key_of_a_page_in_the_manual_opens_one(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    keys = {found.keys for found in all_pages() if found.keys}
    told = set(re.findall(r"Ctrl\+Shift\+[A-Z](?![a-z])", text))
    others = {"Ctrl+Shift+O", "Ctrl+Shift+M"}  # another photo, recommendations
    assert told - others <= keys
    assert {"Ctrl+Shift+P", "Ctrl+Shift+B", "Ctrl+Shift+H"} <= told
