"""A catalogue between two packs, with analysts that have no model.

python -m tests.services.switch_shop DATA_FOLDER PACK   prepares a pack and says how far it is
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.catalog.adaptation_store import AdaptationStore
from desktop_app.catalog.database import Database
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.types import ProgressReport
from desktop_app.services.adaptations import AdaptedModel
from desktop_app.services.catalogue_import import CatalogueImport
from desktop_app.services.gallery import Gallery
from desktop_app.services.lookup import LookupService
from desktop_app.services.model_gate import ModelGate
from desktop_app.services.model_packs import ModelPacks
from desktop_app.services.pack_choice import PackChoice
from desktop_app.services.pack_switch import PackSwitch
from desktop_app.settings import load_settings
from desktop_app.vision.model_info import read_model_info
from tests.fakes import FakeAnalyst

SHIPPED = Path(__file__).resolve().parents[2] / "models_onnx"
STANDARD = "shelfsight-base"


class PackAnalyst(FakeAnalyst):
    """Says that it runs the pack in a folder, and can take over another one's."""

    def __init__(
        self,
        folder: Path,
        before_batch: Callable[[Sequence[PhotoInput]], None] = lambda _photos: None,
    ) -> None:
        super().__init__(read_model_info(folder).fingerprint, before_batch)
        self.is_closed = False

    def take_over(self, other: PackAnalyst) -> None:
        self.model, other.model = other.model, self.model

    def close(self) -> None:
        self.is_closed = True


def nothing(_photos: Sequence[PhotoInput]) -> None:
    """What the new pack does before a batch, if nothing is to happen."""


@dataclass
class SwitchShop:
    """Everything of one data folder that a switch touches."""

    folder: Path
    before_batch: Callable[[Sequence[PhotoInput]], None] = nothing
    started: list[PackAnalyst] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.packs = ModelPacks(
            SHIPPED, self.folder / "model_packs", STANDARD, "Li", lambda _folder: None
        )
        file = self.folder / "settings.toml"
        self.choice = PackChoice(self.packs, load_settings(file), file)
        self.database = Database.open(self.folder / "catalogue.sqlite")
        self.repository = CatalogRepository(self.database)
        self.photos = PhotoStore(self.folder)
        self.analyst = PackAnalyst(self.choice.folder)
        self.maps = AdaptationStore(self.database)
        self.adapted = AdaptedModel(self.maps, lambda: self.analyst.model)
        vector_map = self.adapted.map_of(self.analyst.model.fingerprint)
        self.gallery = Gallery(
            self.repository, self.folder / "index", self.analyst.model, vector_map=vector_map
        )
        self.gallery.open()
        self.gate = ModelGate()
        self.lookup = LookupService(self.repository, self.gallery, self.analyst, gate=self.gate)
        self.importer = CatalogueImport(
            self.repository, self.photos, self.analyst, self.gallery, gate=self.gate
        )
        self.switch = PackSwitch(
            self.packs,
            self.choice,
            repository=self.repository,
            photo_store=self.photos,
            analyst=self.analyst,
            gallery=self.gallery,
            gate=self.gate,
            start_worker=self._start,
            index_folder=self.folder / "index",
            map_of=self.adapted.map_of,
        )

    def add(self, source: Path) -> str:
        staged = self.packs.stage(source)
        return self.packs.accept(staged, staged.facts.fingerprint).name

    def close(self) -> None:
        self.switch.close()
        self.gallery.close()
        self.database.close()

    def _start(self, folder: Path) -> PackAnalyst:
        self.started.append(PackAnalyst(folder, self.before_batch))
        return self.started[-1]


def main(data: str, pack: str) -> None:
    def tell(report: ProgressReport) -> None:
        sys.stdout.write(f"{report.done}\n")
        sys.stdout.flush()

    shop = SwitchShop(Path(data))
    outcome = shop.switch.run(pack, progress=tell)
    shop.close()
    sys.stdout.write(f"end {outcome.made}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
