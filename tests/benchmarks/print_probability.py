"""The probability of a match by print, fitted to the matches of several protocols.

    python -m tests.benchmarks.print_check FOLDER QUERIES.csv --json NAME.json --proofs NAME.csv
    python -m tests.benchmarks.print_probability NAME.csv...

Takes what the print has proven in answers that likeness left open, with the own product of the
query in the catalogue and without it. Of a protocol's photos `1 - UNKNOWN` count as those of
something that the shop has, `UNKNOWN` as those of something that it has not. Protocols of one data
set (all names that begin with G-) count as one together, since they ask the same photos.

One number (Laplace's rule of succession) and the bare share are compared with a logistic model of
the number of points and of the lead over the other products that can only rise with both. Each is
fitted without the data set, then without the fifth of the products, that it is asked about.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.shared_print import PRINT_RULE

UNKNOWN = 0.2
"""Share of photos of things that are not in the catalogue, in life."""

DOUBLES = (
    {"expo_eraser", "expo_dry_erase_board_eraser"},
    {"laugh_out_loud_jokes", "laugh_out_loud_joke_book"},
)
"""Articles that the catalogue of the warehouse holds twice."""

FOLDS = 5
RIDGE = 1.0
ROUNDS = 4000
STEP = 0.05
_Vector: TypeAlias = npt.NDArray[np.float64]
_Names: TypeAlias = npt.NDArray[np.str_]


@dataclass(frozen=True, slots=True, eq=False)
class Proofs:
    """Matches by print, one row each: features (n, 2), right or not, and how much it counts."""

    features: _Vector
    right: _Vector
    weight: _Vector
    data_set: _Names
    fold: _Names

    def part(self, rows: npt.NDArray[np.bool_]) -> Proofs:
        fields = (self.features, self.right, self.weight, self.data_set, self.fold)
        return Proofs(*(field[rows] for field in fields))


_Model: TypeAlias = Callable[[_Vector], _Vector]
_Fit: TypeAlias = Callable[[Proofs], _Model]


def read(files: Sequence[Path], *, doubles_are_right: bool) -> Proofs:
    names = [file.stem for file in files]
    sets = ["G" if name.startswith("G-") else name for name in names]
    features, right, weight, data_set, fold = [], [], [], [], []
    for file, which in zip(files, sets, strict=True):
        for row in _rows(file):
            if not int(row["is_proven"]):
                continue
            features.append([float(row["points"]), float(row["lead"])])
            same = row["named"] == row["sku"] or (
                doubles_are_right and {row["named"], row["sku"]} in DOUBLES
            )
            right.append(float(same))
            weight.append(_weight(file, row) / sets.count(which))
            data_set.append(which)
            fold.append(str(zlib.crc32((row["sku"] or row["query"]).encode()) % FOLDS))
    least = [PRINT_RULE.least_points, PRINT_RULE.least_lead]
    scaled = np.log(np.array(features).reshape(-1, 2) / least)
    return Proofs(scaled, np.array(right), np.array(weight), np.array(data_set), np.array(fold))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def _weight(file: Path, row: dict[str, str]) -> float:
    """So that photos of something unknown, hidden or left out, are `UNKNOWN` of the protocol's."""
    if row["way"] == "print" and row["sku"]:
        return 1 - UNKNOWN
    figures = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    return UNKNOWN * float(figures["own product hidden"]) / float(figures["queries"])


def one_number(proofs: Proofs) -> _Model:
    """(right + 1) / (all + 2)."""
    share = (float(proofs.right @ proofs.weight) + 1) / (float(proofs.weight.sum()) + 2)
    return lambda features: np.full(len(features), share)


def share(proofs: Proofs) -> _Model:
    """Right ones of all, as though these were all there will ever be."""
    found = float(proofs.right @ proofs.weight / proofs.weight.sum())
    return lambda features: np.full(len(features), found)


def logistic(proofs: Proofs) -> _Model:
    """Rises with each feature, or does not hang on it."""
    inputs = np.column_stack([np.ones(len(proofs.right)), proofs.features])
    slopes = np.zeros(inputs.shape[1])
    penalty = np.array([0.0, RIDGE, RIDGE])
    for _ in range(ROUNDS):
        gap = proofs.weight * (_logistic(inputs @ slopes) - proofs.right)
        slopes -= STEP * (inputs.T @ gap + penalty * slopes) / max(1.0, proofs.weight.sum())
        slopes[1:] = np.maximum(slopes[1:], 0)
    return lambda features: _logistic(slopes[0] + features @ slopes[1:])


def _logistic(values: _Vector) -> _Vector:
    return 1 / (1 + np.exp(-values))


def cross_fitted(fit: _Fit, proofs: Proofs, groups: _Names) -> _Vector:
    """The probability of each proof by a model that knows nothing of its group."""
    found = np.zeros(len(proofs.right))
    for group in np.unique(groups):
        rows = groups == group
        found[rows] = fit(proofs.part(~rows))(proofs.features[rows])
    return found


def figures(probability: _Vector, proofs: Proofs) -> dict[str, float]:
    """Mean, calibration error over fifths of the proofs, and log loss."""
    part = proofs.weight / proofs.weight.sum()
    bins = np.array_split(np.argsort(probability, kind="stable"), 5)
    gaps = (probability - proofs.right) * part
    sure = np.clip(probability, 1e-6, 1 - 1e-6)
    loss = -np.where(proofs.right > 0, np.log(sure), np.log(1 - sure))
    return {
        "mean": round(float(probability @ part), 4),
        "lowest": round(float(probability.min()), 4),
        "highest": round(float(probability.max()), 4),
        "ECE": round(float(sum(abs(gaps[rows].sum()) for rows in bins)), 4),
        "log loss": round(float(loss @ part), 4),
    }


def judge(proofs: Proofs) -> dict[str, Any]:
    right, wrong = proofs.right > 0, proofs.right == 0
    told: dict[str, Any] = {
        "proofs": len(proofs.right),
        "wrong": int(wrong.sum()),
        "right, weighted": round(float(proofs.weight[right].sum()), 2),
        "wrong, weighted": round(float(proofs.weight[wrong].sum()), 2),
        "share right": round(float(proofs.right @ proofs.weight / proofs.weight.sum()), 4),
        "one number": round(float(one_number(proofs)(proofs.features[:1])[0]), 4),
    }
    for name in np.unique(proofs.data_set):
        part = proofs.part(proofs.data_set == name)
        told[f"share right, {name}"] = round(float(part.right @ part.weight / part.weight.sum()), 4)
    for what, groups in (("data set", proofs.data_set), ("product", proofs.fold)):
        for fit in (one_number, share, logistic):
            found = cross_fitted(fit, proofs, groups)
            told[f"{fit.__name__}, without the {what}"] = figures(found, proofs)
    return told


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("proofs", type=Path, nargs="+")
    options = parser.parse_args()
    told = {
        f"an article held twice is {word}": judge(read(options.proofs, doubles_are_right=is_right))
        for word, is_right in (("wrong", False), ("right", True))
    }
    sys.stdout.write(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
