"""Would another calibration of photos say more in catalogues never seen? Each set is left out once.

usage: python compare_calibrations.py PACK --work FOLDER [--demo FOLDER]

Sets: the groceries (three catalogues, `val` photos), the warehouse, the demo. What is said of a set
was fitted on the other two alone. Forms:

    softmax    as shipped: likeness related to the query's background, open-set softmax
    balanced   the same, each set weighing the same, however many of its catalogues are asked
    logistic   probability of the first product from its likeness and its lead over the second,
               both related to the background, and the number of photos a product has
"""

from __future__ import annotations

import argparse
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from calibrate import Asked, Ranked, ask, ask_parts, expected_error, fit_rule, judge, lowest
from choose_sure import DEMO
from datasets import DecodedPhotos, read_collection, shared_folder
from evaluate_catalogue import embed_files, rows_of
from evaluation import product_similarities, protocols
from pack_embeddings import SETS, embed_collection
from scipy.optimize import minimize

from desktop_app.core.decision import COHORT
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack

GROUPS = {"groceries": ("G-8", "G-1", "G-iconic"), "warehouse": ("W",), "demo": ("demo",)}
LINES = (0.9, 0.97)
LEAST_LEAD = 0.01
PENALTY = 1e-4


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Queries of one catalogue with a background; `photos` of a product in the mean."""

    asked: list[Asked]
    photos: float

    def __post_init__(self) -> None:
        self.asked[:] = [a for a in self.asked if len(a.similarities) >= COHORT.stop]


Rule = Callable[[Catalogue], np.ndarray]
"""Catalogue -> probability that the first product is right, one a query."""


def fit_softmax(catalogues: Sequence[Catalogue]) -> Rule:
    rule = fit_rule([a for c in catalogues for a in c.asked], "photo")
    return lambda catalogue: judge(catalogue.asked, rule).first


def features(catalogue: Catalogue) -> np.ndarray:
    """Shape (queries, 5): 1, likeness, lead, its logarithm, logarithm of photos a product."""
    rows = []
    for a in catalogue.asked:
        best = np.sort(a.similarities)[::-1]
        background = best[COHORT].mean()
        likeness, lead = np.array([best[0] - background, best[0] - best[1]]) / (1 - background)
        rows.append([1, likeness, lead, np.log(lead + LEAST_LEAD), np.log(catalogue.photos)])
    return np.array(rows)


def is_right(catalogue: Catalogue) -> np.ndarray:
    return np.array([int(a.similarities.argmax()) == a.right for a in catalogue.asked])


def weights(catalogue: Catalogue) -> np.ndarray:
    return np.array([a.weight for a in catalogue.asked])


def fit_logistic(catalogues: Sequence[Catalogue]) -> Rule:
    rows = np.concatenate([features(c) for c in catalogues])
    sign = np.where(np.concatenate([is_right(c) for c in catalogues]), 1, -1)
    weight = np.concatenate([weights(c) for c in catalogues])
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    mean[0], spread[0] = 0, 1

    def loss(slopes: np.ndarray) -> float:
        wrong = np.logaddexp(0, -sign * ((rows - mean) / spread @ slopes))
        return float(weight @ wrong + PENALTY * (slopes[1:] ** 2).sum())

    slopes = minimize(loss, np.zeros(rows.shape[1]), method="BFGS").x
    return lambda catalogue: 1 / (1 + np.exp(-(features(catalogue) - mean) / spread @ slopes))


def balanced(groups: Sequence[Sequence[Catalogue]]) -> list[Catalogue]:
    """The catalogues of all groups, those of one group weighing 1 together."""
    return [
        Catalogue([replace(a, weight=a.weight / len(group)) for a in c.asked], c.photos)
        for group in groups
        for c in group
    ]


def row(name: str, form: str, catalogue: Catalogue, first: np.ndarray) -> str:
    right, weight = is_right(catalogue), weights(catalogue)
    known = np.array([a.right >= 0 for a in catalogue.asked])
    cells = [
        name,
        form,
        f"{expected_error(first, right, weight):.3f}",
        f"{100 * np.average(first, weights=weight):.0f}",
        f"{100 * np.average(right, weights=weight):.0f}",
    ]
    for line in LINES:
        said = first >= line
        share = 100 * weight[said & known].sum() / weight[known].sum()
        good = 100 * (weight * right)[said].sum() / weight[said].sum() if said.any() else 100.0
        cells.append(f"{share:.0f} / {good:.1f}")
    return "| " + " | ".join(cells) + " |"


def compare(catalogues: dict[str, Catalogue]) -> None:
    heads = [f"said at {line} / right" for line in LINES]
    print("| left out | form | ECE | mean probability | right first |", " | ".join(heads), "|")
    print("|---" * (5 + len(LINES)) + "|")
    for left_out, own in GROUPS.items():
        others = [[catalogues[n] for n in g] for name, g in GROUPS.items() if name != left_out]
        every = [c for group in others for c in group]
        rules = {
            "softmax": fit_softmax(every),
            "balanced": fit_softmax(balanced(others)),
            "logistic": fit_logistic(balanced(others)),
        }
        for name in own:
            for form, rule in rules.items():
                print(row(name, form, catalogues[name], rule(catalogues[name])), flush=True)


def on_itself(catalogues: dict[str, Catalogue]) -> None:
    """What the softmax comes to where it is fitted on the very catalogue: a bound, not a figure."""
    print("| fitted on itself | level of none | ECE | most of the known with 95 % right |")
    print("|---" * 4 + "|")
    for name, catalogue in catalogues.items():
        rule = fit_rule(catalogue.asked, "photo")
        judged, right = judge(catalogue.asked, rule), is_right(catalogue)
        error = expected_error(judged.first, right, judged.weight)
        line = lowest(judged.first, right, judged.weight, 0.95, 0.0)
        said = (judged.first >= line) & judged.is_known
        share = 100 * judged.weight[said].sum() / judged.weight[judged.is_known].sum()
        level = rule.cohort.none_level if rule.cohort else rule.none_similarity
        print(f"| {name} | {level:.2f} | {error:.3f} | {share:.0f} |", flush=True)


def demo_catalogue(embedder: Embedder, folder: Path, rng: np.random.Generator) -> Catalogue:
    products = rows_of(folder / "catalogue.csv")
    shown = [(p["sku"], folder / photo) for p in products for photo in p["photos"].split(";")]
    asked = [q for q in rows_of(folder / "queries.csv") if q["photo"] and q["sku"]]
    fields = ("name", "brand", "category", "description")
    texts = ["\n".join(p[k] for k in fields if p[k]) for p in products]
    rows = [embed_files(embedder, [photo for _, photo in shown]), embedder.embed_texts(texts)]
    owners = [sku for sku, _ in shown] + [p["sku"] for p in products]
    queries = embed_files(embedder, [folder / q["photo"] for q in asked])
    best, skus = product_similarities(queries, np.concatenate(rows), owners)
    ranked = [
        Ranked(partial(operator.getitem, row), skus.index(q["sku"]), q["sku"])
        for row, q in zip(best, asked, strict=True)
    ]
    return Catalogue(ask_parts(ranked, len(skus), rng), len(shown) / len(products))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--demo", type=Path, default=DEMO)
    arguments = parser.parse_args()
    collection = read_collection(shared_folder(), SETS)
    decoded = DecodedPhotos(collection, arguments.work / "cache")
    embedder = Embedder(load_pack(arguments.pack), ("CPUExecutionProvider",), 2)
    embeddings = embed_collection(embedder, collection, decoded, arguments.work / "embeddings")
    rng = np.random.default_rng(0)
    catalogues = {"demo": demo_catalogue(embedder, arguments.demo, rng)}
    for protocol in protocols(collection, (*GROUPS["groceries"], *GROUPS["warehouse"])):
        asked = ask(embeddings, collection, protocol, lambda i: embeddings.photo[i], rng)
        products = {collection.photos[i].product for i in protocol.gallery}
        catalogues[protocol.name] = Catalogue(asked, len(protocol.gallery) / len(products))
    compare(catalogues)
    on_itself(catalogues)


if __name__ == "__main__":
    main()
