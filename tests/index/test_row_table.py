"""The table of rows behaves like a dict, for small ids and for such as no table could hold."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.index.row_table import ABSENT, TABLE_IDS, RowTable

IDS = (1, 2, 5, 1023, 1024, 5000, TABLE_IDS - 1, TABLE_IDS, 2**40, 2**63 - 1)
SMALL_IDS = tuple(number for number in IDS if number != TABLE_IDS - 1)  # that one takes 256 MB


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(SMALL_IDS)), max_size=40))
def test_putting_and_dropping_in_any_order(steps: list[tuple[bool, int]]) -> None:
    table, known = RowTable(), {}
    for row, (puts, number) in enumerate(steps):
        if puts:
            table.put([number], row)
            known[number] = row
        else:
            assert table.drop(number) == known.pop(number, ABSENT)
        expected = [known.get(one, ABSENT) for one in SMALL_IDS]
        assert [table.row(one) for one in SMALL_IDS] == expected
        assert table.rows(SMALL_IDS).tolist() == expected
        assert table.rows(set(known)).tolist() == [known[one] for one in set(known)]


def test_many_at_once_get_rows_in_order() -> None:
    table = RowTable()
    table.put([7, 2**50, 3], 10)
    table.put(range(100, 200), 13)
    assert table.rows([3, 7, 2**50, 150, 99]).tolist() == [12, 10, 11, 63, ABSENT]
    assert table.rows([]).tolist() == []
    assert table.row(-5) == ABSENT


@given(st.lists(st.sampled_from([-(2**63), -1, 1, 5, 2047, 2048, 2**62]), max_size=100))
def test_what_is_outside_the_table_has_no_row(asked: list[int]) -> None:
    table = RowTable()
    table.put([1, 5, 2047], 0)
    known = {1: 0, 5: 1, 2047: 2}
    assert table.rows(asked).tolist() == [known.get(number, ABSENT) for number in asked]
