"""Words to the token ids of CLIP: byte-pair encoding, in the standard library alone.

The vocabulary is fixed by the list of merges (Radford et al. 2021, "Learning Transferable Visual
Models From Natural Language Supervision"): 256 bytes, the same at the end of a word, one token a
merge, then the two tokens that begin and end a text.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

MOST_MERGES = 200_000
WORD_END = "</w>"
_ENDINGS = ("'s", "'t", "'re", "'ve", "'m", "'ll", "'d")
_STRAIGHT = str.maketrans("‘’“”\u3000", "''\"\" ") | {n: n - 0xFEE0 for n in range(0xFF01, 0xFF5F)}
"""Curly quotes and full-width signs, which people type and the vocabulary hardly knows."""


class ClipTokenizer:
    """Byte-pair encoding with the merges of *file*, one pair a line, most frequent first.

    Raises:
        ValueError: the file holds something else than merges.
        OSError: it cannot be read.
    """

    def __init__(self, file: Path) -> None:
        merges = _read_merges(file)
        signs = list(_BYTE_SIGNS.values())
        tokens = [*signs, *(sign + WORD_END for sign in signs), *("".join(m) for m in merges)]
        self._ids = {token: number for number, token in enumerate(tokens)}
        self._ranks = {merge: rank for rank, merge in enumerate(merges)}
        self.begin, self.end = len(tokens), len(tokens) + 1
        self.vocabulary = len(tokens) + 2
        self._word_ids = lru_cache(maxsize=20_000)(self._encode_word)

    def encode(self, text: str) -> list[int]:
        """Ids of the words, without the tokens that begin and end a text."""
        return [number for word in _words(clean(text)) for number in self._word_ids(word)]

    def _encode_word(self, word: str) -> tuple[int, ...]:
        parts = [_BYTE_SIGNS[byte] for byte in word.encode("utf-8", "replace")]
        parts[-1] += WORD_END
        while len(parts) > 1:
            best = min(pairwise(parts), key=lambda pair: self._ranks.get(pair, MOST_MERGES))
            if best not in self._ranks:
                break
            parts = _merged(parts, best)
        return tuple(self._ids[part] for part in parts)


def clean(text: str) -> str:
    """As CLIP was trained: no HTML entities, straight quotes, small letters, single spaces."""
    plain = html.unescape(html.unescape(text)).translate(_STRAIGHT)
    composed = unicodedata.normalize("NFC", plain)
    printable = "".join(c if c.isprintable() else " " for c in composed)
    return " ".join(printable.split()).lower()


def _merged(parts: list[str], pair: tuple[str, str]) -> list[str]:
    """*parts* with every occurrence of *pair* joined, from left to right."""
    made: list[str] = []
    place = 0
    while place < len(parts):
        joined = tuple(parts[place : place + 2]) == pair
        made.append("".join(pair) if joined else parts[place])
        place += 2 if joined else 1
    return made


def _words(text: str) -> Iterator[str]:
    """Runs of letters, single digits, runs of other signs, English endings; spaces part them."""
    start = 0
    while start < len(text):
        ending = next((e for e in _ENDINGS if text.startswith(e, start)), None)
        kind = _kind(text[start])
        end = start + 1
        if ending is not None:
            end = start + len(ending)
        elif kind in {"letter", "sign"}:
            while end < len(text) and _kind(text[end]) == kind:
                end += 1
        if kind != "space":
            yield text[start:end]
        start = end


def _kind(sign: str) -> str:
    if sign.isspace():
        return "space"
    category = unicodedata.category(sign)[0]
    return {"L": "letter", "N": "digit"}.get(category, "sign")


def _read_merges(file: Path) -> list[tuple[str, str]]:
    lines = file.read_text(encoding="utf-8").splitlines()
    if len(lines) > MOST_MERGES:
        raise ValueError("too many merges")
    merges: list[tuple[str, str]] = []
    for line in lines:
        first, second = line.split(" ")  # raises ValueError where there are more or fewer
        merges.append((first, second))
    known = {*_BYTE_SIGNS.values(), *(sign + WORD_END for sign in _BYTE_SIGNS.values())}
    for first, second in merges:
        if not {first, second} <= known:
            raise ValueError(f"{first} {second}: parts are made before they are merged")
        known.add(first + second)
    return merges


def _byte_signs() -> dict[int, str]:
    """A printable sign for each byte, in the order of the vocabulary."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [byte for byte in range(256) if byte not in printable]
    shown = {byte: chr(byte) for byte in printable}
    return shown | {byte: chr(256 + place) for place, byte in enumerate(others)}


_BYTE_SIGNS = _byte_signs()
