"""Do more looks at a photo find more, without training? And fewer numbers? See looks.py.

usage: python compare_looks.py PACK --work FOLDER [--without PACK --left-out 5,11,...] [--demo F]

Asked are catalogues that the network never learned: the warehouse; the demo; the groceries with the
pretrained network as it came ("frozen"); and, of all groceries, the products that another network
was trained without (`--without`: its pack, `--left-out`: the products). Grocery photos come from
the second half of each product's `train` photos in list order, asked of the studio picture and the
first none, one or eight photos. `val` and the instruments play no part in this; they are asked at
the end, of the one change that lost nowhere.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from backbone import cut
from choose_sure import DEMO
from datasets import Collection, DecodedPhotos, read_collection, shared_folder
from evaluate_catalogue import read_photo, rows_of
from evaluation import product_similarities, protocols
from looks import Looked, Network, look_at, looks, unit
from pack_embeddings import SETS, PackEmbeddings, embed_collection, gallery

from desktop_app.vision.box_spec import BoxSpec
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack
from desktop_app.vision.preprocess import Pixels

BASE = ("whole", "near")
MIDDLE = ("central 80 %", "central 60 %")
OF_CATALOGUE = (
    *BASE,
    *("whole flipped", "near flipped", "central 80 %", "wider", "tighter", "whole boxed"),
    *("near boxed", "trimmed", "trimmed square", "masked"),
)
"""Looks that are tried at catalogue photos, too."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Photos shown and asked, with the product of each."""

    name: str
    shown: Looked
    owners: np.ndarray
    asked: Looked
    wanted: np.ndarray

    def recall(self, similarities: np.ndarray) -> float:
        """recall@1, per cent, of similarities (asked, shown)."""
        best, products = product_similarities(similarities, np.eye(len(self.owners)), self.owners)
        return 100 * float((np.array(products)[best.argmax(axis=1)] == self.wanted).mean())


Trial = Callable[[Catalogue], np.ndarray]
"""Catalogue -> similarities (asked, shown)."""


def means(asked: Sequence[str] = BASE, *shown: Sequence[str]) -> Trial:
    """The mean of some looks; a catalogue photo may have several means and is as near as one."""
    return lambda c: np.max(
        [c.asked.mean(*asked) @ c.shown.mean(*names).T for names in shown or (BASE,)], axis=0
    )


def trimmed(look: str) -> Trial:
    """Catalogue pictures with an even border are trimmed before they are seen whole."""

    def similarities(c: Catalogue) -> np.ndarray:
        rows = np.where(c.shown.made(look)[:, None], c.shown.rows[look], c.shown.rows["whole"])
        return c.asked.mean(*BASE) @ unit(rows + c.shown.rows["near"]).T

    return similarities


def without_box(names: Sequence[str], weight: float) -> Trial:
    """Asked photos in which no box is sure get other looks beside the whole one."""

    def similarities(c: Catalogue) -> np.ndarray:
        further = np.sum([c.asked.rows[name] for name in names], axis=0)
        rows = unit(c.asked.rows["whole"] + weight * further)
        asked = np.where(c.asked.made("near")[:, None], c.asked.mean(*BASE), rows)
        return asked @ c.shown.mean(*BASE).T

    return similarities


def towards_mean(share: float) -> Trial:
    """The nearest photo of a product mixed with the mean over its photos."""

    def similarities(c: Catalogue) -> np.ndarray:
        found = means()(c)
        for product in set(c.owners):
            own = c.owners == product
            mean = found[:, own].mean(axis=1, keepdims=True)
            found[:, own] = (1 - share) * found[:, own] + share * mean
        return found

    return similarities


def expanded(count: int) -> Trial:
    """Alpha query expansion: the asked photo and its nearest photos, weighed by likeness."""

    def similarities(c: Catalogue) -> np.ndarray:
        asked, shown = c.asked.mean(*BASE), c.shown.mean(*BASE)
        near = np.clip(asked @ shown.T, 0, 1)
        near[near < np.sort(near, axis=1)[:, -count][:, None]] = 0
        return unit(asked + 0.3 * near**3 @ shown) @ shown.T

    return similarities


def augmented(share: float) -> Trial:
    """Each catalogue photo and the others of its product, weighed by likeness."""

    def similarities(c: Catalogue) -> np.ndarray:
        shown = c.shown.mean(*BASE)
        same = c.owners[:, None] == c.owners[None]
        weight = np.where(same, share * np.clip(shown @ shown.T, 0, 1) ** 3, 0)
        np.fill_diagonal(weight, 1)
        return c.asked.mean(*BASE) @ unit(weight @ shown).T

    return similarities


def trials() -> dict[str, Trial]:
    found = {"two looks, as shipped": means(), "whole alone": means(("whole",), ("whole",))}
    asked = [n for n in looks(BoxSpec()) if n not in BASE] + ["whole pooled", "near pooled"]
    found |= {f"asked: {n}": means((*BASE, n)) for n in asked}
    for n in OF_CATALOGUE[2:]:
        found[f"shown, in the mean: {n}"] = means(BASE, (*BASE, n))
        found[f"shown, one more: {n}"] = means(BASE, BASE, (*BASE, n))
        found[f"both: {n}"] = means((*BASE, n), (*BASE, n))
    flips = (*BASE, "whole flipped", "near flipped")
    found["both: both flipped"] = means(flips, flips)
    boxed = ("whole boxed", "near boxed")
    found["both: boxed instead of squashed"] = means(boxed, boxed)
    found |= {f"shown: {n} instead of whole": trimmed(n) for n in ("trimmed", "trimmed square")}
    found |= {f"nearest, {s} of the mean": towards_mean(s) for s in (0.1, 0.2, 0.4)}
    found |= {f"query expansion, {k} photos": expanded(k) for k in (3, 10)}
    found |= {f"catalogue augmentation {s}": augmented(s) for s in (0.25, 0.5)}
    return found


def few_trials() -> dict[str, Trial]:
    found = {"two looks, as shipped": means()}
    for names in (MIDDLE[:1], MIDDLE[1:], MIDDLE, ("whole flipped",)):
        for weight in (0.5, 1):
            found[f"asked without a box: {', '.join(names)}, weight {weight}"] = without_box(
                names, weight
            )
        found[f"asked: {', '.join(names)}"] = means((*BASE, *names))
    return found


def table(catalogues: Sequence[Catalogue], tried: dict[str, Trial]) -> str:
    """recall@1 of every trial; a look that a catalogue lacks leaves its cell empty."""
    lines = [
        "| recall@1 | " + " | ".join(c.name for c in catalogues) + " |",
        "|---" * (len(catalogues) + 1) + "|",
        "| questions | " + " | ".join(str(len(c.wanted)) for c in catalogues) + " |",
    ]
    for name, trial in tried.items():
        cells = []
        for c in catalogues:
            try:
                cells.append(f"{c.recall(trial(c)):.1f}")
            except KeyError:
                cells.append("")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def of_pack(embedder: Embedder) -> Network:
    return embedder.embed_pixels


def frozen(size: int, split: int = 11) -> Network:
    """The pretrained network as it came, with its places."""
    trunk, tail = cut("lite2", size, split)

    @torch.inference_mode()
    def embed(pixels: Sequence[Pixels]) -> tuple[np.ndarray, np.ndarray]:
        places = tail(trunk(torch.from_numpy(np.stack(pixels)))).flatten(2).transpose(1, 2).numpy()
        return unit(places.mean(axis=1)), places

    return embed


class Looking:
    """Looks at the photos of the catalogues, kept in a folder."""

    def __init__(self, collection: Collection, decoded: DecodedPhotos, pack: Path, work: Path):
        self.collection = collection
        self.embedder = Embedder(load_pack(pack), ("CPUExecutionProvider",), 2)
        self.folder = work / "looks" / self.embedder.pack.short_fingerprint
        self._decoded = decoded

    def at(
        self, name: str, network: Network, photos: Sequence[int], wanted: Sequence[str] = ()
    ) -> Looked:
        pictures = [self._decoded[i] for i in photos]
        return look_at(self.embedder, network, pictures, self.folder / f"{name}.npz", wanted)

    def products(self, photos: Sequence[int]) -> np.ndarray:
        return np.array([self.collection.photos[i].product for i in photos])

    def warehouse(self) -> Catalogue:
        photos = self.collection.where("warehouse")
        seen = self.at("pack-ware", of_pack(self.embedder), photos)
        (protocol,) = protocols(self.collection, ("W",))
        shown, asked = ([photos.index(i) for i in p] for p in (protocol.gallery, protocol.queries))
        owners, wanted = self.products(protocol.gallery), self.products(protocol.queries)
        return Catalogue("W", seen.part(shown), owners, seen.part(asked), wanted)

    def demo(self, folder: Path) -> Catalogue:
        shown = [
            (row["sku"], photo)
            for row in rows_of(folder / "catalogue.csv")
            for photo in row["photos"].split(";")
        ]
        asked = [(q["sku"], q["photo"]) for q in rows_of(folder / "queries.csv") if q["photo"]]
        owners = np.array([sku for sku, _ in shown])
        seen = []
        for name, rows, wanted in (("demo-shown", shown, OF_CATALOGUE), ("demo-asked", asked, ())):
            pictures = [read_photo(folder / photo) for _, photo in rows]
            file = self.folder / f"pack-{name}.npz"
            seen.append(look_at(self.embedder, of_pack(self.embedder), pictures, file, wanted))
        known = [n for n, (sku, _) in enumerate(asked) if sku in set(owners)]
        skus = np.array([asked[n][0] for n in known])
        return Catalogue("demo", seen[0], owners, seen[1].part(known), skus)

    def groceries(
        self,
        name: str,
        network: Network,
        only: Sequence[str],
        each: int,
        most: int,
        wanted: tuple[Sequence[str], Sequence[str]],
    ) -> list[Catalogue]:
        """The products of `only`, `each` photos asked of all groceries, up to `most` photos each.

        `wanted`: the looks at photos shown, and at photos asked.
        """
        train = self.collection.where("grocery", "train")
        own: dict[str, list[int]] = {}
        for i in train:
            own.setdefault(self.collection.photos[i].product, []).append(i)
        iconic = self.collection.where("grocery", "catalogue")
        shown = iconic + [i for p in sorted(own) for i in own[p][:most]]
        asked = [i for p in sorted(own) if p in only for i in later(own[p], each)]
        seen = self.at(f"{name}-shown-{most}", network, shown, wanted[0])
        questions = self.at(f"{name}-asked-{each}", network, asked, wanted[1])
        found = []
        for count in sorted({0, 1, most}):
            kept = [*range(len(iconic))]
            kept += [n for n in range(len(iconic), len(shown)) if (n - len(iconic)) % most < count]
            owners = self.products([shown[n] for n in kept])
            found.append(
                Catalogue(
                    f"{name}, {count} photos",
                    seen.part(kept),
                    owners,
                    questions,
                    self.products(asked),
                )
            )
        return found


def later(own: Sequence[int], count: int) -> list[int]:
    """So many photos, evenly spread over the second half, never one of the first eight."""
    rest = own[max(8, len(own) // 2) :]
    return [rest[k] for k in np.unique(np.linspace(0, len(rest) - 1, count).round().astype(int))]


def report(looking: Looking, embeddings: PackEmbeddings, trial: Trial) -> str:
    """recall@1 with the catalogue's texts on photos that nothing was chosen on."""
    lines, collection = [], looking.collection
    for protocol in protocols(collection, ("G-all", "G-8", "G-1", "G-iconic", "S")):
        network, photos = of_pack(looking.embedder), protocol.queries
        name, wanted = ("S", (*BASE, *MIDDLE)) if protocol.name == "S" else ("val", ())
        asked = looking.at(f"pack-{name}", network, photos, wanted)
        rows, owners = gallery(embeddings, collection, protocol.gallery, with_text=True)
        shown = Looked({"whole": rows, "near": np.zeros_like(rows)})
        c = Catalogue(protocol.name, shown, np.array(owners), asked, looking.products(photos))
        lines.append(f"{c.name}: {c.recall(means()(c)):.1f} to {c.recall(trial(c)):.1f}")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--without", type=Path)
    parser.add_argument("--left-out", default="")
    parser.add_argument("--demo", type=Path, default=DEMO)
    arguments = parser.parse_args()
    collection = read_collection(shared_folder(), SETS)
    decoded = DecodedPhotos(collection, arguments.work / "cache")
    looking = Looking(collection, decoded, arguments.pack, arguments.work)
    embedder = looking.embedder
    first = [looking.warehouse(), looking.demo(arguments.demo)]
    few, many = list(first), list(first)
    networks: list[tuple[str, Network, list[str], int, int]] = []
    if arguments.without is not None:
        without = Embedder(load_pack(arguments.without), ("CPUExecutionProvider",), 2)
        left_out = [f"grocery/{p}" for p in arguments.left_out.split(",")]
        networks.append(("unseen", of_pack(without), left_out, 8, 30))
    every = sorted({collection.photos[i].product for i in collection.where("grocery", "train")})
    size = embedder.pack.card.preprocess.size
    networks.append(("frozen", frozen(size), every, 2, 6))
    for name, network, only, some, more in networks:
        many += looking.groceries(name, network, only, some, 1, (OF_CATALOGUE, ()))
        middle = (*BASE, *MIDDLE, "whole flipped", "near flipped")
        few += looking.groceries(name, network, only, more, 8, (BASE, middle))
    print(table(many, trials()), flush=True)
    print(table(few, few_trials()), flush=True)
    stored = embed_collection(embedder, collection, decoded, arguments.work / "embeddings")
    print(f"without a box: {', '.join(MIDDLE)}, weight 0.5", end="; ")
    print(report(looking, stored, without_box(MIDDLE, 0.5)))


if __name__ == "__main__":
    main()
