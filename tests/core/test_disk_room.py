"""Room on the disk is looked at before long work."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.core.disk_room import DiskRoom, free_bytes
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId


def test_the_room_of_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    assert free_bytes(tmp_path / "a" / "b") > 0


@pytest.mark.parametrize(("free", "enough"), [(1_099, False), (1_100, True)])
def test_the_reserve_stays_free(tmp_path: Path, free: int, enough: bool) -> None:
    room = DiskRoom(tmp_path, reserve=100, free=lambda _folder: free)
    if enough:
        room.require(1_000)
        return
    with pytest.raises(UserError) as caught:
        room.require(1_000)
    assert caught.value.message.id is MessageId.NO_ROOM


def test_a_disk_that_is_gone_is_told(tmp_path: Path) -> None:
    def gone(_folder: Path) -> int:
        raise OSError(19, "no such device")

    with pytest.raises(UserError) as caught:
        DiskRoom(tmp_path, free=gone).require()
    assert caught.value.message.id is MessageId.FOLDER_UNUSABLE
