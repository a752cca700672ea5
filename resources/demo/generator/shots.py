"""Which pictures are taken of which product: viewpoint, light, ground, and what goes wrong in them.

Everything follows from the picture's name, so one picture can be made again alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

from generator.products import CATALOGUE, STRANGERS, Product

GROUNDS = ("oak", "steel", "concrete", "cloth", "tray", "kraft", "mat", "laminate")
LIGHTS = ("warm", "window", "dim", "hard", "tubes")
HINDRANCES = ("", "", "hidden", "", "cut", "")
BOXES = ("box", "glovebox", "gable", "carton", "shoebox")
CODE_SIDE = -64.0
FLAT = ("bar", "ivbag", "headerbag", "marker", "bolt", "screwdriver", "wrench", "hammer", "pliers")
"""They lie on the ground and are looked at from above."""
ROUND = (
    "bottle",
    "pump",
    "can",
    "drinkcan",
    "jar",
    "tin",
    "flask",
    "oilfilter",
    "battery",
    "bandage",
    "bagroll",
    "tube",
    "standpouch",
    "spray",
    "jug",
)
"""Their front is a third of the turn, so they are shown less turned."""
LOW = ("taperoll", "sponge")
"""So low that they are looked at from higher."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to take. Angles in degrees; ``turn`` of the product, ``pitch`` of the camera."""

    name: str
    product: Product
    turn: float
    pitch: float
    studio: bool
    roll: float = 0.0
    fill: float = 0.82
    light: str = "studio"
    ground: str = "sweep"
    hindrance: str = ""
    clutter: int = 0


def catalogue_shots(number: int) -> Iterator[Shot]:
    """The first, second or third catalogue picture of every product."""
    for product in CATALOGUE:
        rng = random.Random(f"{product.sku}/{number}")
        turn, pitch = viewpoint(product, number)
        yield Shot(
            f"{product.sku}_{number}",
            product,
            turn + rng.uniform(-4, 4),
            pitch + rng.uniform(-2, 2),
            studio=True,
        )


def viewpoint(product: Product, number: int) -> tuple[float, float]:
    """Turn and pitch, in degrees, from which the catalogue shows the product."""
    if number == 3 and product.sku in CODE_SIDE_PRODUCTS:
        return CODE_SIDE + 6.0, 24.0
    flat = product.shape in FLAT
    pitch = {1: 48.0, 2: 34.0, 3: 66.0}[number] if flat else {1: 15.0, 2: 33.0, 3: 45.0}[number]
    pitch += 16.0 if product.shape in LOW or product.options.get("lying") else 0.0
    turn = {1: -24.0, 2: 36.0, 3: 6.0}[number]
    return turn * (0.35 if product.shape in ROUND else 1.0), pitch


def _code_side_products() -> tuple[str, ...]:
    boxes = [p for p in CATALOGUE if p.shape in BOXES and not p.options.get("lying")]
    return tuple(p.sku for p in boxes[:: max(1, len(boxes) // 14)][:14])


CODE_SIDE_PRODUCTS = _code_side_products()


def query_products() -> list[Product]:
    """Two of every three sisters, one of a pair in turn, and the products without sisters."""
    chosen: list[Product] = []
    families: dict[str, list[Product]] = {}
    for product in CATALOGUE:
        families.setdefault(product.family, []).append(product)
    for number, sisters in enumerate(families.values()):
        skipped = number % len(sisters) if len(sisters) > 1 else -1
        chosen += [p for i, p in enumerate(sisters) if i != skipped]
    return chosen


def query_shots() -> Iterator[Shot]:
    for i, product in enumerate(query_products()):
        yield _query(f"q_{product.sku}", product, i)
    for i, sku in enumerate(CODE_SIDE_PRODUCTS[:8]):
        product = next(p for p in CATALOGUE if p.sku == sku)
        shot = _query(f"q_{sku}_code", product, i + 3)
        yield Shot(
            shot.name,
            product,
            CODE_SIDE + shot.turn / 6,
            14 + shot.pitch / 4,
            studio=False,
            roll=shot.roll / 2,
            fill=0.92,
            light=("window", "tubes")[i % 2],
            ground=shot.ground,
            clutter=1,
        )
    for i, product in enumerate(STRANGERS):
        yield _query(f"x_{product.sku}", product, i)


def _query(name: str, product: Product, number: int) -> Shot:
    rng = random.Random(name)
    turn, pitch = viewpoint(product, rng.choice((1, 2)))
    return Shot(
        name=name,
        product=product,
        turn=turn + rng.choice((-1, 1)) * rng.uniform(8, 22),
        pitch=pitch + rng.uniform(-6, 14),
        studio=False,
        roll=rng.uniform(-7, 7),
        fill=rng.uniform(0.74, 0.92),
        light=LIGHTS[number % len(LIGHTS)],
        ground=GROUNDS[(number * 3 + number // 8) % len(GROUNDS)],
        hindrance=HINDRANCES[number % len(HINDRANCES)],
        clutter=rng.choice((1, 2, 3)),
    )
