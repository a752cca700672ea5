"""The three finished networks of a run, as PyTorch modules of the shipped size."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from backbone import cut
from config import Config
from model import BoxHead, BoxSide, Fusion, ImageSide, TextSide
from train_image import load_mixed


@dataclass(frozen=True, slots=True)
class Modules:
    """Ready for inference."""

    image: ImageSide
    text: TextSide
    fusion: Fusion


def load_modules(config: Config, work: Path, tag: str = "base") -> Modules:
    trunk, pretrained = cut(config.model.backbone, config.model.size, config.model.split)
    state = torch.load(work / f"image-{tag}.pt", weights_only=False)
    tail, head = load_mixed(config, state, config.image.keep_pretrained, config.model.size)
    box_state = torch.load(work / "box.pt", weights_only=True)
    box = BoxHead(box_state["narrow.0.weight"].shape[1])
    box.load_state_dict(box_state)
    words = torch.load(work / "words.pt", weights_only=True)
    text, fusion = TextSide(config.model), Fusion(config.model)
    text.load_state_dict(words["text"])
    fusion.load_state_dict(words["fusion"])
    _soften(fusion, config.text.fusion_share)
    return Modules(
        ImageSide(trunk, tail, head, BoxSide(pretrained, box)).eval(), text.eval(), fusion.eval()
    )


def _soften(fusion: Fusion, share: float) -> None:
    """Take that share of what the fusion learned; 0 is the plain sum of photo and words.

    What it learned of products at hand misleads on products never seen, so the share is chosen on
    the warehouse, like the share of pretrained weights of the image side.
    """
    with torch.no_grad():
        for layer in (fusion.change, fusion.balance):
            layer.weight.mul_(share)
            layer.bias.mul_(share)
