"""A pack is what its card says, or it is refused by name."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from desktop_app.core.errors import ModelPackError
from desktop_app.core.types import QueryKind
from desktop_app.vision.model_pack import CARD_NAME, find_packs, load_pack, read_card
from desktop_app.vision.preprocess import ResizeMode

SHIPPED = Path(__file__).resolve().parents[2] / "models_onnx" / "shelfsight-base"
NAMES = {
    "image": "image.onnx",
    "text": "text.onnx",
    "fusion": "fusion.onnx",
    "tokenizer": "t.model",
}
RULE = (
    "temperature = 0.05\nnone_similarity = 0.4\nmatch_probability = 0.9\nreject_probability = 0.5"
)


def card_text(folder: Path, **changes: str) -> str:
    values = {"format": "1", "size": "260", "version": '"1.0.0"', "kinds": "photo photo_text text"}
    values |= changes
    lines = [
        f"format = {values['format']}",
        'name = "small"',
        f"version = {values['version']}",
        'title = "A pack for tests"',
        "dim = 8",
        "grid = 2",
    ]
    for key, name in NAMES.items():
        data = (folder / name).read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        lines += [
            f"[files.{key}]",
            f'path = "{name}"',
            f'sha256 = "{sha256}"',
            f"bytes = {len(data)}",
        ]
    lines += ["[preprocess]", f"size = {values['size']}", "mean = [1, 2, 3]", "std = [4, 5, 6]"]
    lines += ['resize_mode = "letterbox"', "[text]", "max_tokens = 16", "vocabulary = 100"]
    for kind in values["kinds"].split():
        lines += [f"[decision.{kind}]", RULE]
    return "\n".join(lines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "small"
    made.mkdir()
    for name in NAMES.values():
        (made / name).write_bytes(name.encode() * 10)
    write_card(made)
    return made


def write_card(folder: Path, **changes: str) -> None:
    (folder / CARD_NAME).write_text(card_text(folder, **changes), encoding="utf-8")


def test_a_whole_pack_is_loaded(folder: Path) -> None:
    pack = load_pack(folder)
    assert pack.path("text") == folder / "text.onnx"
    assert pack.card.preprocess.resize_mode is ResizeMode.LETTERBOX
    assert pack.card.preprocess.std == (4.0, 5.0, 6.0)
    assert pack.card.rules[QueryKind.PHOTO].none_similarity == 0.4
    assert pack.fingerprint.startswith(pack.short_fingerprint)
    assert len(pack.short_fingerprint) == 16


@pytest.mark.parametrize("name", NAMES.values())
def test_one_changed_byte_is_found_and_named(folder: Path, name: str) -> None:
    data = bytearray((folder / name).read_bytes())
    data[3] ^= 1
    (folder / name).write_bytes(bytes(data))
    with pytest.raises(ModelPackError, match=name):
        load_pack(folder)


@pytest.mark.parametrize("name", [*NAMES.values(), CARD_NAME])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelPackError, match="small"):
        load_pack(folder)


def test_a_truncated_file_is_named(folder: Path) -> None:
    (folder / "image.onnx").write_bytes(b"image")
    with pytest.raises(ModelPackError, match=r"image\.onnx"):
        load_pack(folder)


@pytest.mark.parametrize(
    "changes",
    [
        {"size": "4"},
        {"size": '"wide"'},
        {"kinds": "photo text"},
        {"version": "not toml"},
    ],
)
def test_a_card_that_makes_no_sense_is_refused(folder: Path, changes: dict[str, str]) -> None:
    write_card(folder, **changes)
    with pytest.raises(ModelPackError, match=r"model\.toml"):
        load_pack(folder)


def test_a_pack_for_a_newer_program_is_refused(folder: Path) -> None:
    write_card(folder, format="3")
    with pytest.raises(ModelPackError, match="format 3"):
        load_pack(folder)


def test_a_file_outside_the_pack_is_refused(folder: Path) -> None:
    card = folder / CARD_NAME
    card.write_text(card.read_text().replace('"text.onnx"', '"../text.onnx"'))
    with pytest.raises(ModelPackError, match="outside"):
        load_pack(folder)


def test_a_card_that_is_no_text_is_refused(folder: Path) -> None:
    (folder / CARD_NAME).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ModelPackError, match=r"model\.toml"):
        read_card(folder / CARD_NAME)


def test_fingerprint_changes_with_preprocessing_and_weights_only(folder: Path) -> None:
    first = load_pack(folder).fingerprint
    write_card(folder, version='"2.0.0"')
    assert load_pack(folder).fingerprint == first
    write_card(folder, size="224")
    resized = load_pack(folder).fingerprint
    (folder / "image.onnx").write_bytes(b"other weights")
    write_card(folder, size="224")
    assert len({first, resized, load_pack(folder).fingerprint}) == 3


def test_packs_are_found_by_name(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "another"
    other.mkdir()
    write = (other / CARD_NAME).write_text
    write("name = 'another'")
    (tmp_path / "no-pack").mkdir()
    assert find_packs([tmp_path, tmp_path / "absent"]) == [other, folder]


def test_the_shipped_pack_is_whole_and_small_enough() -> None:
    pack = load_pack(SHIPPED)
    total = sum(file.n_bytes for file in pack.card.files.values())
    assert total <= 40_000_000
    assert {"G-iconic", "W", "S"} <= set(pack.card.metrics)


@pytest.mark.parametrize("content", ["a = " + "[" * 20_000, "format = " + "9" * 5_000])
def test_a_card_that_goes_over_the_limits_of_its_reader_is_refused(
    folder: Path, content: str
) -> None:
    (folder / CARD_NAME).write_text(content, encoding="utf-8")
    with pytest.raises(ModelPackError):
        read_card(folder / CARD_NAME)
