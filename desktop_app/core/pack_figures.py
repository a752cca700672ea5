"""The measured figures on a card of a model pack, as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SHOWN = ("recall@1", "recall@5")


def figures(metrics: Mapping[str, Any]) -> list[str]:
    """One line a protocol, in the order of the card: recall in per cent, how many queries.

    Cards come from elsewhere: what is no number is passed over.
    """
    lines = []
    for name, row in metrics.items():
        if not isinstance(row, Mapping):
            continue
        known = {k: row[k] for k in SHOWN if isinstance(row.get(k), int | float)}
        if not known:
            continue
        queries = row.get("queries")
        words = ", ".join(f"{key} {value:.1f}" for key, value in known.items())
        lines.append(f"{name}: {words}" + (f" (n = {queries})" if queries else ""))
    return lines
