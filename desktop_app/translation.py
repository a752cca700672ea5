"""Translations for the terminal, read from the same Qt Linguist files as the window's.

The window uses the compiled `.qm`; the command line must not load Qt to print a sentence, and a
`.ts` file is plain XML.
"""

from __future__ import annotations

import locale
import os
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET  # the files are our own resources

from desktop_app.core.messages import Translate, same
from desktop_app.paths import resources_folder
from desktop_app.settings import Language


def language_of_system() -> str:
    """`zh_CN` where the system speaks Chinese, else `en`."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = spoken or (locale.getlocale()[0] or "")
    return "zh_CN" if name.lower().startswith(("zh", "chinese")) else "en"


def chosen_language(setting: Language) -> str:
    """The language to speak: the setting, or the system's."""
    return language_of_system() if setting == "system" else setting


def translator(language: str) -> Translate:
    """Function from English to *language*; a sentence without translation stays English."""
    file = resources_folder() / "translations" / f"shelfsight_{language}.ts"
    if language == "en" or not file.is_file():
        return same
    table = _read(file)
    return lambda text: table.get(text, text)


@cache
def _read(file: Path) -> dict[str, str]:
    table: dict[str, str] = {}
    for message in ET.parse(file).iter("message"):  # noqa: S314  (our own resource)
        source, translation = message.findtext("source"), message.find("translation")
        if source and translation is not None and translation.text:
            table[source] = translation.text
    return table
