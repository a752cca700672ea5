from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from desktop_app.core import durable_file
from desktop_app.core.durable_file import (
    digest_of,
    link_or_copy,
    make_folder,
    remove_file,
    replace_file,
    write_whole_file,
)


class BusyFile:
    """Another program has the file open for the first *times* attempts."""

    def __init__(self, times: int, winerror: int | None) -> None:
        self.left = times
        self.winerror = winerror
        self.waited_s = 0.0

    def replace(self, source: Path, target: Path) -> None:
        if self.left:
            self.left -= 1
            error = PermissionError("in use")
            error.winerror = self.winerror  # type: ignore[attr-defined]
            raise error
        source.replace(target)

    def pause(self, seconds: float) -> None:
        self.waited_s += seconds


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    source, target = tmp_path / "new", tmp_path / "old"
    source.write_text("new")
    target.write_text("old")
    return source, target


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_in_use_for_a_moment_is_replaced(files, winerror: int) -> None:
    busy = BusyFile(5, winerror)
    replace_file(*files, replace=busy.replace, pause=busy.pause)
    assert files[1].read_text() == "new"
    assert busy.waited_s > 0


def test_a_file_in_use_for_long_is_given_up(files) -> None:
    busy = BusyFile(10**6, 32)
    with pytest.raises(PermissionError):
        replace_file(*files, replace=busy.replace, pause=busy.pause)
    assert busy.waited_s == pytest.approx(2.5, abs=0.1)
    assert files[1].read_text() == "old"


@pytest.mark.parametrize("winerror", [None, 112])
def test_other_errors_are_told_at_once(files, winerror: int | None) -> None:
    busy = BusyFile(1, winerror)
    with pytest.raises(PermissionError):
        replace_file(*files, replace=busy.replace, pause=busy.pause)
    assert busy.waited_s == 0


def test_the_digest_sees_every_byte(tmp_path: Path) -> None:
    file = tmp_path / "file"
    content = bytearray(3_000_000)
    file.write_bytes(content)
    seen = {digest_of(file)}
    for position in (0, 1_048_575, 1_048_576, 2_999_999):
        content[position] ^= 1
        file.write_bytes(content)
        seen.add(digest_of(file))
    assert len(seen) == 5


@pytest.mark.parametrize("winerror", [5, 32, 33])
def test_a_file_in_use_for_a_moment_is_deleted(tmp_path: Path, winerror: int) -> None:
    file = tmp_path / "old"
    file.write_text("old")
    busy = BusyFile(5, winerror)
    remove_file(file, remove=lambda path: busy.replace(path, tmp_path / "gone"), pause=busy.pause)
    assert not file.exists()
    assert busy.waited_s > 0


def test_deleting_what_is_not_there_is_no_error(tmp_path: Path) -> None:
    remove_file(tmp_path / "nothing")


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of what was brought onto the disk, and of what got its name, in order."""
    if not sys.platform.startswith("linux"):
        pytest.skip("reads /proc")
    events: list[str] = []
    fsync, replace = os.fsync, durable_file.replace_file

    def noted_fsync(descriptor: int) -> None:
        name = Path(f"/proc/self/fd/{descriptor}").readlink().name
        events.append("draft" if name.endswith(".tmp") else name)
        fsync(descriptor)

    def noted_replace(source: Path, target: Path) -> None:
        events.append(f"rename to {target.name}")
        replace(source, target)

    monkeypatch.setattr(durable_file.os, "fsync", noted_fsync)
    monkeypatch.setattr(durable_file, "replace_file", noted_replace)
    return events


def test_a_file_is_on_the_disk_before_its_name_and_its_name_before_it_is_told(
    tmp_path: Path, flushed: list[str]
) -> None:
    write_whole_file(tmp_path / "a" / "b" / "file", b"content")
    assert flushed == [tmp_path.name, "a", "draft", "rename to file", "b"]
    assert (tmp_path / "a" / "b" / "file").read_bytes() == b"content"
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["file"]


def test_a_folder_that_is_there_is_not_flushed_again(tmp_path: Path, flushed: list[str]) -> None:
    make_folder(tmp_path)
    assert flushed == []


@pytest.mark.parametrize("can_link", [True, False])
def test_a_second_name_or_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flushed: list[str], can_link: bool
) -> None:
    source, target = tmp_path / "file", tmp_path / "pool" / "file"
    source.write_bytes(b"content")
    if not can_link:

        def refuse(*_names: Path) -> None:
            raise OSError(95, "not supported")

        monkeypatch.setattr(durable_file.os, "link", refuse)
    link_or_copy(source, target)
    link_or_copy(source, target)
    assert target.read_bytes() == b"content"
    assert target.samefile(source) == can_link
    assert [path.name for path in target.parent.iterdir()] == ["file"]
    assert flushed[-1] == "pool"
    assert can_link or "draft" in flushed
