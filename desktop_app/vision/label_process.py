"""Entry point of the process that reads print: picture files in, lines of text out.

The parent imports this module to name `run`; OpenCV and RapidOCR are imported only within it. As
with the other processes that decode pictures, nothing that comes from it is unpickled: a request
is the box as JSON and the bytes of the file, a reply is JSON. Its models lie in the package
`rapidocr`; their paths are handed over, so that nothing is ever fetched.
"""

from __future__ import annotations

import json
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.core.errors import PhotoError
from desktop_app.core.label_text import ReadLine
from desktop_app.core.types import Box
from desktop_app.vision import addons, child_process, reading_addon

if TYPE_CHECKING:
    from desktop_app.core.types import RgbImage

MEMORY_BYTES = 3 * 2**30
IDLE_S = 120.0
"""The reader holds half a gigabyte; after so long without a question the process ends."""

READ_SIDE = 1000
"""Longest side of the picture that is read, pixels: more takes longer and reads hardly more."""

MOST_LINES = 100
LONGEST_LINE = 200

READY = b"ready"
UNREADABLE = b"unreadable"
"""Reply where the photo cannot be decoded."""


def run(connection: Connection, log: Path | None, threads: int) -> None:
    """Read one photo after the other until the parent closes the pipe, dies or asks no more."""
    child_process.settle_in(log)
    import cv2  # noqa: PLC0415  (see the module)

    cv2.setNumThreads(1)
    child_process.forbid_core_files()
    engine = _engine(threads)
    child_process.limit_memory(MEMORY_BYTES)
    try:
        connection.send_bytes(READY)
        while connection.poll(IDLE_S):
            name, box = asked_for(connection.recv_bytes())
            connection.send_bytes(_reply(engine, connection.recv_bytes(), name, box))
    except (EOFError, OSError):
        return


def _reply(engine: Any, data: bytes, name: str, box: Box | None) -> bytes:
    from desktop_app.vision.decode import crop, decode_picture, shrink  # noqa: PLC0415

    try:
        seen = shrink(crop(decode_picture(data, name, box), box), READ_SIDE)
    except PhotoError:
        return UNREADABLE
    return encode(_read(engine, seen))


def _read(engine: Any, pixels: RgbImage) -> list[ReadLine]:
    """Lines of print, from the top; RapidOCR takes pictures as OpenCV has them, blue first."""
    found = engine(pixels[:, :, ::-1].copy())
    pairs = zip(found.txts or (), found.scores or (), strict=True)
    return [ReadLine(str(text), float(score)) for text, score in pairs]


def _engine(threads: int) -> Any:
    """RapidOCR with the models of its package, small pictures read as they are."""
    reading_addon.use(addons.program_folder())
    import rapidocr  # noqa: PLC0415  (see the module)

    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": READ_SIDE,
            "Global.use_cls": False,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "Det.model_path": str(_only(models, "*_det_*.onnx")),
            "Rec.model_path": str(_only(models, "*_rec_*.onnx")),
        }
    )


def _only(folder: Path, pattern: str) -> Path:
    """The one file of that name; a package without it must fail rather than look for it."""
    (found,) = folder.glob(pattern)
    return found


def question(name: str, box: Box | None) -> bytes:
    """The first of the two parts of a request; the file follows."""
    sides = None if box is None else (box.x, box.y, box.width, box.height)
    return json.dumps([name, sides]).encode()


def asked_for(data: bytes) -> tuple[str, Box | None]:
    """What `question` says."""
    name, sides = json.loads(data)
    return str(name), None if sides is None else Box(*sides)


def encode(lines: list[ReadLine]) -> bytes:
    rows = [(line.text[:LONGEST_LINE], line.certainty) for line in lines[:MOST_LINES]]
    return json.dumps(rows).encode()


def decode(data: bytes) -> tuple[ReadLine, ...]:
    """What was read.

    Raises:
        ValueError: the bytes are no reply of this process.
    """
    rows = json.loads(data)
    if not isinstance(rows, list):
        raise ValueError("no list")  # noqa: TRY004  (one kind of error for whatever is wrong)
    try:
        return tuple(ReadLine(str(text), float(certainty)) for text, certainty in rows)
    except TypeError as error:
        raise ValueError("no pairs") from error
