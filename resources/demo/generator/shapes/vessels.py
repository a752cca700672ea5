"""Bottles: squeeze, pump, trigger, detergent, insulated."""

from __future__ import annotations

import math

from generator import mesh
from generator.materials import plastic, printed, steel, surface
from generator.mesh import rounded
from generator.print import faces
from generator.print.canvas import Canvas
from generator.products.model import Product
from generator.shapes.decals import cone_print


def label(
    p: Product,
    radius: float,
    low: float,
    high: float,
    rough: float = 0.4,
    coat: float = 0.15,
    metal: float = 0.0,
) -> mesh.Object:
    """A printed sleeve just outside ``radius`` between two heights."""
    turn = 2 * math.pi * radius / (high - low)
    skin = printed(faces.wrap(p, turn), rough, coat, metal)
    return mesh.lathe([(radius + 0.004, low), (radius + 0.004, high)], skin)


def _squash(things: list[mesh.Object], oval: float) -> None:
    for thing in things:
        thing.scale.y = oval


def bottle(p: Product) -> None:
    w, _, h = p.size
    r = w / 2
    waist = p.options.get("style") == "waist"
    shoulder = h * (0.66 if waist else 0.74)
    body = surface(p.options["body"], 0.25, coat=0.3)
    profile = [(0, 0.03), (r * 0.8, 0), (r, 0.02), (r, shoulder)]
    profile += [(r * 0.62, h * 0.80), (r * 0.34, h * 0.86)] if waist else [(r * 0.42, h * 0.85)]
    profile += [(r * 0.34, h * 0.87), (r * 0.34, h * 0.9), (0, h * 0.9)]
    parts = [mesh.lathe(rounded(profile, r * 0.28, 6), body)]
    parts.append(label(p, r, h * 0.10, shoulder * 0.93))
    cap = plastic(p.options["cap"])
    parts.append(
        mesh.lathe(
            rounded([(0, h * 0.86), (r * 0.46, h * 0.86), (r * 0.42, h * 0.985), (0, h)], 0.02), cap
        )
    )
    _squash(parts, p.options.get("oval", 1.0))


def pump(p: Product) -> None:
    w, d, h = p.size
    r = w / 2
    body = surface(p.options["body"], 0.2, coat=0.5)
    top = h * 0.70
    parts = [
        mesh.lathe(
            rounded(
                [(0, 0.02), (r * 0.9, 0), (r, 0.04), (r, top * 0.88), (r * 0.35, top), (0, top)],
                0.12,
                6,
            ),
            body,
        )
    ]
    parts.append(label(p, r, h * 0.07, h * 0.58))
    _squash(parts, d / w)
    white = plastic(p.options["cap"])
    mesh.lathe(
        rounded(
            [
                (0, top - 0.02),
                (r * 0.36, top - 0.02),
                (r * 0.34, top + 0.14),
                (r * 0.1, top + 0.16),
                (r * 0.1, h * 0.9),
                (0, h * 0.9),
            ],
            0.015,
        ),
        white,
    )
    head = mesh.box((r * 1.3, r * 0.46, 0.12), [white], 0.03)
    mesh.move(head, x=-r * 0.38, z=h * 0.9)
    nose = mesh.box((0.09, 0.1, 0.1), [white], 0.02)
    mesh.move(nose, x=-r * 0.98, z=h * 0.885)


def spray(p: Product) -> None:
    """Trigger bottle: oval body, neck, head with nozzle to the left and a lever."""
    w, d, h = p.size
    r = w / 2
    top = h * 0.70
    body = surface(p.options["body"], 0.2, coat=0.45)
    profile = [
        (0, 0.02),
        (r * 0.92, 0),
        (r, 0.05),
        (r * 0.97, top * 0.70),
        (r * 0.42, top * 0.90),
        (r * 0.27, top),
        (0, top),
    ]
    parts = [mesh.lathe(rounded(profile, 0.16, 7), body)]
    parts.append(label(p, r * 0.995, h * 0.045, h * 0.44))
    _squash(parts, d / w)
    head = plastic(p.options["cap"])
    mesh.lathe(
        rounded(
            [(0, top - 0.06), (r * 0.36, top - 0.06), (r * 0.36, top + 0.11), (0, top + 0.13)], 0.02
        ),
        head,
    )
    accent = plastic(p.look.accent)
    z = top + 0.08
    outline = [
        (-0.52, z + 0.28),
        (-0.50, z + 0.42),
        (-0.1, z + 0.50),
        (0.30, z + 0.44),
        (0.38, z + 0.30),
        (0.20, z + 0.16),
        (0.13, z),
        (-0.13, z),
        (-0.16, z + 0.2),
        (-0.28, z + 0.26),
    ]
    mesh.extrude([(x * w, zz) for x, zz in outline], 0.24, head, 0.05, 3)
    lever = [
        (-0.22, z + 0.24),
        (-0.30, z + 0.22),
        (-0.42, z - 0.10),
        (-0.37, z - 0.13),
        (-0.26, z + 0.06),
        (-0.16, z + 0.16),
    ]
    mesh.extrude([(x * w, zz) for x, zz in lever], 0.16, accent, 0.025)
    nozzle = mesh.box((0.1, 0.17, 0.17), [accent], 0.02)
    mesh.move(nozzle, x=-0.55 * w, z=z + 0.265)


def jug(p: Product) -> None:
    """Detergent bottle: broad oval body with a grip beside the neck and a large cap."""
    w, d, h = p.size
    body = surface(p.options["body"], 0.28, coat=0.3)
    rings = []
    for i in range(30):
        v = i / 29
        z = h * 0.86 * v
        wide = w * (1.0 if v < 0.55 else 1.0 - 0.62 * ((v - 0.55) / 0.45) ** 1.6)
        wide *= 0.94 + 0.06 * min(1.0, v * 10)
        rings.append(
            [
                (x - w * 0.16 * max(0.0, v - 0.55) / 0.45, y, z)
                for x, y, z in mesh.ellipse(wide, d * (1.0 - 0.35 * max(0.0, v - 0.6)), z, 56, 2.7)
            ]
        )
    mesh.loft(rings, body)
    skin = printed(faces.front(p.look, 0.86 * w / (h * 0.50), 700), 0.35, 0.25)
    span = (-w * 0.43, w * 0.43, h * 0.06, h * 0.56)
    for side in (-1.0, 1.0):
        _curved_label(span, w, d, side, skin)
    mesh.cord(
        [
            (w * 0.12, 0, h * 0.80),
            (w * 0.36, 0, h * 0.84),
            (w * 0.47, 0, h * 0.72),
            (w * 0.46, 0, h * 0.52),
            (w * 0.44, 0, h * 0.40),
        ],
        0.10,
        body,
    )
    cap = mesh.lathe(
        rounded([(0, 0), (w * 0.2, 0), (w * 0.19, h * 0.16), (0, h * 0.165)], 0.03),
        plastic(p.options["cap"]),
    )
    mesh.move(cap, x=-w * 0.16, z=h * 0.845)


def _curved_label(
    span: tuple[float, float, float, float], w: float, d: float, side: float, skin: mesh.Material
) -> None:
    """A printed sheet that follows the oval front (side -1) or back (side 1)."""
    x0, x1, z0, z1 = span
    points, uvs = [], []
    n = 24
    for i in range(n + 1):
        u = i / n
        x = (x0 + (x1 - x0) * u) * -side
        y = side * (d / 2 * (1 - abs(2 * x / w) ** 2.7) ** (1 / 2.7) + 0.006)
        for z in (z0, z1):
            points.append((x, y, z))
            uvs.append((u, 0.0 if z == z0 else 1.0))
    faces_ = [(2 * i, 2 * i + 2, 2 * i + 3, 2 * i + 1) for i in range(n)]
    sheet = mesh.from_points("label", points, faces_, uvs)
    sheet.materials.append(skin)
    mesh.link(sheet, "label")


def flask(p: Product) -> None:
    """Insulated bottle, painted or bare steel, with a loop cap."""
    w, _, h = p.size
    r = w / 2
    paint = p.options["paint"]
    skin = surface(paint, 0.42, coat=0.1, bump=0.02, grain=160) if paint else steel("#c7ccd4", 0.28)
    profile = [
        (0, 0.02),
        (r * 0.9, 0),
        (r, 0.03),
        (r, h * 0.68),
        (r * 0.62, h * 0.81),
        (r * 0.60, h * 0.84),
        (0, h * 0.84),
    ]
    mesh.lathe(rounded(profile, 0.18, 8), skin)
    mesh.lathe([(r * 0.63, h * 0.815), (r * 0.63, h * 0.845)], steel())
    logo = Canvas(2.2, 200, paint or "#c3c8d0")
    logo.text((0.06, 0.3, 0.94, 0.7), p.brand, "#ffffff" if paint else "#3c4148", "wide", "m")
    face = printed(logo.finish(), 0.42, 0.1, 0.0 if paint else 0.85)
    cone_print((r + 0.004, h * 0.36), (r + 0.004, h * 0.52), 48, face)
    cap = plastic(p.options["cap"], 0.4)
    mesh.lathe(
        rounded([(0, h * 0.84), (r * 0.68, h * 0.84), (r * 0.66, h * 0.93), (0, h * 0.935)], 0.03),
        cap,
    )
    mesh.cord(
        [
            (-r * 0.5, 0, h * 0.90),
            (-r * 0.46, 0, h * 0.99),
            (0, 0, h * 1.02),
            (r * 0.46, 0, h * 0.99),
            (r * 0.5, 0, h * 0.90),
        ],
        0.055,
        cap,
    )
