"""Teaching: lessons in a list."""

from __future__ import annotations

import threading
from dataclasses import replace

from desktop_app.core.analysis import PhotoAnalysis
from desktop_app.core.teaching import Decision, TaughtPhoto
from desktop_app.core.types import Product, ProductCode, Reason, Verdict
from desktop_app.services.lookup import LookupOutcome
from desktop_app.services.teaching import Lesson, decision_about, parse_form
from tests.fake_services.answers import NOON, answer_for
from tests.fake_services.catalogue import FakeCatalogue


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
