"""How long a search by words takes in an existing catalogue.

    python -m tests.benchmarks.search_words DATA_FOLDER

asks for words of its own products: one word, two words, a Chinese word, a code, and words of which
one is in no product. Prints the median and the slowest of 200 searches of each kind.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desktop_app.catalog.database import Database
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.types import Product

ROUNDS = 200

KINDS: dict[str, Callable[[Product], str]] = {
    "one word of the name": lambda product: product.name.split()[0],
    "the whole name": lambda product: product.name,
    "two Chinese characters": lambda product: product.attributes.get("name_zh", "输液")[:2],
    "a code": lambda product: product.sku,
    "the beginning of a word": lambda product: product.name[:3],
    "a word that is nowhere": lambda product: f"{product.name} zebra",
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("data", type=Path)
    options = parser.parse_args()
    database = Database.open(options.data / "catalogue.sqlite", read_only=True)
    repository = CatalogRepository(database)
    counts = repository.counts()
    step = max(counts.products // ROUNDS, 1)
    products = [repository.list_products(n * step, 1)[0] for n in range(ROUNDS)]
    sys.stdout.write(f"{counts.products} products\n")
    for kind, words in KINDS.items():
        times = [_search_ms(repository, words(product)) for product in products]
        slowest, median = max(times), statistics.median(times)
        sys.stdout.write(f"{kind:26} median {median:6.2f} ms   slowest {slowest:6.2f} ms\n")
    database.close()
    return 0


def _search_ms(repository: CatalogRepository, words: str) -> float:
    started = time.perf_counter()
    repository.search_text(words, 20)
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    sys.exit(main())
