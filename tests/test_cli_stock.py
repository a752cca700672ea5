"""`shelfsight stock`, `restock` and `prices`: shapes, exit codes, no model started."""

from __future__ import annotations

import csv
import json
import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from desktop_app import app
from desktop_app.catalog.database import Database
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.cli_options import DONE, NOTHING_DONE, SOME_FAILED
from desktop_app.paths import DataFolder
from tests.catalog.samples import complete
from tests.command_line import Run, command_line


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.setattr(app, "VisionWorker", None)  # none of these commands needs it
    folder = DataFolder(tmp_path / "data")
    folder.root.mkdir()
    database = Database.open(folder.database)
    CatalogRepository(database).save_products([complete(1, name="Gloves"), complete(2)])
    database.close()

    return command_line(monkeypatch, capsys, folder.root)


@pytest.fixture
def sales(tmp_path: Path) -> Path:
    """Half a year of steady sales of the first product."""
    dice = random.Random(4)  # noqa: S311  (not a secret)
    today = datetime.now(UTC).date()
    days = [today - timedelta(days=back) for back in range(1, 180)]
    rows = [f"{day},SKU-1,{dice.randint(1, 3)}" for day in days]
    file = tmp_path / "sales.csv"
    file.write_text("date,sku,quantity\n" + "\n".join(rows))
    return file


def test_stock_goes_out_comes_in_is_counted_and_taken_back(run: Run) -> None:
    code, out, _ = run("stock", "out", "SKU-1", "2", "--note", "ward 3", "--json")
    assert code == DONE
    moved = json.loads(out)
    assert (moved["before"], moved["after"], moved["note"]) == ("12", "10", "ward 3")
    code, out, _ = run("stock", "in", "own-1", "5")
    assert (code, "10 → 15" in out) == (DONE, True)
    assert run("stock", "count", "SKU-1", "9,5")[0] == DONE
    assert run("stock", "undo", moved["id"], "--json")[0] == DONE
    _, out, _ = run("stock", "list", "SKU-1", "--json")
    assert [(each["kind"], each["after"]) for each in json.loads(out)] == [
        ("undo", "11.5"),
        ("count", "9.5"),
        ("in", "15"),
        ("out", "10"),
    ]
    _, out, _ = run("stock", "list", "SKU-1")
    assert "ward 3" in out


@pytest.mark.parametrize(
    "arguments",
    [
        ("stock", "out", "SKU-9"),
        ("stock", "out", "SKU-1", "0"),
        ("stock", "out", "SKU-1", "few"),
        ("stock", "count", "SKU-1", "-1"),
        ("stock", "undo", "77"),
        ("stock", "rule", "--service", "1.5"),
        ("stock", "rule", "SKU-1", "--pack", "0"),
        ("stock", "import", "none.csv"),
        ("prices", "import", "none.csv"),
        ("prices", "limit", "--rise", "-5"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, arguments: tuple[str, ...]) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (NOTHING_DONE, "")
    assert err.strip()
    _, out, _ = run("stock", "list", "SKU-1", "--json")
    assert json.loads(out) == []


def test_what_to_order_follows_from_sales_and_rules(run: Run, sales: Path, tmp_path: Path) -> None:
    code, out, _ = run("stock", "import", sales, "--json")
    assert (code, json.loads(out)["history"]) == (DONE, 179)
    assert run("stock", "rule", "--lead-days", "14", "--service", "0.98")[0] == DONE
    assert run("stock", "rule", "SKU-1", "--pack", "25")[0] == DONE
    _, out, _ = run("restock", "--json")
    (line,) = json.loads(out)["products"]
    assert (line["sku"], line["state"], line["demand_class"]) == ("SKU-1", "order", "smooth")
    assert line["demand_per_day"] == pytest.approx(2, rel=0.15)
    assert Decimal(line["order"]) % 25 == 0
    assert line["rule"] == {
        "minimum": "0",
        "lead_days": 14,
        "review_days": 7,
        "service": 0.98,
        "pack": "25",
    }
    _, out, _ = run("restock", "--all", "--json")
    assert [each["state"] for each in json.loads(out)["products"]] == ["order", "unknown"]
    assert run("restock", "--out", tmp_path / "orders.csv")[0] == DONE
    with (tmp_path / "orders.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["SKU"], row["Order"]) == ("SKU-1", line["order"])
    assert run("stock", "ordered", "SKU-1", line["order"])[0] == DONE
    code, out, _ = run("restock")
    assert (code, "Nothing is to be ordered." in out) == (DONE, True)


def test_forecasts_are_tried_on_the_past(run: Run, sales: Path) -> None:
    code, _, err = run("restock", "--backtest")
    assert (code, "long enough" in err) == (NOTHING_DONE, True)
    run("stock", "import", sales)
    code, out, _ = run("restock", "--backtest", "--weeks", "1", "--json")
    test = json.loads(out)
    assert (code, test["products"], test["classes"]["smooth"]) == (DONE, 1, 1)
    assert test["methods"]["chosen"]["mase"] < test["methods"]["naive"]["mase"]
    assert "chosen by the program" in run("restock", "--backtest")[1]


@pytest.mark.parametrize(
    ("language", "changed", "marked"),
    [
        ("en", "1 price changed, ", "Marked: 1 alert."),
        ("zh_CN", "1 个价格变动，", "已标记：1 条提醒。"),
    ],
)
def test_one_price_is_not_called_prices(
    run: Run, tmp_path: Path, language: str, changed: str, marked: str
) -> None:
    (tmp_path / "data" / "settings.toml").write_text(f'language = "{language}"\n')
    file, seen = tmp_path / "prices.csv", []
    for price in ("1.00", "9.00"):
        file.write_text(f"sku,price\nSKU-1,{price}\n", encoding="utf-8")
        run("prices", "limit", "--rise", "5")
        seen.append(run("prices", "import", file)[1])
    assert seen[-1].startswith(changed)
    (alert,) = json.loads(run("prices", "alerts", "--json")[1])[:1]
    assert run("prices", "mark", "seen", alert["id"])[1].strip() == marked


def test_prices_are_imported_watched_and_marked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "prices.csv"
    file.write_text("sku,price,currency\nSKU-1,1.95,EUR\nSKU-2,1.60,EUR\nSKU-3,1,EUR\n")
    assert run("prices", "limit", "--category", "Infusion", "--rise", "25")[0] == DONE
    code, out, _ = run("prices", "import", file, "--json")
    report = json.loads(out)
    assert (code, report["changed"], report["alerts"]) == (SOME_FAILED, 2, 1)
    assert [row["reason"] for row in report["rejected"]] == ["row_unknown_product"]
    _, out, _ = run("prices", "alerts", "--json")
    (alert,) = json.loads(out)
    assert (alert["sku"], alert["percent"], alert["limit"]) == ("SKU-1", "30.0", "25")
    assert run("prices", "mark", "done", alert["id"])[0] == DONE
    assert "No price alert" in run("prices", "alerts")[1]
    assert "+30.0" in run("prices", "alerts", "--all")[1]
    _, out, _ = run("prices", "show", "SKU-1", "--json")
    assert [point["price"] for point in json.loads(out)] == ["1.50", "1.95"]


def test_a_clerk_moves_stock_and_sets_no_rules(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHELFSIGHT_NEW_PIN", "2468")
    assert run("people", "add", "Ada", "--role", "administrator")[0] == DONE
    assert run("stock", "out", "SKU-1")[0] == DONE
    for command in (("stock", "rule", "--lead-days", "3"), ("prices", "limit", "--rise", "3")):
        assert run(*command)[0] == NOTHING_DONE
