"""Printing and logging to what is full, closed, or knows few characters."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.log_files import start_logging
from desktop_app.paths import DATA_DIR_VARIABLE, DataFolder

ROOT = Path(__file__).resolve().parents[1]
pytestmark = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="needs a device that is always full"
)


def _run(
    code: str, folder: Path, output: object = subprocess.PIPE, **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, "--help"],
        cwd=ROOT,
        env={**os.environ, DATA_DIR_VARIABLE: str(folder), **more},
        stdout=output,  # type: ignore[call-overload]
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


PROGRAM = "import sys; from desktop_app.__main__ import main; sys.exit(main())"


def test_an_output_without_room_gets_a_message(tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = _run(PROGRAM, tmp_path, full)
    assert ended.returncode == 2
    assert "Traceback" not in ended.stderr
    assert "is full" in ended.stderr


def test_an_output_that_knows_few_characters_gets_their_numbers(tmp_path: Path) -> None:
    code = (
        "from desktop_app.standard_output import print_anything\n"
        "print_anything(); print('\u624b\u5957')"
    )
    ended = _run(code, tmp_path, PYTHONIOENCODING="ascii")
    assert ended.stdout == "\\u624b\\u5957\n"


def test_a_closed_output_is_not_given_to_another_file(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "for number in range(2): os.close(number)\n"
        "from desktop_app.__main__ import _keep_standard_streams\n"
        "_keep_standard_streams()\n"
        "sys.stderr.write(str(os.open(sys.executable, os.O_RDONLY)))"
    )
    assert int(_run(code, tmp_path).stderr) > 2


def test_a_log_without_room_stays_silent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [])
    monkeypatch.setattr(logging, "raiseExceptions", True)
    start_logging(DataFolder(tmp_path))
    (handler,) = root.handlers
    assert isinstance(handler, logging.FileHandler)
    handler.close()
    with suppress(OSError), Path("/dev/full").open("w", encoding="utf-8") as full:
        handler.setStream(full)
        root.error("nobody reads this")
    handler.stream = None  # type: ignore[assignment]
    assert capsys.readouterr().err == ""
