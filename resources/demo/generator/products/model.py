"""What the tables say about a product: its record, its printed look and its shape."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from generator.gtin import gtin12, gtin13

SHELF_ROWS = {
    "Hospital supplies": "A",
    "Warehouse parts": "B",
    "Tools": "C",
    "Groceries": "D",
    "Returned goods": "E",
    "Office": "F",
    "Electrics": "G",
    "Cleaning": "H",
}


@dataclass(frozen=True, slots=True)
class Look:
    """What is printed on a pack; colours as ``#rrggbb``."""

    template: str
    brand: str
    title: str
    title_zh: str
    base: str
    accent: str
    ink: str
    big: str
    unit: str
    picto: str
    lines: tuple[str, ...]
    kind: str
    kind_zh: str


@dataclass(frozen=True, slots=True)
class Product:
    """One article: the catalogue record, its look and the arguments of its shape."""

    sku: str
    family: str
    name: str
    name_zh: str
    category: str
    brand: str
    description: str
    codes: tuple[str, ...]
    price: str
    stock: int
    minimum: int
    pack: str
    location: str
    shape: str
    size: tuple[float, float, float]
    look: Look
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class V:
    """One variant of a family: what differs from its sisters."""

    code: str
    en: str
    zh: str
    accent: str
    price: float
    big: str = ""
    unit: str = ""
    picto: str = ""
    base: str = ""
    size: tuple[float, float, float] | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Family:
    """Articles of one design; ``size`` is width, depth, height in any unit (the stage scales)."""

    code: str
    en: str
    zh: str
    category: str
    brand: str
    shape: str
    size: tuple[float, float, float]
    text: str
    text_zh: str
    pack: str
    variants: Sequence[V]
    template: str = "pharma"
    base: str = "#f7f8f9"
    ink: str = "#1b2733"
    picto: str = ""
    lines: tuple[str, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)


def number_products(families: Sequence[Family], first: int = 1) -> tuple[Product, ...]:
    """Give every variant its SKU, codes, place and stock; the same tables give the same numbers."""
    pairs = [(family, variant) for family in families for variant in family.variants]
    return tuple(
        _product(family, variant, number)
        for number, (family, variant) in enumerate(pairs, start=first)
    )


def _product(family: Family, v: V, number: int) -> Product:
    rng = random.Random(f"{family.code}{v.code}")
    minimum = rng.choice((2, 5, 10, 20))
    stock = rng.choice((0, minimum - 1, rng.randint(minimum, minimum * 4), rng.randint(20, 240)))
    name = f"{family.en}, {v.en} {family.zh} {v.zh}" if v.en else f"{family.en} {family.zh}"
    return Product(
        sku=f"{family.code}-{v.code}",
        family=family.code,
        name=name,
        name_zh=f"{family.zh} {v.zh}".strip(),
        category=family.category,
        brand=family.brand,
        description=f"{family.text} {family.text_zh}",
        codes=_codes(family, v, number),
        price=f"{v.price:.2f}",
        stock=stock,
        minimum=minimum,
        pack=family.pack,
        location=_location(family.category, number),
        shape=family.shape,
        size=v.size or family.size,
        look=_look(family, v),
        options={**family.options, **v.options},
    )


def _codes(family: Family, v: V, number: int) -> tuple[str, ...]:
    """One GTIN-13, for returned goods a GTIN-12; every seventh article has a case number too."""
    main = gtin12(number) if family.category == "Returned goods" else gtin13(number)
    if number % 7 == 0:
        return (main, gtin13(number + 500))
    return (main, f"{family.code}{v.code}".replace("-", "")) if number % 11 == 0 else (main,)


def _location(category: str, number: int) -> str:
    row = SHELF_ROWS.get(category, "Z")
    return f"{row}-{number % 12 + 1:02d}-{number // 12 % 5 + 1}"


def _look(family: Family, v: V) -> Look:
    return Look(
        template=family.template,
        brand=family.brand,
        title=family.en,
        title_zh=family.zh,
        base=v.base or family.base,
        accent=v.accent,
        ink=family.ink,
        big=v.big,
        unit=v.unit,
        picto=v.picto or family.picto,
        lines=family.lines,
        kind=v.en[:1].upper() + v.en[1:],
        kind_zh=v.zh,
    )
