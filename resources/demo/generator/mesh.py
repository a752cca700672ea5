"""Mesh primitives with printable UV: box, lathe, extruded outline, loft, pillow, ball, cord.

Axes: a product stands on z = 0, its front looks towards -y. Lengths are in scene units, and one
unit is about the width of a hand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import bmesh
import bpy
from mathutils import Vector, noise

Point2 = tuple[float, float]
Object = bpy.types.Object
Material = bpy.types.Material
SHARP = math.radians(38)


def link(mesh: bpy.types.Mesh, name: str, sharp: float = SHARP) -> Object:
    mesh.shade_smooth()
    mesh.set_sharp_from_angle(angle=sharp)
    thing = bpy.data.objects.new(name, mesh)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def from_points(
    name: str,
    points: list[tuple[float, float, float]],
    faces: list[tuple[int, ...]],
    uvs: list[Point2] | None = None,
) -> bpy.types.Mesh:
    mesh = bpy.data.meshes.new(name)
    mesh.from_pydata(points, [], faces)
    if uvs is not None:
        layer = mesh.uv_layers.new()
        flat = [c for face in faces for i in face for c in uvs[i]]
        layer.data.foreach_set("uv", flat)
    mesh.validate()
    return mesh


def _outwards(thing: Object) -> Object:
    work = bmesh.new()
    work.from_mesh(thing.data)
    bmesh.ops.recalc_face_normals(work, faces=work.faces)
    work.to_mesh(thing.data)
    work.free()
    return thing


def box(
    size: tuple[float, float, float],
    materials: Sequence[Material],
    bevel: float = 0.012,
    skew: float = 0.0,
    seed: int = 0,
) -> Object:
    """A bevelled box on z = 0; materials in the order front, right, back, left, top, bottom.

    ``skew`` moves each corner a little, as hands do with cartons.
    """
    w, d, h = size
    work = bmesh.new()
    bmesh.ops.create_cube(work, size=1.0)
    for vertex in work.verts:
        vertex.co = Vector((vertex.co.x * w, vertex.co.y * d, (vertex.co.z + 0.5) * h))
        if skew:
            vertex.co += (
                noise.noise_vector(vertex.co * 7.3 + Vector((seed, 0, 0))) * skew * min(size)
            )
            vertex.co.z = max(0.0, vertex.co.z)
    bmesh.ops.bevel(
        work,
        geom=work.edges,
        offset=bevel,
        segments=3,
        profile=0.6,
        affect="EDGES",
        clamp_overlap=True,
    )
    _project(work, w, d, h)
    mesh = bpy.data.meshes.new("box")
    work.to_mesh(mesh)
    work.free()
    for material in materials if len(materials) == 6 else [materials[0]] * 6:
        mesh.materials.append(material)
    return link(mesh, "box", math.radians(75))


def _project(work: bmesh.types.BMesh, w: float, d: float, h: float) -> None:
    """Give each face the side it looks to and flat UV on that side."""
    layer = work.loops.layers.uv.verify()
    for face in work.faces:
        n = face.normal
        axis = max(range(3), key=lambda i: abs(n[i]))
        side = {0: 1 if n.x > 0 else 3, 1: 2 if n.y > 0 else 0, 2: 4 if n.z > 0 else 5}[axis]
        face.material_index = side
        for loop in face.loops:
            x, y, z = loop.vert.co.x / w + 0.5, loop.vert.co.y / d + 0.5, loop.vert.co.z / h
            loop[layer].uv = ((x, z), (y, z), (1 - x, z), (1 - y, z), (x, y), (x, 1 - y))[side]


def lathe(
    profile: Sequence[Point2],
    material: Material,
    steps: int = 72,
    closed: bool = False,
    span: tuple[float, float] | None = None,
) -> Object:
    """Turn ``profile`` of (radius, z) round the z axis; u once round, v along z in ``span``."""
    low = span[0] if span else min(z for _, z in profile)
    high = span[1] if span else max(z for _, z in profile)
    points, uvs = [], []
    for i in range(steps + 1):
        angle = 2 * math.pi * i / steps - math.pi
        for radius, z in profile:
            points.append((radius * math.sin(angle), -radius * math.cos(angle), z))
            uvs.append((i / steps, (z - low) / max(1e-6, high - low)))
    n = len(profile)
    ring = n if closed else n - 1
    faces = [
        (i * n + j, (i + 1) * n + j, (i + 1) * n + (j + 1) % n, i * n + (j + 1) % n)
        for i in range(steps)
        for j in range(ring)
    ]
    mesh = from_points("lathe", points, faces, uvs)
    mesh.materials.append(material)
    work = bmesh.new()
    work.from_mesh(mesh)
    bmesh.ops.remove_doubles(work, verts=work.verts, dist=1e-5)
    bmesh.ops.recalc_face_normals(work, faces=work.faces)
    work.to_mesh(mesh)
    work.free()
    return link(mesh, "lathe")


def rounded(profile: Sequence[Point2], radius: float, steps: int = 4) -> list[Point2]:
    """Round the inner corners of a lathe profile or of an open outline."""
    result = [profile[0]]
    for before, corner, after in zip(profile, profile[1:], profile[2:], strict=False):
        p, c, q = Vector(before), Vector(corner), Vector(after)
        cut = min(radius, (p - c).length * 0.48, (q - c).length * 0.48)
        if cut < 1e-5:
            result.append(corner)
            continue
        a, b = c + (p - c).normalized() * cut, c + (q - c).normalized() * cut
        for i in range(steps + 1):
            t = i / steps
            point = a * (1 - t) ** 2 + c * (2 * t * (1 - t)) + b * t**2
            result.append((point.x, point.y))
    return [*result, profile[-1]]


def extrude(
    outline: Sequence[Point2],
    thickness: float,
    material: Material,
    bevel: float = 0.01,
    segments: int = 2,
) -> Object:
    """A flat outline in the x-z plane made thick along y, edges bevelled; UV from the front."""
    work = bmesh.new()
    front = [work.verts.new((x, -thickness / 2, z)) for x, z in outline]
    back = [work.verts.new((x, thickness / 2, z)) for x, z in outline]
    n = len(outline)
    work.faces.new(front)
    work.faces.new(list(reversed(back)))
    for i in range(n):
        work.faces.new((front[i], back[i], back[(i + 1) % n], front[(i + 1) % n]))
    bmesh.ops.recalc_face_normals(work, faces=work.faces)
    if bevel:
        edges = [e for e in work.edges if e.calc_face_angle(0.0) > math.radians(20)]
        bmesh.ops.bevel(
            work,
            geom=edges,
            offset=bevel,
            segments=segments,
            profile=0.6,
            affect="EDGES",
            clamp_overlap=True,
        )
    bmesh.ops.triangulate(work, faces=[f for f in work.faces if len(f.verts) > 4])
    _uv_front(work)
    mesh = bpy.data.meshes.new("extrude")
    work.to_mesh(mesh)
    work.free()
    mesh.materials.append(material)
    return link(mesh, "extrude", math.radians(32))


def _uv_front(work: bmesh.types.BMesh) -> None:
    xs = [v.co.x for v in work.verts]
    zs = [v.co.z for v in work.verts]
    wide, high = max(xs) - min(xs), max(zs) - min(zs)
    layer = work.loops.layers.uv.verify()
    for face in work.faces:
        for loop in face.loops:
            loop[layer].uv = ((loop.vert.co.x - min(xs)) / wide, (loop.vert.co.z - min(zs)) / high)


def loft(
    sections: Sequence[Sequence[tuple[float, float, float]]],
    material: Material,
    span: tuple[float, float, float, float] | None = None,
    caps: bool = True,
) -> Object:
    """Skin between closed rings of equal length; UV is the projection on x-z over ``span``.

    The rear gets the mirrored projection, so words read properly from behind as well.
    """
    n = len(sections[0])
    points = [p for ring in sections for p in ring]
    faces: list[tuple[int, ...]] = [
        (i * n + j, i * n + (j + 1) % n, (i + 1) * n + (j + 1) % n, (i + 1) * n + j)
        for i in range(len(sections) - 1)
        for j in range(n)
    ]
    if caps:
        faces += [tuple(range(n)), tuple(range((len(sections) - 1) * n, len(sections) * n))]
    mesh = from_points("loft", points, faces)
    x0, x1, z0, z1 = span or _extent(points)
    thing = _outwards(link(mesh, "loft"))
    work = bmesh.new()
    work.from_mesh(mesh)
    layer = work.loops.layers.uv.verify()
    for face in work.faces:
        rear = face.normal.y > 0.05
        for loop in face.loops:
            u = (loop.vert.co.x - x0) / (x1 - x0)
            loop[layer].uv = (1 - u if rear else u, (loop.vert.co.z - z0) / (z1 - z0))
    work.to_mesh(mesh)
    work.free()
    mesh.materials.append(material)
    mesh.shade_smooth()
    mesh.set_sharp_from_angle(angle=SHARP)
    return thing


def _extent(points: Sequence[tuple[float, float, float]]) -> tuple[float, float, float, float]:
    xs, zs = [p[0] for p in points], [p[2] for p in points]
    return min(xs), max(xs), min(zs), max(zs)


def ellipse(
    w: float, d: float, z: float, n: int = 48, power: float = 2.0
) -> list[tuple[float, float, float]]:
    """A ring at height ``z``; ``power`` above 2 makes it a rounded rectangle."""
    ring = []
    for i in range(n):
        a = 2 * math.pi * i / n
        c, s = math.cos(a), math.sin(a)
        x = math.copysign(abs(c) ** (2 / power), c) * w / 2
        y = math.copysign(abs(s) ** (2 / power), s) * d / 2
        ring.append((x, y, z))
    return ring


def pillow(
    w: float,
    h: float,
    thick: float,
    material: Material,
    seed: int = 0,
    wrinkle: float = 0.012,
    flat_top: float = 0.06,
) -> Object:
    """A filled bag with sealed rim, upright; ``flat_top`` is the seal as a share of height."""
    n, m = 44, 56
    rows: list[list[tuple[float, float, float]]] = []
    for j in range(m + 1):
        z = h * j / m
        row = []
        for i in range(n + 1):
            x = w * (i / n - 0.5)
            row.append((x, _swell(i / n, j / m, flat_top) * thick / 2, z))
        rows.append(row)
    points, uvs, faces = [], [], []
    for side in (-1.0, 1.0):
        base = len(points)
        for j, row in enumerate(rows):
            for i, (x, y, z) in enumerate(row):
                crease = noise.noise(Vector((x * 4, z * 4, side * 3 + seed))) * wrinkle * (y > 1e-4)
                crease += (
                    noise.noise(Vector((x * 11, z * 9, side + seed))) * wrinkle * 0.4 * (y > 1e-4)
                )
                points.append((x * (1 - 0.05 * y / thick), side * (y + crease + 0.003), z))
                uvs.append((i / n if side < 0 else 1 - i / n, j / m))
        faces += [
            (
                base + j * (n + 1) + i,
                base + j * (n + 1) + i + 1,
                base + (j + 1) * (n + 1) + i + 1,
                base + (j + 1) * (n + 1) + i,
            )
            for j in range(m)
            for i in range(n)
        ]
    mesh = from_points("pillow", points, faces, uvs)
    mesh.materials.append(material)
    return link(mesh, "pillow", math.radians(60))


def _swell(u: float, v: float, flat: float) -> float:
    """Thickness of a filled bag at (u, v), 0 at the seals."""
    su, sv = (u - 0.03) / 0.94, (v - flat) / (1 - 2 * flat)
    if not (0 < su < 1 and 0 < sv < 1):
        return 0.0
    return (4 * su * (1 - su)) ** 0.45 * (4 * sv * (1 - sv)) ** 0.4


def ball(radius: float, at: tuple[float, float, float], material: Material) -> Object:
    work = bmesh.new()
    bmesh.ops.create_uvsphere(work, u_segments=28, v_segments=18, radius=radius)
    mesh = bpy.data.meshes.new("ball")
    work.to_mesh(mesh)
    work.free()
    mesh.materials.append(material)
    thing = link(mesh, "ball", math.pi)
    thing.location = at
    return thing


def cord(
    points: Sequence[tuple[float, float, float]],
    radius: float,
    material: Material,
    closed: bool = False,
) -> Object:
    """A round bar along smooth ``points``: handles, arms, wires."""
    curve = bpy.data.curves.new("cord", "CURVE")
    curve.dimensions = "3D"
    curve.bevel_depth = radius
    curve.bevel_resolution = 4
    curve.use_fill_caps = True
    spline = curve.splines.new("NURBS" if len(points) > 2 else "POLY")
    spline.points.add(len(points) - 1)
    for slot, point in zip(spline.points, points, strict=True):
        slot.co = (*point, 1.0)
    spline.use_cyclic_u = closed
    spline.use_endpoint_u = True
    spline.order_u = 3
    curve.materials.append(material)
    thing = bpy.data.objects.new("cord", curve)
    bpy.context.scene.collection.objects.link(thing)
    return thing


def move(thing: Object, x: float = 0.0, y: float = 0.0, z: float = 0.0) -> Object:
    thing.location = (thing.location.x + x, thing.location.y + y, thing.location.z + z)
    return thing


def turn(thing: Object, axis: str, degrees: float) -> Object:
    """Rotate the mesh itself, so that later moves stay in scene axes."""
    index = "xyz".index(axis)
    thing.rotation_euler[index] += math.radians(degrees)
    return thing


def circle(
    radius: float,
    n: int = 40,
    cx: float = 0.0,
    cz: float = 0.0,
    start: float = 0.0,
    end: float = 360.0,
) -> list[Point2]:
    """Points on an arc in degrees, counter-clockwise; a whole circle leaves out the last point."""
    whole = abs(end - start) >= 360
    count = n if whole else n + 1
    return [
        (
            cx + radius * math.cos(math.radians(start + (end - start) * i / n)),
            cz + radius * math.sin(math.radians(start + (end - start) * i / n)),
        )
        for i in range(count)
    ]


def hexagon(across: float) -> list[Point2]:
    """A hexagon with the width ``across`` its flats."""
    return circle(across / math.sqrt(3), 6, start=0.0)
