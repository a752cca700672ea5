"""Cells that a spreadsheet shows as they are, and never runs."""

from __future__ import annotations

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""The wide signs too: spreadsheets in Japanese and Chinese take them for the narrow ones."""


def harmless(cell: str) -> str:
    """*cell* so that no spreadsheet takes it for a formula (OWASP, CSV injection)."""
    return f"'{cell}" if cell.lstrip("'").startswith(DANGEROUS) else cell


def as_meant(cell: str) -> str:
    """The cell that `harmless` was given: the apostrophe only says that what follows is text."""
    guarded = cell.startswith("'") and cell.lstrip("'").startswith(DANGEROUS)
    return cell[1:] if guarded else cell
