"""A camera as a value: where its pictures come from, one picture, and what can be wrong with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Self, TypeAlias
from urllib.parse import urlsplit

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Grey: TypeAlias = npt.NDArray[np.uint8]
else:  # see core.types
    Grey = Any

GREY_WIDTH, GREY_HEIGHT = 64, 48
"""Size of `Frame.grey`, pixels; the whole picture is squeezed into it, whatever its shape."""

_SECRET = re.compile(r"(?<=[?&])(?:pass|passwd|password|pwd|token)=[^&#]*&?", re.IGNORECASE)

STREAM_SCHEMES = ("rtsp", "rtsps", "http", "https")


class CameraKind(StrEnum):
    """Where the pictures come from."""

    DEVICE = "device"
    FILE = "file"
    STREAM = "stream"


class CameraProblem(StrEnum):
    """What is wrong with a camera; each has a message of its own (`camera_messages`)."""

    NONE = "none"
    """No camera is there at all."""
    GONE = "gone"
    """The chosen one is not there: unplugged, or the file or computer cannot be found."""
    BUSY = "busy"
    FORBIDDEN = "forbidden"
    SILENT = "silent"
    """It is open but sends no picture."""
    DARK = "dark"
    FROZEN = "frozen"
    """It sends the same picture again and again, noise included."""
    BROKEN = "broken"
    """The reader process ended, or what arrives is no picture."""
    ENDED = "ended"
    """A video file is over."""


class CameraFailed(Exception):  # noqa: N818  (it is raised within the reader and travels as a value)
    """A camera cannot be read; *problem* says why."""

    def __init__(self, problem: CameraProblem) -> None:
        self.problem = problem
        super().__init__(problem.value)


@dataclass(frozen=True, slots=True)
class CameraAddress:
    """Which camera: a device id of the system, the path of a video file, or an address."""

    kind: CameraKind
    value: str

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """The address that `str` wrote, or None where *text* is none."""
        kind, _, value = text.partition(":")
        if kind not in list(CameraKind) or not value:
            return None
        return cls(CameraKind(kind), value)

    @property
    def name(self) -> str:
        """What to call it: never with a password in it."""
        if self.kind is CameraKind.FILE:
            return PurePath(self.value).name
        return without_password(self.value) if self.kind is CameraKind.STREAM else self.value

    @property
    def to_remember(self) -> str:
        """As text for the settings; a password is never written down."""
        value = without_password(self.value) if self.kind is CameraKind.STREAM else self.value
        return f"{self.kind}:{value}"

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}"


def without_password(url: str) -> str:
    """*url* without the password of `user:password@host` or of `?password=...`."""
    scheme, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    login, at, host = host.rpartition("@")
    user = login.partition(":")[0]
    return f"{scheme}{mark}{user}{at}{host}{slash}{_SECRET.sub('', path)}"


def stream_address(text: str) -> CameraAddress | None:
    """*text* as the address of a network camera, or None where it is none."""
    url = text.strip()
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    known = parts.scheme.lower() in STREAM_SCHEMES and bool(parts.hostname)
    return CameraAddress(CameraKind.STREAM, url) if known and " " not in url else None


@dataclass(frozen=True, slots=True)
class CameraDevice:
    """A camera of this computer: the system's id for it and a name that a person knows."""

    device_id: str
    name: str

    @property
    def address(self) -> CameraAddress:
        return CameraAddress(CameraKind.DEVICE, self.device_id)


@dataclass(frozen=True, slots=True)
class CameraChoice:
    """Which camera a person uses, and how its picture is shown.

    Attributes:
        address: as `CameraAddress.to_remember` wrote it; empty means the first one of the system.
        turn: degrees clockwise, a multiple of 90; photos are turned too.
        mirror: show it as a mirror does; photos are never mirrored, their print would be reversed.
        fine: larger pictures, for small print and small codes.
    """

    address: str = ""
    turn: int = 0
    mirror: bool = False
    fine: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One picture of a camera, upright as the camera sees it.

    Attributes:
        number: rises with every new picture of the same camera.
        pixels: rows from top to bottom, three bytes a pixel in the order blue, green, red.
        stride: bytes from one row to the next.
        grey: shape (GREY_HEIGHT, GREY_WIDTH), the whole picture made small.
    """

    number: int
    width: int
    height: int
    pixels: bytes
    stride: int
    grey: Grey
