"""The command line as other programs use it: shapes, exit codes, messages on the standard error."""

from __future__ import annotations

import csv
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from desktop_app import app
from desktop_app.cli_options import DONE, NOTHING_DONE, SOME_FAILED
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import UserError
from desktop_app.core.label_text import ReadLine
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Reason, Verdict
from desktop_app.core.words_and_photo import Judgement
from desktop_app.paths import demo_folder
from tests.command_line import Run, command_line
from tests.fakes import FakeAnalyst, fake_photo


class FakeWorker(FakeAnalyst):
    """The worker process without a process."""

    def __init__(self, *_arguments: object, **_options: object) -> None:
        super().__init__()

    def start(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture(autouse=True)
def _log_to_nowhere() -> Iterator[None]:
    before = logging.getLogger().handlers[:]
    yield
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run the command line as a shell would; exit code, standard output, standard error."""
    monkeypatch.setattr(app, "VisionWorker", FakeWorker)

    return command_line(monkeypatch, capsys, tmp_path / "data")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A folder with three products, their photos, and a list of queries."""
    folder = tmp_path / "shop"
    folder.mkdir()
    rows = [
        ["MUG-1", "Red mug 红杯子", "Mugs", "4006381333931", "4.90", "EUR", "12", "A-1", "1.jpg"],
        ["MUG-2", "Blue mug", "Mugs", "", "", "", "0", "A-2", "2.jpg"],
        ["JAR-1", "Glass jar", "Jars", "", "", "", "", "", "3.jpg"],
    ]
    with (folder / "shop.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        head = "sku,name,category,barcode,price,currency,stock,location,photos"
        writer.writerows([head.split(","), *rows])
    for number in (1, 2, 3):
        (folder / f"{number}.jpg").write_bytes(fake_photo(number))
    (folder / "broken.jpg").write_bytes(b"no picture")
    (folder / "queries.csv").write_text(
        "photo,text,sku,group\n1.jpg,,MUG-1,mugs\nbroken.jpg,,MUG-2,mugs\n,glass jar,JAR-1,jars\n",
        encoding="utf-8",
    )
    return folder


def test_import_prints_counts_and_changes_nothing_the_second_time(run: Run, shop: Path) -> None:
    code, out, _ = run("import", shop / "shop.csv", "--json")
    report = json.loads(out)
    assert (code, report["added"], report["photos_added"], report["rejected"]) == (0, 3, 3, [])
    report = json.loads(run("import", shop / "shop.csv", "--json")[1])
    assert (report["added"], report["updated"], report["unchanged"]) == (0, 0, 3)


def test_a_rejected_row_is_named_and_the_others_stay(run: Run, shop: Path) -> None:
    with (shop / "shop.csv").open("a", encoding="utf-8") as stream:
        stream.write(",No number,,,,,,,\n")
    code, out, err = run("import", shop / "shop.csv")
    assert code == SOME_FAILED
    assert "3 added" in out
    assert "line 5" in err
    assert "no SKU" in err


def test_lookup_answers_in_json_with_catalogue_data(run: Run, shop: Path) -> None:
    run("import", shop / "shop.csv")
    code, out, _ = run("lookup", shop / "1.jpg", "--json")
    answer = json.loads(out)
    best = answer["candidates"][0]
    assert code == DONE
    assert (answer["verdict"], best["sku"], best["location"]) == ("match", "MUG-1", "A-1")
    assert best["price"] == "4.90"


class FakeReader:
    """Reads "red mug" on every photo."""

    missing: MessageId | None = None
    source = "rapidocr 3.10.0 (addons/reading)"

    def __init__(self, *_arguments: object) -> None:
        """Nothing to load."""

    def read(self, photo: PhotoInput) -> tuple[ReadLine, ...]:
        return (ReadLine("RED mug", 0.99), ReadLine("Zürich", 0.9))

    def close(self) -> None:
        """Nothing to close."""


def test_words_on_the_label_are_asked_too(
    run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LabelReader", FakeReader)
    run("import", shop / "shop.csv")
    _, out, err = run("lookup", shop / "3.jpg", "--read-label", "--json")
    answer = json.loads(out)
    assert answer["text"] == "red mug"
    assert "red mug" in err
    assert json.loads(run("lookup", shop / "3.jpg", "--json")[1])["text"] == ""


def test_an_open_answer_says_that_the_label_can_be_read(
    run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def leave_open(_judged: Judgement, _similarities: object) -> tuple[Verdict, Reason]:
        return Verdict.UNSURE, Reason.NOT_CALIBRATED  # nor is the print asked

    monkeypatch.setattr(Judgement, "verdict", leave_open)
    monkeypatch.setattr(app, "LabelReader", FakeReader)
    run("import", shop / "shop.csv")
    assert "--read-label reads it" in run("lookup", shop / "1.jpg")[2]
    assert "--read-label reads it" not in run("lookup", shop / "1.jpg", "--read-label")[2]
    assert "--read-label reads it" not in run("lookup", shop / "1.jpg", "--text", "red")[2]
    monkeypatch.setattr(FakeReader, "missing", MessageId.LABEL_READER_MISSING)
    assert "--read-label reads it" not in run("lookup", shop / "1.jpg")[2]


def test_a_reader_that_is_lost_costs_no_answer(
    run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(_reader: FakeReader, photo: PhotoInput) -> tuple[ReadLine, ...]:
        raise UserError(MessageId.LABEL_READER_LOST, name=photo.name)

    monkeypatch.setattr(app, "LabelReader", FakeReader)
    monkeypatch.setattr(FakeReader, "read", lose)
    run("import", shop / "shop.csv")
    code, out, err = run("lookup", shop / "1.jpg", "--read-label", "--json")
    assert (code, json.loads(out)["candidates"][0]["sku"]) == (DONE, "MUG-1")
    assert "the reader stopped" in err
    monkeypatch.setattr(FakeReader, "missing", MessageId.LABEL_READER_MISSING)
    code, out, err = run("lookup", shop / "1.jpg", "--read-label", "--json")
    assert code != DONE


def test_a_list_is_asked_with_the_words_on_the_labels(
    run: Run, shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LabelReader", FakeReader)
    run("import", shop / "shop.csv")
    out = tmp_path / "answers.jsonl"
    run("batch", shop / "queries.csv", "--out", out, "--read-label")
    asked = [json.loads(line).get("text") for line in out.read_text("utf-8").splitlines()]
    assert asked == ["red mug", "", "glass jar"]  # the second photo cannot be read
    code, figures, _ = run("evaluate", shop / "queries.csv", "--read-label", "--json")
    assert (code, json.loads(figures)["queries"]) == (SOME_FAILED, 3)


def test_lookup_prints_a_table_for_people(run: Run, shop: Path) -> None:
    run("import", shop / "shop.csv")
    _, out, _ = run("lookup", "--text", "4006381333931")
    assert "Match" in out
    assert "MUG-1" in out
    assert "红杯子" in out


def test_every_photo_that_cannot_be_read_is_named(run: Run, shop: Path) -> None:
    run("import", shop / "shop.csv")
    absent = [shop / f"absent-{number}.jpg" for number in range(3)]
    code, _, err = run("lookup", shop / "broken.jpg", *absent)
    assert code == NOTHING_DONE
    for photo in ("broken.jpg", *(photo.name for photo in absent)):
        assert photo in err
    assert "more photo" not in err
    err = run("lookup", *absent, *absent)[2]
    assert "1 more photo that" in err
    assert "2 more photos" in run("lookup", *absent, *absent, shop / "broken.jpg")[2]


def test_lookup_explains_in_json_and_as_a_picture(run: Run, shop: Path, tmp_path: Path) -> None:
    run("import", shop / "shop.csv")
    file = tmp_path / "why.png"
    code, out, _ = run("lookup", shop / "1.jpg", "--json", "--explain", "--explain-out", file)
    explanation = json.loads(out)["explanation"]
    assert code == DONE
    assert (explanation["sku"], explanation["problem"]) == ("MUG-1", None)
    assert explanation["alike"]["similarity"] > 0.9
    assert explanation["next"]["fields"]
    assert file.read_bytes().startswith(b"\x89PNG")
    assert "explanation" not in json.loads(run("lookup", shop / "1.jpg", "--json")[1])


def test_lookup_explains_in_words(run: Run, shop: Path) -> None:
    run("import", shop / "shop.csv")
    _, out, _ = run("lookup", shop / "1.jpg", "--text", "red", "--explain")
    words = " ".join(out.split())
    assert "Most alike:" in words
    assert "of the catalogue photo" in words
    assert "What differs from" in words
    assert "Your words “red” speak for this one" in words
    assert "4.90 EUR | –" in words


def test_words_alone_are_explained_by_the_data(run: Run, shop: Path, tmp_path: Path) -> None:
    run("import", shop / "shop.csv")
    file = tmp_path / "why.png"
    _, out, err = run("lookup", "--text", "mug", "--explain", "--explain-out", file)
    assert "No picture was written" in " ".join(err.split())
    assert "What differs from" in out
    assert "Most alike" not in out
    assert not file.exists()


def test_a_picture_that_cannot_be_written_is_named(run: Run, shop: Path, tmp_path: Path) -> None:
    run("import", shop / "shop.csv")
    file = tmp_path / "no folder" / "why.png"
    code, _, err = run("lookup", shop / "1.jpg", "--explain-out", file)
    assert code == NOTHING_DONE
    assert "why.png" in " ".join(err.split())


def test_batch_answers_every_row_in_order_and_goes_on(run: Run, shop: Path) -> None:
    run("import", shop / "shop.csv")
    results = shop / "results.jsonl"
    code, _, _ = run("batch", shop / "queries.csv", "--out", results)
    lines = [json.loads(line) for line in results.read_text(encoding="utf-8").splitlines()]
    assert code == SOME_FAILED
    assert [line["photo"] for line in lines] == ["1.jpg", "broken.jpg", ""]
    assert lines[0]["candidates"][0]["sku"] == "MUG-1"
    assert "broken.jpg" in lines[1]["error"]
    assert lines[2]["candidates"][0]["sku"] == "JAR-1"


@pytest.mark.parametrize("name", ["results.csv", "RESULTS.XLSX"])
def test_batch_writes_a_table_where_the_name_says_so(run: Run, shop: Path, name: str) -> None:
    run("import", shop / "shop.csv")
    code, _, err = run("batch", shop / "queries.csv", "--out", shop / name)
    assert code == SOME_FAILED
    if name.endswith(".csv"):
        rows = list(csv.reader((shop / name).read_text(encoding="utf-8-sig").splitlines()))
    else:
        rows = [list(cells) for cells in openpyxl.load_workbook(shop / name).active.values]
    cells = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    assert [row["photo"] or "" for row in cells] == ["1.jpg", "broken.jpg", ""]
    assert (cells[0]["sku"], cells[0]["location"], cells[0]["result_sku"]) == (
        "MUG-1",
        "A-1",
        "MUG-1",
    )
    assert "broken.jpg" in cells[1]["error"]
    assert err.strip().startswith("3 questions: 1 match, 1 unsure, 1 unreadable; ")


def test_answers_never_overwrite_their_own_queries(run: Run, shop: Path) -> None:
    before = (shop / "queries.csv").read_bytes()
    code, _, err = run("batch", shop / "queries.csv", "--out", shop / "queries.csv")
    assert code == NOTHING_DONE
    assert "queries.csv" in err
    assert (shop / "queries.csv").read_bytes() == before


def test_an_import_without_one_good_row_has_done_nothing(run: Run, shop: Path) -> None:
    (shop / "bad.csv").write_text("sku,name\n,a\n,b\n", encoding="utf-8")
    assert run("import", shop / "bad.csv")[0] == NOTHING_DONE


def test_evaluate_prints_the_metrics(run: Run, shop: Path) -> None:
    run("import", shop / "shop.csv")
    code, out, _ = run("evaluate", shop / "queries.csv", "--json")
    metrics = json.loads(out)
    assert code == SOME_FAILED
    assert metrics["recall@1"] == pytest.approx(2 / 3)
    assert metrics["errors"] == 1


def test_evaluate_needs_the_truth(run: Run, shop: Path) -> None:
    (shop / "q.csv").write_text("photo\n1.jpg\n", encoding="utf-8")
    code, _, err = run("evaluate", shop / "q.csv")
    assert code == NOTHING_DONE
    assert "sku" in err


def test_lookups_are_not_kept_for_batches_but_for_people(run: Run, shop: Path) -> None:
    run("import", shop / "shop.csv")
    run("batch", shop / "queries.csv", "--out", shop / "r.jsonl")
    run("lookup", shop / "1.jpg", "--json")
    folder = app.DataFolder(shop.parent / "data")
    with app.opened_services(folder, app.Settings()) as services:
        (entry,) = services.catalogue.history(10)
    assert (entry.top_sku, entry.verdict) == ("MUG-1", "match")
    assert entry.thumbnail


def test_doctor_tells_versions_device_catalogue_and_reader(
    run: Run, shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "LabelReader", FakeReader)
    run("import", shop / "shop.csv")
    code, out, _ = run("doctor", "--json")
    facts = json.loads(out)
    assert code == DONE
    assert facts["device"]["running"] == "CPU"
    assert facts["catalogue"]["products"] == 3
    assert facts["libraries"]["numpy"]
    assert facts["reading"] == {"state": "usable", "reader": FakeReader.source}


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "nowhere.csv"],
        ["lookup"],
        ["lookup", "nowhere.jpg"],
        ["batch", "nowhere.csv", "--out", "x.jsonl"],
    ],
)
def test_nothing_to_work_on_says_what_to_do_next(run: Run, arguments: list[str]) -> None:
    code, out, err = run(*arguments)
    assert code == NOTHING_DONE
    assert out == ""
    assert err.count(".") >= 3
    assert "Traceback" not in err


def test_a_damaged_settings_file_does_not_stop_the_work(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text("theme = ", encoding="utf-8")
    code, _, err = run("import", shop / "shop.csv")
    assert code == DONE
    assert "settings.toml" in err


def test_the_demo_is_not_mixed_with_own_products(run: Run, shop: Path) -> None:
    run("import", shop / "shop.csv")
    code, _, err = run("demo", "--no-window")
    assert code == NOTHING_DONE
    assert "products of your own" in err


def test_without_a_display_the_demo_answers_a_sample_and_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    code, out, err = run("demo")
    assert code == DONE
    assert "synthetic" in out
    assert next((demo_folder() / "queries").iterdir()).suffix == ".jpg"
    assert "queries/" in out
    assert "no display" in err


def test_the_version_is_printed(run: Run) -> None:
    code, out, _ = run("--version")
    assert code == DONE
    assert out.startswith("shelfsight 0.")


def test_the_terminal_speaks_chinese_where_the_settings_say_so(
    run: Run, shop: Path, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text('language = "zh_CN"\n', encoding="utf-8")
    run("import", shop / "shop.csv")
    _, out, _ = run("lookup", "--text", "MUG-1")
    assert "匹配" in out
