"""When the print is compared, what it changes in the answer, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.app import STANDARD_PACK
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.errors import Cancelled, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.shared_print import PRINT_RULE, PrintAgreement, SharedPrint
from desktop_app.core.types import (
    Answer,
    Candidate,
    Evidence,
    EvidenceKind,
    Photo,
    Product,
    QueryKind,
    Reason,
    Verdict,
)
from desktop_app.paths import model_packs_folder
from desktop_app.services.print_check import CHECKED, PHOTOS_EACH, QUERY_PHOTOS, PrintCheck
from desktop_app.vision.model_info import read_model_info

QUERY = PhotoInput("query.jpg", data=b"x")
GOOD = PrintAgreement(covered=0.2, differing=0.0, worst=0.3, colour_gap=5.0)
OTHER = PrintAgreement(covered=0.2, differing=0.3, worst=0.3, colour_gap=5.0)


class Prints:
    """Shares what a test says, by the name of the photo; remembers what was asked."""

    def __init__(self, shared: dict[str, SharedPrint], error: Exception | None = None) -> None:
        self._shared = shared
        self._error = error
        self.asked: list[list[str]] = []
        self.queries: list[str] = []

    def compare_prints(
        self,
        queries: Sequence[PhotoInput],
        references: Sequence[PhotoInput],
        *,
        urgent: bool = True,
    ) -> tuple[SharedPrint, ...]:
        if self._error:
            raise self._error
        self.queries = [photo.name for photo in queries]
        self.asked.append([photo.name for photo in references])
        return tuple(self._shared.get(photo.name, SharedPrint(0)) for photo in references)


class Files:
    def photo_path(self, sha256: str) -> Path:
        return Path("photos") / sha256


def candidate(number: int, probability: float | None, n_photos: int = 1) -> Candidate:
    photos = tuple(
        Photo(10 * number + i, f"{number}{i}" * 8, 8, 8, f"{number}-{i}") for i in range(n_photos)
    )
    product = Product(f"P{number}", f"thing {number}", product_id=number, photos=photos)
    nearest = Evidence(EvidenceKind.PHOTO, 0.7, photo_id=photos[-1].photo_id if photos else None)
    return Candidate(product, 0.7, probability, (nearest,))


def answer(
    *probabilities: float | None,
    verdict: Verdict = Verdict.UNSURE,
    reason: Reason = Reason.LOW_PROBABILITY,
    n_photos: int = 1,
) -> Answer:
    candidates = tuple(candidate(n, p, n_photos) for n, p in enumerate(probabilities, 1))
    known = sum(p or 0.0 for p in probabilities)
    return Answer(verdict, reason, QueryKind.PHOTO, candidates, p_not_in_catalogue=1 - known)


def check(
    given: Answer,
    shared: dict[str, SharedPrint],
    queries: Sequence[PhotoInput] = (QUERY,),
    least: float = 0.95,
) -> tuple[Answer, list[list[str]]]:
    prints = Prints(shared)
    return PrintCheck(prints, Files()).check(given, queries, least), prints.asked


def test_the_proven_candidate_is_a_match_and_says_why() -> None:
    found, _ = check(answer(0.4, 0.3, 0.1), {"2-0": SharedPrint(37, GOOD)})
    assert (found.verdict, found.reason) == (Verdict.MATCH, Reason.SAME_PRINT)
    assert [c.sku for c in found.candidates] == ["P2", "P1", "P3"]
    best = found.candidates[0]
    assert best.evidence[0] == Evidence(
        EvidenceKind.PRINT, PRINT_RULE.probability, "37", photo_id=20
    )
    total = sum(c.probability or 0 for c in found.candidates) + (found.p_not_in_catalogue or 0)
    assert best.probability == PRINT_RULE.probability
    assert total == pytest.approx(1)
    left = 1 - PRINT_RULE.probability
    assert found.candidates[1].probability == pytest.approx(0.4 * left / 0.7)


@pytest.mark.parametrize(
    ("shared", "asked"),
    [
        ({}, [["1-0", "2-0"]]),
        ({"1-0": SharedPrint(14, GOOD)}, [["1-0", "2-0"]]),
        ({"1-0": SharedPrint(60, OTHER)}, [["1-0", "2-0"]]),
        (
            {"1-0": SharedPrint(60, GOOD), "2-0": SharedPrint(50)},
            [["1-0", "2-0"], ["1-0", "2-0", "3-0", "4-0"]],
        ),
        (
            {"1-0": SharedPrint(60, GOOD), "4-0": SharedPrint(50)},
            [["1-0", "2-0"], ["1-0", "2-0", "3-0", "4-0"]],
        ),
        ({"3-0": SharedPrint(60, GOOD)}, [["1-0", "2-0"]]),
    ],
    ids=["no print", "few points", "a sister", "a rival", "an unlikely rival", "unlikely"],
)
def test_an_answer_that_print_does_not_prove_stays_as_it_was(
    shared: dict[str, SharedPrint], asked: list[list[str]]
) -> None:
    given = answer(0.5, 0.2, 0.1, 0.05)
    found, seen = check(given, shared)
    assert found is given
    assert seen == asked


@pytest.mark.parametrize(
    "given",
    [
        answer(0.97, verdict=Verdict.MATCH, reason=Reason.CONFIDENT),
        answer(1.0, verdict=Verdict.MATCH, reason=Reason.CODE_MATCH),
        answer(0.5, reason=Reason.CODES_DISAGREE),
        answer(0.5, reason=Reason.CODE_AGAINST_PHOTO),
        answer(0.5, reason=Reason.TEXT_ONLY),
        answer(None, reason=Reason.NOT_CALIBRATED),
        answer(0.1, 0.1),
        answer(verdict=Verdict.NOT_IN_CATALOGUE, reason=Reason.NOTHING_FOUND),
        answer(0.5, n_photos=0),
    ],
)
def test_what_is_clear_or_hopeless_costs_no_look(given: Answer) -> None:
    found, asked = check(given, {"1-0": SharedPrint(99, GOOD)})
    assert found is given
    assert asked == []


def test_no_query_photo_means_no_look() -> None:
    given = answer(0.5)
    assert check(given, {"1-0": SharedPrint(99, GOOD)}, queries=()) == (given, [])


def test_a_stricter_threshold_of_the_catalogue_stands() -> None:
    given = answer(0.5)
    shared = {"1-0": SharedPrint(99, GOOD)}
    assert check(given, shared, least=0.99) == (given, [])
    assert check(given, shared, least=PRINT_RULE.strictest)[0].verdict is Verdict.MATCH


def test_the_thresholds_of_the_pack_that_is_shipped_let_print_speak() -> None:
    card = read_model_info(model_packs_folder() / STANDARD_PACK)
    rules = [card.rules[kind] for kind in (QueryKind.PHOTO, QueryKind.PHOTO_TEXT)]
    assert all(rule.match_probability <= PRINT_RULE.strictest for rule in rules)


def test_a_rejected_item_whose_print_is_there_is_a_match() -> None:
    given = answer(0.25, verdict=Verdict.NOT_IN_CATALOGUE, reason=Reason.BELOW_THRESHOLD)
    found, _ = check(given, {"1-0": SharedPrint(40, GOOD)})
    left = pytest.approx(1 - PRINT_RULE.probability)
    assert (found.verdict, found.p_not_in_catalogue) == (Verdict.MATCH, left)


def test_the_nearest_photo_comes_first_and_few_after_it() -> None:
    prints = Prints({"1-4": SharedPrint(60, GOOD)})
    given = answer(0.4, *[0.05] * (CHECKED + 2), n_photos=5)
    found = PrintCheck(prints, Files()).check(given, [QUERY] * 4, 0.9)
    assert prints.queries == ["query.jpg"] * QUERY_PHOTOS
    assert prints.asked[0] == ["1-4"]
    assert len(prints.asked[1]) == CHECKED * PHOTOS_EACH
    assert found.best is not None
    assert found.best.best_photo == given.candidates[0].product.photos[4]


def test_a_worker_that_dies_costs_the_check_not_the_answer() -> None:
    given = answer(0.5)
    dying = Prints({}, UserError(MessageId.WORKER_FAILED, reason="exit code 1"))
    assert PrintCheck(dying, Files()).check(given, [QUERY], 0.9) is given
    closing = Prints({}, Cancelled("closed"))
    with pytest.raises(Cancelled):
        PrintCheck(closing, Files()).check(given, [QUERY], 0.9)


def test_a_probability_that_is_higher_already_is_kept() -> None:
    given = replace(answer(0.99), reason=Reason.LOOK_ALIKES)
    found, _ = check(given, {"1-0": SharedPrint(40, GOOD)})
    assert found.best is not None
    assert found.best.probability == 0.99
    assert found.verdict is Verdict.MATCH


def test_another_photo_of_a_rival_that_shares_more_takes_the_proof_away() -> None:
    given = answer(0.5, 0.3, n_photos=2)
    shared = {"1-1": SharedPrint(40, GOOD), "2-0": SharedPrint(50, GOOD)}
    assert check(given, {"1-1": SharedPrint(40, GOOD)})[0].verdict is Verdict.MATCH
    assert check(given, shared)[0] is given
