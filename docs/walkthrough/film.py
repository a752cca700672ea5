"""A video of a demo product for the camera: each side held still for two seconds."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

from desktop_app.paths import demo_folder

FPS, SECONDS, SIZE = 15, 2, (640, 480)
NOISE = 3


def film_of(product: str, file: Path) -> Path:
    """Write a motion JPEG of the catalogue photos of *product*, a little noisy, to *file*."""
    writer = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), FPS, SIZE)
    for photo in sorted((demo_folder() / "photos").glob(f"{product}_*.jpg")):
        data = np.frombuffer(photo.read_bytes(), np.uint8)
        picture = cv2.resize(cv2.imdecode(data, cv2.IMREAD_COLOR), SIZE)
        for number in range(SECONDS * FPS):
            noise = np.random.default_rng(number).integers(-NOISE, NOISE, picture.shape)
            writer.write(np.clip(picture + noise, 0, 255).astype(np.uint8))
    writer.release()
    return file
