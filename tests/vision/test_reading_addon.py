"""The add-on that reads print: found beside the packaged program, checked, and named if missing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import tomli_w

from desktop_app.core.messages import MessageId
from desktop_app.vision import addons, reading_addon


@pytest.fixture(autouse=True)
def _not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_addon, "find_spec", lambda _name: None)


def _addon(program: Path, **other: str) -> Path:
    folder = program / reading_addon.ADDON_FOLDER
    (folder / "rapidocr").mkdir(parents=True)
    (folder / "rapidocr" / "__init__.py").write_text("MARK = 'from the add-on'\n")
    (folder / "json.py").write_text("raise RuntimeError('the program has its own')\n")
    card = reading_addon.needs() | other
    (folder / addons.CARD).write_text(tomli_w.dumps(card), encoding="utf-8")
    return folder


def test_where_python_runs_the_program_the_extra_is_named() -> None:
    assert reading_addon.missing(None) is MessageId.LABEL_READER_MISSING


def test_a_packaged_program_names_the_addon_and_finds_it(tmp_path: Path) -> None:
    assert reading_addon.missing(tmp_path) is MessageId.LABEL_READER_ADDON
    assert reading_addon.source(tmp_path) == ""
    _addon(tmp_path)
    assert reading_addon.missing(tmp_path) is None
    assert reading_addon.source(tmp_path) == f"rapidocr {reading_addon.MADE_WITH} (addons/reading)"


@pytest.mark.parametrize(
    "other",
    [{"python": "2.7"}, {"platform": "amiga"}, {"machine": "abacus"}, {"rapidocr": "1.0"}],
)
def test_an_addon_for_something_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other: dict[str, str]
) -> None:
    _addon(tmp_path, **other)
    monkeypatch.setattr(sys, "path", [*sys.path])
    before = list(sys.path)
    reading_addon.use(tmp_path)
    assert sys.path == before
    assert reading_addon.source(tmp_path) == ""
    assert reading_addon.missing(tmp_path) is MessageId.LABEL_READER_OTHER


def test_an_installed_library_needs_no_addon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_addon, "find_spec", lambda name: name)
    monkeypatch.setattr(reading_addon, "version", lambda name: "3.11.1")
    assert reading_addon.missing(None) is None
    assert reading_addon.missing(tmp_path) is None
    assert reading_addon.source(tmp_path) == "rapidocr 3.11.1 (installed)"


def test_the_addon_goes_behind_the_modules_of_the_program(tmp_path: Path) -> None:
    _addon(tmp_path)
    program = (
        "import sys; from pathlib import Path; from desktop_app.vision import reading_addon\n"
        "sys.modules.pop('json', None)\n"
        "sys.path = [p for p in sys.path if 'site-packages' not in p]\n"
        "reading_addon.use(Path(sys.argv[1]))\n"
        "import json, rapidocr; print(rapidocr.MARK)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.strip() == "from the add-on", ended.stderr
