"""A whole catalogue with photos, gallery and backups, worked on by children that are killed.

The parent of the trials opens nothing itself: it forks, so that every child begins without threads.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from desktop_app.catalog.backup_records import BackupReason
from desktop_app.catalog.backup_store import BackupStore
from desktop_app.catalog.database import Database
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.records import NewEmbedding, NewPhoto, ProductSave
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import ModelInfo
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.errors import UserError
from desktop_app.core.types import Embedding, Product
from desktop_app.index.hnsw_graph import HnswParameters
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.services import gallery_builder
from desktop_app.services.gallery import Gallery
from tests.catalog.samples import analysis, product, sha
from tests.faults.registry import Tally

DIM = 16
FINGERPRINT = "model-a"
MODEL = ModelInfo("test", "1", FINGERPRINT, DIM, {})
MUCH = 1 << 40
CHECK_LIMIT_S = 60


def vector(number: int) -> Embedding:
    values = np.random.default_rng(number).standard_normal(DIM)
    return (values / np.linalg.norm(values)).astype(np.float32)


@dataclass
class Shop:
    """Everything open on one data folder."""

    root: Path
    database: Database
    repository: CatalogRepository
    photos: PhotoStore
    gallery: Gallery
    backups: BackupStore

    def item(self, number: int) -> ProductSave:
        picture = f"picture {number}".encode() * 40
        name = self.photos.put(analysis(picture, b"small " * 30))
        photo = NewPhoto(name, sha(number), 40, 30, f"{number}.jpg")
        embeddings = [
            NewEmbedding(FINGERPRINT, vector(number), sha(number)),
            NewEmbedding(FINGERPRINT, vector(1_000_000 + number)),
        ]
        return ProductSave(product(number), [photo], embeddings)

    def save(self, numbers: range | list[int]) -> None:
        outcomes = self.repository.save_products([self.item(number) for number in numbers])
        for outcome in outcomes:
            assert not isinstance(outcome, Exception), outcome
            self.gallery.remove(outcome.removed)
            self.gallery.add(outcome.references)

    def remove(self, number: int) -> None:
        found = self.repository.product_by_sku(f"SKU-{number}")
        if found is not None:
            self.gallery.remove(self.repository.delete_product(found.product_id))

    def back_up(self) -> None:
        self.backups.make(self.database.file, self.photos, BackupReason.ASKED)


@contextmanager
def opened(root: Path, *, free: int = MUCH) -> Iterator[Shop]:
    """The shop in *root*; its graphs are published after a few changes, not after hundreds."""
    gallery_builder.PUBLISH_AFTER = 8
    gallery_builder.PUBLISH_SHARE = 1_000_000
    database = Database.open(root / "catalogue.sqlite")
    repository = CatalogRepository(database)
    index = HnswIndex(DIM, HnswParameters(m=8, ef_construction=60, ef_search=64), waiting_limit=20)
    gallery = Gallery(repository, root / "index", MODEL, exact_limit=10, index=index)
    gallery.open()
    room = DiskRoom(root, free=lambda _folder: free)
    backups = BackupStore(root / "backups", program="test", room=room)
    try:
        yield Shop(root, database, repository, PhotoStore(root), gallery, backups)
    finally:
        gallery.close()
        database.close()


@dataclass
class Promised:
    """What the children said that they had done."""

    saved: set[int] = field(default_factory=set)
    removed: set[int] = field(default_factory=set)
    open_ms: list[float] = field(default_factory=list)

    def take(self, told: str) -> None:
        for line in told.splitlines():
            kind, *words = line.split()
            numbers = {int(word) for word in words}
            if kind == "saved":
                self.saved |= numbers
            elif kind == "removing":
                self.removed |= numbers  # it may be done without having been told


def tell(pipe: int, kind: str, numbers: range | list[int]) -> None:
    os.write(pipe, f"{kind} {' '.join(map(str, numbers))}\n".encode())


def in_child(work: Callable[[int], None], *, kill_after_s: float | None = None) -> tuple[int, str]:
    """Fork, run *work* with a pipe, perhaps kill it; its exit status and what it told."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        status = 0
        try:
            work(writing)
        except BaseException:
            os.write(2, traceback.format_exc().encode())
            status = 99
        finally:
            os._exit(status)
    os.close(writing)
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        os.kill(process, signal.SIGKILL)
    told = b""
    while block := os.read(reading, 1 << 16):
        told += block
    os.close(reading)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status), told.decode()


def check_shop(root: Path, promised: Promised, seed: int = 0) -> Tally:
    """Open the shop as the next start does and hold it to what was promised."""

    def work(pipe: int) -> None:
        signal.alarm(CHECK_LIMIT_S)
        started = time.perf_counter()
        with opened(root) as shop:
            took = 1000 * (time.perf_counter() - started)
            findings = list(_broken_promises(shop, promised, random.Random(seed)))
        os.write(pipe, json.dumps([took, findings]).encode())

    status, told = in_child(work)
    if status == -signal.SIGALRM:
        return Tally(1, hangs=1, findings=("the next start did not end",))
    if status != 0:
        return Tally(1, crashes=1, findings=(f"the next start ended with {status}",))
    took, findings = json.loads(told)
    promised.open_ms.append(took)
    lost = sum(text.startswith("lost") for text in findings)
    return Tally(1, lost, wrong_unmarked=len(findings) - lost, findings=tuple(findings[:3]))


def _broken_promises(shop: Shop, promised: Promised, rng: random.Random) -> Iterator[str]:
    with closing(sqlite3.connect(shop.database.file)) as connection:
        answer = connection.execute("PRAGMA integrity_check").fetchone()
    if answer != ("ok",):
        yield f"integrity: {answer}"
    for damage in shop.repository.damages():
        yield f"damaged row: {damage}"
    here = {
        int(item.sku.split("-")[1]): item for item in shop.repository.list_products(0, 1_000_000)
    }
    lost = sorted(promised.saved - promised.removed - set(here))
    yield from (f"lost: product {number}" for number in lost[:5])
    yield from _lost_photos(shop, [here[number] for number in sorted(here)[-20:]])
    wanted = [*sorted(here)[-10:], *rng.sample(sorted(here), min(40, len(here)))]
    for number in wanted:
        found = shop.gallery.search(vector(number), 1)
        if not found or found[0][0].product_id != here[number].product_id:
            yield f"not found: {number}"
    ids = {item.product_id for item in here.values()}
    for number in list(promised.removed - set(here))[:20]:
        for reference, similarity in shop.gallery.search(vector(number), 1):
            if reference.product_id not in ids or similarity > 0.9999:
                yield f"removed but found: {number}"
    for backup in shop.backups.all()[:1]:
        for problem in shop.backups.problems(backup):
            yield f"lost: backup {backup.name}: {problem}"


def _lost_photos(shop: Shop, products: list[Product]) -> Iterator[str]:
    for item in products:
        for photo in item.photos:
            try:
                shop.photos.read(photo.sha256)
            except UserError as error:
                yield f"lost: photo of {item.sku}: {error.message.id}"
