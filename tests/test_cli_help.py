"""Help of the command line: whole and in the language of the system."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from typer.main import get_command

from desktop_app import cli
from desktop_app.cli_help_text import line_ends
from desktop_app.translation import translator

NARROW = {"COLUMNS": "80", "NO_COLOR": "1", "TERMINAL_WIDTH": "80"}


def said(*command: str, language: str) -> str:
    """What `shelfsight COMMAND --help` says, without frames, spaces and ends of lines."""
    return "".join(each for each in help_of(*command, language=language) if each not in "│ \r\n")


def help_of(*command: str, language: str) -> str:
    """What `shelfsight COMMAND --help` says."""
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app", *command, "--help"],
        env={**os.environ, **NARROW, "LANG": language, "LC_ALL": language},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


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


@pytest.mark.parametrize("command", ["restock", "changes", "people"])
def test_no_choice_is_broken_in_two(command: str) -> None:
    """`<out|ordered|fin` at the end of a line and `e>` in the next one read as two choices."""
    group = get_command(cli.app).commands[command]  # type: ignore[attr-defined]
    named = [command, "add"] if hasattr(group, "commands") else [command]
    found = group.commands["add"] if hasattr(group, "commands") else group
    kinds = [given.type for given in found.params]
    choices = [choice for kind in kinds for choice in getattr(kind, "choices", ())]
    choices += [form for kind in kinds for form in getattr(kind, "formats", ())]
    shown = help_of(*named, language="C.UTF-8")
    assert choices
    for choice in map(str, choices):
        assert re.search(
            rf"[<|]{re.escape(choice)}[|>]|^│ +{re.escape(choice)}[|>]", shown, re.MULTILINE
        )


@pytest.mark.parametrize(
    ("width", "lines"),
    [
        (99, ["<one|two|three>"]),
        (9, ["<one|two|", "three>"]),
        (8, ["<one|", "two|", "three>"]),
        (2, ["<one|", "two|", "three>"]),
    ],
)
def test_choices_go_on_behind_a_bar(width: int, lines: list[str]) -> None:
    whole = "".join(lines)
    ends = [0, *line_ends(whole, width), len(whole)]
    assert [whole[a:b] for a, b in pairwise(ends)] == lines


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
