"""Help texts of the command line in the language of the system."""

from __future__ import annotations

from desktop_app.translation import language_of_system, translator

in_language_of_system = translator(language_of_system())
"""Help texts are made before the settings are known: the system's language decides."""


def translate(context: str, text: str) -> str:
    """A help text; *context* tells the collector of texts where it belongs."""
    del context
    return in_language_of_system(text)
