"""The language of the window: Qt translators, number formats, words of the lower layers."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from desktop_app.core import messages, wording
from desktop_app.paths import resources_folder

LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
"""Languages that there is a translation for, each in its own words."""

_OWNED = "shelfsightTranslator"


def install(app: QCoreApplication, language: str) -> str:
    """Speak *language* (`en`, `zh_CN` or `system`) from now on; returns what is spoken."""
    spoken = system_language() if language == "system" else language
    for old in app.findChildren(QTranslator, _OWNED):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(_locale(spoken))
    if spoken != "en":
        for file in (_qt_file(spoken), _own_file(spoken)):
            _add(app, file)
    return spoken


def system_language() -> str:
    return "zh_CN" if QLocale.system().language() == QLocale.Language.Chinese else "en"


def translate_message(text: str) -> str:
    """Sentence of `core.messages` in the language of the window."""
    return QCoreApplication.translate(messages.CONTEXT, text)


def translate_wording(text: str) -> str:
    """Words of `core.wording` in the language of the window."""
    return QCoreApplication.translate(wording.CONTEXT, text)


def _own_file(language: str) -> Path:
    return resources_folder() / "translations" / f"shelfsight_{language}.qm"


def _qt_file(language: str) -> Path:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return Path(folder) / f"qtbase_{language}.qm"


def _add(parent: QObject, file: Path) -> None:
    translator = QTranslator(parent)
    translator.setObjectName(_OWNED)
    if translator.load(str(file)):
        QCoreApplication.installTranslator(translator)


def _locale(language: str) -> QLocale:
    """The system's number formats where it speaks the same language, else the language's own."""
    wanted, system = QLocale(language), QLocale.system()
    return system if system.language() == wanted.language() else wanted
