"""What a telephone does to a picture: white balance, vignette, softness, noise, compression."""

from __future__ import annotations

import random

import numpy as np
from PIL import Image, ImageFilter


def as_phone(picture: Image.Image, name: str, dim: bool) -> Image.Image:
    rng = random.Random(name + "phone")
    soft = picture.filter(ImageFilter.GaussianBlur(rng.choice((0.0, 0.3, 0.5, 0.9))))
    values = np.asarray(soft, dtype=np.float32) / 255.0
    high, wide = values.shape[:2]
    balance = np.array([rng.uniform(0.95, 1.05), 1.0, rng.uniform(0.94, 1.06)], dtype=np.float32)
    y, x = np.mgrid[-1 : 1 : high * 1j, -1 : 1 : wide * 1j]
    values = values * balance * (1 - rng.uniform(0.05, 0.16) * (x**2 + y**2) / 2)[..., None]
    strength = rng.uniform(0.012, 0.022) if dim else rng.uniform(0.004, 0.011)
    noise = np.random.default_rng(rng.randrange(2**32))
    grain = noise.normal(0, strength, values.shape) + noise.normal(0, strength, (high, wide, 1))
    return Image.fromarray((np.clip(values + grain, 0, 1) * 255).astype(np.uint8))


def quality(name: str) -> int:
    return random.Random(name + "quality").choice((62, 70, 76, 80))
