"""In which encoding a text file is written: told by evidence, never by a guess.

1. A byte order mark says it.
2. What can be decoded as UTF-8 is UTF-8: other encodings practically never form valid sequences.
3. An encoding that a person chose is taken at its word.
4. GB18030, the standard of China, is recognised where the whole file decodes and its characters
   are spread like Chinese (`_is_chinese`).
5. Anything else is refused with the request to choose: read wrongly, `Müller` becomes `M黮ler`
   without any error.
"""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId

BLOCK = 1 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDER = {"ascii": "utf-8-sig", "utf-8": "utf-8-sig", "gbk": "gb18030", "gb2312": "gb18030"}
"""Encodings that are part of another one: what people name and what is meant."""

_COMMON_SHARE = 0.9
_HALF_SHARE = 0.1


@dataclass(frozen=True, slots=True)
class TextEncoding:
    """Name of a codec that reads the whole file, and the number of its lines."""

    name: str
    lines: int


def find_encoding(file: Path, chosen: str | None = None) -> TextEncoding:
    """Encoding of *file*; the whole file is decoded once.

    Raises:
        UserError: it cannot be told, or the file is not in the one that was chosen.
        OSError: the file cannot be read.
    """
    with file.open("rb") as stream:
        start = stream.read(4)
    marked = next((name for mark, name in _MARKS if start.startswith(mark)), None)
    name = marked or (_codec(chosen, file) if chosen else "utf-8-sig")
    lines = _lines(file, name)
    if lines is None and not marked and not chosen:
        name = "gb18030"
        lines = _lines(file, name) if _is_chinese(file) else None
    if lines is None:
        raise _refused(file, chosen or "UTF-8")
    return TextEncoding(name, lines)


def _codec(chosen: str, file: Path) -> str:
    try:
        name = codecs.lookup(chosen.strip()).name
        "".encode(name)
    except (LookupError, ValueError) as error:  # unknown, or a codec that is not for text
        raise _refused(file, chosen) from error
    return _WIDER.get(name, name)


def _lines(file: Path, encoding: str) -> int | None:
    """Number of lines; None if the file is not in *encoding* or holds no text at all."""
    lines, last = 0, "\n"
    try:
        for text in _blocks(file, encoding):
            if "\x00" in text[:BLOCK]:
                return None
            lines += text.count("\n") or text.count("\r")
            last = text[-1:] or last
    except UnicodeError:
        return None
    return lines + (last not in "\r\n")


def _blocks(file: Path, encoding: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _is_chinese(file: Path) -> bool:
    """Whether the characters are those of Chinese text in GB18030, and not of other bytes.

    GB 2312 orders the 3,755 common characters by their pronunciation over the lead bytes B0 to
    D7. Chinese text consists of them nearly alone, and uses both halves, a-h up to BF and q-z
    from C9. Other encodings that decode as GB18030 by chance fill other rows: Western letters
    pair with plain ones (trail bytes below A1), Cyrillic begins at C0 or E0, Korean ends at C8,
    Japanese is full of kana, Big5 of trail bytes below A1.
    """
    characters: Counter[str] = Counter()
    try:
        for text in _blocks(file, "gb18030"):
            characters.update(char for char in text if char > "\x7f")
    except UnicodeError:
        return False
    zones: Counter[str] = Counter()
    for char, times in characters.items():
        zones[_zone(char.encode("gb18030"))] += times
    total = characters.total()
    hanzi = zones["first half"] + zones["middle"] + zones["second half"]
    return (
        hanzi > 0
        and hanzi + zones["punctuation"] >= _COMMON_SHARE * total
        and min(zones["first half"], zones["second half"]) >= _HALF_SHARE * hanzi
    )


def _zone(encoded: bytes) -> str:
    if len(encoded) != 2 or encoded[1] < 0xA1:
        return "rare"
    bounds = ((0xA1, 0xA3, "punctuation"), (0xB0, 0xBF, "first half"), (0xC0, 0xC8, "middle"))
    for low, high, zone in (*bounds, (0xC9, 0xD7, "second half")):
        if low <= encoded[0] <= high:
            return zone
    return "rare"


def _refused(file: Path, encoding: str) -> UserError:
    return UserError(MessageId.IMPORT_ENCODING, name=file.name, encoding=encoding)
