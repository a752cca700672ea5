"""Every service that writes asks its guard first; refused, it has changed nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop_app.catalog.change_log import ChangeLog
from desktop_app.catalog.database import Database
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.access import Right
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import CodeKind, ProductCode
from desktop_app.services.catalogue_import import CatalogueImport
from desktop_app.services.changes import Changes
from desktop_app.services.gallery import Gallery
from desktop_app.services.history import History
from desktop_app.services.lookup import LookupOutcome, LookupService, Query
from desktop_app.services.model_packs import ModelPacks
from desktop_app.services.teaching import Lesson, Teaching
from tests.fakes import FakeAnalyst


class RefusingGuard:
    """Refuses everything but `granted` once it is armed, and remembers what it was asked."""

    def __init__(self) -> None:
        self.is_armed = False
        self.asked: list[Right] = []
        self.granted: set[Right] = set()

    def require(self, right: Right) -> None:
        self.asked.append(right)
        if self.is_armed and right not in self.granted:
            raise UserError(MessageId.ROLE_NEEDED)


class Shop:
    def __init__(self, folder: Path, database: Database) -> None:
        self.guard = RefusingGuard()
        analyst = FakeAnalyst()
        self.repository = CatalogRepository(database, person="Li")
        photos = PhotoStore(folder)
        self.gallery = Gallery(self.repository, folder / "index", analyst.model)
        self.gallery.open()
        self.teaching = Teaching(
            self.repository, photos, analyst, self.gallery, "Li", guard=self.guard
        )
        self.importer = CatalogueImport(
            self.repository, photos, analyst, self.gallery, guard=self.guard
        )
        self.history = History(self.repository, guard=self.guard)
        self.log = ChangeLog(database)
        self.changes = Changes(self.log, self.guard)
        self.packs = ModelPacks(folder / "none", folder / "added", "base", "Li", lambda _f: None)
        self.packs.guard = self.guard
        self.table = folder / "goods.csv"
        self.table.write_text("sku,name,price\nMUG,A mug,2\n", encoding="utf-8")
        self.importer.run(self.table)
        mug = self.repository.product_by_sku("MUG")
        assert mug is not None
        self.mug = mug.product_id
        self.lookup = LookupService(self.repository, self.gallery, analyst)
        code = ProductCode(CodeKind.OWN, "first")
        self.lesson = self.teaching.attach_code(code, self.mug)

    def outcome(self) -> LookupOutcome:
        return self.lookup.lookup(Query(text="mug"))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(Database.open(tmp_path / "catalogue.sqlite")) as database:
        made = Shop(tmp_path, database)
        yield made
        made.gallery.close()


def _import(shop: Shop) -> object:
    shop.table.write_text("sku,name,price\nMUG,A mug,3\nCUP,A cup,1\n", encoding="utf-8")
    return shop.importer.run(shop.table)


def _undo(shop: Shop) -> None:
    lesson = shop.lesson
    made = Lesson(lesson.decision, shop.mug, "MUG", "A mug", 1, (), None, is_new_product=True)
    shop.teaching.undo(made)


WORK: dict[str, tuple[Right, Callable[[Shop], object]]] = {
    "import": (Right.IMPORT, _import),
    "teach": (Right.TEACH, lambda shop: shop.teaching.teach(shop.outcome(), shop.mug)),
    "new product": (
        Right.EDIT_PRODUCTS,
        lambda shop: shop.teaching.add_product(shop.outcome(), {"sku": "CUP", "name": "A cup"}),
    ),
    "enrol": (
        Right.EDIT_PRODUCTS,
        lambda shop: shop.teaching.enrol((), {"sku": "CUP", "name": "A cup"}),
    ),
    "attach code": (
        Right.TEACH,
        lambda shop: shop.teaching.attach_code(ProductCode(CodeKind.OWN, "next"), shop.mug),
    ),
    "withdraw": (Right.TEACH, lambda shop: shop.teaching.withdraw(shop.lesson.taught_ids)),
    "undo of a new product": (Right.EDIT_PRODUCTS, _undo),
    "forget the history": (Right.ERASE, lambda shop: shop.history.forget_all()),
    "see changes": (Right.SEE_CHANGES, lambda shop: shop.changes.page(10)),
    "count changes": (Right.SEE_CHANGES, lambda shop: shop.changes.count()),
    "purge changes": (Right.ERASE, lambda shop: shop.changes.purge(timedelta(0), "Li")),
}


@pytest.mark.parametrize("name", WORK)
def test_what_is_refused_changes_nothing(shop: Shop, name: str) -> None:
    right, work = WORK[name]
    before = shop.log.count(), shop.repository.list_products(0, 10), shop.repository.taught(10)
    shop.guard.is_armed = True
    if name == "undo of a new product":
        shop.guard.granted = {Right.TEACH}
    with pytest.raises(UserError) as caught:
        work(shop)
    assert caught.value.message.id is MessageId.ROLE_NEEDED
    assert shop.guard.asked[-1] is right
    after = shop.log.count(), shop.repository.list_products(0, 10), shop.repository.taught(10)
    assert after == before
