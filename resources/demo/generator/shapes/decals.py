"""Prints on part of a turned body."""

from __future__ import annotations

import math

from generator import mesh
from generator.mesh import Material, Point2


def cone_print(low: Point2, high: Point2, half: float, material: Material) -> mesh.Object:
    """A sheet on the front of a cone between two (radius, z), ``half`` degrees to either side."""
    steps, reach = 18, math.radians(half)
    points, uvs = [], []
    for i in range(steps + 1):
        angle = -reach + 2 * reach * i / steps
        for v, (radius, z) in ((0.0, low), (1.0, high)):
            points.append((radius * math.sin(angle), -radius * math.cos(angle), z))
            uvs.append((i / steps, v))
    faces = [(2 * i, 2 * i + 2, 2 * i + 3, 2 * i + 1) for i in range(steps)]
    sheet = mesh.from_points("print", points, faces, uvs)
    sheet.materials.append(material)
    return mesh.link(sheet, "print")
