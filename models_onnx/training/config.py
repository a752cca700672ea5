"""One TOML file an experiment, read into frozen values."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from augment import AugmentSpec
from model import ModelSpec

from desktop_app.vision.preprocess import PreprocessSpec, ResizeMode

PRETRAINED_MEAN, PRETRAINED_STD = (127.0,) * 3, (128.0,) * 3


@dataclass(frozen=True, slots=True)
class ImageRun:
    """How the image side learns."""

    train_size: int = 224
    batch: int = 64
    steps: int = 500
    tail_rate: float = 2e-4
    head_rate: float = 5e-4
    proxy_rate: float = 2e-3
    weight_decay: float = 1e-4
    scale: float = 20.0
    margin: float = 0.15
    pull: float = 2.0
    whiten_power: float = 0.25
    keep_pretrained: float = 0.5
    share: Mapping[str, float] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BoxRun:
    """How the head for the object box learns."""

    scenes: int = 9000
    batch: int = 48
    steps: int = 700
    rate: float = 2e-3


@dataclass(frozen=True, slots=True)
class TextRun:
    """How the text side and the fusion learn."""

    batch: int = 128
    steps: int = 1500
    rate: float = 2e-3
    fusion_steps: int = 600
    fusion_rate: float = 5e-4
    temperature: float = 0.07
    teacher: str = "minilm"
    fusion_share: float = 1.0


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that makes one pack."""

    name: str
    seed: int
    sets: tuple[str, ...]
    model: ModelSpec
    image: ImageRun
    box: BoxRun
    text: TextRun
    augment: AugmentSpec
    views: Mapping[str, int]
    threads: int = 2

    @property
    def preprocess(self) -> PreprocessSpec:
        return preprocess_spec(self.model.size)

    @property
    def train_preprocess(self) -> PreprocessSpec:
        return preprocess_spec(self.image.train_size)


def preprocess_spec(size: int) -> PreprocessSpec:
    return PreprocessSpec(size, PRETRAINED_MEAN, PRETRAINED_STD, ResizeMode.SQUASH)


def read_config(path: Path) -> Config:
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    image = dict(table.get("image", {}))
    image["left_out"] = tuple(image.get("left_out", ()))
    return Config(
        name=table["name"],
        seed=table["seed"],
        sets=tuple(table["sets"]),
        model=ModelSpec(**table.get("model", {})),
        image=ImageRun(**image),
        box=BoxRun(**table.get("box", {})),
        text=TextRun(**table.get("text", {})),
        augment=AugmentSpec(size=image.get("train_size", 224), **table.get("augment", {})),
        views=table["views"],
        threads=table.get("threads", 2),
    )
