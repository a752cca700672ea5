"""A pack of two encoders, without fusion, grid and calibration, is as good as any other."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="the small networks are made with the onnx package")

import onnx

from desktop_app.core.errors import ModelPackError
from desktop_app.core.types import QueryKind
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_info import read_model_info
from desktop_app.vision.model_pack import CARD_NAME, ModelPack, load_pack
from desktop_app.vision.preprocess import Interpolation, ResizeMode
from tests.small_packs import DIM, FACTS, converter, image_encoder, write_pack, write_pair
from tests.vision.drawn_pictures import drawn_pictures

CPU = ["CPUExecutionProvider"]
TEXTS = ["red mug", "the blue mug", ""]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pack(tmp_path_factory.mktemp("packs"))


@pytest.fixture(scope="module")
def pack(folder: Path) -> ModelPack:
    return load_pack(folder)


@pytest.fixture(scope="module")
def embedder(pack: ModelPack) -> Embedder:
    return Embedder(pack, CPU, threads=1)


@pytest.fixture(scope="module")
def pictures() -> list[np.ndarray]:
    return list(drawn_pictures().values())


def test_the_card_says_what_the_pair_needs(pack: ModelPack) -> None:
    card = pack.card
    assert (card.format, card.dim, card.grid, card.photo_weight) == (2, DIM, 0, 0.6)
    assert card.preprocess.resize_mode is ResizeMode.CROP
    assert card.preprocess.interpolation is Interpolation.BICUBIC
    assert card.preprocess.mean == (127.5, 127.5, 127.5)
    assert card.languages == ("en",)
    assert card.licences == {"random numbers": "CC0"}


def test_nothing_is_calibrated(pack: ModelPack, folder: Path) -> None:
    assert dict(pack.card.rules) == {}
    assert QueryKind.PHOTO not in read_model_info(folder).rules


def test_rows_are_of_unit_length(embedder: Embedder, pictures: list[np.ndarray]) -> None:
    for rows in (
        embedder.embed_photos(pictures),
        embedder.embed_texts(TEXTS),
        embedder.embed_pairs(pictures, TEXTS).fused,
    ):
        assert rows.shape == (3, DIM)
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_photo_and_words_are_a_weighted_mean(
    embedder: Embedder, pictures: list[np.ndarray]
) -> None:
    photos, words = embedder.embed_photos(pictures), embedder.embed_texts(TEXTS)
    both = embedder.embed_pairs(pictures, TEXTS).fused
    mixed = 0.6 * photos + 0.4 * words
    expected = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    assert np.allclose(both[:2], expected[:2], atol=1e-5)
    assert np.array_equal(both[2], photos[2]), "no words change nothing"


def test_there_is_no_grid(embedder: Embedder, pictures: list[np.ndarray]) -> None:
    assert embedder.local_embeddings(pictures).shape == (3, 0, 0, DIM)


def test_nothing_in_gives_nothing_out(embedder: Embedder) -> None:
    assert embedder.embed_photos([]).shape == (0, DIM)
    assert embedder.embed_texts([]).shape == (0, DIM)
    assert embedder.embed_pairs([], []).fused.shape == (0, DIM)


def test_many_photos_and_texts_go_in_batches(
    embedder: Embedder, pictures: list[np.ndarray]
) -> None:
    photos = embedder.embed_photos(pictures * 7)
    assert np.allclose(photos[-3:], photos[:3], atol=1e-5)
    texts = embedder.embed_texts(TEXTS * 7)
    assert np.allclose(texts[-3:], texts[:3], atol=1e-5)


def test_an_encoder_for_one_row_at_a_time_is_fed_one_by_one(
    tmp_path: Path, pictures: list[np.ndarray], embedder: Embedder
) -> None:
    image, text, merges = write_pair(tmp_path / "source")
    single = image_encoder()
    single.graph.input[0].type.tensor_type.shape.dim[0].dim_value = 1
    single.graph.output[0].type.tensor_type.shape.dim[0].dim_value = 1
    onnx.save(single, image)
    converter().convert(FACTS, image, text, merges, tmp_path / "single")
    rows = Embedder(load_pack(tmp_path / "single"), CPU, threads=1).embed_photos(pictures)
    assert np.allclose(rows, embedder.embed_photos(pictures), atol=1e-5)


def test_the_weight_is_part_of_the_fingerprint(folder: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    card = copy / CARD_NAME
    text = card.read_text(encoding="utf-8")
    card.write_text(text.replace("photo_weight = 0.6", "photo_weight = 0.7"), encoding="utf-8")
    assert load_pack(copy).fingerprint != load_pack(folder).fingerprint


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("photo_weight = 0.6", "photo_weight = 1.6", "photo_weight"),
        ("photo_weight = 0.6", "other = 0.6", "photo_weight"),
        ("max_tokens = 12", "max_tokens = 2", "max_tokens"),
        (f"dim = {DIM}", "dim = 0", "dim"),
        ('tokenizer = "clip"', 'tokenizer = "words"', "words"),
        ('interpolation = "bicubic"', 'interpolation = "best"', "best"),
        ("[pair]", '[files.fusion]\npath = "f.onnx"\nsha256 = ""\nbytes = 1\n[pair]', "fusion"),
    ],
)
def test_a_card_that_makes_no_sense_is_refused(
    folder: Path, tmp_path: Path, old: str, new: str, named: str
) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    text = (copy / CARD_NAME).read_text(encoding="utf-8")
    assert old in text
    (copy / CARD_NAME).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelPackError, match=named):
        load_pack(copy)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        (f"dim = {DIM}", "dim = 7", "numbers instead of"),
        ('output = "image_embeds"', 'output = "something"', "something"),
        ('mask = "attention_mask"', 'mask = ""', "attention_mask"),
        ("max_tokens = 12", "max_tokens = 13", "dimensions"),
        ("vocabulary = 523", "vocabulary = 522", "tokenizer"),
    ],
)
def test_networks_that_are_not_as_the_card_says_are_refused(
    folder: Path, tmp_path: Path, old: str, new: str, named: str
) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")
    text = (copy / CARD_NAME).read_text(encoding="utf-8")
    assert old in text
    (copy / CARD_NAME).write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ModelPackError, match=named):
        Embedder(load_pack(copy), CPU, threads=1).warm_up()
