"""Things turned on a lathe: cans, jars, tins, filters, batteries, mugs."""

from __future__ import annotations

import math

from generator import mesh
from generator.materials import glazed, printed, steel, surface
from generator.mesh import rounded
from generator.print.canvas import Canvas, mix
from generator.products.model import Product
from generator.shapes.vessels import label


def can(p: Product) -> None:
    """A tin can with seamed rims, a stepped lid and a pull ring."""
    w, _, h = p.size
    r = w / 2
    tin = steel("#cdd0d4", 0.2)
    mesh.lathe(
        rounded(
            [
                (0, 0.03),
                (r * 0.9, 0.03),
                (r * 0.94, 0),
                (r * 1.015, 0),
                (r * 1.015, 0.035),
                (r * 0.985, 0.05),
                (r * 0.985, h - 0.05),
                (r * 1.015, h - 0.035),
                (r * 1.015, h),
                (r * 0.95, h),
                (r * 0.93, h - 0.045),
                (r * 0.78, h - 0.045),
                (r * 0.75, h - 0.03),
                (0, h - 0.03),
            ],
            0.008,
            2,
        ),
        tin,
    )
    label(p, r * 0.985, 0.055, h - 0.055, 0.35, 0.2)
    ring = mesh.cord(
        [
            (r * 0.28 * math.cos(a), r * 0.18 * math.sin(a) - r * 0.3, h - 0.012)
            for a in [i * math.pi / 5 for i in range(10)]
        ],
        0.018,
        tin,
        closed=True,
    )
    ring.data.splines[0].use_cyclic_u = True


def drinkcan(p: Product) -> None:
    w, _, h = p.size
    r = w / 2
    tin = steel("#cdd0d4", 0.2)
    mesh.lathe(
        rounded(
            [
                (0, 0.05),
                (r * 0.7, 0.05),
                (r * 0.75, 0),
                (r, 0.09),
                (r, h * 0.9),
                (r * 0.82, h * 0.985),
                (r * 0.82, h),
                (r * 0.76, h),
                (r * 0.74, h - 0.05),
                (0, h - 0.05),
            ],
            0.03,
        ),
        tin,
    )
    label(p, r, 0.09, h * 0.9, 0.25, 0.2, 0.55)


def jar(p: Product) -> None:
    """A filled glass jar: its content under a clear coat, paper label, twist lid."""
    w, _, h = p.size
    r = w / 2
    top = h * 0.84
    glass = surface(p.options["content"], 0.06, coat=1.0)
    mesh.lathe(
        rounded(
            [
                (0, 0.04),
                (r * 0.8, 0),
                (r, 0.03),
                (r, top * 0.86),
                (r * 0.80, top * 0.97),
                (r * 0.80, top),
                (0, top),
            ],
            0.13,
            7,
        ),
        glass,
    )
    label(p, r * 1.003, h * 0.11, h * 0.66, 0.55, 0.0)
    lid = surface(p.options["cap"], 0.28, metal=0.25, coat=0.5)
    ridges = [(r * 0.86, top - 0.03), (r * 0.86, h * 0.97), (r * 0.82, h), (0, h - 0.02)]
    mesh.lathe(rounded([(0, top - 0.03), *ridges], 0.025), lid)


def tin(p: Product) -> None:
    """A tea caddy: printed body and a stepped lid."""
    w, _, h = p.size
    r = w / 2
    base = p.look.base
    skin = surface(base, 0.3, metal=0.2, coat=0.4)
    mesh.lathe(rounded([(0, 0.0), (r * 0.97, 0), (r * 0.97, h * 0.78), (0, h * 0.78)], 0.03), skin)
    label(p, r * 0.97, 0.03, h * 0.765, 0.3, 0.4, 0.1)
    gold = surface("#c9a457", 0.25, metal=0.9)
    mesh.lathe(
        rounded(
            [(r * 0.9, h * 0.775), (r * 1.0, h * 0.775), (r * 1.0, h * 0.80), (r * 0.9, h * 0.80)],
            0.008,
        ),
        gold,
    )
    lid = surface(mix(base, "#000000", 0.12), 0.3, metal=0.2, coat=0.4)
    mesh.lathe(
        rounded(
            [
                (0, h * 0.80),
                (r * 1.0, h * 0.80),
                (r * 1.0, h * 0.93),
                (r * 0.86, h * 0.945),
                (r * 0.86, h * 0.985),
                (0, h),
            ],
            0.03,
        ),
        lid,
    )


def oilfilter(p: Product) -> None:
    w, _, h = p.size
    r = w / 2
    paint = surface(p.options["body"], 0.28, coat=0.5)
    mesh.lathe(
        rounded(
            [
                (0, 0.05),
                (r * 0.55, 0.05),
                (r * 0.6, 0.02),
                (r * 0.93, 0.02),
                (r, 0.08),
                (r, h * 0.86),
                (r * 0.9, h * 0.97),
                (r * 0.62, h),
                (0, h),
            ],
            0.07,
            6,
        ),
        paint,
    )
    for i in range(14):
        a = 2 * math.pi * i / 14
        flute = mesh.box((0.07, 0.05, h * 0.16), [paint], 0.02)
        flute.rotation_euler.z = a
        mesh.move(flute, r * 0.985 * math.sin(a), -r * 0.985 * math.cos(a), h * 0.76)
    label(p, r, h * 0.14, h * 0.72, 0.3, 0.3)
    mesh.lathe(
        rounded([(r * 0.80, 0.0), (r * 0.92, 0.0), (r * 0.92, 0.035), (r * 0.80, 0.035)], 0.01),
        surface("#111111", 0.6),
    )


def battery(p: Product) -> None:
    w, _, h = p.size
    r = w / 2
    body = p.options["body"]
    look = p.look
    c = Canvas(2 * math.pi * r / (h * 0.93), 700, body)
    ink = "#ffffff" if body == "#17181b" else "#16181c"
    c.rect((0, 0, 1, 0.34), look.accent)
    c.rect((0, 0.34, 1, 0.355), "#e9d9a6")
    for x in (0.0, 0.5, 1.0):
        c.text((x - 0.15, 0.05, x + 0.15, 0.28), look.big, "#ffffff", "wide", "m")
        c.text((x - 0.17, 0.44, x + 0.17, 0.56), look.brand, ink, "wide", "m")
        c.text((x - 0.13, 0.60, x + 0.13, 0.66), "ALKALINE 1.5 V", ink, "text", "m")
        c.text((x - 0.04, 0.02, x + 0.04, 0.05), "+", "#ffffff", "wide", "m")
    c.text((0.17, 0.74, 0.33, 0.80), look.title_zh, ink, "sans", "m")
    mesh.lathe([(r, h * 0.01), (r, h * 0.94)], printed(c.finish(), 0.25, 0.4, 0.25))
    metal = steel("#d5d7da", 0.18)
    mesh.lathe(rounded([(0, 0.0), (r * 0.95, 0), (r, 0.025)], 0.02), metal)
    mesh.lathe(
        rounded(
            [(r, h * 0.94), (r * 0.93, h * 0.955), (r * 0.4, h * 0.95), (r * 0.36, h), (0, h)], 0.02
        ),
        metal,
    )


def mug(p: Product) -> None:
    w, _, h = p.size
    h *= p.options.get("tall", 1.0)
    r = w * 0.37
    glaze = p.options["glaze"]
    inside = glazed("#f6f3ec")
    turn = 2 * math.pi * r / h
    skin = (
        printed(_motif(p, turn).finish(), 0.16, 0.7)
        if p.options["motif"] != "plain"
        else glazed(glaze)
    )
    mesh.lathe(
        rounded(
            [(r * 0.78, 0.0), (r * 0.97, 0.03), (r, 0.1), (r, h - 0.015), (r * 0.98, h)], 0.06, 5
        ),
        skin,
        span=(0, h),
    )
    mesh.lathe(
        rounded(
            [(r * 0.98, h), (r * 0.92, h), (r * 0.90, 0.12), (r * 0.8, 0.07), (0, 0.06)], 0.05, 5
        ),
        inside,
    )
    handle = glazed(glaze)
    mesh.cord(
        [
            (r * 0.9, 0, h * 0.80),
            (r * 1.30, 0, h * 0.86),
            (r * 1.62, 0, h * 0.68),
            (r * 1.58, 0, h * 0.36),
            (r * 1.25, 0, h * 0.2),
            (r * 0.92, 0, h * 0.24),
        ],
        0.065,
        handle,
    )


def _motif(p: Product, turn: float) -> Canvas:
    c = Canvas(turn, 600, p.options["glaze"])
    if p.options["motif"] == "stripes":
        for y, n in ((0.12, 0.05), (0.22, 0.11), (0.42, 0.05), (0.60, 0.16), (0.84, 0.05)):
            c.rect((0, y, 1, y + n), p.look.accent)
        return c
    for i in range(10):
        for j in range(3):
            x, y = (i + (0.5 if j % 2 else 0.0)) / 10, 0.2 + j * 0.30
            half = 0.036
            c.pictogram(
                (x - half, y - half * turn, x + half, y + half * turn),
                "lemon",
                p.look.accent,
                "#fff7c9",
            )
            c.poly([(x + 0.028, y - 0.10), (x + 0.05, y - 0.13), (x + 0.045, y - 0.08)], "#4e8a2a")
    return c
