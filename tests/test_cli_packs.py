"""`shelfsight packs`: shapes, exit codes, and that nothing is trusted without a word."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

pytest.importorskip("onnx", reason="the small networks are made with the onnx package")

from desktop_app import app
from desktop_app.cli_options import DONE, NOTHING_DONE
from desktop_app.paths import model_packs_folder
from desktop_app.vision.model_info import read_model_info
from desktop_app.vision.model_pack import CARD_NAME
from tests.command_line import Run, command_line
from tests.fakes import fake_photo
from tests.services.switch_shop import PackAnalyst
from tests.small_packs import write_pack

STANDARD = "shelfsight-base"


class PackWorker(PackAnalyst):
    """The worker process without a process."""

    def __init__(self, folder: Path, *_arguments: object, **_options: object) -> None:
        super().__init__(folder)

    def start(self) -> None:
        """Nothing to start."""


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.setattr(app, "VisionWorker", PackWorker)
    monkeypatch.setattr(app, "try_pack", lambda folder, log: None)

    return command_line(monkeypatch, capsys, tmp_path / "data")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs"), "pair")


@pytest.fixture
def goods(tmp_path: Path) -> Path:
    folder = tmp_path / "goods"
    folder.mkdir()
    for number in range(4):
        (folder / f"thing {number}.jpg").write_bytes(fake_photo(number))
    return folder


def seal(pack: Path) -> str:
    """What a person confirms."""
    return hashlib.sha256((pack / CARD_NAME).read_bytes()).hexdigest()


def added(run: Run, pack: Path) -> str:
    code, out, _ = run("packs", "add", pack, "--trust", seal(pack))
    assert code == DONE
    assert "packs use pair" in " ".join(out.split())
    return read_model_info(pack).fingerprint


@pytest.mark.parametrize("command", [("packs",), ("packs", "list")])
def test_the_list_says_what_the_card_says(run: Run, command: tuple[str, ...]) -> None:
    code, out, _ = run(*command)
    assert code == DONE
    for words in (STANDARD, "in use", "Apache-2.0", "recall@1", "MB"):
        assert words in out
    (facts,) = json.loads(run(*command, "--json")[1])
    assert (facts["name"], facts["in_use"], facts["shipped"]) == (STANDARD, True, True)
    assert facts["model"] == read_model_info(model_packs_folder() / STANDARD).fingerprint
    assert facts["fingerprint"] == seal(model_packs_folder() / STANDARD)


def test_nothing_is_added_without_a_word(run: Run, pack: Path) -> None:
    code, _, err = run("packs", "add", pack)
    assert code == NOTHING_DONE
    assert seal(pack) in err.replace("\n", "")
    assert [facts["name"] for facts in json.loads(run("packs", "list", "--json")[1])] == [STANDARD]


def test_a_wrong_fingerprint_adds_nothing(run: Run, pack: Path) -> None:
    assert run("packs", "add", pack, "--trust", "0" * 64)[0] == NOTHING_DONE
    assert len(json.loads(run("packs", "--json")[1])) == 1


@pytest.mark.parametrize(("answer", "code"), [(True, DONE), (False, NOTHING_DONE)])
def test_a_person_at_the_terminal_is_asked(
    run: Run, pack: Path, monkeypatch: pytest.MonkeyPatch, answer: bool, code: int
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.confirm", lambda text, **_: asked.append(text) or answer)
    got, out, _ = run("packs", "add", pack)
    assert got == code
    assert len(asked) == 1
    assert seal(pack) in out.replace("\n", "")


def test_a_pack_is_used_and_lookups_are_unsure_then(run: Run, pack: Path, goods: Path) -> None:
    run("import", goods)
    fingerprint = added(run, pack)
    code, out, _ = run("packs", "use", "pair", "--json")
    outcome = json.loads(out)
    assert (code, outcome["in_use"], outcome["embeddings_made"]) == (DONE, True, 8)
    answer = json.loads(run("lookup", goods / "thing 2.jpg", "--json")[1])
    assert answer["model"] == fingerprint
    listed = {facts["name"]: facts for facts in json.loads(run("packs", "--json")[1])}
    assert (listed["pair"]["in_use"], listed[STANDARD]["in_use"]) == (True, False)
    assert (listed["pair"]["calibrated"], listed["pair"]["problem"]) == (False, None)
    assert "Not calibrated" in run("packs")[2]
    facts = json.loads(run("doctor", "--json")[1])
    assert facts["packs"]["pair"].startswith("in use")


def test_removal_says_what_goes(run: Run, pack: Path, goods: Path) -> None:
    run("import", goods)
    added(run, pack)
    run("packs", "use", "pair")
    code, _, err = run("packs", "remove", "pair")
    assert (code, "in use" in err) == (NOTHING_DONE, True)
    assert run("packs", "remove", STANDARD)[0] == NOTHING_DONE
    assert run("packs", "use", STANDARD)[0] == DONE
    code, out, err = run("packs", "remove", "pair")
    assert (code, "8 embeddings" in out) == (DONE, True)
    assert "untouched" in err


def test_a_pack_that_is_gone_is_told_and_the_shipped_one_answers(
    run: Run, pack: Path, goods: Path, tmp_path: Path
) -> None:
    run("import", goods)
    added(run, pack)
    run("packs", "use", "pair")
    (tmp_path / "data" / "model_packs" / "added.toml").unlink()
    code, out, err = run("lookup", goods / "thing 2.jpg", "--json")
    assert code == DONE
    assert json.loads(out)["model"] != read_model_info(pack).fingerprint
    assert "never confirmed" in err


def test_an_unknown_pack_is_named(run: Run) -> None:
    for command in ("use", "remove"):
        code, _, err = run("packs", command, "absent")
        assert (code, "absent" in err) == (NOTHING_DONE, True)
