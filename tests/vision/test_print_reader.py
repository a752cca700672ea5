"""Print on made-up packages: the same lines up, another does not, a sister is told apart."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.shared_print import (
    NOTHING_SHARED,
    PRINT_RULE,
    PrintAgreement,
    SharedPrint,
)
from desktop_app.core.types import Box
from desktop_app.vision import print_reader
from desktop_app.vision.decode import Picture
from desktop_app.vision.print_points import Alignment
from desktop_app.vision.print_reader import PrintReader
from desktop_app.vision.print_store import PrintStore
from tests.vision import picture_samples as samples
from tests.vision.packages import OAT, RICE, package, photographed
from tests.vision.picture_samples import Pixels


def photo(pixels: Pixels, name: str = "photo.png", box: Box | None = None) -> PhotoInput:
    return PhotoInput(name, data=samples.encode("png", pixels), box=box)


def shared(query: Pixels, *references: Pixels) -> tuple[SharedPrint, ...]:
    reader = PrintReader(lambda _number: None)
    return reader.compare([photo(query)], [photo(each) for each in references])


def test_the_same_print_seen_otherwise_lines_up_and_agrees() -> None:
    same, other = shared(photographed(package(OAT)), package(OAT), package(RICE))
    assert same.points >= 60
    assert other.points < PRINT_RULE.least_points
    assert PRINT_RULE.proves(same, [other])
    assert not PRINT_RULE.proves(other, [])


def test_a_turned_photo_lines_up() -> None:
    upside_down = np.ascontiguousarray(photographed(package(OAT))[::-1, ::-1])
    (found,) = shared(upside_down, package(OAT))
    assert PRINT_RULE.proves(found, [])


def test_mirrored_print_is_not_the_print() -> None:
    mirrored = np.ascontiguousarray(photographed(package(OAT))[:, ::-1])
    (found,) = shared(mirrored, package(OAT))
    assert found.points < PRINT_RULE.least_points


@pytest.mark.parametrize(
    "query",
    [
        np.full((300, 300, 3), 128, np.uint8),
        samples.scene(300, 300),
        photographed(package(OAT), blur=9),
    ],
    ids=["blank", "plain shapes", "blurred"],
)
def test_a_photo_without_print_says_nothing(query: Pixels) -> None:
    (found,) = shared(query, package(OAT))
    assert found.points < PRINT_RULE.least_points
    assert found.agreement is None


def test_a_sister_in_another_size_shares_points_but_does_not_agree() -> None:
    small, large = package(OAT, "S"), package(OAT, "500ml")
    (alone,) = shared(photographed(small), large)
    assert alone.points >= PRINT_RULE.least_points
    assert not PRINT_RULE.proves(alone, [])
    (own,) = shared(photographed(small), small)
    assert PRINT_RULE.proves(own, [])


def test_with_both_sizes_in_the_catalogue_neither_is_proven_by_too_small_a_lead() -> None:
    small, large = package(OAT, "250ml"), package(OAT, "260ml")
    own, sister = shared(photographed(small), small, large)
    assert own.points < PRINT_RULE.least_lead * sister.points
    assert not PRINT_RULE.proves(own, [sister])


def test_a_sister_in_another_colour_does_not_agree() -> None:
    (found,) = shared(photographed(package(OAT)), package(OAT, colour=(170, 30, 60)))
    assert found.points >= PRINT_RULE.least_points
    assert found.agreement is not None
    assert found.agreement.colour_gap > PRINT_RULE.most_colour_gap
    assert not PRINT_RULE.proves(found, [])


def test_only_the_best_is_laid_over_and_the_best_query_counts() -> None:
    reader = PrintReader(lambda _number: None)
    queries = [photo(package(RICE)), photo(photographed(package(OAT)))]
    rice, oat = reader.compare(queries, [photo(package(RICE, "1 kg")), photo(package(OAT, "1 l"))])
    assert rice.points >= PRINT_RULE.least_points
    assert oat.points >= PRINT_RULE.least_points
    assert [each.agreement is not None for each in (rice, oat)] == [
        rice.points >= oat.points,
        oat.points > rice.points,
    ]


def test_the_box_is_what_is_compared() -> None:
    both = np.hstack([package(OAT), package(RICE)])
    boxed = photo(both, box=Box(0, 0, 300, 400))
    found = PrintReader(lambda _number: None).compare(
        [boxed], [photo(package(RICE)), photo(package(OAT))]
    )
    assert found[1].points > 4 * found[0].points


def test_a_photo_that_is_gone_shares_nothing(tmp_path: Path) -> None:
    gone = PhotoInput.from_path(tmp_path / "gone.jpg")
    broken = PhotoInput("broken.jpg", data=b"nothing")
    reader = PrintReader(lambda _number: None)
    assert reader.compare([photo(package(OAT))], [gone, broken]) == (NOTHING_SHARED,) * 2
    assert reader.compare([gone], [photo(package(OAT))]) == (NOTHING_SHARED,)
    assert reader.compare([], []) == ()


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with each photo in which points are looked for."""
    looked: list[int] = []
    make = print_reader.find_points

    def counted(view: Pixels) -> print_reader.PrintPoints:
        looked.append(view.shape[0])
        return make(view)

    monkeypatch.setattr(print_reader, "find_points", counted)
    return looked


def test_points_are_found_once_a_photo_and_the_oldest_forgotten(
    found: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(print_reader, "MOST_KEPT", 2)
    steps: list[int] = []
    reader = PrintReader(steps.append)
    oat, rice = photo(package(OAT)), photo(package(RICE))
    reader.compare([oat], [rice])
    reader.compare([oat], [rice, oat])
    assert (len(found), steps) == (2, [0, 1, 0, 1, 2])
    reader.compare([photo(package(OAT, "2 l"))], [oat])
    reader.compare([rice], [])
    assert len(found) == 4


def test_points_of_catalogue_photos_outlive_the_process_and_those_of_queries_do_not(
    tmp_path: Path, found: list[int]
) -> None:
    query, reference = photo(photographed(package(OAT))), photo(package(OAT))
    first, second = (PrintReader(lambda _: None, PrintStore(tmp_path)) for _ in range(2))
    before = first.compare([query], [reference])
    assert len(list(tmp_path.glob("*/*"))) == 1
    assert second.compare([query], [reference]) == before
    assert len(found) == 3  # the query twice


def test_damaged_points_are_found_anew_and_the_answer_is_the_same(
    tmp_path: Path, found: list[int]
) -> None:
    query, reference = photo(photographed(package(OAT))), photo(package(OAT))
    before = PrintReader(lambda _: None, PrintStore(tmp_path)).compare([query], [reference])
    (file,) = tmp_path.glob("*/*")
    sound = file.read_bytes()
    file.write_bytes(sound[:100])
    assert PrintReader(lambda _: None, PrintStore(tmp_path)).compare([query], [reference]) == before
    assert len(found) == 4
    assert file.read_bytes() == sound


def test_a_part_of_a_photo_is_not_kept_under_the_name_of_the_whole(tmp_path: Path) -> None:
    boxed = photo(package(OAT), box=Box(0, 0, 100, 100))
    PrintReader(lambda _: None, PrintStore(tmp_path)).compare([], [boxed])
    assert list(tmp_path.iterdir()) == []


def test_a_query_that_is_open_is_not_decoded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    query, reference = photo(photographed(package(OAT))), photo(package(OAT))
    assert query.data is not None
    expected = PrintReader(lambda _: None).compare([query], [reference])
    decoded: list[str] = []
    decode = print_reader.decode_picture

    def watched(data: bytes, name: str, box: Box | None = None) -> Picture:
        decoded.append(hashlib.sha256(data).hexdigest())
        return decode(data, name, box)

    monkeypatch.setattr(print_reader, "decode_picture", watched)
    reader = PrintReader(lambda _: None)
    key = hashlib.sha256(query.data).hexdigest()
    reader.has_open({(key, None): decode(query.data, query.name)})
    assert reader.compare([query], [reference]) == expected
    assert decoded
    assert key not in decoded


def test_a_second_look_lays_no_pair_over_again(monkeypatch: pytest.MonkeyPatch) -> None:
    laid: list[int] = []
    compare = print_reader.agreement

    def counted(query: Pixels, reference: Pixels, found: Alignment) -> PrintAgreement | None:
        laid.append(len(found))
        return compare(query, reference, found)

    monkeypatch.setattr(print_reader, "agreement", counted)
    reader = PrintReader(lambda _: None)
    query, oat, rice = (
        photo(photographed(package(OAT))),
        photo(package(OAT)),
        photo(package(RICE)),
    )
    (first,) = reader.compare([query], [oat])
    assert reader.compare([query], [rice, oat])[1] == first
    assert len(laid) == 1
