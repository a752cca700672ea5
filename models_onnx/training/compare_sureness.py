"""Does it tell right from wrong whether several looks at a photo agree? Each set left out once.

usage: python compare_sureness.py PACK --work FOLDER [--demo FOLDER]

Sets as in compare_calibrations.py: the groceries (three catalogues, `val` photos), the warehouse,
the demo; a fifth of the questions lack their product. A logistic regression on the other two sets
says how likely the first product is right, and, fitted apart, how likely the photo's product is in
the catalogue at all. Beside the open-set softmax it is told

    ranking     likeness and lead of the first product, related to the background
    two looks   also the least of both over the whole photo and the box, which are computed anyway
    ten looks   also mean and spread of both over ten looks

A line at which 99 or 95 of 100 are right is the best for the very set: a bound, not a figure.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from calibrate import SHARES, Asked, auroc, expected_error, fit_rule
from choose_sure import DEMO
from compare_calibrations import GROUPS
from compare_looks import BASE, Looking, of_pack
from datasets import DecodedPhotos, read_collection, shared_folder
from evaluate_catalogue import rows_of
from evaluation import product_similarities, protocols
from looks import Looked
from pack_embeddings import SETS, PackEmbeddings, embed_collection, gallery
from scipy.optimize import minimize

from desktop_app.core.decision import COHORT, DecisionRule, probabilities

TEN = (
    *BASE,
    *("whole flipped", "near flipped", "wider", "tighter", "central 80 %"),
    *("whole clahe", "near clahe", "whole boxed"),
)
FORMS = {
    "softmax": ("odds",),
    "ranking": ("odds", "none", "likeness", "lead"),
    "two looks": ("odds", "none", "likeness", "lead", "least likeness 2", "least lead 2"),
    "ten looks": (
        *("odds", "none", "likeness", "lead", "least likeness 2", "least lead 2"),
        *("mean lead 10", "spread of leads 10", "spread of likeness 10"),
    ),
}
PENALTY = 1e-3


@dataclass(frozen=True, slots=True)
class Question:
    """Similarities of the kept products, by the mean of two looks and by each look made."""

    asked: Asked
    by_look: dict[str, np.ndarray]

    @property
    def is_right(self) -> bool:
        return int(self.asked.similarities.argmax()) == self.asked.right

    @property
    def is_known(self) -> bool:
        return self.asked.right >= 0


def related(similarities: np.ndarray, background: np.ndarray) -> np.ndarray:
    """Likeness over the background, as a share of what is left to a perfect one."""
    level = np.sort(background)[::-1][COHORT].mean()
    return np.asarray((similarities - level) / (1 - level))


def features(question: Question, rule: DecisionRule) -> dict[str, float]:
    """What is told of one question; looks that were not made count for nothing."""
    similarities = question.asked.similarities
    shares = probabilities(similarities, rule)
    first = int(similarities.argmax())
    found = {"odds": log_odds(shares.candidates[first]), "none": log_odds(shares.none)}
    own, lead = _first(similarities, first)
    found |= {"likeness": own, "lead": lead}
    for name, looks in (("2", BASE), ("10", TEN)):
        pairs = [
            _first(question.by_look[look], first) for look in looks if look in question.by_look
        ]
        likeness, leads = np.array(pairs).T
        found |= {f"least likeness {name}": likeness.min(), f"least lead {name}": leads.min()}
        found |= {f"mean lead {name}": leads.mean(), f"spread of leads {name}": leads.std()}
        found[f"spread of likeness {name}"] = likeness.std()
    return found


def _first(similarities: np.ndarray, first: int) -> tuple[float, float]:
    """Likeness of a product in a look, and its lead over the best other, less than 0 if behind."""
    values = related(similarities, similarities)
    return float(values[first]), float(values[first] - np.delete(values, first).max())


def log_odds(probability: float) -> float:
    kept = min(max(probability, 1e-6), 1 - 1e-6)
    return float(np.log(kept / (1 - kept)))


def fit(rows: np.ndarray, is_true: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Slopes of a logistic regression, the constant first."""
    sign = np.where(is_true, 1, -1)

    def loss(slopes: np.ndarray) -> tuple[float, np.ndarray]:
        wrong = -sign * (rows @ slopes)
        share = 1 / (1 + np.exp(-wrong))
        pull = PENALTY * np.append(0, slopes[1:])
        value = weight @ np.logaddexp(0, wrong) + slopes[1:] @ pull[1:]
        return float(value), (weight * share * -sign) @ rows + 2 * pull

    return np.asarray(minimize(loss, np.zeros(rows.shape[1]), jac=True, method="BFGS").x)


def questions(
    best: np.ndarray, by_look: dict[str, np.ndarray], wanted: Sequence[int], seed: int = 0
) -> list[Question]:
    """All photos asked of parts of their catalogue; looks not made are rows of nan."""
    rng, found = np.random.default_rng(seed), []
    for share in SHARES:
        kept = rng.random(best.shape[1]) < share
        if kept.sum() < COHORT.stop:
            continue
        column = np.cumsum(kept) - 1
        for n, right in enumerate(wanted):
            place = int(column[right]) if kept[right] else -1
            rows = {k: v[n, kept] for k, v in by_look.items() if not np.isnan(v[n, 0])}
            found.append(Question(Asked(best[n, kept], place, "", 1.0), rows))
    return found


def asked_of(
    seen: Looked, rows: np.ndarray, owners: Sequence[str], wanted: Sequence[str]
) -> list[Question]:
    best, products = product_similarities(seen.mean(*BASE), rows, owners)
    by_look = {}
    for look in TEN:
        found = product_similarities(seen.rows[look], rows, owners)[0]
        found[~seen.made(look)] = np.nan
        by_look[look] = found
    return questions(best, by_look, [products.index(w) for w in wanted])


def said(score: np.ndarray, right: np.ndarray, known: np.ndarray, wanted: float) -> float:
    """Share of the known, per cent, above the lowest line with so many right."""
    order = np.argsort(-score)
    enough = np.flatnonzero(np.cumsum(right[order]) / np.arange(1, len(order) + 1) >= wanted)
    return 100 * float(known[order[: enough[-1] + 1]].sum() / known.sum()) if len(enough) else 0.0


@dataclass(frozen=True, slots=True)
class Fitted:
    """One form: what it is told, how that is scaled, and the slopes for "right" and "known"."""

    names: tuple[str, ...]
    middle: np.ndarray
    spread: np.ndarray
    right: np.ndarray
    known: np.ndarray

    def log_odds(self, told: Sequence[dict[str, float]]) -> tuple[np.ndarray, np.ndarray]:
        rows = scaled(table_of(told, self.names), self.middle, self.spread)
        return rows @ self.right, rows @ self.known


def table_of(told: Sequence[dict[str, float]], names: Sequence[str]) -> np.ndarray:
    return np.array([[features[name] for name in names] for features in told])


def scaled(rows: np.ndarray, middle: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """The rows in units of their spread, after a constant 1."""
    return np.insert((rows - middle) / spread, 0, 1, axis=1)


def fit_form(
    names: tuple[str, ...],
    told: Sequence[dict[str, float]],
    asked: Sequence[Question],
    weight: np.ndarray,
) -> Fitted:
    rows = table_of(told, names)
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    rows = scaled(rows, middle, spread)
    right = fit(rows, np.array([q.is_right for q in asked]), weight)
    known = fit(rows, np.array([q.is_known for q in asked]), weight)
    return Fitted(names, middle, spread, right, known)


def of_others(
    catalogues: dict[str, list[Question]], left_out: str
) -> tuple[list[Question], np.ndarray]:
    """The questions of the other sets, those of one set weighing 1 together."""
    asked, weights = [], []
    for name, group in GROUPS.items():
        for n in group if name != left_out else ():
            asked += catalogues[n]
            weights += [1 / len(catalogues[n]) / len(group)] * len(catalogues[n])
    return asked, np.array(weights)


def compare(catalogues: dict[str, list[Question]]) -> str:
    heads = ["ECE", "AUROC right", "AUROC known", "99 right, of known", "95 right, of known"]
    lines = ["| left out | told of | " + " | ".join(heads) + " |", "|---" * 7 + "|"]
    means: dict[str, list[np.ndarray]] = {form: [] for form in FORMS}
    for left_out, own in GROUPS.items():
        asked, weight = of_others(catalogues, left_out)
        weighed = [replace(q.asked, weight=w) for q, w in zip(asked, weight, strict=True)]
        rule = fit_rule(weighed, "photo")
        told = [features(q, rule) for q in asked]
        told_own = {name: [features(q, rule) for q in catalogues[name]] for name in own}
        for form, names in FORMS.items():
            fitted = fit_form(names, told, asked, weight)
            figures = [judge(catalogues[n], *fitted.log_odds(told_own[n])) for n in own]
            lines += [_line(n, form, f) for n, f in zip(own, figures, strict=True)]
            means[form].append(np.mean(figures, axis=0))
    lines += [_line("mean of three sets", form, np.mean(f, axis=0)) for form, f in means.items()]
    return "\n".join(lines)


def judge(asked: Sequence[Question], right: np.ndarray, known: np.ndarray) -> list[float]:
    """The five figures, from log odds of "right" and of "known"."""
    is_right = np.array([q.is_right for q in asked])
    is_known = np.array([q.is_known for q in asked])
    even = np.full(len(asked), 1 / len(asked))
    return [
        expected_error(1 / (1 + np.exp(-right)), is_right, even),
        auroc(right, is_right, even),
        auroc(known, is_known, even),
        said(right, is_right, is_known, 0.99),
        said(right, is_right, is_known, 0.95),
    ]


def _line(name: str, form: str, figures: Sequence[float]) -> str:
    cells = [f"{v:.3f}" for v in figures[:3]] + [f"{v:.1f}" for v in figures[3:]]
    return f"| {name} | {form} | " + " | ".join(cells) + " |"


def catalogues_of(
    looking: Looking, embeddings: PackEmbeddings, demo: Path
) -> dict[str, list[Question]]:
    collection, embedder = looking.collection, looking.embedder
    network, found = of_pack(embedder), {}
    for name in (*GROUPS["groceries"], *GROUPS["warehouse"]):
        (protocol,) = protocols(collection, (name,))
        if name == "W":
            catalogue = looking.warehouse()
            seen = catalogue.asked
        else:
            seen = looking.at("pack-val", network, collection.where("grocery", "val"))
        rows, owners = gallery(embeddings, collection, protocol.gallery, with_text=True)
        found[name] = asked_of(seen, rows, owners, looking.products(protocol.queries).tolist())
    catalogue = looking.demo(demo)
    products = rows_of(demo / "catalogue.csv")
    fields = ("name", "brand", "category", "description")
    texts = embedder.embed_texts(["\n".join(p[k] for k in fields if p[k]) for p in products])
    shown = catalogue.shown.mean(*BASE)
    owners = [*catalogue.owners, *(p["sku"] for p in products)]
    rows = np.concatenate([shown, texts])
    found["demo"] = asked_of(catalogue.asked, rows, owners, catalogue.wanted.tolist())
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--demo", type=Path, default=DEMO)
    arguments = parser.parse_args()
    collection = read_collection(shared_folder(), SETS)
    decoded = DecodedPhotos(collection, arguments.work / "cache")
    looking = Looking(collection, decoded, arguments.pack, arguments.work)
    embeddings = embed_collection(
        looking.embedder, collection, decoded, arguments.work / "embeddings"
    )
    print(compare(catalogues_of(looking, embeddings, arguments.demo)))


if __name__ == "__main__":
    main()
