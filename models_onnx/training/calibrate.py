"""Fit what turns similarities into probabilities, and the two thresholds; write them on the card.

usage: python calibrate.py PACK --work FOLDER [--only photo photo_text text]

Queries: the validation photos of the groceries and the warehouse; none was learned from.
Catalogues: random halves to nine tenths of each set's products, and all of them, so that most
queries are asked of catalogues with and without their product, about a fifth without.
Cross-fitting by product: what is reported for a product was fitted on the other products; what is
written is fitted on all.
"""

from __future__ import annotations

import argparse
import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from datasets import Collection, DecodedPhotos, read_collection, shared_folder
from evaluation import Protocol, product_similarities, protocols
from pack_embeddings import SETS, PackEmbeddings, embed_collection, gallery
from scipy.optimize import minimize
from typed_queries import TypedQuery, typed_queries

from desktop_app.core.decision import (
    COHORT,
    CohortScale,
    DecisionRule,
    probabilities,
    related_to_background,
)
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import CARD_NAME, load_pack

# The surgical tray is left out: one camera and one background make all its photos alike.
CATALOGUES = ("G-8", "G-1", "G-iconic", "W")
KINDS = ("photo", "photo_text", "text")
SHARES = (0.5, 0.75, 0.75, 0.9, 1.0)
# 99 % is wanted of `match`; this pack would then say it of 4 % of the photos (docs/adr/0015), and
# of 21 % of photos with words, one in ten of them wrong and one product in five missing.
WANTED_PRECISION = {"photo": 0.95, "photo_text": 0.97, "text": 0.95}
WANTED_REJECTION = 0.5
# Cross-fitted, the background helps photos (calibration error 0.088 to 0.069) and photos with words
# (0.066 to 0.059), which are ranked by likeness and words held (docs/adr/0161).
COHORT_KINDS = ("photo", "photo_text")
FOLDS = 2
# A wrong "not in the catalogue" sends a person away from what is there: it must be rather sure.
MATCH_FLOOR = 0.5
# At 0.6 a fifth of the warehouse photos, all of goods that are there, would be turned away. With
# words it is what the groceries and the demo want where such an answer costs ten times as much as a
# stranger who is not told, and one word in ten is wrong (docs/adr/0182).
REJECT_FLOOR = {"photo": 0.65, "photo_text": 0.75, "text": 0.55}


@dataclass(frozen=True, slots=True)
class Asked:
    """One query of one catalogue: similarities of its products, column of the right one or -1."""

    similarities: np.ndarray
    right: int
    product: str
    weight: float


def ask(
    embeddings: PackEmbeddings,
    collection: Collection,
    protocol: Protocol,
    query_rows: Callable[[int], np.ndarray],
    rng: np.random.Generator,
) -> list[Asked]:
    """The queries of a protocol, of catalogues with and without their product."""
    rows, owners = gallery(embeddings, collection, protocol.gallery, with_text=True)
    queries = np.stack([query_rows(i) for i in protocol.queries])
    best, products = product_similarities(queries, rows, owners)
    wanted = [products.index(collection.photos[i].product) for i in protocol.queries]
    asked = [
        Ranked(partial(operator.getitem, best[q]), w, products[w]) for q, w in enumerate(wanted)
    ]
    return ask_parts(asked, len(products), rng)


@dataclass(frozen=True, slots=True)
class Ranked:
    """One query: the similarities of the products that are kept, and which one is right."""

    similarities: Callable[[np.ndarray], np.ndarray]
    wanted: int
    product: str

    def tells(self, kept: np.ndarray) -> bool:  # noqa: ARG002  (as `TypedQuery`)
        """Photos alone are judged by this rule whatever the catalogue holds."""
        return True


def ask_parts(
    queries: Sequence[Ranked | TypedQuery], n_products: int, rng: np.random.Generator
) -> list[Asked]:
    """All queries of parts of one catalogue; they weigh 1 together.

    Without those whose words tell no products apart: the program judges them as photos.
    """
    found = []
    for share in SHARES:
        kept = rng.random(n_products) < share
        kept[rng.integers(n_products)] = True
        column = np.cumsum(kept) - 1
        for query in queries:
            if not query.tells(kept):
                continue
            right = int(column[query.wanted]) if kept[query.wanted] else -1
            found.append(Asked(query.similarities(kept), right, query.product, 0.0))
    return [replace(a, weight=1 / len(found)) for a in found]


def related(asked: Sequence[Asked]) -> list[Asked]:
    """Queries with enough products for a background, their similarities related to it."""
    found = []
    for a in asked:
        if len(a.similarities) < COHORT.stop:
            continue
        found.append(replace(a, similarities=related_to_background(a.similarities)))
    return found


def fit_rule(asked: Sequence[Asked], kind: str) -> DecisionRule:
    """The scale, or both; the thresholds are the standard ones.

    Too few products in every query leave nothing to relate: the plain scale must do then.
    """
    cohort, near = None, related(asked) if kind in COHORT_KINDS else []
    if near:
        cohort = CohortScale(*fit(near, (0.1, 0.4)))
    return DecisionRule(*fit(asked), cohort=cohort)


def fit(asked: Sequence[Asked], start: tuple[float, float] = (0.05, 0.4)) -> tuple[float, float]:
    """Temperature and level of "none" of the least negative log likelihood."""

    widest = max(len(a.similarities) for a in asked)
    table = np.full((len(asked), widest + 1), -np.inf)
    for row, a in zip(table, asked, strict=True):
        row[: len(a.similarities)] = a.similarities
    right = np.array([a.right for a in asked])  # -1 is the last column: none of them
    weight = np.array([a.weight for a in asked])

    def loss(parameters: np.ndarray) -> float:
        table[:, -1] = parameters[1]
        logits = table / np.exp(parameters[0])
        top = logits.max(axis=1)
        total = top + np.log(np.exp(logits - top[:, None]).sum(axis=1))
        return float(weight @ (total - logits[np.arange(len(asked)), right]))

    best = minimize(
        loss,
        np.array([np.log(start[0]), start[1]]),
        method="Nelder-Mead",
        options={"xatol": 1e-3, "fatol": 1e-5},
    )
    return float(np.exp(best.x[0])), float(best.x[1])


@dataclass(frozen=True, slots=True)
class Judged:
    """Probabilities of asked queries: of the first candidate, of none, and what was true."""

    first: np.ndarray
    none: np.ndarray
    is_right: np.ndarray
    is_known: np.ndarray
    weight: np.ndarray


def judge(asked: Sequence[Asked], rule: DecisionRule) -> Judged:
    shares = [probabilities(a.similarities, rule) for a in asked]
    return Judged(
        np.array([s.candidates.max() for s in shares]),
        np.array([s.none for s in shares]),
        np.array([int(a.similarities.argmax()) == a.right for a in asked]),
        np.array([a.right >= 0 for a in asked]),
        np.array([a.weight for a in asked]),
    )


def together(parts: Sequence[Judged]) -> Judged:
    return Judged(*(np.concatenate([getattr(p, n) for p in parts]) for n in Judged.__slots__))


def lowest(
    score: np.ndarray, good: np.ndarray, weight: np.ndarray, wanted: float, floor: float
) -> float:
    """Lowest threshold, at least `floor`, above which the weighted share of good is as wanted."""
    order = np.argsort(-score)
    right = np.cumsum((weight * good)[order])
    all_ = np.cumsum(weight[order])
    enough = np.flatnonzero((right / all_ >= wanted) & (score[order] >= floor))
    if not len(enough):
        return 0.999
    return round(float(max(score[order][enough[-1]], floor)), 4)


def summary(judged: Judged, match: float, reject: float) -> dict[str, float]:
    w, rejected = judged.weight, judged.none >= reject
    said_match = (judged.first >= match) & ~rejected
    known, unknown = judged.is_known, ~judged.is_known
    return {
        "ece": round(expected_error(judged.first, judged.is_right, w), 4),
        "match_precision": round(_share(judged.is_right, said_match, w), 4),
        "match_coverage_known": round(_share(said_match, known, w), 4),
        "unknown_rejected": round(_share(rejected, unknown, w), 4),
        "unknown_rejected_or_unsure": round(_share(~said_match, unknown, w), 4),
        "known_rejected": round(_share(rejected, known, w), 4),
        "auroc": round(auroc(1 - judged.none, known, w), 4),
    }


def _share(what: np.ndarray, among: np.ndarray, weight: np.ndarray) -> float:
    total = weight[among].sum()
    return float((weight * what)[among].sum() / total) if total > 0 else 0.0


def expected_error(
    probability: np.ndarray, right: np.ndarray, weight: np.ndarray, bins: int = 15
) -> float:
    """Expected calibration error over equal bins of the probability."""
    bucket = np.minimum((probability * bins).astype(int), bins - 1)
    total = 0.0
    for b in np.unique(bucket):
        m = bucket == b
        gap = np.average(probability[m], weights=weight[m]) - np.average(
            right[m], weights=weight[m]
        )
        total += abs(gap) * weight[m].sum()
    return float(total / weight.sum())


def auroc(score: np.ndarray, positive: np.ndarray, weight: np.ndarray) -> float:
    order = np.argsort(score)
    negative_below = np.cumsum((weight * ~positive)[order])
    gained = (weight * positive)[order] * negative_below
    return float(gained.sum() / (weight[positive].sum() * weight[~positive].sum()))


def calibrate_kind(asked: Sequence[Asked], kind: str) -> tuple[dict[str, float], dict[str, float]]:
    """What goes on the card, and what cross-fitting says it is worth."""
    names = sorted({a.product for a in asked})
    fold = {name: n % FOLDS for n, name in enumerate(np.random.default_rng(0).permutation(names))}
    parts = []
    for f in range(FOLDS):
        rule = fit_rule([a for a in asked if fold[a.product] != f], kind)
        parts.append(judge([a for a in asked if fold[a.product] == f], rule))
    honest = together(parts)
    match = lowest(
        honest.first, honest.is_right, honest.weight, WANTED_PRECISION[kind], MATCH_FLOOR
    )
    reject = lowest(
        honest.none, ~honest.is_known, honest.weight, WANTED_REJECTION, REJECT_FLOOR[kind]
    )
    rule = fit_rule(asked, kind)
    table = {
        "temperature": round(rule.temperature, 5),
        "none_similarity": round(rule.none_similarity, 4),
        "match_probability": match,
        "reject_probability": reject,
    }
    if rule.cohort is not None:
        table["cohort.temperature"] = round(rule.cohort.temperature, 5)
        table["cohort.none_level"] = round(rule.cohort.none_level, 4)
    return table, summary(honest, match, reject)


def calibrate(
    embedder: Embedder,
    embeddings: PackEmbeddings,
    collection: Collection,
    decoded: DecodedPhotos,
    kinds: Sequence[str] = KINDS,
    seed: int = 0,
) -> dict[str, tuple[dict, dict]]:
    photos = collection.photos
    rows: dict[str, Callable[[int], np.ndarray]] = {
        "photo": lambda i: embeddings.photo[i],
        "text": lambda i: embeddings.named[photos[i].product],
    }
    found = {}
    for kind in kinds:
        rng = np.random.default_rng(seed)
        names = CATALOGUES if kind == "photo" else ("G-8", "G-iconic", "W")
        asked: list[Asked] = []
        for protocol in protocols(collection, names):
            if kind == "photo_text":
                typed = typed_queries(embedder, embeddings, collection, decoded, protocol)
                asked += ask_parts(typed, len(typed[0].photo), rng)
            else:
                asked += ask(embeddings, collection, protocol, rows[kind], rng)
        found[kind] = calibrate_kind(asked, kind)
        print(kind, *found[kind], sep="\n  ", flush=True)
    return found


def write_rules(card: Path, found: dict[str, tuple[dict, dict]]) -> None:
    """Replace the decision tables of these kinds on a card; everything else stays as it is."""
    these = rf"\[decision\.(?:{'|'.join(found)})[].]"
    text = re.sub(
        rf"(?ms)^{these}.*?(?=^\[(?!decision\.(?:{'|'.join(found)})[].])|\Z)",
        "",
        card.read_text(encoding="utf-8"),
    ).rstrip()
    for kind, (rule, worth) in found.items():
        lines = [f"[decision.{kind}]", *(f"{k} = {v}" for k, v in rule.items())]
        lines += [f"[decision.{kind}.cross_fitted]", *(f"{k} = {v}" for k, v in worth.items())]
        text += "\n\n" + "\n".join(lines)
    card.write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--only", nargs="+", choices=KINDS, default=KINDS)
    arguments = parser.parse_args()
    run(arguments.pack, arguments.work, arguments.only)


def run(pack: Path, work: Path, kinds: Sequence[str] = KINDS) -> dict[str, tuple[dict, dict]]:
    collection = read_collection(shared_folder(), SETS)
    decoded = DecodedPhotos(collection, work / "cache")
    embedder = Embedder(load_pack(pack), ("CPUExecutionProvider",), 2)
    embeddings = embed_collection(embedder, collection, decoded, work / "embeddings")
    found = calibrate(embedder, embeddings, collection, decoded, kinds)
    write_rules(pack / CARD_NAME, found)
    return found


if __name__ == "__main__":
    main()
