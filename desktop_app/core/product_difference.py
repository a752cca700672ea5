"""What differs between two products in the catalogue's own data, and what speaks for which."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop_app.core.quantities import Quantity, quantities
from desktop_app.core.types import ProductData, ScannedCode


class DataField(StrEnum):
    """A field that two products may differ in."""

    SIZE = "size"
    NAME = "name"
    BRAND = "brand"
    CATEGORY = "category"
    CODE = "code"
    PRICE = "price"
    LOCATION = "location"
    ATTRIBUTE = "attribute"


class SpeaksFor(StrEnum):
    """Which of the two products the question agrees with."""

    FIRST = "first"
    SECOND = "second"


class Clue(StrEnum):
    """What of the question agrees."""

    WORDS = "words"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field in which two products differ.

    Attributes:
        field: which; `attribute` is its name where it is one of the catalogue's own.
        first, second: what the catalogue says, empty where it says nothing.
        speaks_for: the product that the question agrees with, if with one alone.
        clue, evidence: what of the question agrees, as it was typed or read.
    """

    field: DataField
    first: str
    second: str
    attribute: str = ""
    speaks_for: SpeaksFor | None = None
    clue: Clue | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked beside the photo: words typed, codes typed or seen."""

    words: str = ""
    codes: tuple[ScannedCode, ...] = ()


NOT_COMPARED = frozenset({"note"})
"""Attributes about the pictures, not about the product."""

_LATIN = r"[^\W_\u3040-\u9fff]"
_WORD = re.compile(rf"{_LATIN}+(?:[.\-/]{_LATIN}+)*|[\u3040-\u9fff]+")
_CHINESE = re.compile(r"[\u3040-\u9fff]+")
_NAME_PART = re.compile(r"[^\s,;]+")


def differences(
    first: ProductData, second: ProductData, asked: Asked | None = None
) -> tuple[FieldDifference, ...]:
    """The fields in which two products differ, what tells them apart at a glance first.

    Sizes are compared as quantities: `0.5 l` is no other size than `500 ml`. Of the names only
    the words that differ are given.
    """
    asked = asked or Asked()
    found = (
        _code(first, second, asked.codes),
        *_names(first, second, asked.words),
        *_plain(first, second, asked.words),
        *_attributes(first, second, asked.words),
    )
    return tuple(each for each in found if each is not None)


def _code(
    first: ProductData, second: ProductData, seen: Sequence[ScannedCode]
) -> FieldDifference | None:
    """Codes always differ; they say something only where one of them was seen."""
    for code in seen:
        values = {value for value in (code.raw, code.gtin) if value}
        here, there = values & _codes(first), values & _codes(second)
        if bool(here) == bool(there):
            continue
        side = SpeaksFor.FIRST if here else SpeaksFor.SECOND
        own = [next(iter(sorted(p)), "") for p in (_codes(first), _codes(second))]
        met = min(here or there)
        if here:
            own[0] = met
        else:
            own[1] = met
        return FieldDifference(
            DataField.CODE, own[0], own[1], speaks_for=side, clue=Clue.CODE, evidence=code.raw
        )
    return None


def _codes(product: ProductData) -> set[str]:
    return {product.sku, *(code.value for code in product.codes)}


def _names(first: ProductData, second: ProductData, words: str) -> Iterator[FieldDifference]:
    sizes, rests = zip(*(quantities(product.name) for product in (first, second)), strict=True)
    only = _only(sizes[0], sizes[1]), _only(sizes[1], sizes[0])
    if any(only):
        texts = [", ".join(size.text for size in side) for side in only]
        yield _weighed(DataField.SIZE, texts[0], texts[1], words)
    parts = [_NAME_PART.findall(rest) for rest in rests]
    left = _without(parts[0], parts[1]), _without(parts[1], parts[0])
    if any(left):
        yield _weighed(DataField.NAME, left[0], left[1], words)


def _only(sizes: tuple[Quantity, ...], others: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    return tuple(size for size in sizes if size not in others)


def _without(parts: Sequence[str], others: Sequence[str]) -> str:
    known = {_folded(part) for part in others}
    return " ".join(part for part in parts if _folded(part) not in known)


def _plain(first: ProductData, second: ProductData, words: str) -> Iterator[FieldDifference]:
    fields = (
        (DataField.BRAND, first.brand, second.brand),
        (DataField.CATEGORY, first.category, second.category),
        (DataField.PRICE, _price(first), _price(second)),
        (DataField.LOCATION, first.location, second.location),
    )
    for field, here, there in fields:
        if _folded(here) != _folded(there):
            yield _weighed(field, here, there, words)


def _price(product: ProductData) -> str:
    return "" if product.price is None else f"{product.price} {product.currency}".strip()


def _attributes(first: ProductData, second: ProductData, words: str) -> Iterator[FieldDifference]:
    for name in dict.fromkeys((*first.attributes, *second.attributes)):
        here, there = first.attributes.get(name, ""), second.attributes.get(name, "")
        if name in NOT_COMPARED or _is_other_name(name) or _same_value(here, there):
            continue
        yield _weighed(DataField.ATTRIBUTE, here, there, words, name)


def _is_other_name(attribute: str) -> bool:
    """`name_zh` and the like: they differ as the names do, and would say it twice."""
    return attribute.startswith("name_")


def _same_value(here: str, there: str) -> bool:
    return _folded(here) == _folded(there) or (
        bool(here) and bool(there) and quantities(here) == quantities(there)
    )


def _weighed(
    field: DataField, here: str, there: str, words: str, attribute: str = ""
) -> FieldDifference:
    """The difference, with what was typed where that agrees with one side alone."""
    agreeing = _agreeing(words, here, there), _agreeing(words, there, here)
    if bool(agreeing[0]) == bool(agreeing[1]):
        return FieldDifference(field, here, there, attribute)
    side = SpeaksFor.FIRST if agreeing[0] else SpeaksFor.SECOND
    evidence = agreeing[0] or agreeing[1]
    return FieldDifference(field, here, there, attribute, side, Clue.WORDS, evidence)


def _agreeing(words: str, value: str, other: str) -> str:
    """What of *words* is in *value* and not in *other*, as it was typed."""
    typed_sizes, typed_rest = quantities(words)
    sizes, rest = quantities(value)
    other_sizes, other_rest = quantities(other)
    told = [size.text for size in typed_sizes if size in sizes and size not in other_sizes]
    told += [
        word
        for word in _WORD.findall(typed_rest)
        if _holds(rest, word) and not _holds(other_rest, word)
    ]
    return " ".join(told)


def _holds(text: str, word: str) -> bool:
    """Chinese is written without spaces: there a word may be part of a longer run."""
    folded = _folded(word)
    if _CHINESE.fullmatch(folded):
        return folded in _folded(text)
    return folded in {_folded(other) for other in _WORD.findall(_normal(text))}


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _folded(text: str) -> str:
    return " ".join(_normal(text).casefold().split())
