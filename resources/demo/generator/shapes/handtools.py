"""Hand tools; those that lie are built along x or y on the ground."""

from __future__ import annotations

import math

from generator import mesh
from generator.materials import plastic, printed, rubber, steel, surface, wood
from generator.mesh import rounded
from generator.print.canvas import Canvas, ink_on
from generator.products.model import Product


def screwdriver(p: Product) -> None:
    w, d, _ = p.size
    r = d / 2
    grip, second = plastic(p.options["grip"], 0.3), rubber(p.options["grip2"])
    handle = [
        (0, 0),
        (r * 0.72, 0.0),
        (r * 0.95, 0.05),
        (r, w * 0.12),
        (r * 0.92, w * 0.28),
        (r * 0.62, w * 0.36),
        (r * 0.8, w * 0.40),
        (r * 0.70, w * 0.43),
        (0, w * 0.43),
    ]
    core = mesh.lathe(rounded(handle, 0.05, 5), grip)
    root = core
    for i in range(6):
        a = math.pi * i / 3
        pad = mesh.box((0.10, 0.05, w * 0.24), [second], 0.022)
        pad.location = (r * 0.95 * math.sin(a), -r * 0.95 * math.cos(a), w * 0.05)
        pad.rotation_euler.z = a
        pad.parent = root
    ring = mesh.lathe(
        rounded([(0, 0), (r * 0.74, 0), (r * 0.96, 0.05), (r * 0.96, 0.09)], 0.03), second
    )
    ring.parent = root
    blade = mesh.lathe(
        rounded(
            [
                (0, w * 0.42),
                (0.055, w * 0.42),
                (0.055, w * 0.93),
                (0.045, w * 0.97),
                (0.02 if p.options["tip"] != "slot" else 0.055, w),
            ],
            0.01,
        ),
        steel("#c9cdd4", 0.18),
    )
    blade.parent = root
    tip = mesh.lathe(
        [(0.057, w * 0.93), (0.047, w * 0.97), (0.022, w * 1.0)], surface("#2b2c2f", 0.4, metal=0.8)
    )
    tip.parent = root
    if p.options["tip"] == "slot":
        flat = mesh.box((0.16, 0.03, 0.14), [steel("#9a9ea6", 0.3)], 0.008)
        flat.location = (0, 0, w * 0.95)
        flat.parent = root
    root.rotation_euler = (0.0, math.radians(90), 0.0)
    mesh.move(root, -w / 2, 0, r)


def wrench(p: Product) -> None:
    """Open end left, ring right, an oval shank with an inlaid band."""
    w, _, _ = p.size
    metal = steel(p.options["metal"], 0.2 if p.options["metal"] != "#25272b" else 0.38)
    jaw = [*mesh.circle(0.36, 26, start=40, end=320)]
    jaw += [(0.02, -0.17), (-0.12, -0.08), (-0.12, 0.08), (0.02, 0.17)]
    tilt = math.radians(15 + 180)
    points = [
        (
            x * math.cos(tilt) - z * math.sin(tilt) - w * 0.40,
            x * math.sin(tilt) + z * math.cos(tilt),
        )
        for x, z in jaw
    ]
    lie = []
    lie.append(mesh.extrude(points, 0.16, metal, 0.025))
    lie.append(
        mesh.extrude(
            [(-w * 0.36, -0.13), (w * 0.40, -0.10), (w * 0.40, 0.10), (-w * 0.36, 0.13)],
            0.12,
            metal,
            0.04,
            3,
        )
    )
    band = plastic(p.options["band"])
    lie.append(
        mesh.extrude(
            [(-w * 0.2, -0.07), (w * 0.22, -0.055), (w * 0.22, 0.055), (-w * 0.2, 0.07)],
            0.128,
            band,
            0.004,
        )
    )
    c = Canvas(6.0, 120, p.options["band"])
    c.text(
        (0.04, 0.15, 0.60, 0.85), f"{p.brand}  {p.look.big}", ink_on(p.options["band"]), "wide", "m"
    )
    lie.append(
        mesh.extrude(
            [(-w * 0.18, -0.045), (w * 0.10, -0.045), (w * 0.10, 0.045), (-w * 0.18, 0.045)],
            0.131,
            printed(c.finish()),
            0.0,
        )
    )
    for thing in lie:
        thing.rotation_euler.x = math.radians(-90)
        thing.location.z = 0.09
    ring = mesh.lathe(
        rounded([(0.19, -0.1), (0.32, -0.1), (0.32, 0.1), (0.19, 0.1), (0.19, -0.1)], 0.03)[:-1],
        metal,
        closed=True,
    )
    mesh.move(ring, x=w * 0.46, z=0.10)
    for i in range(12):
        a = math.pi * i / 6
        tooth = mesh.box((0.05, 0.05, 0.18), [metal], 0.005)
        tooth.rotation_euler.z = a + math.pi / 4
        mesh.move(tooth, w * 0.46 + 0.19 * math.cos(a), 0.19 * math.sin(a), 0.01)


def hammer(p: Product) -> None:
    """Lies on its side: handle along x, head at the right."""
    _, _, length = p.size
    head = (
        surface(p.options["head"], 0.35, metal=0.75)
        if p.options["kind"] == "claw"
        else rubber(p.options["head"])
    )
    is_wood = p.options["handle"] == "wood"
    skin = wood("#dcb27a", "#b98447") if is_wood else plastic(p.options["handle"])
    handle = mesh.lathe(
        rounded(
            [
                (0, -length * 0.56),
                (0.13, -length * 0.56),
                (0.155, -length * 0.42),
                (0.11, -length * 0.1),
                (0.10, length * 0.36),
                (0, length * 0.36),
            ],
            0.06,
            5,
        ),
        skin,
    )
    handle.scale = (1.0, 0.75, 1.0)
    handle.rotation_euler = (0, math.radians(90), 0)
    mesh.move(handle, z=0.24)
    if not is_wood:
        grip = mesh.lathe(
            rounded(
                [
                    (0.12, -length * 0.565),
                    (0.165, -length * 0.565),
                    (0.18, -length * 0.42),
                    (0.15, -length * 0.12),
                    (0.11, -length * 0.12),
                ],
                0.04,
            ),
            rubber("#1b1c1f"),
        )
        grip.scale = (1.0, 0.8, 1.0)
        grip.rotation_euler = (0, math.radians(90), 0)
        mesh.move(grip, z=0.24)
    x = length * 0.36
    if p.options["kind"] == "mallet":
        block = mesh.lathe(
            rounded(
                [(0, -0.55), (0.31, -0.55), (0.34, -0.48), (0.34, 0.48), (0.31, 0.55), (0, 0.55)],
                0.05,
            ),
            head,
        )
        block.rotation_euler = (math.radians(90), 0, 0)
        mesh.move(block, x=x, z=0.32)
        return
    face = mesh.lathe(
        rounded(
            [
                (0, 0.0),
                (0.19, 0),
                (0.20, 0.05),
                (0.20, 0.16),
                (0.14, 0.22),
                (0.14, 0.42),
                (0, 0.42),
            ],
            0.025,
        ),
        head,
    )
    face.rotation_euler = (math.radians(-90), 0, 0)
    mesh.move(face, x=x, y=-0.62, z=0.24)
    cheek = mesh.box((0.30, 0.36, 0.32), [head], 0.06)
    mesh.move(cheek, x=x, y=-0.08, z=0.08)
    for side in (-1, 1):
        claw = mesh.cord(
            [
                (x + side * 0.06, 0.05, 0.24),
                (x + side * 0.09, 0.32, 0.25),
                (x + side * 0.02 - 0.10, 0.60, 0.24),
                (x - 0.26 + side * 0.10, 0.78, 0.22),
            ],
            0.075,
            head,
        )
        claw.scale.z = 1.0


def pliers(p: Product) -> None:
    """Half-open pliers lying flat: two jaws, a joint, two dipped handles."""
    metal = steel("#aeb3bb", 0.3)
    grip = plastic(p.options["grip"], 0.3)
    for side in (-1, 1):
        jaw = mesh.extrude(
            [
                (side * 0.02, 0.0),
                (side * 0.25, 0.02),
                (side * 0.21, 0.42),
                (side * 0.09, 0.82),
                (side * 0.015, 0.82),
                (side * 0.03, 0.30),
            ],
            0.2,
            metal,
            0.03,
        )
        jaw.rotation_euler.x = math.radians(-90)
        mesh.move(jaw, y=0.0, z=0.14)
        mesh.cord(
            [
                (side * 0.10, 0.06, 0.14),
                (-side * 0.02, -0.05, 0.14),
                (-side * 0.22, -0.25, 0.14),
                (-side * 0.28, -0.45, 0.14),
            ],
            0.085,
            metal,
        )
        mesh.cord(
            [
                (-side * 0.24, -0.32, 0.14),
                (-side * 0.33, -0.60, 0.14),
                (-side * 0.33, -0.95, 0.14),
                (-side * 0.22, -1.38, 0.14),
            ],
            0.115,
            grip,
        )
    joint = mesh.lathe(
        rounded([(0, -0.13), (0.17, -0.13), (0.17, 0.13), (0, 0.13)], 0.03), steel("#8f959e", 0.25)
    )
    mesh.move(joint, y=0.02, z=0.15)
    pin = mesh.lathe(
        rounded([(0, 0.0), (0.07, 0), (0.06, 0.03), (0, 0.03)], 0.01), steel("#d9dce1")
    )
    mesh.move(pin, y=0.02, z=0.28)


def tapemeasure(p: Product) -> None:
    """Rounded case with rubber frame, disc label, tape end with hook."""
    w, d, h = p.size
    shell = plastic(p.options["shell"], 0.3)
    black = rubber("#1d1e21")
    outline = [
        (-w / 2, 0.0),
        (w * 0.46, 0.0),
        (w * 0.5, h * 0.12),
        (w * 0.48, h * 0.55),
        (w * 0.2, h * 0.97),
        (-w * 0.3, h),
        (-w * 0.5, h * 0.72),
    ]
    closed = rounded([*outline, outline[0], outline[1]], 0.14, 5)[1:-1]
    mesh.extrude(closed, d * 0.82, shell, 0.06, 3)
    frame = mesh.extrude([(x * 1.03, z * 1.02 - 0.01) for x, z in closed], d * 0.5, black, 0.05, 3)
    mesh.move(frame, z=0.0)
    c = Canvas(1.0, 500, "#f7f8f9")
    c.circle(0.5, 0.5, 0.5, p.options["shell"])
    c.circle(0.5, 0.5, 0.44, "#17181b")
    c.text((0.20, 0.22, 0.80, 0.56), f"{p.look.big}m", "#ffffff", "wide", "m")
    c.text((0.22, 0.62, 0.78, 0.73), p.brand, "#ffffff", "wide", "m")
    c.text((0.36, 0.76, 0.64, 0.85), p.look.title_zh, "#ffffff", "sans", "m")
    for side in (-1, 1):
        disc = mesh.extrude(
            mesh.circle(h * 0.36, 48, cz=h * 0.52, cx=-0.02 * w),
            0.01,
            printed(c.finish(), 0.3, 0.3),
            0.0,
        )
        if side > 0:
            disc.rotation_euler.z = math.pi
        mesh.move(disc, y=side * (d * 0.41 + 0.004))
    tape = Canvas(5.0, 120, "#f3d53a" if p.options["shell"] != "#f5c400" else "#f6f6f2")
    for i in range(30):
        tape.rect((i / 30, 0.0, i / 30 + 0.006, 0.5 if i % 5 == 0 else 0.25), "#111111")
    blade = mesh.box((0.42, d * 0.42, 0.02), [printed(tape.finish(), 0.3, 0.2)], 0.004)
    mesh.move(blade, x=w * 0.5 + 0.16, z=0.06)
    hook = mesh.box((0.03, d * 0.46, 0.14), [steel()], 0.006)
    mesh.move(hook, x=w * 0.5 + 0.37, z=0.0)


def level(p: Product) -> None:
    """An aluminium beam with a vial in the middle window and one at the end."""
    w, d, h = p.size
    shell = p.options["shell"]
    c = Canvas(w / h, 420, shell)
    c.rect((0, 0, 1, 0.09), "#d5d8dc")
    c.rect((0, 0.91, 1, 1), "#d5d8dc")
    ink = ink_on(shell)
    c.text((0.06, 0.20, 0.36, 0.45), p.brand, ink, "wide")
    c.text((0.06, 0.50, 0.20, 0.70), p.look.title_zh, ink, "sans")
    c.text((0.62, 0.24, 0.80, 0.78), f"{p.look.big}", ink, "wide", "r")
    c.text((0.81, 0.50, 0.87, 0.76), "cm", ink, "wide")
    for i in range(60):
        x = 0.02 + i * 0.0162
        c.rect((x, 0.82 if i % 5 else 0.76, x + 0.0025, 0.91), ink)
    front = printed(c.finish(), 0.3, 0.3)
    plain = surface("#d5d8dc", 0.3, metal=0.8)
    end = plastic("#1d1e21")
    mesh.box((w, d, h), [front, end, front, end, plain, plain], 0.015)
    glass = surface("#c9e83a", 0.08, coat=1.0, glow=0.12)
    dark = surface("#17181a", 0.5)
    hole = mesh.box((0.42, d * 1.02, h * 0.42), [dark], 0.03)
    mesh.move(hole, x=0.02 * w, z=h * 0.30)
    _vial((0.02 * w, h * 0.52), "y", d, glass)
    eye = mesh.extrude(mesh.circle(h * 0.30, 36, cx=w * 0.435, cz=h * 0.5), d * 1.02, dark, 0.01)
    mesh.move(eye, y=0.0)
    _vial((w * 0.435, h * 0.5), "z", d, glass)


def _vial(at: tuple[float, float], axis: str, d: float, glass: mesh.Material) -> None:
    tube = mesh.lathe(rounded([(0, -0.16), (0.065, -0.16), (0.065, 0.16), (0, 0.16)], 0.02), glass)
    bubble = mesh.ball(0.045, (0, 0, 0), surface("#f4ffd0", 0.1, coat=1.0, glow=0.3))
    if axis == "y":
        tube.rotation_euler.y = math.radians(90)
        bubble.scale = (1.6, 1.0, 0.8)
    for thing in (tube, bubble):
        thing.location = (at[0], -d * 0.5, at[1])
    bubble.location.y = -d * 0.5 - 0.035
