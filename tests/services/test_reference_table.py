from __future__ import annotations

from desktop_app.core.types import Reference, ReferenceKind
from desktop_app.services.reference_table import FIRST_ROWS, ReferenceTable


def references(count: int) -> list[Reference]:
    return [
        Reference(number, number * 3, ReferenceKind.TEXT)
        if number % 4 == 0
        else Reference(number, number * 3, ReferenceKind.PHOTO, number + 7)
        for number in range(1, count + 1)
    ]


def test_references_come_back_as_they_went_in() -> None:
    table, kept = ReferenceTable(), references(3 * FIRST_ROWS)
    for start in range(0, len(kept), 100):
        table.put(kept[start : start + 100])
    assert table.those([reference.reference_id for reference in kept]) == kept
    assert table.those([len(kept) + 1]) == [None]
    assert table.those([]) == []


def test_a_dropped_reference_is_gone_and_the_others_stay() -> None:
    table, kept = ReferenceTable(), references(9)
    table.put(kept)
    table.drop(4)
    table.drop(4)
    assert table.those([3, 4, 5]) == [kept[2], None, kept[4]]
