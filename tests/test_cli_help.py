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
from desktop_app.cli_errors import in_own_words
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


WRONG = {
    ("stok",): ("没有命令 'stok'", "stock"),
    ("restock", "--stat", "out"): ("没有选项 --stat", "--state"),
    ("restock", "--state", "sold"): ("'--state' 的值无效", "'sold' 不是以下之一", "not_asked"),
    ("restock", "--weeks", "99"): ("99 不在范围 1<=x<=26 内",),
    ("restock", "--weeks", "two"): ("'two' 不是有效的 int",),
    ("restock", "--weeks"): ("选项 '--weeks' 需要一个值",),
    ("restock", "--json=yes"): ("选项 '--json' 不带值",),
    ("changes", "--since", "soon"): ("'soon' 不符合格式",),
    ("packs", "use"): ("缺少参数 'name'",),
    ("prices", "mark"): ("缺少参数 'state'。可选：new, seen, done",),
    ("doctor", "now"): ("多余的参数：now",),
    ("--nothing",): ("没有选项 --nothing",),
}


@pytest.mark.parametrize(("typed", "said"), WRONG.items(), ids=" ".join)
def test_what_is_typed_wrongly_is_said_in_chinese(
    typed: tuple[str, ...], said: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    chinese = translator("zh_CN")
    for module in ("cli_errors", "cli_help"):
        monkeypatch.setattr(f"desktop_app.{module}.in_language_of_system", chinese)
    monkeypatch.setattr("sys.argv", ["shelfsight", *typed])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    err = capsys.readouterr().err
    for words in said:
        assert words in err
    assert not re.search("Usage|Error|No such|Missing|Invalid|not ", err.replace("not_asked", ""))


def test_a_sentence_that_is_not_known_stays() -> None:
    assert in_own_words("Something new.", translator("zh_CN")) == "Something new."
    assert in_own_words("No such option: --x", str) == "No such option: --x"


def test_wrong_use_shows_the_usage_and_where_the_help_is(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr("sys.argv", ["shelfsight", "restock", "--stat"])
    with pytest.raises(SystemExit):
        cli.main()
    usage, wrong, more = capsys.readouterr().err.strip().splitlines()
    assert usage.split()[-2:] == ["restock", "[OPTIONS]"]
    assert wrong.startswith("No such option: --stat (Possible options: --state")
    assert "restock --help" in more


def test_a_group_without_a_command_shows_its_help_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr("sys.argv", ["shelfsight", "prices"])
    with pytest.raises(SystemExit):
        cli.main()
    out, err = capsys.readouterr()
    assert "import" in out + err
    assert "--help” says" not in out + err


def test_the_usage_of_help_is_translated() -> None:
    assert "用法：" in help_of("restock", language="zh_CN.UTF-8")
