"""Train the image side: the tail of the CNN and the projection, on cached views.

usage: python train_image.py CONFIG --work FOLDER [--left-out PRODUCT,...] [--tag NAME]

Writes FOLDER/image-TAG.pt (tuned and start weights, so that any mixture of both can be exported)
and TensorBoard events; goes on from its last checkpoint when started again.
"""

from __future__ import annotations

import argparse
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from backbone import Tail, cut
from config import Config, read_config
from datasets import Collection, DecodedPhotos, PhotoRecord, read_collection, shared_folder
from losses import CosineProxies, pull
from model import ImageHead
from torch import Tensor
from torch.nn import functional as F
from torch.utils.tensorboard import SummaryWriter
from views import ViewCache, build_views
from whitening import half_power_axes, start_head

BY_PHOTO = ("tools", "clothing")  # their products are kinds: each photo is a product of its own


def class_of(photo: PhotoRecord) -> str:
    return str(photo.path) if photo.data_set in BY_PHOTO else photo.product


def prepare(config: Config, work: Path) -> tuple[Collection, DecodedPhotos, ViewCache]:
    collection = read_collection(shared_folder(), config.sets)
    decoded = DecodedPhotos(collection, work / "cache")
    trunk, _ = cut(config.model.backbone, config.image.train_size, config.model.split)
    cache = build_views(
        work / "views",
        collection,
        decoded,
        trunk.to(memory_format=torch.channels_last),
        config.train_preprocess,
        config.views,
        config.seed,
        config.augment,
    )
    return collection, decoded, cache


class ImageTraining:
    """State of one run; `work` keeps the checkpoint."""

    def __init__(
        self, config: Config, collection: Collection, cache: ViewCache, work: Path, tag: str
    ) -> None:
        self.config, self.run, self.cache = config, config.image, cache
        self.file, self.tag, self.work = work / f"image-{tag}.pt", tag, work
        torch.manual_seed(config.seed)
        self.rng = np.random.default_rng(config.seed)
        self._choose_rows(collection)
        _, self.tail = cut(config.model.backbone, self.run.train_size, config.model.split)
        self.tail = self.tail.to(memory_format=torch.channels_last).eval()
        self.head = ImageHead(config.model.dim)
        self._start(collection)
        self.optimiser = torch.optim.AdamW(
            [
                {"params": self.tail.parameters(), "lr": self.run.tail_rate},
                {"params": self.head.parameters(), "lr": self.run.head_rate},
                {
                    "params": self.proxies.parameters(),
                    "lr": self.run.proxy_rate,
                    "weight_decay": 0.0,
                },
            ],
            weight_decay=self.run.weight_decay,
        )
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimiser,
            [self.run.tail_rate, self.run.head_rate, self.run.proxy_rate],
            total_steps=self.run.steps + 1,
            pct_start=0.1,
        )
        self.step = 0

    def _choose_rows(self, collection: Collection) -> None:
        left_out = {f"grocery/{p}" for p in self.run.left_out}
        record = [collection.photos[i] for i in self.cache.photo]
        kept = np.array([r.product not in left_out for r in record])
        self.rows = np.flatnonzero(kept)
        names = sorted({class_of(record[r]) for r in self.rows})
        number = {name: n for n, name in enumerate(names)}
        self.label = np.array([number.get(class_of(r), -1) for r in record])
        sets = np.array([r.data_set for r in record])
        weight = np.zeros(len(record))
        for name, share in self.run.share.items():
            mine = self.rows[sets[self.rows] == name]
            if len(mine):
                weight[mine] = share * _even_by_class(self.label[mine])
        self.weight = weight[self.rows] / weight[self.rows].sum()
        self.n_classes = len(names)

    def _start(self, collection: Collection) -> None:
        """Whitened projection, frozen embedding of every clean photo, proxies from them."""
        plain = self.rows[self.cache.plain[self.rows]]
        pooled = self._frozen(plain)
        groups = [collection.photos[i].data_set for i in self.cache.photo[plain]]
        matrix, offset = half_power_axes(
            pooled, groups, self.config.model.dim, self.run.whiten_power
        )
        start_head(self.head, matrix, offset)
        frozen = F.normalize(torch.from_numpy(pooled @ matrix.T + offset), dim=1)
        self.target = torch.zeros(int(self.cache.photo.max()) + 1, self.config.model.dim)
        self.target[torch.from_numpy(self.cache.photo[plain])] = frozen
        sums = torch.zeros(self.n_classes, self.config.model.dim)
        sums.index_add_(0, torch.from_numpy(self.label[plain]), frozen)
        self.proxies = CosineProxies(F.normalize(sums, dim=1), self.run.scale, self.run.margin)
        self.start = {
            "tail": {k: v.clone() for k, v in self.tail.state_dict().items()},
            "head": {k: v.clone() for k, v in self.head.state_dict().items()},
        }

    def _frozen(self, plain: np.ndarray) -> np.ndarray:
        """Pooled features of the clean photos under the untouched tail, kept for other runs."""
        file = self.work / "frozen.npz"
        every = np.flatnonzero(self.cache.plain)
        if not file.exists():
            np.savez(file, rows=every, pooled=self._pooled(every))
        stored = np.load(file)
        return stored["pooled"][np.searchsorted(stored["rows"], plain)]

    def _pooled(self, rows: np.ndarray) -> np.ndarray:
        with torch.inference_mode():
            parts = [
                self.tail(self.features(rows[k : k + 64])).mean((2, 3))
                for k in range(0, len(rows), 64)
            ]
        return torch.cat(parts).numpy()

    def features(self, rows: np.ndarray) -> Tensor:
        order = np.argsort(rows)  # the disk likes ascending rows
        found = torch.from_numpy(self.cache.features[rows[order]]).float()
        back = torch.empty_like(found)
        back[torch.from_numpy(order)] = found
        return back.contiguous(memory_format=torch.channels_last)

    def resume(self) -> None:
        if self.file.exists():
            state = torch.load(self.file, weights_only=False)
            self.tail.load_state_dict(state["tail"])
            self.head.load_state_dict(state["head"])
            self.proxies.load_state_dict(state["proxies"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.schedule.load_state_dict(state["schedule"])
            self.rng.bit_generator.state = state["rng"]
            self.step = state["step"]

    def save(self) -> None:
        state = {
            "tail": self.tail.state_dict(),
            "head": self.head.state_dict(),
            "proxies": self.proxies.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "schedule": self.schedule.state_dict(),
            "rng": self.rng.bit_generator.state,
            "step": self.step,
            "start": self.start,
        }
        temporary = self.file.with_suffix(".tmp")
        torch.save(state, temporary)
        temporary.replace(self.file)

    def train(self, writer: SummaryWriter) -> None:
        began, first = time.time(), self.step
        while self.step < self.run.steps:
            losses = self.one_step()
            self.step += 1
            for name, value in losses.items():
                writer.add_scalar(f"image/{name}", value, self.step)
            if self.step % 20 == 0:
                rate = (self.step - first) * self.run.batch / (time.time() - began)
                print(
                    f"{self.tag} {self.step}/{self.run.steps} {_line(losses)} {rate:.1f}/s",
                    flush=True,
                )
            if self.step % 100 == 0:
                self.save()
        self.save()

    def one_step(self) -> dict[str, float]:
        rows = self.rng.choice(self.rows, self.run.batch, replace=False, p=self.weight)
        embedding, _ = self.head(self.tail(self.features(rows)))
        label = torch.from_numpy(self.label[rows])
        target = self.target[torch.from_numpy(self.cache.photo[rows])]
        apart = self.proxies(embedding, label)
        near = pull(embedding, target)
        loss = apart + self.run.pull * near
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.tail.parameters(), 5.0)
        self.optimiser.step()
        self.schedule.step()
        return {"apart": float(apart.detach()), "near": float(near.detach())}


def _even_by_class(label: np.ndarray) -> np.ndarray:
    """Weights that sum to 1: a class counts by the root of its rows."""
    _, inverse, counts = np.unique(label, return_inverse=True, return_counts=True)
    weight = 1 / np.sqrt(counts[inverse])
    return weight / weight.sum()


def _line(values: dict[str, float]) -> str:
    return " ".join(f"{k} {v:.3f}" for k, v in values.items())


def mixed(state: dict, share: float) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Weights between the pretrained (share 1) and the tuned (share 0) ones.

    Wortsman et al., "Robust fine-tuning of zero-shot models" (WiSE-FT, CVPR 2022).
    """
    return tuple(
        {
            k: torch.lerp(v.float(), state["start"][part][k].float(), share)
            if v.is_floating_point()
            else v
            for k, v in state[part].items()
        }
        for part in ("tail", "head")
    )


def load_mixed(config: Config, state: dict, share: float, size: int) -> tuple[Tail, ImageHead]:
    _, tail = cut(config.model.backbone, size, config.model.split)
    head = ImageHead(config.model.dim)
    tail_weights, head_weights = mixed(state, share)
    tail.load_state_dict(tail_weights)
    head.load_state_dict(head_weights)
    return tail.eval().to(memory_format=torch.channels_last), head.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--left-out", default="")
    parser.add_argument("--tag", default="base")
    arguments = parser.parse_args()
    config = read_config(arguments.config)
    if arguments.left_out:
        left_out = tuple(arguments.left_out.split(","))
        config = replace(config, image=replace(config.image, left_out=left_out))
    train_image(config, arguments.work, arguments.tag)


def train_image(config: Config, work: Path, tag: str = "base") -> Path:
    torch.set_num_threads(config.threads)
    collection, _, cache = prepare(config, work)
    training = ImageTraining(config, collection, cache, work, tag)
    training.resume()
    training.train(SummaryWriter(str(work / "tensorboard" / tag)))
    return training.file


if __name__ == "__main__":
    main()
