"""Pairs of products that a model confuses, from photos that were asked one by one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from desktop_app.core.quality import AskedPhoto, LookAlikes

CLOSE = 0.02
"""A lead of less than this over the nearest other product is luck."""

MOST_PAIRS = 500


def look_alikes(
    asked: Iterable[AskedPhoto], close: float = CLOSE, most: int = MOST_PAIRS
) -> tuple[LookAlikes, ...]:
    """Pairs that are confused or nearly so, those most often confused first, then the nearest."""
    photos = list(asked)
    counts: dict[int, int] = defaultdict(int)
    pairs: dict[tuple[int, int], list[AskedPhoto]] = defaultdict(list)
    for photo in photos:
        counts[photo.product_id] += 1
        if photo.rival_id and _margin(photo) < close:
            pairs[_key(photo)].append(photo)
    found = [_pair(key, near, counts) for key, near in pairs.items()]
    found.sort(key=lambda pair: (-pair.wrong, pair.margin, pair.first_id, pair.second_id))
    return tuple(found[:most])


def _margin(photo: AskedPhoto) -> float:
    return photo.own_similarity - photo.rival_similarity


def _key(photo: AskedPhoto) -> tuple[int, int]:
    return min(photo.product_id, photo.rival_id), max(photo.product_id, photo.rival_id)


def _pair(key: tuple[int, int], near: Sequence[AskedPhoto], counts: dict[int, int]) -> LookAlikes:
    worst = min(near, key=lambda photo: (_margin(photo), photo.photo_id))
    shown = {worst.product_id: worst.photo_id, worst.rival_id: worst.rival_photo_id}
    return LookAlikes(
        *key,
        wrong=sum(
            not photo.is_right and photo.guess.proposed[:1] == (photo.rival_id,) for photo in near
        ),
        asked=sum(counts[number] for number in key),
        similarity=max(photo.rival_similarity for photo in near),
        margin=_margin(worst),
        first_photo_id=shown[key[0]],
        second_photo_id=shown[key[1]],
    )
