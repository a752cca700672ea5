"""Help of the command line: whole and in the language of the system."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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
