"""What the readers of CSV, XLSX and folders hand to the import, one row after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from desktop_app.core.types import ProductData
from desktop_app.services.import_report import RejectedRow

Cell: TypeAlias = str | Decimal
"""Text, or a number where the file says that it is one."""

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One row of a table: its line and its cells by column name."""

    line: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class ImportedProduct:
    """One product as a source speaks of it.

    Attributes:
        line: for messages.
        sku: of the product.
        fields: those fields of `ProductData` that the source has columns for; the others of a
            known product stay as they are.
        attributes: free attributes; an empty one is taken away.
        photos: names of the photos in the source; None leaves the photos alone.
        is_sketch: the source knows little more than a name: words of a known product win.
        withdrawn: whether the product is to be kept but found no more; a product that is named
            without this comes back.
    """

    line: int
    sku: str
    fields: Mapping[str, Any]
    attributes: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    photos: tuple[str, ...] | None = None
    is_sketch: bool = False
    withdrawn: bool = False

    def data(self, known: ProductData | None) -> ProductData:
        """The product as it shall be, given what is known of it."""
        if known is None:
            return ProductData(sku=self.sku, **self.fields, attributes=self._attributes(NOTHING))
        if self.is_sketch:
            return known
        attributes = self._attributes(known.attributes)
        return replace(known, **self.fields, sku=self.sku, attributes=attributes)

    def _attributes(self, known: Mapping[str, str]) -> Mapping[str, str]:
        merged = {**known, **self.attributes}
        return MappingProxyType({name: value for name, value in merged.items() if value})


@dataclass(frozen=True, slots=True)
class ImportSource:
    """An opened source.

    Attributes:
        rows: products and rejected rows, read as they are asked for.
        total: how many rows there are, as well as can be told.
        root: folder that holds the photos.
        encoding: of a text file.
    """

    rows: Iterator[ImportedProduct | RejectedRow]
    total: int
    root: Path
    encoding: str = ""
