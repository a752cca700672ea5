"""Words to token ids, English and Chinese alike."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import sentencepiece

from desktop_app.core.errors import ModelPackError
from desktop_app.core.messages import MessageId

TokenIds: TypeAlias = npt.NDArray[np.int64]
TokenMask: TypeAlias = npt.NDArray[np.float32]


def normalise_text(text: str) -> str:
    """One spelling for what people read as the same: NFKC, case folded, single spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    printable = "".join(c if c.isprintable() else " " for c in folded)
    return " ".join(printable.split())


class Tokenizer:
    """SentencePiece subwords (Kudo and Richardson, EMNLP 2018), cut to a longest length; 0 pads."""

    def __init__(self, path: Path, max_tokens: int) -> None:
        self.max_tokens = max_tokens
        self._processor = sentencepiece.SentencePieceProcessor()
        try:
            # Bytes instead of a path: the library cannot open every path on Windows.
            self._processor.LoadFromSerializedProto(path.read_bytes())
        except (OSError, RuntimeError) as error:
            reason = path.name
            raise ModelPackError(
                MessageId.MODEL_DAMAGED, name=path.parent.name, reason=reason
            ) from error

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
