"""The whole program over the real accessibility bus: every control has a name, answers are spoken.

Needs the Debian packages `xvfb dbus at-spi2-core python3-gi` beside those of the README, and is
skipped where they are not installed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.app import opened_services
from desktop_app.paths import DATA_DIR_VARIABLE, DataFolder
from desktop_app.settings import Settings, save_settings

PACKAGES = "xvfb dbus at-spi2-core python3-gi"
SYSTEM_PYTHON = Path("/usr/bin/python3")
LAUNCHERS = (
    Path("/usr/libexec/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"),
)
READER = Path(__file__).with_name("screen_reader.py")
CONTROLS = {
    "push button",
    "button",
    "check box",
    "radio button",
    "text",
    "combo box",
    "list",
    "table",
    "slider",
    "progress bar",
}
Node = dict[str, Any]


def _is_installed() -> bool:
    if not (shutil.which("xvfb-run") and shutil.which("dbus-run-session")):
        return False
    if not any(launcher.exists() for launcher in LAUNCHERS) or not SYSTEM_PYTHON.exists():
        return False
    asked = [str(SYSTEM_PYTHON), "-c", "from gi.repository import Gio"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not _is_installed(), reason=f"needs the packages {PACKAGES}"),
]


@pytest.fixture(scope="module")
def heard(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a screen reader found before and after it looked up “gloves”, and what was said."""
    folder = DataFolder(tmp_path_factory.mktemp("data"))
    table = folder.root / "table.csv"
    table.write_text(
        'sku,name,location\nA-1,"Nitrile gloves, blue",A-12\nA-2,Saline solution,B-3\n',
        encoding="utf-8",
    )
    settings = Settings(provider="cpu", language="en", theme="light", person="tester")
    with opened_services(folder, settings) as services:
        services.importer.run(table)
    save_settings(settings, folder.settings)
    screen = ["xvfb-run", "--auto-servernum", "--server-args", "-screen 0 1366x768x24"]
    reader = [str(SYSTEM_PYTHON), str(READER), sys.executable, str(folder.root), "gloves"]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("QT_")}
    environment.pop(DATA_DIR_VARIABLE, None)
    ended = subprocess.run(
        [*screen, "dbus-run-session", "--", *reader],
        cwd=Path(__file__).resolve().parents[2],
        env=environment,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return dict(json.loads(ended.stdout.strip().splitlines()[-1]))


def test_the_answer_is_announced_with_its_place_and_the_key(heard: dict[str, Any]) -> None:
    assert heard["announced"] == [
        "Found by words: Nitrile gloves, blue, place A-12; press F2 to confirm"
    ]


@pytest.mark.parametrize("when", ["before", "after"])
def test_every_control_has_a_name(heard: dict[str, Any], when: str) -> None:
    controls = [node for node in heard[when] if node["role"] in CONTROLS and node["showing"]]
    assert len(controls) > 8
    assert [node["role"] for node in controls if not node["name"].strip()] == []


@pytest.mark.parametrize("when", ["before", "after"])
def test_whatever_takes_the_focus_has_a_name(heard: dict[str, Any], when: str) -> None:
    nameless = [n for n in heard[when] if n["showing"] and n["focusable"] and not n["name"]]
    assert [node["role"] for node in nameless] == []


def test_the_order_is_that_of_reading(heard: dict[str, Any]) -> None:
    nodes: list[Node] = [node for node in heard["after"] if node["showing"]]

    def place(of: Callable[[Node], bool]) -> int:
        return next(number for number, node in enumerate(nodes) if of(node))

    order = [
        place(lambda n: n["name"] == "Catalogue"),
        place(lambda n: n["role"] == "text"),
        place(lambda n: n["name"].startswith("Unsure")),
        place(lambda n: n["name"].startswith("This is it")),
        place(lambda n: n["name"] == "Results"),
        place(lambda n: n["name"] == "Chosen product"),
    ]
    assert order == sorted(order)


def test_the_best_product_has_the_focus_and_says_what_it_is(heard: dict[str, Any]) -> None:
    # The current line of a closed list of choices is called focused too.
    listed = [n for n in heard["after"] if n["role"] in ("list", "list item")]
    start = next(number for number, node in enumerate(listed) if node["name"] == "Results")
    assert listed[start + 1]["focused"]
    assert "Nitrile gloves, blue, A-1, A-12" in listed[start + 1]["name"]
