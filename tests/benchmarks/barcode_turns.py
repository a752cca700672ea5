"""Whether bars that run across are read as well in a turned copy as by the reader's own turn.

    python -m tests.benchmarks.barcode_turns [FOLDER_OF_PHOTOS ...]

Every further pass for barcodes is made both ways, one after the other: over drawn symbols of all
kinds, small and turned, and over the photos in the folders. So is the first pass, which looks for
bars in a turned copy before it asks for everything (docs/adr/0173). Prints how many were read
either way, where they differ, and the processor time of each way.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import cv2
import zxingcpp
from zxingcpp import BarcodeFormats

from desktop_app.core.errors import PhotoError
from desktop_app.vision import barcodes
from desktop_app.vision.decode import decode_picture
from tests.vision.test_barcodes import SYMBOLS, drawn, photo_of

PIXELS_A_MODULE = (1.5, 2.0, 3.0)
ANGLES = range(0, 360, 14)
DRAWN_SCALE = 4


def symbols() -> Iterator[tuple[str, barcodes._Grey]]:
    """Drawn symbols on a spotted table."""
    for name in SYMBOLS:
        for size in PIXELS_A_MODULE:
            for angle in ANGLES:
                factor = size / DRAWN_SCALE
                small = cv2.resize(
                    drawn(name, DRAWN_SCALE),
                    None,
                    fx=factor,
                    fy=factor,
                    interpolation=cv2.INTER_AREA,
                )
                picture = photo_of(small, angle, (1000, 1000))
                yield f"{name} {size} {angle}", _grey(picture)


def photos(folders: list[str]) -> Iterator[tuple[str, barcodes._Grey]]:
    for folder in folders:
        for path in sorted(Path(folder).rglob("*.[jp][pn]*g")):
            try:
                yield str(path), _grey(decode_picture(path.read_bytes(), path.name).pixels)
            except PhotoError:
                continue


def by_the_reader(grey: barcodes._Grey, how: barcodes._Pass) -> set[tuple[str, str]]:
    """One pass with the reader's own quarter turn, as before."""
    scale = min(1.0, barcodes.SEARCH_SIDE / max(grey.shape)) * how.enlargement
    affine = barcodes._turn(grey.shape[1], grey.shape[0], scale, how.angle)
    formats = barcodes._ALL if how.matrix else barcodes._LINEAR
    found = zxingcpp.read_barcodes(
        barcodes._apply(grey, affine),
        formats=BarcodeFormats(formats),
        try_downscale=False,
        try_invert=False,
    )
    return {(code.format.name, code.text) for code in found if barcodes._is_trusted(code)}


def by_a_turned_copy(grey: barcodes._Grey, how: barcodes._Pass) -> set[tuple[str, str]]:
    return {(code.format.name, code.text) for code, _ in barcodes._read(grey, how)}


WAYS = {"reader's own turn": by_the_reader, "turned copy": by_a_turned_copy}


def compare(pictures: Iterator[tuple[str, barcodes._Grey]]) -> None:
    count, read, used, differing = 0, Counter[str](), Counter[str](), 0
    for name, grey in pictures:
        count += 1
        for how in barcodes._RETRIES:
            found = {}
            for way in sorted(WAYS, reverse=bool(count % 2)):
                start = time.thread_time()
                found[way] = WAYS[way](grey, how)
                used[way] += time.thread_time() - start
                read[way] += bool(found[way])
            if len(set(map(frozenset, found.values()))) > 1:
                differing += 1
                sys.stdout.write(f"{name}, {how}: {found}\n")
    for way in WAYS if count else ():
        ms = used[way] * 1000 / count
        sys.stdout.write(f"{way}: {read[way]} passes read something, {ms:.1f} ms a picture\n")
    sys.stdout.write(f"{count} pictures, {count * len(barcodes._RETRIES)} passes each way, ")
    sys.stdout.write(f"{differing} differ\n")


def first_at_once(grey: barcodes._Grey) -> list[barcodes._Found]:
    """The first pass as one call of the reader, as before."""
    found = zxingcpp.read_barcodes(grey, formats=BarcodeFormats(barcodes._ALL))
    return [(code, barcodes._corners(code)) for code in found]


def first_bars_first(grey: barcodes._Grey) -> list[barcodes._Found]:
    return list(barcodes._thorough(grey))


def compare_first(pictures: Iterator[tuple[str, barcodes._Grey]]) -> None:
    """As `compare`; order and corners of the symbols count, too."""
    ways = (first_at_once, first_bars_first)
    count, read, differing, used = 0, 0, 0, [0.0, 0.0]
    for name, grey in pictures:
        count += 1
        found = []
        for number, way in enumerate(ways):
            start = time.thread_time()
            symbols_found = way(grey)
            used[number] += time.thread_time() - start
            found.append([(c.format, c.text, at.tolist()) for c, at in symbols_found])
        read += bool(found[0])
        if found[0] != found[1]:
            differing += 1
            sys.stdout.write(f"{name}, first pass: {found}\n")
    if count:
        before, after = (seconds * 1000 / count for seconds in used)
        sys.stdout.write(f"first pass: {count} pictures, {read} read, {differing} differ, ")
        sys.stdout.write(f"{before:.1f} ms a picture at once, {after:.1f} ms bars first\n")


def _grey(pixels: barcodes.RgbImage) -> barcodes._Grey:
    return barcodes._grey(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY))


if __name__ == "__main__":
    cv2.setNumThreads(1)  # else a part of the work is on threads that are not counted
    compare(symbols())
    compare(photos(sys.argv[1:]))
    compare_first(symbols())
    compare_first(photos(sys.argv[1:]))
