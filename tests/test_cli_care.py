"""`shelfsight changes`, `people`, `labels` and `places` as other programs and people use them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from desktop_app import cli
from desktop_app.catalog.database import Database
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.cli_labels import made_words
from desktop_app.core import pin
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import ProductData
from desktop_app.terminal import Terminal
from desktop_app.translation import translator
from desktop_app.vision.barcodes import find_barcodes
from tests.gui.test_labels import pdf_page

pytestmark = pytest.mark.usefixtures("qapp")
"""Drawing labels needs an application; that of the tests of the window serves."""


@pytest.fixture(autouse=True)
def _quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pin.hash_pin, "__kwdefaults__", {"salt": None, "n": 2})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    with closing(Database.open(folder / "catalogue.sqlite")) as database:
        repository = CatalogRepository(database, person="Li")
        repository.save_product(ProductData("MS-1", "Gloves", location="A-01-1"))
        repository.save_product(ProductData("MS-1", "Gloves, blue", location="A-01-1"))
        repository.save_product(ProductData("MS-2", "Saline", location="B-02-1"))
    return folder


def run(data: Path, *arguments: str, **variables: str) -> tuple[Any, int]:
    """What the command printed as JSON, and its exit code; its `UserError` is raised."""
    result = CliRunner().invoke(
        cli.app, ["--data-dir", str(data), *arguments, "--json"], env=variables
    )
    if isinstance(result.exception, UserError):
        raise result.exception
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return json.loads(result.stdout.splitlines()[-1]), result.exit_code


def refused(data: Path, *arguments: str, **variables: str) -> MessageId:
    with pytest.raises(UserError) as caught:
        run(data, *arguments, **variables)
    return caught.value.message.id


def test_changes_are_listed_narrowed_and_saved(data: Path, tmp_path: Path) -> None:
    listed, code = run(data, "changes")
    assert (listed["total"], code) == (3, 0)
    assert [c["action"] for c in listed["changes"]] == ["added", "changed", "added"]
    changed, _ = run(data, "changes", "--sku", "MS-1", "--action", "changed", "--by", "Li")
    (change,) = changed["changes"]
    assert (change["before"], change["after"]) == ({"name": "Gloves"}, {"name": "Gloves, blue"})
    assert run(data, "changes", "--until", "2020-01-01")[0]["total"] == 0
    file = tmp_path / "changes.csv"
    assert run(data, "changes", "--out", str(file))[0] == {"written": 3}
    assert "Name: Gloves → Gloves, blue" in file.read_text(encoding="utf-8-sig")
    assert run(data, "changes", "--purge-days", "1")[0] == {"purged": 0}


def test_roles_hold_at_the_command_line(data: Path) -> None:
    added, _ = run(
        data, "people", "add", "Ada", "--role", "administrator", SHELFSIGHT_NEW_PIN="47x1"
    )
    assert added == [{"name": "Ada", "role": "administrator", "has_pin": True}]
    assert refused(data, "changes") is MessageId.ROLE_NEEDED
    assert refused(data, "people", "add", "Eve") is MessageId.ADMINISTRATOR_NEEDED
    assert refused(data, "--person", "Ada", "changes", SHELFSIGHT_PIN="0") is MessageId.PIN_WRONG
    signed_in = ("--person", "ada")
    listed, _ = run(data, *signed_in, "changes", SHELFSIGHT_PIN="47x1")
    assert listed["changes"][0]["kind"] == "access"
    run(data, *signed_in, "people", "add", "Cy", SHELFSIGHT_PIN="47x1")
    changed, _ = run(
        data,
        *(*signed_in, "people", "change", "Cy", "--role", "manager", "--pin"),
        SHELFSIGHT_PIN="47x1",
        SHELFSIGHT_NEW_PIN="1234",
    )
    assert changed[1] == {"name": "Cy", "role": "manager", "has_pin": True}
    run(data, *signed_in, "people", "remove", "Cy", SHELFSIGHT_PIN="47x1")
    assert len(run(data, "people")[0]) == 1


def test_a_forgotten_pin_is_helped_as_the_manual_says(data: Path) -> None:
    run(data, "people", "add", "Ada", "--role", "administrator", SHELFSIGHT_NEW_PIN="47x1")
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as database:
        database.execute("DELETE FROM person")
        database.commit()
    assert run(data, "people")[0] == []
    assert run(data, "changes")[0]["total"] == 4


def test_labels_are_written_and_read_back(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "labels.pdf"
    made, code = run(data, "labels", "--out", str(file), "--format", "roll-62x29", "--code", "qr")
    assert (made, code) == ({"labels": 2, "sheets": 2, "missing": [], "without_code": []}, 0)
    texts = [find_barcodes(pdf_page(file, page))[0].text for page in range(2)]
    assert texts == ["MS-1", "MS-2"]
    some, code = run(data, "labels", "--out", str(file), "--sku", "MS-2", "--sku", "GONE")
    assert (some["labels"], some["missing"], code) == (1, ["GONE"], 1)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["1 product on 1 sheet.", "12 products on 1 sheet.", "24 products on 2 sheets."]),
        ("zh_CN", ["1 个商品，1 张纸。", "12 个商品，1 张纸。", "24 个商品，2 张纸。"]),
    ],
)
def test_one_is_not_many(language: str, said: list[str]) -> None:
    terminal = Terminal(translator(language))
    made = [made_words(*counts, terminal) for counts in ((1, 1), (12, 1), (24, 2))]
    assert made == said


def test_labels_that_cannot_be_made_say_why(data: Path, tmp_path: Path) -> None:
    file = str(tmp_path / "labels.pdf")
    assert refused(data, "labels", "--out", file, "--format", "a9") is MessageId.LABEL_FORMAT
    assert refused(data, "labels", "--out", file, "--sku", "X") is MessageId.LABEL_NO_PRODUCT
    nowhere = str(tmp_path / "none" / "labels.pdf")
    assert refused(data, "labels", "--out", nowhere) is MessageId.OUTPUT_UNUSABLE


def test_places_are_surveyed(data: Path) -> None:
    found, code = run(data, "places", "--start", "B")
    assert (found["products"], found["start"], found["swaps"], code) == (2, "B-02", [], 0)
    assert [node["name"] for node in found["tree"]] == ["A", "B"]
