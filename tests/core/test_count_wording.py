"""One is not many: what is counted has words for both, in both languages."""

from __future__ import annotations

import pytest

from desktop_app.core.count_wording import Counted, counted
from desktop_app.translation import translator


@pytest.mark.parametrize("what", Counted)
def test_one_has_words_of_its_own(what: Counted) -> None:
    one, none, many = (counted(n, what) for n in (1, 0, 2000))
    assert one.startswith("1 ")
    assert none.startswith("0 ")
    assert none.split()[1:] == many.split()[1:] != one.split()[1:]
    for n in (1, 2):
        chinese = counted(n, what, translator("zh_CN"))
        assert chinese.startswith(f"{n} ")
        assert chinese != counted(n, what)


def test_numbers_are_written_as_people_do() -> None:
    assert counted(2000, Counted.PHOTOS, number="{:,}".format) == "2,000 photos"
