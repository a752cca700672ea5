"""Made-up packages with print on them, and photos of them from here and there."""

from __future__ import annotations

import cv2
import numpy as np

from tests.vision.picture_samples import Pixels

OAT = ("OATLAND", "organic oat drink", "without sugar", "best before: see top", "shake well")
RICE = ("FUJI RICE", "boiled in nine minutes", "net weight 1 kg", "store dry", "no additives")


def package(
    words: tuple[str, ...], size: str = "", colour: tuple[int, int, int] = (30, 90, 170)
) -> Pixels:
    """The front of a package, 300 x 400: words, a picture, and how much is in it."""
    front = np.full((400, 300, 3), 240, np.uint8)
    cv2.rectangle(front, (0, 0), (300, 80), colour, -1)
    cv2.putText(front, words[0], (14, 56), cv2.FONT_HERSHEY_DUPLEX, 1.5, (255, 255, 255), 3)
    for line, text in enumerate(words[1:]):
        place = (16, 120 + 26 * line)
        cv2.putText(
            front, text, place, cv2.FONT_HERSHEY_SIMPLEX, 0.62, (40, 40, 40), 1, cv2.LINE_AA
        )
    random = np.random.default_rng(sum(map(ord, "".join(words))))
    for x, y, radius in random.integers((20, 250, 5), (280, 390, 22), (14, 3)).tolist():
        shade = tuple(random.integers(30, 220, 3).tolist())
        cv2.circle(front, (x, y), radius, shade, -1, cv2.LINE_AA)
    if size:
        cv2.rectangle(front, (70, 215), (230, 300), colour, -1)
        cv2.putText(front, size, (84, 275), cv2.FONT_HERSHEY_DUPLEX, 1.6, (255, 255, 255), 3)
    return front


def photographed(front: Pixels, *, blur: float = 0.0) -> Pixels:
    """The same on a grey table, turned, slanted and darker."""
    corners = np.array([[0, 0], [300, 0], [300, 400], [0, 400]], np.float32)
    seen = np.array([[150, 60], [400, 90], [380, 440], [110, 420]], np.float32)
    view = cv2.getPerspectiveTransform(corners, seen)
    table = np.full((500, 520, 3), 120, np.uint8)
    cv2.warpPerspective(
        front, view, (520, 500), dst=table, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_TRANSPARENT
    )
    photo = cv2.GaussianBlur(table, (0, 0), blur) if blur else table
    return np.asarray(cv2.convertScaleAbs(photo, alpha=0.8, beta=6), np.uint8)
