"""The first run of a pack: in a child, under limits, and only sound embeddings pass."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="the small networks are made with the onnx package")

import onnx
from onnx import TensorProto, helper, numpy_helper

from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.vision import pack_trial
from desktop_app.vision.model_pack import CARD_NAME, load_pack
from desktop_app.vision.pack_check import check_pack
from desktop_app.vision.pack_trial import try_pack
from tests.small_packs import image_encoder, write_pack

FLOAT = TensorProto.FLOAT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_pack(tmp_path)


def with_image(folder: Path, encoder: onnx.ModelProto) -> Path:
    """The pack with another image encoder, and a card that tells the truth about the file."""
    file, card = folder / "image.onnx", folder / CARD_NAME
    old, new = file.read_bytes(), encoder.SerializeToString()
    file.write_bytes(new)
    text = card.read_text(encoding="utf-8")
    for before, after in (
        (hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest()),
        (f"bytes = {len(old)}\n", f"bytes = {len(new)}\n"),
    ):
        assert before in text
        text = text.replace(before, after)
    card.write_text(text, encoding="utf-8")
    check_pack(load_pack(folder))
    return folder


def after(
    encoder: onnx.ModelProto, *nodes: onnx.NodeProto, **weights: np.ndarray
) -> onnx.ModelProto:
    """*encoder* with nodes behind its output, which they take as `before`."""
    graph = encoder.graph
    graph.node[-1].output[0] = "before"
    graph.node.extend(nodes)
    graph.initializer.extend(numpy_helper.from_array(v, name) for name, v in weights.items())
    return encoder


def not_finite() -> onnx.ModelProto:
    return after(image_encoder(), helper.make_node("Log", ["before"], ["image_embeds"]))


def all_zero() -> onnx.ModelProto:
    zero = np.zeros(1, dtype=np.float32)
    return after(
        image_encoder(), helper.make_node("Mul", ["before", "z"], ["image_embeds"]), z=zero
    )


def too_few() -> onnx.ModelProto:
    return image_encoder(dim=7)


def endless() -> onnx.ModelProto:
    """A loop that hardly ends: 2^62 rounds."""
    scalar, row = helper.make_tensor_value_info, helper.make_node
    body = helper.make_graph(
        [row("Identity", ["go"], ["on"]), row("Add", ["v", "v"], ["next"])],
        "body",
        [
            scalar("i", TensorProto.INT64, []),
            scalar("go", TensorProto.BOOL, []),
            scalar("v", FLOAT, None),
        ],
        [scalar("on", TensorProto.BOOL, []), scalar("next", FLOAT, None)],
    )
    loop = row("Loop", ["rounds", "yes", "before"], ["image_embeds"], body=body)
    return after(image_encoder(), loop, rounds=np.array(2**62), yes=np.array(True))


def greedy() -> onnx.ModelProto:
    """Asks for 4 TiB."""
    nodes = (
        helper.make_node("ConstantOfShape", ["shape"], ["huge"]),
        helper.make_node("ReduceSum", ["huge"], ["sum"], keepdims=0),
        helper.make_node("Add", ["before", "sum"], ["image_embeds"]),
    )
    return after(image_encoder(), *nodes, shape=np.array([2**20, 2**20]))


def test_a_sound_pack_passes(folder: Path) -> None:
    try_pack(folder)


@pytest.mark.parametrize(
    ("encoder", "said"),
    [
        (not_finite, "usable"),
        (all_zero, "usable"),
        (too_few, "instead of"),
        (greedy, "first run"),
    ],
)
def test_a_pack_without_sound_embeddings_is_refused(folder: Path, encoder, said: str) -> None:
    with pytest.raises(ModelPackError, match=said) as caught:
        try_pack(with_image(folder, encoder()))
    assert caught.value.message.id is MessageId.PACK_TRIAL


def test_a_pack_that_never_answers_is_given_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pack_trial, "START_S", 4.0)
    with pytest.raises(ModelPackError, match="too long") as caught:
        try_pack(with_image(folder, endless()))
    assert caught.value.message.id is MessageId.PACK_TRIAL


def load_and_die(setup: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_a_pack_that_kills_its_process_is_refused(folder: Path) -> None:
    with pytest.raises(ModelPackError, match="exit code") as caught:
        try_pack(folder, engine="tests.vision.test_pack_trial:load_and_die")
    assert caught.value.message.id is MessageId.PACK_TRIAL
