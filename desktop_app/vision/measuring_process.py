"""Entry point of the process that measures photos: file names in, a few numbers out.

The parent imports this module to name `run`; OpenCV is imported only within it. As with the other
processes that decode pictures, nothing that comes from it is unpickled.
"""

from __future__ import annotations

import struct
from multiprocessing.connection import Connection
from pathlib import Path

from desktop_app.core.errors import PhotoError
from desktop_app.core.photo_traits import PhotoTraits
from desktop_app.vision import child_process

MEMORY_BYTES = 2 * 2**30
REPLY = struct.Struct("<?fff")
"""Whether the photo could be read; blur, brightness, contrast."""

UNREADABLE = REPLY.pack(False, 0.0, 0.0, 0.0)  # noqa: FBT003  (struct)


def run(connection: Connection, log: Path | None) -> None:
    """Measure one file after the other until the parent closes the pipe or dies."""
    child_process.settle_in(log)
    import cv2  # noqa: PLC0415  (see the module)

    from desktop_app.vision.decode import decode_picture  # noqa: PLC0415
    from desktop_app.vision.photo_measures import measure_photo  # noqa: PLC0415

    cv2.setNumThreads(1)
    child_process.forbid_core_files()
    child_process.limit_memory(MEMORY_BYTES)
    try:
        while name := connection.recv_bytes().decode("utf-8", "surrogatepass"):
            try:
                picture = decode_picture(Path(name).read_bytes(), name)
                connection.send_bytes(encode(measure_photo(picture.pixels)))
            except (PhotoError, OSError):
                connection.send_bytes(UNREADABLE)
    except (EOFError, OSError):
        return


def encode(traits: PhotoTraits) -> bytes:
    values = (traits.blur, traits.brightness, traits.contrast)
    return REPLY.pack(True, *values)  # noqa: FBT003  (struct)


def decode(data: bytes) -> PhotoTraits | None:
    """What was measured; None: the photo cannot be read.

    Raises:
        struct.error: the bytes are no reply of this process.
    """
    is_read, *values = REPLY.unpack(data)
    return PhotoTraits(*values) if is_read else None
