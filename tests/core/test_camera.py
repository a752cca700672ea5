"""Addresses of cameras: kept without passwords, refused when they are none."""

from __future__ import annotations

import pytest

from desktop_app.core.camera import (
    CameraAddress,
    CameraKind,
    stream_address,
    without_password,
)


@pytest.mark.parametrize("kind", list(CameraKind))
def test_an_address_survives_the_settings(kind: CameraKind) -> None:
    address = CameraAddress(kind, "C:/videos/a:b.mp4")
    assert CameraAddress.parse(address.to_remember) == address


@pytest.mark.parametrize("text", ["", "device", "device:", "other:x", "file:"])
def test_what_is_no_address_is_none(text: str) -> None:
    assert CameraAddress.parse(text) is None


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("rtsp://eve:secret@10.0.0.8/live", "rtsp://eve@10.0.0.8/live"),
        ("rtsp://eve:s@cret@10.0.0.8/live", "rtsp://eve@10.0.0.8/live"),
        ("http://10.0.0.8:8080/video", "http://10.0.0.8:8080/video"),
        ("http://10.0.0.8:81/a?user=eve&pwd=secret&ch=1", "http://10.0.0.8:81/a?user=eve&ch=1"),
        ("rtsp://10.0.0.8:554/a@b:c", "rtsp://10.0.0.8:554/a@b:c"),
    ],
)
def test_a_password_is_neither_shown_nor_remembered(url: str, shown: str) -> None:
    address = CameraAddress(CameraKind.STREAM, url)
    assert without_password(url) == address.name == shown
    assert address.to_remember == f"stream:{shown}"
    assert address.value == url


@pytest.mark.parametrize(
    "text", ["", "rtsp://", "camera", "file:///etc/passwd", "ftp://a/b", "http://a b", "concat:a|b"]
)
def test_only_addresses_of_network_cameras_are_opened(text: str) -> None:
    assert stream_address(text) is None


@pytest.mark.parametrize("text", ["rtsp://10.0.0.8/live", " HTTP://cam.local:81/a.mjpg "])
def test_addresses_of_network_cameras_are_taken(text: str) -> None:
    address = stream_address(text)
    assert address is not None
    assert address.value == text.strip()
