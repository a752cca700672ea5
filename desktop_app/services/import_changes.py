"""What becomes of a row: the product as it is known, compared with what the row says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop_app.catalog.records import Change, NewPhoto, StoredProduct
from desktop_app.services.import_plan import PlannedProduct
from desktop_app.services.import_rows import FieldChange, RowChange
from desktop_app.services.product_state_changes import cells_of


def row_change(
    planned: PlannedProduct, change: Change, photos: int, after: Sequence[NewPhoto] | None
) -> RowChange:
    """What becomes of a row: *photos* are read for it, *after* are all that the product has then.

    *after* is None where the row leaves the photos alone.
    """
    known, data = planned.known, planned.data
    fields = tuple(_fields(known, planned, after)) if known is not None else ()
    comes_back = known is not None and known.withdrawn and not planned.row.withdrawn
    return RowChange(planned.row.line, data.sku, data.name, change, fields, photos, comes_back)


def _fields(
    known: StoredProduct, planned: PlannedProduct, after: Sequence[NewPhoto] | None
) -> Iterator[FieldChange]:
    old_cells, new_cells = cells_of(known.data), cells_of(planned.data)
    for name in dict.fromkeys((*new_cells, *old_cells)):
        old, new = old_cells.get(name, ""), new_cells.get(name, "")
        if old != new and _differs(known, planned, name):
            yield FieldChange(name, old, new)
    if after is not None and len(after) != len(known.photos):
        yield FieldChange("photos", str(len(known.photos)), str(len(after)))
    if planned.row.withdrawn and not known.withdrawn:
        yield FieldChange("withdrawn", "", "1")


def _differs(known: StoredProduct, planned: PlannedProduct, name: str) -> bool:
    """Whether a number is another one, and not only written otherwise."""
    if name not in ("price", "stock"):
        return True
    return bool(getattr(known.data, name) != getattr(planned.data, name))
