"""Small model packs of the OpenCLIP kind, made with the onnx package in milliseconds."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

DIM = 24
SIZE = 32
TOKENS = 12
MERGES = ("t h", "th e</w>", "m u", "mu g</w>", "r e", "re d</w>", "b l", "bl u", "blu e</w>")
VOCABULARY = 512 + len(MERGES) + 2
TRAINING = Path(__file__).resolve().parents[1] / "models_onnx" / "training"

FACTS: dict[str, Any] = {
    "name": "small-pair",
    "title": "A pair of encoders for tests",
    "photo_weight": 0.6,
    "preprocess": {"size": SIZE, "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25]},
    "text": {"context_length": TOKENS, "languages": ["en"]},
    "licences": {"random numbers": "CC0"},
}


def converter() -> ModuleType:
    """`models_onnx/training/convert_openclip.py`, which is no package."""
    name = "convert_openclip"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, TRAINING / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[name])
    return sys.modules[name]


def write_pair(folder: Path, seed: int = 0) -> tuple[Path, Path, Path]:
    """Image encoder, text encoder and merges in *folder*; another seed, other embeddings."""
    folder.mkdir(parents=True, exist_ok=True)
    image, text, merges = folder / "visual.onnx", folder / "textual.onnx", folder / "merges.txt"
    onnx.save(image_encoder(seed), image)
    onnx.save(text_encoder(seed), text)
    merges.write_text("#version: 0.2\n" + "\n".join(MERGES) + "\n", encoding="utf-8")
    return image, text, merges


def write_pack(folder: Path, name: str = "small-pair", seed: int = 0) -> Path:
    """A whole pack made by the converter; its folder."""
    image, text, merges = write_pair(folder / "source", seed)
    pack = folder / name
    converter().convert(FACTS | {"name": name}, image, text, merges, pack)
    return pack


def image_encoder(seed: int = 0, dim: int = DIM) -> onnx.ModelProto:
    """Colours of a 4 x 4 grid, turned into the common space."""
    rng = np.random.default_rng(seed)
    nodes = [
        helper.make_node(
            "AveragePool", ["pixel_values"], ["grid"], kernel_shape=[8, 8], strides=[8, 8]
        ),
        helper.make_node("Flatten", ["grid"], ["flat"]),
        helper.make_node("Gemm", ["flat", "w", "b"], ["image_embeds"]),
    ]
    weights = [_array("w", rng.standard_normal((48, dim))), _array("b", rng.standard_normal(dim))]
    given = _value("pixel_values", TensorProto.FLOAT, ["n", 3, SIZE, SIZE])
    return model(nodes, [given], [_value("image_embeds", TensorProto.FLOAT, ["n", dim])], weights)


def text_encoder(seed: int = 0, dim: int = DIM) -> onnx.ModelProto:
    """The mean of the tokens' rows of a table, those under the mask left out."""
    rng = np.random.default_rng(seed + 1)
    nodes = [
        helper.make_node("Gather", ["table", "input_ids"], ["rows"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["wide"]),
        helper.make_node("Mul", ["rows", "wide"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "first"], ["text_embeds"], keepdims=0),
    ]
    weights = [
        _array("table", rng.standard_normal((VOCABULARY, dim))),
        numpy_helper.from_array(np.array([2], dtype=np.int64), "last"),
        numpy_helper.from_array(np.array([1], dtype=np.int64), "first"),
    ]
    given = [
        _value("input_ids", TensorProto.INT64, ["n", TOKENS]),
        _value("attention_mask", TensorProto.INT64, ["n", TOKENS]),
    ]
    return model(nodes, given, [_value("text_embeds", TensorProto.FLOAT, ["n", dim])], weights)


def model(
    nodes: list[Any], inputs: list[Any], outputs: list[Any], weights: list[Any] | None = None
) -> onnx.ModelProto:
    """A model of these nodes that ONNX Runtime can read."""
    graph = helper.make_graph(nodes, "small", inputs, outputs, weights or [])
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)


def _array(name: str, values: np.ndarray) -> onnx.TensorProto:
    return numpy_helper.from_array(values.astype(np.float32), name)


def _value(name: str, kind: int, shape: list[Any]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)
