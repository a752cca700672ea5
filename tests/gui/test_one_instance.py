"""A second start calls the first window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_app.gui.one_instance import CallListener, call_first

ROOT = Path(__file__).resolve().parents[2]
CALL = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_app.gui.one_instance import call_first
app = QCoreApplication([])
sys.exit(0 if call_first(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]]) else 3)
"""


def call(*words: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", CALL, *map(str, words)], cwd=ROOT)


def test_the_first_window_hears_the_call_and_the_files(qtbot: QtBot, tmp_path: Path) -> None:
    listener = CallListener(tmp_path)
    photo = tmp_path / "手套 1.jpg"
    with qtbot.waitSignal(listener.called, timeout=20_000) as heard:
        process = call(tmp_path, photo)
    assert heard.args == [[photo]]
    assert process.wait(20) == 0
    listener.close()


def test_nobody_answers_where_no_window_is(tmp_path: Path) -> None:
    assert not call_first(tmp_path)


def test_another_catalogue_is_not_called(qtbot: QtBot, tmp_path: Path) -> None:
    listener = CallListener(tmp_path / "one")
    assert call(tmp_path / "other").wait(20) == 3
    listener.close()
