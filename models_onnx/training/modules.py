"""The three finished networks of a run, as PyTorch modules of the shipped size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from backbone import cut
from config import Config
from model import Fusion, ImageSide, TextSide
from train_image import load_mixed


@dataclass(frozen=True, slots=True)
class Modules:
    """Ready for inference."""

    image: ImageSide
    text: TextSide
    fusion: Fusion


def load_modules(config: Config, work: Path, tag: str = "base") -> Modules:
    trunk, _ = cut(config.model.backbone, config.model.size, config.model.split)
    state = torch.load(work / f"image-{tag}.pt", weights_only=False)
    tail, head = load_mixed(config, state, config.image.keep_pretrained, config.model.size)
    words = torch.load(work / "words.pt", weights_only=True)
    text, fusion = TextSide(config.model), Fusion(config.model)
    text.load_state_dict(words["text"])
    fusion.load_state_dict(words["fusion"])
    return Modules(ImageSide(trunk, tail, head).eval(), text.eval(), fusion.eval())
