"""Explanations on request: of a pair, of two candidates, of a whole answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.core.analysis import PhotoAnalysis, PhotoInput
from desktop_app.core.errors import Cancelled, PhotoError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import (
    Answer,
    Candidate,
    Photo,
    Product,
    QueryKind,
    Reason,
    Verdict,
)
from desktop_app.services.explained_answer import ExplainedAnswer, explain_answer
from desktop_app.services.explanation import ExplanationService
from desktop_app.services.explanation_json import explanation_object
from desktop_app.services.lookup import LookupOutcome, Query
from tests.fakes import GRID, FakeAnalyst, fake_photo


class Folder:
    """Catalogue photos as plain files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def photo_path(self, sha256: str) -> Path:
        return self._folder / f"{sha256}.jpg"

    def put(self, seed: int) -> Photo:
        self.photo_path(f"photo{seed}").write_bytes(fake_photo(seed))
        return Photo(seed, f"photo{seed}", 24, 24)


@pytest.fixture
def photos(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def service(photos: Folder) -> ExplanationService:
    return ExplanationService(FakeAnalyst(), photos)


def asked(seed: int) -> PhotoInput:
    return PhotoInput("query.jpg", data=fake_photo(seed))


def test_a_photo_is_most_like_itself(service: ExplanationService, photos: Folder) -> None:
    assert service.is_possible
    same = service.explain(asked(1), photos.put(1))
    other = service.explain(asked(1), photos.put(2))
    assert same.similarity > 0.95 > other.similarity
    told = service.contrast(asked(1), photos.put(1), photos.put(2))
    assert told.first.similarity == pytest.approx(same.similarity)
    assert told.second.similarity == pytest.approx(other.similarity)


def test_nobody_waits_for_what_is_superseded(service: ExplanationService, photos: Folder) -> None:
    with pytest.raises(Cancelled):
        service.explain(asked(1), photos.put(1), superseded=lambda: True)
    with pytest.raises(Cancelled):
        service.contrast(asked(1), photos.put(1), photos.put(2), superseded=lambda: True)


def test_a_catalogue_photo_that_is_gone_is_named(service: ExplanationService) -> None:
    with pytest.raises(PhotoError) as caught:
        service.explain(asked(1), Photo(1, "gone", 24, 24, "front.jpg"))
    assert dict(caught.value.message.params)["name"] == "front.jpg"


def outcome(*products: Product, read: bool = True, text: str = "") -> LookupOutcome:
    candidates = tuple(Candidate(product, 0.9, 0.9) for product in products)
    answer = Answer(Verdict.UNSURE, Reason.CONFIDENT, QueryKind.PHOTO, candidates, text=text)
    state = (
        PhotoAnalysis("query.jpg", "0" * 64, 24, 24)
        if read
        else PhotoError(MessageId.PHOTO_UNREADABLE, name="query.jpg")
    )
    return LookupOutcome(answer, (state,))


def product(sku: str, name: str, *photos: Photo) -> Product:
    return Product(sku, name, photos=photos)


QUERY = Query((asked(1),))


def test_an_answer_is_explained_by_its_first_two(
    service: ExplanationService, photos: Folder
) -> None:
    medium = product("M", "Gloves, size M", photos.put(1))
    large = product("L", "Gloves, size L", photos.put(2))
    explained = explain_answer(service, QUERY, outcome(medium, large, text="size L"))
    assert explained.explanation is explained.contrast.first
    shown = json.loads(json.dumps(explanation_object(explained)))
    assert (shown["sku"], shown["photo"], shown["catalogue_photo"]) == ("M", "query.jpg", "photo1")
    assert shown["problem"] is None
    assert [len(row) for row in shown["alike"]["query"]["map"]] == [GRID] * GRID
    total = sum(map(sum, shown["alike"]["reference"]["map"]))
    assert total == pytest.approx(shown["alike"]["similarity"], abs=1e-4)
    (field,) = shown["next"]["fields"]
    assert (field["field"], field["first"], field["second"]) == ("size", "size M", "size L")
    assert (field["speaks_for"], field["clue"], field["evidence"]) == ("second", "words", "size L")
    assert shown["next"]["regions"][0]["speaks_for"] == "first"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (outcome(), (None, None)),
        (outcome(product("A", "A")), ("A", None)),
        (outcome(product("A", "A"), product("B", "B")), ("A", "B")),
    ],
)
def test_without_photos_only_the_data_is_compared(
    service: ExplanationService, found: LookupOutcome, expected: tuple
) -> None:
    explained = explain_answer(service, QUERY, found)
    assert (explained.explanation, explained.contrast, explained.problem) == (None, None, None)
    shown = explanation_object(explained)
    assert (shown["sku"], (shown["next"] or {}).get("sku")) == expected
    assert shown["alike"] is None


def test_a_photo_that_was_not_read_explains_nothing(
    service: ExplanationService, photos: Folder
) -> None:
    found = outcome(product("A", "A", photos.put(1)), read=False)
    assert explain_answer(service, QUERY, found).explanation is None


def test_a_rival_without_photo_leaves_the_pair(service: ExplanationService, photos: Folder) -> None:
    found = outcome(product("A", "A", photos.put(1)), product("B", "B"))
    explained = explain_answer(service, QUERY, found)
    assert explained.explanation is not None
    assert explained.contrast is None
    assert explanation_object(explained)["next"]["difference"] is None


def test_a_pack_that_explains_nothing_is_a_message(photos: Folder) -> None:
    class Mute(FakeAnalyst):
        def explain(self, query: PhotoInput, reference: PhotoInput) -> None:
            raise UserError(MessageId.MODEL_EXPLAINS_NOTHING, name="mute")

    service = ExplanationService(Mute(), photos)
    explained = explain_answer(service, QUERY, outcome(product("A", "A", photos.put(1))))
    assert explained.problem.id is MessageId.MODEL_EXPLAINS_NOTHING
    assert "mute" in explanation_object(explained)["problem"]


def test_nothing_found_is_nothing_to_explain() -> None:
    shown = explanation_object(ExplainedAnswer())
    assert set(shown.values()) == {None}
