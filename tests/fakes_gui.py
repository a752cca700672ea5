"""Stand-ins for the services under the window: quick, and the test decides when they answer."""

from __future__ import annotations

import hashlib
import threading
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter

from desktop_app.core.analysis import (
    AnalysisRequest,
    ModelInfo,
    PhotoAnalysis,
    PhotoInput,
    QueryAnalysis,
)
from desktop_app.core.decision import DecisionRule
from desktop_app.core.errors import NoPhotoReadableError, PhotoError, UserError
from desktop_app.core.explanation import (
    Area,
    Contrast,
    ContributionMap,
    DifferingRegion,
    Explanation,
    RegionPair,
)
from desktop_app.core.inquiry import Closing, Inquiry
from desktop_app.core.messages import Message, MessageId, Translate
from desktop_app.core.places import Swap
from desktop_app.core.product_filter import EVERYTHING, Facet, Facets, ProductFilter, place_area
from desktop_app.core.product_table import ListedProduct, TableQuery
from desktop_app.core.result_order import ResultOrder
from desktop_app.core.teaching import Decision, TaughtPhoto
from desktop_app.core.types import (
    Answer,
    Candidate,
    CodeKind,
    DeviceInfo,
    Evidence,
    EvidenceKind,
    HistoryEntry,
    Photo,
    Product,
    ProductCode,
    ProgressReport,
    QueryKind,
    Reason,
    Verdict,
)
from desktop_app.paths import DataFolder
from desktop_app.services.batch_review import BatchReview
from desktop_app.services.batch_runs import BatchRuns
from desktop_app.services.batch_store import BatchStore
from desktop_app.services.change_steps import StepStack
from desktop_app.services.history import stored_answer
from desktop_app.services.import_preview import ImportPreviews
from desktop_app.services.import_rows import RowRecord
from desktop_app.services.inquiries import InquiryDraft
from desktop_app.services.labels import Labels
from desktop_app.services.ledgers import Ledgers
from desktop_app.services.lookup import LookupOutcome, Query
from desktop_app.services.model_packs import PackFacts, StagedPack
from desktop_app.services.pack_switch import SwitchOutcome, SwitchState
from desktop_app.services.places import Places
from desktop_app.services.prices import Prices
from desktop_app.services.restock import Restock
from desktop_app.services.stock import Stock
from desktop_app.services.teaching import Lesson, decision_about, parse_form
from desktop_app.settings import Settings
from tests.fakes_access import FakeChanges, FakePeople, fake_access
from tests.fakes_adaptation import FakeAdaptations
from tests.fakes_camera import FakeCameras
from tests.fakes_quality import FakeLiveSet, FakePhotoCare, FakeQuality, FakeRecommendations
from tests.fakes_safety import FakeSafety
from tests.fakes_stock import close as close_ledgers
from tests.fakes_stock import ledgers_of

RULES = MappingProxyType(dict.fromkeys(QueryKind, DecisionRule(0.05, 0.5)))
NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
MODEL = ModelInfo("shelfsight-base", "1.0", "f" * 64, 8, RULES)

_GOODS = (
    ("Nitrile gloves, blue, size M", "丁腈手套 蓝色 M码", "Gloves", "Medisafe", "#3E78C9"),
    ("Nitrile gloves, blue, size L", "丁腈手套 蓝色 L码", "Gloves", "Medisafe", "#4E86D2"),
    ("Nitrile gloves, black, size M", "丁腈手套 黑色 M码", "Gloves", "Medisafe", "#39404A"),
    ("Saline solution 0.9 %, 500 ml", "生理盐水 500毫升", "Infusion", "Aquamed", "#7FB7C9"),
    ("Saline solution 0.9 %, 1000 ml", "生理盐水 1000毫升", "Infusion", "Aquamed", "#6AA4B8"),
    (
        "Hex bolt M8 × 40, zinc-plated, pack of 50",
        "六角螺栓 M8×40",
        "Fasteners",
        "Stahlo",
        "#9AA1AB",
    ),
    ("Cleaning spray, lemon, 750 ml", "柠檬清洁喷雾", "Cleaning", "Brillo", "#E4C545"),
    ("Copy paper A4, 80 g, 500 sheets", "复印纸 A4", "Office", "Folia", "#C8D0DA"),
)


def product_picture(colour: str, side: int = 640, turn: int = 0) -> QImage:
    """A box on a light ground; made up, like everything in here."""
    image = QImage(side, side, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    ground = QLinearGradient(0, 0, 0, side)
    ground.setColorAt(0, QColor("#F7F7F5"))
    ground.setColorAt(1, QColor("#DCDDDB"))
    painter.fillRect(image.rect(), ground)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.rotate(turn)
    painter.setPen(Qt.PenStyle.NoPen)
    body = QRectF(-side * 0.28, -side * 0.32, side * 0.56, side * 0.64)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(body, 18, 18)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(body.adjusted(30, side * 0.14, -30, -side * 0.26), 10, 10)
    painter.setBrush(QColor(colour).darker(160))
    for number in range(3):
        painter.drawRect(
            QRectF(-side * 0.19, -side * 0.1 + number * 26, side * (0.34 - 0.08 * number), 12)
        )
    painter.end()
    return image


def jpeg(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 88)
    return data.data()


@dataclass(frozen=True)
class FakeCounts:
    products: int
    photos: int
    references: int = 0
    categories: int = 4


@dataclass(frozen=True)
class FakeGalleryState:
    kind: str = "exact"
    size: int = 16
    building: bool = False
    done: int = 0
    total: int = 0
    dirty: bool = False
    unread: int = 0
    loading: bool = False


@dataclass(frozen=True)
class FakeRejected:
    line: int
    sku: str
    message: Message


@dataclass(frozen=True)
class FakeReport:
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: tuple[FakeRejected, ...] = ()
    photo_problems: tuple[FakeRejected, ...] = ()
    photos_added: int = 0
    stopped: bool = False
    seconds: float = 1.0
    encoding: str = ""
    record: RowRecord | None = None


class FakeCatalogue:
    """A handful of products with pictures in *folder*; empty until `fill`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.all: list[Product] = []

    def fill(self) -> None:
        self.all = [self._make(number) for number in range(len(_GOODS))]

    def _make(self, number: int) -> Product:
        name, chinese, category, brand, colour = _GOODS[number]
        photos = tuple(
            Photo(
                10 * number + turn,
                self._store(jpeg(product_picture(colour, turn=15 * turn))),
                640,
                640,
            )
            for turn in range(3)
        )
        return Product(
            sku=f"MS-{1001 + number}",
            name=name,
            category=category,
            brand=brand,
            description="Powder-free and latex-free, for examination and lab use.",
            price=Decimal("12.90") + number,
            currency="EUR",
            stock=Decimal((240, 3, 0, 18, 64, 5, 120, 33)[number]),
            location=f"A-{12 + number}-03",
            attributes={"name_zh": chinese, "pack_size": "100", "note": "synthetic picture"},
            codes=(ProductCode(CodeKind.GTIN, "04006381333931"),),
            product_id=number + 1,
            photos=photos,
        )

    def _store(self, data: bytes) -> str:
        sha = hashlib.sha256(data).hexdigest()
        self.photo_path(sha).write_bytes(data)
        return sha

    def counts(self) -> FakeCounts:
        return FakeCounts(len(self.all), sum(len(p.photos) for p in self.all))

    def facets(self) -> Facets:
        return Facets(
            _facets(p.category for p in self.all),
            _facets(p.brand for p in self.all),
            _facets(place_area(p.location) for p in self.all),
            sum(bool(p.stock) for p in self.all),
        )

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        return {product.product_id: product for product in self.all if product.product_id in ids}

    def product(self, product_id: int) -> Product | None:
        return next((p for p in self.all if p.product_id == product_id), None)

    def product_by_sku(self, sku: str) -> Product | None:
        return next((p for p in self.all if p.sku == sku), None)

    def find(self, text: str, limit: int) -> list[Product]:
        words = text.lower().split()
        return [p for p in self.all if all(w in f"{p.name} {p.sku}".lower() for w in words)][:limit]

    def photo_path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.jpg"

    thumbnail_path = photo_path


def _facets(values: Iterable[str]) -> tuple[Facet, ...]:
    return tuple(Facet(value, count) for value, count in sorted(Counter(values).items()) if value)


def answer_for(
    products: list[Product],
    verdict: Verdict = Verdict.MATCH,
    reason: Reason = Reason.CONFIDENT,
    best: float = 0.97,
    text: str = "",
) -> Answer:
    shares = (best, *(max(0.0, (1 - best) / (2**n)) for n in range(1, len(products))))
    candidates = tuple(
        Candidate(
            product,
            0.93 - 0.06 * n,
            None if reason is Reason.TEXT_ONLY else shares[n],
            (
                Evidence(EvidenceKind.PHOTO, 0.93 - 0.06 * n, photo_id=product.photos[0].photo_id),
                *((Evidence(EvidenceKind.TEXT, 0.8, text),) if text else ()),
            ),
        )
        for n, product in enumerate(products)
    )
    steps = {"decode": 12.0, "image": 41.0, "search": 1.2, "total": 78.4}
    device = DeviceInfo("CPU", "auto", "No CUDA device was found.")
    return Answer(
        verdict,
        reason,
        QueryKind.PHOTO,
        candidates,
        text=text,
        model="f" * 64,
        device=device,
        ms=steps,
    )


class FakeLookup:
    """Answers at once, or when the test says so: see `hold`."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.person = ""
        self.queries: list[Query] = []
        self.dropped: list[str] = []
        self.answer: Callable[[Query], Answer] = self._standard
        self._gates: dict[str, threading.Event] = {}

    def hold(self, text: str) -> threading.Event:
        """A query with these words waits until the returned event is set."""
        self._gates[text] = threading.Event()
        return self._gates[text]

    def lookup(
        self,
        query: Query,
        *,
        top_k: int = 10,
        urgent: bool = True,
        superseded: Callable[[], bool] = lambda: False,
    ) -> LookupOutcome:
        self.queries.append(query)
        gate = self._gates.get(query.text)
        if gate is not None:
            gate.wait(10)
        if superseded():
            self.dropped.append(query.text)
        photos = tuple(_read(photo) for photo in query.photos)
        broken = [photo for photo in photos if isinstance(photo, PhotoError)]
        if broken and len(broken) == len(photos) and not query.text:
            raise NoPhotoReadableError(broken)
        answer = replace(self.answer(query), only=query.only)
        return LookupOutcome(replace(answer, problems=tuple(b.message for b in broken)), photos)

    def _standard(self, query: Query) -> Answer:
        words = query.text.lower().split()
        found = [p for p in self._catalogue.all if all(w in p.name.lower() for w in words)]
        return answer_for(found or self._catalogue.all, text=query.text)


def _read(photo: PhotoInput) -> PhotoAnalysis | PhotoError:
    if photo.path is not None and not photo.path.is_file():
        return PhotoError(MessageId.PHOTO_MISSING, name=photo.name)
    data = (
        photo.data if photo.data is not None else (photo.path.read_bytes() if photo.path else b"")
    )
    image = QImage.fromData(data)
    if image.isNull():
        return PhotoError(MessageId.PHOTO_UNREADABLE, name=photo.name)
    picture = jpeg(image)
    sha = hashlib.sha256(data).hexdigest()
    return PhotoAnalysis(
        photo.name, sha, image.width(), image.height(), picture=picture, thumbnail=picture
    )


def _analyse_query(photos, text: str, request: AnalysisRequest) -> QueryAnalysis:
    return QueryAnalysis(None, tuple(_read(photo) for photo in photos), {})


@dataclass
class FakeImporter:
    """Reports progress step by step; a test holds it between the steps with `gate`."""

    catalogue: FakeCatalogue
    steps: int = 5
    report: FakeReport = field(default_factory=FakeReport)
    error: Exception | None = None
    gate: threading.Event | None = None
    encodings: list[str | None] = field(default_factory=list)
    sources: list[Path] = field(default_factory=list)

    def run(self, source, encoding=None, *, columns=None, progress, should_stop):
        del columns
        self.sources.append(source)
        self.encodings.append(encoding)
        if self.error is not None:
            raise self.error
        for step in range(self.steps):
            progress(
                ProgressReport(step * 20, self.steps * 20, 12.5, (self.steps - step) * 1.6, "row")
            )
            if self.gate is not None:
                self.gate.wait(10)
            if should_stop():
                return replace(self.report, stopped=True)
        self.catalogue.fill()
        return self.report


def spot(row: int, column: int, weak: float = 0.0) -> ContributionMap:
    """A map whose strongest region is at *row* and *column* of nine."""
    values = np.full((9, 9), weak, np.float32)
    values[row, column] = 0.5
    return ContributionMap(values)


class FakeExplanation:
    """Finds the upper left of the query and the middle of the catalogue photo alike.

    The test decides when it answers: `gate` is waited for, `error` is raised instead.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[PhotoInput, tuple[str, ...]]] = []
        self.superseded: list[str] = []
        self.gate: threading.Event | None = None
        self.error: Exception | None = None
        self.explanation = Explanation(
            0.62,
            spot(0, 0),
            spot(4, 4),
            (RegionPair(Area(0, 0, 0.1, 0.1), Area(0.45, 0.45, 0.1, 0.1), 0.5),),
        )
        region = DifferingRegion(
            Area(0, 0, 0.3, 0.3), Area(0.3, 0.3, 0.3, 0.3), Area(0.6, 0.6, 0.3, 0.3), -0.2
        )
        self.told = Contrast(self.explanation, self.explanation, spot(0, 0), (region,))

    def explain(
        self, query: PhotoInput, photo: Photo, *, superseded: Callable[[], bool]
    ) -> Explanation:
        self._note(query, (photo,), superseded)
        return self.explanation

    def contrast(
        self, query: PhotoInput, first: Photo, second: Photo, *, superseded: Callable[[], bool]
    ) -> Contrast:
        self._note(query, (first, second), superseded)
        return self.told

    def _note(
        self, query: PhotoInput, photos: tuple[Photo, ...], superseded: Callable[[], bool]
    ) -> None:
        self.asked.append((query, tuple(photo.sha256 for photo in photos)))
        if self.gate is not None:
            self.gate.wait(10)
        if superseded():
            self.superseded.append(photos[0].sha256)
        if self.error is not None:
            raise self.error


class FakeTeaching:
    """Keeps lessons in a list; `error` is raised instead, `gate` is waited for."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.person = "Li"
        self.lessons: list[Lesson] = []
        self.undone: list[Lesson] = []
        self.forms: list[dict[str, str]] = []
        self.entries: list[TaughtPhoto] = []
        self.error: Exception | None = None
        self.gate: threading.Event | None = None

    def teach(self, outcome: LookupOutcome, product_id: int) -> Lesson:
        self._wait_or_fail()
        product = self._catalogue.product(product_id)
        assert product is not None
        decision = decision_about(outcome.answer, product_id)
        count = len([p for p in outcome.photos if isinstance(p, PhotoAnalysis)])
        lesson = Lesson(decision, product_id, product.sku, product.name, count, (1,))
        self._keep(lesson, product)
        return lesson

    def add_product(self, outcome: LookupOutcome, form: dict[str, str]) -> Lesson:
        self.forms.append(form)
        self._wait_or_fail()
        parse_form(form)
        lesson = Lesson(Decision.ADDED, 99, form["sku"], form["name"], len(outcome.photos))
        self.lessons.append(lesson)
        return lesson

    def attach_code(
        self, code: ProductCode, product_id: int, lookup_id: int | None = None
    ) -> Lesson:
        self._wait_or_fail()
        product = self._catalogue.product(product_id)
        assert product is not None
        lesson = Lesson(Decision.CODE, product_id, product.sku, product.name, code=code.value)
        self.lessons.append(lesson)
        return lesson

    def enrol(self, photos: list[PhotoAnalysis], form: dict[str, str]) -> Lesson:
        nothing = answer_for([], Verdict.NOT_IN_CATALOGUE, Reason.NOTHING_FOUND)
        return self.add_product(LookupOutcome(nothing, tuple(photos)), form)

    def undo(self, lesson: Lesson) -> None:
        self._wait_or_fail()
        self.undone.append(lesson)

    def withdraw(self, taught_ids: list[int]) -> None:
        self._wait_or_fail()
        self.entries = [
            replace(e, withdrawn_at=NOON, withdrawn_by="Li") if e.taught_id in taught_ids else e
            for e in self.entries
        ]

    def taught(self, limit: int, offset: int = 0) -> list[TaughtPhoto]:
        self._wait_or_fail()
        return self.entries[offset : offset + limit]

    def _keep(self, lesson: Lesson, product: Product) -> None:
        self.lessons.append(lesson)
        number = len(self.entries) + 1
        sha = product.photos[0].sha256
        entry = TaughtPhoto(
            number, NOON, "Li", lesson.decision, lesson.sku, lesson.name, "MS-1001", 1, sha
        )
        self.entries = [entry, *self.entries]

    def _wait_or_fail(self) -> None:
        if self.gate is not None:
            self.gate.wait(10)
        if self.error is not None:
            raise self.error


class FakeHistory:
    """A list of lookups; `forgotten` once all were deleted."""

    def __init__(self) -> None:
        self.entries: list[HistoryEntry] = []
        self.catalogue: FakeCatalogue | None = None

    def page(
        self, limit: int, offset: int = 0, *, text: str = "", verdict: Verdict | None = None
    ) -> list[HistoryEntry]:
        wanted = [
            entry
            for entry in self.entries
            if text.lower() in f"{entry.top_name} {entry.text}".lower()
            and verdict in (None, entry.verdict)
        ]
        return wanted[offset : offset + limit]

    def entry(self, lookup_id: int) -> HistoryEntry:
        for entry in self.entries:
            if entry.lookup_id == lookup_id:
                return entry
        raise UserError(MessageId.LOOKUP_GONE, name=lookup_id)

    def stored_answer(self, entry: HistoryEntry) -> Answer:
        assert self.catalogue is not None
        return stored_answer(entry, self.catalogue)

    def export(self, *, text: str = "", verdict: Verdict | None = None) -> str:
        return "\n".join(entry.top_sku for entry in self.page(1000, text=text, verdict=verdict))

    def forget_all(self) -> int:
        count, self.entries = len(self.entries), []
        return count


class FakeSimilar:
    """Every product looks like all others; `found` is given instead if it is set."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.asked: list[tuple[int, ProductFilter]] = []
        self.found: list[Candidate] | None = None

    def similar(
        self, product_id: int, only: ProductFilter = EVERYTHING, *, top_k: int = 24
    ) -> list[Candidate]:
        self.asked.append((product_id, only))
        if self.found is not None:
            return self.found
        others = [p for p in self._catalogue.all if p.product_id != product_id][:top_k]
        return [
            Candidate(p, 0.8, None, (Evidence(EvidenceKind.PHOTO, 0.8, photo_id=None),))
            for p in others
        ]


class FakeWords:
    """As many matches as the test wants, made up from the catalogue's products in turn."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.count = 0
        self.asked: list[tuple[str, ProductFilter, ResultOrder, bool]] = []
        self.pages: list[tuple[int, ...]] = []
        self.gate: threading.Event | None = None

    def matches(
        self,
        words: str,
        only: ProductFilter = EVERYTHING,
        order: ResultOrder = ResultOrder.LIKELIHOOD,
        *,
        stocked_first: bool = False,
    ) -> tuple[int, ...]:
        self.asked.append((words, only, order, stocked_first))
        if self.gate is not None:
            self.gate.wait(10)
        return tuple(range(1, self.count + 1))

    def page(self, words: str, ids: Sequence[int]) -> dict[int, Candidate]:
        self.pages.append(tuple(ids))
        goods = self._catalogue.all
        return {
            number: Candidate(
                replace(goods[number % len(goods)], product_id=number, name=f"Thing {number}"),
                0.0,
                None,
                (Evidence(EvidenceKind.TEXT, 1.0, words),),
            )
            for number in ids
        }


class FakeInquiries:
    """Keeps inquiries in a list; `error` is raised instead."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.entries: list[Inquiry] = []
        self.drafts: list[InquiryDraft] = []
        self.exported: list[tuple[int, Path]] = []
        self.error: Exception | None = None

    def save(self, outcome: LookupOutcome, draft: InquiryDraft) -> int:
        if self.error is not None:
            raise self.error
        self.drafts.append(draft)
        answer = outcome.answer
        read = [p for p in outcome.photos if isinstance(p, PhotoAnalysis) and draft.with_photos]
        number = len(self.entries) + 1
        entry = Inquiry(
            number,
            NOON,
            "Li",
            draft.text,
            draft.note,
            draft.code,
            answer.verdict,
            answer.reason,
            answer.model,
            "{}",
            len(read),
            read[0].thumbnail if read else None,
        )
        self.entries = [entry, *self.entries]
        return number

    def page(self, limit: int, offset: int = 0, *, is_open: bool | None = None) -> list[Inquiry]:
        wanted = [e for e in self.entries if is_open in (None, e.closing is None)]
        return wanted[offset : offset + limit]

    def close_as_product(self, inquiry_id: int, product_id: int) -> None:
        product = self._catalogue.product(product_id)
        assert product is not None
        self._change(
            inquiry_id, closing=Closing.PRODUCT, sku=product.sku, name=product.name, closed_by="Li"
        )

    def close_as_unknown(self, inquiry_id: int) -> None:
        self._change(inquiry_id, closing=Closing.UNKNOWN, closed_by="Li")

    def reopen(self, inquiry_id: int) -> None:
        self._change(inquiry_id, closing=None, sku="", name="")

    def delete(self, inquiry_id: int) -> None:
        self.entries = [e for e in self.entries if e.inquiry_id != inquiry_id]

    def export(self, inquiry_id: int, target: Path, translate: Translate, words: Translate) -> None:
        self.exported.append((inquiry_id, target))

    def _change(self, inquiry_id: int, **changes: object) -> None:
        if self.error is not None:
            raise self.error
        self.entries = [
            replace(e, **changes) if e.inquiry_id == inquiry_id else e  # type: ignore[arg-type]
            for e in self.entries
        ]


class FakePacks:
    """Packs, choice and switch in one; a test holds the switch with `gate`."""

    def __init__(self) -> None:
        self.packs = [
            PackFacts(
                "shelfsight-base",
                "1.0",
                "Photo and words: EfficientNet-Lite2, LSTM, Transformer fusion",
                "ae60b16d" * 8,
                "f" * 64,
                384,
                34_900_000,
                ("en", "zh"),
                {"EfficientNet-Lite2, ImageNet weights": "Apache-2.0", "Clothing photos": "CC0"},
                ("Words are English and Chinese.",),
                {"G-8": {"recall@1": 76.0, "recall@5": 95.3, "queries": 296}},
                is_calibrated=True,
                is_shipped=True,
            )
        ]
        self.problem: Message | None = None
        self.chosen = "shelfsight-base"
        self.state: SwitchState | None = None
        self.error: Exception | None = None
        self.gate: threading.Event | None = None
        self.calls: list[str] = []

    def every_pack(self) -> list[PackFacts]:
        return list(self.packs)

    def stage(self, source: Path) -> StagedPack:
        self.calls.append(f"stage {source.name}")
        if self.error is not None:
            raise self.error
        facts = PackFacts(
            source.stem,
            "2.1",
            "A pair of encoders from elsewhere",
            "0123abcd" * 8,
            "e" * 64,
            512,
            605_000_000,
            ("en",),
            {"Both encoders": "MIT"},
            ("Learned from pictures of the web; small print is not read.",),
        )
        return StagedPack(source, facts)

    def accept(self, staged: StagedPack, fingerprint: str) -> PackFacts:
        self.calls.append(f"accept {fingerprint[:8]}")
        self.packs.append(staged.facts)
        return staged.facts

    def discard(self, staged: StagedPack) -> None:
        self.calls.append(f"discard {staged.facts.name}")

    def chosen_pack(self) -> str:
        return self.chosen

    def run(self, name: str) -> SwitchOutcome:
        self.calls.append(f"use {name}")
        self.state = SwitchState(name, name, ProgressReport(30, 120))
        if self.gate is not None:
            self.gate.wait(10)
        self.state = None
        if self.error is not None:
            raise self.error
        self.chosen = name
        return SwitchOutcome(name, is_used=True, made=120)

    def stop(self) -> None:
        if self.gate is not None:
            self.gate.set()

    def forget(self) -> None:
        self.calls.append("forget")
        self.stop()

    def remove(self, name: str) -> int:
        self.calls.append(f"remove {name}")
        if self.error is not None:
            raise self.error
        self.packs = [facts for facts in self.packs if facts.name != name]
        return 120


class FakePlaces:
    """Places of the catalogue; each product was looked up as often as its id says."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue
        self.lookups_each = 1
        self.asked: list[datetime | None] = []
        self.swaps: list[Swap] = []

    def placed(self) -> list[tuple[int, str, str, str]]:
        return [(p.product_id, p.sku, p.name, p.location) for p in self._catalogue.all]

    def lookup_counts(self, since: datetime | None) -> dict[str, int]:
        self.asked.append(since)
        return {p.sku: p.product_id * self.lookups_each for p in self._catalogue.all}


def fake_places(catalogue: FakeCatalogue) -> Places:
    source = FakePlaces(catalogue)
    return Places(source, source.swaps.append, clock=lambda: NOON)


class FakeListing:
    """The fake catalogue as the page of products reads it."""

    def __init__(self, catalogue: FakeCatalogue) -> None:
        self._catalogue = catalogue

    def ids(self, query: TableQuery) -> array[int]:
        found = (p for p in self._catalogue.all if query.text.lower() in p.name.lower())
        return array("q", (p.product_id for p in found))

    def rows(self, ids: Sequence[int]) -> dict[int, ListedProduct]:
        known = {p.product_id: p for p in self._catalogue.all}
        return {n: ListedProduct(known[n], False, NOON, "Li") for n in ids if n in known}

    def attribute_names(self) -> list[str]:
        return ["name_zh", "pack_size"]

    def known_values(self) -> dict[str, list[str]]:
        return {"category": ["Gloves"], "brand": ["Medisafe"], "location": ["A-12-03"]}


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
            analyse_query=_analyse_query,
        )
        store = BatchStore(self.data_folder.batches)
        self.batches = BatchRuns(store, self.lookup, "Li", clock=lambda: NOON)
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
