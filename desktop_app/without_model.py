"""Parts of the program that need no model: opened in a moment, for a command or for the repair."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from desktop_app import __version__
from desktop_app.catalog.backup_store import BackupStore
from desktop_app.catalog.change_log import ChangeLog
from desktop_app.catalog.database import Database
from desktop_app.catalog.occupancy import occupied
from desktop_app.catalog.people import PeopleTable
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.place_reads import PlaceReads
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.errors import BugError
from desktop_app.core.places import Swap
from desktop_app.paths import DataFolder, make_folder
from desktop_app.services.access import Access
from desktop_app.services.changes import Changes
from desktop_app.services.labels import Labels
from desktop_app.services.ledgers import Ledgers
from desktop_app.services.places import Places
from desktop_app.services.rescue import Rescue
from desktop_app.services.safety import Safety
from desktop_app.settings import Settings


def access_of(database: Database, settings: Settings) -> Access:
    """Who may do what with this catalogue."""
    return Access(
        PeopleTable(database),
        anybody=settings.person_or_login,
        clerks_teach=settings.clerks_teach,
    )


@contextmanager
def _opened(folder: DataFolder) -> Iterator[Database]:
    make_folder(folder.root)
    database = Database.open(folder.database)
    try:
        yield database
    finally:
        database.close()


@contextmanager
def opened_log(folder: DataFolder, settings: Settings) -> Iterator[tuple[Access, Changes]]:
    """Who may do what, and the change log, without starting a model.

    Raises:
        UserError: the catalogue cannot be used.
    """
    with _opened(folder) as database:
        access = access_of(database, settings)
        yield access, Changes(ChangeLog(database), access)


@contextmanager
def opened_places(folder: DataFolder) -> Iterator[Places]:
    """Places to be read, without starting a model; nothing can be changed through them.

    Raises:
        UserError: the catalogue cannot be used.
    """

    def refuse(swap: Swap) -> None:
        raise BugError(f"the places of {swap.far.sku} and {swap.near.sku} cannot be changed here")

    with _opened(folder) as database:
        yield Places(PlaceReads(database), refuse)


@contextmanager
def opened_labels(folder: DataFolder, settings: Settings) -> Iterator[Labels]:
    """Labels, without starting a model.

    Raises:
        UserError: the catalogue cannot be used.
    """
    with _opened(folder) as database:
        repository = CatalogRepository(database, person=settings.person_or_login)
        yield Labels(repository, folder.root / "labels.json")


@contextmanager
def opened_ledgers(folder: DataFolder, settings: Settings) -> Iterator[tuple[Access, Ledgers]]:
    """Stock and prices, without starting a model.

    Raises:
        UserError: the catalogue cannot be used.
    """
    with _opened(folder) as database:
        access = access_of(database, settings)
        yield access, Ledgers.of(database, access)


def open_backups(folder: Path) -> BackupStore:
    """The backups in *folder*, that of the catalogue or one on another disk."""
    return BackupStore(folder, program=__version__)


def closed_catalogue(folder: DataFolder, backups: Path | None = None) -> Rescue:
    """What can be done with the catalogue while nobody has it open."""
    store = open_backups(backups or folder.backups)
    return Rescue(folder.root, folder.database, folder.index, store)


@contextmanager
def opened_safety(
    folder: DataFolder, settings: Settings, backups: Path | None = None
) -> Iterator[tuple[Access, Safety]]:
    """Backups and checks, without starting a model; vectors are made anew at the next start.

    Raises:
        UserError: the catalogue cannot be used.
    """
    make_folder(folder.root)
    with occupied(folder.root), closing(Database.open(folder.database)) as database:
        access = access_of(database, settings)
        photos, store = PhotoStore(folder.root), open_backups(backups or folder.backups)
        yield access, Safety(database, photos, store, _NoGallery(), _nothing, guard=access)


class _NoGallery:
    """Nobody searches while no model runs."""

    def remove(self, reference_ids: Collection[int]) -> None:
        """Nothing to forget."""


def _nothing() -> None:
    """Missing vectors are made by the next program that has a model."""
