"""PyTorch modules to the three ONNX files: fixed sizes, any number of rows."""

from __future__ import annotations

from pathlib import Path

import onnx
import torch
from model import Fusion, ImageSide, ModelSpec, TextSide
from torch import Tensor, nn

OPSET = 17


def export_image(side: ImageSide, spec: ModelSpec, file: Path) -> None:
    pixels = torch.zeros(2, 3, spec.size, spec.size)
    _export(
        side.to(memory_format=torch.contiguous_format),
        (pixels,),
        file,
        ["pixels"],
        ["embedding", "grid", "thing"],
    )


def export_text(side: TextSide, spec: ModelSpec, file: Path) -> None:
    ids = torch.ones(2, spec.max_tokens, dtype=torch.int64)
    _export(
        side, (ids, torch.ones(2, spec.max_tokens)), file, ["ids", "mask"], ["embedding", "tokens"]
    )


def export_fusion(side: Fusion, spec: ModelSpec, file: Path) -> None:
    inputs: tuple[Tensor, ...] = (
        torch.zeros(2, spec.grid**2, spec.dim),
        torch.zeros(2, spec.max_tokens, spec.dim),
        torch.ones(2, 1),
        torch.ones(2, spec.max_tokens),
        torch.ones(2, spec.dim),
        torch.ones(2, spec.dim),
    )
    _export(
        side, inputs, file, ["grid", "tokens", "has_photo", "mask", "photo", "text"], ["embedding"]
    )


def _export(
    module: nn.Module, inputs: tuple[Tensor, ...], file: Path, names: list[str], outputs: list[str]
) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        module.eval(),
        inputs,
        str(file),
        input_names=names,
        output_names=outputs,
        dynamic_axes={name: {0: "n"} for name in names + outputs},
        opset_version=OPSET,
        do_constant_folding=True,
        dynamo=False,
    )
    onnx.checker.check_model(str(file))
