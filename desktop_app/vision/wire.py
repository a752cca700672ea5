"""What the worker process says to its parent, as bytes: JSON and raw arrays, never a pickle.

The worker reads hostile files. Were one to take it over, a pickle from it would run code in the
parent; these frames can only carry the values below, and what does not fit is refused.
"""

from __future__ import annotations

import itertools
import json
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np

from desktop_app.core.analysis import PhotoAnalysis, QueryAnalysis
from desktop_app.core.errors import PhotoError
from desktop_app.core.explanation import Contrast, Explanation
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.shared_print import SharedPrint
from desktop_app.core.types import BarcodeSymbol, Box, DeviceInfo, Embedding
from desktop_app.vision.wire_explanation import (
    contrast_value,
    explanation_value,
    to_contrast,
    to_explanation,
)
from desktop_app.vision.wire_print import shared_value, to_shared

MAX_FRAME_BYTES = 256 * 2**20
_LENGTH = struct.Struct("<I")
_DAMAGE = (
    struct.error,
    KeyError,
    TypeError,
    ValueError,
    IndexError,
    OverflowError,
    RecursionError,
)


class WireError(ValueError):
    """The frame is none of ours."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The model is loaded and has run once."""

    device: DeviceInfo


@dataclass(frozen=True, slots=True)
class StartFailed:
    """The worker cannot start, and trying again would not help."""

    message: Message


@dataclass(frozen=True, slots=True)
class Step:
    """Sign of life: work on photo number `photo` begins, or on `n` items at once if it is None."""

    photo: int | None
    n: int = 1


@dataclass(frozen=True, slots=True)
class EngineFailed:
    """The model could not be run; the texts of the library are in `reason`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Photos:
    """Answer to `AnalyseBatch`, one entry a photo, in order."""

    photos: tuple[PhotoAnalysis | PhotoError, ...]


@dataclass(frozen=True, slots=True)
class Texts:
    """Answer to `EmbedTexts`, shape (n, dim)."""

    embeddings: Embedding


@dataclass(frozen=True, slots=True)
class Prints:
    """Answer to `ComparePrints`: what each reference shares with the query, in order."""

    shared: tuple[SharedPrint, ...]


@dataclass(frozen=True, slots=True)
class PhotoFailed:
    """Answer to `ExplainPair` or `ContrastPhotos`: a photo cannot be read, and why."""

    message: Message


Reply: TypeAlias = (
    Ready
    | StartFailed
    | Step
    | EngineFailed
    | Photos
    | Texts
    | QueryAnalysis
    | Explanation
    | Contrast
    | Prints
    | PhotoFailed
)


def encode(reply: Reply) -> bytes:
    """*reply* as one frame."""
    blobs: list[bytes] = []
    header = {"kind": type(reply).__name__, "value": _to_json(reply, blobs)}
    header["blobs"] = [len(blob) for blob in blobs]
    text = json.dumps(header).encode("ascii")
    return b"".join((_LENGTH.pack(len(text)), text, *blobs))


def decode(frame: bytes) -> Reply:
    """The reply in *frame*.

    Raises:
        WireError: the frame is damaged or holds something else than a reply.
    """
    try:
        end = _LENGTH.size + _LENGTH.unpack_from(frame)[0]
        header = json.loads(frame[_LENGTH.size : end])
        blobs = _cut(memoryview(frame)[end:], header["blobs"])
        return _READERS[header["kind"]](header["value"], blobs)
    except _DAMAGE as error:
        raise WireError("not a frame of the worker") from error


def _cut(rest: memoryview, lengths: Sequence[int]) -> list[bytes]:
    if sum(lengths) != len(rest) or min(lengths, default=0) < 0:
        raise WireError("blobs do not fill the frame")
    ends = itertools.accumulate(lengths)
    return [bytes(rest[end - n : end]) for end, n in zip(ends, lengths, strict=True)]


def _to_json(reply: Reply, blobs: list[bytes]) -> Any:
    value: Any
    match reply:
        case Ready(device):
            value = [device.device, device.wished, device.reason]
        case StartFailed(message) | PhotoFailed(message):
            value = _message(message)
        case Step(photo, n):
            value = [photo, n]
        case EngineFailed(reason):
            value = reason
        case Photos(photos):
            value = [_photo(photo, blobs) for photo in photos]
        case Texts(embeddings):
            value = _array(embeddings, blobs)
        case QueryAnalysis(embedding, photos, ms, photo_embedding):
            vectors = [_array(embedding, blobs), _array(photo_embedding, blobs)]
            value = [*vectors, [_photo(photo, blobs) for photo in photos], dict(ms)]
        case Explanation() | Contrast() | Prints():
            value = _comparison(reply)
    return value


def _comparison(reply: Explanation | Contrast | Prints) -> list[Any]:
    if isinstance(reply, Prints):
        return [shared_value(each) for each in reply.shared]
    return explanation_value(reply) if isinstance(reply, Explanation) else contrast_value(reply)


def _to_step(value: Any, _: list[bytes]) -> Step:
    photo, n = value
    return Step(None if photo is None else int(photo), int(n))


def _to_query(value: Any, blobs: list[bytes]) -> QueryAnalysis:
    embedding, photo_embedding, photos, ms = value
    read = tuple(_to_photo(photo, blobs) for photo in photos)
    vectors = _to_array(embedding, blobs), _to_array(photo_embedding, blobs)
    return QueryAnalysis(vectors[0], read, _times(ms), vectors[1])


def _photo(photo: PhotoAnalysis | PhotoError, blobs: list[bytes]) -> dict[str, Any]:
    if isinstance(photo, PhotoError):
        return {"error": _message(photo.message)}
    return {
        "name": photo.name,
        "sha256": photo.source_sha256,
        "size": [photo.width, photo.height],
        "embedding": _array(photo.embedding, blobs),
        "symbols": [_symbol(symbol) for symbol in photo.symbols],
        "picture": _blob(photo.picture, blobs),
        "thumbnail": _blob(photo.thumbnail, blobs),
        "object_box": _box(photo.object_box),
        "ms": dict(photo.ms),
    }


def _to_photo(value: Mapping[str, Any], blobs: list[bytes]) -> PhotoAnalysis | PhotoError:
    if "error" in value:
        message = _to_message(value["error"])
        return PhotoError(message.id, **dict(message.params))
    width, height = value["size"]
    return PhotoAnalysis(
        name=str(value["name"]),
        source_sha256=str(value["sha256"]),
        width=int(width),
        height=int(height),
        embedding=_to_array(value["embedding"], blobs),
        symbols=tuple(_to_symbols(value["symbols"])),
        picture=_to_blob(value["picture"], blobs),
        thumbnail=_to_blob(value["thumbnail"], blobs),
        object_box=_to_box(value["object_box"]),
        ms=_times(value["ms"]),
    )


def _message(message: Message) -> list[Any]:
    return [message.id.value, [list(param) for param in message.params]]


def _to_message(value: Any) -> Message:
    name, params = value
    return Message(MessageId(name), tuple((str(key), str(text)) for key, text in params))


def _symbol(symbol: BarcodeSymbol) -> list[Any]:
    return [symbol.format, symbol.text, _box(symbol.box)]


def _to_symbols(value: Any) -> Iterator[BarcodeSymbol]:
    for name, text, place in value:
        yield BarcodeSymbol(str(name), str(text), _to_box(place))


def _box(box: Box | None) -> list[int] | None:
    return None if box is None else [box.x, box.y, box.width, box.height]


def _to_box(value: Any) -> Box | None:
    return None if value is None else Box(*(int(number) for number in value))


def _array(embedding: Embedding | None, blobs: list[bytes]) -> list[int] | None:
    if embedding is None:
        return None
    values = np.ascontiguousarray(embedding, dtype="<f4")
    blobs.append(values.tobytes())
    return [len(blobs) - 1, *values.shape]


def _to_array(value: Any, blobs: list[bytes]) -> Embedding | None:
    if value is None:
        return None
    number, *shape = (int(part) for part in value)
    return np.frombuffer(blobs[number], "<f4").reshape(shape).astype(np.float32)


def _need(embedding: Embedding | None) -> Embedding:
    if embedding is None:
        raise WireError("embeddings are missing")
    return embedding


def _blob(data: bytes | None, blobs: list[bytes]) -> int | None:
    if data is None:
        return None
    blobs.append(data)
    return len(blobs) - 1


def _to_blob(value: Any, blobs: list[bytes]) -> bytes | None:
    return None if value is None else blobs[int(value)]


def _times(value: Mapping[str, Any]) -> Mapping[str, float]:
    return MappingProxyType({str(step): float(ms) for step, ms in value.items()})


_READERS: Mapping[str, Callable[[Any, list[bytes]], Reply]] = MappingProxyType(
    {
        "Ready": lambda value, _: Ready(DeviceInfo(*(str(part) for part in value))),
        "StartFailed": lambda value, _: StartFailed(_to_message(value)),
        "Step": _to_step,
        "EngineFailed": lambda value, _: EngineFailed(str(value)),
        "Photos": lambda value, blobs: Photos(tuple(_to_photo(photo, blobs) for photo in value)),
        "Texts": lambda value, blobs: Texts(_need(_to_array(value, blobs))),
        "QueryAnalysis": _to_query,
        "Explanation": lambda value, _: to_explanation(value),
        "Contrast": lambda value, _: to_contrast(value),
        "Prints": lambda value, _: Prints(tuple(to_shared(each) for each in value)),
        "PhotoFailed": lambda value, _: PhotoFailed(_to_message(value)),
    }
)
