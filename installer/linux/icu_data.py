"""Makes Qt's ICU data smaller: of 700 languages those that the program speaks stay.

Qt keeps its own tables of numbers, dates and names of languages; ICU sorts (file dialogs), changes
case and knows time zones for it. The data is one table of named files (the format of ICU's
`ucmndata.h`) in a library that holds nothing else: the library is made anew, with less in it.
"""

from __future__ import annotations

import re
import struct
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

LANGUAGES = ("en", "zh")

_LOCALE = re.compile(r"([a-z]{2,3})(_\w+)?\.res")
_LEFT_OUT = re.compile(
    r"\.cnv$"  # Python and Qt convert characters themselves
    r"|dict\.dict$"  # words of languages that write no spaces; Qt does not ask for them
    r"|^(translit|rbnf|unit|curr|lang|region)/"  # other letters, numbers in words, names: Qt's own
    r"|^unames\.icu$|^confusables\.cfu$"
)
_ALIGNED = 16
_SYMBOL = re.compile(
    r"([0-9a-f]{16})\s+(0x[0-9a-f]+|\d+)\s+OBJECT.*\s(icudt\d+_dat)$", re.MULTILINE
)
_SONAME = re.compile(r"soname: \[(.+)\]")

_SOURCE = """
    .section .rodata
    .balign {aligned}
    .globl {symbol}
    .type {symbol}, @object
{symbol}:
    .incbin "{file}"
    .size {symbol}, . - {symbol}
    .section .note.GNU-stack, "", @progbits
"""


class NoIcuDataError(Exception):
    """The library does not look as ICU's data library should."""


def is_wanted(name: str) -> bool:
    """Whether the file *name* of the table (`coll/zh.res`, without the table's own name) stays."""
    if _LEFT_OUT.search(name):
        return False
    last = name.rsplit("/", 1)[-1]
    locale = _LOCALE.fullmatch(last)
    return locale is None or locale.group(1) in LANGUAGES


def read_table(data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """The header and the named files of ICU's common data.

    Raises:
        NoIcuDataError: this is none.
    """
    if data[8 + 4 : 8 + 8] != b"CmnD":
        raise NoIcuDataError("no common data")
    (start,) = struct.unpack_from("<H", data, 0)
    (count,) = struct.unpack_from("<I", data, start)
    entries = [struct.unpack_from("<II", data, start + 4 + 8 * n) for n in range(count)]
    ends = [begins for _, begins in entries[1:]] + [len(data) - start]
    files = {}
    for (named, begins), ends_at in zip(entries, ends, strict=True):
        name = data[start + named : data.index(b"\0", start + named)].decode("ascii")
        files[name] = data[start + begins : start + ends_at]
    return data[:start], files


def write_table(header: bytes, files: dict[str, bytes]) -> bytes:
    """The common data of *files*, in the order of their names as ICU searches them."""
    names = sorted(files)
    begins = 4 + 8 * len(names)
    places, texts = [], b""
    for name in names:
        places.append(begins + len(texts))
        texts += name.encode("ascii") + b"\0"
    body, entries = b"", []
    offset = _aligned(begins + len(texts))
    gap = b"\0" * (offset - begins - len(texts))
    for place, name in zip(places, names, strict=True):
        entries.append(struct.pack("<II", place, offset + len(body)))
        content = files[name]
        body += content + b"\0" * (_aligned(len(content)) - len(content))
    return header + struct.pack("<I", len(names)) + b"".join(entries) + texts + gap + body


def _aligned(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED


def shorten(library: Path) -> int:
    """Replace ICU's data library by one with fewer languages; bytes saved.

    Raises:
        NoIcuDataError: it is not such a library.
        subprocess.CalledProcessError: the compiler failed.
    """
    listed = _asked("readelf", "-sW", "--dyn-syms", library)
    symbol, soname = _SYMBOL.search(listed), _SONAME.search(_asked("readelf", "-dW", library))
    if symbol is None or soname is None:
        raise NoIcuDataError(str(library))
    before = library.read_bytes()
    begins, length = int(symbol.group(1), 16), int(symbol.group(2), 0)
    header, files = read_table(before[begins : begins + length])  # .rodata lies where it is loaded
    kept = {name: data for name, data in files.items() if is_wanted(name.split("/", 1)[-1])}
    with TemporaryDirectory(prefix="shelfsight-icu-") as folder:
        table, source = Path(folder) / "table", Path(folder) / "table.S"
        table.write_bytes(write_table(header, kept))
        told = {"aligned": _ALIGNED, "symbol": symbol.group(3), "file": table}
        source.write_text(_SOURCE.format(**told), encoding="ascii")
        made = Path(folder) / library.name
        options = ["-shared", "-nostdlib", "-Wl,--build-id=none,-s,-Bsymbolic"]
        command = ["cc", *options, f"-Wl,-soname,{soname.group(1)}", "-o", str(made), str(source)]
        subprocess.run(command, check=True)
        after = made.read_bytes()
    library.write_bytes(after)
    return len(before) - len(after)


def _asked(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
