"""What was typed wrongly, said in the language of the system and as the program says its errors.

Typer brings no translations: its sentences are known by their patterns here. One that is not known,
of a newer version, stays English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import typer
from typer.core import TyperGroup

from desktop_app.cli_help import in_language_of_system, translate
from desktop_app.core.message import Translate
from desktop_app.core.messages import QT_TRANSLATE_NOOP
from desktop_app.terminal import Terminal

_ = QT_TRANSLATE_NOOP

_UsageError: Any = typer.BadParameter.__base__
"""Typer itself says nowhere where this version keeps it."""

_SENTENCES = (
    _("cli", "No such option: {name} (Possible options: {others})"),
    _("cli", "No such option: {name}"),
    _("cli", "No such command {name}. Did you mean {others}?"),
    _("cli", "No such command {name}."),
    _("cli", "Missing argument {name}."),
    _("cli", "Missing argument {name}. Choose from: {others}"),
    _("cli", "Missing option {name}."),
    _("cli", "Missing command."),
    _("cli", "Invalid value for {name}: {why}"),
    _("cli", "Invalid value: {why}"),
    _("cli", "{value} is not a valid {kind}."),
    _("cli", "{value} is not in the range {range}."),
    _("cli", "{value} is not one of {others}."),
    _("cli", "{value} does not match the formats {formats}."),
    _("cli", "Option {name} requires an argument."),
    _("cli", "Option {name} requires {n} arguments."),
    _("cli", "Option {name} does not take a value."),
    _("cli", "Got unexpected extra argument(s) ({names})"),
)


class SpeakingGroup(TyperGroup):
    """Commands whose wrong use is said in the language of the system, with Typer's exit code."""

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        with _said_in_language():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: Any) -> Any:
        with _said_in_language():
            return super().invoke(ctx)


@contextmanager
def _said_in_language() -> Iterator[None]:
    try:
        yield
    except _UsageError as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # the help has been shown
            raise
        terminal, context = Terminal(in_language_of_system), error.ctx
        if context is not None:
            terminal.note(usage_words(context.get_usage()))
        terminal.note(in_own_words(error.format_message(), in_language_of_system), "bold red")
        if context is not None:
            hint = translate("cli", "“{command} --help” says what there is.")
            terminal.note(hint.format(command=context.command_path))
        raise typer.Exit(error.exit_code) from error


def usage_words(usage: str) -> str:
    """A line `Usage: shelfsight …` with its first word translated."""
    return usage.replace("Usage:", translate("cli", "Usage:"), 1)


def in_own_words(sentence: str, said: Translate) -> str:
    """A *sentence* of Typer in the language of *said*; as it is where it is not known."""
    flat = " ".join(sentence.split())
    for text in _SENTENCES:
        found = _pattern(text).fullmatch(flat)
        if found:
            parts = found.groupdict()
            if "why" in parts:
                parts["why"] = in_own_words(parts["why"], said)
            return said(text).format(**parts)
    return sentence


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(text)))
