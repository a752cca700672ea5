"""CLIP's byte-pair encoding with a handful of merges."""

from __future__ import annotations

import gzip
import importlib.util
import string
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.core.errors import ModelPackError
from desktop_app.vision.clip_tokenizer import ClipTokenizer, clean
from desktop_app.vision.tokenizer import ClipBatches

MERGES = ("t h", "th e</w>", "m u", "mu g</w>", "r e", "re d</w>", "l l", "' r", "'r e</w>")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("clip") / "merges.txt"
    made.write_text("\n".join(MERGES) + "\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def tokenizer(file: Path) -> ClipTokenizer:
    return ClipTokenizer(file)


def merged(place: int) -> int:
    return 512 + place


def test_the_vocabulary_is_bytes_merges_and_two_ends(tokenizer: ClipTokenizer) -> None:
    assert tokenizer.vocabulary == 512 + len(MERGES) + 2
    assert (tokenizer.begin, tokenizer.end) == (521, 522)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("the", [merged(1)]),
        ("THE  mug\n", [merged(1), merged(3)]),
        ("the&amp;mug", [merged(1), 256 + ord("&") - 33, merged(3)]),
        ("12", [256 + ord("1") - 33, 256 + ord("2") - 33]),
        ("", []),
        ("Ａ", [256 + ord("a") - 33]),
        ("mmug", [ord("m") - 33, merged(3)]),
        ("muu", [merged(2), 256 + ord("u") - 33]),
        ("llll", [merged(6), ord("l") - 33, 256 + ord("l") - 33]),
    ],
)
def test_known_words(tokenizer: ClipTokenizer, text: str, ids: list[int]) -> None:
    assert tokenizer.encode(text) == ids


def test_english_endings_are_words_of_their_own(tokenizer: ClipTokenizer) -> None:
    assert tokenizer.encode("the're") == [merged(1), *tokenizer.encode("'re")]


@given(st.text(max_size=200))
def test_any_text_has_ids_within_the_vocabulary(tokenizer: ClipTokenizer, text: str) -> None:
    assert all(0 <= number < tokenizer.begin for number in tokenizer.encode(text))


@given(st.text(max_size=80))
def test_no_byte_of_a_text_is_lost(tokenizer: ClipTokenizer, text: str) -> None:
    tokens = {number: token for token, number in tokenizer._ids.items()}
    words = "".join(tokens[number] for number in tokenizer.encode(text)).replace("</w>", "")
    assert len(words) == len("".join(clean(text).split()).encode("utf-8", "replace"))


def test_a_batch_begins_ends_and_is_filled_up(file: Path) -> None:
    batches = ClipBatches(file, max_tokens=6, pad_id=7)
    ids, mask = batches.encode_batch(["the mug", "", "mug " * 9])
    assert ids.dtype == np.int64
    assert ids[0].tolist() == [521, merged(1), merged(3), 522, 7, 7]
    assert ids[1].tolist() == [521, 522, 7, 7, 7, 7]
    assert ids[2].tolist() == [521, *[merged(3)] * 4, 522]
    assert mask.sum(axis=1).tolist() == [4, 2, 6]


@pytest.mark.parametrize("content", ["one\n", "a b c\n", "zz top\n", "\n", "\xff"])
def test_a_file_that_holds_no_merges_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "merges.txt"
    file.write_bytes(content.encode("latin-1"))
    with pytest.raises(ModelPackError, match=r"merges\.txt"):
        ClipBatches(file, max_tokens=8)


def test_openclip_says_the_same(tmp_path: Path) -> None:
    """Where OpenCLIP is installed; what its ftfy repairs (× before ³ ...) is left out."""
    if importlib.util.find_spec("open_clip") is None:
        pytest.skip("open_clip is not installed")
    from open_clip.tokenizer import SimpleTokenizer, default_bpe

    lines = gzip.decompress(Path(default_bpe()).read_bytes()).decode("utf-8").split("\n")
    file = tmp_path / "merges.txt"
    file.write_text("\n".join(lines[1 : 49152 - 256 - 2 + 1]), encoding="utf-8")
    ours, theirs = ClipTokenizer(file), SimpleTokenizer()
    rng = np.random.default_rng(0)
    signs = string.ascii_letters + string.digits + string.punctuation + "  äöüßéñ的一是不αβγ½²"
    for _ in range(5000):
        text = "".join(rng.choice(list(signs), rng.integers(1, 40)))
        assert ours.encode(text) == theirs.encode(text), text
