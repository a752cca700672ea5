"""Symbols for labels, made by zxing-cpp: EAN, Code 128, QR, Data Matrix and GS1 Data Matrix."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import zxingcpp
from zxingcpp import BarcodeFormat

from desktop_app.core.labels import Symbol, SymbolKind

_FORMATS: Mapping[SymbolKind, BarcodeFormat] = MappingProxyType(
    {
        SymbolKind.EAN13: BarcodeFormat.EAN13,
        SymbolKind.EAN8: BarcodeFormat.EAN8,
        SymbolKind.CODE128: BarcodeFormat.Code128,
        SymbolKind.QR: BarcodeFormat.QRCode,
        SymbolKind.DATAMATRIX: BarcodeFormat.DataMatrix,
        SymbolKind.GS1_DATAMATRIX: BarcodeFormat.DataMatrix,
    }
)
_DARK = 128


def make_symbol(kind: SymbolKind, text: str) -> Symbol | None:
    """The symbol of *text*, or None where this kind cannot hold it.

    GS1 text has its application identifiers in brackets: `(01)04012345678901`.
    """
    gs1 = {"gs1": True} if kind is SymbolKind.GS1_DATAMATRIX else {}
    try:
        made = zxingcpp.create_barcode(text, _FORMATS[kind], **gs1)
        drawn = zxingcpp.write_barcode_to_image(made, scale=1, add_hrt=False, add_quiet_zones=False)
    except (ValueError, RuntimeError):
        return None
    modules = np.array(drawn) < _DARK
    # The guard bars of an EAN are longer below; the first row has each bar once.
    return Symbol(kind, text, modules[:1] if kind.is_linear else modules)
