"""`shelfsight calibrate` as other programs use it."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.cli import INTERRUPTED
from desktop_app.cli_options import NOTHING_DONE, SOME_FAILED
from desktop_app.core.errors import Cancelled
from desktop_app.services.adaptations import Adaptations
from desktop_app.services.calibrations import Calibrations
from tests.command_line import Run
from tests.fakes import fake_photo
from tests.test_cli import _log_to_nowhere, run

__all__ = ["_log_to_nowhere", "run"]

N_PRODUCTS = 8


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    with (tmp_path / "shop.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["sku", "name", "photos"])
        for seed in range(N_PRODUCTS):
            (tmp_path / f"{seed}.jpg").write_bytes(fake_photo(seed))
            writer.writerow([f"MUG-{seed}", f"Mug {seed}", f"{seed}.jpg"])
    assert run("import", tmp_path / "shop.csv", "--json")[0] == 0
    return run


def questions(folder: Path, count: int) -> Path:
    """Photos that the catalogue lacks, said to be products in turn."""
    file = folder / "questions.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["photo", "text", "sku"])
        for number in range(count):
            (folder / f"q{number}.jpg").write_bytes(fake_photo(100 + number, 30))
            writer.writerow([f"q{number}.jpg", "", f"MUG-{number % N_PRODUCTS}"])
    return file


def test_a_history_without_decisions_is_told_what_it_takes(filled: Run) -> None:
    code, out, _ = filled("calibrate", "--json")
    found = json.loads(out)
    assert (code, found["verdict"], found["kept"], found["active"]) == (0, "too_few", False, None)
    assert (found["judged"], found["ece_before"]) == (0, None)
    assert "20 judged photos" in " ".join(filled("calibrate")[1].split())


def test_a_list_is_asked_and_judged(filled: Run, tmp_path: Path) -> None:
    code, out, _ = filled("calibrate", questions(tmp_path, 30), "--dry-run", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["judged"] + found["left_out"] == 30
    assert (found["kept"], found["active"]) == (False, None)


def test_a_list_without_skus_is_refused(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("photo,text\n0.jpg,\n", encoding="utf-8")
    assert filled("calibrate", file)[0] == NOTHING_DONE


def test_a_photo_of_the_catalogue_itself_does_not_count(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("photo,text,sku\n0.jpg,,MUG-0\n", encoding="utf-8")
    found = json.loads(filled("calibrate", file, "--json")[1])
    assert (found["judged"], found["left_out"]) == (0, 1)


def test_a_lookup_keeps_what_is_learned_from(filled: Run, tmp_path: Path) -> None:
    questions(tmp_path, 1)
    assert filled("lookup", tmp_path / "q0.jpg", "--json")[0] in {0, 1}
    with closing(sqlite3.connect(tmp_path / "data" / "catalogue.sqlite")) as file:
        (answer,) = file.execute("SELECT answer FROM lookup").fetchone()
    ranking = json.loads(answer)["ranking"]
    assert len(ranking["similarities"]) == len(ranking["skus"]) == N_PRODUCTS
    assert ranking["scale"]


def test_taking_back_what_is_not_there_is_said(filled: Run) -> None:
    assert json.loads(filled("calibrate", "--reset", "--json")[1]) == {
        "taken_back": False,
        "active": None,
    }
    assert "Nothing had been learned" in filled("calibrate", "--reset")[1]


def test_rows_that_teach_nothing_are_told(filled: Run, tmp_path: Path) -> None:
    """A SKU in other letters is the same one; one that the catalogue lacks may be a slip."""
    file = questions(tmp_path, 3)
    rows = file.read_text(encoding="utf-8").replace("MUG-0", "mug-0").replace("MUG-1", "MGU-1")
    file.write_text(rows + "gone.jpg,,MUG-2\n", encoding="utf-8")
    code, out, _ = filled("calibrate", file, "--json")
    found = json.loads(out)
    assert (code, found["judged"], found["unusable"]) == (SOME_FAILED, 2, 2)
    assert "lacks the SKU: 2" in " ".join("".join(filled("calibrate", file)[1:]).split())
    file.write_text("photo,text,sku\ngone.jpg,,MUG-2\n", encoding="utf-8")
    assert filled("calibrate", file)[0] == NOTHING_DONE


@pytest.mark.parametrize(("command", "undo"), [("calibrate", "--reset"), ("adapt", "--remove")])
def test_what_changes_nothing_takes_nothing_back(filled: Run, command: str, undo: str) -> None:
    code, out, err = filled(command, undo, "--dry-run")
    assert (code, out) == (2, "")
    assert f"{undo} and --dry-run" in " ".join(err.split())


@pytest.mark.parametrize(
    ("command", "owner", "method"),
    [("calibrate", Calibrations, "learn"), ("adapt", Adaptations, "fit")],
)
def test_ctrl_c_ends_without_a_traceback(
    filled: Run, monkeypatch: pytest.MonkeyPatch, command: str, owner: type, method: str
) -> None:
    def stopped(*args: object, **options: object) -> None:
        raise Cancelled("stopped")

    monkeypatch.setattr(owner, method, stopped)
    code, _, err = filled(command)
    assert code == INTERRUPTED
    assert "Interrupted" in err
