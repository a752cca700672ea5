"""Who is told "not in the catalogue" where words are typed beside a photo: both sides of it.

    python -m tests.benchmarks.protocols W OUT
    shelfsight --data-dir FOLDER import OUT/catalogue.csv
    python -m tests.benchmarks.unknown_words FOLDER OUT/queries.csv [--every 2]

prints a line a wording: of the photos of goods that are in the catalogue, and of the same photos
asked of copies without these goods (a quarter of the products taken out of each), how many are told
that the item is not in the catalogue; then how many known ones come right first and how many
answers are a match, and right. The words are always those of the item, be it there or not.
"""

from __future__ import annotations

import argparse
import csv
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from desktop_app.app import opened_services
from desktop_app.catalog.database import Database
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.types import Product
from desktop_app.paths import DataFolder
from desktop_app.services.batch import BatchResult, run_batch
from desktop_app.services.evaluation import evaluate
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import QueryRow
from desktop_app.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2] / "models_onnx" / "training"))

from wordings import misspelt, one_word

PARTS = 4
EVERYTHING_PRODUCTS = 10**6
UNHELD_WORDS = "zzyzx qwrtvb"

Wording: TypeAlias = Callable[[Product, Sequence[str], random.Random], str]

WORDINGS: Mapping[str, Wording] = {
    "nothing": lambda *_: "",
    "one word of the name": lambda item, _, rng: one_word(item.name, rng),
    "the whole name": lambda item, *_: item.name,
    "the name, misspelt": lambda item, _, rng: " ".join(
        misspelt(word, rng) for word in item.name.split()
    ),
    "a word of it and “returned”": lambda item, _, rng: f"{one_word(item.name, rng)} returned",
    "the kind of goods": lambda item, *_: item.category,
    "a word of another product": lambda item, names, rng: one_word(
        rng.choice([name for name in names if name != item.name]), rng
    ),
    "words that no product holds": lambda *_: UNHELD_WORDS,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A photo of an item, and the words typed beside it, by wording."""

    photo: Path
    item: Product
    words: Mapping[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--every", type=int, default=1, help="ask every so manieth photo")
    arguments = parser.parse_args()
    products = _products(arguments.folder)
    asked = _asked(arguments.queries, products, arguments.every)
    known = _answers(arguments.folder, asked, is_known=True)
    strangers: dict[str, list[BatchResult]] = {title: [] for title in WORDINGS}
    for part in _parts(products):
        without = [each for each in asked if each.item.sku in part]
        with _copy_without(arguments.folder, part, products) as copy:
            for title, results in _answers(copy, without, is_known=False).items():
                strangers[title] += results
    _say(f"{len(asked)} photos\n")
    _say("| typed | known, called unknown | strangers told | right first | `match` right / said |")
    _say("|---|---|---|---|---|")
    for title in WORDINGS:
        _say(_row(title, known[title], strangers[title]))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _products(folder: Path) -> dict[str, Product]:
    with closing(Database.open(DataFolder(folder).database)) as database:
        found = CatalogRepository(database).list_products(0, EVERYTHING_PRODUCTS)
    return {product.sku: product for product in found}


def _asked(queries: Path, products: Mapping[str, Product], every: int) -> list[Asked]:
    with queries.open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["sku"]]
    names = [product.name for product in products.values()]
    found = []
    for number, row in enumerate(rows[::every]):
        rng = random.Random(number)  # noqa: S311
        item = products[row["sku"].split(";")[0]]
        words = {title: wording(item, names, rng) for title, wording in WORDINGS.items()}
        found.append(Asked(queries.parent / row["photo"], item, words))
    return found


def _parts(products: Mapping[str, Product]) -> list[frozenset[str]]:
    skus = sorted(products)
    random.Random(0).shuffle(skus)  # noqa: S311
    return [frozenset(skus[part::PARTS]) for part in range(PARTS)]


@contextmanager
def _copy_without(
    folder: Path, part: frozenset[str], products: Mapping[str, Product]
) -> Iterator[Path]:
    """A copy of a data folder from which some products are withdrawn."""
    with tempfile.TemporaryDirectory() as made:
        copy = Path(made) / "data"
        shutil.copytree(folder, copy)
        with closing(Database.open(DataFolder(copy).database)) as database:
            repository = CatalogRepository(database)
            for sku in part:
                repository.withdraw_product(products[sku].product_id)
        yield copy


def _answers(
    folder: Path, asked: Sequence[Asked], *, is_known: bool
) -> dict[str, list[BatchResult]]:
    with opened_services(DataFolder(folder), Settings()) as services:
        lookup = services.lookup.service
        return {
            title: list(run_batch(_rows(asked, title, is_known=is_known), lookup))
            for title in WORDINGS
        }


def _rows(asked: Sequence[Asked], title: str, *, is_known: bool) -> Iterator[QueryRow]:
    for number, each in enumerate(asked, start=1):
        query = Query((PhotoInput.from_path(each.photo),), each.words[title])
        sku = each.item.sku if is_known else ""
        yield QueryRow(number, each.photo.name, each.words[title], query, sku)


def _row(title: str, known: Sequence[BatchResult], strangers: Sequence[BatchResult]) -> str:
    found = evaluate([*known, *strangers])
    cells = (found["rejected_known"], found["rejected_unknown"], found["recall@1"])
    shown = " | ".join(f"{100 * cell:.1f}" for cell in cells)
    right, said = found.get("match_precision", 0.0), found.get("match_coverage", 0.0)
    return f"| {title} | {shown} | {100 * right:.0f} / {100 * said:.0f} |"


if __name__ == "__main__":
    main()
