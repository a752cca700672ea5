"""Runs the networks of a model pack: photos, words, or both become unit embeddings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.errors import ModelPackError
from desktop_app.core.explanation import Area
from desktop_app.core.messages import MessageId
from desktop_app.core.types import Box, Embedding, RgbImage
from desktop_app.vision.crop_spec import NO_CROPS, CentralCrops
from desktop_app.vision.engine import Pairs
from desktop_app.vision.grid_merging import merged_grid
from desktop_app.vision.model_card import FUSION, HALF
from desktop_app.vision.model_pack import ModelPack
from desktop_app.vision.network import (
    BAD_INPUT,
    CPU_TEXT_ROWS,
    CUDA,
    Network,
    ProviderChoice,
    Wiring,
)
from desktop_app.vision.object_box import ThingMap, find_box
from desktop_app.vision.preprocess import Pixels, central_crop, preprocess, seen_area
from desktop_app.vision.tokenizer import TokenIds, TokenMask, normalise_text, open_tokenizer

Floats: TypeAlias = npt.NDArray[np.float32]
FUSION_INPUTS = ("grid", "tokens", "has_photo", "mask", "photo", "text")


class EmbeddingError(ModelPackError):
    """The network gave numbers that are not finite; `rows` are the places in the batch."""

    def __init__(self, name: str, rows: Sequence[int]) -> None:
        self.rows = tuple(rows)
        super().__init__(MessageId.MODEL_OUTPUT, name=name)


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What the image network says of n preprocessed photos.

    Attributes:
        embedding: unit rows, shape (n, dim).
        local: local embeddings, shape (n, grid * grid, dim).
        thing: where the main thing is, one map a photo; none where the pack has no such output.
    """

    embedding: Embedding
    local: Floats
    thing: Sequence[ThingMap] = ()


@dataclass(frozen=True, slots=True, eq=False)
class _Looks:
    """A batch seen whole, and the photos with a main thing seen once more, near.

    Attributes:
        whole: all photos, each as a whole or within the box that was asked for.
        boxes: where the main thing of each photo is, pixels of the photo; None: fills it.
        near: the photos that have a box, in order.
        sizes: width and height of each photo, pixels.
    """

    whole: _Look
    boxes: tuple[Box | None, ...]
    near: _Look
    sizes: tuple[tuple[int, int], ...]

    @property
    def rows(self) -> list[int]:
        """Places in the batch of the photos in `near`."""
        return [row for row, box in enumerate(self.boxes) if box is not None]

    def seen_whole(self, wanted: Sequence[Box | None]) -> list[int]:
        """Places of the photos for which a box was neither asked nor found."""
        pairs = zip(self.boxes, wanted, strict=True)
        return [row for row, found in enumerate(pairs) if found == (None, None)]


class Embedder:
    """A loaded pack. Not for several threads at once; the worker process owns one.

    Args:
        pack: verified by `load_pack`.
        providers: execution providers of ONNX Runtime, most wanted first.
        threads: threads within an operator; 0 leaves the choice to ONNX Runtime.

    Raises:
        ModelPackError: a network cannot be loaded or is not what the card says.
    """

    def __init__(
        self, pack: ModelPack, providers: Sequence[ProviderChoice], threads: int = 0
    ) -> None:
        self.pack = pack
        self._spec = pack.card.preprocess
        self._tokenizer = open_tokenizer(pack)
        if self._tokenizer.vocabulary > pack.card.text.vocabulary:
            raise self._unusable("tokenizer")
        names = self._names = pack.card.names
        outputs = [names.photo, names.grid, names.thing]
        self._image = _image_network(pack, Wiring([names.pixels], outputs), providers, threads)
        words = Wiring([names.ids, names.mask], [names.text, names.tokens])
        self._text = Network(pack, "text", words, cpu_rows=CPU_TEXT_ROWS)
        self._fusion = None
        if FUSION in pack.card.files:
            self._fusion = Network(pack, FUSION, Wiring(FUSION_INPUTS, ["embedding"]))
        for network in (self._text, self._fusion):
            if network is not None:
                network.load(providers, threads)
        self._last: _Looks | None = None

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
        """Unit rows of photos of a catalogue, shape (n, dim), in order.

        A photo without a box is looked at as a whole and, where the pack finds a main thing that
        does not fill it, once more near that thing; its embedding is the mean of both looks.

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
        self._photos(batch, boxes)
        grids = self.last_grids()
        assert grids is not None  # noqa: S101  (photos were embedded a line above)
        return grids

    def last_grids(self) -> Floats | None:
        """Local embeddings of the photos embedded last; None before the first."""
        return None if self._last is None else self._merged(self._last)

    def last_boxes(self) -> tuple[Box | None, ...]:
        """Where the main things of the photos embedded last are, in pixels of these photos.

        None: the thing fills the photo, the photo came with a box, or the pack finds none.
        """
        return () if self._last is None else self._last.boxes

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
    ) -> Pairs:
        """Asked photo i alone, and photo i and text i as one; an empty text changes nothing.

        A photo is looked at as in `embed_photos`. Where no box is asked for and none found, its
        central crops are looked at as well, if the pack wants them.

        Raises:
            ValueError: not as many texts as photos.
            EmbeddingError: some rows are not finite.
        """
        if len(photos) != len(texts):
            raise ValueError("each photo needs its text")
        photo, grid = self._photos(photos, boxes, self.pack.card.central_crops)
        if not any(map(normalise_text, texts)):
            return Pairs(photo, photo)
        if self._fusion is None:
            return Pairs(photo, self._mixed(photo, texts))
        ids, mask = self._tokenizer.encode_batch(texts)
        text, tokens = self._texts(ids, mask)
        return Pairs(photo, self.fuse(photo, grid, text, tokens, mask))

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
        self,
        batch: Sequence[RgbImage],
        boxes: Sequence[Box | None] | None,
        crops: CentralCrops = NO_CROPS,
    ) -> tuple[Embedding, Floats]:
        wanted = [None] * len(batch) if boxes is None else list(boxes)
        if len(wanted) != len(batch):
            raise ValueError("each photo needs its box, or None")
        pixels = [preprocess(rgb, self._spec, box) for rgb, box in zip(batch, wanted, strict=True)]
        self._last = looks = self._looks(batch, wanted, self._look(pixels))
        embedding, local = looks.whole.embedding.copy(), looks.whole.local.copy()
        if looks.rows:
            embedding[looks.rows] += looks.near.embedding
            local[looks.rows] = looks.near.local
        self._add_crops(embedding, batch, looks.seen_whole(wanted), crops)
        return self._checked(embedding), local

    def _add_crops(
        self,
        embedding: Embedding,
        batch: Sequence[RgbImage],
        rows: Sequence[int],
        crops: CentralCrops,
    ) -> None:
        """Add the looks at the middle of the photos at *rows* to their embeddings."""
        for side in crops.sides if rows else ():
            cut = [(batch[row], central_crop(batch[row], side)) for row in rows]
            seen = self._look([preprocess(rgb, self._spec, box) for rgb, box in cut])
            embedding[rows] += crops.weight * seen.embedding

    def _looks(
        self, batch: Sequence[RgbImage], wanted: Sequence[Box | None], whole: _Look
    ) -> _Looks:
        """Look again at the main things, but not where a person said what to look at."""
        sizes = tuple((rgb.shape[1], rgb.shape[0]) for rgb in batch)
        boxes: list[Box | None] = [None] * len(batch)
        spec = self.pack.card.object_box
        for row, thing in enumerate(whole.thing if spec else ()):
            if wanted[row] is None and spec is not None:
                boxes[row] = find_box(thing, *sizes[row], spec)
        found = [(rgb, box) for rgb, box in zip(batch, boxes, strict=True) if box is not None]
        near = self._look([preprocess(rgb, self._spec, box) for rgb, box in found])
        return _Looks(whole, tuple(boxes), near, sizes)

    def _merged(self, looks: _Looks) -> Floats:
        """The grids of a batch, what was seen near laid over what was seen of the whole."""
        grids, side = self._as_grids(looks.whole.local).copy(), self.pack.card.grid
        if side == 0:
            return grids
        for place, row in enumerate(looks.rows):
            box, (width, height) = looks.boxes[row], looks.sizes[row]
            near = self._as_grids(looks.near.local[place : place + 1])[0]
            grids[row] = merged_grid(grids[row], near, self.seen_area(width, height, box))
        return grids

    def _as_grids(self, local: Floats) -> Floats:
        side = self.pack.card.grid
        return local.reshape(len(local), side, side, self.dim)

    def embed_pixels(self, pixels: Sequence[Pixels]) -> tuple[Embedding, Floats]:
        """Embedding (n, dim) and local embeddings (n, grid * grid, dim) of preprocessed photos."""
        look = self._look(pixels)
        return look.embedding, look.local

    def things(self, pixels: Sequence[Pixels]) -> Sequence[ThingMap]:
        """Where the main thing is in preprocessed photos; none where the pack does not say."""
        return self._look(pixels).thing

    def _look(self, pixels: Sequence[Pixels]) -> _Look:
        n_local = self.pack.card.grid**2
        embeddings, grids = [self._none()], [self._none(n_local)]
        things: list[ThingMap] = []
        for span in _spans(len(pixels), self._image):
            embedding, *rest = self._image.run({self._names.pixels: np.stack(pixels[span])})
            embeddings.append(self._sized(embedding))
            if self._names.thing:
                things += self._maps(rest.pop())
            grids += [self._sized(part, n_local) for part in rest]
        embedding = self._checked(np.concatenate(embeddings))
        return _Look(embedding, self._stacked(grids, len(pixels)), things)

    def _maps(self, things: Floats) -> list[ThingMap]:
        """One square map a photo; what is no probability counts as nothing there."""
        if things.ndim != 3 or things.shape[1] != things.shape[2]:
            raise self._unusable("the map of the main thing is not square")
        return list(np.clip(np.nan_to_num(things), 0, 1))

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


def _image_network(
    pack: ModelPack, wiring: Wiring, providers: Sequence[ProviderChoice], threads: int
) -> Network:
    """The image network, with half the digits where the pack has that and a GPU really runs it."""
    wished = providers[0] if isinstance(providers[0], str) else providers[0][0]
    if wished == CUDA and HALF in pack.card.files:
        network = Network(pack, HALF, wiring)
        network.load(providers, threads)
        if network.providers[:1] == [CUDA]:
            return network
    network = Network(pack, "image", wiring)
    network.load(providers, threads)
    return network


def _spans(n: int, network: Network) -> Iterator[slice]:
    """Rows that go through the network together."""
    first = 0
    while first < n:
        step = network.most_rows  # fewer once memory has run out
        yield slice(first, first + step)
        first += step
