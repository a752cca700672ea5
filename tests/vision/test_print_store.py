"""Kept points come back as they were, or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.content_path import PRINTS_SUFFIX, content_path
from desktop_app.core.disk_room import RESERVE_BYTES
from desktop_app.vision import print_store
from desktop_app.vision.print_points import DESCRIPTION, PrintPoints
from desktop_app.vision.print_store import PrintStore

ONE, OTHER = "a1" * 32, "b2" * 32


def points(n: int = 40, seed: int = 0) -> PrintPoints:
    random = np.random.default_rng(seed)
    return PrintPoints(
        random.random((n, 2), np.float32) * 480,
        random.integers(0, 256, (n, DESCRIPTION), dtype=np.uint8),
    )


def assert_same(found: PrintPoints | None, kept: PrintPoints) -> None:
    assert found is not None
    assert np.array_equal(found.places, kept.places)
    assert np.array_equal(found.descriptions, kept.descriptions)
    assert (found.places.dtype, found.descriptions.dtype) == (np.float32, np.uint8)


@pytest.mark.parametrize("n", [0, 1, 500])
def test_points_come_back_in_another_process_as_they_were(tmp_path: Path, n: int) -> None:
    PrintStore(tmp_path).write(ONE, points(n))
    assert_same(PrintStore(tmp_path).read(ONE), points(n))
    assert PrintStore(tmp_path).read(OTHER) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content + b"\0",
        lambda content: content[: len(content) // 2],
        lambda content: content[:900] + bytes([content[900] ^ 1]) + content[901:],
        lambda content: bytes(len(content)),
    ],
    ids=["empty", "cut short", "too long", "half", "one bit", "zeros"],
)
def test_a_damaged_file_is_as_good_as_missing_and_replaced(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    store = PrintStore(tmp_path)
    store.write(ONE, points())
    path = content_path(tmp_path, ONE, PRINTS_SUFFIX)
    path.write_bytes(damage(path.read_bytes()))
    assert store.read(ONE) is None
    store.write(ONE, points())
    assert_same(store.read(ONE), points())


def test_a_file_under_the_name_of_another_photo_is_not_believed(tmp_path: Path) -> None:
    store = PrintStore(tmp_path)
    store.write(ONE, points())
    wrong = content_path(tmp_path, OTHER, PRINTS_SUFFIX)
    wrong.parent.mkdir(parents=True)
    content_path(tmp_path, ONE, PRINTS_SUFFIX).replace(wrong)
    assert store.read(OTHER) is None


def test_points_of_another_method_are_found_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = PrintStore(tmp_path)
    store.write(ONE, points())
    monkeypatch.setattr(print_store, "METHOD", print_store.METHOD + 1)
    assert store.read(ONE) is None


def test_those_used_longest_ago_go_when_the_limit_is_passed(tmp_path: Path) -> None:
    names = [f"{number:02x}" * 32 for number in range(10)]
    size = len(print_store._packed(points(), ONE))
    store = PrintStore(tmp_path, most_bytes=10 * size)
    for age, name in enumerate(names):
        store.write(name, points())
        os.utime(content_path(tmp_path, name, PRINTS_SUFFIX), (1000 + age, 1000 + age))
    assert store.read(names[0]) is not None  # used just now
    store.write(ONE, points())
    left = [name for name in [*names, ONE] if store.read(name) is not None]
    assert left == [names[0], *names[3:], ONE]
    assert sum(file.stat().st_size for file in tmp_path.glob("*/*")) <= 9 * size


def test_what_earlier_runs_left_counts_too_and_drafts_of_killed_ones(tmp_path: Path) -> None:
    size = len(print_store._packed(points(), ONE))
    PrintStore(tmp_path).write(ONE, points())
    draft = tmp_path / "a1" / f".{OTHER}{PRINTS_SUFFIX}.17.tmp"
    draft.write_bytes(b"half")
    for file in (draft, content_path(tmp_path, ONE, PRINTS_SUFFIX)):
        os.utime(file, (1000, 1000))
    PrintStore(tmp_path, most_bytes=size).write(OTHER, points())
    assert list(tmp_path.glob("*/*")) == []
    PrintStore(tmp_path, most_bytes=2 * size).write(OTHER, points())
    assert_same(PrintStore(tmp_path).read(OTHER), points())


def test_nothing_is_written_where_the_disk_is_nearly_full(tmp_path: Path) -> None:
    PrintStore(tmp_path, free=lambda _: RESERVE_BYTES).write(ONE, points())
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_used_costs_no_answer(tmp_path: Path) -> None:
    in_the_way = tmp_path / "prints"
    in_the_way.write_bytes(b"a file")
    store = PrintStore(in_the_way)
    store.write(ONE, points())
    assert store.read(ONE) is None


def test_only_digests_name_files(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        PrintStore(tmp_path).read("../secret")
