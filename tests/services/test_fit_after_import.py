"""An import of many photos is followed by a trial, unless somebody said no."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from desktop_app.catalog.change_log import ChangeLog
from desktop_app.core.change_words import summary
from desktop_app.services.adaptations import Adaptations
from desktop_app.services.fit_after_import import MOST_REFERENCES, FitAfterImport
from desktop_app.services.import_report import ImportReport
from tests.services.adaptation_shop import AdaptationShop, made_up

MANY = ImportReport(added=20, photos_added=120)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[AdaptationShop]:
    made = AdaptationShop(tmp_path / "data")
    yield made
    made.close()


def after(shop: AdaptationShop) -> FitAfterImport:
    return FitAfterImport(shop.adaptations, lambda: len(shop.gallery), lambda: True, lambda: False)


@pytest.mark.parametrize(
    ("report", "facts", "is_due"),
    [
        (MANY, {}, True),
        (MANY, {"is_wanted": False}, False),
        (MANY, {"was_declined": True}, False),
        (MANY, {"is_calibrated": True}, False),
        (ImportReport(photos_added=120, stopped=True), {}, False),
        (ImportReport(updated=500), {}, False),
        (ImportReport(), {"references": 0}, False),
        (ImportReport(photos_added=50), {"references": 1000}, True),
        (ImportReport(photos_added=49), {"references": 1000}, False),
        (ImportReport(photos_added=MOST_REFERENCES), {"references": MOST_REFERENCES}, True),
        (ImportReport(photos_added=MOST_REFERENCES), {"references": MOST_REFERENCES + 1}, False),
    ],
)
def test_when_a_trial_is_due(report: ImportReport, facts: dict[str, Any], is_due: bool) -> None:
    adaptations = SimpleNamespace(was_declined=facts.get("was_declined", False))
    fit = FitAfterImport(
        cast("Adaptations", adaptations),
        lambda: facts.get("references", 140),
        lambda: facts.get("is_wanted", True),
        lambda: facts.get("is_calibrated", False),
    )
    assert fit.is_due(report) is is_due


def test_it_keeps_what_helps(shop: AdaptationShop) -> None:
    shop.fill(made_up(helps=True))
    assert after(shop).is_due(MANY)
    assert after(shop).run(person="Li").is_kept
    assert shop.adaptations.state.active is not None


def test_what_a_person_took_back_is_not_tried_again_by_itself(shop: AdaptationShop) -> None:
    shop.fill(made_up(helps=True))
    after(shop).run(person="Li")
    shop.adaptations.remove("Ada")
    assert not after(shop).is_due(MANY)
    newest = ChangeLog(shop.database).page(1)[0]
    assert newest.person == "Ada"
    assert "Taken back by hand: ✓" in summary(newest)
    shop.adaptations.fit(person="Ada")  # until it is kept by hand again
    assert after(shop).is_due(MANY)


def test_what_a_trial_took_back_is_tried_again(shop: AdaptationShop) -> None:
    shop.fill(made_up(helps=True))
    after(shop).run()
    shop.store.remove("model-a", "Li")  # as a trial does that helps no more
    assert after(shop).is_due(MANY)
