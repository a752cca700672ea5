"""Packs are listed with what their cards say, and used only once a person has confirmed them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

pytest.importorskip("onnx", reason="the small networks are made with the onnx package")

from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.core.pack_figures import figures
from desktop_app.services.model_packs import ADDED_NAME, ModelPacks
from desktop_app.services.pack_choice import PackChoice
from desktop_app.settings import Settings, load_settings, save_settings
from desktop_app.vision.model_pack import CARD_NAME
from tests.small_packs import write_pack

SHIPPED = Path(__file__).resolve().parents[2] / "models_onnx"
STANDARD = "shelfsight-base"


class Trial:
    """Counts the first runs; fails them if told to."""

    def __init__(self) -> None:
        self.folders: list[Path] = []
        self.error: Exception | None = None

    def __call__(self, folder: Path) -> None:
        self.folders.append(folder)
        if self.error is not None:
            raise self.error


@pytest.fixture
def trial() -> Trial:
    return Trial()


@pytest.fixture
def packs(tmp_path: Path, trial: Trial) -> ModelPacks:
    return ModelPacks(SHIPPED, tmp_path / "model_packs", STANDARD, "Li", trial)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("source"), "pair")


def added(packs: ModelPacks, source: Path) -> str:
    staged = packs.stage(source)
    return packs.accept(staged, staged.facts.fingerprint).name


def test_the_shipped_pack_is_listed_with_its_card(packs: ModelPacks) -> None:
    (facts,) = packs.every_pack()
    assert (facts.name, facts.is_shipped, facts.problem) == (STANDARD, True, None)
    assert facts.is_calibrated
    assert facts.n_bytes > 10**6
    assert facts.licences
    assert figures(facts.metrics)
    assert packs.usable_folder("") == packs.usable_folder(STANDARD) == SHIPPED / STANDARD


def test_a_confirmed_pack_is_run_once_and_kept(
    packs: ModelPacks, source: Path, trial: Trial, tmp_path: Path
) -> None:
    staged = packs.stage(source)
    assert [facts.name for facts in packs.every_pack()] == [STANDARD], "not before a word"
    facts = packs.accept(staged, staged.facts.fingerprint.upper() + "\n")
    assert len(trial.folders) == 1
    assert (facts.name, facts.is_shipped, facts.problem) == ("pair", False, None)
    assert not facts.is_calibrated
    assert packs.usable_folder("pair") == tmp_path / "model_packs" / "pair"
    assert {entry.name for entry in (tmp_path / "model_packs").iterdir()} == {"pair", ADDED_NAME}


@pytest.mark.parametrize("fingerprint", ["", "0" * 64, "abc"])
def test_another_fingerprint_adds_nothing(
    packs: ModelPacks, source: Path, trial: Trial, tmp_path: Path, fingerprint: str
) -> None:
    staged = packs.stage(source)
    with pytest.raises(ModelPackError, match=staged.facts.fingerprint) as caught:
        packs.accept(staged, fingerprint)
    assert caught.value.message.id is MessageId.PACK_NOT_TRUSTED
    assert trial.folders == []
    assert list((tmp_path / "model_packs").iterdir()) == []


def test_a_failed_first_run_adds_nothing(
    packs: ModelPacks, source: Path, trial: Trial, tmp_path: Path
) -> None:
    trial.error = ModelPackError(MessageId.PACK_TRIAL, name="pair", reason="dead")
    with pytest.raises(ModelPackError, match="dead"):
        added(packs, source)
    assert list((tmp_path / "model_packs").iterdir()) == []


def test_discarding_leaves_nothing(packs: ModelPacks, source: Path, tmp_path: Path) -> None:
    packs.discard(packs.stage(source))
    assert list((tmp_path / "model_packs").iterdir()) == []


def test_a_refused_pack_leaves_nothing(packs: ModelPacks, tmp_path: Path) -> None:
    with pytest.raises(ModelPackError):
        packs.stage(tmp_path / "absent")
    assert list((tmp_path / "model_packs").iterdir()) == []


def test_the_same_pack_may_be_added_again_and_another_of_its_name_not(
    packs: ModelPacks, source: Path, tmp_path: Path
) -> None:
    added(packs, source)
    added(packs, source)
    with pytest.raises(ModelPackError) as caught:
        packs.stage(write_pack(tmp_path / "other", "pair", seed=1))
    assert caught.value.message.id is MessageId.PACK_NAME_TAKEN
    with pytest.raises(ModelPackError) as caught:
        packs.stage(write_pack(tmp_path / "same", "Shelfsight-BASE", seed=1))
    assert caught.value.message.id is MessageId.PACK_NAME_TAKEN


def test_a_pack_put_there_by_hand_is_listed_and_never_used(
    packs: ModelPacks, tmp_path: Path
) -> None:
    write_pack(tmp_path / "model_packs", "by-hand")
    facts = packs.facts("by-hand")
    assert facts.problem is not None
    assert facts.problem.id is MessageId.PACK_NOT_ADDED
    with pytest.raises(ModelPackError):
        packs.usable_folder("by-hand")


def test_a_pack_that_changed_since_is_never_used(
    packs: ModelPacks, source: Path, tmp_path: Path
) -> None:
    added(packs, source)
    card = tmp_path / "model_packs" / "pair" / CARD_NAME
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("photo_weight = 0.6", "photo_weight = 0.5"), encoding="utf-8")
    with pytest.raises(ModelPackError) as caught:
        packs.usable_folder("pair")
    assert caught.value.message.id is MessageId.PACK_NOT_ADDED


def test_calibration_is_part_of_what_was_confirmed(
    packs: ModelPacks, source: Path, tmp_path: Path
) -> None:
    """Thresholds change no embedding, but they decide what is called a match."""
    added(packs, source)
    card = tmp_path / "model_packs" / "pair" / CARD_NAME
    rule = "temperature = 1.0\nnone_similarity = -1.0\nmatch_probability = 0.0\n"
    with card.open("a", encoding="utf-8") as stream:
        stream.write(f"\n[decision.photo]\n{rule}reject_probability = 1.0\n")
    assert packs.facts("pair").is_calibrated
    with pytest.raises(ModelPackError):
        packs.usable_folder("pair")


def test_the_same_networks_may_come_with_a_new_card(
    packs: ModelPacks, source: Path, tmp_path: Path
) -> None:
    added(packs, source)
    copy = shutil.copytree(source, tmp_path / "copy")
    text = (copy / CARD_NAME).read_text(encoding="utf-8")
    (copy / CARD_NAME).write_text(text.replace("A pair", "The same pair"), encoding="utf-8")
    added(packs, copy)
    assert packs.facts("pair").title.startswith("The same pair")


def test_a_damaged_card_is_listed_with_its_problem(
    packs: ModelPacks, source: Path, tmp_path: Path
) -> None:
    added(packs, source)
    (tmp_path / "model_packs" / "pair" / CARD_NAME).write_text("no toml", encoding="utf-8")
    problem = packs.facts("pair").problem
    assert problem is not None
    assert problem.id is MessageId.MODEL_DAMAGED


def test_a_removed_pack_is_gone_and_can_come_back(
    packs: ModelPacks, source: Path, tmp_path: Path
) -> None:
    added(packs, source)
    assert packs.remove("pair").name == "pair"
    assert not (tmp_path / "model_packs" / "pair").exists()
    with pytest.raises(ModelPackError) as caught:
        packs.remove("pair")
    assert caught.value.message.id is MessageId.PACK_UNKNOWN
    assert added(packs, source) == "pair"


def test_the_shipped_pack_stays(packs: ModelPacks) -> None:
    with pytest.raises(ModelPackError) as caught:
        packs.remove(STANDARD)
    assert caught.value.message.id is MessageId.PACK_SHIPPED


def test_what_a_killed_program_left_is_cleared_later(
    packs: ModelPacks, source: Path, tmp_path: Path
) -> None:
    old, young = tmp_path / "model_packs" / ".adding-old", tmp_path / "model_packs" / ".adding-new"
    for folder in (old, young):
        folder.mkdir(parents=True)
    os.utime(old, (0, 0))
    added(packs, source)
    assert (old.exists(), young.exists()) == (False, True)


def choice(packs: ModelPacks, folder: Path, **settings: str) -> PackChoice:
    file = folder / "settings.toml"
    save_settings(Settings(person="Li", **settings), file)
    return PackChoice(packs, load_settings(file), file)


def test_the_chosen_pack_is_remembered_beside_the_other_settings(
    packs: ModelPacks, source: Path, tmp_path: Path
) -> None:
    added(packs, source)
    made = choice(packs, tmp_path)
    assert (made.chosen_pack(), made.prepared_pack(), made.problem) == (STANDARD, "", None)
    made.remember_pack(STANDARD, "pair")
    assert made.prepared_pack() == "pair"
    made.remember_pack("pair", "")
    stored = load_settings(tmp_path / "settings.toml")
    assert (stored.model_pack, stored.next_model_pack, stored.person) == ("pair", "", "Li")
    made.remember_pack(STANDARD, "")
    assert load_settings(tmp_path / "settings.toml").model_pack == "", "the standard has no name"


@pytest.mark.parametrize("name", ["absent", "by-hand"])
def test_the_shipped_pack_stands_in_where_the_chosen_one_cannot_be_used(
    packs: ModelPacks, tmp_path: Path, name: str
) -> None:
    write_pack(tmp_path / "model_packs", "by-hand")
    made = choice(packs, tmp_path, model_pack=name)
    assert (made.chosen_pack(), made.folder) == (STANDARD, SHIPPED / STANDARD)
    assert made.problem is not None
    assert dict(made.problem.params)["name"] == name


def test_settings_of_a_window_do_not_undo_a_switch_made_elsewhere(
    packs: ModelPacks, source: Path, tmp_path: Path
) -> None:
    added(packs, source)
    made = choice(packs, tmp_path)
    choice(packs, tmp_path).remember_pack("pair", "")  # the command line
    assert made.put_into(Settings(theme="dark")).model_pack == "pair"


@pytest.mark.parametrize(
    ("metrics", "lines"),
    [
        ({}, []),
        ({"command": "x", "W": {"recall@1": 27.9, "queries": 140}}, ["W: recall@1 27.9 (n = 140)"]),
        ({"W": {"recall@1": "many"}, "x": 3, "y": {"recall@5": 50}}, ["y: recall@5 50.0"]),
    ],
)
def test_figures_of_a_card(metrics: dict[str, object], lines: list[str]) -> None:
    assert figures(metrics) == lines
