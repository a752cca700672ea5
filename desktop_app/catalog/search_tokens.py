"""Words of product texts and of typed text, cut the same way.

SQLite's own tokenizers find nothing for most Chinese words: `unicode61` takes a whole sentence
for one word and `trigram` needs three characters. Here scripts that are written without spaces
are cut into single characters and pairs, so that words of one, two and more characters are found.
Numbers keep their decimal point (0.9 is not 9), and `500ml` is found as `500ml` and as `500 ml`.
Accents, case and full-width forms make no difference.

A change of the tokens needs a migration that fills the table `product_search` again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

MAX_UNITS = 32
"""Typed words that are looked at; a pasted page of text means nothing more after that."""

MIN_PREFIX_DIGITS = 4
"""Shorter numbers are strengths and sizes: 50 must not find 500. Longer ones are codes."""

_CJK = (
    "\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_MARKS = "".join(
    chr(code) for code in range(0x0370, 0x2000) if unicodedata.category(chr(code))[0] == "M"
)
_PIECE = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>(?:\d+(?:[.,]\d+)+|[^\W_{_CJK}]|[{_MARKS}])+)")
_PART = re.compile(r"\d+(?:\.\d+)*|[^\d.]+")
_ACCENT = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word to be found; any word that begins with it will do if `is_prefix`."""

    text: str
    is_prefix: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that a product must hold: all tokens of any one alternative.

    `typed` is what was typed where the alternatives are readings of a misspelt word; else empty.
    """

    alternatives: tuple[tuple[Token, ...], ...]
    typed: str = ""


def normalise(text: str) -> str:
    """The same words in lower case, without accents, in their usual width."""
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", bare).casefold()


def index_tokens(text: str) -> list[str]:
    """Tokens under which *text* is to be found; they hold no spaces."""
    return [
        token
        for cjk, word in pieces(text)
        for token in ((*cjk, *cjk_pairs(cjk)) if cjk else (word, *word_parts(word)))
    ]


def code_tokens(code: str) -> list[str]:
    """Tokens of an article code: its words, and the whole without its separators."""
    tokens = index_tokens(code)
    whole = "".join(piece for pair in pieces(code) for piece in pair)
    return tokens if not whole or whole in tokens else [*tokens, whole]


def query_units(text: str) -> list[Unit]:
    """What typed *text* asks for, in its order and without repetition."""
    units = (unit for cjk, word in pieces(text) for unit in (_cjk_units(cjk) or [_unit(word)]))
    return list(dict.fromkeys(units))[:MAX_UNITS]


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Pairs of which one is empty: a run of characters without spaces, or a word."""
    for piece in _PIECE.finditer(normalise(text)):
        yield piece["cjk"] or "", (piece["word"] or "").replace(",", ".")


def cjk_pairs(cjk: str) -> list[str]:
    """Neighbouring characters, under which scripts without spaces are found."""
    return [first + second for first, second in pairwise(cjk)]


def word_parts(word: str) -> list[str]:
    """Numbers and letters of `500ml` apart; nothing where there is only one kind."""
    parts = _PART.findall(word)
    return parts if len(parts) > 1 else []


def _cjk_units(cjk: str) -> list[Unit]:
    tokens = cjk_pairs(cjk) or list(cjk)
    return [Unit(((Token(token),),)) for token in tokens]


def _unit(word: str) -> Unit:
    parts = word_parts(word)
    if not parts:
        return Unit(((_prefix(word),),))
    *front, last = parts
    return Unit(((_prefix(word),), (*map(Token, front), _prefix(last))))


def _prefix(word: str) -> Token:
    is_size = word.replace(".", "").isdigit() and len(word) < MIN_PREFIX_DIGITS
    return Token(word, is_prefix=not is_size)
