"""Help texts of the command line in the language of the system."""

from __future__ import annotations

from desktop_app.translation import language_of_system, translator

in_language_of_system = translator(language_of_system())
"""Help texts are made before the settings are known: the system's language decides."""


def translate(context: str, text: str) -> str:
    """A help text; *context* tells the collector of texts where it belongs."""
    del context
    return in_language_of_system(text)


def show_help_whole() -> None:
    """Let help texts break within a word, and translate the heads that Typer puts over them.

    Typer breaks at spaces alone and cuts what is longer than the line. Chinese has no spaces. Lists
    of choices have none either, and break between the choices. To be
    called where help is asked for: it loads Rich, which a command that works does not need.
    """
    from rich.text import Text  # noqa: PLC0415
    from typer import rich_utils  # noqa: PLC0415

    from desktop_app.cli_help_text import Choices  # noqa: PLC0415

    make = rich_utils._make_rich_text  # noqa: SLF001

    typers_own = {
        "Show this message and exit.": translate("cli", "Show this message and exit."),
    }

    def folding(*, text: str, **given: object) -> object:
        made = make(text=typers_own.get(text, text), **given)  # type: ignore[arg-type]
        if isinstance(made, Text):
            made.overflow = "fold"
        return made

    mark = rich_utils.highlighter
    usage = "Usage:"

    def marked(text: str | Text) -> Text:
        if isinstance(text, str) and text.startswith(usage):
            text = text.replace(usage, translate("cli", "Usage:"), 1)
        return mark(text)

    vars(rich_utils)["highlighter"] = marked
    colour = rich_utils.types_highlighter
    vars(rich_utils)["types_highlighter"] = lambda text: Choices.of(colour(text))
    vars(rich_utils)["_make_rich_text"] = folding
    rich_utils.ARGUMENTS_PANEL_TITLE = translate("cli", "Arguments")
    rich_utils.OPTIONS_PANEL_TITLE = translate("cli", "Options")
    rich_utils.COMMANDS_PANEL_TITLE = translate("cli", "Commands")
    rich_utils.DEFAULT_STRING = translate("cli", "[default: {}]")
    rich_utils.REQUIRED_LONG_STRING = translate("cli", "[required]")
    rich_utils.ENVVAR_STRING = translate("cli", "[env var: {}]")
