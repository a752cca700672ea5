"""How texts are cut into words, and that typed words meet them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.catalog.search_tokens import (
    MAX_UNITS,
    Token,
    code_tokens,
    index_tokens,
    query_units,
)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        ("  -- !? ", []),
        ("Infusion Set", ["infusion", "set"]),
        ("Müller GRÖẞE", ["muller", "grosse"]),
        ("ＡＢＣ１", ["abc1", "abc", "1"]),
        ("输", ["输"]),
        ("输液", ["输", "液", "输液"]),
        ("输液器", ["输", "液", "器", "输液", "液器"]),
        ("500ml", ["500ml", "500", "ml"]),
        ("0.9% NaCl", ["0.9", "nacl"]),
        ("0,9 %", ["0.9"]),
        ("M8x40", ["m8x40", "m", "8", "x", "40"]),
        ("5ml输液", ["5ml", "5", "ml", "输", "液", "输液"]),
        ("end. Next", ["end", "next"]),
        ("snake_case", ["snake", "case"]),
        ("ข้าวสาร", ["ข้าวสาร"]),
        ("ガーゼ", ["ガ", "ー", "ゼ", "ガー", "ーゼ"]),
    ],
)
def test_texts_are_cut_into_words(text: str, tokens: list[str]) -> None:
    assert index_tokens(text) == tokens


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("A-102/5", {"a", "102", "5", "a1025"}),
        ("HX 45", {"hx", "45", "hx45"}),
        ("4006381333931", {"4006381333931"}),
        ("--", set()),
    ],
)
def test_codes_are_found_with_and_without_separators(code: str, expected: set[str]) -> None:
    assert set(code_tokens(code)) == expected


@pytest.mark.parametrize(
    ("word", "is_prefix"), [("inf", True), ("50", False), ("0.9", False), ("40063813", True)]
)
def test_sizes_are_whole_and_other_words_may_be_beginnings(word: str, is_prefix: bool) -> None:
    (unit,) = query_units(word)
    assert unit.alternatives == ((Token(word, is_prefix=is_prefix),),)


def test_a_page_of_text_is_cut_short() -> None:
    assert len(query_units(" ".join(f"word{i}" for i in range(1000)))) == MAX_UNITS


def test_a_repeated_word_counts_once() -> None:
    assert query_units("set SET Set") == query_units("set")


@given(st.text())
def test_tokens_hold_no_character_that_separates_or_quotes(text: str) -> None:
    for token in (*index_tokens(text), *code_tokens(text)):
        assert token
        assert not set(token) & set(" \t\n\r\x00\"'*(){}:^+-,")


@given(st.text())
def test_every_text_is_found_by_itself(text: str) -> None:
    tokens = set(index_tokens(text))
    for unit in query_units(text):
        assert any(all(t.text in tokens for t in option) for option in unit.alternatives)
