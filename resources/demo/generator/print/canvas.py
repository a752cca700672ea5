"""A drawing surface in fractions of its own size, drawn twice as large and reduced at the end."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import zxingcpp
from PIL import Image, ImageDraw, ImageFont

from generator.print.pictograms import PICTOGRAMS

Box = tuple[float, float, float, float]
OVERSAMPLE = 2
QUIET_BARS = 9

FONTS = {
    "sans": (Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc"), 2),
    "text": (Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"), 2),
    "serif": (Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"), 2),
    "wide": (Path("/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"), 0),
    "narrow": (Path("/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed-Bold.ttf"), 0),
}


@lru_cache(maxsize=256)
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    path, index = FONTS[name]
    return ImageFont.truetype(str(path), size, index=index)


def mix(first: str, second: str, share: float) -> str:
    """Blend two ``#rrggbb`` colours; ``share`` 1 gives the second."""
    a, b = (np.array([int(c[i : i + 2], 16) for i in (1, 3, 5)]) for c in (first, second))
    return "#" + "".join(f"{round(v):02x}" for v in a + (b - a) * share)


def is_light(colour: str) -> bool:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return red * 0.3 + green * 0.59 + blue * 0.11 > 150


def ink_on(colour: str) -> str:
    return "#171a1f" if is_light(colour) else "#ffffff"


class Canvas:
    """Pillow surface ``aspect`` wide and 1 high; coordinates are fractions of width or height."""

    def __init__(self, aspect: float, height: int, colour: str) -> None:
        self.aspect = aspect
        self.size = (max(8, round(height * aspect)) * OVERSAMPLE, height * OVERSAMPLE)
        self.image = Image.new("RGB", self.size, colour)
        self.draw = ImageDraw.Draw(self.image)

    def _px(self, box: Box) -> tuple[int, int, int, int]:
        w, h = self.size
        return round(box[0] * w), round(box[1] * h), round(box[2] * w), round(box[3] * h)

    def rect(self, box: Box, colour: str, radius: float = 0.0) -> None:
        r = round(radius * min(self.size))
        x0, y0, x1, y1 = self._px(box)
        if x1 > x0 and y1 > y0:
            self.draw.rounded_rectangle((x0, y0, x1 - 1, y1 - 1), r, fill=colour)

    def poly(self, points: list[tuple[float, float]], colour: str) -> None:
        w, h = self.size
        self.draw.polygon([(x * w, y * h) for x, y in points], fill=colour)

    def circle(self, x: float, y: float, radius: float, colour: str) -> None:
        """``radius`` as a fraction of the smaller side."""
        w, h = self.size
        r = radius * min(w, h)
        self.draw.ellipse((x * w - r, y * h - r, x * w + r, y * h + r), fill=colour)

    def gradient(self, box: Box, top: str, bottom: str) -> None:
        x0, y0, x1, y1 = self._px(box)
        for y in range(y0, y1):
            colour = mix(top, bottom, (y - y0) / max(1, y1 - y0 - 1))
            self.draw.line((x0, y, x1, y), fill=colour)

    def text(self, box: Box, words: str, colour: str, face: str = "sans", align: str = "l") -> None:
        """Set one line as large as ``box`` allows; ``align`` is l, m or r."""
        if not words:
            return
        x0, y0, x1, y1 = self._px(box)
        left, top, right, bottom = font(face, 200).getbbox(words)
        scale = min((x1 - x0) / max(1, right - left), (y1 - y0) / max(1, bottom - top))
        chosen = font(face, max(6, int(200 * scale)))
        left, top, right, bottom = chosen.getbbox(words)
        slack = (x1 - x0) - (right - left)
        x = x0 - left + {"l": 0.0, "m": slack / 2, "r": slack}[align]
        y = y0 - top + ((y1 - y0) - (bottom - top)) / 2
        self.draw.text((x, y), words, font=chosen, fill=colour)

    def pictogram(self, box: Box, name: str, colour: str, hole: str) -> None:
        if name not in PICTOGRAMS:
            return
        x0, y0, x1, y1 = self._px(box)
        side = min(x1 - x0, y1 - y0)
        ox, oy, k = x0 + (x1 - x0 - side) / 2, y0 + (y1 - y0 - side) / 2, side / 100
        for key, v in PICTOGRAMS[name]:
            self._stroke(key.lower(), v, colour if key.islower() else hole, (ox, oy, k))

    def _stroke(
        self, key: str, v: tuple[float, ...], colour: str, frame: tuple[float, float, float]
    ) -> None:
        ox, oy, k = frame
        d = self.draw
        if key == "c":
            x, y, r = ox + v[0] * k, oy + v[1] * k, v[2] * k
            d.ellipse((x - r, y - r, x + r, y + r), fill=colour)
        elif key == "e":
            d.ellipse((ox + v[0] * k, oy + v[1] * k, ox + v[2] * k, oy + v[3] * k), fill=colour)
        elif key == "r":
            box = (ox + v[0] * k, oy + v[1] * k, ox + v[2] * k, oy + v[3] * k)
            d.rounded_rectangle(box, v[4] * k, fill=colour)
        elif key == "p":
            d.polygon(
                [(ox + v[i] * k, oy + v[i + 1] * k) for i in range(0, len(v), 2)], fill=colour
            )
        elif key == "l":
            points = [(ox + v[i] * k, oy + v[i + 1] * k) for i in range(1, len(v), 2)]
            d.line(points, fill=colour, width=max(1, round(v[0] * k)), joint="curve")
        else:
            box = (ox + v[0] * k, oy + v[1] * k, ox + v[2] * k, oy + v[3] * k)
            d.arc(box, v[4], v[5], fill=colour, width=max(1, round(v[6] * k)))

    def barcode(self, box: Box, code: str) -> None:
        """A scannable EAN-13 or UPC-A on white, with quiet zone and digits."""
        self.rect(box, "#ffffff", 0.02)
        bars = _bars(code)
        x0, y0, x1, y1 = self._px(box)
        step = max(1, (x1 - x0) // (bars.shape[1] + 2 * QUIET_BARS))
        size = (step * bars.shape[1], round((y1 - y0) * 0.72))
        x = x0 + (x1 - x0 - size[0]) // 2
        self._paste(bars, size, (x, y0 + round((y1 - y0) * 0.06)))
        width, high = self.size[0], box[3] - box[1]
        digits = (x / width, box[3] - high * 0.18, (x + size[0]) / width, box[3] - high * 0.04)
        self.text(digits, f"{code[0]} {code[1:7]} {code[7:]}", "#000000", "text", "m")

    def datamatrix(self, box: Box, gtin: str) -> None:
        """A GS1 DataMatrix with number, expiry date and lot, as medicine packs carry it."""
        self.rect(box, "#ffffff", 0.02)
        content = f"(01){gtin.zfill(14)}(17)290531(10)DEMO1"
        kind = zxingcpp.BarcodeFormat.DataMatrix
        cells = np.array(zxingcpp.create_barcode(content, kind, gs1=True).to_image())
        x0, y0, x1, y1 = self._px(box)
        room = min((x1 - x0) // (cells.shape[1] + 6), (y1 - y0) // (cells.shape[0] + 6))
        side = max(1, room) * cells.shape[0]
        self._paste(cells, (side, side), (x0 + (x1 - x0 - side) // 2, y0 + (y1 - y0 - side) // 2))

    def _paste(self, cells: np.ndarray, size: tuple[int, int], at: tuple[int, int]) -> None:
        symbol = Image.fromarray(cells).resize(size, Image.Resampling.NEAREST)
        self.image.paste(symbol.convert("RGB"), at)

    def finish(self) -> Image.Image:
        w, h = self.size
        return self.image.resize((w // OVERSAMPLE, h // OVERSAMPLE), Image.Resampling.BOX)


def _bars(code: str) -> np.ndarray:
    """One row, one pixel a module, 0 black and 255 white, without quiet zone."""
    kind = zxingcpp.BarcodeFormat.EAN13 if len(code) == 13 else zxingcpp.BarcodeFormat.UPCA
    row = np.array(zxingcpp.create_barcode(code, kind).to_image())[:1]
    dark = np.flatnonzero(row[0] == 0)
    return row[:, dark[0] : dark[-1] + 1]
