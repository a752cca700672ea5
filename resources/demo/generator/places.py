"""Where query photos are taken: grounds, rooms behind them, lights, clutter, things in the way."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

import bpy
from mathutils import Vector

from generator import mesh, stage
from generator.materials import plastic, printed, steel, surface, two_tone, wood
from generator.mesh import rounded
from generator.print.canvas import Canvas
from generator.shots import Shot

MUTED = ("#8a8f98", "#6b7a8f", "#a39a8b", "#7f6a55", "#5d6b60", "#b3aaa0", "#4f5661", "#9c7b6a")


def _slab(material: bpy.types.Material, size: float = 16.0, z: float = 0.0) -> None:
    sheet = mesh.from_points(
        "ground",
        [(-size, -size, z), (size, -size, z), (size, size, z), (-size, size, z)],
        [(0, 1, 2, 3)],
    )
    sheet.materials.append(material)
    mesh.link(sheet, "ground")


def _oak(rng: random.Random) -> None:
    light, dark = rng.choice(
        (("#c99a62", "#8e5f30"), ("#a9794a", "#6e4526"), ("#dfc296", "#b98f5a"))
    )
    gap = surface("#2a1c10", 0.9)
    _slab(gap, z=-0.02)
    for i in range(-6, 9):
        plank = mesh.box(
            (18.0, 0.985, 0.06),
            [two_tone(dark, light, 2.2, (0.55, 7 + rng.random(), 7), 0.42, 0.04)],
            0.012,
        )
        mesh.move(plank, rng.uniform(-2, 2), i * 1.0 - 0.5 + rng.uniform(-0.003, 0.003), -0.06)


def _steel(_: random.Random) -> None:
    _slab(two_tone("#8f959c", "#b6bbc1", 3.0, (0.3, 12, 1), 0.38, 0.02))
    dark = surface("#3c4046", 0.7)
    for i in range(-6, 7):
        for j in range(-3, 6):
            hole = mesh.lathe([(0, 0.002), (0.09, 0.002)], dark, 16)
            mesh.move(hole, i * 0.9 + 0.3, j * 0.9)
    back = mesh.box((16, 0.1, 0.5), [plastic("#2f5d9b")], 0.03)
    mesh.move(back, y=3.6)


def _concrete(_: random.Random) -> None:
    _slab(two_tone("#85837f", "#a9a7a2", 1.6, (1, 1, 1), 0.85, 0.2))


def _cloth(rng: random.Random) -> None:
    first, second = rng.choice(
        (("#5c7188", "#6f859c"), ("#b7a78d", "#c9bba4"), ("#6a7a62", "#7f8f76"))
    )
    sheet = mesh.from_points(
        "cloth",
        [
            (
                x * 0.2 - 8,
                y * 0.2 - 8,
                0.05
                * math.sin(x * 0.31 + y * 0.12)
                * (1 if (x - 40) ** 2 + (y - 40) ** 2 > 60 else 0)
                - 0.05,
            )
            for y in range(81)
            for x in range(81)
        ],
        [
            (y * 81 + x, y * 81 + x + 1, (y + 1) * 81 + x + 1, (y + 1) * 81 + x)
            for y in range(80)
            for x in range(80)
        ],
    )
    sheet.materials.append(two_tone(first, second, 55.0, (1, 1, 1), 0.95, 0.5))
    mesh.link(sheet, "cloth", math.pi)
    _slab(surface(first, 0.95), z=-0.02)


def _tray(rng: random.Random) -> None:
    _slab(two_tone("#777a7d", "#8e9194", 4.0, (1, 1, 1), 0.8, 0.1), z=-0.09)
    colour = plastic(rng.choice(("#54708f", "#a9765c", "#6d8a76", "#8b9097")), 0.45)
    mesh.move(mesh.box((5.4, 4.0, 0.08), [colour], 0.03), z=-0.08)
    for x, y, w, d in (
        (0, -2.0, 5.4, 0.12),
        (0, 2.0, 5.4, 0.12),
        (-2.7, 0, 0.12, 4.0),
        (2.7, 0, 0.12, 4.0),
    ):
        mesh.move(mesh.box((w, d, 0.32), [colour], 0.05), x, y, -0.08)


def _kraft(_: random.Random) -> None:
    _slab(two_tone("#b08a5c", "#c49d6e", 3.0, (0.6, 14, 1), 0.9, 0.06))
    seam = surface("#7b5d3a", 0.9)
    mesh.move(mesh.box((18, 0.02, 0.004), [seam], 0.001), y=0.9)
    tape = surface("#cdb183", 0.2, coat=0.6)
    mesh.move(mesh.box((18, 0.7, 0.006), [tape], 0.001), y=1.25)


def _mat(_: random.Random) -> None:
    c = Canvas(1.0, 700, "#39594f")
    for i in range(41):
        tone = "#64857a" if i % 5 == 0 else "#486a5f"
        c.rect((i / 40, 0, i / 40 + 0.0016, 1), tone)
        c.rect((0, i / 40, 1, i / 40 + 0.0016), tone)
    sheet = mesh.from_points(
        "mat",
        [(-5, -5, 0), (5, -5, 0), (5, 5, 0), (-5, 5, 0)],
        [(0, 1, 2, 3)],
        [(0, 0), (1, 0), (1, 1), (0, 1)],
    )
    sheet.materials.append(printed(c.finish(), 0.7, 0.0))
    mesh.link(sheet, "mat")
    _slab(wood(), z=-0.02)


def _laminate(_: random.Random) -> None:
    _slab(two_tone("#d7d3cb", "#e4e1da", 1.2, (1, 1, 1), 0.35, 0.0))


GROUNDS: dict[str, Callable[[random.Random], None]] = {
    "oak": _oak,
    "steel": _steel,
    "concrete": _concrete,
    "cloth": _cloth,
    "tray": _tray,
    "kraft": _kraft,
    "mat": _mat,
    "laminate": _laminate,
}


def _room(rng: random.Random) -> None:
    """A wall and a shelf with boxes far behind, out of focus."""
    wall = mesh.box(
        (30, 0.2, 14),
        [surface(rng.choice(("#c9c4ba", "#aab3b8", "#8f959b", "#d8d2c4")), 0.9)],
        0.01,
    )
    mesh.move(wall, y=9.5, z=-2)
    for z in (1.2, 3.4, 5.6):
        mesh.move(mesh.box((24, 1.2, 0.12), [surface("#6d737b", 0.5)], 0.01), y=8.4, z=z)
        x = -9.0
        while x < 9.0:
            w, h = rng.uniform(0.6, 1.6), rng.uniform(0.6, 1.7)
            item = mesh.box(
                (w, 0.8, h),
                [surface(rng.choice((*MUTED, "#b5622f", "#3e6f9e", "#c2b04a")), 0.6)],
                0.03,
            )
            mesh.move(item, x + w / 2, 8.3, z + 0.12)
            x += w + rng.uniform(0.05, 0.9)


def _light(name: str, rng: random.Random) -> None:
    side = rng.choice((-1.0, 1.0))
    view = bpy.context.scene.view_settings
    view.view_transform, view.look = "AgX", "AgX - Medium High Contrast"
    view.exposure = {"dim": 0.3}.get(name, 0.45)
    if name == "warm":
        stage.world((1.0, 0.90, 0.78), 0.38)
        stage.area((side * 1.5, -1.0, 5.0), (1.2, 1.2), 400, (1.0, 0.82, 0.62))
        stage.area((-side * 5, 3, 4.0), (2, 2), 150, (1.0, 0.88, 0.74))
    elif name == "window":
        stage.world((0.86, 0.93, 1.0), 0.45)
        stage.area((side * 5.0, 0.5, 3.2), (3.0, 4.0), 620, (0.88, 0.95, 1.0))
    elif name == "dim":
        stage.world((0.9, 0.9, 1.0), 0.30)
        stage.area((side * 2.0, 2.0, 5.0), (1.0, 1.0), 230, (1.0, 0.90, 0.78))
    elif name == "hard":
        stage.world((0.80, 0.88, 1.0), 0.55)
        stage.area((side * 4.5, -2.5, 7.0), (0.35, 0.35), 1150, (1.0, 0.95, 0.86))
    else:
        stage.world((0.95, 1.0, 0.94), 0.40)
        for y in (-1.6, 2.2):
            stage.area(
                (side * 0.6, y, 5.5), (6.0, 0.35), 330, (0.93, 1.0, 0.92), (side * 0.6, y, 0)
            )


def _kraft_box(rng: random.Random) -> mesh.Object:
    return mesh.box(
        (rng.uniform(0.7, 1.1), rng.uniform(0.6, 0.9), rng.uniform(0.4, 0.9)),
        [surface("#ab8454", 0.85, bump=0.1)],
        0.02,
    )


def _white_cup(_: random.Random) -> mesh.Object:
    return mesh.lathe(
        rounded([(0, 0), (0.24, 0), (0.32, 0.72), (0.30, 0.72), (0.22, 0.05), (0, 0.05)], 0.02),
        surface("#efeeea", 0.6),
    )


def _pen(rng: random.Random) -> mesh.Object:
    pen = mesh.lathe(
        rounded([(0, 0), (0.02, 0), (0.055, 0.14), (0.055, 1.25), (0.03, 1.4), (0, 1.4)], 0.02),
        plastic(rng.choice(MUTED)),
    )
    pen.rotation_euler = (math.radians(90), 0, rng.uniform(0, 6.28))
    pen.location.z = 0.055
    return pen


def _paper(rng: random.Random) -> mesh.Object:
    sheet = mesh.box((1.5, 2.0, 0.012), [surface("#e9e7e0", 0.9)], 0.003)
    sheet.rotation_euler.z = rng.uniform(-0.5, 0.5)
    return sheet


def _phone(rng: random.Random) -> mesh.Object:
    body = mesh.box((0.68, 1.38, 0.08), [surface("#16171a", 0.12, coat=0.8)], 0.035)
    body.rotation_euler.z = rng.uniform(-0.8, 0.8)
    return body


def _grey_tub(rng: random.Random) -> mesh.Object:
    return mesh.lathe(
        rounded([(0, 0), (0.4, 0), (0.44, 0.5), (0, 0.5)], 0.05), plastic(rng.choice(MUTED), 0.5)
    )


def _bar(rng: random.Random) -> mesh.Object:
    bar = mesh.lathe(
        rounded([(0, 0), (0.09, 0), (0.09, 1.1), (0, 1.1)], 0.02), steel("#a3a8af", 0.35)
    )
    bar.rotation_euler = (math.radians(90), 0, rng.uniform(0, 6.28))
    bar.location.z = 0.09
    return bar


CLUTTER = (_kraft_box, _white_cup, _pen, _paper, _phone, _grey_tub, _bar)


def _scatter(shot: Shot, rng: random.Random, low: Vector, high: Vector) -> None:
    """Clutter to the left, right and behind, clear of the product."""
    reach = max(high.x - low.x, high.y - low.y) / 2
    slots = [(-1, 0.2), (1, 0.4), (-1, 1.5), (1, 1.7), (0.2, 2.2)]
    rng.shuffle(slots)
    for x, y in slots[: shot.clutter]:
        thing = rng.choice(CLUTTER)(rng)
        distance = reach + rng.uniform(0.65, 1.0)
        mesh.move(thing, x * distance, y + (0.7 if abs(x) < 0.5 else 0.0) + rng.uniform(-0.2, 0.3))


def _hide(rng: random.Random, low: Vector, high: Vector, flat: bool) -> None:
    """Something before a lower corner of the product, or across a flat one; at most a quarter."""
    wide, tall = high.x - low.x, high.z - low.z
    side = rng.choice((-1.0, 1.0))
    if flat:
        strip = mesh.box(
            (min(0.34, wide * 0.14), 3.2, 0.03), [surface(rng.choice(MUTED), 0.9, bump=0.2)], 0.01
        )
        strip.rotation_euler.z = rng.uniform(-0.4, 0.4)
        mesh.move(strip, side * wide * 0.24, -0.4, high.z + 0.02)
        return
    size = (wide * 0.42, 0.35, tall * 0.34)
    colour = rng.choice(MUTED)
    if rng.random() < 0.5:
        thing = mesh.box(size, [surface(colour, 0.7, bump=0.08)], 0.03)
    else:
        thing = mesh.lathe(
            rounded([(0, 0), (size[0] / 2, 0), (size[0] / 2, size[2]), (0, size[2])], 0.04),
            plastic(colour, 0.4),
        )
    mesh.move(thing, (low.x + high.x) / 2 + side * wide * 0.36, low.y - 0.32)


def place_of(shot: Shot, things: list[bpy.types.Object], flat: bool) -> tuple[float, float]:
    """Build the surroundings of a query photo; returns how far the product leaves the middle."""
    rng = random.Random(shot.name + "place")
    low, high = stage.bounds(things)
    GROUNDS[shot.ground](rng)
    _room(rng)
    _light(shot.light, rng)
    _scatter(shot, rng, low, high)
    if shot.hindrance == "hidden":
        _hide(rng, low, high, flat)
    if shot.hindrance == "cut":
        return (rng.choice((-1, 1)) * rng.uniform(0.13, 0.18), rng.uniform(-0.08, 0.08))
    return (rng.uniform(-0.05, 0.05), rng.uniform(-0.05, 0.05))
