"""The faces of packs as pictures: front, sides, back, top, and labels that go round a bottle."""

from __future__ import annotations

from PIL import Image

from generator.print.canvas import Box, Canvas, ink_on, mix
from generator.print.templates import TEMPLATES
from generator.products.model import Look, Product

DENSITY = 640


def front(look: Look, aspect: float, height: int = DENSITY) -> Image.Image:
    c = Canvas(aspect, height, look.base)
    TEMPLATES[look.template](c, look)
    return c.finish()


def _ground(look: Look) -> str:
    """The colour of a pack's narrow sides: that of its print, so that sisters differ there too."""
    return (
        look.base if look.template in ("bold", "tea", "choc", "kraft", "minimal") else look.accent
    )


def side(look: Look, aspect: float, height: int = DENSITY) -> Image.Image:
    """Left side: ground colour, title, large number."""
    ground = _ground(look)
    ink = ink_on(ground)
    c = Canvas(aspect, height, ground)
    big = (look.big + look.unit) if look.template != "tea" else ""
    strong = look.accent if ground == look.base and look.template != "kraft" else ink
    c.text((0.10, 0.08, 0.90, 0.18), look.brand, ink, "wide", "m")
    c.pictogram((0.22, 0.22, 0.78, 0.52), look.picto, ink, ground)
    c.text((0.08, 0.56, 0.92, 0.66), look.title, ink, "sans", "m")
    c.text((0.12, 0.68, 0.88, 0.76), look.title_zh, ink, "sans", "m")
    c.text((0.12, 0.79, 0.88, 0.94), big, strong, "narrow", "m")
    return c.finish()


def code_side(product: Product, aspect: float, height: int = DENSITY) -> Image.Image:
    """Right side: symbol on white, as large as the face allows, and small print."""
    look = product.look
    ground = _ground(look)
    c = Canvas(aspect, height, ground)
    ink = ink_on(ground)
    room = 0.40 if aspect > 1 else 0.30
    c.text((0.08, 0.06, 0.92, 0.16), f"{look.title} {look.big}{look.unit}", ink, "sans", "m")
    c.text((0.15, 0.18, 0.85, 0.25), look.title_zh, ink, "sans", "m")
    narrow = aspect < 0.42 and not product.options.get("symbol")
    _symbol(
        c, product, (0.14, 0.28, 0.86, 0.73) if narrow else (0.06, 0.32, 0.94, 0.32 + room), narrow
    )
    for i, words in enumerate((product.sku, f"{look.brand} · {product.pack}", "Keep dry · 防潮")):
        c.text((0.08, 0.76 + i * 0.075, 0.92, 0.81 + i * 0.075), words, ink, "text", "m")
    return c.finish()


def _symbol(c: Canvas, product: Product, box: Box, upright: bool = False) -> None:
    """The first code, turned a quarter where the face is too narrow to carry it across."""
    if product.options.get("symbol") == "datamatrix":
        c.datamatrix(box, product.codes[0])
        return
    if not upright:
        c.barcode(box, product.codes[0])
        return
    w, h = c.size
    wide, high = round((box[2] - box[0]) * w), round((box[3] - box[1]) * h)
    turned = Canvas(high / wide, wide // 2, "#ffffff")
    turned.barcode((0.0, 0.0, 1.0, 1.0), product.codes[0])
    symbol = turned.image.rotate(90, expand=True)
    c.image.paste(symbol, (round(box[0] * w), round(box[1] * h)))


def back(product: Product, aspect: float, height: int = DENSITY) -> Image.Image:
    """Back: title, both languages' text, symbol."""
    look = product.look
    ground = mix(look.base, "#ffffff", 0.15)
    ink = ink_on(ground)
    c = Canvas(aspect, height, ground)
    c.rect((0, 0, 1, 0.20), look.accent)
    on = ink_on(look.accent)
    c.text((0.05, 0.05, 0.68, 0.15), f"{look.brand} {look.title}", on, "sans")
    c.text((0.72, 0.03, 0.95, 0.17), f"{look.big}{look.unit}", on, "narrow", "r")
    for i, words in enumerate(_wrap(product.description, 44 if aspect > 1.1 else 30)[:5]):
        c.text((0.05, 0.25 + i * 0.065, 0.95, 0.295 + i * 0.065), words, ink, "text")
    _symbol(c, product, (0.40, 0.60, 0.96, 0.95))
    c.pictogram((0.06, 0.64, 0.30, 0.92), look.picto, ink, ground)
    return c.finish()


def top(look: Look, aspect: float, height: int = 420) -> Image.Image:
    ground = _ground(look)
    ink = ink_on(ground)
    strong = look.accent if ground == look.base and look.template != "kraft" else ink
    c = Canvas(aspect, height, ground)
    wide = aspect > 2.2
    c.text((0.05, 0.2, 0.30, 0.8) if wide else (0.08, 0.10, 0.60, 0.30), look.brand, ink, "wide")
    c.text((0.34, 0.15, 0.72, 0.52) if wide else (0.08, 0.48, 0.58, 0.66), look.title, ink)
    c.text((0.34, 0.58, 0.66, 0.88) if wide else (0.08, 0.72, 0.50, 0.88), look.title_zh, ink)
    if look.template != "tea":
        c.text(
            (0.76, 0.12, 0.96, 0.88) if wide else (0.62, 0.2, 0.94, 0.85),
            look.big + look.unit,
            strong,
            "narrow",
            "r",
        )
    return c.finish()


def plain(colour: str) -> Image.Image:
    return Image.new("RGB", (8, 8), colour)


def wrap(
    product: Product, turn: float, front_share: float = 0.33, height: int = DENSITY
) -> Image.Image:
    """A label round a cylinder: front, symbol, front, text; ``turn`` = circumference / height.

    The first front is centred at u = 0.5, the side of the pack that faces the camera.
    """
    look = product.look
    face = front(look, turn * front_share, height)
    rest = 0.5 - front_share
    code = _narrow(product, turn * rest, height, symbol=True)
    words = _narrow(product, turn * rest, height, symbol=False)
    strip = Image.new("RGB", (face.width * 2 + code.width + words.width, height), look.base)
    x = 0
    for part in (face, words, face, code):
        strip.paste(part, (x, 0))
        x += part.width
    shift = -(face.width // 2)  # half a front left of the seam
    rolled = Image.new("RGB", strip.size)
    rolled.paste(strip, (shift, 0))
    rolled.paste(strip, (shift + strip.width, 0))
    return rolled


def _narrow(product: Product, aspect: float, height: int, *, symbol: bool) -> Image.Image:
    look = product.look
    ground = (
        mix(look.accent, "#000000", 0.12) if look.template not in ("tea", "bold") else look.base
    )
    ink = ink_on(ground)
    c = Canvas(max(aspect, 0.08), height, ground)
    if symbol:
        turned = Canvas(
            0.62 / aspect if aspect < 0.6 else 1.5, round(height * min(aspect, 0.6)), "#ffffff"
        )
        turned.barcode((0.02, 0.02, 0.98, 0.98), product.codes[0])
        picture = turned.finish().rotate(90, expand=True) if aspect < 0.6 else turned.finish()
        done = c.finish()
        picture.thumbnail((round(done.width * 0.84), round(height * 0.7)))
        done.paste(picture, ((done.width - picture.width) // 2, (height - picture.height) // 2))
        return done
    for i, words in enumerate(_wrap(product.description, 20)[:8]):
        c.text((0.08, 0.12 + i * 0.085, 0.92, 0.17 + i * 0.085), words, ink, "text")
    return c.finish()


def _wrap(words: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in words.split():
        if line and len(line) + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]
