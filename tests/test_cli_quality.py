"""`shelfsight quality`, `recommend` and `compare` as other programs use them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from desktop_app.cli_options import NOTHING_DONE
from tests.command_line import Run
from tests.fakes import fake_photo
from tests.test_cli import _log_to_nowhere, run

__all__ = ["_log_to_nowhere", "run"]


@pytest.fixture
def filled(run: Run, tmp_path: Path) -> Run:
    folder = tmp_path / "shop"
    folder.mkdir()
    rows = [("MUG-1", "Red mug", "1"), ("MUG-2", "Red mug, large", "2"), ("JAR-1", "Jar", "3")]
    with (folder / "shop.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["sku", "name", "category", "stock", "price", "currency", "photos"])
        for sku, name, seed in rows:
            for number in (0, 1):
                (folder / f"{seed}{number}.jpg").write_bytes(fake_photo(int(seed), 24 + number))
            photos = f"{seed}0.jpg;{seed}1.jpg"
            writer.writerow([sku, name, "Kitchen", seed, f"{seed}.50", "EUR", photos])
    assert run("import", folder / "shop.csv", "--json")[0] == 0
    return run


def test_quality_says_all_figures(filled: Run) -> None:
    code, out, _ = filled("quality", "--json")
    found = json.loads(out)
    assert (code, found["asked"], found["products"], found["photos"]) == (0, 6, 3, 6)
    assert found["recall_1"] == found["metrics"]["recall@1"] == 1.0
    assert [entry["category"] for entry in found["categories"]] == ["Kitchen"]
    assert {entry["problem"] for entry in found["photo_problems"]} >= {"tiny"}
    assert len(found["history"]) == 1
    code, out, _ = filled("quality", "--no-photos")
    assert code == 0
    assert "6 of 6 photos" in out


def test_a_threshold_is_kept_for_the_catalogue(filled: Run) -> None:
    found = json.loads(filled("quality", "--no-photos", "--threshold", "0.5", "--json")[1])
    standard = found["standard_threshold"]
    assert found["threshold"] == 0.5 != standard
    found = json.loads(filled("quality", "--no-photos", "--json")[1])
    assert found["threshold"] == 0.5
    found = json.loads(filled("quality", "--no-photos", "--standard", "--json")[1])
    assert found["threshold"] == standard
    assert [run["threshold"] for run in found["history"]] == [standard, 0.5, standard]
    assert "match_probability" not in filled("changes")[1], "it has a name"


def test_recommend_names_substitutes_and_says_when_the_history_is_short(filled: Run) -> None:
    found = json.loads(filled("recommend", "mug-1", "--json")[1])
    assert found["product"]["sku"] == "MUG-1"
    assert {entry["sku"] for entry in found["similar"]} == {"MUG-2", "JAR-1"}
    assert found["together"] == []
    _, out, err = filled("recommend", "MUG-1")
    assert "Often looked up together" in out
    assert "Too little history" in err


def test_an_unknown_sku_is_said(filled: Run) -> None:
    code, out, err = filled("recommend", "NONE")
    assert (code, out) == (NOTHING_DONE, "")
    assert "NONE" in err


def test_compare_puts_the_best_first_with_reasons(filled: Run, tmp_path: Path) -> None:
    found = json.loads(filled("compare", "MUG-2", "MUG-1", "--json")[1])
    assert [fit["sku"] for fit in found["fits"]] == ["MUG-1", "MUG-2"]
    assert "cheapest" in {reason["reason"] for reason in found["fits"][0]["reasons"]}
    photo = tmp_path / "shop" / "30.jpg"
    found = json.loads(filled("compare", "--photo", photo, "--photo", photo, "--json")[1])
    assert found["fits"][0]["sku"] == "JAR-1"
    assert [vote["sku"] for vote in found["photos"]] == ["JAR-1", "JAR-1"]
    assert filled("compare", "MUG-1", "MUG-2")[1].startswith("1. MUG-1")


@pytest.mark.parametrize("arguments", [[], ["A", "B", "C", "D", "E"]])
def test_nothing_or_too_much_cannot_be_compared(run: Run, arguments: list[str]) -> None:
    code, out, err = run("compare", *arguments)
    assert (code, out) == (NOTHING_DONE, "")
    assert "compare" in err
    assert "look up" not in err
