"""Words of the lower layers in the language of the window, which `gui.languages` installs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.core import (
    access_texts,
    change_words,
    inquiry_texts,
    messages,
    place_words,
    stock_wording,
    wording,
)
from desktop_app.gui.languages import install, language_names, system_language

__all__ = [
    "install",
    "language_names",
    "system_language",
    "translate_access",
    "translate_change",
    "translate_inquiry",
    "translate_message",
    "translate_place",
    "translate_stock",
    "translate_wording",
]


def translate_message(text: str) -> str:
    """Sentence of `core.messages` in the language of the window."""
    return QCoreApplication.translate(messages.CONTEXT, text)


def translate_wording(text: str) -> str:
    """Words of `core.wording` in the language of the window."""
    return QCoreApplication.translate(wording.CONTEXT, text)


def translate_inquiry(text: str) -> str:
    """Text of an exported inquiry in the language of the window."""
    return QCoreApplication.translate(inquiry_texts.CONTEXT, text)


def translate_change(text: str) -> str:
    """Words of the change log in the language of the window."""
    return QCoreApplication.translate(change_words.CONTEXT, text)


def translate_access(text: str) -> str:
    """Names of roles in the language of the window."""
    return QCoreApplication.translate(access_texts.CONTEXT, text)


def translate_stock(text: str) -> str:
    """Words about stock and prices in the language of the window."""
    return QCoreApplication.translate(stock_wording.CONTEXT, text)


def translate_place(text: str) -> str:
    """Words about places in the language of the window."""
    return QCoreApplication.translate(place_words.CONTEXT, text)
