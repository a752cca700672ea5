"""The program's own copies of a photo: upright, re-encoded, without any metadata.

Only these are ever shown or kept; the window never decodes a foreign file.
"""

from __future__ import annotations

import cv2

from desktop_app.core.types import RgbImage
from desktop_app.vision.decode import shrink

THUMBNAIL_SIDE = 256
PICTURE_QUALITY = 90
THUMBNAIL_QUALITY = 85


def make_copies(working: RgbImage) -> tuple[bytes, bytes]:
    """JPEG of `working_pixels`, and a thumbnail of at most `THUMBNAIL_SIDE`."""
    small: RgbImage = shrink(working, THUMBNAIL_SIDE)
    return encode_jpeg(working, PICTURE_QUALITY), encode_jpeg(small, THUMBNAIL_QUALITY)


def encode_jpeg(pixels: RgbImage, quality: int) -> bytes:
    """*pixels* as JPEG; quality from 1 to 100."""
    _, encoded = cv2.imencode(
        ".jpg", cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    return encoded.tobytes()
