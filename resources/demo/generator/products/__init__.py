"""The products of the demo shop, one module a category, and strangers that it does not sell."""

from __future__ import annotations

from generator.products import (
    cleaning,
    electrics,
    groceries,
    hospital,
    office,
    retail,
    strangers,
    tools,
    warehouse,
)
from generator.products.model import Product, number_products

CATALOGUE: tuple[Product, ...] = number_products(
    hospital.FAMILIES
    + warehouse.FAMILIES
    + tools.FAMILIES
    + groceries.FAMILIES
    + retail.FAMILIES
    + office.FAMILIES
    + electrics.FAMILIES
    + cleaning.FAMILIES
)
STRANGERS: tuple[Product, ...] = number_products(strangers.FAMILIES, first=900)

__all__ = ["CATALOGUE", "STRANGERS", "Product"]
