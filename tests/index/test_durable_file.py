from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.index.durable_file import digest_of, replace_file


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
