"""Codes of a scanner gun as forms take them: printed, and each one once."""

from __future__ import annotations

from desktop_app.core.scan_text import scanned_text
from desktop_app.core.scanner import Scan
from desktop_app.gui.next_steps import shown_product_code
from desktop_app.services.code_reading import read_code
from desktop_app.services.question_code import product_code


def code_of(scan: Scan) -> str:
    """The code of *scan* as a product has it: of GS1 data the GTIN."""
    return shown_product_code(product_code(read_code(scanned_text(scan.text))))


def with_code(cell: str, scan: Scan) -> str:
    """The codes of *cell*, separated as in an import, and that of *scan*."""
    codes = [code.strip() for code in cell.split(";") if code.strip()]
    return "; ".join(dict.fromkeys([*codes, code_of(scan)]))
