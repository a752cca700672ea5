"""E1: a camera that is not there, ends, stalls, sends nonsense, or is pulled out over and over."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil

from desktop_app.core.camera import CameraAddress, CameraKind, CameraProblem
from desktop_app.vision.camera_reader import CameraReader
from desktop_app.vision.camera_setup import CameraSetup
from tests.camera_files import network_camera, write_video
from tests.faults.registry import Fault, Tally

TOLD_S = 10.0
"""Within this a problem is told; stalls are told by the window's own watch within 3 s."""


def _opened(kind: CameraKind, value: object) -> CameraReader:
    return CameraReader(CameraSetup(CameraAddress(kind, str(value)), 640))


def _until(condition: Callable[[], object], seconds: float = TOLD_S) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def _told(reader: CameraReader) -> CameraProblem | None:
    _until(lambda: reader.problem)
    reader.close()
    reader.wait_closed(5)
    return reader.problem


def _bad_sources(folder: Path) -> list[str]:
    noise = folder / "noise.avi"
    noise.write_bytes(np.random.default_rng(1).bytes(50_000))
    whole = write_video(folder / "whole.avi", [np.full((60, 80, 3), 90, np.uint8)] * 20)
    cut = folder / "cut.avi"
    cut.write_bytes(whole.read_bytes()[:3000])
    device = CameraProblem.GONE
    cases = (
        (CameraKind.DEVICE, folder / "no camera", {device}),
        (CameraKind.FILE, folder / "gone.avi", {CameraProblem.GONE}),
        (CameraKind.FILE, noise, {CameraProblem.BROKEN}),
        (CameraKind.FILE, cut, {CameraProblem.BROKEN, CameraProblem.ENDED}),
        (CameraKind.FILE, whole, {CameraProblem.ENDED}),
        (CameraKind.STREAM, "http://127.0.0.1:9/x", {CameraProblem.GONE}),
        (CameraKind.STREAM, "rtsp://127.0.0.1:9/x", {CameraProblem.GONE}),
    )
    findings = []
    for kind, value, expected in cases:
        told = _told(_opened(kind, value))
        if told not in expected:
            findings.append(f"{kind} {Path(str(value)).name}: {told}")
    return findings


def cameras(folder: Path, times: int) -> Tally:
    """Each trouble is told, and no process or thread is left after plugging in and out."""
    findings = _bad_sources(folder)
    with network_camera() as camera:
        for number in range(times):
            reader = _opened(CameraKind.STREAM, camera.url)
            if not _until(reader.latest):
                findings.append(f"time {number}: no picture")
            if number % 4 == 3:
                camera.stalled.set()
                time.sleep(0.2)
                camera.stalled.clear()
            reader.close()
            if not reader.wait_closed(5):
                findings.append(f"time {number}: it did not let go")
    left = [child.pid for child in psutil.Process().children() if _is_camera(child)]
    threads = [t.name for t in threading.enumerate() if t.name.startswith("camera")]
    findings += [f"left behind: {left} {threads}"] if left or threads else []
    return Tally(7 + times, findings=tuple(findings[:10]))


def _is_camera(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:
        return False


FAULTS = (
    Fault("E1", "cameras", lambda folder: cameras(folder, 3), lambda folder: cameras(folder, 50)),
)
