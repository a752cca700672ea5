"""Train the tokenizer: subwords of every English and Chinese product text at hand."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import sentencepiece

from desktop_app.vision.tokenizer import Tokenizer, normalise_text


def train_tokenizer(
    texts: Iterable[str], vocabulary: int, file: Path, max_tokens: int
) -> Tokenizer:
    """Unigram model; its first id is padding, unseen signs become one unknown token."""
    file.parent.mkdir(parents=True, exist_ok=True)
    corpus = file.with_suffix(".txt")
    corpus.write_text("\n".join(sorted({normalise_text(t) for t in texts})), encoding="utf-8")
    sentencepiece.SentencePieceTrainer.Train(
        input=str(corpus),
        model_prefix=str(file.with_suffix("")),
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
    corpus.unlink()
    file.with_suffix(".vocab").unlink()
    return Tokenizer(file, max_tokens)
