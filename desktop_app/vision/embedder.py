"""Runs the networks of a model pack: photos, words, or both become unit embeddings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.errors import ModelPackError
from desktop_app.core.explanation import Area
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box, Embedding, RgbImage
from desktop_app.vision.model_card import FUSION
from desktop_app.vision.model_pack import ModelPack
from desktop_app.vision.network import BAD_INPUT, Network, Wiring
from desktop_app.vision.preprocess import Pixels, preprocess, seen_area
from desktop_app.vision.tokenizer import TokenIds, TokenMask, normalise_text, open_tokenizer

MAX_BATCH = 16
"""Photos in one run of a network; a larger batch only costs memory."""

Floats: TypeAlias = npt.NDArray[np.float32]
FUSION_INPUTS = ("grid", "tokens", "has_photo", "mask", "photo", "text")


class EmbeddingError(ModelPackError):
    """The network gave numbers that are not finite; `rows` are the places in the batch."""

    def __init__(self, name: str, rows: Sequence[int]) -> None:
        self.rows = tuple(rows)
        super().__init__(MessageId.MODEL_OUTPUT, name=name)


class Embedder:
    """A loaded pack. Not for several threads at once; the worker process owns one.

    Args:
        pack: verified by `load_pack`.
        providers: execution providers of ONNX Runtime, most wanted first.
        threads: threads within an operator; 0 leaves the choice to ONNX Runtime.

    Raises:
        ModelPackError: a network cannot be loaded or is not what the card says.
    """

    def __init__(self, pack: ModelPack, providers: Sequence[str], threads: int = 0) -> None:
        self.pack = pack
        self._spec = pack.card.preprocess
        self._tokenizer = open_tokenizer(pack)
        if self._tokenizer.vocabulary > pack.card.text.vocabulary:
            raise self._unusable("tokenizer")
        names = self._names = pack.card.names
        self._image = Network(pack, "image", Wiring([names.pixels], [names.photo, names.grid]))
        self._text = Network(
            pack, "text", Wiring([names.ids, names.mask], [names.text, names.tokens])
        )
        self._fusion = None
        if FUSION in pack.card.files:
            self._fusion = Network(pack, FUSION, Wiring(FUSION_INPUTS, ["embedding"]))
        for network in (self._image, self._text, self._fusion):
            if network is not None:
                network.load(providers, threads)
        self._last_grids: Floats | None = None

    @property
    def dim(self) -> int:
        return self.pack.card.dim

    @property
    def active_providers(self) -> tuple[str, ...]:
        """What really runs the image side, read back from its session, first choice first."""
        return tuple(self._image.providers)

    def warm_up(self) -> None:
        """One run of everything, so that the first photo of a person does not pay for it.

        Raises:
            ModelPackError: the networks are not what the card says.
        """
        side = self._spec.size
        try:
            self.embed_pairs([np.zeros((side, side, 3), dtype=np.uint8)], ["warm up"])
        except BAD_INPUT as error:
            raise self._unusable(str(error)) from error

    def embed_photos(
        self, batch: Sequence[RgbImage], boxes: Sequence[Box | None] | None = None
    ) -> Embedding:
        """Unit rows, shape (n, dim), in order.

        Raises:
            EmbeddingError: some rows are not finite.
        """
        return self._photos(batch, boxes)[0]

    def local_embeddings(
        self, batch: Sequence[RgbImage], boxes: Sequence[Box | None] | None = None
    ) -> Floats:
        """Local embeddings, shape (n, grid, grid, dim), rows of the picture first.

        Their mean over the grid, brought to unit length, is the embedding of the photo. The grid
        is 0 in a pack without local embeddings.
        """
        return self._as_grids(self._photos(batch, boxes)[1])

    def last_grids(self) -> Floats | None:
        """Local embeddings of the photos embedded last; None before the first."""
        return self._last_grids

    def seen_area(self, width: int, height: int, box: Box | None) -> Area:
        """The part of a picture of *width* x *height* that the grid of *box* in it covers."""
        return seen_area(width, height, box, self._spec)

    def embed_texts(self, texts: Sequence[str]) -> Embedding:
        """Unit rows, shape (n, dim), in order.

        Raises:
            EmbeddingError: some rows are not finite.
        """
        return self._texts(*self._tokenizer.encode_batch(texts))[0]

    def embed_pairs(
        self,
        photos: Sequence[RgbImage],
        texts: Sequence[str],
        boxes: Sequence[Box | None] | None = None,
    ) -> Embedding:
        """Photo i and text i as one unit row, shape (n, dim); an empty text changes nothing.

        Raises:
            ValueError: not as many texts as photos.
            EmbeddingError: some rows are not finite.
        """
        if len(photos) != len(texts):
            raise ValueError("each photo needs its text")
        photo, grid = self._photos(photos, boxes)
        if self._fusion is None:
            return self._mixed(photo, texts)
        ids, mask = self._tokenizer.encode_batch(texts)
        text, tokens = self._texts(ids, mask)
        return self.fuse(photo, grid, text, tokens, mask)

    def fuse(
        self, photo: Embedding, grid: Floats, text: Embedding, tokens: Floats, mask: TokenMask
    ) -> Embedding:
        """Fuse what the two sides gave; rows with an all-zero mask keep their photo embedding."""
        if len(photo) == 0 or self._fusion is None:
            return photo
        inputs = {
            "grid": grid,
            "tokens": tokens,
            "has_photo": np.ones((len(photo), 1), dtype=np.float32),
            "mask": mask,
            "photo": photo,
            "text": text,
        }
        return self._checked(self._fusion.run(inputs)[0])

    def _mixed(self, photo: Embedding, texts: Sequence[str]) -> Embedding:
        """Weighted mean of photo and words, brought to unit length: fusion for a pack without."""
        share = self.pack.card.photo_weight
        written = [row for row, text in enumerate(texts) if normalise_text(text)]
        if not written or share is None:
            return photo
        mixed = photo.copy()
        words = self.embed_texts([texts[row] for row in written])
        mixed[written] = share * photo[written] + (1 - share) * words
        return self._checked(mixed)

    def _photos(
        self, batch: Sequence[RgbImage], boxes: Sequence[Box | None] | None
    ) -> tuple[Embedding, Floats]:
        wanted = [None] * len(batch) if boxes is None else list(boxes)
        if len(wanted) != len(batch):
            raise ValueError("each photo needs its box, or None")
        pixels = [preprocess(rgb, self._spec, box) for rgb, box in zip(batch, wanted, strict=True)]
        embedding, local = self.embed_pixels(pixels)
        self._last_grids = self._as_grids(local)
        return embedding, local

    def _as_grids(self, local: Floats) -> Floats:
        side = self.pack.card.grid
        return local.reshape(len(local), side, side, self.dim)

    def embed_pixels(self, pixels: Sequence[Pixels]) -> tuple[Embedding, Floats]:
        """Embedding (n, dim) and local embeddings (n, grid * grid, dim) of preprocessed photos."""
        n_local = self.pack.card.grid**2
        embeddings, grids = [self._none()], [self._none(n_local)]
        for span in _spans(len(pixels), self._image):
            embedding, *grid = self._image.run({self._names.pixels: np.stack(pixels[span])})
            embeddings.append(self._sized(embedding))
            grids += [self._sized(part, n_local) for part in grid]
        return self._checked(np.concatenate(embeddings)), self._stacked(grids, len(pixels))

    def _texts(self, ids: TokenIds, mask: TokenMask) -> tuple[Embedding, Floats]:
        embeddings, states = [self._none()], [self._none(ids.shape[1])]
        for span in _spans(len(ids), self._text):
            inputs: dict[str, npt.NDArray[Any]] = {self._names.ids: ids[span]}
            inputs[self._names.mask] = mask[span]
            embedding, *tokens = self._text.run(inputs)
            embeddings.append(self._sized(embedding))
            states += [self._sized(part, ids.shape[1]) for part in tokens]
        return self._checked(np.concatenate(embeddings)), self._stacked(states, len(ids))

    def _none(self, *between: int) -> Floats:
        return np.zeros((0, *between, self.dim), dtype=np.float32)

    def _sized(self, rows: Floats, *between: int) -> Floats:
        """*rows*, if they have the size that the card promises."""
        if rows.shape[1:] == (*between, self.dim):
            return rows
        raise self._unusable(f"{rows.shape[1:]} numbers instead of {(*between, self.dim)}")

    def _stacked(self, parts: Sequence[Floats], n: int) -> Floats:
        """Local embeddings of *n* rows; none for each row where the network gives none."""
        if n and len(parts) == 1:
            return np.zeros((n, 0, self.dim), dtype=np.float32)
        return np.concatenate(parts)

    def _checked(self, embedding: Embedding) -> Embedding:
        """Finite unit rows; the last division removes what rounding on a device left."""
        length = np.linalg.norm(embedding, axis=1, keepdims=True)
        wrong = ~(np.isfinite(length[:, 0]) & (length[:, 0] > 0))
        if wrong.any():
            raise EmbeddingError(self.pack.card.name, np.flatnonzero(wrong).tolist())
        return np.asarray(embedding / length, dtype=np.float32)

    def _unusable(self, reason: str) -> ModelPackError:
        return ModelPackError(MessageId.MODEL_UNUSABLE, name=self.pack.card.name, reason=reason)


def _spans(n: int, network: Network) -> Iterator[slice]:
    """Rows that go through the network together."""
    step = 1 if network.is_for_one else MAX_BATCH
    return (slice(first, first + step) for first in range(0, n, step))
