"""The losses of the recipe; every embedding is a unit row."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class CosineProxies(nn.Module):
    """One learned unit vector a class, cosine softmax with an additive margin.

    CosFace (Wang et al., CVPR 2018) on proxies that start as the mean frozen embedding of their
    class (imprinting, Qi et al., CVPR 2018).
    """

    def __init__(self, start: Tensor, scale: float, margin: float) -> None:
        super().__init__()
        self.proxies = nn.Parameter(start.clone())
        self.scale, self.margin = scale, margin

    def forward(self, embedding: Tensor, label: Tensor, ignore: Tensor | None = None) -> Tensor:
        """`ignore` (n, classes) marks classes that are not wrong either."""
        cosine = embedding @ F.normalize(self.proxies, dim=1).T
        own = F.one_hot(label, cosine.shape[1]).bool()
        logits = self.scale * (cosine - self.margin * own)
        if ignore is not None:
            logits = logits.masked_fill(ignore & ~own, -1e4)
        return F.cross_entropy(logits, label)


def pull(embedding: Tensor, target: Tensor) -> Tensor:
    """Mean of 1 - cosine to the frozen model's embedding of the clean photo (self-distillation)."""
    return (1 - (embedding * target).sum(1)).mean()


def same_product(a: Tensor, b: Tensor, product: Tensor, temperature: float) -> Tensor:
    """InfoNCE of rows of `a` against rows of `b`, both ways; rows of one product are not negatives.

    Oord et al., "Representation Learning with Contrastive Predictive Coding" (2018); as in CLIP.
    """
    logits = a @ b.T / temperature
    same = product.unsqueeze(0) == product.unsqueeze(1)
    other = same & ~torch.eye(len(product), dtype=torch.bool, device=a.device)
    logits = logits.masked_fill(other, -1e4)
    label = torch.arange(len(product), device=a.device)
    return (F.cross_entropy(logits, label) + F.cross_entropy(logits.T, label)) / 2


def alike(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Rows should be as like each other as the teacher says.

    Softened similarities within the batch are compared by cross entropy (Tejankar et al., "ISD",
    ICCV 2021), so student and teacher need not share a space.
    """
    eye = torch.eye(len(student), dtype=torch.bool, device=student.device)
    wanted = (teacher @ teacher.T / temperature).masked_fill(eye, -1e4).softmax(dim=1)
    said = (student @ student.T / temperature).masked_fill(eye, -1e4).log_softmax(dim=1)
    return -(wanted * said).sum(1).mean()
