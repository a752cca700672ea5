import json
import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.analysis import PhotoAnalysis, QueryAnalysis
from desktop_app.core.errors import PhotoError
from desktop_app.core.explanation import Area, Contrast, Explanation, PhotoGrid
from desktop_app.core.likeness import contrast, explain
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.shared_print import PrintAgreement, SharedPrint
from desktop_app.core.types import BarcodeSymbol, Box, DeviceInfo
from desktop_app.vision import wire

NAMES = st.text(max_size=20)
BYTES = st.none() | st.binary(max_size=50)
EMBEDDINGS = st.none() | st.lists(st.floats(-1, 1, width=32), min_size=1, max_size=9).map(
    lambda values: np.array(values, np.float32)
)
BOXES = st.none() | st.builds(Box, *[st.integers(0, 9999)] * 4)
SYMBOLS = st.builds(BarcodeSymbol, NAMES, NAMES, BOXES)
ANALYSES = st.builds(
    PhotoAnalysis,
    NAMES,
    NAMES,
    st.integers(1, 20_000),
    st.integers(1, 20_000),
    embedding=EMBEDDINGS,
    symbols=st.lists(SYMBOLS, max_size=3).map(tuple),
    picture=BYTES,
    thumbnail=BYTES,
    object_box=BOXES,
    ms=st.dictionaries(NAMES, st.floats(0, 1e6), max_size=3),
)
ERRORS = st.builds(lambda name: PhotoError(MessageId.PHOTO_EMPTY, name=name), NAMES)
OUTCOMES = st.lists(ANALYSES | ERRORS, max_size=4).map(tuple)


def assert_same(one: PhotoAnalysis | PhotoError, other: PhotoAnalysis | PhotoError) -> None:
    assert type(one) is type(other)
    if isinstance(one, PhotoError) or isinstance(other, PhotoError):
        assert one.message == other.message
        return
    for field in (
        "name",
        "source_sha256",
        "width",
        "height",
        "symbols",
        "picture",
        "thumbnail",
        "object_box",
    ):
        assert getattr(one, field) == getattr(other, field)
    assert dict(one.ms) == dict(other.ms)
    assert_same_array(one.embedding, other.embedding)


def assert_same_array(one: np.ndarray | None, other: np.ndarray | None) -> None:
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert other.dtype == np.float32
        assert np.array_equal(one, other)


@given(OUTCOMES)
def test_photos_come_through_unchanged(outcomes: tuple[PhotoAnalysis | PhotoError, ...]) -> None:
    reply = wire.decode(wire.encode(wire.Photos(outcomes)))
    assert isinstance(reply, wire.Photos)
    for sent, received in zip(outcomes, reply.photos, strict=True):
        assert_same(sent, received)


@given(EMBEDDINGS, OUTCOMES)
def test_a_query_comes_through_unchanged(
    embedding: np.ndarray | None, outcomes: tuple[PhotoAnalysis | PhotoError, ...]
) -> None:
    sent = QueryAnalysis(embedding, outcomes, {"decode": 1.5})
    reply = wire.decode(wire.encode(sent))
    assert isinstance(reply, QueryAnalysis)
    assert_same_array(sent.embedding, reply.embedding)
    assert len(reply.photos) == len(outcomes)
    assert dict(reply.ms) == {"decode": 1.5}


@pytest.mark.parametrize(
    "reply",
    [
        wire.Ready(DeviceInfo("CPU", "auto", "kein Gerät")),
        wire.StartFailed(Message.of(MessageId.MODEL_MISSING, name="C:\\ä\ud800")),
        wire.Step(3),
        wire.Step(None, 16),
        wire.EngineFailed("CUDA error 719"),
        wire.PhotoFailed(Message.of(MessageId.PHOTO_EMPTY, name="x")),
        wire.Prints(()),
        wire.Prints((SharedPrint(3), SharedPrint(37, PrintAgreement(0.25, 0.0, 0.3, 7.5)))),
    ],
)
def test_small_replies_come_through_unchanged(reply: wire.Reply) -> None:
    assert wire.decode(wire.encode(reply)) == reply


def grids(seed: int) -> list[PhotoGrid]:
    random = np.random.default_rng(seed)
    area = Area(0.25, 0.0, 0.5, 1.0)
    return [PhotoGrid(random.normal(size=(3, 4, 5)).astype(np.float32), area) for _ in range(3)]


def assert_same_explanation(one: Explanation, other: Explanation) -> None:
    assert (one.similarity, one.pairs) == (other.similarity, other.pairs)
    for name in ("query", "reference"):
        sent, received = getattr(one, name), getattr(other, name)
        assert sent.area == received.area
        assert_same_array(sent.values, received.values)


@given(st.integers(0, 1000))
def test_explanations_come_through_unchanged(seed: int) -> None:
    sent = explain(*grids(seed)[:2])
    reply = wire.decode(wire.encode(sent))
    assert isinstance(reply, Explanation)
    assert_same_explanation(sent, reply)


@given(st.integers(0, 1000))
def test_contrasts_come_through_unchanged(seed: int) -> None:
    sent = contrast(*grids(seed))
    reply = wire.decode(wire.encode(sent))
    assert isinstance(reply, Contrast)
    assert reply.regions == sent.regions
    assert_same_explanation(sent.first, reply.first)
    assert_same_explanation(sent.second, reply.second)
    assert_same_array(sent.difference.values, reply.difference.values)


@pytest.mark.parametrize("value", ["NaN", "[]", "Infinity"])
def test_a_map_of_no_numbers_is_refused(value: str) -> None:
    frame = wire.encode(explain(*grids(1)[:2]))
    header = json.loads(frame[4:])
    header["value"][1][0][0][0] = json.loads(value)
    text = json.dumps(header).encode()
    with pytest.raises(wire.WireError):
        wire.decode(len(text).to_bytes(4, "little") + text)


@pytest.mark.parametrize(
    "value", ["[[Infinity, null]]", "[[3, [0.1, 0, NaN, 4]]]", "[[3]]", "[[3, [1]]]", "7"]
)
def test_prints_of_no_numbers_are_refused(value: str) -> None:
    text = f'{{"kind": "Prints", "value": {value}, "blobs": []}}'.encode()
    with pytest.raises(wire.WireError):
        wire.decode(len(text).to_bytes(4, "little") + text)


def test_texts_keep_their_shape() -> None:
    rows = np.arange(12, dtype=np.float32).reshape(3, 4)
    reply = wire.decode(wire.encode(wire.Texts(rows)))
    assert isinstance(reply, wire.Texts)
    assert np.array_equal(reply.embeddings, rows)
    assert reply.embeddings.flags.writeable


def test_a_pickle_is_refused() -> None:
    with pytest.raises(wire.WireError):
        wire.decode(pickle.dumps(wire.Step(1)))


@given(st.binary(max_size=200))
def test_foreign_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.decode(data)


@given(OUTCOMES, st.integers(0, 10_000), st.integers(0, 255))
def test_a_damaged_frame_is_refused_or_still_holds_plain_values(
    outcomes: tuple[PhotoAnalysis | PhotoError, ...], place: int, value: int
) -> None:
    frame = bytearray(wire.encode(wire.Photos(outcomes)))
    frame[place % len(frame)] = value
    try:
        reply = wire.decode(bytes(frame))
    except wire.WireError:
        return
    assert isinstance(reply, wire.Photos)
