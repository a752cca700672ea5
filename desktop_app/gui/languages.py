"""The language of the window: Qt translators and number formats."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from desktop_app.translation import SOURCE, best_language, read_translations, translation_files

_OWNED = "shelfsightTranslator"


def language_names(own: Path | None = None) -> dict[str, str]:
    """Code of each language that there is a translation for, and its name in its own words."""
    codes = (code for code in sorted(translation_files(own)) if code != SOURCE)
    return {code: own_name(code) for code in (SOURCE, *codes)}


def own_name(code: str) -> str:
    """What a language calls itself; Qt would say that English is American."""
    if code == SOURCE:
        return "English"
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:] if name else code


def install(app: QCoreApplication, language: str, own: Path | None = None) -> str:
    """Speak *language* (a code, or `system`) from now on; returns what is spoken.

    *own* is the folder of languages that the person added. English is spoken where a language
    has no file any more.
    """
    wanted = system_language(own) if language == "system" else language
    file = translation_files(own).get(wanted)
    spoken = wanted if file is not None else SOURCE
    for old in app.findChildren(QTranslator, _OWNED):
        app.removeTranslator(old)
        old.deleteLater()
    QLocale.setDefault(_locale(spoken))
    if file is not None:
        _add(app, _compiled(_qt_file(spoken), app))
        _add(app, _compiled(file.with_suffix(".qm"), app) or _Table(file, app))
    return spoken


def system_language(own: Path | None = None) -> str:
    return best_language(QLocale.system().uiLanguages(), own)


class _Table(QTranslator):
    """A language whose file nobody compiled. Qt takes None, not "", for a missing translation."""

    def __init__(self, file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._table = read_translations(file)

    def isEmpty(self) -> bool:
        return not self._table

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        del disambiguation, n
        return self._table.get((context, sourceText))


def _compiled(file: Path, parent: QObject) -> QTranslator | None:
    translator = QTranslator(parent)
    if translator.load(str(file)):
        return translator
    translator.deleteLater()
    return None


def _qt_file(language: str) -> Path:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return Path(folder) / f"qtbase_{language}.qm"


def _add(app: QCoreApplication, translator: QTranslator | None) -> None:
    if translator is not None:
        translator.setObjectName(_OWNED)
        app.installTranslator(translator)


def _locale(language: str) -> QLocale:
    """The system's number formats where it speaks the same language, else the language's own."""
    wanted, system = QLocale(language), QLocale.system()
    return system if system.language() == wanted.language() else wanted
