"""`shelfsight adapt` as other programs use it."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.command_line import Run
from tests.fakes import fake_photo
from tests.test_cli import _log_to_nowhere, run

__all__ = ["_log_to_nowhere", "run"]


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    folder = tmp_path / "shop"
    folder.mkdir()
    with (folder / "shop.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["sku", "name", "photos"])
        for seed in range(3):
            (folder / f"{seed}.jpg").write_bytes(fake_photo(seed))
            writer.writerow([f"MUG-{seed}", f"Mug {seed}", f"{seed}.jpg"])
    assert run("import", folder / "shop.csv", "--json")[0] == 0
    return run


def test_a_small_catalogue_is_told_what_it_takes(filled: Run) -> None:
    code, out, _ = filled("adapt", "--json")
    found = json.loads(out)
    assert (code, found["verdict"], found["kept"], found["active"]) == (0, "too_few", False, None)
    assert found["before_1"] is None
    code, out, _ = filled("adapt", "--dry-run")
    assert code == 0
    assert "30 photos of 5 products" in " ".join(out.split())


def test_taking_back_what_is_not_there_is_said(filled: Run) -> None:
    assert json.loads(filled("adapt", "--remove", "--json")[1]) == {
        "taken_back": False,
        "active": None,
    }
    assert "no fit to take back" in filled("adapt", "--remove")[1]


def test_damage_is_said_by_every_command(filled: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data" / "catalogue.sqlite")) as file, file:
        fingerprint = json.loads(filled("doctor", "--json")[1])["model"]["fingerprint"]
        file.execute(
            "INSERT INTO adaptation VALUES (?, '2026-01-01 00:00:00', 'Li', 4, X'00', '{}', 'no')",
            (fingerprint,),
        )
    code, out, err = filled("doctor", "--json")
    assert (code, json.loads(out)["fit"]) == (0, {"state": "adaptation_damaged"})
    assert "damaged and not used" in " ".join(err.split())
    assert json.loads(filled("adapt", "--remove", "--json")[1])["taken_back"]
    assert json.loads(filled("doctor", "--json")[1])["fit"] == {"state": "none"}


def test_an_import_says_what_came_of_its_fit(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "more.jpg").write_bytes(fake_photo(9))
    (tmp_path / "more.csv").write_text("sku,name,photos\nMUG-9,Mug 9,more.jpg\n", encoding="utf-8")
    tried = json.loads(filled("import", tmp_path / "more.csv", "--json")[1])
    assert (tried["fit"]["verdict"], tried["fit"]["kept"]) == ("too_few", False)
    nothing_new = json.loads(filled("import", tmp_path / "more.csv", "--json")[1])
    assert (nothing_new["unchanged"], nothing_new["fit"]) == (1, None)
    assert "fit" not in json.loads(
        filled("import", tmp_path / "more.csv", "--dry-run", "--json")[1]
    )
