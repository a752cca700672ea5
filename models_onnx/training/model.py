"""The fusion model: a CNN for photos, an LSTM for words, a Transformer encoder that reads both.

All three end in one space of unit vectors: photo alone, words alone and both together are found in
the same gallery.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from backbone import HEAD_CHANNELS, Tail, Trunk
from torch import Tensor, nn
from torch.nn import functional as F


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """Sizes; `grid` is the side of the grid of local embeddings, `max_tokens` the longest text."""

    backbone: str = "lite2"
    size: int = 260
    grid: int = 9
    split: int = 15
    dim: int = 384
    vocabulary: int = 8000
    token_dim: int = 160
    lstm_dim: int = 192
    max_tokens: int = 48
    fusion_dim: int = 192
    fusion_layers: int = 2
    fusion_heads: int = 4


class ImageHead(nn.Module):
    """Projects every position, then averages the positions with learned weights.

    The projection comes before the average, so the embedding is exactly the weighted sum of the
    local embeddings: what a heat map shows is what was compared. Weights start equal.
    """

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.project = nn.Linear(HEAD_CHANNELS, dim)
        self.weigh = nn.Linear(HEAD_CHANNELS, 1)
        nn.init.zeros_(self.weigh.weight)
        nn.init.zeros_(self.weigh.bias)

    def forward(self, features: Tensor) -> tuple[Tensor, Tensor]:
        """(n, 1280, g, g) -> unit embedding (n, dim), local embeddings (n, g * g, dim)."""
        x = features.flatten(2).transpose(1, 2)
        weights = torch.softmax(self.weigh(x), dim=1)
        local = self.project(x) * (weights * weights.shape[1])
        return F.normalize(local.mean(dim=1), dim=1), local


class BoxHead(nn.Module):
    """Features from the middle of the CNN (n, c, h, w) -> logits of the main thing (n, h, w).

    Dilated convolutions see the whole picture: what the main thing is depends on what lies around.
    """

    def __init__(self, channels: int, width: int = 64) -> None:
        super().__init__()
        self.narrow = nn.Sequential(nn.Conv2d(channels, width, 1), nn.BatchNorm2d(width), nn.ReLU())
        self.blocks = nn.ModuleList(
            nn.Sequential(
                nn.Conv2d(width, width, 3, padding=d, dilation=d, bias=False),
                nn.BatchNorm2d(width),
                nn.ReLU(),
            )
            for d in (1, 2, 4, 8, 1)
        )
        self.whole = nn.Linear(width, width)
        self.say = nn.Conv2d(width, 1, 1)

    def forward(self, features: Tensor) -> Tensor:
        x = self.narrow(features)
        for number, block in enumerate(self.blocks):
            x = x + block(x)
            if number == 2:
                x = x + self.whole(x.mean(dim=(2, 3)))[:, :, None, None]
        return self.say(x).squeeze(1)


class BoxSide(nn.Module):
    """Trunk features -> probability of the main thing (n, m, m), over the untuned middle."""

    def __init__(self, pretrained: Tail, head: BoxHead) -> None:
        super().__init__()
        self.middle = pretrained.blocks[: pretrained.middle]
        self.head = head

    def forward(self, x: Tensor) -> Tensor:
        for block in self.middle:
            x = block(x)
        return torch.sigmoid(self.head(x))


class ImageSide(nn.Module):
    """Pixels (n, 3, S, S) -> embedding (n, dim), grid (n, g * g, dim), main thing (n, m, m)."""

    def __init__(self, trunk: Trunk, tail: Tail, head: ImageHead, box: BoxSide) -> None:
        super().__init__()
        self.trunk, self.tail, self.head, self.box = trunk, tail, head, box

    def forward(self, pixels: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        features = self.trunk(pixels)
        embedding, grid = self.head(self.tail(features))
        return embedding, grid, self.box(features)


class TextSide(nn.Module):
    """Token ids (n, t) and mask (n, t) -> embedding (n, dim), tokens (n, t, dim).

    The backward LSTM reads each text reversed within its own length, so that padding is never read.
    """

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__()
        self.embed = nn.Embedding(spec.vocabulary, spec.token_dim, padding_idx=0)
        nn.init.normal_(self.embed.weight, std=0.1)
        self.forward_lstm = nn.LSTM(spec.token_dim, spec.lstm_dim, batch_first=True)
        self.backward_lstm = nn.LSTM(spec.token_dim, spec.lstm_dim, batch_first=True)
        self.weigh = nn.Linear(2 * spec.lstm_dim, 1)
        self.mix = nn.Linear(2 * spec.lstm_dim + spec.token_dim, 2 * spec.lstm_dim)
        self.project = nn.Linear(2 * spec.lstm_dim, spec.dim)
        self.drop = nn.Dropout(0.1)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        x = self.drop(self.embed(ids))
        order = _reversed_order(mask)
        onward = self.forward_lstm(x)[0]
        back = _reorder(self.backward_lstm(_reorder(x, order))[0], order)
        states = torch.cat([onward, back], dim=2)
        weights = torch.softmax(self.weigh(states).squeeze(2) + (mask - 1) * 1e4, dim=1) * mask
        words = (x * mask.unsqueeze(2)).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)
        pooled = (states * weights.unsqueeze(2)).sum(1)
        mixed = pooled + F.gelu(self.mix(torch.cat([pooled, words], dim=1)))
        return F.normalize(self.project(mixed), dim=1), self.project(states) * mask.unsqueeze(2)


def _reversed_order(mask: Tensor) -> Tensor:
    """Positions of each text back to front, padding left where it is; its own inverse. (n, t)"""
    positions = torch.arange(mask.shape[1], device=mask.device).unsqueeze(0)
    lengths = mask.sum(dim=1, keepdim=True).to(torch.int64)
    return torch.where(positions < lengths, lengths - 1 - positions, positions)


def _reorder(x: Tensor, order: Tensor) -> Tensor:
    return torch.gather(x, 1, order.unsqueeze(2).expand(-1, -1, x.shape[2]))


class Fusion(nn.Module):
    """Self-attention over grid and tokens; what it learns is added to the two embeddings.

    With one side only the other adds nothing at all, so the embedding of a photo without words is
    the photo's own and needs no second gallery.
    """

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__()
        width = spec.fusion_dim
        self.start = nn.Parameter(torch.randn(1, 1, width) * 0.02)
        self.places = nn.Parameter(torch.randn(1, spec.grid**2, width) * 0.02)
        self.order = nn.Parameter(torch.randn(1, spec.max_tokens, width) * 0.02)
        self.read_grid = nn.Linear(spec.dim, width)
        self.read_tokens = nn.Linear(spec.dim, width)
        self.read_both = nn.Linear(2 * spec.dim, width)
        self.blocks = nn.ModuleList(
            [_Block(width, spec.fusion_heads) for _ in range(spec.fusion_layers)]
        )
        self.norm = nn.LayerNorm(width)
        self.change = nn.Linear(width, spec.dim)
        self.balance = nn.Linear(width, 1)
        nn.init.zeros_(self.change.weight)
        nn.init.zeros_(self.change.bias)
        nn.init.zeros_(self.balance.weight)
        nn.init.zeros_(self.balance.bias)

    def forward(
        self,
        grid: Tensor,
        tokens: Tensor,
        has_photo: Tensor,
        mask: Tensor,
        photo: Tensor,
        text: Tensor,
    ) -> Tensor:
        """Grid (n, g * g, dim), tokens (n, t, dim), has_photo (n, 1), mask (n, t), rest (n, d)."""
        has_text = mask.amax(dim=1, keepdim=True)
        summary = self._summary(grid, tokens, has_photo, mask, torch.cat([photo, text], dim=1))
        both = has_photo * has_text
        weight = 1 + both * (torch.exp(self.balance(summary)) - 1)
        total = has_photo * photo + has_text * weight * text + both * self.change(summary)
        return F.normalize(total, dim=1)

    def _summary(
        self, grid: Tensor, tokens: Tensor, has_photo: Tensor, mask: Tensor, both: Tensor
    ) -> Tensor:
        start = self.start + self.read_both(both).unsqueeze(1)
        places = self.read_grid(F.normalize(grid, dim=2)) + self.places
        words = self.read_tokens(F.normalize(tokens, dim=2)) + self.order
        x = torch.cat([start, places, words], dim=1)
        seen = torch.cat(
            [torch.ones_like(has_photo), has_photo.expand(-1, grid.shape[1]), mask], dim=1
        )
        hidden = ((seen - 1) * 1e4).unsqueeze(1).unsqueeze(1)
        for block in self.blocks:
            x = block(x, hidden)
        return self.norm(x[:, 0])


class _Block(nn.Module):
    """Transformer encoder layer, normalisation first, written out so that it exports as it is."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm_1, self.norm_2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.ask = nn.Linear(width, 3 * width)
        self.answer = nn.Linear(width, width)
        self.grow, self.shrink = nn.Linear(width, 2 * width), nn.Linear(2 * width, width)

    def forward(self, x: Tensor, hidden: Tensor) -> Tensor:
        n, t, width = x.shape
        parts = self.ask(self.norm_1(x)).reshape(n, t, 3, self.heads, width // self.heads)
        query, key, value = parts.permute(2, 0, 3, 1, 4).unbind(0)
        scores = query @ key.transpose(2, 3) / (width // self.heads) ** 0.5 + hidden
        mixed = (torch.softmax(scores, dim=3) @ value).transpose(1, 2).reshape(n, t, width)
        x = x + self.answer(mixed)
        return x + self.shrink(F.gelu(self.grow(self.norm_2(x))))
