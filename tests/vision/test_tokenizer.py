"""Words, English and Chinese, to token ids."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.errors import ModelPackError
from desktop_app.vision.tokenizer import Tokenizer, normalise_text

PACK = Path(__file__).resolve().parents[2] / "models_onnx" / "shelfsight-base"
UNKNOWN = 1


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer(PACK / "tokenizer.model", max_tokens=48)


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("OAT  Milk", "oat milk"),
        ("ｏａｔ　ｍｉｌｋ", "oat milk"),
        ("STRASSE", "straße"),
        ("oat\tmilk\n", "oat milk"),
        ("ﬁne", "fine"),
        ("５００ｇ", "500g"),
        ("oat\x00milk", "oat milk"),
    ],
)
def test_what_people_read_as_the_same_is_the_same(typed: str, same: str) -> None:
    assert normalise_text(typed) == normalise_text(same)


@given(st.text(max_size=80))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise_text(text)
    assert normalise_text(once) == once


@pytest.mark.parametrize("text", ["oat milk", "screwdriver", "燕麦奶", "螺丝刀"])
def test_product_words_in_both_languages_are_known(tokenizer: Tokenizer, text: str) -> None:
    ids = tokenizer.encode(text)
    assert ids
    assert UNKNOWN not in ids


def test_common_words_are_few_tokens(tokenizer: Tokenizer) -> None:
    assert len(tokenizer.encode("milk")) <= 2
    assert len(tokenizer.encode("牛奶")) <= 2


def test_letter_case_and_width_do_not_matter(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("ＯＡＴ MILK") == tokenizer.encode("oat milk")


@given(st.text(max_size=400))
def test_any_text_has_ids_within_the_vocabulary(tokenizer: Tokenizer, text: str) -> None:
    ids = tokenizer.encode(text)
    assert len(ids) <= tokenizer.max_tokens
    assert all(0 < i < tokenizer.vocabulary for i in ids)


def test_a_batch_is_padded_and_masked(tokenizer: Tokenizer) -> None:
    ids, mask = tokenizer.encode_batch(["oat milk", "", "milk " * 200])
    assert ids.shape == mask.shape == (3, 48)
    assert ids.dtype == np.int64
    assert mask.dtype == np.float32
    assert mask[0].sum() == len(tokenizer.encode("oat milk"))
    assert mask[1].sum() == 0
    assert mask[2].all()
    assert (ids[mask == 0] == 0).all()


def test_a_damaged_tokenizer_names_its_file(tmp_path: Path) -> None:
    file = tmp_path / "tokenizer.model"
    file.write_bytes(b"this is no tokenizer")
    with pytest.raises(ModelPackError, match=r"tokenizer\.model"):
        Tokenizer(file, max_tokens=8)


def test_a_missing_tokenizer_names_its_file(tmp_path: Path) -> None:
    with pytest.raises(ModelPackError, match=r"tokenizer\.model"):
        Tokenizer(tmp_path / "tokenizer.model", max_tokens=8)
