"""What a killed import of a ZIP file left among the temporary files goes at the next start."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.services import zip_source
from desktop_app.services.import_folder import (
    PREFIX,
    UNLOCKED_S,
    clear_import_folders,
    import_folder,
)
from desktop_app.services.zip_source import unpacked

ROOT = Path(__file__).resolve().parents[2]
WAITING = """
import sys, time
from pathlib import Path
from desktop_app.services.zip_source import unpacked
with unpacked(Path(sys.argv[1])) as table:
    print(table, flush=True)
    time.sleep(60)
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def goods(tmp_path: Path) -> Path:
    file = tmp_path / "goods.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("catalogue.csv", "sku,name\nMUG,A mug\n")
    return file


@pytest.mark.skipif(sys.platform == "win32", reason="kills by a signal of POSIX")
def test_a_killed_import_is_cleared_and_a_running_one_is_not(temporary: Path, goods: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", WAITING, str(goods)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    table = Path(process.stdout.readline().strip())
    assert clear_import_folders(young_s=0.0) == 0
    assert table.read_text(encoding="utf-8").startswith("sku,name")
    process.kill()
    process.communicate()
    assert table.is_file(), "what this test is about"
    assert clear_import_folders(young_s=0.0) == 1
    assert list(temporary.iterdir()) == []


def test_a_folder_that_was_just_made_is_left_alone(temporary: Path) -> None:
    made = temporary / f"{PREFIX}young"
    made.mkdir()
    (made / ".lock").touch()
    assert clear_import_folders() == 0
    assert made.is_dir()


def test_what_earlier_versions_left_goes_after_a_day(temporary: Path) -> None:
    for name, age_s in (("old", UNLOCKED_S + 60), ("new", UNLOCKED_S / 2)):
        made = temporary / f"{PREFIX}{name}"
        made.mkdir()
        os.utime(made, (0, time.time() - age_s))
    assert clear_import_folders() == 1
    assert [folder.name for folder in temporary.iterdir()] == [f"{PREFIX}new"]


def test_a_link_of_that_name_is_not_followed(temporary: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "photo.jpg").touch()
    with suppress(OSError):  # Windows may forbid links
        (temporary / f"{PREFIX}link").symlink_to(elsewhere, target_is_directory=True)
    clear_import_folders(young_s=0.0)
    assert (elsewhere / "photo.jpg").is_file()


def test_the_folder_goes_with_its_block(temporary: Path) -> None:
    with import_folder() as folder:
        (folder / "photo.jpg").touch()
        assert list(folder.iterdir()) == [folder / "photo.jpg"]
    assert list(temporary.iterdir()) == []


def test_no_room_to_unpack_says_so(
    temporary: Path, goods: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_words: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(zip_source.shutil, "copyfileobj", full)
    with pytest.raises(UserError) as caught, unpacked(goods):
        pass
    assert caught.value.message.id is MessageId.DISK_FULL
    assert dict(caught.value.message.params)["name"] == str(temporary)
    assert list(temporary.iterdir()) == []
