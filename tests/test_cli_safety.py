"""`shelfsight backup | restore | check`, run as commands on a real folder, without a model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from desktop_app.catalog.occupancy import occupied
from desktop_app.cli import app
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from tests.catalog.shops import Place, filled


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return filled(tmp_path / "data")


def run(place: Place, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["--data-dir", str(place.root), *words])
    if isinstance(result.exception, UserError):
        raise result.exception
    assert result.exit_code == code, result.output
    return result.stdout


def read(place: Place, *words: str, code: int = 0):
    return json.loads(run(place, *words, "--json", code=code))


def test_a_backup_is_made_listed_and_restored(place: Place) -> None:
    made = read(place, "backup")
    assert (made["name"], made["products"], made["damaged_rows"]) == ("000001", 5, 0)
    assert read(place, "restore", "--list") == [made]
    place.save(1, name="changed since")
    assert read(place, "restore", "--yes")["name"] == "000001"
    assert place.names()["SKU-1"] == "Infusion set 1"


def test_a_backup_on_another_disk(place: Place, tmp_path: Path) -> None:
    other = str(tmp_path / "stick")
    read(place, "backup", "--folder", other)
    assert read(place, "restore", "--list") == []
    place.file.write_bytes(b"damaged")
    read(place, "restore", "--folder", other, "--yes")
    assert len(place.names()) == 5


def test_a_restore_is_not_done_unasked(place: Place) -> None:
    read(place, "backup")
    with pytest.raises(UserError) as caught:
        run(place, "restore", "--json")
    assert caught.value.message.id is MessageId.RESTORE_UNASKED


def test_a_restore_waits_for_nobody_who_uses_the_catalogue(place: Place) -> None:
    read(place, "backup")
    with occupied(place.root), pytest.raises(UserError) as caught:
        run(place, "restore", "--yes")
    assert caught.value.message.id is MessageId.CATALOGUE_OCCUPIED


def test_a_check_finds_damage_and_damaged_backups(place: Place) -> None:
    made = read(place, "backup")
    report = read(place, "check")
    assert (report["findings"], report["damaged_backups"]) == ([], {})
    place.run("UPDATE product SET name = 'forged' WHERE id = 3")
    backup = place.backups.database_of(place.backups.named(made["name"]))
    backup.write_bytes(backup.read_bytes()[:8192])
    report = read(place, "check", code=1)
    assert report["findings"] == [{"flaw": "product", "detail": "product 3", "row": 3}]
    assert list(report["damaged_backups"]) == ["000001"]
    assert "product 3" in run(place, "check", code=1)


def test_what_can_be_read_is_saved(place: Place) -> None:
    place.run("UPDATE product SET name = 'forged' WHERE id = 3")
    saved = read(place, "restore", "--salvage", "--yes")
    assert saved["products"] == 4
    assert len(place.names()) == 4


@pytest.mark.parametrize("words", [["backup"], ["restore", "--list"], ["check"]])
def test_people_read_what_was_done(place: Place, words: list[str]) -> None:
    run(place, "backup")
    assert run(place, *words).strip()
