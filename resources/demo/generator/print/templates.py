"""Front designs: how a brand arranges its name, title, pictogram and the variant's big number.

Every design keeps what real packs keep: one large band or field in the variant's colour and the
strength or size as the largest letters on the pack, so that sisters are told apart at a glance.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from generator.print.canvas import Canvas, ink_on, mix
from generator.products.model import Look


def _big(
    c: Canvas,
    box: tuple[float, float, float, float],
    look: Look,
    colour: str,
    face: str = "narrow",
    align: str = "m",
) -> None:
    """The large number with its unit to the right, both on one base line."""
    x0, y0, x1, y1 = box
    if not look.unit:
        c.text(box, look.big, colour, face, align)
        return
    share = 0.62 if len(look.big) <= 2 else 0.7
    split = x0 + (x1 - x0) * share
    c.text((x0, y0, split, y1), look.big, colour, face, "r")
    gap = (x1 - x0) * 0.03
    c.text(
        (split + gap, y0 + (y1 - y0) * 0.5, x1, y1 - (y1 - y0) * 0.04), look.unit, colour, face, "l"
    )


def _lines(
    c: Canvas, box: tuple[float, float, float, float], look: Look, colour: str, align: str = "l"
) -> None:
    x0, y0, x1, y1 = box
    step = (y1 - y0) / max(2, len(look.lines))
    for i, line in enumerate(look.lines):
        c.text((x0, y0 + i * step, x1, y0 + (i + 0.72) * step), line, colour, "text", align)


def _brand(
    c: Canvas,
    box: tuple[float, float, float, float],
    look: Look,
    colour: str,
    mark: str,
    align: str = "l",
) -> None:
    """A drawn mark, different for every brand, and the word."""
    x0, y0, x1, y1 = box
    if align == "l":
        side = (y1 - y0) / c.aspect
        kind = sum(map(ord, look.brand)) % 3
        cx, cy = x0 + side / 2, (y0 + y1) / 2
        r = (y1 - y0) / 2 / min(1.0, c.aspect)
        c.circle(cx, cy, r, mark)
        if kind == 0:
            c.circle(cx + side * 0.16, cy - (y1 - y0) * 0.12, r * 0.62, ink_on(mark))
        elif kind == 1:
            c.rect(
                (cx - side * 0.32, cy - (y1 - y0) * 0.09, cx + side * 0.32, cy + (y1 - y0) * 0.09),
                ink_on(mark),
            )
        else:
            c.poly(
                [
                    (cx - side * 0.28, cy + (y1 - y0) * 0.2),
                    (cx, cy - (y1 - y0) * 0.32),
                    (cx + side * 0.28, cy + (y1 - y0) * 0.2),
                ],
                ink_on(mark),
            )
        x0 += side * 1.25
    c.text((x0, y0, x1, y1), look.brand, colour, "wide", align)


def pharma(c: Canvas, look: Look) -> None:
    """White pack, slanted field in the variant's colour that carries the number."""
    on = ink_on(look.accent)
    soft = mix(look.accent, look.base, 0.72)
    if c.aspect > 1.15:
        c.poly([(0.52, 0), (0.60, 0), (0.50, 1), (0.42, 1)], soft)
        c.poly([(0.58, 0), (1, 0), (1, 1), (0.48, 1)], look.accent)
        _brand(c, (0.05, 0.08, 0.44, 0.21), look, look.ink, look.accent)
        c.text((0.05, 0.32, 0.47, 0.50), look.title, look.ink)
        c.text((0.05, 0.53, 0.44, 0.68), look.title_zh, look.ink)
        _lines(c, (0.05, 0.76, 0.40, 0.94), look, mix(look.ink, look.base, 0.25))
        c.pictogram((0.80, 0.07, 0.96, 0.42), look.picto, mix(look.accent, on, 0.85), look.accent)
        _big(c, (0.58, 0.40, 0.97, 0.90), look, on)
        return
    c.poly([(0, 0.60), (1, 0.50), (1, 0.56), (0, 0.66)], soft)
    c.poly([(0, 0.64), (1, 0.54), (1, 1), (0, 1)], look.accent)
    _brand(c, (0.07, 0.05, 0.93, 0.13), look, look.ink, look.accent)
    c.pictogram((0.30, 0.155, 0.70, 0.36), look.picto, look.accent, look.base)
    c.text((0.07, 0.375, 0.93, 0.46), look.title, look.ink, align="m")
    c.text((0.12, 0.475, 0.80, 0.54), look.title_zh, look.ink, align="m")
    _big(c, (0.06, 0.66, 0.94, 0.87), look, on)
    _lines(c, (0.10, 0.89, 0.90, 0.985), look, on, "m")


def block(c: Canvas, look: Look) -> None:
    """Two full blocks: the variant's colour above or left, white with the title beside it."""
    on = ink_on(look.accent)
    if c.aspect > 1.15:
        c.rect((0, 0, 0.44, 1), look.accent)
        c.rect((0.44, 0, 0.46, 1), mix(look.accent, "#000000", 0.3))
        _big(c, (0.03, 0.12, 0.41, 0.64), look, on)
        c.pictogram((0.05, 0.68, 0.39, 0.95), look.picto, on, look.accent)
        _brand(c, (0.51, 0.09, 0.95, 0.20), look, look.ink, look.accent)
        c.text((0.51, 0.33, 0.95, 0.53), look.title, look.ink)
        c.text((0.51, 0.56, 0.90, 0.70), look.title_zh, look.ink)
        _lines(c, (0.51, 0.76, 0.88, 0.96), look, mix(look.ink, look.base, 0.25))
        return
    c.rect((0, 0, 1, 0.46), look.accent)
    c.rect((0, 0.46, 1, 0.475), mix(look.accent, "#000000", 0.3))
    _brand(c, (0.07, 0.04, 0.90, 0.11), look, on, on)
    _big(c, (0.05, 0.14, 0.95, 0.42), look, on)
    c.text((0.07, 0.51, 0.93, 0.60), look.title, look.ink, align="m")
    c.text((0.12, 0.62, 0.88, 0.69), look.title_zh, look.ink, align="m")
    c.pictogram((0.30, 0.71, 0.70, 0.89), look.picto, look.accent, look.base)
    _lines(c, (0.10, 0.905, 0.90, 0.99), look, look.ink, "m")


def bold(c: Canvas, look: Look) -> None:
    """Solid brand colour with slanted stripes and a huge number in the variant's colour."""
    for i in range(4):
        x = 0.60 + i * 0.11
        c.poly(
            [(x, 0), (x + 0.055, 0), (x - 0.20, 1), (x - 0.255, 1)],
            mix(look.base, look.accent, 0.30),
        )
    ink = ink_on(look.base)
    if c.aspect > 1.15:
        _brand(c, (0.05, 0.08, 0.60, 0.20), look, ink, look.accent)
        _big(c, (0.40, 0.24, 0.96, 0.72), look, look.accent, "wide", "r")
        c.pictogram((0.05, 0.28, 0.40, 0.70), look.picto, ink, look.base)
        c.rect((0, 0.77, 1, 1), look.accent)
        c.text((0.05, 0.80, 0.56, 0.96), look.title, ink_on(look.accent))
        c.text((0.60, 0.81, 0.95, 0.95), look.title_zh, ink_on(look.accent), align="r")
        return
    _brand(c, (0.07, 0.05, 0.93, 0.13), look, ink, look.accent)
    c.pictogram((0.22, 0.16, 0.78, 0.46), look.picto, ink, look.base)
    _big(c, (0.05, 0.48, 0.95, 0.74), look, look.accent, "wide")
    c.rect((0, 0.77, 1, 1), look.accent)
    c.text((0.07, 0.79, 0.93, 0.88), look.title, ink_on(look.accent), align="m")
    c.text((0.12, 0.90, 0.88, 0.97), look.title_zh, ink_on(look.accent), align="m")


def food(c: Canvas, look: Look) -> None:
    """The variant's colour above cream, fruit on a plate, a ribbon with the title."""
    deep = mix(look.accent, "#000000", 0.28)
    on = ink_on(look.accent)
    if c.aspect > 1.15:
        c.rect((0, 0, 1, 1), look.accent)
        c.circle(0.26, 0.52, 0.47, mix(look.accent, "#ffffff", 0.25))
        c.circle(0.26, 0.52, 0.40, look.base)
        c.pictogram((0.11, 0.20, 0.41, 0.84), look.picto, deep, look.base)
        _brand(c, (0.54, 0.08, 0.96, 0.24), look, on, on)
        c.rect((0.50, 0.32, 1, 0.70), look.base)
        c.text((0.54, 0.35, 0.96, 0.53), _full(look), look.ink, "serif")
        c.text((0.54, 0.55, 0.96, 0.68), _full_zh(look), look.ink, "serif")
        _big(c, (0.62, 0.75, 0.96, 0.95), look, on)
        return
    c.gradient((0, 0, 1, 0.72), mix(look.accent, "#ffffff", 0.12), mix(look.accent, "#000000", 0.1))
    c.rect((0, 0.72, 1, 1), look.base)
    c.text((0.08, 0.04, 0.92, 0.13), look.brand, on, "serif", "m")
    radius = min(0.43, 0.225 / min(1.0, c.aspect))
    c.circle(0.5, 0.385, radius, mix(look.accent, "#ffffff", 0.45))
    c.circle(0.5, 0.385, radius * 0.9, look.base)
    half = radius * 0.64 * min(1.0, c.aspect)  # of the height
    c.pictogram(
        (0.5 - half / c.aspect, 0.385 - half, 0.5 + half / c.aspect, 0.385 + half),
        look.picto,
        deep,
        look.base,
    )
    c.poly([(0, 0.63), (1, 0.63), (1, 0.765), (0, 0.765)], deep)
    c.text((0.06, 0.645, 0.94, 0.75), look.kind or look.title, ink_on(deep), "serif", "m")
    c.text((0.12, 0.785, 0.88, 0.865), look.kind_zh or look.title_zh, look.ink, "serif", "m")
    _big(c, (0.18, 0.885, 0.82, 0.975), look, deep)


def _full(look: Look) -> str:
    """Strawberry jam, tuna in water, blossom honey."""
    if not look.kind or look.kind[0].isdigit():
        return look.title
    after = look.kind.startswith("In ")
    return f"{look.title} {look.kind.lower()}" if after else f"{look.kind} {look.title.lower()}"


def _full_zh(look: Look) -> str:
    return look.title_zh if look.kind_zh[:1].isdigit() else look.kind_zh + look.title_zh


def wave(c: Canvas, look: Look) -> None:
    """Fresh gradient of the variant's colour with bubbles above a white wave."""
    rng = random.Random(look.title + look.accent)
    c.gradient((0, 0, 1, 1), mix(look.accent, "#ffffff", 0.18), mix(look.accent, "#000000", 0.22))
    for _ in range(16):
        x, y, r = rng.random(), rng.uniform(0.0, 0.6), rng.uniform(0.015, 0.06)
        c.circle(x, y, r, mix(look.accent, "#ffffff", rng.uniform(0.25, 0.5)))
    on = ink_on(look.accent)
    crest = [(i / 40, 0.60 + 0.045 * math.sin(i / 40 * 7.5 + 0.6)) for i in range(41)]
    c.poly([*((x, y - 0.03) for x, y in crest), (1, 1), (0, 1)], mix(look.accent, "#ffffff", 0.55))
    c.poly([*crest, (1, 1), (0, 1)], look.base)
    if c.aspect > 1.15:
        _brand(c, (0.05, 0.08, 0.55, 0.22), look, on, on)
        c.pictogram((0.05, 0.26, 0.40, 0.56), look.picto, on, look.accent)
        _big(c, (0.52, 0.14, 0.96, 0.54), look, on)
        c.text((0.05, 0.69, 0.60, 0.83), look.title, look.ink)
        c.text((0.05, 0.85, 0.45, 0.96), look.title_zh, look.ink)
        _lines(c, (0.66, 0.70, 0.95, 0.96), look, look.ink, "r")
        return
    _brand(c, (0.08, 0.05, 0.92, 0.13), look, on, on)
    c.pictogram((0.22, 0.16, 0.78, 0.40), look.picto, on, look.accent)
    _big(c, (0.10, 0.41, 0.90, 0.545), look, on)
    c.text((0.07, 0.685, 0.93, 0.78), look.title, look.ink, align="m")
    c.text((0.12, 0.80, 0.88, 0.875), look.title_zh, look.ink, align="m")
    c.text((0.12, 0.90, 0.88, 0.97), look.kind, look.accent, "sans", "m")


def minimal(c: Canvas, look: Look) -> None:
    """Quiet ground, large pictogram, thin rules, one strong field in the variant's colour."""
    ink = ink_on(look.base)
    pale = mix(look.base, ink, 0.12)
    c.circle(0.5, 0.40, 0.36, pale)
    c.pictogram((0.20, 0.20, 0.80, 0.60), look.picto, ink, pale)
    c.rect((0, 0, 1, 0.018), look.accent)
    _brand(c, (0.08, 0.055, 0.75, 0.125), look, ink, look.accent)
    c.text((0.08, 0.66, 0.92, 0.735), look.title, ink)
    c.text((0.08, 0.75, 0.70, 0.805), look.title_zh, ink, "text")
    c.rect((0, 0.84, 1, 1), look.accent)
    _big(c, (0.50, 0.862, 0.92, 0.975), look, ink_on(look.accent))
    _lines(c, (0.08, 0.895, 0.46, 0.985), look, ink_on(look.accent))
    if not look.lines and look.kind.isalpha():
        c.text((0.08, 0.875, 0.48, 0.965), look.kind, ink_on(look.accent))


def tea(c: Canvas, look: Look) -> None:
    """A lacquered tin: large character in a cream medallion and gold rules."""
    gold, cream = "#d9b25f", "#f6eed9"
    rim = "#7b6a3c" if is_pale(look.base) else gold
    for y in (0.03, 0.955):
        c.rect((0, y, 1, y + 0.014), rim)
    c.text((0.08, 0.06, 0.92, 0.12), look.brand, ink_on(look.base), "serif", "m")
    radius = min(0.37, 0.26 / min(1.0, c.aspect))
    c.circle(0.5, 0.41, radius, rim)
    c.circle(0.5, 0.41, radius * 0.93, cream)
    dark = mix(look.accent, "#000000", 0.35) if not is_pale(look.accent) else "#5d6f2c"
    c.text((0.30, 0.29, 0.70, 0.53), look.big, dark, "serif", "m")
    c.pictogram((0.36, 0.68, 0.64, 0.79), look.picto, rim, look.base)
    c.text((0.12, 0.81, 0.88, 0.87), f"{look.kind} tea", ink_on(look.base), "serif", "m")
    c.text((0.25, 0.885, 0.75, 0.935), look.kind_zh, ink_on(look.base), "serif", "m")


def is_pale(colour: str) -> bool:
    return ink_on(colour) != "#ffffff"


def choc(c: Canvas, look: Look) -> None:
    """Dark wrapper with a diagonal field, big percentage and pictogram."""
    ink = ink_on(look.base)
    c.poly([(0.60, 0), (1, 0), (1, 1), (0.44, 1)], look.accent)
    c.poly([(0.57, 0), (0.585, 0), (0.425, 1), (0.41, 1)], mix(look.accent, "#ffffff", 0.3))
    c.text((0.05, 0.10, 0.48, 0.34), look.brand, ink, "serif")
    c.text((0.05, 0.42, 0.46, 0.58), look.kind or look.title, ink, "text")
    c.text((0.05, 0.64, 0.36, 0.80), look.kind_zh or look.title_zh, ink, "text")
    on = ink_on(look.accent)
    c.pictogram((0.76, 0.07, 0.96, 0.47), look.picto, mix(look.base, on, 0.1), look.accent)
    _big(c, (0.57, 0.46, 0.97, 0.92), look, mix(look.base, on, 0.1))


def kraft(c: Canvas, look: Look) -> None:
    """Brown board with one-colour print, as shipping cartons have it."""
    rng = random.Random(look.title)
    for _ in range(900):
        x, y, n = rng.random(), rng.random(), rng.uniform(0.004, 0.02)
        tone = mix(look.base, rng.choice(("#000000", "#ffffff")), rng.uniform(0.03, 0.09))
        c.rect((x, y, x + n, y + 0.0035), tone)
    c.circle(0.76, 0.47, 0.34 if c.aspect > 1 else 0.3 * c.aspect, look.accent)
    c.text((0.62, 0.28, 0.90, 0.66), look.big, "#ffffff", "wide", "m")
    _brand(c, (0.06, 0.10, 0.50, 0.22), look, look.ink, look.ink)
    c.text((0.06, 0.32, 0.46, 0.44), look.title, look.ink)
    c.text((0.06, 0.47, 0.38, 0.58), look.title_zh, look.ink)
    c.pictogram((0.06, 0.66, 0.20, 0.90), "updown", look.ink, look.base)
    c.pictogram((0.22, 0.66, 0.36, 0.90), "drop", look.ink, look.base)
    c.rect((0.40, 0.86, 0.94, 0.875), look.accent)


TEMPLATES: dict[str, Callable[[Canvas, Look], None]] = {
    "pharma": pharma,
    "block": block,
    "bold": bold,
    "food": food,
    "wave": wave,
    "minimal": minimal,
    "tea": tea,
    "choc": choc,
    "kraft": kraft,
}
