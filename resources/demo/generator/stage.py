"""An empty scene, a product on it, a camera that frames it, and the studio."""

from __future__ import annotations

import math
from collections.abc import Sequence

import bpy
from mathutils import Matrix, Vector

from generator import mesh
from generator.materials import surface
from generator.products.model import Product
from generator.shapes import SHAPES
from generator.shots import Shot

PRODUCT_SIZE = 2.4
"""Diagonal of every product in scene units: the light and the clutter fit all of them alike."""


def clear(width: int, height: int, samples: int, threads: int, seed: int) -> None:
    """An empty file with the renderer set: Cycles on the processor, denoised."""
    bpy.ops.wm.read_factory_settings(use_empty=True)
    scene = bpy.context.scene
    scene.render.engine = "CYCLES"
    scene.render.resolution_x, scene.render.resolution_y = width, height
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    scene.render.image_settings.file_format = "PNG"
    scene.render.image_settings.compression = 0
    cycles = scene.cycles
    cycles.device, cycles.samples, cycles.seed = "CPU", samples, seed
    cycles.use_adaptive_sampling = True
    cycles.adaptive_threshold = 0.03
    cycles.use_denoising, cycles.denoiser = True, "OPENIMAGEDENOISE"
    cycles.denoising_prefilter, cycles.use_light_tree = "FAST", False  # a third of the time saved
    cycles.max_bounces, cycles.diffuse_bounces, cycles.glossy_bounces = 3, 2, 2
    cycles.transparent_max_bounces, cycles.transmission_bounces = 4, 2
    cycles.caustics_reflective = cycles.caustics_refractive = False
    cycles.sample_clamp_indirect = 4.0
    cycles.pixel_filter_type, cycles.filter_width = "BLACKMAN_HARRIS", 1.3


def place(product: Product, turn: float) -> list[bpy.types.Object]:
    """Build the product in standard size, centred and turned; returns its objects."""
    scene = bpy.context.scene
    SHAPES[product.shape](product)
    bpy.context.view_layer.update()
    things = list(scene.objects)
    low, high = bounds(things)
    size = PRODUCT_SIZE / (high - low).length
    root = bpy.data.objects.new("product", None)
    scene.collection.objects.link(root)
    centre = (low + high) / 2
    for thing in things:
        if thing.parent is None:
            thing.parent = root
            thing.matrix_parent_inverse = Matrix.Translation((-centre.x, -centre.y, -low.z))
    root.scale = (size, size, size)
    root.rotation_euler.z = math.radians(turn)
    bpy.context.view_layer.update()
    return things


def corners(things: Sequence[bpy.types.Object]) -> list[Vector]:
    """A sparse cloud of points that spans the objects (mesh vertices, else bounding boxes)."""
    points: list[Vector] = []
    for thing in things:
        if thing.type == "MESH":
            vertices = thing.data.vertices
            step = max(1, len(vertices) // 400)
            points += [thing.matrix_world @ vertices[i].co for i in range(0, len(vertices), step)]
        elif thing.type == "CURVE":
            points += [thing.matrix_world @ Vector(c) for c in thing.bound_box]
    return points


def bounds(things: Sequence[bpy.types.Object]) -> tuple[Vector, Vector]:
    points = corners(things)
    low = Vector([min(p[i] for p in points) for i in range(3)])
    high = Vector([max(p[i] for p in points) for i in range(3)])
    return low, high


def is_tall(things: Sequence[bpy.types.Object]) -> bool:
    low, high = bounds(things)
    return bool(high.z - low.z > 1.15 * (high.x - low.x))


def hold_upright() -> tuple[int, int]:
    """Swap the sides of the picture; returns its new width and height."""
    render = bpy.context.scene.render
    render.resolution_x, render.resolution_y = render.resolution_y, render.resolution_x
    return render.resolution_x, render.resolution_y


def camera(
    things: Sequence[bpy.types.Object],
    shot: Shot,
    aspect: float,
    stop: float,
    shift: tuple[float, float] = (0.0, 0.0),
) -> bpy.types.Object:
    """Look at the product from ``shot.pitch`` so that it fills ``shot.fill`` of the frame.

    ``shift`` moves it out of the middle, in shares of the frame.
    """
    data = bpy.data.cameras.new("camera")
    data.lens = 70.0
    pitch = math.radians(shot.pitch)
    forward = Vector((0, math.cos(pitch), -math.sin(pitch)))
    right = Vector((1, 0, 0))
    up = right.cross(forward)
    wide = 18.0 / data.lens * (1.0 if aspect >= 1 else aspect)
    high = wide / aspect
    points = corners(things)
    target = sum(points, Vector()) / len(points)
    distance = 6.0
    for _ in range(4):
        flat = [
            ((p - target).dot(right), (p - target).dot(up), (p - target).dot(forward))
            for p in points
        ]
        distance = max(
            max(abs(x) / (wide * shot.fill), abs(y) / (high * shot.fill)) - z for x, y, z in flat
        )
        xs = [x / (distance + z) for x, _, z in flat]
        ys = [y / (distance + z) for _, y, z in flat]
        target = (
            target
            + right * (max(xs) + min(xs)) / 2 * distance
            + up * (max(ys) + min(ys)) / 2 * distance
        )
    target = target - right * shift[0] * 2 * wide * distance - up * shift[1] * 2 * high * distance
    thing = bpy.data.objects.new("camera", data)
    thing.location = target - forward * distance
    turn = Matrix((right, up, -forward)).transposed()
    thing.rotation_euler = (turn @ Matrix.Rotation(math.radians(shot.roll), 3, "Z")).to_euler()
    data.dof.use_dof = True
    nearest = min((p - thing.location).dot(forward) for p in points)
    data.dof.focus_distance = nearest + 0.35
    data.dof.aperture_fstop = stop
    bpy.context.scene.collection.objects.link(thing)
    bpy.context.scene.camera = thing
    return thing


def area(
    at: tuple[float, float, float],
    size: tuple[float, float],
    watts: float,
    colour: tuple[float, float, float] = (1, 1, 1),
    aim: tuple[float, float, float] = (0, 0, 0.8),
) -> None:
    data = bpy.data.lights.new("area", "AREA")
    data.shape, data.size, data.size_y = "RECTANGLE", size[0], size[1]
    data.energy, data.color = watts, colour
    thing = bpy.data.objects.new("area", data)
    thing.location = at
    thing.rotation_euler = (Vector(aim) - Vector(at)).to_track_quat("-Z", "Y").to_euler()
    bpy.context.scene.collection.objects.link(thing)


def world(colour: tuple[float, float, float], strength: float) -> None:
    made = bpy.data.worlds.new("world")
    made.use_nodes = True
    node = made.node_tree.nodes["Background"]
    node.inputs["Color"].default_value = (*colour, 1.0)
    node.inputs["Strength"].default_value = strength
    bpy.context.scene.world = made


def studio() -> None:
    """White sweep, large soft key from the left, fill from the right, a light from behind above."""
    scene = bpy.context.scene
    scene.view_settings.view_transform = "Khronos PBR Neutral"
    scene.view_settings.exposure = 0.0
    bend = [(-14.0, 0.0), (3.0, 0.0)]
    bend += [
        (3.0 + 3.0 * math.sin(a), 3.0 - 3.0 * math.cos(a))
        for a in [i * math.pi / 32 for i in range(1, 17)]
    ]
    bend += [(6.0, 14.0)]
    points = [(x, y, z) for y, z in bend for x in (-16.0, 16.0)]
    faces = [(2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2) for i in range(len(bend) - 1)]
    sweep = mesh.from_points("sweep", points, faces)
    sweep.materials.append(surface("#dcdee1", 0.9))
    mesh.link(sweep, "sweep", math.pi)
    world((1.0, 1.0, 1.0), 0.42)
    area((-3.6, -2.8, 4.2), (2.8, 2.8), 300.0, (1.0, 0.985, 0.96))
    area((4.2, -2.6, 2.4), (2.2, 3.4), 70.0, (0.95, 0.975, 1.0))
    area((0.3, 2.6, 5.2), (4.0, 2.0), 150.0)
