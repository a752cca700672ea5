"""Train the tokenizer: subwords of every English and Chinese product text at hand."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import sentencepiece

from desktop_app.vision.tokenizer import Tokenizer, normalise_text


def train_tokenizer(
    texts: Iterable[str], vocabulary: int, file: Path, max_tokens: int
) -> Tokenizer:
    """Unigram model; its first id is padding, unseen signs become one unknown token."""
    file.parent.mkdir(parents=True, exist_ok=True)
    corpus = sorted({normalise_text(t) for t in texts})
    written = io.BytesIO()  # with files instead, their absolute paths would end up in the model
    sentencepiece.SentencePieceTrainer.Train(
        sentence_iterator=iter(corpus),
        model_writer=written,
        vocab_size=vocabulary,
        model_type="unigram",
        character_coverage=1.0,
        pad_id=0,
        unk_id=1,
        bos_id=-1,
        eos_id=-1,
        hard_vocab_limit=False,
        input_sentence_size=0,
        num_threads=1,
        minloglevel=2,
    )
    file.write_bytes(written.getvalue())
    return Tokenizer(file, max_tokens)
