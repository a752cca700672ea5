"""Triggers that keep stock movements and prices complete and append-only.

Whoever changes a product's stock or price, an import, a form or another program, the ledger learns
of it: where its last entry does not say the new value, a trigger adds one. Entries go only with
their product. `migrate` takes the triggers away before a migration and makes them again after it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LEDGER_TABLES = frozenset({"product", "stock_movement", "price_point"})


def _stays(table: str) -> dict[str, str]:
    refuse = "BEGIN SELECT RAISE(ABORT, 'stock and prices of the past are append-only'); END"
    return {
        f"{table}_stays": f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} {refuse}",
        f"{table}_is_kept": (
            f"CREATE TRIGGER {table}_is_kept BEFORE DELETE ON {table} WHEN EXISTS"  # noqa: S608
            f" (SELECT 1 FROM product WHERE id = OLD.product_id) {refuse}"
        ),
    }


LEDGER_TRIGGERS: Mapping[str, str] = MappingProxyType(
    {
        **_stays("stock_movement"),
        **_stays("price_point"),
        "stock_is_followed": (
            "CREATE TRIGGER stock_is_followed AFTER UPDATE OF stock ON product"
            " WHEN NEW.stock IS NOT OLD.stock AND NEW.stock IS NOT"
            " (SELECT after FROM stock_movement WHERE product_id = NEW.id"
            " AND after IS NOT NULL ORDER BY id DESC LIMIT 1)"
            " BEGIN INSERT INTO stock_movement (product_id, at, day, kind, quantity, before, after,"
            " demand, person, note, source) VALUES (NEW.id, "
            "NEW.changed_at, CAST(julianday(NEW.changed_at) - 2440587.5 AS INTEGER), 'set',"
            " coalesce(NEW.stock, '0'), OLD.stock, NEW.stock,"
            " 0, NEW.changed_by, '', ''); END"
        ),
        "prices_are_followed": (
            "CREATE TRIGGER prices_are_followed AFTER UPDATE OF price, currency ON product"
            " WHEN (NEW.price IS NOT OLD.price OR NEW.currency IS NOT OLD.currency)"
            " AND NOT EXISTS (SELECT 1 FROM price_point WHERE id = (SELECT id FROM price_point"
            " WHERE product_id = NEW.id ORDER BY at DESC, id DESC LIMIT 1)"
            " AND price IS NEW.price AND currency IS NEW.currency)"
            " BEGIN INSERT INTO price_point (product_id, at, before, price, currency_before,"
            " currency, person, source) VALUES (NEW.id, NEW.changed_at, OLD.price, NEW.price,"
            " OLD.currency, NEW.currency, NEW.changed_by, ''); END"
        ),
    }
)
"""Statement of each trigger by its name."""
