"""All services of the window: quick, and the test decides when they answer."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from types import SimpleNamespace

from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import DeviceInfo
from desktop_app.paths import DataFolder
from desktop_app.services.batch_review import BatchReview
from desktop_app.services.batch_runs import BatchRuns
from desktop_app.services.batch_store import BatchStore
from desktop_app.services.change_steps import StepStack
from desktop_app.services.fit_after_import import FitAfterImport
from desktop_app.services.import_preview import ImportPreviews
from desktop_app.services.labels import Labels
from desktop_app.services.ledgers import Ledgers
from desktop_app.services.prices import Prices
from desktop_app.services.restock import Restock
from desktop_app.services.stock import Stock
from desktop_app.settings import Settings
from tests.fake_services.access import FakeChanges, FakePeople, fake_access
from tests.fake_services.adaptations import FakeAdaptations
from tests.fake_services.answers import MODEL, NOON
from tests.fake_services.calibrations import FakeCalibrations
from tests.fake_services.cameras import FakeCameras
from tests.fake_services.catalogue import FakeCatalogue, FakeGalleryState
from tests.fake_services.explanation import FakeExplanation
from tests.fake_services.history import FakeHistory
from tests.fake_services.importer import FakeImporter, FakeReport
from tests.fake_services.inquiries import FakeInquiries
from tests.fake_services.label_reading import FakeLabelReading
from tests.fake_services.listing import FakeListing
from tests.fake_services.lookup import FakeLookup, analyse_query
from tests.fake_services.packs import FakePacks
from tests.fake_services.places import fake_places
from tests.fake_services.quality import FakeLiveSet, FakePhotoCare, FakeQuality, FakeRecommendations
from tests.fake_services.safety import FakeSafety
from tests.fake_services.similar import FakeSimilar
from tests.fake_services.stock import close as close_ledgers
from tests.fake_services.stock import ledgers_of
from tests.fake_services.teaching import FakeTeaching
from tests.fake_services.words import FakeWords


class Refusing(SimpleNamespace):
    """A service that may not be used: whatever is asked of it is refused with a message."""

    def __getattr__(self, name: str):
        if name.startswith("_"):
            raise AttributeError(name)

        def refuse(*_words: object, **_options: object):
            raise UserError(MessageId.PRODUCT_GONE)

        return refuse


class FakeServices:
    """Everything the window asks for, without a model and without a database."""

    def __init__(
        self, folder: Path, *, filled: bool = True, settings: Settings | None = None
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.data_folder = DataFolder(folder)
        self.catalogue = FakeCatalogue(folder)
        if filled:
            self.catalogue.fill()
        self.lookup = FakeLookup(self.catalogue)
        self.explanation = FakeExplanation()
        self.teaching = FakeTeaching(self.catalogue)
        self.similar = FakeSimilar(self.catalogue)
        self.words = FakeWords(self.catalogue)
        self.quality = FakeQuality(self.catalogue)
        self.adaptations = FakeAdaptations()
        self.calibrations = FakeCalibrations()
        self.fit_after_import = FitAfterImport(
            self.adaptations,  # type: ignore[arg-type]
            lambda: 24,
            lambda: self.settings.fit_after_import,
            lambda: False,
        )
        self.photo_care = FakePhotoCare(self.catalogue)
        self.live_set = FakeLiveSet()
        self.recommendations = FakeRecommendations(self.catalogue)
        self.inquiries = FakeInquiries(self.catalogue)
        self.history = FakeHistory()
        self.history.catalogue = self.catalogue
        self.importer = FakeImporter(self.catalogue, report=FakeReport(added=8, photos_added=24))
        self.analyst = SimpleNamespace(
            model=MODEL,
            device=DeviceInfo("CPU", "auto", "No CUDA device was found."),
            analyse_query=analyse_query,
        )
        store = BatchStore(self.data_folder.batches)
        self.label_reading = FakeLabelReading()
        self.batches = BatchRuns(
            store, self.lookup, "Li", clock=lambda: NOON, labels=self.label_reading
        )
        self.batch_review = BatchReview(
            store, self.catalogue, self.teaching, self.analyst, clock=lambda: NOON
        )
        self.cameras = FakeCameras()
        self.changes = FakeChanges()
        self.places = fake_places(self.catalogue)
        self.labels = Labels(self.catalogue, folder / "labels.json")
        self.people = FakePeople()
        self.access = fake_access(self.people)
        self.safety = FakeSafety(filled=filled)
        self.state = FakeGalleryState()
        self.settings = settings or Settings(
            theme="light",
            language="en",
            scanner=False,  # tests type as fast as a gun
        )
        self.packs = self.pack_choice = self.pack_switch = FakePacks()
        self.listing = FakeListing(self.catalogue)
        self.care = Refusing(steps=StepStack())
        self.exporter = self.import_check = Refusing()
        self.previews = ImportPreviews(folder)
        self.closed = False

    @cached_property
    def ledgers(self) -> Ledgers:
        """Made when first asked for: most tests have no use for them."""
        return ledgers_of(self.data_folder.root, self.catalogue.all)

    @property
    def stock(self) -> Stock:
        return self.ledgers.stock

    @property
    def restock(self) -> Restock:
        return self.ledgers.restock

    @property
    def prices(self) -> Prices:
        return self.ledgers.prices

    def gallery_state(self) -> FakeGalleryState:
        return self.state

    def save_settings(self, settings: Settings) -> None:
        self.settings = settings

    def load_demo(self, *, progress, should_stop):
        return self.importer.run(Path("demo"), progress=progress, should_stop=should_stop)

    def close(self) -> None:
        self.closed = True
        if "ledgers" in self.__dict__:
            close_ledgers(self.ledgers)
