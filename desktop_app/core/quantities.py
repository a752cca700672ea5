"""Sizes within names: `500 ml`, `1 l`, `M8 × 40`, `size L`, `0.9 %`, `pack of 50`.

Two texts may write the same size in different ways; `Quantity.amount` and `unit` compare.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType

_BASE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # unit: (base unit, factor)
        "ml": ("ml", "1"), "cl": ("ml", "10"), "dl": ("ml", "100"), "l": ("ml", "1000"),
        "毫升": ("ml", "1"), "升": ("ml", "1000"),
        "mg": ("g", "0.001"), "g": ("g", "1"), "kg": ("g", "1000"),
        "毫克": ("g", "0.001"), "克": ("g", "1"), "千克": ("g", "1000"), "公斤": ("g", "1000"),
        "mm": ("mm", "1"), "cm": ("mm", "10"), "m": ("mm", "1000"),
        "毫米": ("mm", "1"), "厘米": ("mm", "10"), "米": ("mm", "1000"),
        "mm2": ("mm2", "1"), "m2": ("mm2", "1000000"), "平方": ("mm2", "1"),
        "g/m2": ("g/m2", "1"),
        "w": ("W", "1"), "kw": ("W", "1000"), "瓦": ("W", "1"),
        "v": ("V", "1"), "伏": ("V", "1"), "a": ("A", "1"), "安": ("A", "1"),
        "%": ("%", "1"),
        "pieces": ("pieces", "1"), "pcs": ("pieces", "1"), "sheets": ("pieces", "1"),
        "只": ("pieces", "1"), "片": ("pieces", "1"), "支": ("pieces", "1"), "张": ("pieces", "1"),
        "码": ("size", "1"),
    }
)  # fmt: skip
_UNITS = "|".join(sorted(map(re.escape, _BASE), key=len, reverse=True))
_NUMBER = r"\d+(?:[.,]\d+)?"
_LETTERS = "xxs|xs|s|m|l|xl|xxl|xxxl"
_BEFORE, _AFTER = "(?<![a-z0-9.,'/])", "(?![a-z0-9])"  # Chinese may touch a size on both sides
_MEASURE = re.compile(rf"{_BEFORE}({_NUMBER})\s*({_UNITS}){_AFTER}", re.IGNORECASE)
_THREAD = re.compile(rf"{_BEFORE}m{_NUMBER}(?:\s*[x×*]\s*{_NUMBER})?{_AFTER}", re.IGNORECASE)
_PACK = re.compile(rf"{_BEFORE}(?:pack|box) of\s+(\d+){_AFTER}", re.IGNORECASE)
_CLOTHES = re.compile(
    rf"{_BEFORE}(?:size\s+(\d{{1,3}}|{_LETTERS}){_AFTER}"
    rf"|({_LETTERS})\s*[码号]"
    rf"|({_LETTERS})(?=\s*(?:$|[,;/])))",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"\d{1,3},\d{3}")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A size; `text` is how it is written and does not count when two are compared."""

    unit: str
    amount: str
    text: str = field(compare=False)


def quantities(text: str) -> tuple[tuple[Quantity, ...], str]:
    """The sizes in *text*, in order and each once, and the text without them."""
    rest = unicodedata.normalize("NFKC", text)
    written = text if len(text) == len(rest) else rest
    found: dict[Quantity, int] = {}
    for pattern, read in (
        (_PACK, _pack),
        (_THREAD, _thread),
        (_MEASURE, _measure),
        (_CLOTHES, _clothes),
    ):
        for match in pattern.finditer(rest):
            size = replace(read(match), text=written[match.start() : match.end()])
            found.setdefault(size, match.start())
        rest = pattern.sub(lambda match: " " * len(match.group()), rest)
    ordered = sorted(found, key=lambda quantity: found[quantity])
    return tuple(ordered), " ".join(rest.split())


def _pack(match: re.Match[str]) -> Quantity:
    return Quantity("pieces", match.group(1).lstrip("0") or "0", match.group())


def _thread(match: re.Match[str]) -> Quantity:
    amount = re.sub(r"\s*[x×*]\s*", "x", match.group().lower()).replace(",", ".")
    return Quantity("thread", amount, match.group())


def _measure(match: re.Match[str]) -> Quantity:
    base, factor = _BASE[match.group(2).lower()]
    number = match.group(1)
    # Nobody counts thousandths of a piece; of litres, "1,000" may well be written in Germany.
    thousands = base == "pieces" and _THOUSANDS.fullmatch(number)
    number = number.replace(",", "" if thousands else ".")
    amount = (Decimal(number) * Decimal(factor)).normalize()
    return Quantity(base, f"{amount:f}", match.group())


def _clothes(match: re.Match[str]) -> Quantity:
    letters = next(group for group in match.groups() if group)
    return Quantity("size", letters.upper(), match.group())
