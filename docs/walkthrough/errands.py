"""What people come for. Each errand checks its outcome: a walk that goes wrong stops here."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtGui import QKeySequence

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.types import Verdict
from desktop_app.gui.batch_page import BatchPage
from desktop_app.gui.product_chooser import ProductChooser
from desktop_app.gui.product_form import ProductForm
from desktop_app.paths import demo_folder
from desktop_app.services.lookup import Query
from docs.walkthrough.person import Person, wait_until
from tests.benchmarks.batch_review import demo_queries, right_key

SCANNED = "2327007142440"
RETURNED = "HS-NGL-M"
SIDES = 3


def by_photo(person: Person) -> None:
    """Identify an item by a dropped photo, and confirm it."""
    photo, sku = _answered(person, right=True)
    with person.answer() as answers:
        person.drop([photo])
    assert answers[0].best.sku == sku
    person.shoot("answer")
    person.think()
    _taught(person, lambda: person.press("F2"))


def by_camera(person: Person) -> None:
    """Identify an item before the camera (a video file)."""
    person.press("Ctrl+K")
    camera = person.page.camera
    with person.waiting():
        wait_until(lambda: camera.session.can_take)
    with person.answer() as answers:
        person.press("Space")
    assert answers[0].best is not None
    person.shoot("answer")
    person.press("Ctrl+K")


def by_scanner(person: Person) -> None:
    """Identify an item by the scanner gun, from another page."""
    person.window.show_page("history")
    with person.answer() as answers:
        person.scan(SCANNED)
    assert answers[0].verdict is Verdict.MATCH
    assert answers[0].best.sku == RETURNED
    person.shoot("answer")


def a_return(person: Person) -> None:
    """Find a returned item by three photos and two words, and confirm it."""
    photos = sorted((demo_folder() / "photos").glob(f"{RETURNED}_*.jpg"))[:SIDES]
    with person.answer():
        person.drop(photos)
    person.think()
    person.type("nitrile gloves")
    with person.answer() as answers:
        person.press("Return")
    assert len(person.page.query.query.photos) == SIDES
    assert answers[0].best.sku == RETURNED
    person.shoot("answer")
    person.think()
    _taught(person, lambda: person.press("F2"))


def an_unknown_item(person: Person) -> None:
    """Enrol an item that is not in the catalogue, and find it by the same photo."""
    photo = next(file for file, sku in _queries() if not sku)
    with person.answer():
        person.drop([photo])
    person.shoot("before")
    person.think()
    person.press("F4")
    person.dialog(ProductForm)
    person.type("NEW-1")
    person.press("Return")
    person.type("Item from the counter")
    person.shoot("form")
    _taught(person, lambda: person.press("Ctrl+Return"))
    with person.answer() as answers:
        person.drop([photo])
    assert answers[0].best.sku == "NEW-1"
    person.shoot("found")


def a_wrong_answer(person: Person) -> None:
    """Correct a wrong answer, and find the item right the second time."""
    photo, sku = _answered(person, right=False)
    with person.answer() as answers:
        person.drop([photo])
    assert answers[0].best.sku != sku
    person.shoot("wrong")
    person.think()
    person.press("F3")
    chooser = person.dialog(ProductChooser)
    person.type(sku)
    with person.waiting():
        wait_until(lambda: _first(chooser) == sku)
    person.shoot("chooser")
    _taught(person, lambda: person.press("Return"))
    with person.answer() as answers:
        person.drop([photo])
    assert answers[0].best.sku == sku
    person.shoot("right")


def a_batch(person: Person) -> None:
    """Look up fifty photos, and review the unsure ones."""
    page = person.window.batch_page
    photos, right = demo_queries()
    person.press("Ctrl+B")
    with person.waiting():
        person.drop(photos)
        wait_until(lambda: page.session.is_running)
        wait_until(lambda: not page.session.is_running)
    person.shoot("answers")
    person.think()
    person.press("F2")
    wait_until(lambda: page.view.is_reviewing)
    person.shoot("review")
    while page.view.is_reviewing:
        number = page.view.flow.number
        assert number is not None
        person.think()
        person.press(QKeySequence(right_key(page, number, right[number])).toString())
        with person.waiting():
            wait_until(partial(_is_past, page, number))
    with person.waiting():
        wait_until(lambda: not page.view.flow._keeping.is_busy())
    person.shoot("done")


ERRANDS: tuple[Callable[[Person], None], ...] = (
    by_photo,
    by_camera,
    by_scanner,
    a_return,
    an_unknown_item,
    a_wrong_answer,
    a_batch,
)


def _is_past(page: BatchPage, number: int) -> bool:
    return not page.view.is_reviewing or page.view.flow.number != number


def _queries() -> Iterator[tuple[Path, str]]:
    """Photo queries of the demo whose code cannot be read, with the SKU shown; empty: unknown."""
    with (demo_folder() / "queries.csv").open(encoding="utf-8-sig", newline="") as stream:
        for row in csv.DictReader(stream):
            file = demo_folder() / row["photo"]
            if row["photo"] and not row["text"] and not file.stem.endswith("_code"):
                yield file, row["sku"]


def _answered(person: Person, *, right: bool) -> tuple[Path, str]:
    """The first demo query of a known product whose first answer is *right* now."""
    service = person.window._services.lookup.service
    for file, sku in _queries():
        if sku:
            best = service.lookup(Query((PhotoInput.from_path(file),))).answer.best
            if best is not None and (best.sku == sku) == right:
                return file, sku
    raise LookupError("no such query")


def _taught(person: Person, act: Callable[[], None]) -> None:
    """Do *act* and wait until the photo is a reference."""
    lessons: list[object] = []
    connection = person.page.teach.taught.connect(lessons.append)
    with person.waiting():
        act()
        wait_until(lambda: bool(lessons))
    person.page.teach.taught.disconnect(connection)


def _first(chooser: ProductChooser) -> str:
    """SKU of the product that Enter takes; none while a search is running."""
    product = chooser.model.product(chooser.list.currentIndex().row())
    return "" if product is None else product.sku
