"""A real process and real OpenCV over files that the test makes, and a stream that stalls."""

from __future__ import annotations

import struct
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import psutil
import pytest

from desktop_app.core.camera import (
    CameraAddress,
    CameraDevice,
    CameraFailed,
    CameraKind,
    CameraProblem,
    Frame,
)
from desktop_app.vision import camera_process, camera_reader
from desktop_app.vision.camera_devices import list_devices
from desktop_app.vision.camera_process import _Newest
from desktop_app.vision.camera_reader import CameraReader
from desktop_app.vision.camera_setup import (
    CameraFrameError,
    CameraSetup,
    decode_reply,
    encode_frame,
    encode_problem,
)
from tests.camera_files import network_camera, write_video
from tests.fake_services.cameras import frame, scene

FPS = 30


def make_video(file: Path, frames: int, width: int = 320, height: int = 240) -> Path:
    """Red moves over grey from left to right."""
    pictures = []
    for number in range(frames):
        picture = np.full((height, width, 3), 128, np.uint8)
        left = number * (width - 40) // max(1, frames - 1)
        picture[40:120, left : left + 40] = (0, 0, 255)
        pictures.append(picture)
    return write_video(file, pictures, FPS)


@pytest.fixture
def opened() -> Iterator[Callable[..., CameraReader]]:
    readers: list[CameraReader] = []

    def open_(kind: CameraKind, value: object, side: int = 1280) -> CameraReader:
        readers.append(CameraReader(CameraSetup(CameraAddress(kind, str(value)), side)))
        return readers[-1]

    yield open_
    for reader in readers:
        reader.close()
        assert reader.wait_closed(5)


def wait_until(condition: Callable[[], object], limit_s: float = 10) -> None:
    end = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.005)


def test_a_video_is_read_to_its_end(opened, tmp_path: Path) -> None:
    reader = opened(CameraKind.FILE, make_video(tmp_path / "a.avi", 24))
    seen: dict[int, Frame] = {}

    def look() -> bool:
        newest = reader.latest()
        if newest is not None:
            seen.setdefault(newest.number, newest)
        return reader.problem is not None

    wait_until(look)
    assert reader.problem is CameraProblem.ENDED
    assert list(seen) == sorted(seen)
    last = reader.latest()
    assert last is not None
    assert (last.number, last.width, last.height) == (24, 320, 240)
    pixels = np.frombuffer(last.pixels, np.uint8).reshape(240, last.stride // 3, 3)
    assert pixels[80, 300].tolist() == pytest.approx([0, 0, 255], abs=12)
    assert last.grey[0, 0] == pytest.approx(128, abs=3)


class _Clock:
    """Stands still but for those who sleep."""

    now = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


class _Film:
    """24 grey pictures, each of which takes the disk some time."""

    def __init__(self, clock: _Clock, reading_s: float) -> None:
        self._clock, self._reading_s, self.n_read = clock, reading_s, 0

    def get(self, _property: int) -> float:
        return FPS

    def read(self) -> tuple[bool, np.ndarray | None]:
        self._clock.now += self._reading_s
        self.n_read += 1
        return (True, np.zeros((8, 8, 3), np.uint8)) if self.n_read <= 24 else (False, None)


@pytest.mark.parametrize("reading_s", [0.0, 0.5 / FPS])
def test_a_video_is_read_in_its_own_time(monkeypatch: pytest.MonkeyPatch, reading_s: float) -> None:
    clock = _Clock()
    monkeypatch.setattr(camera_process, "time", clock)
    film = _Film(clock, reading_s)
    newest = _Newest(film, CameraSetup(CameraAddress(CameraKind.FILE, "a.avi"), 1280))
    with pytest.raises(CameraFailed) as caught:
        all(iter(newest.next, None))
    assert caught.value.problem is CameraProblem.ENDED
    assert clock.now == pytest.approx(24 / FPS + reading_s)


def test_a_large_picture_arrives_in_the_size_that_was_asked_for(opened, tmp_path: Path) -> None:
    reader = opened(CameraKind.FILE, make_video(tmp_path / "a.avi", 5, 1280, 960), side=640)
    wait_until(reader.latest)
    newest = reader.latest()
    assert (newest.width, newest.height) == (640, 480)


@pytest.mark.parametrize(
    ("kind", "name", "problem"),
    [
        (CameraKind.FILE, "missing.avi", CameraProblem.GONE),
        (CameraKind.FILE, "text.avi", CameraProblem.BROKEN),
        (CameraKind.DEVICE, "video99", CameraProblem.GONE),
        (CameraKind.DEVICE, "text.avi", CameraProblem.BUSY),
    ],
)
def test_what_cannot_be_opened_says_why(opened, tmp_path, kind, name, problem) -> None:
    (tmp_path / "text.avi").write_text("this is no video", encoding="utf-8")
    reader = opened(kind, tmp_path / name)
    wait_until(lambda: reader.problem)
    assert reader.problem is problem
    assert reader.latest() is None


def test_a_truncated_video_ends_or_breaks_but_never_hangs(opened, tmp_path: Path) -> None:
    whole = make_video(tmp_path / "a.avi", 24).read_bytes()
    (tmp_path / "half.avi").write_bytes(whole[: len(whole) // 2])
    reader = opened(CameraKind.FILE, tmp_path / "half.avi")
    wait_until(lambda: reader.problem)
    assert reader.problem in (CameraProblem.ENDED, CameraProblem.BROKEN)


def test_a_process_that_dies_is_a_problem_and_not_an_error(opened, tmp_path: Path) -> None:
    reader = opened(CameraKind.FILE, make_video(tmp_path / "a.avi", 300))
    wait_until(reader.latest)
    psutil.Process(reader.pid).kill()
    wait_until(lambda: reader.problem)
    assert reader.problem is CameraProblem.BROKEN


def _not_by_this_thread(join: Callable[..., None]) -> Callable[..., None]:
    here = threading.get_ident()

    def checked(timeout: float | None = None) -> None:
        assert threading.get_ident() != here, "whoever closes a camera was made to wait"
        join(timeout)

    return checked


def test_closing_ends_the_process_at_once(
    opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = opened(CameraKind.FILE, make_video(tmp_path / "a.avi", 300))
    wait_until(reader.latest)
    pid = reader.pid
    for waited in (reader._thread, reader._child._process):
        monkeypatch.setattr(waited, "join", _not_by_this_thread(waited.join))
    reader.close()
    monkeypatch.undo()
    assert reader.wait_closed(5)
    assert not psutil.pid_exists(pid)
    assert reader.problem is None


def test_a_network_camera_is_read(opened) -> None:
    with network_camera() as camera:
        reader = opened(CameraKind.STREAM, camera.url)
        wait_until(lambda: reader.latest() and reader.latest().number > 5)
        assert (reader.latest().width, reader.latest().height) == (160, 120)


def test_a_network_camera_that_is_not_there_says_so(opened) -> None:
    reader = opened(CameraKind.STREAM, "http://127.0.0.1:9/video")
    wait_until(lambda: reader.problem)
    assert reader.problem is CameraProblem.GONE


def test_frames_and_problems_survive_the_pipe() -> None:
    before = frame(7, scene(2))
    after = decode_reply(encode_frame(before))
    assert isinstance(after, Frame)
    assert (after.number, after.width, after.pixels) == (7, before.width, before.pixels)
    assert np.array_equal(after.grey, before.grey)
    assert decode_reply(encode_problem(CameraProblem.BUSY)) is CameraProblem.BUSY


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"X",
        b"Pnonsense",
        b"P\xff",
        b"F\x00",
        b"F" + struct.pack("<IHH", 1, 60000, 60000) + bytes(64 * 48),
        b"F" + struct.pack("<IHH", 1, 0, 0) + bytes(64 * 48),
        encode_frame(frame(1, scene()))[:-1],
        encode_frame(frame(1, scene())) + b"x",
    ],
)
def test_what_is_no_frame_is_refused(data: bytes) -> None:
    with pytest.raises(CameraFrameError):
        decode_reply(data)


def test_linux_lists_cameras_by_name_without_their_metadata_devices(tmp_path: Path) -> None:
    for device, name, index in (
        ("video10", "Capture card", "0"),
        ("video0", "Desk camera", "0"),
        ("video1", "Desk camera", "1"),
    ):
        folder = tmp_path / device
        folder.mkdir()
        (folder / "name").write_text(f"{name}\n", encoding="utf-8")
        (folder / "index").write_text(f"{index}\n", encoding="ascii")
    assert list_devices(tmp_path, "linux") == [
        CameraDevice("/dev/video0", "Desk camera"),
        CameraDevice("/dev/video10", "Capture card"),
    ]
    assert list_devices(tmp_path / "none", "linux") == []
    assert [device.device_id for device in list_devices(platform="win32")] == ["0", "1", "2", "3"]


def test_a_playlist_does_not_reach_the_network(opened, tmp_path: Path) -> None:
    playlist = tmp_path / "shelf.m3u8"
    with network_camera() as camera:
        lines = ("#EXTM3U", "#EXT-X-TARGETDURATION:9", "#EXTINF:9,", camera.url, "#EXT-X-ENDLIST")
        playlist.write_text("\n".join(lines), encoding="ascii")
        reader = opened(CameraKind.FILE, playlist)
        wait_until(lambda: reader.problem)
        assert camera.n_asked == 0
        reader = opened(CameraKind.STREAM, camera.url)
        wait_until(reader.latest)
        assert camera.n_asked > 0


def test_a_process_that_cannot_be_started_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As where the system has no memory for one more."""

    def refused(*_args: object) -> None:
        raise OSError

    monkeypatch.setattr(camera_reader, "PipedChild", refused)
    reader = CameraReader(CameraSetup(CameraAddress(CameraKind.FILE, "a.avi"), 1280))
    assert reader.wait_closed(10)
    assert reader.problem is CameraProblem.BROKEN
    assert reader.pid is None
