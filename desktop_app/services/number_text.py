"""Numbers as people write them: a point or a comma, groups of three, nothing guessed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

MAX_DIGITS = 18

_GROUPED = re.compile(
    r"(?P<sign>-?)(?P<whole>[1-9]\d{0,2}(?:(?P<sep>[.,' ])\d{3})+)(?P<rest>\D\d+)?"
)
_PLAIN = re.compile(r"-?\d+(?:[.,]\d+)?")


class NumberTextError(ValueError):
    """The text is not a number."""


class AmbiguousNumberError(NumberTextError):
    """`1.234` is one thousand to some and one and a bit to others."""

    def __init__(self, one: Decimal, other: Decimal) -> None:
        super().__init__(f"{one} or {other}")
        self.one = one
        self.other = other


def parse_decimal(text: str) -> Decimal:
    """The number that *text* can only mean: `12.5`, `12,5`, `1.234,50`, `1,234.50`, `1 234,5`.

    A single separator before exactly three digits can end thousands or begin a fraction and is
    refused, unless a zero stands before it or more than three digits do.

    Raises:
        AmbiguousNumberError: there are two readings.
        NumberTextError: there is none.
    """
    digits = _plain_characters(text)
    if sum(map(str.isdigit, digits)) > MAX_DIGITS:
        raise NumberTextError(text)
    grouped = _GROUPED.fullmatch(digits)
    if grouped:
        return _grouped(grouped)
    if _PLAIN.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    raise NumberTextError(text)


def _plain_characters(text: str) -> str:
    """Full-width digits as plain ones, all kinds of spaces and minus signs as one."""
    narrow = unicodedata.normalize("NFKC", text).strip().replace("\u2212", "-").replace("’", "'")
    return re.sub(r"\s", " ", narrow)


def _grouped(match: re.Match[str]) -> Decimal:
    """A number with thousands separators, all alike and unlike the decimal separator."""
    separator, rest = match["sep"], match["rest"] or ""
    others = set(match["whole"]) - set("0123456789") - {separator}
    if others or (rest and (rest[0] == separator or rest[0] not in ".,")):
        raise NumberTextError(match.string)
    whole = Decimal(match["sign"] + match["whole"].replace(separator, ""))
    if separator in ".," and not rest and match["whole"].count(separator) == 1:
        fraction = Decimal(match["sign"] + match["whole"].replace(separator, "."))
        raise AmbiguousNumberError(whole, fraction)
    return Decimal(f"{whole}.{rest[1:]}") if rest else whole
