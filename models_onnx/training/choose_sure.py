"""Choose how sure the object box must be for a second look (`sure` of the card), without `val`.

usage: python choose_sure.py PACK --work FOLDER [--sure 0.6 0.7 ...] [--demo FOLDER]

Asked are photos whose answers are not reported anywhere as the pack's worth: the grocery `train`
photos of each product, cut into four blocks in list order, since neighbours are often one visit to
one shelf; the photos of a block are asked of the iconic picture and none, one or eight photos of
the block two further on, never a neighbour. Once with the network of the pack, which has learned
these products, and once with the pretrained network as it came, which has not: that is what a
customer's catalogue gets. Beside them the warehouse and the demo catalogue, never learned from.

The line is chosen by the mean over the catalogues, each counting the same. Products are cut into
five folds: what is reported of a fold ("cross-fitted") was chosen on the other four.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from backbone import cut
from datasets import Collection, DecodedPhotos, read_collection, shared_folder
from evaluate_catalogue import read_photo, rows_of
from evaluation import product_similarities, protocols

from desktop_app.core.types import Box, RgbImage
from desktop_app.vision.box_spec import BoxSpec
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack
from desktop_app.vision.object_box import find_box
from desktop_app.vision.preprocess import Pixels, preprocess

SURE = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
BLOCKS, FOLDS = 4, 5
REFERENCES = (0, 1, 8)
BATCH = 16
DEMO = Path(__file__).resolve().parents[2] / "resources" / "demo"

Network = Callable[[Sequence[Pixels]], np.ndarray]
"""Preprocessed photos -> unit rows."""


@dataclass(frozen=True, slots=True)
class Questions:
    """Photos asked of references: positions, and the product of every position."""

    asked: list[int]
    references: list[int]
    product: Sequence[str]

    def right(self, rows: np.ndarray) -> np.ndarray:
        """Which of the asked photos find their product first, shape (asked,)."""
        owners = [self.product[i] for i in self.references]
        best, products = product_similarities(rows[self.asked], rows[self.references], owners)
        return np.array(products)[best.argmax(axis=1)] == [self.product[i] for i in self.asked]


@dataclass(frozen=True, slots=True)
class Answers:
    """One catalogue: `right` has a row for each line tried; the product of every question."""

    name: str
    right: np.ndarray
    product: np.ndarray


def pack_network(embedder: Embedder) -> Network:
    return lambda pixels: embedder.embed_pixels(pixels)[0]


def frozen_network(size: int, split: int = 11) -> Network:
    """The pretrained network as it came, its features averaged over the picture."""
    trunk, tail = cut("lite2", size, split)

    @torch.inference_mode()
    def embed(pixels: Sequence[Pixels]) -> np.ndarray:
        features = tail(trunk(torch.from_numpy(np.stack(pixels)))).mean(dim=(2, 3)).numpy()
        return np.asarray(features / np.linalg.norm(features, axis=1, keepdims=True))

    return embed


class TwoLooks:
    """Embeddings of photos for every line of `sure`; what is the same for two lines is run once."""

    def __init__(self, embedder: Embedder, photos: Sequence[RgbImage], sure: Sequence[float]):
        card = embedder.pack.card
        self._photos, self._spec = photos, card.preprocess
        specs = [replace(card.object_box or BoxSpec(), sure=line) for line in sure]
        self.boxes: list[list[Box | None]] = [[] for _ in specs]
        for part in _parts(range(len(photos))):
            maps = embedder.things([preprocess(photos[i], self._spec) for i in part])
            for i, thing in zip(part, maps, strict=True):
                height, width = photos[i].shape[:2]
                for found, spec in zip(self.boxes, specs, strict=True):
                    found.append(find_box(thing, width, height, spec))

    def rows(self, network: Network) -> np.ndarray:
        """Unit rows, shape (lines, photos, dim)."""
        n = len(self._photos)
        whole = self._run(network, [(i, None) for i in range(n)])
        looks = sorted(
            {(i, box) for found in self.boxes for i, box in enumerate(found) if box},
            key=lambda look: (look[0], look[1].x, look[1].y, look[1].width, look[1].height),
        )
        near = dict(zip(looks, self._run(network, looks), strict=True))
        rows = np.stack([whole] * len(self.boxes))
        for line, found in enumerate(self.boxes):
            for i, box in enumerate(found):
                if box is not None:
                    rows[line, i] += near[i, box]
        return rows / np.linalg.norm(rows, axis=2, keepdims=True)

    def _run(self, network: Network, looks: Sequence[tuple[int, Box | None]]) -> np.ndarray:
        parts = [
            network([preprocess(self._photos[i], self._spec, box) for i, box in part])
            for part in _parts(looks)
        ]
        return np.concatenate(parts)


def _parts(items: Sequence) -> Iterator[Sequence]:
    return (items[k : k + BATCH] for k in range(0, len(items), BATCH))


def train_questions(collection: Collection, references: int) -> list[Questions]:
    """Each block of the `train` photos, asked of so many photos of the block two further on."""
    product = [photo.product for photo in collection.photos]
    iconic, train = collection.where("grocery", "catalogue"), collection.where("grocery", "train")
    blocks: list[dict[str, list[int]]] = [{} for _ in range(BLOCKS)]
    for name in sorted({product[i] for i in train}):
        own = [i for i in train if product[i] == name]
        for block, part in zip(blocks, np.array_split(own, BLOCKS), strict=True):
            block[name] = part.tolist()
    found = []
    for number, block in enumerate(blocks):
        other = blocks[(number + BLOCKS // 2) % BLOCKS]
        shown = [i for part in other.values() for i in part[:references]]
        found.append(
            Questions([i for part in block.values() for i in part], iconic + shown, product)
        )
    return found


def answers(name: str, questions: Sequence[Questions], rows: np.ndarray) -> Answers:
    right = [np.concatenate([q.right(line) for q in questions]) for line in rows]
    return Answers(
        name, np.stack(right), np.array([q.product[i] for q in questions for i in q.asked])
    )


def groceries(collection: Collection, rows: np.ndarray, network: str) -> list[Answers]:
    return [
        answers(f"train, {n} photos, {network}", train_questions(collection, n), rows)
        for n in REFERENCES
    ]


def warehouse(collection: Collection, rows: np.ndarray) -> Answers:
    product = [photo.product for photo in collection.photos]
    (protocol,) = protocols(collection, ("W",))
    return answers("W", [Questions(list(protocol.queries), list(protocol.gallery), product)], rows)


def demo(embedder: Embedder, folder: Path, sure: Sequence[float]) -> Answers:
    shown = [
        (row["sku"], photo)
        for row in rows_of(folder / "catalogue.csv")
        for photo in row["photos"].split(";")
    ]
    known = {sku for sku, _ in shown}
    asked = [(q["sku"], q["photo"]) for q in rows_of(folder / "queries.csv") if q["sku"] in known]
    asked = [(sku, photo) for sku, photo in asked if photo]
    photos = [read_photo(folder / photo) for _, photo in shown + asked]
    rows = TwoLooks(embedder, photos, sure).rows(pack_network(embedder))
    places = list(range(len(photos)))
    product = [sku for sku, _ in shown + asked]
    return answers("demo", [Questions(places[len(shown) :], places[: len(shown)], product)], rows)


def best_line(catalogues: Sequence[Sequence[Answers]], kept: Callable[[str], bool]) -> int:
    """The line with the highest mean over the catalogues, asked of the products that are kept.

    Several lists of answers in one catalogue (no, one, eight photos) count as one together.
    """
    scores = []
    for catalogue in catalogues:
        shares = [a.right[:, [kept(p) for p in a.product]].mean(axis=1) for a in catalogue]
        scores.append(np.mean(shares, axis=0))
    return int(np.mean(scores, axis=0).argmax())


def fold_of(catalogues: Sequence[Sequence[Answers]]) -> dict[str, int]:
    names = sorted({p for catalogue in catalogues for a in catalogue for p in a.product})
    order = np.random.default_rng(0).permutation(len(names))
    return {names[i]: n % FOLDS for n, i in enumerate(order)}


def table(catalogues: Sequence[Sequence[Answers]], sure: Sequence[float]) -> str:
    """Recall@1 of every line, and cross-fitted: each fold with the line that the others chose."""
    fold = fold_of(catalogues)
    chosen = [best_line(catalogues, lambda p, f=f: fold[p] != f) for f in range(FOLDS)]
    lists = [a for catalogue in catalogues for a in catalogue]
    lines = [
        "| sure | " + " | ".join(a.name for a in lists) + " |",
        "|---" * (len(lists) + 1) + "|",
    ]
    for number, line in enumerate(sure):
        cells = " | ".join(f"{100 * a.right[number].mean():.1f}" for a in lists)
        lines.append(f"| {line} | {cells} |")
    cells = []
    for a in lists:
        own = [a.right[chosen[fold[p]], n] for n, p in enumerate(a.product)]
        cells.append(f"{100 * np.mean(own):.1f}")
    lines.append("| cross-fitted | " + " | ".join(cells) + " |")
    picked = best_line(catalogues, lambda _: True)
    lines.append(f"folds choose {[sure[c] for c in chosen]}; all together {sure[picked]}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--sure", type=float, nargs="+", default=SURE)
    parser.add_argument("--demo", type=Path, default=DEMO)
    arguments = parser.parse_args()
    collection = read_collection(shared_folder(), ("grocery", "warehouse"))
    photos = DecodedPhotos(collection, arguments.work / "cache")
    embedder = Embedder(load_pack(arguments.pack), ("CPUExecutionProvider",), 2)
    looks = TwoLooks(embedder, photos, arguments.sure)
    print("boxes:", [sum(b is not None for b in found) for found in looks.boxes], flush=True)
    learned = looks.rows(pack_network(embedder))
    catalogues = [
        groceries(collection, learned, "pack"),
        [warehouse(collection, learned)],
        [demo(embedder, arguments.demo, arguments.sure)],
    ]
    print(table(catalogues, arguments.sure), flush=True)
    frozen = looks.rows(frozen_network(embedder.pack.card.preprocess.size))
    catalogues.append(groceries(collection, frozen, "frozen"))
    print(table(catalogues, arguments.sure))


if __name__ == "__main__":
    main()
