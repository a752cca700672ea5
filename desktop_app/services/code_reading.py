"""What a scanned, typed or seen code says: GTIN, GS1 element strings, UDI, own codes.

GS1 data is taken apart by biip after the GS1 General Specifications; this module only decides
which reading fits what a scanner, a keyboard or the reader of barcodes in photos delivers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_app.core.gtin import parse_gtin
from desktop_app.core.types import BarcodeSymbol, ScannedCode

if TYPE_CHECKING:
    from biip.gs1_messages import GS1Message

LONGEST_CODE = 128
_GROUP_SEPARATOR = "\x1d"
_SYMBOLOGY_MARK = "]"


def read_code(text: str, symbol_format: str = "") -> ScannedCode:
    """Read *text* as it came from a scanner, a keyboard or a symbol in a photo.

    Text that is neither a GTIN nor GS1 data stays a raw code: it may be one of the shop's own.
    """
    raw = text.strip()
    if gtin := parse_gtin(raw):
        return ScannedCode(raw, gtin=gtin, format=symbol_format)
    message = _gs1_message(raw)
    if message is None:
        return ScannedCode(raw, format=symbol_format)
    return _from_gs1(raw, message, symbol_format)


def read_symbol(symbol: BarcodeSymbol) -> ScannedCode:
    """Read a symbol found in a photo."""
    return read_code(symbol.text, symbol.format)


def may_be_code(text: str) -> bool:
    """Whether a typed text is also looked up as a code; own codes may hold spaces."""
    return 0 < len(text.strip()) <= LONGEST_CODE


def _gs1_message(raw: str) -> GS1Message | None:
    """GS1 data in *raw*, or None.

    A plain run of digits is left alone: "400..." would read as application identifier 400, and
    an own code must not be mistaken for GS1 data. GS1 data comes marked by brackets, by a
    symbology identifier, by a group separator, or begins with AI 01 and a whole GTIN.
    """
    bracketed = raw.startswith("(")
    marked = raw.startswith(_SYMBOLOGY_MARK) or _GROUP_SEPARATOR in raw
    link = raw.lower().startswith(("http://", "https://"))
    if not (bracketed or marked or link or _begins_with_gtin(raw)):
        return None
    import biip  # noqa: PLC0415  (its tables would make the start of the window slower)
    from biip.gs1_messages import GS1Message  # noqa: PLC0415

    try:
        if bracketed:
            return GS1Message.parse_hri(raw)
        result = biip.parse(raw)
    except (biip.ParseError, ValueError):
        return None
    found = result.gs1_digital_link_uri
    message: GS1Message | None = found.as_gs1_message() if found else result.gs1_message
    return message


def _begins_with_gtin(raw: str) -> bool:
    return raw.startswith("01") and len(raw) >= 16 and parse_gtin(raw[2:16]) is not None


def _from_gs1(raw: str, message: GS1Message, symbol_format: str) -> ScannedCode:
    values = {item.ai.ai: item for item in message.element_strings}
    gtin = values.get("01") or values.get("02")
    expiry = values.get("17")
    return ScannedCode(
        raw,
        gtin=parse_gtin(gtin.value) if gtin else None,
        lot=values["10"].value if "10" in values else "",
        serial=values["21"].value if "21" in values else "",
        expiry=expiry.date.isoformat() if expiry and expiry.date else "",
        format=symbol_format,
    )
