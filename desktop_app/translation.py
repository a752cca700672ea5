"""The languages there are: Qt Linguist files, one a language, read here without Qt.

The window uses the compiled `.qm` where there is one; the command line must not load Qt to print
a sentence, and a `.ts` file is plain XML. A language is added by its `.ts` file alone, beside the
program's or in the folder `translations` of the data folder.
"""

from __future__ import annotations

import locale
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from desktop_app.core.message import Translate, same
from desktop_app.paths import resources_folder
from desktop_app.settings import Language

SOURCE = "en"
_PREFIX = "shelfsight_"


def translation_files(own: Path | None = None) -> dict[str, Path]:
    """Code of each language and its `.ts` file; one in *own* goes before the program's."""
    folders = [resources_folder() / "translations", *([own] if own else [])]
    files = [file for folder in folders for file in sorted(folder.glob(f"{_PREFIX}*.ts"))]
    return {file.stem.removeprefix(_PREFIX): file for file in files}


def best_language(wanted: Iterable[str], own: Path | None = None) -> str:
    """The first of *wanted* (`de`, `zh-Hans-CN`, `en_GB.UTF-8`) that can be spoken, else English.

    A country that there is no translation for gets that of another country with its language.
    """
    known = (SOURCE, *translation_files(own))
    for name in wanted:
        code = name.split(".")[0].replace("-", "_")
        tongue = code.split("_")[0].lower()
        near = [language for language in known if language.split("_")[0] == tongue]
        if near:
            return code if code in near else near[0]
    return SOURCE


def language_of_system(own: Path | None = None) -> str:
    """The language of the terminal, as far as it can be spoken."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    name = spoken or (locale.getlocale()[0] or "")
    return best_language(["zh_CN" if name.lower().startswith("chinese") else name], own)


def chosen_language(setting: Language, own: Path | None = None) -> str:
    """The language to speak: the setting, or the system's."""
    return language_of_system(own) if setting == "system" else setting


def translator(language: str, own: Path | None = None) -> Translate:
    """Function from English to *language*; a sentence without translation stays English."""
    file = translation_files(own).get(language)
    if language == SOURCE or file is None:
        return same
    table = {source: text for (_, source), text in read_translations(file).items()}
    return lambda text: table.get(text, text)


@cache
def read_translations(file: Path) -> Mapping[tuple[str, str], str]:
    """Translations of *file* by context and English text; empty where it is no such file."""
    # Files of the program, or that the person put there; the window has compiled ones.
    from xml.etree import ElementTree as ET  # noqa: PLC0415

    table: dict[tuple[str, str], str] = {}
    try:
        root = ET.parse(file).getroot()  # noqa: S314  (see above)
    except (OSError, ET.ParseError):
        return table
    for context in root.iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            source, translation = message.findtext("source"), message.find("translation")
            if source and translation is not None and translation.text:
                table[name, source] = translation.text
    return table
