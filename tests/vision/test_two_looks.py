"""A thing that is small in its photo is looked at twice by the shipped pack."""

from __future__ import annotations

import numpy as np
import pytest

from desktop_app.core.types import Box
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack
from tests.vision.drawn_pictures import PACK, drawn_pictures

WHERE = Box(200, 130, 80, 80)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder(load_pack(PACK), ["CPUExecutionProvider"], threads=1)


@pytest.fixture(scope="module")
def far() -> np.ndarray:
    """A box with a pattern, small on a light table."""
    picture = np.full((360, 480, 3), (214, 210, 202), np.uint8)
    pattern = drawn_pictures()["boxes"][: WHERE.height, : WHERE.width]
    picture[WHERE.y : WHERE.y + WHERE.height, WHERE.x : WHERE.x + WHERE.width] = pattern
    return picture


def overlap(a: Box, b: Box) -> float:
    """Intersection over union."""
    wide = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
    high = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
    shared = max(wide, 0) * max(high, 0)
    return shared / (a.width * a.height + b.width * b.height - shared)


def test_the_thing_is_found(embedder: Embedder, far: np.ndarray) -> None:
    embedder.embed_photos([far])
    [box] = embedder.last_boxes()
    assert box is not None
    assert overlap(box, WHERE) > 0.4


def test_the_embedding_is_the_mean_of_both_looks(embedder: Embedder, far: np.ndarray) -> None:
    both = embedder.embed_photos([far])[0]
    [box] = embedder.last_boxes()
    whole = embedder.embed_photos([far], [Box(0, 0, far.shape[1], far.shape[0])])[0]
    near = embedder.embed_photos([far], [box])[0]
    mean = (whole + near) / np.linalg.norm(whole + near)
    assert np.allclose(both, mean, atol=1e-5)
    assert float(whole @ near) < 0.99


def test_the_table_counts_for_less_than_in_one_look(embedder: Embedder, far: np.ndarray) -> None:
    near = embedder.embed_photos([far], [WHERE])[0]
    whole = embedder.embed_photos([far], [Box(0, 0, far.shape[1], far.shape[0])])[0]
    assert float(embedder.embed_photos([far])[0] @ near) > float(whole @ near) + 0.05


def test_where_a_person_said_what_to_look_at_nothing_is_sought(
    embedder: Embedder, far: np.ndarray
) -> None:
    embedder.embed_photos([far], [Box(100, 50, 300, 250)])
    assert embedder.last_boxes() == (None,)


def test_each_photo_of_a_batch_has_its_own_box(embedder: Embedder, far: np.ndarray) -> None:
    filled = drawn_pictures()["stripes"]
    together = embedder.embed_photos([filled, far, filled])
    assert [box is not None for box in embedder.last_boxes()][1]
    assert np.allclose(together[1], embedder.embed_photos([far])[0], atol=1e-5)


def test_local_embeddings_of_both_looks_average_to_the_embedding(
    embedder: Embedder, far: np.ndarray
) -> None:
    embedding = embedder.embed_photos([far])[0]
    mean = embedder.local_embeddings([far])[0].mean(axis=(0, 1))
    assert np.allclose(mean / np.linalg.norm(mean), embedding, atol=1e-4)
