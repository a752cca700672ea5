"""A gun is told from a person by its speed, and whatever happens no key is lost."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.scan_text import scanned_text
from desktop_app.core.scanner import Scan, ScanReader, ScanRules, Step

EAN = "4006381333931"


@dataclass
class Typist:
    """Sends keys to a reader and keeps what reached the form and what became a code."""

    rules: ScanRules = field(default_factory=ScanRules)
    now: float = 1000.0
    form: str = ""
    held: str = ""
    codes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.reader = ScanReader(self.rules)

    def keys(self, text: str, gap: float) -> Typist:
        for character in text:
            self.now += gap
            self._key(character)
        return self

    def _key(self, character: str) -> None:
        if character in "\r\t":
            self._follow(self.reader.end(self.now), character)
        else:
            self._follow(self.reader.character(character, self.now), character)

    def pause(self) -> Typist:
        self._follow(self.reader.pause(), "")
        self.now += 500
        return self

    def _follow(self, step: Step, key: str) -> None:
        if step.scan is not None:
            self.codes.append(step.scan.text)
            self.held = ""
        if step.release:
            self.form += self.held
            self.held = ""
        if not step.hold:
            self.form += key
        elif key not in "\r\t":
            self.held += key
        if step.scan is not None and step.scan.ended:
            self.held = ""


@pytest.mark.parametrize("gap", [0, 2, 15, 35])
@pytest.mark.parametrize("end", ["\r", "\t"])
def test_a_fast_burst_with_enter_or_tab_is_a_code(gap: float, end: str) -> None:
    gun = Typist().keys(EAN + end, gap)
    assert (gun.codes, gun.form) == ([EAN], "")


def test_a_burst_without_enter_is_a_code_after_a_pause() -> None:
    gun = Typist().keys(EAN, 5).pause()
    assert (gun.codes, gun.form) == ([EAN], "")


@pytest.mark.parametrize("gap", [71, 120, 400])
def test_a_person_gets_every_key_into_the_form(gap: float) -> None:
    person = Typist().keys("4006381333931 gloves\r", gap).pause()
    assert (person.codes, person.form) == ([], "4006381333931 gloves\r")


def test_quick_fingers_are_no_gun_and_wait_for_two_keys_at_most() -> None:
    person = Typist()
    for number, character in enumerate("inspection"):
        person.keys(character, 55)
        assert len(person.held) <= 2, number
    assert person.pause().form == "inspection"


@pytest.mark.parametrize("text", ["nitrile gloves", "saline"])
def test_words_that_a_program_types_at_once_are_words(text: str) -> None:
    program = Typist().keys(text, 1).pause()
    assert (program.codes, program.form) == ([], text)


@pytest.mark.parametrize("text", ["123", "a1\r", "7"])
def test_few_characters_are_never_a_code(text: str) -> None:
    person = Typist().keys(text, 1).pause()
    assert (person.codes, person.form) == ([], text)


def test_an_enter_sent_twice_or_late_does_not_reach_the_form() -> None:
    gun = Typist().keys(EAN + "\r\r", 5)
    assert gun.form == ""
    gun.pause().keys("\r", 500)
    assert gun.form == "\r"
    late = Typist().keys(EAN, 5)
    late._follow(late.reader.pause(), "")
    assert late.keys("\r", 120).form == ""


@pytest.mark.parametrize("pause", [80, 500])
def test_several_codes_in_a_row_are_several_codes(pause: float) -> None:
    gun = Typist()
    for code in ("SKU-1", "SKU-2", "SKU-3"):
        gun.now += pause
        gun.keys(code, 3)
    assert gun.pause().codes == ["SKU-1", "SKU-2", "SKU-3"]


def test_codes_that_run_together_are_told_apart_by_enter_or_suffix() -> None:
    assert Typist().keys("SKU-1\rSKU-2\rSKU-3\r", 3).codes == ["SKU-1", "SKU-2", "SKU-3"]
    marked = Typist(ScanRules(suffix="#")).keys("SKU-1#SKU-2#", 3)
    assert (marked.codes, marked.form) == (["SKU-1", "SKU-2"], "")


def test_the_prefix_makes_short_codes_safe_and_everything_else_typing() -> None:
    rules = ScanRules(prefix="~", suffix="!")
    assert Typist(rules).keys("~7!", 2).codes == ["7"]
    assert Typist(rules).keys(EAN + "\r", 2).form == EAN + "\r"
    open_end = Typist(rules).keys("~123456\r", 2)
    assert (open_end.codes, open_end.form) == ([], "~123456\r")


def test_with_a_prefix_typing_is_not_held_back_at_all() -> None:
    person = Typist(ScanRules(prefix="~")).keys("gl", 100)
    assert (person.form, person.held) == ("gl", "")


def test_another_key_in_between_releases_what_was_held() -> None:
    reader = ScanReader()
    for n in range(5):
        reader.character("7", float(n))
    assert reader.other() == Step(release=True)
    assert not reader.is_holding


def test_a_scan_says_how_fast_it_was() -> None:
    reader = ScanReader()
    for number, character in enumerate("1234"):
        reader.character(character, 10.0 * number)
    assert reader.end(40).scan == Scan("1234", 10.0, ended=True)


KEYS = st.lists(st.tuples(st.sampled_from("01aB-~# \x1d\r\t"), st.floats(0, 300)), max_size=60)
RULES = st.builds(
    ScanRules,
    prefix=st.sampled_from(["", "~", "~a"]),
    suffix=st.sampled_from(["", "#", "\x1d"]),
    average_ms=st.sampled_from([10.0, 35.0, 90.0]),
)


@given(keys=KEYS, rules=RULES)
def test_no_character_is_lost_or_changes_its_place(
    keys: list[tuple[str, float]], rules: ScanRules
) -> None:
    typist, arrived = Typist(rules), []
    for character, gap in keys:
        codes, form = len(typist.codes), len(typist.form)
        typist.keys(character, gap)
        arrived += [*typist.codes[codes:], typist.form[form:]]
    codes, form = len(typist.codes), len(typist.form)
    typist.pause()
    arrived += [*typist.codes[codes:], typist.form[form:]]
    marks = set("\r\t") | set(rules.prefix) | set(rules.suffix)
    got = [c for c in "".join(arrived) if c not in marks]
    assert got == [c for c, _ in keys if c not in marks]


@given(
    code=st.text("0123456789ABCdef-]\x1d", min_size=4, max_size=60),
    gaps=st.lists(st.floats(0, 35), min_size=60, max_size=60),
)
def test_every_fast_code_arrives_whole(code: str, gaps: list[float]) -> None:
    gun = Typist()
    for character, gap in zip(code, gaps, strict=False):
        gun.keys(character, gap)
    gun.keys("\r", 20)
    assert (gun.codes, gun.form) == ([code], "")


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (EAN, EAN),
        ("]E0" + EAN, EAN),
        ("]C0SKU-1", "SKU-1"),
        ("]A0SKU 1", "SKU 1"),
        ("]d2010400638133393110L\x1d21S", "]d2010400638133393110L\x1d21S"),
        ("\x1d010400638133393110L", "]C1010400638133393110L"),
        ("10L<GS>21S", "10L\x1d21S"),
        ("10L{gs}21S", "10L\x1d21S"),
        ("10L^]21S\x1d", "10L\x1d21S"),
        (" SKU-1\r\n", "SKU-1"),
        ("\x1d", ""),
    ],
)
def test_what_scanners_send_is_put_into_one_form(raw: str, text: str) -> None:
    assert scanned_text(raw) == text
