"""What a calibration learned at one catalogue is worth on products it was not learned from.

usage: python tests/benchmarks/own_calibration.py PACK NAME=QUERIES.csv,ANSWERS.jsonl ...

ANSWERS come from `python -m desktop_app --data-dir COPY batch QUERIES.csv --out ANSWERS.jsonl
--top 50` with `print_check = false` in the settings, so that likeness alone speaks. The products
are split at random into two halves, five times; each half is judged by what the program decides by
after it learned from the other half, or from 20, 50 or 100 lookups of it: the own rule where its
trial kept it ("kept"), else the pack's. Strangers are named by the file of their photo.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from desktop_app.core.calibration_trial import CalibrationVerdict, tried
from desktop_app.core.decision import DecisionRule, decide, probabilities
from desktop_app.core.metrics import expected_calibration_error
from desktop_app.core.own_calibration import STRANGER, UNRANKED, Judged, fit_move, with_strangers
from desktop_app.core.types import QueryKind, Verdict
from desktop_app.vision.model_pack import load_pack

SIZES = (20, 50, 100, 10_000)
SEEDS = 5
DRAWS = 200


def judged_of(queries: Path, answers: Path) -> list[Judged]:
    found = []
    with queries.open(encoding="utf-8") as asked, answers.open(encoding="utf-8") as answered:
        for row, line in zip(csv.DictReader(asked), answered, strict=True):
            answer = json.loads(line)
            if row["text"] or not row["photo"] or "error" in answer:
                continue
            near = sorted(answer["candidates"], key=lambda each: -each["similarity"])
            skus = [each["sku"] for each in near]
            right = STRANGER
            if row["sku"]:
                right = skus.index(row["sku"]) if row["sku"] in skus else UNRANKED
            group = row["sku"] or re.sub(r"_\d+\.\w+$", "", row["photo"])
            found.append(Judged(tuple(each["similarity"] for each in near), right, group))
    return found


def judge(judged: Sequence[Judged], rules: Sequence[DecisionRule]) -> list[float]:
    """ECE, matches, right ones, known rejected, strangers rejected, strangers matched."""
    first, verdicts = [], []
    for each, rule in zip(judged, rules, strict=True):
        first.append(float(probabilities(each.similarities, rule).candidates[0]))
        verdicts.append(decide(each.similarities, rule)[0])
    right = np.array([each.is_right for each in judged])
    known = np.array([each.right != STRANGER for each in judged])
    said = np.array([each is Verdict.MATCH for each in verdicts])
    rejected = np.array([each is Verdict.NOT_IN_CATALOGUE for each in verdicts])
    counts = (said, said & right, rejected & known, rejected & ~known, said & ~known)
    return [expected_calibration_error(first, right), *(float(each.sum()) for each in counts)]


def by_chance(judged: Sequence[Judged], rule: DecisionRule) -> float:
    """ECE of so many lookups if their probabilities, fitted on all of them, were exactly true."""
    own = fit_move(with_strangers(judged), rule).applied(rule)
    first = np.array([probabilities(each.similarities, own).candidates[0] for each in judged])
    generator = np.random.default_rng(0)
    draws = [generator.random(len(first)) < first for _ in range(DRAWS)]
    return float(np.mean([expected_calibration_error(first, drawn) for drawn in draws]))


def main() -> None:
    pack, *sets = sys.argv[1:]
    rule = load_pack(Path(pack)).card.rules[QueryKind.PHOTO]
    titles = ("set", "learned from", "kept", "ECE", "matches right/said", "known rejected")
    _write("| " + " | ".join((*titles, "strangers rejected, matched")) + " |")
    _write("|---" * 7 + "|")
    for each in sets:
        name, _, files = each.partition("=")
        queries, answers = files.split(",")
        judged = judged_of(Path(queries), Path(answers))
        known = sum(each.right != STRANGER for each in judged)
        said = judge(judged, [rule] * len(judged))
        _row((name, "pack", ""), np.array(said), known, len(judged) - known)
        _write(f"| {name} | chance | | {by_chance(judged, rule):.3f} | | | |")
        for size in SIZES:
            figures, kept = [], []
            for seed in range(SEEDS):
                row, helped = _halves(judged, rule, size, seed)
                figures.append(row)
                kept += helped
            share = f"{sum(kept)} of {len(kept)}"
            learned = "the other half" if size == SIZES[-1] else str(size)
            _row((name, learned, share), np.mean(figures, axis=0), known, len(judged) - known)


def _halves(
    judged: Sequence[Judged], rule: DecisionRule, size: int, seed: int
) -> tuple[list[float], list[bool]]:
    generator = np.random.default_rng(seed)
    groups = generator.permutation(sorted({each.group for each in judged}))
    half = set(groups[::2].tolist())
    rules: list[DecisionRule] = [rule] * len(judged)
    helped = []
    for side in (True, False):
        learn = [each for each in judged if (each.group in half) is side]
        chosen = [learn[i] for i in generator.permutation(len(learn))[:size]]
        trial = tried(chosen, rule)
        helped.append(trial.verdict is CalibrationVerdict.HELPS)
        own = trial.move.applied(rule) if helped[-1] else rule
        for place, each in enumerate(judged):
            if (each.group in half) is not side:
                rules[place] = own
    return judge(judged, rules), helped


def _row(names: tuple[str, str, str], row: np.ndarray, known: int, strangers: int) -> None:
    ece, said, right, rejected, found, matched = row
    rest = f"{found:.0f}, {matched:.1f} of {strangers}" if strangers else "–"
    figures = (f"{ece:.3f}", f"{right:.1f}/{said:.1f}", f"{rejected:.1f} of {known}", rest)
    _write("| " + " | ".join((*names, *figures)) + " |")


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
