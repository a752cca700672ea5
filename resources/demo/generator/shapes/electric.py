"""Electrical material."""

from __future__ import annotations

import math

from generator import mesh
from generator.materials import plastic, printed, steel, surface
from generator.mesh import rounded
from generator.print.canvas import Canvas, ink_on
from generator.products.model import Product
from generator.shapes.decals import cone_print
from generator.shapes.parts import thread


def bulb(p: Product) -> None:
    """A bulb standing on its cap (classic) or a globe with a threaded brass cap."""
    w, _, h = p.size
    r = w / 2
    globe = p.options["kind"] == "globe"
    metal = steel("#c9a24a" if globe else "#c5c9cf", 0.25)
    mesh.lathe(
        [
            (0, 0),
            (r * 0.22, 0),
            (r * 0.34, h * 0.04),
            *thread(r * 0.46, h * 0.04, h * 0.24, h * 0.045),
            (r * 0.40, h * 0.26),
        ],
        metal,
        56,
    )
    collar = plastic(p.options["collar"])
    if globe:
        glass = surface(p.options["glass"], 0.05, coat=1.0, glow=0.22)
        mesh.lathe(
            rounded(
                [
                    (r * 0.42, h * 0.25),
                    (r * 0.46, h * 0.33),
                    (r * 1.12, h * 0.48),
                    (r * 1.3, h * 0.68),
                    (r * 1.05, h * 0.92),
                    (r * 0.4, h),
                    (0, h),
                ],
                0.4,
                10,
            ),
            glass,
        )
        return
    mesh.lathe(
        rounded(
            [
                (r * 0.42, h * 0.25),
                (r * 0.48, h * 0.27),
                (r * 0.86, h * 0.54),
                (r * 0.9, h * 0.56),
                (r * 0.86, h * 0.57),
            ],
            0.05,
        ),
        collar,
    )
    c = Canvas(2.2, 200, p.options["collar"])
    c.text((0.1, 0.2, 0.9, 0.5), p.brand, "#2b5ea8", "wide", "m")
    c.text((0.2, 0.58, 0.8, 0.8), "9 W E27 2700K", "#333333", "text", "m")
    face = printed(c.finish(), 0.35)
    cone_print((r * 0.55 + 0.014, h * 0.34), (r * 0.765 + 0.014, h * 0.48), 55, face)
    glass = surface(p.options["glass"], 0.35, coat=0.3, glow=0.25)
    mesh.lathe(
        rounded(
            [
                (r * 0.87, h * 0.565),
                (r * 1.0, h * 0.70),
                (r * 0.92, h * 0.88),
                (r * 0.5, h),
                (0, h),
            ],
            0.35,
            10,
        ),
        glass,
    )


def socket(p: Product) -> None:
    """Frame, insert, round recess with two pin holes and earth clips."""
    w, d, h = p.size
    shell = plastic(p.options["shell"], 0.3)
    mesh.box((w, 0.14, h), [shell], 0.05)
    box = mesh.box((w * 0.78, d, h * 0.75), [plastic("#d98a2b")], 0.04)
    mesh.move(box, y=d * 0.55, z=h * 0.125)
    gangs = p.options["gangs"]
    dark = surface("#0c0c0d", 0.6)
    for k in range(gangs):
        x = (k - (gangs - 1) / 2) * h * 0.86
        insert = mesh.box((h * 0.74, 0.06, h * 0.74), [shell], 0.03)
        mesh.move(insert, x=x, y=-0.075, z=h * 0.13)
        rim = mesh.lathe(
            rounded([(0.335, -0.02), (0.36, 0.03), (0.325, 0.035), (0.31, -0.02)], 0.01), shell
        )
        bottom = mesh.lathe(
            [(0, -0.001), (0.33, -0.001)],
            surface("#dcdcd6" if ink_on(p.options["shell"]) != "#ffffff" else "#232529", 0.4),
        )
        for thing in (rim, bottom):
            mesh.move(mesh.turn(thing, "x", 90), x=x, y=-0.107, z=h * 0.5)
        for side in (-1, 1):
            hole = mesh.lathe([(0, 0), (0.055, 0)], dark, 28)
            mesh.move(mesh.turn(hole, "x", 90), x=x + side * 0.145, y=-0.110, z=h * 0.5)
            clip = mesh.box((0.06, 0.05, 0.09), [steel()], 0.01)
            mesh.move(clip, x=x, y=-0.115, z=h * 0.5 + side * 0.29 - 0.045)
        screw = mesh.lathe(rounded([(0, 0), (0.05, 0), (0.04, 0.012), (0, 0.014)], 0.005), steel())
        mesh.move(mesh.turn(screw, "x", 90), x=x, y=-0.109, z=h * 0.5)


def reel(p: Product) -> None:
    """A drum on edge: two flanges with label, wound wire between them."""
    w, d, _ = p.size
    r = w / 2
    wire = surface(p.options["wire"], 0.3, coat=0.3)
    turns, radius = 15, d * 0.42 / 15
    profile = [(r * 0.2, -d * 0.4)]
    for i in range(turns):
        z = -d * 0.40 + radius * (2 * i + 0.5) * 0.955
        profile += [(r * 0.76, z), (r * 0.76 + radius, z + radius), (r * 0.76, z + radius * 2)]
    drum = mesh.lathe(rounded([*profile, (r * 0.2, d * 0.4)], radius * 0.6, 3), wire)
    mesh.move(mesh.turn(drum, "x", 90), z=r)
    c = _reel_label(p)
    black = plastic("#2a2c30", 0.45)
    for side in (-1, 1):
        flange = mesh.extrude(mesh.circle(r, 64, cz=r), 0.06, black, 0.015)
        mesh.move(flange, y=side * d * 0.44)
        disc = mesh.extrude(mesh.circle(r * 0.80, 64, cz=r), 0.006, printed(c.finish(), 0.45), 0.0)
        if side > 0:
            disc.rotation_euler.z = math.pi
        mesh.move(disc, y=side * (d * 0.44 + 0.033))
        bore = mesh.lathe([(0, 0), (r * 0.13, 0)], surface("#0b0b0c", 0.8))
        mesh.move(mesh.turn(bore, "x", 90 * -side), y=side * (d * 0.44 + 0.038), z=r)
    mesh.cord(
        [
            (r * 0.3, d * 0.1, r * 1.72),
            (r * 0.8, d * 0.08, r * 1.7),
            (r * 1.15, d * 0.02, r * 1.2),
            (r * 1.2, -d * 0.05, r * 0.3),
            (r * 1.05, -d * 0.1, 0.04),
        ],
        radius * 0.9,
        wire,
    )


def _reel_label(p: Product) -> Canvas:
    colour = p.options["wire"]
    on = ink_on(colour)
    c = Canvas(1.0, 600, colour)
    c.rect((0, 0.34, 1, 0.66), "#f7f8f9")
    c.text((0.28, 0.08, 0.72, 0.18), p.brand, on, "wide", "m")
    c.text((0.05, 0.40, 0.40, 0.60), p.look.big, "#15171b", "narrow", "m")
    c.text((0.61, 0.42, 0.94, 0.58), p.look.unit, "#15171b", "narrow", "m")
    c.text((0.26, 0.72, 0.74, 0.80), "100 m", on, "wide", "m")
    c.text((0.32, 0.84, 0.68, 0.92), p.look.kind_zh, on, "sans", "m")
    if "yellow-green" in p.name:
        c.rect((0, 0.22, 1, 0.34), "#2f9a3c")
        c.rect((0, 0.66, 1, 0.705), "#2f9a3c")
    return c


def breaker(p: Product) -> None:
    """A rail-mounted breaker: stepped body, lever in the rating's colour, printed front."""
    w, d, h = p.size
    white = plastic("#eef0ef", 0.35)
    mesh.box((w, d * 0.7, h), [white], 0.03)
    nose = mesh.box((w * 0.99, d * 0.38, h * 0.52), [white], 0.03)
    mesh.move(nose, y=-d * 0.48, z=h * 0.24)
    c = Canvas(w * 0.9 / (h * 0.25), 420, "#eef0ef")
    c.text((0.06, 0.06, 0.94, 0.30), p.brand, "#24436e", "wide", "m")
    c.rect((0, 0.36, 1, 1), p.look.accent)
    c.text((0.06, 0.42, 0.94, 0.94), p.look.big, ink_on(p.look.accent), "wide", "m")
    plate = mesh.box((w * 0.9, 0.02, h * 0.25), [printed(c.finish(), 0.4)], 0.004)
    mesh.move(plate, y=-d * 0.675, z=h * 0.26)
    slot = mesh.box((w * 0.5, 0.02, h * 0.16), [surface("#1a1b1d", 0.5)], 0.004)
    mesh.move(slot, y=-d * 0.672, z=h * 0.56)
    lever = mesh.box((w * 0.44, d * 0.26, h * 0.10), [plastic(p.options["lever"])], 0.03)
    mesh.move(mesh.turn(lever, "x", -18), y=-d * 0.76, z=h * 0.62)
    for z in (0.10, 0.90):
        hole = mesh.lathe([(0, 0), (w * 0.2, 0)], surface("#151618", 0.7), 32)
        mesh.move(mesh.turn(hole, "x", 90), y=-d * 0.353, z=h * z)
        screw = mesh.lathe(
            rounded([(0, 0), (w * 0.16, 0), (w * 0.14, 0.02), (0, 0.02)], 0.01),
            steel("#b9bdc4"),
            32,
        )
        mesh.move(mesh.turn(screw, "x", 90), y=-d * 0.354, z=h * z)
        cut = mesh.box((w * 0.28, 0.03, 0.03), [surface("#2c2d30", 0.5)], 0.003)
        mesh.move(cut, y=-d * 0.368, z=h * z - 0.015)
    label = Canvas(w * 0.9 / (h * 0.05), 120, "#eef0ef")
    label.text((0.1, 0.15, 0.9, 0.85), "断路器 230V~", "#333333", "sans", "m")
    strip = mesh.box((w * 0.9, 0.01, h * 0.05), [printed(label.finish(), 0.4)], 0.002)
    mesh.move(strip, y=-d * 0.353, z=h * 0.765)
