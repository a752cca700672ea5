"""Rolls, office goods and lamps."""

from __future__ import annotations

import math

from mathutils import Vector, noise

from generator import mesh
from generator.materials import plastic, printed, rubber, steel, surface
from generator.mesh import rounded
from generator.print import faces
from generator.print.canvas import Canvas, ink_on, mix
from generator.products.model import Product


def bandage(p: Product) -> None:
    """An elastic roll standing on its end with a printed paper band."""
    w, _, h = p.size
    r = w / 2
    cloth = surface(p.look.accent, 0.95, bump=0.5, grain=70, sheen=0.3)
    ends = [(0.1, 0.01)]
    ends += [
        (r * t, 0.012 * (i % 2)) for i, t in enumerate([0.3 + 0.7 * k / 14 for k in range(14)])
    ]
    spiral = [*ends, (r, 0.02), (r, h - 0.02), *[(a, h - b) for a, b in reversed(ends)]]
    mesh.lathe(spiral, cloth)
    c = Canvas(2 * math.pi * r / (h * 0.62), 520, "#fbfbf8")
    for x in (0.0, 0.5, 1.0):
        c.rect((x - 0.16, 0.0, x + 0.16, 0.30), p.look.accent)
        on = ink_on(p.look.accent)
        c.text((x - 0.14, 0.06, x + 0.14, 0.24), p.brand, on, "wide", "m")
        c.text((x - 0.14, 0.36, x + 0.02, 0.94), p.look.big, p.look.ink, "narrow", "r")
        c.text((x + 0.035, 0.62, x + 0.12, 0.92), p.look.unit, p.look.ink, "narrow")
        c.text((x + 0.03, 0.40, x + 0.15, 0.54), p.look.title_zh, p.look.ink, "sans")
    c.rect((0.19, 0.0, 0.31, 1.0), mix(p.look.accent, "#ffffff", 0.45))
    c.rect((0.69, 0.0, 0.81, 1.0), mix(p.look.accent, "#ffffff", 0.45))
    mesh.lathe([(r * 1.006, h * 0.19), (r * 1.006, h * 0.81)], printed(c.finish(), 0.6, 0.0))


def taperoll(p: Product) -> None:
    """A roll of packing tape lying flat; its core carries the print."""
    w, _, h = p.size
    r = w / 2
    tape = surface(p.options["tape"], 0.16, coat=0.6)
    mesh.lathe(
        rounded([(r * 0.62, 0), (r, 0), (r, h), (r * 0.62, h), (r * 0.62, 0)], 0.015)[:-1],
        tape,
        closed=True,
    )
    for k in range(5):
        t = r * (0.68 + 0.065 * k)
        line = surface(mix(p.options["tape"], "#000000", 0.16), 0.3)
        mesh.lathe([(t, h + 0.001), (t + 0.008, h + 0.001)], line)
    c = Canvas(2 * math.pi * 0.6 * r / h, 300, "#f3efe4")
    for i in range(6):
        c.text((i / 6 + 0.01, 0.15, i / 6 + 0.15, 0.55), p.brand, "#8a2f1c", "wide", "m")
        c.text((i / 6 + 0.03, 0.62, i / 6 + 0.12, 0.85), p.look.title_zh, "#8a2f1c", "sans", "m")
    core = mesh.lathe([(r * 0.60, -0.0), (r * 0.60, h)], printed(c.finish(), 0.8, 0.0))
    mesh.move(core, z=0.0)
    mesh.lathe([(r * 0.6, h), (r * 0.625, h)], surface("#cbb893", 0.9))
    if "red" in p.name:
        c = Canvas(2 * math.pi * r / h, 300, p.options["tape"])
        for i in range(5):
            c.text((i / 5 + 0.02, 0.25, i / 5 + 0.17, 0.75), "FRAGILE", "#ffffff", "wide", "m")
        mesh.lathe([(r * 1.003, 0.01), (r * 1.003, h - 0.01)], printed(c.finish(), 0.2, 0.6))
    end = mesh.box((0.02, 0.16, h), [tape], 0.003)
    mesh.move(end, x=r * 0.3, y=-r * 0.965)


def bagroll(p: Product) -> None:
    """A roll of film standing up with a paper band round it."""
    w, _, h = p.size
    r = w / 2
    film = surface(p.options["film"], 0.28, coat=0.25, bump=0.35, grain=16)
    end = [(0.06, 0.03), *[(r * (0.12 + 0.06 * k), 0.014 * (k % 2)) for k in range(14)]]
    thing = mesh.lathe(
        [
            *end,
            (r, 0.02),
            *[(r, 0.02 + (h - 0.04) * i / 30) for i in range(1, 30)],
            (r, h - 0.02),
            *[(a, h - b) for a, b in reversed(end)],
        ],
        film,
    )
    for vertex in thing.data.vertices:
        co = vertex.co
        push = 1 + 0.02 * noise.noise(Vector((co.x * 3, co.y * 3, co.z * 2)))
        vertex.co = Vector((co.x * push, co.y * push, co.z))
    low, high = h * 0.14, h * 0.86
    skin = printed(faces.wrap(p, 2 * math.pi * r / (high - low)), 0.5, 0.05)
    mesh.lathe([(r * 1.03, low), (r * 1.03, high)], skin)


def sponge(p: Product) -> None:
    """Cellulose foam with a rough pad glued below it."""
    w, d, h = p.size
    foam = surface(p.options["foam"], 0.95, bump=1.0, grain=34)
    pad = surface(p.options["pad"], 0.95, bump=1.0, grain=60)
    body = mesh.box((w, d, h * 0.76), [foam], 0.07, 0.02, 3)
    mesh.move(body, z=h * 0.24)
    mesh.box((w * 0.995, d * 0.99, h * 0.25), [pad], 0.03, 0.02, 5)
    band = Canvas(d / h, 300, "#ffffff")
    band.rect((0, 0, 1, 1), "#f8fafb")
    wrap_w = w * 0.34
    top = Canvas(wrap_w / d, 420, "#f8fafb")
    top.rect((0, 0, 1, 0.30), p.options["pad"])
    top.text((0.08, 0.06, 0.92, 0.24), p.brand, "#ffffff", "wide", "m")
    top.text((0.08, 0.38, 0.92, 0.50), p.look.title, p.look.ink, "sans", "m")
    top.text((0.18, 0.54, 0.82, 0.68), p.look.title_zh, p.look.ink, "sans", "m")
    top.rect((0, 0.76, 1, 1), p.options["foam"])
    face = Canvas(wrap_w / h, 200, p.options["pad"])
    face.text((0.08, 0.3, 0.92, 0.7), p.brand, "#ffffff", "wide", "m")
    paper = printed(top.finish(), 0.5)
    flank = printed(face.finish(), 0.5)
    mesh.box((wrap_w, d + 0.03, h + 0.02), [flank, flank, flank, flank, paper, flank], 0.02)


def binder(p: Product) -> None:
    """A lever arch file: spine to the front with label and finger hole."""
    w, d, h = p.size
    shell = p.options["shell"]
    c = Canvas(w / h, 900, shell)
    c.rect((0.12, 0.10, 0.88, 0.62), "#fbfaf5", 0.02)
    c.rect((0.12, 0.10, 0.88, 0.22), mix(shell, "#000000", 0.25), 0.02)
    c.text((0.20, 0.12, 0.80, 0.20), p.brand, "#ffffff", "wide", "m")
    c.text((0.30, 0.26, 0.70, 0.36), "A4", "#20242a", "wide", "m")
    for y in (0.42, 0.48, 0.54):
        c.rect((0.22, y, 0.78, y + 0.004), "#8b9098")
    spine = printed(c.finish(), 0.5, 0.05)
    side = surface(shell, 0.5, bump=0.1, grain=90)
    paper = surface("#eeeae0", 0.9)
    mesh.box((w, 0.045, h), [spine, side, spine, side, side, side], 0.012)
    for x in (-1, 1):
        board = mesh.box((0.04, d, h), [side], 0.012)
        mesh.move(board, x=x * (w / 2 - 0.02), y=d / 2)
    sheets = mesh.box((w * 0.55, d * 0.86, h * 0.93), [paper], 0.01)
    mesh.move(sheets, x=-w * 0.14, y=d * 0.52, z=h * 0.02)
    ring = mesh.lathe(
        rounded(
            [(0.085, -0.015), (0.13, -0.015), (0.13, 0.02), (0.085, 0.02), (0.085, -0.015)], 0.01
        )[:-1],
        steel(),
        closed=True,
    )
    mesh.move(mesh.turn(ring, "x", 90), y=-0.03, z=h * 0.20)
    hole = mesh.lathe([(0, 0), (0.09, 0)], surface("#0a0a0b", 0.9))
    mesh.move(mesh.turn(hole, "x", 90), y=-0.026, z=h * 0.20)


def marker(p: Product) -> None:
    """Two markers lying side by side, one with its cap beside the other way round."""
    w, _, h = p.size
    r = w / 2
    colour = p.options["cap"]
    for y, flip in ((-0.30, 0.0), (0.34, 180.0)):
        c = Canvas(2 * math.pi * r / (h * 0.56), 600, "#eef0f2")
        c.rect((0, 0.0, 1, 0.10), colour)
        c.rect((0, 0.86, 1, 0.90), colour)
        tall = Canvas(h * 0.40 / (2 * math.pi * r), 120, "#eef0f2")
        for t in (0.03, 0.36, 0.69):
            tall.text((0.04, t, 0.58, t + 0.26), p.brand, colour, "wide")
            tall.text((0.66, t + 0.02, 0.96, t + 0.24), p.look.title_zh, "#333333", "sans")
        words = tall.finish().rotate(90, expand=True).resize((c.size[0], round(c.size[1] * 0.70)))
        c.image.paste(words, (0, round(c.size[1] * 0.13)))
        body = mesh.lathe(
            [(r, 0.05), (r, h * 0.61)], printed(c.finish(), 0.3, 0.2), span=(0.05, h * 0.61)
        )
        plug = mesh.lathe(rounded([(0, 0), (r * 0.85, 0), (r, 0.05)], 0.03), plastic(colour))
        cap = mesh.lathe(
            rounded(
                [
                    (r * 1.0, h * 0.60),
                    (r * 1.06, h * 0.61),
                    (r * 0.98, h * 0.95),
                    (r * 0.6, h),
                    (0, h),
                ],
                0.04,
            ),
            plastic(colour),
        )
        clip = mesh.box((0.09, 0.05, h * 0.28), [plastic(colour)], 0.015)
        clip.location = (0, -r * 1.1, h * 0.64)
        for thing in (plug, cap, clip):
            thing.parent = body
        body.rotation_euler = (
            math.radians(-12),
            math.radians(90),
            math.radians(flip + (4 if flip else -3)),
        )
        mesh.move(body, -h / 2 if not flip else h / 2, y, r * 1.06)


def stapler(p: Product) -> None:
    w, d, h = p.size
    shell = plastic(p.options["shell"], 0.3)
    grey = steel("#b9bec6", 0.3)
    base = rounded(
        [
            (-w * 0.5, 0.0),
            (w * 0.5, 0.0),
            (w * 0.5, h * 0.10),
            (w * 0.1, h * 0.14),
            (-w * 0.46, h * 0.26),
            (-w * 0.5, h * 0.18),
            (-w * 0.5, 0.0),
        ],
        0.05,
    )
    mesh.extrude(base[:-1], d * 0.92, rubber("#26282c"), 0.04, 3)
    rail = [
        (-w * 0.42, h * 0.36),
        (w * 0.46, h * 0.28),
        (w * 0.46, h * 0.46),
        (-w * 0.42, h * 0.54),
    ]
    mesh.extrude(rail, d * 0.52, grey, 0.012)
    arm = rounded(
        [
            (w * 0.50, h * 0.44),
            (w * 0.47, h * 0.62),
            (w * 0.2, h * 0.80),
            (-w * 0.25, h * 0.98),
            (-w * 0.46, h * 0.92),
            (-w * 0.5, h * 0.6),
            (-w * 0.44, h * 0.46),
            (0.0, h * 0.50),
            (w * 0.50, h * 0.44),
        ],
        0.14,
        6,
    )
    mesh.extrude(arm[:-1], d * 0.80, shell, 0.07, 4)
    hinge = mesh.extrude(mesh.circle(h * 0.2, 30, cx=-w * 0.41, cz=h * 0.36), d * 0.7, shell, 0.03)
    mesh.move(hinge, z=0.0)
    c = Canvas(4.0, 160, p.options["shell"])
    c.text((0.05, 0.15, 0.95, 0.85), p.brand, "#ffffff", "wide", "m")
    for side in (-1, 1):
        logo = mesh.extrude(
            [
                (-w * 0.24, h * 0.62),
                (w * 0.14, h * 0.62),
                (w * 0.14, h * 0.74),
                (-w * 0.24, h * 0.74),
            ],
            0.006,
            printed(c.finish(), 0.3, 0.2),
            0.0,
        )
        if side > 0:
            logo.rotation_euler.z = math.pi
        mesh.move(logo, y=side * (d * 0.40 + 0.004))


def lamp(p: Product) -> None:
    """Round foot, two-part arm with a joint, bell shade over a bulb."""
    paint = surface(p.options["paint"], 0.3, coat=0.4)
    metal = steel("#c9b27a", 0.25)
    mesh.lathe(rounded([(0, 0), (0.42, 0), (0.42, 0.07), (0.1, 0.11), (0, 0.11)], 0.04), paint)
    mesh.cord([(0.0, 0, 0.1), (0.02, 0, 0.6), (0.05, 0, 1.0)], 0.035, metal)
    mesh.ball(0.06, (0.05, 0, 1.0), paint)
    mesh.cord([(0.05, 0, 1.0), (-0.15, -0.03, 1.35), (-0.38, -0.06, 1.66)], 0.03, metal)
    shade = mesh.lathe(
        rounded(
            [(0.06, 0.34), (0.13, 0.33), (0.17, 0.2), (0.36, -0.10), (0.345, -0.10), (0.15, 0.18)],
            0.04,
        ),
        paint,
    )
    cap = mesh.lathe(rounded([(0, 0.40), (0.07, 0.40), (0.09, 0.3)], 0.02), paint)
    light = mesh.ball(0.13, (0, 0, 0.0), surface("#fff3d6", 0.3, glow=1.6))
    for thing in (cap, light):
        thing.parent = shade
    shade.rotation_euler = (math.radians(-18), math.radians(-20), 0)
    mesh.move(shade, -0.42, -0.1, 1.50)
    mesh.cord(
        [(0.3, 0.25, 0.04), (0.6, 0.4, 0.02), (0.8, 0.2, 0.02), (1.0, 0.3, 0.02)],
        0.02,
        rubber("#18191b"),
    )
