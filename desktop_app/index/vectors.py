"""The gate in front of every index: only finite unit vectors and usable ids pass.

hnswlib accepts NaN and zero vectors without a word, and ten of them among a thousand make more
than a quarter of the good ones unfindable; so nothing unchecked may reach it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from desktop_app.core.types import Embedding

LENGTH_TOLERANCE = 1e-3
"""How far from 1 the length of a unit vector may be; float32 rounding stays far below."""

LARGEST_ID = 2**63 - 1


def checked_vectors(vectors: Embedding, dim: int) -> Embedding:
    """*vectors* as a contiguous float32 matrix of shape (n, dim).

    Raises:
        ValueError: wrong shape, NaN, infinity, or a length other than 1.
    """
    matrix = np.asarray(vectors)
    if matrix.ndim != 2 or matrix.shape[1] != dim:
        raise ValueError(f"vectors of shape {matrix.shape} instead of (n, {dim})")
    if matrix.dtype.kind != "f":
        raise ValueError(f"vectors of type {matrix.dtype} instead of float32")
    matrix = np.ascontiguousarray(matrix, dtype=np.float32)
    if not is_unit(matrix).all():
        raise ValueError("a vector is not finite or not of unit length")
    return matrix


def checked_query(query: Embedding, dim: int) -> Embedding:
    """*query* as contiguous float32 of shape (dim,); raises as `checked_vectors`."""
    if _is_plain_row(query, dim) and _is_unit_row(query):  # as nearly all are
        return query
    if np.ndim(query) != 1:
        raise ValueError(f"query of shape {np.shape(query)} instead of ({dim},)")
    row: Embedding = checked_vectors(np.asarray(query)[np.newaxis], dim)[0]
    return row


def checked_ids(ids: Sequence[int], count: int) -> list[int]:
    """*ids* as plain integers.

    Raises:
        ValueError: not *count* of them, a double one, or one outside 1 .. 2^63 - 1.
    """
    plain = [int(number) for number in ids]
    if len(plain) != count:
        raise ValueError(f"{len(plain)} ids for {count} vectors")
    if len(set(plain)) != count:
        raise ValueError("an id is given twice")
    if any(not 1 <= number <= LARGEST_ID for number in plain):
        raise ValueError("an id is not a positive 64-bit number")
    return plain


def is_unit(matrix: Embedding) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """For each row of shape (n, dim) whether it is finite and of unit length."""
    with np.errstate(over="ignore", invalid="ignore"):
        lengths = np.sqrt(np.einsum("ij,ij->i", matrix, matrix))
        near: np.ndarray[tuple[int], np.dtype[np.bool_]] = np.abs(lengths - 1.0) <= LENGTH_TOLERANCE
    return near


def _is_plain_row(query: object, dim: int) -> bool:
    return (
        type(query) is np.ndarray
        and query.dtype == np.float32
        and query.shape == (dim,)
        and query.flags.c_contiguous
    )


def _is_unit_row(row: Embedding) -> bool:
    """As `is_unit` of one row, in a tenth of the time; `vdot` warns of no overflow."""
    return abs(math.sqrt(np.vdot(row, row)) - 1.0) <= LENGTH_TOLERANCE
