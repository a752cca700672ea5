"""Render the pictures of the demo catalogue.

    python -m generator.render [--set first|second|third|queries|all] [--only TEXT] [--samples N]

Run from ``resources/demo``. Pictures that exist are left alone unless ``--again`` is given, so a
run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import bpy
from PIL import Image

from generator import phone, places, stage
from generator.shots import FLAT, Shot, catalogue_shots, query_shots

DEMO = Path(__file__).resolve().parent.parent
STUDIO_SIZE = (448, 448)
QUERY_SIZE = (448, 336)
CODE_SIZE = (640, 480)  # people go near enough for the bars to be read


def shots(which: str) -> Iterator[Shot]:
    sets = {
        "first": lambda: catalogue_shots(1),
        "second": lambda: catalogue_shots(2),
        "third": lambda: catalogue_shots(3),
        "queries": query_shots,
    }
    names = ("first", "queries", "second", "third") if which == "all" else (which,)
    return chain.from_iterable(sets[name]() for name in names)


def path_of(shot: Shot, out: Path) -> Path:
    return out / ("photos" if shot.studio else "queries") / f"{shot.name}.jpg"


def compose(shot: Shot, samples: int, threads: int) -> None:
    """Build the scene of one picture; tall things are photographed with the telephone upright."""
    width, height = STUDIO_SIZE if shot.studio else QUERY_SIZE
    if shot.name.endswith("_code"):
        width, height = CODE_SIZE
    stage.clear(width, height, samples, threads, zlib.crc32(shot.name.encode()) % 2**31)
    things = stage.place(shot.product, shot.turn)
    if shot.studio:
        stage.studio()
        stage.camera(things, shot, width / height, stop=0.9)
        return
    tall = shot.product.shape not in FLAT and stage.is_tall(things)
    if tall and not shot.name.endswith("_code"):
        width, height = stage.hold_upright()
    shift = places.place_of(shot, things, shot.product.shape in FLAT)
    stage.camera(things, shot, width / height, stop=0.8, shift=shift)


def take(shot: Shot, target: Path, samples: int, threads: int) -> None:
    """Render one picture and write it as JPEG without metadata."""
    compose(shot, samples, threads)
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.png"
        bpy.context.scene.render.filepath = str(raw)
        bpy.ops.render.render(write_still=True)
        with Image.open(raw) as rendered:
            picture = rendered.convert("RGB")
    target.parent.mkdir(parents=True, exist_ok=True)
    if shot.studio:
        picture.save(target, quality=87, optimize=True)
    else:
        done = phone.as_phone(picture, shot.name, shot.light == "dim")
        done.save(target, quality=phone.quality(shot.name), optimize=True)


def main(words: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument(
        "--set", default="all", choices=("all", "first", "second", "third", "queries")
    )
    parser.add_argument("--only", default="", help="parts of picture names, separated by commas")
    parser.add_argument("--samples", type=int, default=6)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--part", default="0/1", help="i/n: every n-th picture from the i-th on")
    parser.add_argument("--out", type=Path, default=DEMO)
    parser.add_argument("--again", action="store_true", help="render pictures that exist as well")
    given = parser.parse_args(words)
    index, count = (int(part) for part in given.part.split("/"))
    wanted = [w for w in given.only.split(",") if w]
    todo = [s for s in shots(given.set) if not wanted or any(w in s.name for w in wanted)]
    for shot in todo[index::count]:
        target = path_of(shot, given.out)
        if target.exists() and not given.again:
            continue
        start = time.perf_counter()
        take(shot, target, given.samples, given.threads)
        print(f"{target.name} {time.perf_counter() - start:.1f} s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
