"""The projection to start from: principal axes, each divided by a power of its variance.

Half-power whitening (variance to the power -0.25) keeps unseen catalogues apart better than plain
axes or full whitening; it needs no training (compare Jegou and Chum, ECCV 2012).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from model import ImageHead


def half_power_axes(
    pooled: np.ndarray, groups: Sequence[str], dim: int, power: float
) -> tuple[np.ndarray, np.ndarray]:
    """Matrix (dim, c) and offset (dim,) fitted on pooled features (n, c).

    Sets count by the root of their size, so that the largest does not choose the axes alone.
    """
    names, counts = np.unique(groups, return_counts=True)
    weight_of = dict(zip(names, 1 / np.sqrt(counts), strict=True))
    weight = np.array([weight_of[g] for g in groups])
    weight /= weight.sum()
    mean = weight @ pooled
    centred = pooled - mean
    variance, axes = np.linalg.eigh((centred * weight[:, None]).T @ centred)
    variance, axes = variance[::-1][:dim], axes[:, ::-1][:, :dim]
    axes = axes * np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(axes.shape[1])])
    matrix = (axes * np.maximum(variance, 1e-9) ** -power).T
    scale = 1 / np.linalg.norm(centred @ matrix.T, axis=1).mean()
    return (matrix * scale).astype(np.float32), (-matrix @ mean * scale).astype(np.float32)


def start_head(head: ImageHead, matrix: np.ndarray, offset: np.ndarray) -> None:
    """Put the fitted axes into the head."""
    with torch.no_grad():
        head.project.weight.copy_(torch.from_numpy(matrix))
        head.project.bias.copy_(torch.from_numpy(offset))
