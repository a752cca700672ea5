"""Composition root: builds every object behind the window and wires them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop_app.catalog.adaptation_store import AdaptationStore
from desktop_app.catalog.calibration_store import CalibrationStore
from desktop_app.catalog.change_log import ChangeLog
from desktop_app.catalog.database import Database
from desktop_app.catalog.occupancy import occupied
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.place_reads import PlaceReads
from desktop_app.catalog.product_desk import ProductDesk
from desktop_app.catalog.quality_store import QualityStore
from desktop_app.catalog.replacement import clear_drafts
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import ModelInfo
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.vector_map import VectorMap
from desktop_app.paths import (
    DataFolder,
    demo_folder,
    make_folder,
    model_packs_folder,
)
from desktop_app.services.access import Access
from desktop_app.services.adaptations import Adaptations, AdaptedModel
from desktop_app.services.batch_review import BatchReview
from desktop_app.services.batch_runs import BatchRuns
from desktop_app.services.batch_store import BatchStore
from desktop_app.services.bundle import Services
from desktop_app.services.calibrations import Calibrations
from desktop_app.services.cameras import Cameras
from desktop_app.services.catalogue_export import CatalogueExport
from desktop_app.services.catalogue_import import CatalogueImport
from desktop_app.services.catalogue_view import CatalogueView
from desktop_app.services.changes import Changes
from desktop_app.services.explanation import ExplanationService
from desktop_app.services.gallery import Gallery
from desktop_app.services.history import History
from desktop_app.services.import_check import ImportCheck
from desktop_app.services.import_folder import clear_import_folders
from desktop_app.services.import_preview import ImportPreviews
from desktop_app.services.inquiries import Inquiries
from desktop_app.services.label_reading import LabelReading
from desktop_app.services.labels import Labels
from desktop_app.services.ledgers import Ledgers
from desktop_app.services.live_set import LiveSet
from desktop_app.services.lookup import LookupService
from desktop_app.services.model_gate import ModelGate
from desktop_app.services.model_packs import ModelPacks
from desktop_app.services.pack_choice import PackChoice
from desktop_app.services.pack_switch import PackSwitch
from desktop_app.services.photo_care import PhotoCare
from desktop_app.services.places import Places
from desktop_app.services.print_check import PrintCheck
from desktop_app.services.product_care import ProductCare
from desktop_app.services.product_listing import ProductListing
from desktop_app.services.quality import Quality
from desktop_app.services.recommendations import Recommendations
from desktop_app.services.reembedding import Reembedding
from desktop_app.services.remembered_lookup import RememberedLookup
from desktop_app.services.safety import Safety
from desktop_app.services.similar_items import SimilarItems
from desktop_app.services.teaching import Teaching
from desktop_app.services.thresholds import Thresholds
from desktop_app.services.word_results import WordResults
from desktop_app.settings import Settings
from desktop_app.vision.label_reader import LabelReader
from desktop_app.vision.pack_trial import try_pack
from desktop_app.vision.photo_measurer import PhotoMeasurer
from desktop_app.vision.worker import VisionWorker
from desktop_app.without_model import access_of, open_backups

STANDARD_PACK = "shelfsight-base"


@dataclass(frozen=True, slots=True)
class _Engines:
    """What the services work on, open and running.

    Attributes:
        start_worker: starts a worker process with the pack in a folder.
        new_gallery: an empty gallery for a model, through a map of its vectors or plain.
    """

    packs: ModelPacks
    choice: PackChoice
    start_worker: Callable[[Path], VisionWorker]
    worker: VisionWorker
    database: Database
    access: Access
    repository: CatalogRepository
    photos: PhotoStore
    adaptation_store: AdaptationStore
    adapted: AdaptedModel
    new_gallery: Callable[[ModelInfo, VectorMap | None], Gallery]
    gallery: Gallery
    gate: ModelGate


def open_services(folder: DataFolder, settings: Settings, *, read_only: bool = False) -> Services:
    """Open the catalogue in *folder* and start everything that works on it.

    With *read_only* nothing can be saved, and nothing that looks up needs to be.

    Raises:
        UserError: the folder, the catalogue or the model pack cannot be used.
    """
    make_folder(folder.root)
    with ExitStack() as stack:
        if not read_only:
            stack.enter_context(occupied(folder.root))
            clear_import_folders()
            clear_drafts(folder.database)
        engines = _open_engines(folder, settings, stack, read_only=read_only)
        return _services_over(engines, folder, settings, stack)


def _open_engines(
    folder: DataFolder, settings: Settings, stack: ExitStack, *, read_only: bool
) -> _Engines:
    """The worker process, the catalogue and the gallery; *stack* closes them."""
    packs = open_packs(folder, settings)
    choice = PackChoice(packs, settings, folder.settings)
    start_worker = partial(
        _started_worker, folder, settings, keeps_prints=settings.print_check and not read_only
    )
    worker = start_worker(choice.folder)
    stack.callback(worker.close)
    database = Database.open(folder.database, read_only=read_only)
    stack.callback(database.close)
    access = access_of(database, settings)
    packs.guard = access
    repository = CatalogRepository(database, person=access.person)
    access.listen(repository.use_person)
    adaptation_store = AdaptationStore(database)
    adapted = AdaptedModel(adaptation_store, lambda: worker.model)

    def new_gallery(model: ModelInfo, vector_map: VectorMap | None) -> Gallery:
        threads = settings.threads
        return Gallery(
            repository, folder.index, model, build_threads=threads, vector_map=vector_map
        )

    gallery = new_gallery(worker.model, adapted.map_of(worker.model.fingerprint))
    stack.callback(gallery.close)
    gallery.open_soon()
    return _Engines(
        packs,
        choice,
        start_worker,
        worker,
        database,
        access,
        repository,
        PhotoStore(folder.root),
        adaptation_store,
        adapted,
        new_gallery,
        gallery,
        ModelGate(),
    )


def _services_over(
    engines: _Engines, folder: DataFolder, settings: Settings, stack: ExitStack
) -> Services:
    """All services, wired; what has to be closed first is added to *stack*."""
    worker, database, gallery = engines.worker, engines.database, engines.gallery
    repository, photos, adapted = engines.repository, engines.photos, engines.adapted
    access, gate, person = engines.access, engines.gate, engines.access.person
    quality_store = QualityStore(database)
    calibrations = Calibrations(
        CalibrationStore(database), lambda: adapted.info, lambda: adapted.state_name, guard=access
    )
    thresholds = Thresholds(
        quality_store, lambda: adapted.info, calibrations=calibrations, guard=access
    )
    service = LookupService(
        repository,
        gallery,
        worker,
        gate=gate,
        rule=thresholds.rule,
        prints=PrintCheck(worker, photos) if settings.print_check else None,
    )
    similar = SimilarItems(repository, gallery, lambda: worker.model.fingerprint, gate=gate)
    measurer = PhotoMeasurer(folder.logs / "reader.log")
    label_reader = LabelReader(folder.logs / "reader.log", settings.threads)
    stack.callback(label_reader.close)
    labels_read = LabelReading(label_reader, repository)
    teaching = Teaching(repository, photos, worker, gallery, person, gate=gate, guard=access)
    switch = PackSwitch(
        engines.packs,
        engines.choice,
        repository=repository,
        photo_store=photos,
        analyst=worker,
        gallery=gallery,
        gate=gate,
        start_worker=engines.start_worker,
        index_folder=folder.index,
        map_of=adapted.map_of,
    )
    stack.callback(switch.close)
    batches = BatchStore(folder.batches)
    room = DiskRoom(folder.root)
    reembedding = Reembedding(repository, photos, worker, gallery, gate=gate, room=room)
    catalogue, desk = CatalogueView(repository, photos), ProductDesk(database)
    care = ProductCare(desk, photos, worker, gallery, person, gate=gate, guard=access)
    return Services(
        settings=settings,
        data_folder=folder,
        demo_catalogue=demo_folder() / "catalogue.csv",
        analyst=worker,
        catalogue=catalogue,
        gallery=gallery,
        lookup=RememberedLookup(service, repository, person, scale=lambda: adapted.state_name),
        explanation=ExplanationService(worker, photos),
        importer=CatalogueImport(
            repository, photos, worker, gallery, gate=gate, guard=access, room=room
        ),
        reembedding=reembedding,
        teaching=teaching,
        history=History(repository, guard=access),
        similar=similar,
        words=WordResults(repository),
        quality=Quality(
            quality_store, repository, lambda: worker.model, thresholds, adapted=adapted
        ),
        adaptations=Adaptations(
            engines.adaptation_store,
            adapted,
            quality_store.references,
            gallery=gallery,
            new_gallery=engines.new_gallery,
            gate=gate,
            guard=access,
        ),
        calibrations=calibrations,
        photo_care=PhotoCare(quality_store, measurer, photos.thumbnail_path),
        live_set=LiveSet(quality_store),
        recommendations=Recommendations(quality_store, repository, similar, service),
        inquiries=Inquiries(repository, teaching, guard=access),
        packs=engines.packs,
        choice=engines.choice,
        pack_switch=switch,
        batches=BatchRuns(batches, service, person, labels=labels_read, guard=access),
        batch_review=BatchReview(batches, repository, teaching, worker),
        cameras=Cameras(worker, folder.logs / "camera.log"),
        care=care,
        places=Places(PlaceReads(database), care.swap_places),
        listing=ProductListing(desk, catalogue),
        exporter=CatalogueExport(desk, photos),
        import_check=ImportCheck(desk, worker),
        previews=ImportPreviews(folder.root),
        changes=Changes(ChangeLog(database), access),
        label_reading=labels_read,
        labels=Labels(repository, folder.root / "labels.json"),
        access=access,
        ledgers=Ledgers.of(database, access),
        safety=Safety(
            database,
            photos,
            open_backups(folder.backups),
            gallery,
            reembedding.run,
            guard=access,
        ),
        close=stack.pop_all().close,
    )


@contextmanager
def opened_services(
    folder: DataFolder, settings: Settings, *, read_only: bool = False
) -> Iterator[Services]:
    """As `open_services`, closed at the end whatever happens."""
    services = open_services(folder, settings, read_only=read_only)
    try:
        yield services
    finally:
        services.close()


def open_packs(folder: DataFolder, settings: Settings) -> ModelPacks:
    """The model packs of the program and of *folder*; nothing is started."""
    return ModelPacks(
        model_packs_folder(),
        folder.model_packs,
        STANDARD_PACK,
        settings.person_or_login,
        partial(try_pack, log=folder.logs / "reader.log"),
    )


def _started_worker(
    folder: DataFolder, settings: Settings, pack: Path, *, keeps_prints: bool
) -> VisionWorker:
    worker = VisionWorker(
        pack,
        settings.provider,
        settings.threads,
        log_file=folder.logs / "reader.log",
        prints=folder.prints.absolute() if keeps_prints else None,
    )
    worker.start()
    return worker
