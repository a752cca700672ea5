"""Which of the words on a label a catalogue knows: what is read from a photo is full of others.

A label names its maker's street, and a reader of print takes a scratch for a letter. Only what the
full-text index holds says something about a product, and what a good part of all products hold
says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from sqlalchemy import bindparam, func, select, text
from sqlalchemy.orm import Session

from desktop_app.catalog.schema import ProductRow
from desktop_app.catalog.search_tokens import Token, Unit, cjk_pairs, pieces, word_parts
from desktop_app.catalog.spelling import as_spelt_in_catalogue, open_words_of_index

MOST_WORDS = 24
"""A query looks at 32; words that were typed come first."""

COMMON_SHARE = 0.25
"""A word that more of the products hold does not tell them apart."""

FEW_PRODUCTS = 20
"""In so small a catalogue every word is kept."""

SIZES = frozenset("sml")
"""Single letters that say something; all others are mostly scratches that were read as letters."""

SHORTEST_SPELT = 5
"""Shorter words are not read as others: a reader of print gets whole words of these right."""

_HELD = text("SELECT term, doc FROM temp.product_word WHERE term IN :words").bindparams(
    bindparam("words", expanding=True)
)


def words_on_label(session: Session, lines: Sequence[str]) -> list[str]:
    """Words of *lines* that tell products apart, as the catalogue spells them, in their order."""
    open_words_of_index(session)
    read = [piece for line in lines for piece in pieces(line)]
    held = _Held(session, read)
    found: list[str] = []
    for cjk, word in read:
        found += _known_runs(cjk, held) if cjk else _known_words(session, word, held)
    return list(dict.fromkeys(found))[:MOST_WORDS]


class _Held:
    """Which words the index holds, and which of them tell products apart."""

    def __init__(self, session: Session, read: Sequence[tuple[str, str]]) -> None:
        n_products = session.scalar(select(func.count()).select_from(ProductRow)) or 0
        self._most = max(FEW_PRODUCTS, COMMON_SHARE * n_products)
        words = {word for cjk, word in read if not cjk}
        parts = {part for word in words for part in word_parts(word)}
        pairs = {pair for cjk, _ in read for pair in cjk_pairs(cjk)}
        rows = session.execute(_HELD, {"words": sorted(words | parts | pairs)})
        self._counts = {term: count for term, count in rows}  # noqa: C416  (rows of two)

    def __contains__(self, word: str) -> bool:
        return word in self._counts

    def tells(self, word: str) -> bool:
        """Numbers always do: strengths and sizes are what tells sisters apart."""
        count = self._counts.get(word, 0)
        return count > 0 and (count <= self._most or word.replace(".", "").isdigit())


def _known_words(session: Session, word: str, held: _Held) -> list[str]:
    """The word, its numbers and letters apart, or what it is spelt almost like."""
    if len(word) == 1 and word.isalpha() and word not in SIZES:
        return []
    if word in held:
        return [word] if held.tells(word) else []
    parts = word_parts(word)
    if parts:
        return parts if all(part in held for part in parts) else []
    if len(word) < SHORTEST_SPELT or not word.isalpha():
        return []
    (unit,) = as_spelt_in_catalogue(session, [Unit(((Token(word, is_prefix=True),),))])
    return [unit.alternatives[0][0].text] if unit.typed else []


def _known_runs(cjk: str, held: _Held) -> Iterator[str]:
    """Stretches of a script without spaces of which the index holds every pair."""
    places = [at for at, pair in enumerate(cjk_pairs(cjk)) if held.tells(pair)]
    for _, run in groupby(enumerate(places), lambda item: item[1] - item[0]):
        stretch = [place for _, place in run]
        yield cjk[stretch[0] : stretch[-1] + 2]
