"""What the columns of somebody's own table probably mean, for a person to confirm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from desktop_app.core.gtin import parse_gtin
from desktop_app.services.product_rows import KNOWN

MEANINGS: Mapping[str, tuple[str, ...]] = {
    "sku": (
        *("sku", "item no", "item number", "article number", "article no", "part number"),
        *("product id", "product code", "item code", "ref", "reference", "artikelnummer"),
        *(
            "artikelnr",
            "artikel nr",
            "art nr",
            "bestellnummer",
            "référence",
            "código",
            "referencia",
        ),
        *("货号", "商品编号", "商品编码", "物料编码", "物料号", "编号", "商品代码"),
    ),
    "name": (
        *("name", "product name", "item name", "product", "title", "item", "bezeichnung"),
        *("artikelbezeichnung", "artikel", "produktname", "nom", "désignation", "libellé"),
        *("nombre", "producto", "名称", "商品名称", "品名", "物料名称", "产品名称"),
    ),
    "category": (
        *("category", "product group", "group", "type", "department", "warengruppe"),
        *("kategorie", "catégorie", "famille", "categoría", "类别", "分类", "品类"),
    ),
    "brand": (
        *("brand", "manufacturer", "maker", "vendor", "marke", "hersteller", "marque"),
        *("fabricant", "marca", "fabricante", "品牌", "厂家", "生产厂家"),
    ),
    "description": (
        *("description", "details", "text", "long text", "beschreibung", "langtext"),
        *("descriptif", "descripción", "描述", "说明", "备注"),
    ),
    "barcode": (
        *("barcode", "ean", "gtin", "upc", "ean13", "ean code", "ean nummer", "strichcode"),
        *("code barres", "código de barras", "udi", "条码", "条形码", "商品条码"),
    ),
    "price": (
        *("price", "unit price", "sales price", "retail price", "vk", "preis", "vk preis"),
        *("verkaufspreis", "prix", "prix unitaire", "precio", "pvp", "价格", "单价", "售价"),
    ),
    "currency": ("currency", "währung", "devise", "moneda", "币种", "货币"),
    "stock": (
        *("stock", "quantity", "qty", "on hand", "inventory", "bestand", "menge", "lagerbestand"),
        *("quantité", "existencias", "cantidad", "库存", "数量", "库存数量"),
    ),
    "location": (
        *("location", "place", "shelf", "bin", "storage location", "lagerplatz", "lagerort"),
        *("platz", "regal", "emplacement", "ubicación", "库位", "货位", "位置", "存放位置"),
    ),
    "photos": (
        *("photos", "photo", "image", "images", "picture", "pictures", "image file", "bild"),
        *("bilder", "foto", "fotos", "imagen", "图片", "照片"),
    ),
    "withdrawn": ("withdrawn",),
}
"""Titles by meaning, in lower case and without signs, the plainest first."""

CODES_SHARE = 0.7
"""So many filled cells have to be valid GTINs, so that they tell what the column is."""

LEAST_TITLES = 2
"""One word such as `Price` may be the name of a list."""

_SIGNS = re.compile(r"[^\w]+|_")
_BRACKETS = re.compile(r"[(（\[].*?[)）\]]")


def guess_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Meaning of each title that has one; a meaning is given once, exact titles first.

    Args:
        header: titles, as the file has them.
        rows: some first rows, as text.
    """
    free = [title.strip() for title in header if title.strip()]
    found: dict[str, str] = {}
    for compare in (_same, _without_brackets, _holds):
        for meaning, names in MEANINGS.items():
            if meaning in found.values():
                continue
            match = next((t for t in free if t not in found and compare(t, names)), None)
            if match is not None:
                found[match] = meaning
    if "barcode" not in found.values():
        codes = next((t for t in free if t not in found and _are_codes(t, header, rows)), None)
        if codes is not None:
            found[codes] = "barcode"
    return found


def names_columns(row: Sequence[str]) -> bool:
    """Whether *row* holds titles of columns: two meanings at least, in whole cells."""
    titles = [title.strip() for title in row if title.strip()]
    meant = {m for m, names in MEANINGS.items() if any(_without_brackets(t, names) for t in titles)}
    return len(meant) >= LEAST_TITLES


def plain_title(title: str) -> str:
    """A title as titles are compared."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(_SIGNS.sub(" ", text).split())


def _same(title: str, names: Sequence[str]) -> bool:
    return plain_title(title) in names


def _without_brackets(title: str, names: Sequence[str]) -> bool:
    return plain_title(_BRACKETS.sub(" ", title)) in names


def _holds(title: str, names: Sequence[str]) -> bool:
    """Whether a name stands in the title as whole words: `price` in `price EUR net`."""
    words = f" {plain_title(title)} "
    return any(f" {name} " in words for name in names)


def _are_codes(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    at = [each.strip() for each in header].index(title)
    cells = [row[at].strip() for row in rows if at < len(row) and row[at].strip()]
    valid = sum(parse_gtin(cell) is not None for cell in cells)
    return bool(cells) and valid >= CODES_SHARE * len(cells)


def is_known(meaning: str) -> bool:
    """Whether an import does more with the column than keep it as an attribute."""
    return meaning in KNOWN
