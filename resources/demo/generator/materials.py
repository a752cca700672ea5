"""Surfaces: printed carton, label, plastics, metals, wood, and the grounds of query photos."""

from __future__ import annotations

from typing import Any

import bpy
import numpy as np
from PIL import Image

Material = bpy.types.Material


def linear(colour: str) -> tuple[float, float, float, float]:
    """``#rrggbb`` (sRGB) as the linear RGBA that shaders expect."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return (r, g, b, 1.0)


def surface(
    colour: str,
    rough: float = 0.4,
    metal: float = 0.0,
    coat: float = 0.0,
    alpha: float = 1.0,
    bump: float = 0.0,
    grain: float = 60.0,
    glow: float = 0.0,
    sheen: float = 0.0,
) -> Material:
    material = bpy.data.materials.new("surface")
    material.use_nodes = True
    shader = material.node_tree.nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = linear(colour)
    shader.inputs["Roughness"].default_value = rough
    shader.inputs["Metallic"].default_value = metal
    shader.inputs["Coat Weight"].default_value = coat
    shader.inputs["Coat Roughness"].default_value = 0.06
    shader.inputs["Alpha"].default_value = alpha
    shader.inputs["Sheen Weight"].default_value = sheen
    if glow:
        shader.inputs["Emission Color"].default_value = linear(colour)
        shader.inputs["Emission Strength"].default_value = glow
    if bump:
        _bump(material, shader, bump, grain)
    return material


def printed(
    picture: Image.Image,
    rough: float = 0.42,
    coat: float = 0.12,
    metal: float = 0.0,
    bump: float = 0.0,
) -> Material:
    """A surface that shows ``picture`` by its UV."""
    material = surface("#ffffff", rough, metal, coat, bump=bump, grain=9.0)
    tree = material.node_tree
    node: Any = tree.nodes.new("ShaderNodeTexImage")
    node.image = _image(picture)
    node.extension = "EXTEND"
    tree.links.new(node.outputs["Color"], tree.nodes["Principled BSDF"].inputs["Base Color"])
    return material


def _image(picture: Image.Image) -> bpy.types.Image:
    rgba = np.asarray(picture.convert("RGBA"), dtype=np.float32)[::-1] / 255.0
    image = bpy.data.images.new("print", picture.width, picture.height)
    image.pixels.foreach_set(np.ascontiguousarray(rgba).ravel())
    image.update()
    return image


def _bump(material: Material, shader: Any, strength: float, grain: float) -> None:
    tree = material.node_tree
    noise: Any = tree.nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = grain
    noise.inputs["Detail"].default_value = 3.0
    coords: Any = tree.nodes.new("ShaderNodeTexCoord")
    tree.links.new(coords.outputs["Object"], noise.inputs["Vector"])
    node: Any = tree.nodes.new("ShaderNodeBump")
    node.inputs["Strength"].default_value = strength
    node.inputs["Distance"].default_value = 0.02
    tree.links.new(noise.outputs["Fac"], node.inputs["Height"])
    tree.links.new(node.outputs["Normal"], shader.inputs["Normal"])


def carton(picture: Image.Image) -> Material:
    return printed(picture, rough=0.38, coat=0.2)


def board(picture: Image.Image) -> Material:
    return printed(picture, rough=0.85, coat=0.0, bump=0.05)


def plastic(colour: str, rough: float = 0.32) -> Material:
    return surface(colour, rough, coat=0.15)


def rubber(colour: str) -> Material:
    return surface(colour, 0.62, bump=0.06, grain=90)


def steel(colour: str = "#c6cad1", rough: float = 0.24) -> Material:
    return surface(colour, rough, metal=1.0, bump=0.012, grain=26)


def glazed(colour: str) -> Material:
    return surface(colour, 0.16, coat=0.7)


def two_tone(
    first: str,
    second: str,
    scale: float,
    stretch: tuple[float, float, float] = (1, 1, 1),
    rough: float = 0.6,
    bump: float = 0.15,
    contrast: tuple[float, float] = (0.35, 0.68),
    space: str = "Object",
) -> Material:
    """Noise between two colours: wood when stretched, concrete or cloth when not."""
    material = surface(first, rough)
    tree = material.node_tree
    shader = tree.nodes["Principled BSDF"]
    coords: Any = tree.nodes.new("ShaderNodeTexCoord")
    mapping: Any = tree.nodes.new("ShaderNodeMapping")
    mapping.inputs["Scale"].default_value = stretch
    noise: Any = tree.nodes.new("ShaderNodeTexNoise")
    noise.inputs["Scale"].default_value = scale
    noise.inputs["Detail"].default_value = 6.0
    noise.inputs["Roughness"].default_value = 0.62
    ramp: Any = tree.nodes.new("ShaderNodeValToRGB")
    ramp.color_ramp.elements[0].position, ramp.color_ramp.elements[1].position = contrast
    ramp.color_ramp.elements[0].color = linear(first)
    ramp.color_ramp.elements[1].color = linear(second)
    node: Any = tree.nodes.new("ShaderNodeBump")
    node.inputs["Strength"].default_value = bump
    node.inputs["Distance"].default_value = 0.02
    for source, target in (
        (coords.outputs[space], mapping.inputs["Vector"]),
        (mapping.outputs["Vector"], noise.inputs["Vector"]),
        (noise.outputs["Fac"], ramp.inputs["Fac"]),
        (ramp.outputs["Color"], shader.inputs["Base Color"]),
        (noise.outputs["Fac"], node.inputs["Height"]),
        (node.outputs["Normal"], shader.inputs["Normal"]),
    ):
        tree.links.new(source, target)
    return material


def wood(light: str = "#d9a86a", dark: str = "#a9743c") -> Material:
    return two_tone(dark, light, 3.0, (14, 14, 1.0), rough=0.5, bump=0.05)
