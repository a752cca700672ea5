"""What the print check is worth on a catalogue: without it, with it, and with each product hidden.

    shelfsight --data-dir FOLDER import CATALOGUE.csv
    python -m tests.benchmarks.print_check FOLDER QUERIES.csv [--json FILE] [--proofs FILE.csv]

Every query is asked three times through the lookup service, its photos being read once:

- likeness alone;
- with the print compared;
- with the print compared and its own product hidden, as though the shop did not have it: whatever
  is then called a match is wrong. Sisters of the product, alike but for a word, are still there.

The last is far harder than life, where most photos show what is in the catalogue: the precision in
life is estimated with one photo in five of something that is missing.

`--proofs` writes down what the print says in each answer of the candidate that shares most, proven
or not, for `print_probability`; the times then tell nothing.
"""

from __future__ import annotations

import argparse
import csv
import json
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop_app.app import opened_services
from desktop_app.core.analysis import AnalysisRequest, PhotoInput, QueryAnalysis
from desktop_app.core.types import Answer, Product, Reason, Verdict
from desktop_app.paths import DataFolder
from desktop_app.services.batch import BatchResult, run_batch
from desktop_app.services.evaluation import evaluate
from desktop_app.services.print_check import (
    CHECKED,
    OPEN_REASONS,
    PHOTOS_EACH,
    QUERY_PHOTOS,
    PrintCheck,
)
from desktop_app.services.query_table import QueryRow, read_queries
from desktop_app.settings import Settings

MISSING = 0.2
"""Share of photos of things that are not in the catalogue, in life."""

SHOWN = ("recall@1", "recall@5", "match_precision", "match_coverage", "rejected_unknown", "ECE")


class Hiding:
    """The catalogue without one product."""

    def __init__(self, repository: Any) -> None:
        self._repository = repository
        self.sku = ""

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        found = self._repository.products(ids)
        return {number: p for number, p in found.items() if p.sku != self.sku}

    def find_by_code(self, text: str) -> list[Product]:
        return [p for p in self._repository.find_by_code(text) if p.sku != self.sku]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._repository, name)


class ReadOnce:
    """An analyst that remembers the last query, so that only the rest is done again."""

    def __init__(self, analyst: Any) -> None:
        self._analyst = analyst
        self._last: tuple[object, QueryAnalysis] | None = None

    def analyse_query(
        self, photos: Sequence[PhotoInput], text: str, request: AnalysisRequest
    ) -> QueryAnalysis:
        asked = (tuple(photos), text)
        if self._last is None or self._last[0] != asked:
            self._last = asked, self._analyst.analyse_query(photos, text, request)
        return self._last[1]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._analyst, name)


class Recorder:
    """A print check that writes down what it saw."""

    def __init__(self, prints: PrintCheck) -> None:
        self._prints = prints
        self.rows: list[dict[str, Any]] = []
        self.about: dict[str, Any] = {}

    def check(
        self, answer: Answer, queries: Sequence[PhotoInput], least: float, *, urgent: bool = True
    ) -> Answer:
        checked = self._prints.check(answer, queries, least, urgent=urgent)
        first = answer.candidates[:CHECKED]
        found = self._prints._look(queries[:QUERY_PHOTOS], first, PHOTOS_EACH, urgent=urgent)
        best = max(found, key=lambda each: each.shared.points, default=None)
        if best is not None and best.shared.agreement is not None:
            rival = max((each.shared.points for each in found if each is not best), default=0)
            self.rows.append(
                self.about
                | {
                    "is_open": int(answer.reason in OPEN_REASONS),
                    "is_proven": int(checked.reason is Reason.SAME_PRINT),
                    "named": best.candidate.sku,
                    "likeness": round(best.candidate.probability or 0.0, 4),
                    "points": best.shared.points,
                    "lead": round(best.shared.points / max(1, rival), 3),
                }
                | {name: round(v, 4) for name, v in asdict(best.shared.agreement).items()}
            )
        return checked


def ask(
    folder: Path, rows: Sequence[QueryRow], recorder: Callable[[PrintCheck], Any] | None = None
) -> dict[str, list[BatchResult]]:
    """The answers of each way, in the order of *rows*."""
    found: dict[str, list[BatchResult]] = {"likeness": [], "print": [], "hidden": []}
    with opened_services(DataFolder(folder), Settings()) as services:
        lookup: Any = services.lookup.service
        prints = recorder(lookup._prints) if recorder else lookup._prints
        lookup._products = hiding = Hiding(lookup._products)
        lookup._analyst = ReadOnce(lookup._analyst)
        for number, row in enumerate(rows):
            for way in found:
                lookup._prints = None if way == "likeness" else prints
                hiding.sku = (row.sku or "") if way == "hidden" else ""
                if recorder:
                    prints.about = {"query": number, "sku": row.sku or "", "way": way}
                found[way] += run_batch([row], lookup)
            if sys.stderr.isatty():
                sys.stderr.write(f"\r{number + 1} of {len(rows)}")
    return found


def write_proofs(file: Path, rows: Sequence[dict[str, Any]]) -> None:
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]) if rows else [])
        writer.writeheader()
        writer.writerows(rows)


def report(found: dict[str, list[BatchResult]]) -> dict[str, Any]:
    """The figures of `evaluate` without and with the print, and what the print itself did."""
    known = [n for n, r in enumerate(found["print"]) if r.row.sku and r.answer]
    by_print = [n for n, r in enumerate(found["print"]) if _is_by_print(r.answer)]
    right = sum(_is_right(found["print"][n]) for n in by_print)
    hidden = [found["hidden"][n] for n in known]
    false = [r for r in hidden if _is_by_print(r.answer)]
    good, bad = (
        (1 - MISSING) * right / max(1, len(known)),
        MISSING * len(false) / max(1, len(known)),
    )
    bad += (
        (1 - MISSING)
        * sum(not _is_right(found["print"][n]) for n in by_print if n in known)
        / max(1, len(known))
    )
    times = [r.answer.ms.get("print", 0.0) for r in found["print"] if r.answer]
    looked = [ms for ms in times if ms > 1]
    return {
        "queries": len(found["print"]),
        "likeness": _figures(found["likeness"]),
        "with print": _figures(found["print"]),
        "matches by print": len(by_print),
        "of these right": right,
        "wrong": [_wrong(found["print"][n]) for n in by_print if not _is_right(found["print"][n])],
        "own product hidden": len(hidden),
        "of these matches by print": [_wrong(r) for r in false],
        "of these matches by likeness": sum(_is_match(r.answer) for r in hidden) - len(false),
        "estimated precision by print": good / (good + bad) if good + bad else None,
        "print compared in": len(looked),
        "ms where compared, median": statistics.median(looked) if looked else 0.0,
    }


def _figures(results: Sequence[BatchResult]) -> dict[str, float]:
    figures = evaluate(results)
    return {name: round(figures[name], 4) for name in SHOWN if name in figures}


def _is_match(answer: Answer | None) -> bool:
    return answer is not None and answer.verdict is Verdict.MATCH


def _is_by_print(answer: Answer | None) -> bool:
    return answer is not None and answer.reason is Reason.SAME_PRINT


def _is_right(result: BatchResult) -> bool:
    best = result.answer.best if result.answer else None
    return best is not None and best.sku == result.row.sku


def _wrong(result: BatchResult) -> str:
    best = result.answer.best if result.answer else None
    return f"{result.row.photo}: {best.sku if best else None}, not {result.row.sku or 'there'}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--proofs", type=Path)
    options = parser.parse_args()
    made: list[Recorder] = []

    def recorder(prints: PrintCheck) -> Recorder:
        made.append(Recorder(prints))
        return made[0]

    rows = list(read_queries(options.queries))
    figures = report(ask(options.folder, rows, recorder if options.proofs else None))
    if options.proofs:
        write_proofs(options.proofs, made[0].rows)
    text = json.dumps(figures, indent=1, ensure_ascii=False)
    sys.stdout.write(f"{text}\n")
    if options.json:
        options.json.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
