"""GTIN: the worldwide article number behind an EAN, UPC or ITF-14 barcode.

Source: GS1 General Specifications, section 7.9 (check digit) and 3.3.2 (GTIN as 14 digits).
"""

from __future__ import annotations

GTIN_LENGTHS = frozenset({8, 12, 13, 14})
STORED_LENGTH = 14


def check_digit(payload: str) -> int:
    """Modulo-10 check digit for the digits of *payload*, which stand without their check digit."""
    weighted = (
        int(digit) * (3 if position % 2 == 0 else 1)
        for position, digit in enumerate(reversed(payload))
    )
    return -sum(weighted) % 10


def is_gtin(text: str) -> bool:
    """Whether *text* is a GTIN-8, -12, -13 or -14 with a right check digit."""
    if len(text) not in GTIN_LENGTHS or not (text.isascii() and text.isdigit()):
        return False
    return check_digit(text[:-1]) == int(text[-1])


def parse_gtin(text: str) -> str | None:
    """GTIN as 14 digits, zero-padded on the left, or None if *text* is not a valid GTIN.

    Spaces and hyphens, as people print them, are passed over.
    """
    digits = text.replace(" ", "").replace("-", "")
    return digits.zfill(STORED_LENGTH) if is_gtin(digits) else None


def looks_like_gtin(text: str) -> bool:
    """Whether *text* has the shape of a GTIN, right check digit or not."""
    digits = text.replace(" ", "").replace("-", "")
    return digits.isascii() and digits.isdigit() and len(digits) in GTIN_LENGTHS


def printed_gtin(gtin: str) -> str:
    """Shortest usual form of a stored 14-digit GTIN: 13 digits, or 8 for a GTIN-8."""
    if gtin.startswith("000000"):
        return gtin[-8:]
    return gtin[-13:] if gtin.startswith("0") else gtin
