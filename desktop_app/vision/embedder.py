"""Runs the three networks of a model pack: photos, words, or both become unit embeddings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
from onnxruntime.capi import onnxruntime_pybind11_state as ort_state
from onnxruntime.capi.onnxruntime_inference_collection import InferenceSession

from desktop_app.core.errors import ModelPackError
from desktop_app.core.explanation import Area
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box, Embedding, RgbImage
from desktop_app.vision.model_pack import ModelPack
from desktop_app.vision.preprocess import Pixels, preprocess, seen_area
from desktop_app.vision.tokenizer import TokenIds, Tokenizer, TokenMask

MAX_BATCH = 16
"""Photos in one run of a network; a larger batch only costs memory."""

Floats: TypeAlias = npt.NDArray[np.float32]
_LOAD_ERRORS = (
    ort_state.Fail,
    ort_state.InvalidArgument,
    ort_state.InvalidGraph,
    ort_state.InvalidProtobuf,
    ort_state.NotImplemented,
    ort_state.RuntimeException,
)


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
        self._tokenizer = Tokenizer(pack.path("tokenizer"), pack.card.text.max_tokens)
        if self._tokenizer.vocabulary > pack.card.text.vocabulary:
            raise _unusable(pack, "tokenizer")
        self._image = _session(pack, "image", providers, threads)
        self._text = _session(pack, "text", providers, threads)
        self._fusion = _session(pack, "fusion", providers, threads)
        self._last_grids: Floats | None = None

    @property
    def dim(self) -> int:
        return self.pack.card.dim

    @property
    def active_providers(self) -> tuple[str, ...]:
        """What really runs the image side, read back from its session, first choice first."""
        return tuple(self._image.get_providers())

    def warm_up(self) -> None:
        """One run of everything, so that the first photo of a person does not pay for it."""
        side = self._spec.size
        self.embed_pairs([np.zeros((side, side, 3), dtype=np.uint8)], ["warm up"])

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

        Their mean over the grid, brought to unit length, is the embedding of the photo.
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
        ids, mask = self._tokenizer.encode_batch(texts)
        text, tokens = self._texts(ids, mask)
        return self.fuse(photo, grid, text, tokens, mask)

    def fuse(
        self, photo: Embedding, grid: Floats, text: Embedding, tokens: Floats, mask: TokenMask
    ) -> Embedding:
        """Fuse what the two sides gave; rows with an all-zero mask keep their photo embedding."""
        if len(photo) == 0:
            return photo
        inputs = {
            "grid": grid,
            "tokens": tokens,
            "has_photo": np.ones((len(photo), 1), dtype=np.float32),
            "mask": mask,
            "photo": photo,
            "text": text,
        }
        return self._checked(_run(self._fusion, inputs)[0])

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
        embeddings = [np.zeros((0, self.dim), dtype=np.float32)]
        grids = [np.zeros((0, self.pack.card.grid**2, self.dim), dtype=np.float32)]
        for first in range(0, len(pixels), MAX_BATCH):
            stacked = np.stack(pixels[first : first + MAX_BATCH])
            embedding, grid = _run(self._image, {"pixels": stacked})
            embeddings.append(embedding)
            grids.append(grid)
        return self._checked(np.concatenate(embeddings)), np.concatenate(grids)

    def _texts(self, ids: TokenIds, mask: TokenMask) -> tuple[Embedding, Floats]:
        embeddings = [np.zeros((0, self.dim), dtype=np.float32)]
        states = [np.zeros((0, ids.shape[1], self.dim), dtype=np.float32)]
        for first in range(0, len(ids), MAX_BATCH):
            span = slice(first, first + MAX_BATCH)
            embedding, tokens = _run(self._text, {"ids": ids[span], "mask": mask[span]})
            embeddings.append(embedding)
            states.append(tokens)
        return self._checked(np.concatenate(embeddings)), np.concatenate(states)

    def _checked(self, embedding: Embedding) -> Embedding:
        """Finite unit rows; the last division removes what rounding on a device left."""
        length = np.linalg.norm(embedding, axis=1, keepdims=True)
        wrong = ~(np.isfinite(length[:, 0]) & (length[:, 0] > 0))
        if wrong.any():
            raise EmbeddingError(self.pack.card.name, np.flatnonzero(wrong).tolist())
        return np.asarray(embedding / length, dtype=np.float32)


def _run(session: Any, inputs: dict[str, npt.NDArray[Any]]) -> list[Any]:
    outputs: list[Any] = session.run(None, inputs)
    return outputs


def _session(pack: ModelPack, key: str, providers: Sequence[str], threads: int) -> Any:
    options = ort_state.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    try:
        return InferenceSession(
            str(pack.path(key)), sess_options=options, providers=list(providers)
        )
    except _LOAD_ERRORS as error:
        raise _unusable(pack, f"{pack.card.files[key].path}: {error}") from error


def _unusable(pack: ModelPack, reason: str) -> ModelPackError:
    return ModelPackError(MessageId.MODEL_UNUSABLE, name=pack.card.name, reason=reason)
