"""Words that no product holds, read as words of the catalogue that are spelt almost like them.

Candidates are all words one slip away (Damerau 1964, "A technique for computer detection and
correction of spelling errors": a letter too many, too few, wrong, or two of them swapped), looked
up one by one in the full-text index itself, as Norvig does in "How to Write a Spelling Corrector"
(2007). So no dictionary has to be kept and none can be out of date. Long words may also differ by
two slips from a word that begins like them.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from desktop_app.catalog.search_tokens import Token, Unit

SHORTEST = 4
"""Shorter words are one slip away from too many others."""

LONG = 8
"""From so many letters on a word may have two slips, if it begins right."""

LONGEST = 24
BEGINNING = 3
ALIKE = 0.75
"""Least `difflib` ratio of a long word: two wrong letters of eight."""

MOST_READINGS = 3

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = (
    _LATIN,
    "".join(map(chr, range(0x3B1, 0x3CA))),  # Greek
    "".join(map(chr, range(0x430, 0x450))),  # Cyrillic
)
_AFTER_ALL = "\U0010ffff"

# The words of the full-text index as a table, kept by SQLite for this connection alone.
_WORDS_OF_INDEX = text(
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.product_word"
    " USING fts5vocab('main', 'product_search', 'row')"
)
_BEGINS_WITH = text("SELECT term FROM temp.product_word WHERE term >= :first AND term < :last")
_ONE_THAT_BEGINS_WITH = text(f"{_BEGINS_WITH} LIMIT 1")
_KNOWN = text(
    "SELECT term FROM temp.product_word WHERE term IN :words ORDER BY doc DESC, term LIMIT :limit"
).bindparams(bindparam("words", expanding=True))


def as_spelt_in_catalogue(session: Session, units: Sequence[Unit]) -> list[Unit]:
    """The same units; a word that the catalogue lacks gets its most likely readings instead.

    Codes, numbers and scripts without an alphabet are never read as something else.
    """
    if any(_may_be_misspelt(unit) for unit in units):
        open_words_of_index(session)
        return [_as_spelt(session, unit) if _may_be_misspelt(unit) else unit for unit in units]
    return list(units)


def open_words_of_index(session: Session) -> None:
    """Make `temp.product_word` readable in this session: each word, and how many hold it."""
    session.execute(_WORDS_OF_INDEX)


def slips(word: str) -> set[str]:
    """All words one slip of the keyboard away from *word*."""
    alphabet = next((known for known in _ALPHABETS if set(word) <= set(known)), "")
    splits = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {left + right[1:] for left, right in splits if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in splits if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in splits if right for letter in alphabet}
    found |= {left + letter + right for left, right in splits for letter in alphabet}
    return found - {word, ""}


def _may_be_misspelt(unit: Unit) -> bool:
    if len(unit.alternatives) != 1 or len(unit.alternatives[0]) != 1:
        return False
    (token,) = unit.alternatives[0]
    return token.is_prefix and token.text.isalpha() and SHORTEST <= len(token.text) <= LONGEST


def _as_spelt(session: Session, unit: Unit) -> Unit:
    (typed,) = unit.alternatives[0]
    if session.scalar(_ONE_THAT_BEGINS_WITH, _span(typed.text)) is not None:
        return unit
    readings = _readings(session, typed.text)
    if not readings:
        return unit
    return Unit(tuple((Token(reading),) for reading in readings), typed=typed.text)


def _readings(session: Session, word: str) -> list[str]:
    near = {"words": sorted(slips(word)), "limit": MOST_READINGS}
    found = list(session.scalars(_KNOWN, near))
    if len(word) < LONG or found:
        return found
    alike = session.scalars(_BEGINS_WITH, _span(word[:BEGINNING])).all()
    return difflib.get_close_matches(word, alike, MOST_READINGS, ALIKE)


def _span(beginning: str) -> dict[str, str]:
    return {"first": beginning, "last": beginning + _AFTER_ALL}
