"""The command line, run in the process of the tests as a shell would run it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app import cli

Run = Callable[..., tuple[int, str, str]]
"""Runs the command of its arguments: exit code, standard output, standard error."""


def command_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: Path
) -> Run:
    """The command line over the catalogue in the folder *data*."""

    def call(*arguments: object) -> tuple[int, str, str]:
        line = ["shelfsight", "--data-dir", str(data), *map(str, arguments)]
        monkeypatch.setattr("sys.argv", line)
        try:
            code = cli.main()
        except SystemExit as done:
            code = int(done.code or 0)
        return code, *capsys.readouterr()

    return call
