"""What was decided becomes a rule of the catalogue, and goes with its model and map."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.catalog.calibration_store import CalibrationStore, KeptLookup
from desktop_app.catalog.change_log import ChangeLog
from desktop_app.catalog.database import Database
from desktop_app.catalog.quality_store import QualityStore
from desktop_app.core.access import Right
from desktop_app.core.analysis import ModelInfo, PhotoInput
from desktop_app.core.errors import Cancelled, CatalogueError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.own_calibration import STRANGER, UNRANKED
from desktop_app.core.types import Answer, QueryKind, Ranking, Reason, Verdict
from desktop_app.services.batch import BatchResult
from desktop_app.services.calibrations import Calibrations
from desktop_app.services.guard import Guard
from desktop_app.services.judged_lookups import JudgedSet, kept_ranking, of_history, of_list
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import QueryRow
from desktop_app.services.thresholds import Thresholds
from tests.core.test_own_calibration import HERE, PACK, lookups
from tests.fakes import FakeAnalyst

LEARNED = JudgedSet(tuple(lookups(300, HERE.applied(PACK))))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "catalogue.sqlite")
    yield opened
    opened.close()


def model() -> ModelInfo:
    return replace(FakeAnalyst().model, rules=dict.fromkeys(QueryKind, PACK))


def calibrations(database: Database, scale: str = "model", **more: Guard) -> Calibrations:
    return Calibrations(CalibrationStore(database), model, lambda: scale, **more)


def test_what_helps_decides_at_once_and_after_a_restart(database: Database) -> None:
    made = calibrations(database)
    thresholds = Thresholds(QualityStore(database), model, calibrations=made)
    assert (thresholds.mark, thresholds.rule(QueryKind.PHOTO)) == ("", PACK)
    report = made.learn(LEARNED, person="Li")
    assert report.is_kept
    assert thresholds.mark
    rule = report.trial.move.applied(PACK)
    assert thresholds.rule(QueryKind.PHOTO) == thresholds.rule(QueryKind.PHOTO_TEXT) == rule
    assert thresholds.rule(QueryKind.TEXT) == PACK
    again = calibrations(database).saved
    assert again is not None
    assert (again.move, again.person) == (report.trial.move, "Li")
    assert again.figures == report.trial.figures


def test_a_threshold_of_a_person_keeps_holding(database: Database) -> None:
    made = calibrations(database)
    thresholds = Thresholds(QualityStore(database), model, calibrations=made)
    thresholds.save(0.8, 120, "Li")
    made.learn(LEARNED)
    rule = thresholds.rule(QueryKind.PHOTO)
    assert rule is not None
    assert rule.match_probability == 0.8
    assert rule.temperature != PACK.temperature


def test_another_model_or_map_begins_with_its_own_rules(database: Database) -> None:
    calibrations(database).learn(LEARNED)
    assert calibrations(database, "model+map").rule(QueryKind.PHOTO) == PACK
    assert calibrations(database).rule(QueryKind.PHOTO) != PACK


def test_it_is_taken_back_and_the_change_log_knows(database: Database) -> None:
    made = calibrations(database)
    assert not made.reset("Li")
    made.learn(LEARNED, person="Li")
    assert made.reset("Bo")
    assert made.rule(QueryKind.PHOTO) == PACK
    newest, first = ChangeLog(database).page(10)
    assert (first.person, newest.person) == ("Li", "Bo")
    assert (first.subject, first.after["judged"], first.before) == ("own_calibration", 300, {})
    assert (newest.before, newest.after) == (first.after, {})


def test_a_trial_alone_changes_nothing(database: Database) -> None:
    made = calibrations(database)
    report = made.learn(LEARNED, dry_run=True)
    assert (report.is_kept, made.saved) == (False, None)


def test_what_is_no_better_leaves_what_holds(database: Database) -> None:
    made = calibrations(database)
    made.learn(LEARNED)
    held = made.saved
    assert not made.learn(JudgedSet(LEARNED.judged[:10])).is_kept
    assert made.saved == held


def kept(
    decision: str,
    sku: str,
    ranked: Sequence[str] = ("A", "B"),
    scale: str = "model",
    top: float = 0.6,
) -> KeptLookup:
    values = (top, *(0.5 - 0.01 * n for n in range(len(ranked) - 1)))
    answer = {"verdict": "unsure", "ranking": kept_ranking(Ranking(tuple(ranked), values), scale)}
    return KeptLookup(decision, sku, json.dumps(answer))


def test_decisions_of_the_history_are_read() -> None:
    found = of_history(
        [
            kept("confirmed", "A"),
            kept("corrected", "B"),
            kept("attached", "C"),
            kept("added", "NEW"),
            kept("", ""),
            kept("code", "A"),
            kept("confirmed", "A", scale="another"),
            KeptLookup("confirmed", "A", '{"verdict": "match"}'),
            KeptLookup("confirmed", "A", "not json"),
            KeptLookup("confirmed", "A", "[1]"),
            kept("confirmed", "A", top=float("nan")),
        ],
        "model",
        PACK,
    )
    assert [each.right for each in found.judged] == [0, 1, UNRANKED, STRANGER]
    assert [each.group for each in found.judged] == ["A", "B", "C", "NEW"]


def test_a_photo_that_the_catalogue_has_is_left_out() -> None:
    """It was taught, and asked again."""
    found = of_history([kept("confirmed", "A", top=0.999), kept("confirmed", "B")], "model", PACK)
    assert (len(found.judged), found.left_out) == (1, 1)


def test_seldom_decided_answers_stand_for_more() -> None:
    easy = [kept("confirmed", "A", top=0.9)] * 30 + [kept("", "", top=0.9)] * 10
    hard = [kept("corrected", "B", top=0.51)] * 10 + [kept("", "", top=0.51)] * 30
    judged = of_history(easy + hard, "model", PACK).judged
    weights = {each.right: each.weight for each in judged}
    assert weights[1] == pytest.approx(3 * weights[0])
    assert sum(each.weight for each in judged) == pytest.approx(len(judged))


def test_who_may_not_change_the_catalogue_is_refused(database: Database) -> None:
    class Closed:
        def require(self, right: Right) -> None:
            raise UserError(MessageId.ROLE_NEEDED)

    made = calibrations(database, guard=Closed())
    with pytest.raises(UserError):
        made.learn(LEARNED)
    with pytest.raises(UserError):
        made.reset()
    assert made.learn(LEARNED, dry_run=True).trial.figures.judged == 300


def test_it_can_be_stopped(database: Database) -> None:
    made = calibrations(database)
    with pytest.raises(Cancelled):
        made.learn(LEARNED, should_stop=lambda: True)
    assert made.saved is None


def test_a_catalogue_that_cannot_be_read_just_now_is_asked_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    calibrations(database).learn(LEARNED)
    made = calibrations(database)

    def locked(store: CalibrationStore, state: str) -> None:
        raise CatalogueError(MessageId.CATALOGUE_LOCKED)

    with monkeypatch.context() as patch:
        patch.setattr(CalibrationStore, "load", locked)
        assert made.saved is None
    assert made.saved is not None


def row(sku: str, ranked: Sequence[str] = ("A", "B")) -> BatchResult:
    asked = QueryRow(2, "1.jpg", "", Query((PhotoInput("1.jpg", data=b""),)), sku=sku)
    ranking = Ranking(tuple(ranked), (0.6, 0.5))
    kind = QueryKind.PHOTO
    return BatchResult(asked, Answer(Verdict.UNSURE, Reason.LOOK_ALIKES, kind, (), ranking=ranking))


def test_a_list_is_judged_by_what_the_catalogue_has() -> None:
    unread = BatchResult(row("A").row, error=UserError(MessageId.PHOTO_UNREADABLE, name="1.jpg"))
    rows = [row("A"), row("b"), row("C"), row(""), row("GONE"), unread]
    found = of_list(rows, lambda sku: sku.upper() in {"A", "B", "C"})
    assert [each.right for each in found.judged] == [0, 1, UNRANKED, STRANGER]
    assert (found.left_out, found.unusable) == (0, 2)
