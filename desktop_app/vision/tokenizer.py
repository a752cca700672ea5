"""Words to token ids, English and Chinese alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt
import sentencepiece

from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId
from desktop_app.vision.clip_tokenizer import ClipTokenizer
from desktop_app.vision.model_card import TokenizerKind
from desktop_app.vision.model_pack import ModelPack

TokenIds: TypeAlias = npt.NDArray[np.int64]
TokenMask: TypeAlias = npt.NDArray[np.float32]


def normalise_text(text: str) -> str:
    """One spelling for what people read as the same: NFKC, case folded, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    printable = "".join(c if c.isprintable() else " " for c in folded)
    return " ".join(printable.split())


class TextTokenizer(Protocol):
    """What the embedder needs of a tokenizer."""

    @property
    def vocabulary(self) -> int:
        """How many token ids there are."""

    def encode_batch(self, texts: Sequence[str]) -> tuple[TokenIds, TokenMask]:
        """Ids (n, max_tokens), mask (n, max_tokens) with 1 where a token stands."""


def open_tokenizer(pack: ModelPack) -> TextTokenizer:
    """The tokenizer of a pack, of the kind that its card names.

    Raises:
        ModelPackError: the file is damaged.
    """
    path, spec = pack.path("tokenizer"), pack.card.text
    if spec.tokenizer is TokenizerKind.CLIP:
        return ClipBatches(path, spec.max_tokens, spec.pad_id)
    return Tokenizer(path, spec.max_tokens)


class Tokenizer:
    """SentencePiece subwords (Kudo and Richardson, EMNLP 2018), cut to a longest length; 0 pads."""

    def __init__(self, path: Path, max_tokens: int) -> None:
        self.max_tokens = max_tokens
        self._processor = sentencepiece.SentencePieceProcessor()
        try:
            # Bytes instead of a path: the library cannot open every path on Windows.
            self._processor.LoadFromSerializedProto(path.read_bytes())
        except (OSError, RuntimeError) as error:
            raise _damaged(path) from error

    @property
    def vocabulary(self) -> int:
        """How many token ids there are."""
        return int(self._processor.GetPieceSize())

    def encode(self, text: str) -> list[int]:
        """Token ids of one text, at most `max_tokens`; none for a text without a printable sign."""
        ids: list[int] = self._processor.EncodeAsIds(normalise_text(text))
        return ids[: self.max_tokens]

    def encode_batch(self, texts: Sequence[str]) -> tuple[TokenIds, TokenMask]:
        """Ids (n, max_tokens) padded with 0, mask (n, max_tokens) with 1 where a token stands."""
        ids = np.zeros((len(texts), self.max_tokens), dtype=np.int64)
        mask = np.zeros((len(texts), self.max_tokens), dtype=np.float32)
        for row, text in enumerate(texts):
            tokens = self.encode(text)
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        return ids, mask


class ClipBatches:
    """CLIP's tokens between the two that begin and end a text; what is too long loses its end."""

    def __init__(self, path: Path, max_tokens: int, pad_id: int = 0) -> None:
        self.max_tokens = max_tokens
        self._pad_id = pad_id
        try:
            self._tokenizer = ClipTokenizer(path)
        except (OSError, ValueError) as error:
            raise _damaged(path) from error

    @property
    def vocabulary(self) -> int:
        """How many token ids there are."""
        return self._tokenizer.vocabulary

    def encode_batch(self, texts: Sequence[str]) -> tuple[TokenIds, TokenMask]:
        """Ids (n, max_tokens), mask (n, max_tokens) with 1 where a token stands."""
        ids = np.full((len(texts), self.max_tokens), self._pad_id, dtype=np.int64)
        mask = np.zeros((len(texts), self.max_tokens), dtype=np.float32)
        for row, text in enumerate(texts):
            words = self._tokenizer.encode(text)[: self.max_tokens - 2]
            tokens = [self._tokenizer.begin, *words, self._tokenizer.end]
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        return ids, mask


def _damaged(path: Path) -> ModelPackError:
    return ModelPackError(MessageId.MODEL_DAMAGED, name=path.parent.name, reason=path.name)
