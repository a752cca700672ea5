"""Settings survive a round trip; broken files are refused with a reason; paths find the data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.paths import DATA_DIR_VARIABLE, default_data_folder, resources_folder
from desktop_app.settings import Settings, load_settings, save_settings
from desktop_app.translation import chosen_language, translator

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(person=NAMES, provider=st.sampled_from(["auto", "cpu", "cuda"]), threads=st.integers(0, 64))
def test_settings_come_back_as_they_were_saved(
    tmp_path_factory: pytest.TempPathFactory, person: str, provider: str, threads: int
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    settings = replace(Settings(), person=person, provider=provider, threads=threads)
    save_settings(settings, file)
    assert load_settings(file) == settings


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == Settings()


def test_settings_of_a_newer_version_are_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "dark"\nhologram = true\n', encoding="utf-8")
    assert load_settings(file) == Settings(theme="dark")


@pytest.mark.parametrize(
    "content", [b"theme = ", b'theme = "purple"', b"threads = -1", b"threads = 'x'", b"\xff\xfe"]
)
def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    with pytest.raises(UserError, match=r"settings\.toml"):
        load_settings(file)
    assert file.read_bytes() == content


def test_the_variable_names_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(DATA_DIR_VARIABLE, str(tmp_path))
    assert default_data_folder() == tmp_path


def test_resources_are_found() -> None:
    assert (resources_folder() / "demo" / "catalogue.csv").is_file()


def test_english_is_left_as_it_is() -> None:
    assert translator("en")("Stock") == "Stock"


def test_the_setting_goes_before_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert chosen_language("system") == "zh_CN"
    assert chosen_language("en") == "en"


@pytest.mark.parametrize(
    "content",
    [
        'history_pictures = "false"',
        "person = 5",
        "scan_prefix = [1]",
        "history_days = 4000000",
        "history_days = true",
        "threads = 1.5",
        "a = " + "[" * 20_000,
        "threads = " + "9" * 5_000,
    ],
)
def test_a_value_of_another_kind_is_refused_and_never_taken_for_yes(
    tmp_path: Path, content: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UserError, match=r"settings\.toml"):
        load_settings(file)


def test_settings_that_cannot_be_saved_are_named_and_the_old_ones_stay(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.mkdir()  # in the place of the file: nothing can be renamed to it
    (file / "old").touch()
    with pytest.raises(UserError) as caught:
        save_settings(Settings(), file)
    assert caught.value.message.id is MessageId.SETTINGS_NOT_SAVED
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]
