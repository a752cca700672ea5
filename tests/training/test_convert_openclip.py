"""The converter takes what OpenCLIP and its like export, and refuses what does not fit."""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="the small networks are made with the onnx package")

import onnx

from desktop_app.core.errors import ModelPackError
from desktop_app.vision.embedder import Embedder
from desktop_app.vision.model_pack import load_pack
from tests.small_packs import FACTS, MERGES, converter, image_encoder, text_encoder, write_pair

CPU = ["CPUExecutionProvider"]


def convert(folder: Path, pair: tuple[Path, Path, Path], **changes: object) -> Path:
    pack = folder / "pack"
    converter().convert(FACTS | changes, *pair, pack)
    return pack


def test_the_networks_are_copied_byte_for_byte(tmp_path: Path) -> None:
    pair = write_pair(tmp_path / "source")
    pack = load_pack(convert(tmp_path, pair))
    assert pack.path("image").read_bytes() == pair[0].read_bytes()
    assert pack.path("text").read_bytes() == pair[1].read_bytes()
    assert {file.name for file in pack.folder.iterdir()} == {
        "model.toml",
        "image.onnx",
        "text.onnx",
        "merges.txt",
    }


@pytest.mark.parametrize("form", ["bpe.txt.gz", "tokenizer.json", "pairs.json"])
def test_merges_are_taken_from_every_file_they_come_in(tmp_path: Path, form: str) -> None:
    image, text, merges = write_pair(tmp_path / "source")
    source = tmp_path / form
    if form.endswith(".gz"):
        source.write_bytes(gzip.compress(merges.read_bytes()))
    else:
        listed = [m.split(" ") for m in MERGES] if form == "pairs.json" else list(MERGES)
        source.write_text(json.dumps({"model": {"merges": listed}}), encoding="utf-8")
    pack = convert(tmp_path, (image, text, source))
    assert (pack / "merges.txt").read_text(encoding="utf-8").split("\n")[:-1] == list(MERGES)


def test_weights_beside_the_network_come_along(tmp_path: Path) -> None:
    image, text, merges = write_pair(tmp_path / "source")
    onnx.save(
        image_encoder(),
        image,
        save_as_external_data=True,
        location="visual.onnx.data",
        size_threshold=0,
    )
    pack = load_pack(convert(tmp_path, (image, text, merges)))
    assert pack.card.files["image_weights_0"].path == "visual.onnx.data"
    rows = Embedder(pack, CPU, threads=1).embed_photos([np.full((40, 30, 3), 99, np.uint8)])
    assert np.isfinite(rows).all()
    shutil.rmtree(tmp_path / "source")
    Embedder(pack, CPU, threads=1).warm_up()


def test_two_spaces_are_no_pair(tmp_path: Path) -> None:
    image, text, merges = write_pair(tmp_path / "source")
    onnx.save(text_encoder(dim=7), text)
    with pytest.raises(converter().FactsError, match="not the same space"):
        convert(tmp_path, (image, text, merges))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"licences": {}}, "licence"),
        ({"preprocess": {"size": 64, "mean": [0.5] * 3, "std": [0.2] * 3}}, "32 pixels"),
        ({"image": {"output": "other"}}, "other"),
    ],
)
def test_facts_that_do_not_fit_are_refused(
    tmp_path: Path, changes: dict[str, object], named: str
) -> None:
    with pytest.raises(converter().FactsError, match=named):
        convert(tmp_path, write_pair(tmp_path / "source"), **changes)


def test_a_wrong_context_length_is_found_by_the_first_run(tmp_path: Path) -> None:
    with pytest.raises(ModelPackError, match="dimensions"):
        convert(tmp_path, write_pair(tmp_path / "source"), text={"context_length": 5})


@pytest.mark.slow
def test_a_pair_exported_by_torch(tmp_path: Path) -> None:
    """Random encoders in the shape of CLIP's: patches, attention, the last token's state."""
    torch = pytest.importorskip("torch", reason="exports with PyTorch")
    from tests.training.torch_pair import export_pair

    photos, ids = export_pair(tmp_path / "source")
    _, _, merges = write_pair(tmp_path / "merges")
    facts = {"preprocess": FACTS["preprocess"] | {"resize_mode": "squash"}}
    pack = load_pack(
        convert(tmp_path, (tmp_path / "source/v.onnx", tmp_path / "source/t.onnx", merges), **facts)
    )
    embedder = Embedder(pack, CPU, threads=1)
    rng = np.random.default_rng(0)
    pixels = rng.standard_normal((3, 3, 32, 32)).astype(np.float32)
    with torch.no_grad():
        expected = photos(torch.from_numpy(pixels)).numpy()
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    assert np.allclose(embedder.embed_pixels(list(pixels))[0], expected, atol=1e-4)
    tokens, _ = embedder._tokenizer.encode_batch(["red mug", "the blue mug"])
    with torch.no_grad():
        words = ids(torch.from_numpy(tokens)).numpy()
    words /= np.linalg.norm(words, axis=1, keepdims=True)
    assert np.allclose(embedder.embed_texts(["red mug", "the blue mug"]), words, atol=1e-4)
