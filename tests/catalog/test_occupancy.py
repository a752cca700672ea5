"""Many may use a catalogue, one alone may replace it; a killed program holds nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.catalog.occupancy import occupied
from desktop_app.core.errors import CatalogueError
from desktop_app.core.messages import MessageId

HOLD = """
import sys
from pathlib import Path
from desktop_app.catalog.occupancy import occupied
with occupied(Path(sys.argv[1]), alone=sys.argv[2] == "alone"):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path, how: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder), how],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def can_use(folder: Path, *, alone: bool) -> bool:
    try:
        with occupied(folder, alone=alone):
            return True
    except CatalogueError as error:
        return error.message.id is not MessageId.CATALOGUE_OCCUPIED


@pytest.mark.parametrize(
    ("how", "shared", "alone"), [("shared", True, False), ("alone", False, False)]
)
def test_who_may_come_in(tmp_path: Path, how: str, shared: bool, alone: bool) -> None:
    process = holder(tmp_path, how)
    try:
        assert can_use(tmp_path, alone=False) is shared
        assert can_use(tmp_path, alone=True) is alone
    finally:
        process.kill()
        process.communicate()
    assert can_use(tmp_path, alone=True), "a killed program holds nothing"


def test_the_lock_ends_with_the_block(tmp_path: Path) -> None:
    with occupied(tmp_path, alone=True):
        assert not can_use(tmp_path, alone=False)
    assert can_use(tmp_path, alone=True)
