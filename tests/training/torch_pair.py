"""A pair of small encoders in the shape of CLIP's, with random weights, exported by PyTorch."""

from __future__ import annotations

import warnings
from pathlib import Path

import torch
from torch import Tensor, nn

from tests.small_packs import DIM, SIZE, TOKENS, VOCABULARY

WIDTH = 32
PATCH = 8


class PhotoEncoder(nn.Module):
    """Patches, a class token, one layer of attention, a projection."""

    def __init__(self) -> None:
        super().__init__()
        self.patches = nn.Conv2d(3, WIDTH, PATCH, PATCH, bias=False)
        self.first = nn.Parameter(torch.randn(1, 1, WIDTH))
        self.places = nn.Parameter(torch.randn(1, (SIZE // PATCH) ** 2 + 1, WIDTH))
        self.layer = nn.TransformerEncoderLayer(WIDTH, 4, WIDTH * 2, 0.0, batch_first=True)
        self.project = nn.Linear(WIDTH, DIM, bias=False)

    def forward(self, pixels: Tensor) -> Tensor:
        grid = self.patches(pixels).flatten(2).transpose(1, 2)
        rows = torch.cat([self.first.expand(grid.shape[0], -1, -1), grid], 1) + self.places
        return self.project(self.layer(rows)[:, 0])


class WordEncoder(nn.Module):
    """Tokens, one layer of attention, the state at the token that ends the text."""

    def __init__(self) -> None:
        super().__init__()
        self.tokens = nn.Embedding(VOCABULARY, WIDTH)
        self.places = nn.Parameter(torch.randn(1, TOKENS, WIDTH))
        self.layer = nn.TransformerEncoderLayer(WIDTH, 4, WIDTH * 2, 0.0, batch_first=True)
        self.project = nn.Linear(WIDTH, DIM, bias=False)

    def forward(self, ids: Tensor) -> Tensor:
        states = self.layer(self.tokens(ids) + self.places)
        last = ids.argmax(dim=1)
        return self.project(states[torch.arange(ids.shape[0]), last])


def export_pair(folder: Path) -> tuple[nn.Module, nn.Module]:
    """Both networks as `v.onnx` and `t.onnx` in *folder*, and the modules that they came from."""
    torch.manual_seed(0)
    folder.mkdir(parents=True)
    photos, words = PhotoEncoder().eval(), WordEncoder().eval()
    _export(photos, torch.zeros(2, 3, SIZE, SIZE), folder / "v.onnx", "image", "image_features")
    ids = torch.ones(2, TOKENS, dtype=torch.int64)
    _export(words, ids, folder / "t.onnx", "text", "text_features")
    return photos, words


def _export(module: nn.Module, example: Tensor, file: Path, given: str, made: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the exporter's own, about itself
        torch.onnx.export(
            module,
            (example,),
            str(file),
            input_names=[given],
            output_names=[made],
            dynamic_axes={given: {0: "n"}, made: {0: "n"}},
            opset_version=17,
            dynamo=False,
        )
