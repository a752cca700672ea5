"""All services of one open catalogue, as the window and the command line receive them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from desktop_app.core.access import Right
from desktop_app.core.analysis import Analyst
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Progress, ShouldStop, never_stop, no_progress
from desktop_app.paths import DataFolder
from desktop_app.services.access import Access
from desktop_app.services.adaptations import Adaptations
from desktop_app.services.batch_review import BatchReview
from desktop_app.services.batch_runs import BatchRuns
from desktop_app.services.calibrations import Calibrations
from desktop_app.services.cameras import Cameras
from desktop_app.services.catalogue_export import CatalogueExport
from desktop_app.services.catalogue_import import CatalogueImport, ImportReport
from desktop_app.services.catalogue_view import CatalogueView
from desktop_app.services.changes import Changes
from desktop_app.services.explanation import ExplanationService
from desktop_app.services.fit_after_import import FitAfterImport
from desktop_app.services.gallery import Gallery
from desktop_app.services.gallery_state import GalleryState
from desktop_app.services.history import History
from desktop_app.services.import_check import ImportCheck
from desktop_app.services.import_preview import ImportPreviews
from desktop_app.services.inquiries import Inquiries
from desktop_app.services.label_reading import LabelReading
from desktop_app.services.labels import Labels
from desktop_app.services.ledgers import Ledgers
from desktop_app.services.live_set import LiveSet
from desktop_app.services.model_packs import ModelPacks
from desktop_app.services.pack_choice import PackChoice
from desktop_app.services.pack_switch import PackSwitch
from desktop_app.services.photo_care import PhotoCare
from desktop_app.services.places import Places
from desktop_app.services.product_care import ProductCare
from desktop_app.services.product_listing import ProductListing
from desktop_app.services.quality import Quality
from desktop_app.services.recommendations import Recommendations
from desktop_app.services.reembedding import Reembedding
from desktop_app.services.remembered_lookup import RememberedLookup
from desktop_app.services.safety import Safety
from desktop_app.services.similar_items import SimilarItems
from desktop_app.services.teaching import Teaching
from desktop_app.services.word_results import WordResults
from desktop_app.settings import Settings, save_settings

DEMO_NOTE = "synthetic picture"
"""Attribute `note` of every product of the demo catalogue."""


GUARDED = (
    "person",
    "history_days",
    "history_pictures",
    "sign_out_minutes",
    "clerks_teach",
)
"""Settings that need the right `Right.SETTINGS` where roles are in use."""


READING_PATIENCE_S = 1.0
"""So long a lookup waits for a catalogue that is still being read before it answers from a part."""


class Services:
    """What a person can do with one catalogue. Built by `desktop_app.app`, closed once."""

    def __init__(
        self,
        *,
        settings: Settings,
        data_folder: DataFolder,
        demo_catalogue: Path,
        analyst: Analyst,
        catalogue: CatalogueView,
        gallery: Gallery,
        lookup: RememberedLookup,
        explanation: ExplanationService,
        importer: CatalogueImport,
        reembedding: Reembedding,
        teaching: Teaching,
        history: History,
        similar: SimilarItems,
        words: WordResults,
        quality: Quality,
        adaptations: Adaptations,
        calibrations: Calibrations,
        photo_care: PhotoCare,
        live_set: LiveSet,
        recommendations: Recommendations,
        inquiries: Inquiries,
        packs: ModelPacks,
        choice: PackChoice,
        pack_switch: PackSwitch,
        batches: BatchRuns,
        batch_review: BatchReview,
        cameras: Cameras,
        care: ProductCare,
        listing: ProductListing,
        exporter: CatalogueExport,
        import_check: ImportCheck,
        previews: ImportPreviews,
        changes: Changes,
        access: Access,
        label_reading: LabelReading,
        labels: Labels,
        places: Places,
        ledgers: Ledgers,
        safety: Safety,
        close: Callable[[], None],
    ) -> None:
        self.packs = packs
        self.pack_choice = choice
        self.pack_switch = pack_switch
        self.data_folder = data_folder
        self.analyst = analyst
        self.catalogue = catalogue
        self.gallery = gallery
        self.lookup = lookup
        self.explanation = explanation
        self.importer = importer
        self.reembedding = reembedding
        self.teaching = teaching
        self.history = history
        self.similar = similar
        self.words = words
        self.quality = quality
        self.adaptations = adaptations
        self.calibrations = calibrations
        self.fit_after_import = FitAfterImport(
            adaptations,
            lambda: len(gallery),
            lambda: self._settings.fit_after_import,
            lambda: calibrations.saved is not None,
        )
        self.photo_care = photo_care
        self.live_set = live_set
        self.recommendations = recommendations
        self.inquiries = inquiries
        self.batches = batches
        self.batch_review = batch_review
        self.cameras = cameras
        self.care = care
        self.listing = listing
        self.exporter = exporter
        self.import_check = import_check
        self.previews = previews
        self.changes = changes
        self.stock, self.restock = ledgers.stock, ledgers.restock
        self.prices = ledgers.prices
        self._settings = settings
        self._demo_catalogue = demo_catalogue
        self.safety = safety
        self._close = close
        self.label_reading = label_reading
        self.labels = labels
        self.places = places
        self.access = access
        access.listen(self._use_person)
        self.lookup.keep_pictures = self.batches.keep_names = settings.history_pictures

    @property
    def settings(self) -> Settings:
        return self._settings

    def save_settings(self, settings: Settings) -> None:
        """Keep *settings*; the processor changes with the next start, the pack by its switch.

        Raises:
            UserError: what is kept and who may do what is not for this person to change; the other
                settings are kept.
        """
        refused = self._refused(settings)
        if refused is not None:
            old = {name: getattr(self._settings, name) for name in GUARDED}
            settings = replace(settings, **old)
        self._settings = settings = self.pack_choice.put_into(settings)
        save_settings(settings, self.data_folder.settings)
        self.access.use(anybody=settings.person_or_login, clerks_teach=settings.clerks_teach)
        self.lookup.keep_pictures = self.batches.keep_names = settings.history_pictures
        self.tidy_history()
        if refused is not None:
            raise refused

    def _refused(self, settings: Settings) -> UserError | None:
        """Why the person may not change what *settings* changes, if so."""
        if all(getattr(settings, name) == getattr(self._settings, name) for name in GUARDED):
            return None
        try:
            self.access.require(Right.SETTINGS)
        except UserError as error:
            return error
        return None

    def _use_person(self, person: str) -> None:
        self.lookup.person = self.teaching.person = self.batches.person = person
        self.safety.person = person
        self.care.person = person

    def tidy_history(self) -> None:
        """Delete what the settings say is to be kept no longer, leaving no byte of it.

        Raises:
            CatalogueError: the catalogue cannot be written.
            UserError: the folder of the batches cannot be written.
        """
        self.history.tidy(self._settings.history_days, pictures=self._settings.history_pictures)
        self.batches.tidy(self._settings.history_days)

    def answer_while_reading(self) -> None:
        """Let people's lookups answer from what has been read so far, and say so, from now on.

        Commands and batches go on waiting for the whole.
        """
        self.lookup.service.part = partial(self.gallery.part, READING_PATIENCE_S)

    def gallery_state(self) -> GalleryState:
        return self.gallery.state()

    def load_demo(
        self, *, progress: Progress = no_progress, should_stop: ShouldStop = never_stop
    ) -> ImportReport:
        """Import the demo catalogue that comes with the program.

        Raises:
            UserError: the catalogue holds other products; the demo would mix with them.
        """
        if self._holds_own_products():
            raise UserError(MessageId.DEMO_BESIDE_OWN, name=self.data_folder.root)
        return self.importer.run(self._demo_catalogue, progress=progress, should_stop=should_stop)

    def _holds_own_products(self) -> bool:
        first = self.catalogue.list_products(0, 1)
        return bool(first) and first[0].attributes.get("note") != DEMO_NOTE

    def close(self) -> None:
        """Stop background work, publish the index, end the worker process, close the database."""
        self._close()
