"""Help of the command line: whole and in the language of the system."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from desktop_app import cli
from desktop_app.translation import translator

NARROW = {"COLUMNS": "80", "NO_COLOR": "1", "TERMINAL_WIDTH": "80"}


def said(*command: str, language: str) -> str:
    """What `shelfsight COMMAND --help` says, without frames, spaces and ends of lines."""
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *command, "--help"],
        env={**os.environ, **NARROW, "LANG": language, "LC_ALL": language},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return "".join(letter for letter in done.stdout if letter not in "│ \r\n")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ((), "Folder of the catalogue; default: your user data folder."),
        (("lookup",), "Say why: what is alike, and how the next one differs."),
        (("changes",), "CSV file for all that is wanted."),
    ],
)
def test_chinese_help_is_not_cut(command: tuple[str, ...], sentence: str) -> None:
    """Chinese has no spaces to break lines at, and what was longer than a line was cut."""
    shown = said(*command, language="zh_CN.UTF-8")
    assert "…" not in shown
    whole = translator("zh_CN")(sentence)
    assert whole != sentence
    assert whole.replace(" ", "") in shown
    assert translator("zh_CN")("Options") in shown


def test_sizes_of_labels_are_told_whole() -> None:
    assert "210x297,3x8,70x37,0+0.5,0+0." in said("labels", language="C.UTF-8")


def test_no_path_is_judged_by_typer() -> None:
    """Its words are English and say neither what is safe nor what to do next."""
    judged = [
        f"{' '.join(names)} {given.name}"
        for names, command in commands(get_command(cli.app))
        for given in command.params
        if getattr(given.type, "readable", False) or getattr(given.type, "exists", False)
    ]
    assert not judged


def commands(command: Any, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command below *command*, and itself, with the words that call it."""
    yield names, command
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*names, name))
