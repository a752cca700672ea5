"""JSON of any name can be written as UTF-8 and read back."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.json_text import json_text


@given(name=st.text(st.characters(categories=None), max_size=20))
def test_any_name_is_written_and_comes_back(name: str) -> None:
    assert json.loads(json_text({name: [name]}).encode("utf-8")) == {name: [name]}


def test_half_a_character_is_written_as_json_writes_it() -> None:
    assert json_text(["caf\udce9", "药"]) == '["caf\\udce9", "药"]'
    assert json_text({"a": 1}, compact=True) == '{"a":1}'
