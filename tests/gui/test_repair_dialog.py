"""The page in place of the window when the catalogue cannot be opened."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.catalog.backup_records import BackupReason
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.gui.repair_dialog import RepairDialog
from desktop_app.gui.theme import Theme
from desktop_app.services.rescue import Rescue, Way
from tests.catalog.shops import Place, filled


@pytest.fixture
def place(tmp_path: Path) -> Place:
    place = filled(tmp_path / "data")
    assert place.backups.make(place.file, place.photos, BackupReason.ASKED)
    return place


def rescue(place: Place) -> Rescue:
    return Rescue(place.root, place.file, place.root / "index", place.backups)


def problem(place: Place) -> UserError:
    with pytest.raises(CatalogueError) as caught, place.opened():
        pass
    return caught.value


def shown(qtbot: QtBot, place: Place, theme: Theme, error: UserError | None) -> RepairDialog:
    dialog = RepairDialog(rescue(place), error, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def press(qtbot: QtBot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_damaged_catalogue_is_restored(qtbot: QtBot, place: Place, theme: Theme) -> None:
    names = place.names()
    place.file.write_bytes(b"damaged")
    dialog = shown(qtbot, place, theme, problem(place))
    assert dialog.what.text()
    assert dialog.list.count() == 1
    with qtbot.waitSignal(dialog.accepted):
        press(qtbot, dialog.restore_button)
    assert dialog.way is Way.TRY_AGAIN
    assert place.names() == names


def test_what_can_be_read_is_saved(qtbot: QtBot, place: Place, theme: Theme) -> None:
    place.save(1, name="changed since")
    content = place.file.read_bytes()
    place.file.write_bytes(content[:-4096] + b"\xff" * 4096)
    dialog = shown(qtbot, place, theme, problem(place))
    with qtbot.waitSignal(dialog.accepted):
        press(qtbot, dialog.salvage_button)
    assert len(place.names()) == 5


def test_a_damaged_backup_is_told_and_another_can_be_chosen(
    qtbot: QtBot, place: Place, theme: Theme
) -> None:
    place.file.write_bytes(b"damaged")
    backup = place.backups.all()[0]
    place.backups.database_of(backup).write_bytes(b"damaged too")
    dialog = shown(qtbot, place, theme, problem(place))
    press(qtbot, dialog.restore_button)
    qtbot.waitUntil(dialog.message.isVisible)
    assert dialog.message.notice is not None
    assert dialog.message.notice.message.id is MessageId.BACKUP_DAMAGED
    assert dialog.restore_button.isEnabled()
    assert place.file.read_bytes() == b"damaged"


def test_opening_without_saving_and_trying_again(qtbot: QtBot, place: Place, theme: Theme) -> None:
    for name, way in (("read_only_button", Way.READ_ONLY), ("again_button", Way.TRY_AGAIN)):
        dialog = shown(qtbot, place, theme, None)
        press(qtbot, getattr(dialog, name))
        assert dialog.way is way


def test_the_index_is_built_anew(qtbot: QtBot, place: Place, theme: Theme) -> None:
    (place.root / "index").mkdir()
    (place.root / "index" / "manifest.json").write_text("damaged")
    dialog = shown(qtbot, place, theme, None)
    with qtbot.waitSignal(dialog.accepted):
        press(qtbot, dialog.index_button)
    assert not (place.root / "index").exists()


@pytest.mark.parametrize(
    ("message_id", "ways"),
    [
        (MessageId.CATALOGUE_OCCUPIED, {"again_button"}),
        (MessageId.CATALOGUE_READ_ONLY, {"again_button", "read_only_button"}),
        (MessageId.CATALOGUE_MISSING, {"again_button", "restore_button"}),
    ],
)
def test_only_what_helps_is_offered(
    qtbot: QtBot, place: Place, theme: Theme, message_id: MessageId, ways: set[str]
) -> None:
    dialog = shown(qtbot, place, theme, CatalogueError(message_id, name="folder"))
    every = {
        "again_button",
        "read_only_button",
        "restore_button",
        "salvage_button",
        "index_button",
    }
    assert {name for name in every if not getattr(dialog, name).isHidden()} == ways


def test_a_chosen_backup_is_restored_at_once(qtbot: QtBot, place: Place, theme: Theme) -> None:
    place.save(77)
    dialog = shown(qtbot, place, theme, None)
    with qtbot.waitSignal(dialog.accepted):
        dialog.restore_named("000001")
    assert len(place.names()) == 5
