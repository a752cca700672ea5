"""The middle of an asked photo in which no main thing is found is looked at, too."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import numpy as np
import pytest

from desktop_app.core.analysis import AnalysisRequest, PhotoAnalysis, PhotoInput
from desktop_app.core.types import Box
from desktop_app.vision.crop_spec import NO_CROPS, CentralCrops
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_card import card_of
from desktop_app.vision.model_pack import load_pack
from desktop_app.vision.photo_reader import PhotoReader
from desktop_app.vision.preprocess import central_crop
from tests.vision import picture_samples as samples
from tests.vision.drawn_pictures import PACK, TEXTS, drawn_pictures

TEXT = (PACK / "model.toml").read_text(encoding="utf-8")
CPU = ["CPUExecutionProvider"]
SMALL = Box(200, 130, 80, 80)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder(load_pack(PACK), CPU, threads=1)


@pytest.fixture(scope="module")
def without() -> Embedder:
    """The same pack, whose card asks for no crops."""
    pack = load_pack(PACK)
    return Embedder(replace(pack, card=replace(pack.card, central_crops=NO_CROPS)), CPU, threads=1)


@pytest.fixture(scope="module")
def filled() -> np.ndarray:
    """A picture without a main thing."""
    return drawn_pictures()["stripes"]


@pytest.fixture(scope="module")
def far() -> np.ndarray:
    """A box with a pattern, small on a light table."""
    picture = np.full((360, 480, 3), (214, 210, 202), np.uint8)
    pattern = drawn_pictures()["boxes"][: SMALL.height, : SMALL.width]
    picture[SMALL.y : SMALL.y + SMALL.height, SMALL.x : SMALL.x + SMALL.width] = pattern
    return picture


def asked(embedder: Embedder, *photos: np.ndarray, box: Box | None = None) -> np.ndarray:
    return embedder.embed_pairs(photos, [""] * len(photos), [box] * len(photos)).photo


def test_the_crops_count_beside_the_whole(embedder: Embedder, filled: np.ndarray) -> None:
    crops = embedder.pack.card.central_crops
    total = embedder.embed_photos([filled])[0]
    for side in crops.sides:
        total = total + crops.weight * embedder.embed_photos([filled], [central_crop(filled, side)])
    row = asked(embedder, filled)[0]
    assert np.allclose(row, total / np.linalg.norm(total), atol=1e-5)
    assert float(row @ embedder.embed_photos([filled])[0]) < 0.999


def test_a_thing_that_was_found_is_what_is_looked_at(
    embedder: Embedder, without: Embedder, far: np.ndarray
) -> None:
    assert np.allclose(asked(embedder, far), asked(without, far), atol=1e-6)
    [box] = embedder.last_boxes()
    assert box is not None


def test_a_box_that_a_person_drew_is_all_that_is_looked_at(
    embedder: Embedder, without: Embedder, filled: np.ndarray
) -> None:
    box = Box(10, 20, 150, 120)
    assert np.allclose(asked(embedder, filled, box=box), asked(without, filled, box=box), atol=1e-6)


def test_each_photo_of_a_query_has_its_own_crops(
    embedder: Embedder, filled: np.ndarray, far: np.ndarray
) -> None:
    disc = drawn_pictures()["disc"]
    together = asked(embedder, filled, far, disc)
    for row, photo in zip(together, (filled, far, disc), strict=True):
        assert np.allclose(row, asked(embedder, photo)[0], atol=1e-5)


def test_words_are_fused_with_the_photo_as_it_was_asked(
    embedder: Embedder, without: Embedder, filled: np.ndarray
) -> None:
    pairs = embedder.embed_pairs([filled], TEXTS[:1])
    assert np.allclose(pairs.photo, asked(embedder, filled), atol=1e-5)
    assert not np.allclose(pairs.fused, without.embed_pairs([filled], TEXTS[:1]).fused, atol=1e-3)


def test_photos_of_a_catalogue_are_seen_without(
    embedder: Embedder, without: Embedder, filled: np.ndarray
) -> None:
    assert np.array_equal(embedder.embed_photos([filled]), without.embed_photos([filled]))


def test_the_worker_tells_queries_from_photos_of_a_catalogue(
    embedder: Embedder, filled: np.ndarray
) -> None:
    reader = PhotoReader(embedder, lambda step: None)
    photo = PhotoInput("a.png", data=samples.encode("png", filled))
    [kept] = reader.analyse([photo], AnalysisRequest())
    query = reader.analyse_query([photo], "", AnalysisRequest())
    assert isinstance(kept, PhotoAnalysis)
    assert kept.embedding is not None
    assert query.embedding is not None
    assert query.photo_embedding is not None
    assert np.allclose(kept.embedding, embedder.embed_photos([filled])[0], atol=1e-3)
    assert np.allclose(query.embedding, asked(embedder, filled)[0], atol=1e-3)
    assert np.allclose(query.embedding, query.photo_embedding)


def test_the_shipped_card_asks_for_crops() -> None:
    assert card_of(tomllib.loads(TEXT)).central_crops == CentralCrops((0.6,), 0.5)


def test_other_crops_need_no_new_import() -> None:
    table = tomllib.loads(TEXT)
    shipped = card_of(table)
    del table["query"]
    plain = card_of(table)
    assert plain.central_crops == NO_CROPS
    assert plain.fingerprint == shipped.fingerprint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("sides = [0.6]", "sides = [1.0]"),
        ("sides = [0.6]", "sides = [0.0]"),
        ("sides = [0.6]", "side = 0.8"),
        ("weight = 0.5\n", "weight = 0.0\n"),
        ("weight = 0.5\n", "weight = 2\n"),
    ],
)
def test_a_card_that_makes_no_sense_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises((KeyError, TypeError, ValueError)):
        card_of(tomllib.loads(TEXT.replace(old, new)))


@pytest.mark.parametrize(
    ("width", "height", "side", "box"),
    [
        (100, 80, 0.5, Box(25, 20, 50, 40)),
        (101, 3, 0.8, Box(10, 0, 81, 2)),
        (1, 1, 0.1, Box(0, 0, 1, 1)),
    ],
)
def test_a_crop_lies_in_the_middle(width: int, height: int, side: float, box: Box) -> None:
    assert central_crop(np.zeros((height, width, 3), np.uint8), side) == box
