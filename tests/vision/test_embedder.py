"""The shipped pack on drawn pictures and a few words."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from desktop_app.core.errors import ModelPackError
from desktop_app.core.explanation import Area, PhotoGrid
from desktop_app.core.likeness import explain
from desktop_app.core.types import Box
from desktop_app.vision.embedder import Embedder, EmbeddingError
from desktop_app.vision.model_pack import CARD_NAME, load_pack
from desktop_app.vision.network import CPU_ROWS
from tests.vision.drawn_pictures import GOLDEN, PACK, SHOWN, TEXTS, drawn_pictures

CPU = ["CPUExecutionProvider"]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder(load_pack(PACK), CPU, threads=1)


@pytest.fixture(scope="module")
def pictures() -> list[np.ndarray]:
    return list(drawn_pictures().values())


@pytest.mark.parametrize("kind", ["photos", "texts", "pairs"])
def test_golden_vectors(embedder: Embedder, pictures: list[np.ndarray], kind: str) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert golden["fingerprint"] == embedder.pack.fingerprint, "run tests/vision/drawn_pictures.py"
    rows = {
        "photos": lambda: embedder.embed_photos(pictures),
        "texts": lambda: embedder.embed_texts(TEXTS),
        "pairs": lambda: embedder.embed_pairs(pictures, TEXTS).fused,
    }[kind]()
    assert np.allclose(rows[:, :SHOWN], golden[kind], atol=1e-3)


def test_rows_are_of_unit_length(embedder: Embedder, pictures: list[np.ndarray]) -> None:
    for rows in (
        embedder.embed_photos(pictures),
        embedder.embed_texts(TEXTS),
        embedder.embed_pairs(pictures, TEXTS).fused,
    ):
        assert rows.shape == (3, embedder.dim)
        assert rows.dtype == np.float32
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_a_batch_gives_what_single_photos_give(
    embedder: Embedder, pictures: list[np.ndarray]
) -> None:
    many = (pictures * 6)[: CPU_ROWS + 1]
    together = embedder.embed_photos(many)
    for row, picture in zip(together[-3:], many[-3:], strict=True):
        assert np.allclose(row, embedder.embed_photos([picture])[0], atol=1e-5)


def test_a_batch_of_texts_gives_what_single_texts_give(embedder: Embedder) -> None:
    texts = ["milk", "a much longer text about a very small adjustable spanner", "螺丝刀"] * 6
    together = embedder.embed_texts(texts)
    for row, text in zip(together[:3], texts[:3], strict=True):
        assert np.allclose(row, embedder.embed_texts([text])[0], atol=1e-5)
    assert np.allclose(together[:3], together[-3:], atol=1e-5)


def test_the_same_photo_twice_gives_the_same_numbers(
    embedder: Embedder, pictures: list[np.ndarray]
) -> None:
    assert np.array_equal(embedder.embed_photos(pictures), embedder.embed_photos(pictures))


@pytest.mark.parametrize("nothing", ["", "   ", "\n\t"])
def test_an_empty_text_leaves_the_photo_as_it_is(
    embedder: Embedder, pictures: list[np.ndarray], nothing: str
) -> None:
    alone = embedder.embed_pairs(pictures, [nothing] * 3)
    assert np.array_equal(alone.fused, alone.photo)
    beside = embedder.embed_pairs(pictures, [nothing, TEXTS[0], nothing])
    assert np.allclose(beside.fused[[0, 2]], alone.photo[[0, 2]], atol=1e-6)
    assert not np.allclose(beside.fused[1], alone.photo[1], atol=1e-3)


def test_a_missing_photo_leaves_the_text_as_it_is(
    embedder: Embedder, pictures: list[np.ndarray]
) -> None:
    ids, mask = embedder._tokenizer.encode_batch(TEXTS)
    text, tokens = embedder._texts(ids, mask)
    photo, grid = embedder._photos(pictures, None)
    inputs = {
        "grid": grid,
        "tokens": tokens,
        "has_photo": np.zeros((3, 1), dtype=np.float32),
        "mask": mask,
        "photo": photo,
        "text": text,
    }
    assert np.allclose(embedder._fusion.run(inputs)[0], text, atol=1e-6)


def test_words_change_the_embedding_of_a_photo(
    embedder: Embedder, pictures: list[np.ndarray]
) -> None:
    both = embedder.embed_pairs(pictures, TEXTS).fused
    cosine = (both * embedder.embed_photos(pictures)).sum(axis=1)
    assert (cosine < 0.999).all()


def test_local_embeddings_average_to_the_embedding(
    embedder: Embedder, pictures: list[np.ndarray]
) -> None:
    local = embedder.local_embeddings(pictures)
    side = embedder.pack.card.grid
    assert local.shape == (3, side, side, embedder.dim)
    mean = local.mean(axis=(1, 2))
    mean /= np.linalg.norm(mean, axis=1, keepdims=True)
    assert np.allclose(mean, embedder.embed_photos(pictures), atol=1e-4)


def test_a_box_is_what_is_seen(embedder: Embedder, pictures: list[np.ndarray]) -> None:
    rgb, box = pictures[1], Box(40, 10, 160, 160)
    cut = rgb[10:170, 40:200]
    boxed = embedder.embed_photos([rgb], [box])
    assert np.allclose(boxed, embedder.embed_photos([cut]), atol=1e-5)
    assert not np.allclose(boxed, embedder.embed_photos([rgb]), atol=1e-2)


def test_nothing_in_gives_nothing_out(embedder: Embedder) -> None:
    assert embedder.embed_photos([]).shape == (0, embedder.dim)
    assert embedder.embed_texts([]).shape == (0, embedder.dim)
    assert embedder.embed_pairs([], []).fused.shape == (0, embedder.dim)


def test_each_photo_needs_its_text_and_its_box(
    embedder: Embedder, pictures: list[np.ndarray]
) -> None:
    with pytest.raises(ValueError, match="text"):
        embedder.embed_pairs(pictures, ["one"])
    with pytest.raises(ValueError, match="box"):
        embedder.embed_photos(pictures, [None])


def test_numbers_that_are_not_finite_name_their_rows(embedder: Embedder) -> None:
    side = embedder.pack.card.preprocess.size
    good = np.zeros((3, side, side), dtype=np.float32)
    broken = np.full_like(good, np.nan)
    with pytest.raises(EmbeddingError) as caught:
        embedder.embed_pixels([good, broken, good])
    assert caught.value.rows == (1,)


def test_the_same_word_in_another_language_is_nearer_than_another_word(embedder: Embedder) -> None:
    screwdriver, same, other = embedder.embed_texts(["screwdrivers", "螺丝刀", "牛奶"])
    assert screwdriver @ same > screwdriver @ other + 0.2


def test_a_slip_of_the_finger_changes_little(embedder: Embedder) -> None:
    right, wrong, other = embedder.embed_texts(["pomegranate", "pomgranate", "needle holder"])
    assert right @ wrong > right @ other


def test_what_really_runs_is_read_back(embedder: Embedder) -> None:
    assert embedder.active_providers == ("CPUExecutionProvider",)
    embedder.warm_up()


def test_a_network_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "broken"
    shutil.copytree(PACK, folder)
    data = b"this is no network"
    file = load_pack(folder).card.files["fusion"]
    (folder / "fusion.onnx").write_bytes(data)
    card = (folder / CARD_NAME).read_text(encoding="utf-8")
    card = card.replace(file.sha256, hashlib.sha256(data).hexdigest())
    (folder / CARD_NAME).write_text(
        card.replace(f"bytes = {file.n_bytes}", f"bytes = {len(data)}"), encoding="utf-8"
    )
    with pytest.raises(ModelPackError, match=r"fusion\.onnx"):
        Embedder(load_pack(folder), CPU, threads=1)


def test_explanations_of_the_pack_add_up_to_its_cosine(
    embedder: Embedder, pictures: list[np.ndarray]
) -> None:
    one, other = embedder.embed_photos(pictures[:2])
    grids = embedder.last_grids()
    assert grids is not None
    found = explain(*(PhotoGrid(cells) for cells in grids))
    assert found.similarity == pytest.approx(float(one @ other), abs=1e-4)
    assert np.allclose(grids, embedder.local_embeddings(pictures[:2]), atol=1e-5)
    assert embedder.seen_area(100, 50, Box(50, 0, 50, 25)) == Area(0.5, 0, 0.5, 0.5)
