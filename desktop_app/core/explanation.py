"""Why two photos are alike: which regions of each made their similarity, and which correspond."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from desktop_app.core.analysis import ModelInfo, PhotoInput

Values: TypeAlias = npt.NDArray[np.float32]
"""One number a region, shape (rows, columns), first row at the top of the picture."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the upright picture, in shares of its width and height, 0 to 1 from upper left.

    What the network sees of a photo that is padded to a square reaches beyond the picture.
    """

    left: float
    top: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.left + self.width / 2, self.top + self.height / 2


WHOLE = Area(0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True, eq=False)
class PhotoGrid:
    """Local embeddings of a photo.

    Attributes:
        cells: shape (rows, columns, dim); their mean, of unit length, is the photo's embedding.
        area: the part of the picture that the grid covers.
    """

    cells: npt.NDArray[np.float32]
    area: Area = WHOLE


@dataclass(frozen=True, slots=True, eq=False)
class ContributionMap:
    """How much each region of a photo adds to a similarity.

    Attributes:
        values: shape (rows, columns); their sum is the similarity, and a region may take away.
        area: the part of the picture that the regions cover.
    """

    values: Values
    area: Area = WHOLE

    def cell(self, row: int, column: int) -> Area:
        """Where one region lies in the picture."""
        return self.block(row, column, row, column)

    def block(self, top: int, left: int, bottom: int, right: int) -> Area:
        """The smallest rectangle around regions (*top*, *left*) to (*bottom*, *right*)."""
        rows, columns = self.values.shape
        width, height = self.area.width / columns, self.area.height / rows
        return Area(
            self.area.left + left * width,
            self.area.top + top * height,
            (right - left + 1) * width,
            (bottom - top + 1) * height,
        )


@dataclass(frozen=True, slots=True)
class RegionPair:
    """A region of the query and the region of the other photo that corresponds to it best.

    `contribution` is what the two add to the similarity.
    """

    query: Area
    reference: Area
    contribution: float


@dataclass(frozen=True, slots=True, eq=False)
class Explanation:
    """Why the query photo and a catalogue photo are alike.

    Attributes:
        similarity: cosine of the embeddings of the two photos, without the words of the query.
        query, reference: what the regions of either photo add; each map sums to `similarity`.
        pairs: the regions that correspond best, strongest first.
    """

    similarity: float
    query: ContributionMap
    reference: ContributionMap
    pairs: tuple[RegionPair, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferingRegion:
    """A region of the query that agrees with one of two photos more than with the other.

    Attributes:
        query: the region of the query.
        first, second: where the two photos come nearest to it.
        difference: what it adds to the similarity with the first, less the same for the second.
    """

    query: Area
    first: Area
    second: Area
    difference: float

    @property
    def speaks_for_first(self) -> bool:
        return self.difference > 0


@dataclass(frozen=True, slots=True, eq=False)
class Contrast:
    """Where the query tells two catalogue photos apart.

    Attributes:
        first, second: why the query is like each of them.
        difference: map of the query; its sum is the first similarity less the second.
        regions: the regions that tell most, strongest first.
    """

    first: Explanation
    second: Explanation
    difference: ContributionMap
    regions: tuple[DifferingRegion, ...] = ()


class Explainer(Protocol):
    """Explains likeness; `desktop_app.vision.worker.VisionWorker` is the real one.

    Safe to call from several threads. Both methods raise `UserError`: a photo cannot be read, or
    the model pack has no local embeddings.
    """

    @property
    def model(self) -> ModelInfo:
        """The pack that makes the embeddings."""

    def explain(self, query: PhotoInput, reference: PhotoInput) -> Explanation:
        """Why *query* is like *reference*."""

    def contrast(self, query: PhotoInput, first: PhotoInput, second: PhotoInput) -> Contrast:
        """Where *query* is more like *first* than like *second*, and the other way round."""
