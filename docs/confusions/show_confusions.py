"""Queries of the demo that the shipped pack answers wrongly as one picture; a table is printed.

    python docs/confusions/show_confusions.py [FOLDER]

Left the query, then the product that was answered, then the product that it is. Synthetic pictures.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from desktop_app.app import opened_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.types import Answer, Verdict
from desktop_app.paths import DataFolder, demo_folder
from desktop_app.services.bundle import Services
from desktop_app.services.lookup import Query
from desktop_app.settings import Settings

SIDE, GAP, MOST_LOOKED_AT = 220, 8, 20
PAIRS_A_ROW = 2


@dataclass(frozen=True)
class Confusion:
    """One wrong first answer; *position* of the right product, 0 where it is not among them."""

    photo: Path
    sku: str
    answered: str
    probability: float
    position: int
    verdict: Verdict


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent
    with tempfile.TemporaryDirectory() as data:
        settings = Settings(language="en")
        with opened_services(DataFolder(Path(data)), settings) as services:
            services.load_demo()
            services.analyst.wait_ready(120)
            found = confusions(services)
    found.sort(key=lambda wrong: -wrong.probability)
    cv2.imwrite(str(folder / "demo.jpg"), sheet(found), [cv2.IMWRITE_JPEG_QUALITY, 85])
    sys.stdout.write(table(found))
    return 0


def confusions(services: Services) -> list[Confusion]:
    """Wrong answers to photo queries of products that the demo has."""
    found = []
    with (demo_folder() / "queries.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["photo"] and row["sku"] and not row["text"]:
                photo = demo_folder() / row["photo"]
                query = Query((PhotoInput.from_path(photo),))
                answer = services.lookup.service.lookup(query, top_k=MOST_LOOKED_AT).answer
                if answer.best is not None and answer.best.sku != row["sku"]:
                    found.append(_confusion(photo, row["sku"], answer))
    return found


def _confusion(photo: Path, sku: str, answer: Answer) -> Confusion:
    skus = [candidate.sku for candidate in answer.candidates]
    best = answer.candidates[0]
    position = skus.index(sku) + 1 if sku in skus else 0
    return Confusion(photo, sku, best.sku, best.probability or 0.0, position, answer.verdict)


def sheet(found: list[Confusion]) -> npt.NDArray[np.uint8]:
    """All of them, three pictures each, *PAIRS_A_ROW* beside each other."""
    tiles = [_tile(wrong) for wrong in found]
    while len(tiles) % PAIRS_A_ROW:
        tiles.append(np.full_like(tiles[0], 255))
    rows = [np.hstack(tiles[n : n + PAIRS_A_ROW]) for n in range(0, len(tiles), PAIRS_A_ROW)]
    return np.vstack(rows)


def _tile(wrong: Confusion) -> npt.NDArray[np.uint8]:
    first = [demo_folder() / "photos" / f"{sku}_1.jpg" for sku in (wrong.answered, wrong.sku)]
    pictures = [_square(file) for file in (wrong.photo, *first)]
    said = f"{wrong.answered} {wrong.probability:.0%}"
    for picture, words in zip(pictures, ("query", said, f"is {wrong.sku}"), strict=True):
        cv2.rectangle(picture, (0, SIDE - 24), (SIDE, SIDE), (40, 40, 40), -1)
        place, font = (6, SIDE - 7), cv2.FONT_HERSHEY_SIMPLEX
        cv2.putText(picture, words, place, font, 0.48, (255, 255, 255), 1, cv2.LINE_AA)
    joined = np.hstack(pictures)
    edges = ((GAP, GAP), (GAP, GAP), (0, 0))
    return np.pad(joined, edges, constant_values=255)


def _square(file: Path) -> npt.NDArray[np.uint8]:
    """The picture cut to its middle square."""
    picture = cv2.imdecode(np.frombuffer(file.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    height, width = picture.shape[:2]
    side = min(height, width)
    top, left = (height - side) // 2, (width - side) // 2
    middle = picture[top : top + side, left : left + side]
    return cv2.resize(middle, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.uint8)


def table(found: list[Confusion]) -> str:
    head = (
        "| query | answered | probability | verdict | the right one is |\n|---|---|---|---|---|\n"
    )
    return head + "".join(
        f"| {w.photo.name} | {w.answered} | {w.probability:.0%} | {w.verdict.value} "
        f"| {f'number {w.position}' if w.position else f'not in the first {MOST_LOOKED_AT}'} |\n"
        for w in found
    )


if __name__ == "__main__":
    sys.exit(main())
