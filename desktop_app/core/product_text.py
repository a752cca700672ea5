"""The words that stand for a product when it is embedded as text."""

from __future__ import annotations

from desktop_app.core.types import ProductData


def product_text(data: ProductData) -> str:
    """Name, brand, category and description, the most telling first.

    A change of any of them makes the product's text embedding stale; price and stock do not.
    """
    parts = (data.name, data.brand, data.category, data.description)
    return ". ".join(part.strip() for part in parts if part.strip())
