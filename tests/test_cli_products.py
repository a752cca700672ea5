"""`shelfsight import` and `export`: shapes, exit codes, dry runs, columns with other titles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app import app
from tests.command_line import Run, command_line
from tests.fakes import FakeAnalyst, fake_photo
from tests.services.import_samples import write_catalogue, write_csv


class Worker(FakeAnalyst):
    """The worker process without a process."""

    def __init__(self, *_arguments: object, **_options: object) -> None:
        super().__init__()

    def start(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to end."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.setattr(app, "VisionWorker", Worker)

    return command_line(monkeypatch, capsys, tmp_path / "data")


def test_export_and_import_change_nothing(run: Run, tmp_path: Path) -> None:
    assert run("import", write_catalogue(tmp_path / "source", 4))[0] == 0
    code, out, _ = run("export", tmp_path / "all.zip", "--json")
    report = json.loads(out)
    assert (code, report["products"], report["photos"]) == (0, 4, 4)
    assert (report["missing_photos"], report["not_the_same"]) == ([], [])
    code, out, _ = run("import", tmp_path / "all.zip", "--dry-run", "--json")
    forecast = json.loads(out)
    assert (code, forecast["dry_run"], forecast["unchanged"]) == (0, True, 4)
    code, out, _ = run("import", tmp_path / "all.zip", "--json")
    report = json.loads(out)
    assert (code, report["added"], report["updated"], report["unchanged"]) == (0, 0, 0, 4)


def test_a_dry_run_reports_and_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(fake_photo(1))
    rows = [
        {"Artikel": "A", "Text": "Cup", "VK": "2,50", "photos": "a.jpg", "junk": "x"},
        {"Artikel": "B", "Text": "Jug", "VK": "dear", "photos": "", "junk": "y"},
    ]
    file = write_csv(tmp_path / "a.csv", rows, delimiter=";")
    columns = ("--map", "Artikel=sku", "--map", "Text=name", "--map", "VK=price", "--map", "junk=")
    for _ in range(2):
        code, out, _ = run(
            "import", file, *columns, "--dry-run", "--json", "--report", tmp_path / "r.json"
        )
        forecast = json.loads(out)
        assert (code, forecast["added"], len(forecast["rejected"])) == (1, 1, 1)
        assert forecast["rows"] == [
            {
                "line": 2,
                "sku": "A",
                "name": "Cup",
                "change": "added",
                "comes_back": False,
                "photos": 1,
                "fields": {},
            }
        ]
        assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["added"] == 1
    assert run("import", file, *columns, "--json")[0] == 1
    changed = [{"sku": "A", "name": "Cup", "price": "3"}]
    code, out, err = run(
        "import",
        write_csv(tmp_path / "b.csv", changed),
        "--dry-run",
        "--report",
        tmp_path / "r.csv",
    )
    assert (code, "price: 2.50 → 3" in out + err) == (0, True)
    assert "2,A,Cup,changed,price,2.50,3" in (tmp_path / "r.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("import", "a.csv", "--map", "Artikel"), "cannot be read like that: Artikel"),
        (("export", "a.pdf"), "cannot be written as “a.pdf”"),
        (("export", "no/such/folder/a.csv"), "a.csv"),
    ],
)
def test_what_cannot_be_done_says_why(run: Run, arguments: tuple[str, ...], words: str) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert words in " ".join(err.split())
