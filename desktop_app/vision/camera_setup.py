"""What a camera process is told when it starts, and what it says: frames and problems as bytes.

Importing this module does not load OpenCV. As with the vision worker, nothing that comes from the
process is unpickled: it reads a stream that somebody else makes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np

from desktop_app.core.camera import GREY_HEIGHT, GREY_WIDTH, CameraAddress, CameraProblem, Frame

LONGEST_SIDE = 1920
"""No picture is sent with a longer side, pixels."""

MAX_FRAME_BYTES = 3 * LONGEST_SIDE * LONGEST_SIDE + 4096

ASK = b"next"
"""The parent asks for the newest picture; it is sent one picture for each time it asks."""

_FRAME, _PROBLEM = b"F", b"P"
_HEAD = struct.Struct("<IHH")
_GREY_BYTES = GREY_WIDTH * GREY_HEIGHT


@dataclass(frozen=True, slots=True)
class CameraSetup:
    """How a camera process starts.

    Attributes:
        address: what to read.
        side: longest side of a picture, pixels; asked of the camera, and made sure of.
        log: file for what libraries print; None throws it away.
        memory_margin: bytes that reading may take beyond the loaded libraries.
    """

    address: CameraAddress
    side: int = 1280
    log: Path | None = None
    memory_margin: int = 2 * 2**30


class CameraFrameError(ValueError):
    """The bytes are no message of a camera process."""


CameraReply: TypeAlias = Frame | CameraProblem


def encode_frame(frame: Frame) -> bytes:
    """*frame*, whose rows have no padding, as bytes."""
    head = _HEAD.pack(frame.number, frame.width, frame.height)
    return b"".join((_FRAME, head, frame.grey.tobytes(), frame.pixels))


def encode_problem(problem: CameraProblem) -> bytes:
    return _PROBLEM + problem.value.encode("ascii")


def decode_reply(data: bytes) -> CameraReply:
    """A frame or a problem.

    Raises:
        CameraFrameError: it is neither, or a frame larger than allowed.
    """
    kind, body = data[:1], memoryview(data)[1:]
    try:
        if kind == _PROBLEM:
            return CameraProblem(bytes(body).decode("ascii"))
        number, width, height = _HEAD.unpack_from(body)
    except (ValueError, struct.error) as error:
        raise CameraFrameError("not a message of a camera") from error
    start = _HEAD.size + _GREY_BYTES
    fits = 0 < max(width, height) <= LONGEST_SIDE and min(width, height) > 0
    if kind != _FRAME or not fits or len(body) != start + 3 * width * height:
        raise CameraFrameError("not a frame of a camera")
    grey = np.frombuffer(body[_HEAD.size : start], np.uint8).reshape(GREY_HEIGHT, GREY_WIDTH)
    return Frame(number, width, height, bytes(body[start:]), 3 * width, grey)
