"""Bare machine parts."""

from __future__ import annotations

import math

from generator import mesh
from generator.materials import rubber, steel, surface
from generator.mesh import rounded
from generator.products.model import Product


def _ring(
    inner: float, outer: float, depth: float, material: mesh.Material, z: float = 0.0
) -> mesh.Object:
    profile = rounded(
        [
            (inner, -depth / 2),
            (outer, -depth / 2),
            (outer, depth / 2),
            (inner, depth / 2),
            (inner, -depth / 2),
        ],
        0.03,
    )
    thing = mesh.lathe(profile[:-1], material, closed=True)
    return mesh.move(mesh.turn(thing, "x", 90), z=z)


def bearing(p: Product) -> None:
    """Two rings on edge with balls in a cage, or a coloured seal between them."""
    w, d, _ = p.size
    r = w / 2
    bright = steel("#d2d6dc", 0.16)
    _ring(r * 0.80, r, d, bright, r)
    _ring(r * 0.42, r * 0.60, d, bright, r)
    seal = p.options["seal"]
    if seal:
        _ring(r * 0.61, r * 0.795, d * 0.86, rubber(seal), r)
        _ring(r * 0.68, r * 0.71, d * 0.9, rubber(seal), r)
        return
    _ring(r * 0.67, r * 0.73, d * 0.5, steel("#b98d4a", 0.35), r)
    for i in range(9):
        a = 2 * math.pi * i / 9
        mesh.ball(
            r * 0.125,
            (r * 0.70 * math.sin(a), 0, r + r * 0.70 * math.cos(a)),
            steel("#e3e6ea", 0.08),
        )


def thread(radius: float, low: float, high: float, pitch: float) -> list[mesh.Point2]:
    profile = []
    z = low
    while z < high - pitch / 2:
        profile += [(radius * 0.86, z), (radius, z + pitch / 2)]
        z += pitch
    return [*profile, (radius * 0.86, high)]


def bolt(p: Product) -> None:
    """Three bolts lie side by side, one turned round, one nut in front."""
    w, _, h = p.size
    r = w * 0.24
    metal = steel(p.options["metal"], 0.3 if p.options["metal"] != "#383b41" else 0.42)
    for x, flip, tilt in ((-0.62, 1.0, 4.0), (0.12, -1.0, -7.0), (0.80, 1.0, 9.0)):
        _bolt((x, -0.1 * flip, flip, tilt), r, h, metal)
    nut = mesh.extrude(mesh.hexagon(r * 3.2), r * 1.4, metal, 0.03)
    mesh.move(mesh.turn(nut, "x", 90), 0.50, -h * 0.64, r * 0.7)
    hole = mesh.lathe([(0, 0), (r, 0)], surface("#0b0b0c", 0.8))
    mesh.move(hole, 0.50, -h * 0.64, r * 1.405)


def _bolt(at: tuple[float, float, float, float], r: float, h: float, metal: mesh.Material) -> None:
    x, y, flip, tilt = at
    shaft = mesh.lathe(
        [
            (0, 0),
            *thread(r, 0.02, h * 0.55, r * 0.42),
            (r, h * 0.56),
            (r, h * 0.86),
            (0, h * 0.86),
        ],
        metal,
    )
    head = mesh.extrude(mesh.hexagon(r * 3.4), r * 1.3, metal, 0.035)
    mesh.turn(head, "x", 90)
    mesh.move(head, z=h * 0.86 + r * 0.65)
    head.parent = shaft
    mesh.turn(shaft, "x", 90 * flip)
    shaft.rotation_euler.z = math.radians(tilt)
    mesh.move(shaft, x, y + flip * h * 0.46, r * 1.72)


def pulley(p: Product) -> None:
    """A grooved wheel on edge with web, hub, bore and keyway."""
    w, d, _ = p.size
    r = w / 2
    grooves = p.options["grooves"]
    metal = (
        surface(p.options["metal"], 0.4, coat=0.2, bump=0.05, grain=40)
        if p.options["paint"]
        else steel(p.options["metal"], 0.3)
    )
    depth = d * (0.75 if grooves == 1 else 1.25)
    rim = [(r * 0.78, -depth / 2), (r, -depth / 2)]
    pitch = depth / grooves
    for i in range(grooves):
        low = -depth / 2 + i * pitch
        rim += [
            (r, low + pitch * 0.14),
            (r * 0.84, low + pitch * 0.36),
            (r * 0.84, low + pitch * 0.64),
            (r, low + pitch * 0.86),
        ]
    rim += [(r, depth / 2), (r * 0.78, depth / 2)]
    things = [mesh.lathe(rim, metal, closed=True)]
    things.append(
        mesh.lathe(
            [
                (r * 0.2, -depth * 0.12),
                (r * 0.8, -depth * 0.12),
                (r * 0.8, depth * 0.12),
                (r * 0.2, depth * 0.12),
            ],
            metal,
            closed=True,
        )
    )
    hub = rounded(
        [
            (r * 0.17, -depth * 0.7),
            (r * 0.36, -depth * 0.7),
            (r * 0.36, depth * 0.7),
            (r * 0.17, depth * 0.7),
            (r * 0.17, -depth * 0.7),
        ],
        0.025,
    )
    things.append(mesh.lathe(hub[:-1], metal, closed=True))
    for thing in things:
        mesh.move(mesh.turn(thing, "x", 90), z=r)
    dark = surface("#0d0d0f", 0.7)
    for i in range(5):
        a = 2 * math.pi * (i + 0.25) / 5
        hole = mesh.lathe([(0, 0), (r * 0.12, 0)], dark, 32)
        mesh.move(
            mesh.turn(hole, "x", 90),
            r * 0.57 * math.sin(a),
            -depth * 0.125,
            r + r * 0.57 * math.cos(a),
        )
    key = mesh.box((r * 0.1, depth * 1.41, r * 0.06), [dark], 0.005)
    mesh.move(key, z=r + r * 0.16)


def fitting(p: Product) -> None:
    builders = {"straight": _straight, "elbow": _elbow, "tee": _tee, "flange": _flange}
    builders[p.options["kind"]]()


def _end(metal: mesh.Material, length: float = 0.5, r: float = 0.24) -> mesh.Object:
    """A threaded end along z with a bore."""
    return mesh.lathe(
        [
            (r * 0.55, length - 0.12),
            (r * 0.58, length),
            (r * 0.82, length),
            *reversed(
                [(a, length - 0.02 - b) for a, b in reversed(thread(r, 0.0, length * 0.72, 0.07))]
            ),
            (r * 0.84, 0.0),
        ],
        metal,
        40,
    )


def _nut(metal: mesh.Material, across: float = 0.62, thick: float = 0.26) -> mesh.Object:
    thing = mesh.extrude(mesh.hexagon(across), thick, metal, 0.03)
    return mesh.turn(thing, "x", 90)


def _straight() -> None:
    """A double nipple lying at a slant."""
    metal = steel("#c9cdd4", 0.22)
    parts = [mesh.move(_nut(metal, 0.74, 0.32), z=0.0), mesh.move(_nut(metal, 0.66, 0.26), z=0.46)]
    parts.append(mesh.move(_end(metal, 0.55), z=0.55))
    low = mesh.turn(mesh.move(_end(metal, 0.5, 0.28), z=-0.12), "x", 180)
    parts.append(low)
    root = mesh.lathe([(0.2, -0.2), (0.2, 0.6)], metal)
    for part in parts:
        part.parent = root
    root.rotation_euler = (math.radians(90), math.radians(0), math.radians(58))
    mesh.move(root, -0.2, 0.0, 0.38)


def _elbow() -> None:
    metal = steel("#c4c9d1", 0.25)
    body = mesh.box((0.52, 0.52, 0.52), [metal], 0.10)
    mesh.move(body, z=0.30)
    mesh.move(_nut(metal), z=0.92)
    mesh.move(_end(metal, 0.5), z=1.02)
    collar = mesh.lathe([(0.2, 0.5), (0.24, 0.55), (0.24, 0.82)], metal)
    mesh.move(collar, z=0.22)
    side = mesh.turn(mesh.move(_nut(metal), x=0.40, z=0.56), "y", 0)
    side.rotation_euler = (math.radians(90), 0, math.radians(90))
    arm = mesh.turn(_end(metal, 0.5), "y", 90)
    mesh.move(arm, x=0.50, z=0.56)


def _tee() -> None:
    metal = steel("#d3a041", 0.24)
    body = mesh.lathe(rounded([(0, -0.55), (0.3, -0.55), (0.3, 0.55), (0, 0.55)], 0.04), metal)
    mesh.move(mesh.turn(body, "y", 90), z=0.34)
    for side in (-1, 1):
        nut = mesh.extrude(mesh.hexagon(0.68), 0.24, metal, 0.03)
        nut.rotation_euler.z = math.radians(90)
        mesh.move(nut, x=side * 0.58, z=0.34)
        mesh.move(mesh.turn(_end(metal, 0.42, 0.26), "y", 90 * side), x=side * 0.70, z=0.34)
    mesh.move(mesh.lathe([(0.28, 0), (0.28, 0.3)], metal), z=0.45)
    mesh.move(_nut(metal, 0.66, 0.24), z=0.80)
    mesh.move(_end(metal, 0.42, 0.26), z=0.90)


def _flange() -> None:
    paint = surface("#8d2f23", 0.5, bump=0.06)
    mesh.lathe(
        rounded(
            [
                (0.34, 0.0),
                (0.72, 0.0),
                (0.72, 0.16),
                (0.42, 0.18),
                (0.40, 1.2),
                (0.72, 1.24),
                (0.72, 1.4),
                (0.32, 1.4),
                (0.32, 1.0),
            ],
            0.03,
        ),
        paint,
    )
    for i in range(6):
        a = math.pi * i / 3
        head = _nut(steel("#b9bec6"), 0.18, 0.1)
        mesh.move(head, 0.56 * math.cos(a), 0.56 * math.sin(a), 1.45)
