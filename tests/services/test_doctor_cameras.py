"""The cameras of `shelfsight doctor`: by name, without opening one."""

from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from desktop_app.services import doctor
from tests.fake_services.cameras import FakeCameras


@pytest.mark.parametrize(
    ("platform", "expected"), [("linux", ["Desk camera (/dev/video0)"]), ("win32", None)]
)
def test_cameras_are_listed_where_the_system_lists_them(
    monkeypatch: pytest.MonkeyPatch, platform: str, expected: list[str] | None
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    services = SimpleNamespace(cameras=FakeCameras())
    assert doctor._cameras(services) == expected  # type: ignore[arg-type]
    assert services.cameras.opened == []
