"""Printed packs of carton and film."""

from __future__ import annotations

import math

import bpy
from mathutils import Vector, noise
from PIL import Image

from generator import mesh
from generator.materials import board, carton, plastic, printed, surface
from generator.print import faces
from generator.print.canvas import Canvas, ink_on, mix
from generator.products.model import Product


def _seed(p: Product) -> int:
    return sum(map(ord, p.sku))


def box(p: Product) -> None:
    w, d, h = p.size
    look = p.look
    if p.options.get("lying"):
        _ream(p)
        return
    skins = [
        carton(faces.front(look, w / h)),
        carton(faces.code_side(p, d / h)),
        carton(faces.back(p, w / h)),
        carton(faces.side(look, d / h)),
        carton(faces.top(look, w / d)),
        carton(faces.plain(look.base)),
    ]
    mesh.box(p.size, skins, 0.014, 0.006, _seed(p))


def _ream(p: Product) -> None:
    """A paper ream lies on its back: the large face is the top."""
    w, d, h = p.size
    look = p.look
    narrow = carton(faces.top(look, w / h))
    long = carton(faces.code_side(p, d / h)) if d / h < 1 else carton(faces.top(look, d / h))
    cover = printed(faces.front(look, w / d, 800), 0.45, 0.15)
    mesh.box(p.size, [narrow, long, narrow, long, cover, narrow], 0.02, 0.004, _seed(p))


def glovebox(p: Product) -> None:
    """Dispenser box: an oval opening on the top with the first glove in it."""
    w, d, h = p.size
    look = p.look
    lid = Canvas(w / d, 420, look.accent)
    glove = p.options["glove"]
    lid.draw.ellipse(
        [c * lid.size[i % 2] for i, c in enumerate((0.26, 0.18, 0.74, 0.82))], fill="#f2efe6"
    )
    lid.draw.ellipse(
        [c * lid.size[i % 2] for i, c in enumerate((0.28, 0.22, 0.72, 0.78))],
        fill=mix(glove, "#000000", 0.45),
    )
    lid.text((0.03, 0.3, 0.22, 0.7), look.big, ink_on(look.accent), "narrow", "m")
    lid.text((0.78, 0.35, 0.97, 0.65), look.brand, ink_on(look.accent), "wide", "m")
    skins = [
        carton(faces.front(look, w / h)),
        carton(faces.code_side(p, d / h)),
        carton(faces.front(look, w / h)),
        carton(faces.side(look, d / h)),
        carton(lid.finish()),
        carton(faces.plain(look.base)),
    ]
    mesh.box(p.size, skins, 0.016, 0.008, _seed(p))
    lump = mesh.ball(0.3, (0, 0, 0), surface(glove, 0.45, sheen=0.2))
    for vertex in lump.data.vertices:
        co = vertex.co
        push = noise.noise_vector(co * 5 + Vector((_seed(p), 0, 0))) * 0.16
        vertex.co = Vector((co.x * 1.25, co.y * 0.75, co.z * 0.62)) + push
    mesh.move(lump, z=h + 0.02)


def shipping_top(look_base: str, accent: str) -> Image.Image:
    c = Canvas(1.25, 360, look_base)
    c.rect((0, 0.495, 1, 0.505), mix(look_base, "#000000", 0.5))
    c.rect((0, 0.42, 1, 0.58), mix("#c9a878", accent, 0.15))
    c.rect((0, 0.498, 1, 0.502), mix(look_base, "#000000", 0.25))
    return c.finish()


def carton_skins(p: Product) -> list[bpy.types.Material]:
    w, d, h = p.size
    front = board(faces.front(p.look, w / h))
    flank = board(faces.front(p.look, d / h))
    code = board(faces.code_side(p, d / h))
    top = board(shipping_top(p.look.base, p.look.accent))
    return [front, code, front, flank, top, top]


def shipping(p: Product) -> None:
    mesh.box(p.size, carton_skins(p), 0.018, 0.012, _seed(p))
    w, d, h = p.size
    tape = surface("#c8a672", 0.25, coat=0.5)
    for side in (-1, 1):
        strip = mesh.box((0.012, d * 0.16, h * 0.25), [tape], 0.002)
        mesh.move(strip, x=side * (w / 2 + 0.001), z=h * 0.75)


def shoebox(p: Product) -> None:
    """Box and lid; the lid carries the logo, the front the size label."""
    w, d, h = p.size
    look = p.look
    body = faces.front(look, w / h)
    skins = [
        carton(body),
        carton(faces.code_side(p, d / h)),
        carton(body),
        carton(faces.side(look, d / h)),
        carton(faces.plain(look.base)),
        carton(faces.plain(look.base)),
    ]
    mesh.box((w, d, h * 0.97), skins, 0.012, 0.004, _seed(p))
    lid_front = Canvas(w / (h * 0.22), 120, look.accent)
    lid_front.text((0.03, 0.2, 0.35, 0.8), look.brand, ink_on(look.accent), "wide")
    lid_front.text(
        (0.8, 0.15, 0.97, 0.85), f"{look.unit} {look.big}", ink_on(look.accent), "narrow", "r"
    )
    lid_top = Canvas(w / d, 420, look.accent)
    lid_top.text((0.25, 0.36, 0.75, 0.64), look.brand, ink_on(look.accent), "wide", "m")
    lid_top.rect((0.25, 0.70, 0.75, 0.72), ink_on(look.accent))
    rim = carton(lid_front.finish())
    plain = carton(faces.plain(look.accent))
    lid = mesh.box(
        (w + 0.04, d + 0.04, h * 0.22),
        [rim, plain, rim, plain, carton(lid_top.finish()), plain],
        0.012,
    )
    mesh.move(lid, z=h * 0.80)


def gable(p: Product) -> None:
    """Gable-top carton: square body, sloping roof, sealed ridge, screw cap on the roof."""
    w, d, h = p.size
    look = p.look
    body, roof = h * 0.78, h * 0.955
    front = carton(faces.front(look, w / body, 760))
    skins = [front, carton(faces.code_side(p, d / body)), front, carton(faces.side(look, d / body))]
    plain = carton(faces.plain(look.accent))
    mesh.box((w, d, body), [*skins, plain, plain], 0.014, 0.004, _seed(p))
    x, y = w / 2 - 0.008, d / 2 - 0.008
    slope = Canvas(1.6, 260, look.accent)
    slope.text((0.1, 0.35, 0.62, 0.75), look.kind, ink_on(look.accent), "serif", "l")
    roof_mesh = mesh.from_points(
        "roof",
        [
            (-x, -y, body - 0.01),
            (x, -y, body - 0.01),
            (x, y, body - 0.01),
            (-x, y, body - 0.01),
            (-x, 0, roof),
            (x, 0, roof),
            (x * 0.45, 0, roof - 0.02),
            (-x * 0.45, 0, roof - 0.02),
        ],
        [
            (0, 1, 5, 4),
            (2, 3, 4, 5),
            (1, 2, 6),
            (3, 0, 7),
            (1, 6, 5),
            (2, 5, 6),
            (0, 4, 7),
            (3, 7, 4),
        ],
        [(0, 0), (1, 0), (0, 0), (1, 0), (0, 1), (1, 1), (0.5, 0.1), (0.5, 0.1)],
    )
    roof_mesh.materials.append(carton(slope.finish()))
    mesh.link(roof_mesh, "roof", 0.1)
    ridge = mesh.box((w * 0.985, 0.035, h * 0.075), [plain], 0.006)
    mesh.move(ridge, z=roof - 0.03)
    cap_colour = p.options.get("cap", mix(look.accent, "#000000", 0.15))
    cap = mesh.lathe(
        mesh.rounded([(0, 0), (0.15, 0), (0.145, 0.12), (0, 0.12)], 0.02), plastic(cap_colour)
    )
    slope_angle = math.degrees(math.atan2(roof - body, y))
    mesh.turn(cap, "x", slope_angle)
    mesh.move(cap, x=w * 0.2, y=-y * 0.52, z=body + (roof - body) * 0.46)


def bar(p: Product) -> None:
    """A wrapped bar lying on its back, with crimped ends."""
    w, d, h = p.size
    look = p.look
    skin = printed(faces.front(look, w / h), 0.3, 0.35)
    back = printed(faces.back(p, w / h), 0.3, 0.35)
    edge = printed(faces.plain(look.base), 0.3, 0.35)
    slab = mesh.box((w, d * 0.8, h), [skin, edge, back, edge, edge, edge], 0.05)
    mesh.turn(slab, "x", -90)
    mesh.move(slab, y=-h / 2, z=d * 0.4)
    for side in (-1, 1):
        fin = mesh.box((0.09, h * 0.97, 0.012), [surface("#d9d4c8", 0.25, metal=0.9)], 0.003)
        mesh.move(fin, x=side * (w / 2 + 0.02), z=d * 0.32)


def ivbag(p: Product) -> None:
    """A soft infusion bag lying on its back: clear film, printed panel, two ports."""
    w, d, h = p.size
    c = Canvas(w / h, 900, "#e3edf0")
    inset = Canvas(0.70 * w / (0.60 * h), 600, "#ffffff")
    _panel(inset, p)
    picture = c.image
    panel = inset.finish().resize((round(c.size[0] * 0.70), round(c.size[1] * 0.60)))
    picture.paste(panel, (round(c.size[0] * 0.15), round(c.size[1] * 0.16)))
    c.rect((0, 0, 1, 0.05), "#cfdde2")
    c.rect((0, 0.955, 1, 1), "#cfdde2")
    c.circle(0.5, 0.026, 0.02, "#8fa3ab")
    bag = mesh.pillow(w, h, d, printed(c.finish(), 0.16, 0.6), _seed(p), 0.010, 0.06)
    mesh.turn(bag, "x", -90)
    mesh.move(bag, y=-h / 2, z=d / 2)
    for x, colour in ((-0.17, p.look.accent), (0.17, "#f1f3f4")):
        port = mesh.lathe(
            mesh.rounded(
                [(0, 0), (0.07, 0), (0.07, 0.16), (0.045, 0.18), (0.045, 0.3), (0, 0.3)], 0.01
            ),
            plastic(colour),
        )
        mesh.turn(port, "x", 90)
        mesh.move(port, x=x * w, y=-h / 2 + 0.02, z=d / 2)


def _panel(c: Canvas, p: Product) -> None:
    look = p.look
    c.rect((0, 0, 1, 0.42), look.accent)
    on = ink_on(look.accent)
    c.text((0.06, 0.05, 0.62, 0.36), look.big, on, "narrow")
    c.text((0.66, 0.20, 0.94, 0.36), look.unit, on, "narrow")
    c.text((0.06, 0.47, 0.94, 0.58), look.title, look.ink)
    c.text((0.06, 0.61, 0.72, 0.70), look.title_zh, look.ink)
    c.text((0.06, 0.73, 0.45, 0.79), look.brand, look.accent, "wide")
    c.barcode((0.42, 0.80, 0.98, 0.99), p.codes[0])


def headerbag(p: Product) -> None:
    """A flat bag with a printed header card; the ties show through the film."""
    w, d, h = p.size
    look = p.look
    c = Canvas(w / h, 900, "#e8ebec")
    fill = p.options["fill"]
    for i in range(26):
        x = 0.14 + i * 0.0285
        tone = mix(fill, "#000000" if i % 2 else "#ffffff", 0.12 + 0.05 * (i % 3))
        c.rect((x, 0.36, x + 0.022, 0.95), tone, 0.01)
    c.image.paste(
        faces.front(look, w / (h * 0.32), 600).resize((c.size[0], round(c.size[1] * 0.33))), (0, 0)
    )
    bag = mesh.pillow(w, h, d, printed(c.finish(), 0.18, 0.7), _seed(p), 0.012, 0.03)
    mesh.turn(bag, "x", -90)
    mesh.move(bag, y=-h / 2, z=d / 2)


def standpouch(p: Product) -> None:
    """A stand-up pouch: oval foot, flat sealed top."""
    w, d, h = p.size
    look = p.look
    skin = printed(faces.front(look, w / h, 800), 0.42, 0.15)
    rings = []
    for i in range(29):
        v = i / 28
        depth = d * (1 - max(0.0, v - 0.08) / 0.92) ** 0.75 + 0.012
        wide = w * (0.97 + 0.03 * v)
        ring = mesh.ellipse(wide, depth, h * v, 56, 2.4)
        rings.append(
            [
                (
                    x,
                    y
                    + noise.noise(Vector((x * 3.5, z * 4.5, _seed(p) + (1 if y > 0 else 0))))
                    * 0.022
                    * (1 - v) ** 0.3
                    if abs(y) > 0.02
                    else y,
                    z,
                )
                for x, y, z in ring
            ]
        )
    mesh.loft(rings, skin)


def tube(p: Product) -> None:
    """A squeezable tube standing on its cap, the sealed end up."""
    w, d, h = p.size
    low, high = h * 0.16, h
    skin = printed(faces.front(p.look, w / (high - low), 760), 0.28, 0.3)
    rings = []
    for i in range(25):
        v = i / 24
        depth = d * (1 - v**1.5) + 0.02
        rings.append(
            mesh.ellipse(
                w * (0.86 + 0.14 * v),
                depth * (0.95 + 0.05 * (1 - v)),
                low + (high - low) * v,
                56,
                2.0 + 1.5 * v,
            )
        )
    mesh.loft(rings, skin)
    cap = mesh.lathe(
        mesh.rounded([(0, 0), (w * 0.36, 0), (w * 0.40, low), (0, low)], 0.02),
        plastic(p.options["cap"]),
    )
    cap.scale = (1.0, 0.72, 1.0)
