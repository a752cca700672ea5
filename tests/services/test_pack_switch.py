"""The old pack answers until the new one is complete; then all of it changes at once."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="the small networks are made with the onnx package")

from desktop_app.core.adaptation import AdaptationFigures
from desktop_app.core.analysis import AnalysisRequest, PhotoInput
from desktop_app.core.decision import DecisionRule
from desktop_app.core.errors import ModelPackError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import ProgressReport, QueryKind, ReferenceKind
from desktop_app.core.vector_map import VectorMap
from desktop_app.services import pack_switch
from desktop_app.services.lookup import Query
from desktop_app.services.pack_switch import SwitchOutcome
from desktop_app.settings import load_settings
from desktop_app.vision.model_info import read_model_info
from tests.fakes import DIM, fake_photo
from tests.services.import_samples import write_catalogue
from tests.services.switch_shop import STANDARD, SwitchShop
from tests.small_packs import write_pack

ROOT = Path(__file__).resolve().parents[2]
LONG_S = 30.0
REQUEST = AnalysisRequest()
PRODUCTS = 12
PHOTO = Query((PhotoInput("3.jpg", data=fake_photo(3)),))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("source"), "pair")


@pytest.fixture
def shop(tmp_path: Path, source: Path) -> Iterator[SwitchShop]:
    made = SwitchShop(tmp_path / "data")
    made.add(source)
    made.importer.run(write_catalogue(tmp_path / "goods", PRODUCTS))
    yield made
    made.close()


def stored(shop: SwitchShop) -> tuple[str, str]:
    settings = load_settings(shop.folder / "settings.toml")
    return settings.model_pack, settings.next_model_pack


def answer(shop: SwitchShop) -> tuple[str, str]:
    """The product found and the model that found it."""
    found = shop.lookup.lookup(PHOTO).answer
    assert found.best is not None
    return found.best.sku, found.model


def test_a_switch_embeds_everything_and_changes_model_and_gallery(
    shop: SwitchShop, source: Path
) -> None:
    new = read_model_info(source).fingerprint
    old = shop.analyst.model.fingerprint
    reports: list[ProgressReport] = []
    outcome = shop.switch.run("pair", progress=reports.append)
    assert (outcome.is_used, outcome.made, outcome.unreadable) == (True, 2 * PRODUCTS, 0)
    assert (reports[-1].done, reports[-1].total) == (2 * PRODUCTS, 2 * PRODUCTS)
    assert answer(shop) == ("S00003", new)
    assert len(shop.gallery) == 2 * PRODUCTS
    assert stored(shop) == ("pair", "")
    assert shop.started[0].is_closed
    assert shop.started[0].model.fingerprint == old, "the former model is what was closed"
    assert shop.switch.state is None


def test_coming_back_makes_nothing_anew(shop: SwitchShop) -> None:
    shop.switch.run("pair")
    outcome = shop.switch.run(STANDARD)
    assert (outcome.is_used, outcome.made) == (True, 0)
    assert stored(shop) == ("", "")
    assert answer(shop)[0] == "S00003"


def test_the_pack_in_use_is_used_already(shop: SwitchShop) -> None:
    assert shop.switch.run(STANDARD) == SwitchOutcome(STANDARD, is_used=True)
    assert shop.started == []


class Meanwhile:
    """Holds the new pack before its second batch, so that a test can look around."""

    def __init__(self) -> None:
        self.reached, self.go_on = threading.Event(), threading.Event()
        self._batches = 0

    def __call__(self, _photos: Sequence[PhotoInput]) -> None:
        self._batches += 1
        if self._batches == 2:
            self.reached.set()
            assert self.go_on.wait(LONG_S)


class Running:
    """A switch in a thread of its own."""

    def __init__(self, shop: SwitchShop, name: str = "pair") -> None:
        self.outcome: SwitchOutcome | None = None
        self.error: UserError | None = None
        self._shop, self._name = shop, name
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.outcome = self._shop.switch.run(self._name)
        except UserError as error:
            self.error = error

    def result(self) -> SwitchOutcome:
        self.thread.join(LONG_S)
        assert self.outcome is not None, self.error
        return self.outcome


def test_the_old_pack_answers_meanwhile_and_what_is_added_is_not_forgotten(
    shop: SwitchShop, tmp_path: Path
) -> None:
    shop.before_batch = hold = Meanwhile()
    old = shop.analyst.model.fingerprint
    running = Running(shop)
    assert hold.reached.wait(LONG_S)
    assert answer(shop) == ("S00003", old)
    assert stored(shop) == ("", "pair")
    state = shop.switch.state
    assert state is not None
    assert (state.name, state.report.total) == ("pair", 2 * PRODUCTS)
    shop.importer.run(write_catalogue(tmp_path / "more", PRODUCTS + 20))
    hold.go_on.set()
    assert running.result().made == 2 * (PRODUCTS + 20)
    assert len(shop.gallery) == 2 * (PRODUCTS + 20)


def keep_map(shop: SwitchShop, fingerprint: str, seed: int) -> VectorMap:
    """A fit of this pack, as `shelfsight adapt` leaves it."""
    lengths = np.exp(1.5 * np.random.default_rng(seed).standard_normal(DIM))
    matrix = np.diag(lengths).astype(np.float32)
    figures = AdaptationFigures(60, 12, 0.8, 1.0, 0.9, 1.0, won=9, lost=1)
    rules = dict.fromkeys(QueryKind, DecisionRule(0.01 * seed, 0.5))
    shop.maps.save(fingerprint, VectorMap(matrix), rules, shrink=0.02, figures=figures, person="Li")
    return VectorMap(matrix)


def test_each_pack_answers_through_its_own_fit(
    shop: SwitchShop, tmp_path: Path, source: Path
) -> None:
    old, new = shop.analyst.model.fingerprint, read_model_info(source).fingerprint
    maps = {old: keep_map(shop, old, 1), new: keep_map(shop, new, 2)}
    # Both packs see the same here, so that what is found is as alike as the maps make it.
    asked, other = (
        shop.analyst.analyse_query((PhotoInput("", data=fake_photo(n)),), "", REQUEST).embedding
        for n in (3, 4)
    )
    assert asked is not None
    assert other is not None
    saved = {n: shop.repository.product_by_sku(f"S{n:05}") for n in (3, 4)}
    products = {n: product.product_id for n, product in saved.items() if product is not None}
    likeness = [float(m.apply(asked) @ m.apply(other)) for m in maps.values()]
    assert abs(likeness[0] - likeness[1]) > 0.15, "so that one is not taken for the other"

    def check(among: SwitchShop, fingerprint: str) -> None:
        found = among.gallery.search(asked, 2 * (PRODUCTS + 20))
        alike = {
            reference.product_id: similarity
            for reference, similarity in found
            if reference.kind is ReferenceKind.PHOTO
        }
        one, two = (maps[fingerprint].apply(vector) for vector in (asked, other))
        # What a switch embeds is the copy that is kept, a new JPEG.
        assert alike[products[3]] == pytest.approx(1.0, abs=0.05)
        assert alike[products[4]] == pytest.approx(float(one @ two), abs=0.05)
        info = among.adapted.info
        assert info.fingerprint == fingerprint
        assert info.rules[QueryKind.PHOTO].temperature == (0.01 if fingerprint == old else 0.02)

    shop.close()
    again = SwitchShop(shop.folder)
    check(again, old)
    again.before_batch = hold = Meanwhile()
    running = Running(again)
    assert hold.reached.wait(LONG_S)
    check(again, old)
    again.importer.run(write_catalogue(tmp_path / "more", PRODUCTS + 20))
    hold.go_on.set()
    assert running.result().is_used
    check(again, new)
    again.close()
    with closing(SwitchShop(shop.folder)) as next_start:
        check(next_start, new)
        next_start.switch.run(STANDARD)
        check(next_start, old)


def test_only_one_switch_at_a_time(shop: SwitchShop) -> None:
    shop.before_batch = hold = Meanwhile()
    running = Running(shop)
    assert hold.reached.wait(LONG_S)
    with pytest.raises(ModelPackError) as caught:
        shop.switch.run("pair")
    assert caught.value.message.id is MessageId.PACK_BUSY
    with pytest.raises(ModelPackError) as caught:
        shop.switch.remove("pair")
    assert caught.value.message.id is MessageId.PACK_IN_USE
    hold.go_on.set()
    assert running.result().is_used


@pytest.mark.parametrize("how", ["stop", "forget", "close"])
def test_a_stopped_preparation_leaves_the_old_pack_and_goes_on_later(
    shop: SwitchShop, how: str
) -> None:
    shop.before_batch = hold = Meanwhile()
    running = Running(shop)
    assert hold.reached.wait(LONG_S)
    if how == "close":
        closing = threading.Thread(target=shop.switch.close)
        closing.start()
        closing.join(0.05)
    else:
        getattr(shop.switch, how)()
    hold.go_on.set()
    outcome = running.result()
    assert (outcome.is_used, shop.analyst.model.fingerprint != "") == (False, True)
    assert stored(shop) == ("", "" if how == "forget" else "pair")
    assert shop.choice.chosen_pack() == STANDARD
    again = SwitchShop(shop.folder)
    rest = again.switch.run("pair")
    assert rest.is_used
    assert 0 < rest.made < 2 * PRODUCTS, "what was embedded before is not embedded again"
    again.close()


def test_the_change_waits_for_an_import_and_lookups_do_not(shop: SwitchShop) -> None:
    with shop.gate.work():  # an import
        running = Running(shop)
        while not (shop.switch.state is not None and shop.switch.state.is_waiting):
            assert running.thread.is_alive(), running.error
            running.thread.join(0.01)
        assert answer(shop)[0] == "S00003"
        assert running.thread.is_alive()
    assert running.result().is_used


def test_lookups_all_through_a_switch_are_each_of_one_model(shop: SwitchShop, source: Path) -> None:
    models = {shop.analyst.model.fingerprint, read_model_info(source).fingerprint}
    seen: set[str] = set()
    for name in ("pair", STANDARD, "pair"):
        running = Running(shop, name)
        while running.thread.is_alive():
            sku, model = answer(shop)
            assert (sku, model in models) == ("S00003", True)
            seen.add(model)
        assert running.result().is_used
    seen.add(answer(shop)[1])
    assert seen == models


def test_a_pack_that_fails_is_not_tried_again_by_itself(shop: SwitchShop) -> None:
    def fail(_photos: Sequence[PhotoInput]) -> None:
        raise UserError(MessageId.WORKER_FAILED, reason="dead")

    shop.before_batch = fail
    with pytest.raises(UserError, match="dead"):
        shop.switch.run("pair")
    assert stored(shop) == ("", "")
    assert answer(shop)[0] == "S00003"
    assert shop.started[0].is_closed


def test_a_photo_that_cannot_be_read_does_not_hold_up_the_rest(shop: SwitchShop) -> None:
    product = shop.repository.product_by_sku("S00007")
    assert product is not None
    shop.photos.photo_path(product.photos[0].sha256).unlink()
    outcome = shop.switch.run("pair")
    assert (outcome.is_used, outcome.made, outcome.unreadable) == (True, 2 * PRODUCTS - 1, 1)


def test_a_full_disk_is_told_first(shop: SwitchShop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pack_switch, "ROW_BYTES", 2**50)
    with pytest.raises(ModelPackError) as caught:
        shop.switch.run("pair")
    assert caught.value.message.id is MessageId.PACK_NO_ROOM
    assert shop.started == []
    assert stored(shop) == ("", "")


def test_an_unknown_pack_is_named(shop: SwitchShop) -> None:
    with pytest.raises(ModelPackError, match="absent"):
        shop.switch.run("absent")


def test_a_removed_pack_takes_its_embeddings_along(shop: SwitchShop, source: Path) -> None:
    shop.switch.run("pair")
    with pytest.raises(ModelPackError) as caught:
        shop.switch.remove("pair")
    assert caught.value.message.id is MessageId.PACK_IN_USE
    shop.switch.run(STANDARD)
    assert shop.switch.remove("pair") == 2 * PRODUCTS
    new = read_model_info(source).fingerprint
    assert len(shop.repository.missing_embeddings(new)) == 2 * PRODUCTS
    assert shop.repository.missing_embeddings(shop.analyst.model.fingerprint) == []
    assert answer(shop)[0] == "S00003"
    shop.add(source)
    assert shop.switch.run("pair").made == 2 * PRODUCTS
    assert answer(shop)[0] == "S00003"


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal")
def test_a_killed_switch_goes_on_where_it_was(shop: SwitchShop) -> None:
    """Killed again and again, it embeds everything once and never anything twice."""
    shop.close()
    command = [sys.executable, "-m", "tests.services.switch_shop", str(shop.folder), "pair"]
    for batches in (1, 2):
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        for _ in range(batches):
            assert process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        process.stdout.close()
        process.wait()
        left = SwitchShop(shop.folder)
        assert left.choice.chosen_pack() == STANDARD, "the old pack stays"
        assert left.choice.prepared_pack() == "pair", "and the new one is remembered"
        assert answer(left)[1] == left.analyst.model.fingerprint
        left.close()
    last = SwitchShop(shop.folder)
    missing = len(last.repository.missing_embeddings(last.packs.facts("pair").model))
    assert missing < 2 * PRODUCTS
    outcome = last.switch.run(last.choice.prepared_pack())
    assert (outcome.is_used, outcome.made) == (True, missing)
    assert len(last.gallery) == 2 * PRODUCTS
    assert last.repository.damages() == []
    last.close()
