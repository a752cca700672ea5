"""Made-up views of every training photo, run once through the frozen trunk and kept on disk.

The trunk never learns, so its output for a view is computed once: several training runs then cost
the tail alone. Row order is fixed by the seed.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch
from augment import AugmentSpec, object_mask, view
from backbone import Trunk
from datasets import Collection, DecodedPhotos

from desktop_app.vision.preprocess import PreprocessSpec, normalise, preprocess


def training_photos(collection: Collection) -> list[int]:
    """Every photo that may be learned from: no validation photo, nothing of the warehouse."""
    where = collection.where
    return sorted(
        where("grocery", "catalogue")
        + where("grocery", "train")
        + where("surgical", role="gallery")
        + where("tools")
        + where("clothing")
        + where("apparel")
        + where("made_up")
    )


def views_of(collection: Collection, photo: int, counts: Mapping[str, int]) -> int:
    """How many made-up views a photo gets; key `set` or `set:role`."""
    record = collection.photos[photo]
    return counts.get(f"{record.data_set}:{record.role}", counts.get(record.data_set, 0))


class ViewCache:
    """`features` (rows, c, g, g) float16 on disk; `photo` and `plain` (not made up), (rows,)."""

    def __init__(self, folder: Path) -> None:
        self.photo = np.load(folder / "photo.npy")
        self.plain = np.load(folder / "plain.npy")
        self.features = np.load(folder / "features.npy", mmap_mode="r")


def build_views(
    folder: Path,
    collection: Collection,
    decoded: DecodedPhotos,
    trunk: Trunk,
    spec: PreprocessSpec,
    counts: Mapping[str, int],
    seed: int,
    augment: AugmentSpec,
    batch: int = 32,
) -> ViewCache:
    """Fill the cache, or go on where an earlier run stopped."""
    folder.mkdir(parents=True, exist_ok=True)
    photo, plain = _plan(collection, counts, seed)
    state = folder / "progress.json"
    done = json.loads(state.read_text())["rows"] if state.exists() else 0
    with torch.inference_mode():
        shape = trunk(torch.zeros(1, 3, spec.size, spec.size)).shape[1:]
    file, mode = folder / "features.npy", "r+" if done else "w+"
    rows = np.lib.format.open_memmap(file, mode, np.float16, (len(photo), *shape))
    np.save(folder / "photo.npy", photo)
    np.save(folder / "plain.npy", plain)
    maker = _ViewMaker(collection, decoded, spec, augment, seed)
    start = time.time()
    for first in range(done, len(photo), batch):
        span = range(first, min(first + batch, len(photo)))
        pixels = np.stack([maker.pixels(row, int(photo[row]), bool(plain[row])) for row in span])
        with torch.inference_mode():
            x = torch.from_numpy(pixels).to(memory_format=torch.channels_last)
            rows[first : first + len(span)] = trunk(x).half().numpy()
        if (first // batch) % 50 == 49:
            rows.flush()
            state.write_text(json.dumps({"rows": first + len(span)}))
            rate = (first + len(span) - done) / (time.time() - start)
            print(f"{first + len(span)}/{len(photo)} views, {rate:.1f}/s", flush=True)
    rows.flush()
    state.write_text(json.dumps({"rows": len(photo)}))
    return ViewCache(folder)


def _plan(
    collection: Collection, counts: Mapping[str, int], seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """One plain row a photo first, then the made-up views, shuffled: any beginning is of use."""
    photos = training_photos(collection)
    made_up = [i for i in photos for _ in range(views_of(collection, i, counts))]
    shuffled = np.random.default_rng(seed).permutation(np.array(made_up, dtype=np.int64))
    photo = np.concatenate([np.array(photos, dtype=np.int64), shuffled])
    return photo, np.arange(len(photo)) < len(photos)


class _ViewMaker:
    def __init__(
        self,
        collection: Collection,
        decoded: DecodedPhotos,
        spec: PreprocessSpec,
        augment: AugmentSpec,
        seed: int,
    ) -> None:
        self._decoded, self._spec, self._augment, self._seed = decoded, spec, augment, seed
        self._masks: dict[int, np.ndarray | None] = {}
        shops = collection.where("grocery", "train")[::11] + collection.where("clothing")[::6]
        self._backgrounds = [decoded[i] for i in shops or training_photos(collection)]

    def pixels(self, row: int, photo: int, plain: bool) -> np.ndarray:
        rgb, box = self._decoded[photo], self._decoded.box(photo)
        if plain:
            return preprocess(rgb, self._spec, box)
        if photo not in self._masks:
            self._masks[photo] = None if box else object_mask(rgb)
        rng = np.random.default_rng((self._seed, row))
        made = view(rgb, box, self._masks[photo], self._backgrounds, rng, self._augment)
        return normalise(made, self._spec)
