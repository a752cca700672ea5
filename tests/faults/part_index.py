"""C1-C7: damaged and stale index files, exact search as the judge, many threads, odd vectors."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from desktop_app.index.exact_index import ExactIndex
from desktop_app.index.hnsw_graph import HnswParameters
from desktop_app.index.hnsw_index import HnswIndex
from desktop_app.services.gallery_state import SearchKind
from tests.faults.registry import ROOT, Fault, Tally
from tests.faults.shop import in_child
from tests.services import gallery_samples
from tests.services.gallery_samples import (
    DIM,
    FakeCatalogue,
    make_gallery,
    settle,
    unit_vectors,
)

SIZE = 400
QUERIES = 15
SHOWN = 3
LEAST_RECALL = 0.93
"""Of 15 queries in a small graph with few links; C3 measures recall properly."""


def _flip(content: bytes, rng: random.Random) -> bytes:
    spoiled = bytearray(content)
    spoiled[rng.randrange(len(spoiled))] ^= 1 << rng.randrange(8)
    return bytes(spoiled)


def _page(content: bytes, rng: random.Random, fill: bytes) -> bytes:
    start = 4096 * rng.randrange(max(1, len(content) // 4096))
    return content[:start] + fill[: len(content[start : start + 4096])] + content[start + 4096 :]


DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    lambda content, rng: content[: rng.randrange(len(content))],
    lambda content, rng: content + rng.randbytes(100),
    lambda content, rng: content[: len(content) // 2] + bytes(len(content) - len(content) // 2),
    lambda content, rng: _page(content, rng, bytes(4096)),
    lambda content, rng: _page(content, rng, rng.randbytes(4096)),
    lambda content, rng: _flip(content[:96], rng) + content[96:],
    _flip,
    lambda content, rng: b"",
)


def _published(folder: Path) -> FakeCatalogue:
    catalogue = FakeCatalogue()
    catalogue.save(unit_vectors(SIZE))
    gallery = make_gallery(catalogue, folder)
    gallery.open()
    settle(gallery)
    gallery.close()
    return catalogue


def _answers(catalogue: FakeCatalogue, folder: Path, seed: int, pipe: int) -> None:
    """Searches before, while and after the index is loaded or built; complaints into the pipe."""
    wrong: list[str] = []
    gallery = make_gallery(catalogue, folder)
    gallery.open()
    queries = unit_vectors(QUERIES, seed)
    for moment in ("at once", "settled"):
        for number in random.Random(seed).sample(sorted(catalogue.rows), 10):
            found = gallery.search(catalogue.rows[number].vector, 1)
            if not found or found[0][0].reference_id != number:
                wrong.append(f"{moment}: {number} does not find itself")
        right = total = 0
        for query in queries:
            found_ids = {reference.reference_id for reference, _ in gallery.search(query, 10)}
            right += len(found_ids.intersection(catalogue.nearest(query, 10)))
            total += 10
        if right < LEAST_RECALL * total:
            wrong.append(f"{moment}: recall {right / total:.3f}")
        settle(gallery)
    refused = gallery.state().refused
    gallery.close()
    os.write(pipe, json.dumps([wrong, refused]).encode())


def _held_to(catalogue: FakeCatalogue, folder: Path, seed: int, name: str) -> tuple[Tally, str]:
    status, told = in_child(partial(_answers, catalogue, folder, seed))
    if status != 0:
        return Tally(1, crashes=1, findings=(f"{name}: ended with {status}",)), ""
    wrong, refused = json.loads(told)
    findings = tuple(f"{name}: {text}" for text in wrong[:SHOWN])
    return Tally(1, wrong_unmarked=len(wrong), findings=findings), str(refused)


def _prepare(folder: Path) -> FakeCatalogue:
    """Made in a child, so that the parent of the trials has no threads."""
    holder: list[FakeCatalogue] = []
    catalogue = FakeCatalogue()
    catalogue.save(unit_vectors(SIZE))
    holder.append(catalogue)
    status, _ = in_child(lambda _pipe: _published(folder) and None)
    assert status == 0
    return holder[0]


def damaged_files(folder: Path, *, trials: int) -> Tally:
    """Graph, vectors or a manifest damaged in eight ways: never used, never a crash."""
    good, bad = folder / "good", folder / "bad"
    catalogue, rng, tally = _prepare(good), random.Random(7), Tally()
    rebuilt = 0
    for trial in range(trials):
        shutil.rmtree(bad, ignore_errors=True)
        shutil.copytree(good, bad)
        files = sorted(bad.iterdir())
        file = rng.choice(files)
        way = trial % len(DAMAGES)
        file.write_bytes(DAMAGES[way](file.read_bytes(), rng))
        counted, refused = _held_to(catalogue, bad, trial, f"damage {way} of {file.suffix}")
        rebuilt += refused != "None"
        tally += counted
    return tally + Tally(figures={"rebuilt": float(rebuilt)})


def stale_files(folder: Path, *, rounds: int) -> Tally:
    """Files of another time, catalogue, model or shape: caught up with, or not used."""
    good = folder / "good"
    tally = Tally()
    for seed in range(rounds):
        shutil.rmtree(good, ignore_errors=True)
        for name, change in _STALE.items():
            catalogue = _prepare(good)
            change(catalogue)
            counted, _ = _held_to(catalogue, good, seed, name)
            tally += counted
    return tally


def _other_model(catalogue: FakeCatalogue) -> None:
    """Other vectors under the same ids, as another model makes them."""
    catalogue.catalogue_id = "catalogue-1"
    for number, vector in zip(list(catalogue.rows), unit_vectors(SIZE, 99), strict=True):
        old = catalogue.rows[number]
        catalogue.rows[number] = gallery_samples.Stored(old.reference, old.generation, vector)


def _older(catalogue: FakeCatalogue) -> None:
    """A backup was restored: fewer rows, no tombstones for them, another name."""
    for number in sorted(catalogue.rows)[-100:]:
        del catalogue.rows[number]
    catalogue.catalogue_id = "restored"


_STALE: dict[str, Callable[[FakeCatalogue], object]] = {
    "newer references": lambda c: c.save(unit_vectors(60, 3)),
    "removed references": lambda c: c.delete(sorted(c.rows)[:50]),
    "both": lambda c: (c.delete(sorted(c.rows)[:50]), c.save(unit_vectors(60, 3))),
    "other catalogue": lambda c: setattr(c, "catalogue_id", "another"),
    "other vectors under the same ids": _other_model,
    "an older database": _older,
}


def against_exact(folder: Path, *, catalogues: int, queries: int) -> Tally:
    """Recall of the graphs against comparing with all, and everything finds itself."""
    tally, worst = Tally(), 1.0
    for seed in range(catalogues):
        vectors = unit_vectors(3000, seed)
        graphs, exact = HnswIndex(DIM, HnswParameters(), waiting_limit=50), ExactIndex(DIM)
        graphs.add(range(1, 3001), vectors)
        exact.add(range(1, 3001), vectors)
        while graphs.unfinished:
            graphs.link(256)
        right = sum(
            len(
                {n.reference_id for n in graphs.search(query, 10)}.intersection(
                    n.reference_id for n in exact.search(query, 10)
                )
            )
            for query in unit_vectors(queries, 1000 + seed)
        )
        recall = right / (10 * queries)
        alone = sum(graphs.search(v, 1)[0].similarity < 1 - 1e-5 for v in vectors)
        worst = min(worst, recall)
        findings = (f"catalogue {seed}: recall {recall:.4f}, {alone} alone",) * 1
        bad = recall < 0.98 or alone
        tally += Tally(queries, wrong_unmarked=int(bad), findings=findings if bad else ())
    return tally + Tally(figures={"index recall@10, the worst catalogue": worst})


def many_threads(folder: Path, *, seconds: float) -> Tally:
    """Add, remove, search, link and publish at once."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.index.thread_trial", str(folder / "index"), str(seconds)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=seconds + 120,
        check=False,
    )
    if ended.returncode != 0:
        return Tally(1, crashes=1, findings=(ended.stderr[-500:],))
    found = json.loads(ended.stdout)
    complaints = tuple(found.pop("complaints"))
    wrong = int(found.pop("wrong"))
    tried = sum(found.values())
    return Tally(tried, wrong_unmarked=wrong + len(complaints), findings=complaints)


def odd_vectors(folder: Path, *, trials: int) -> Tally:
    """NaN, infinite, zero, long, of another shape: refused before the library sees them."""
    del folder
    rng, tally = np.random.default_rng(3), Tally()
    index = HnswIndex(DIM)
    sound = unit_vectors(100)
    index.add(range(1, 101), sound)
    for trial in range(trials):
        odd = _odd_vector(rng, trial)
        for name, call in (
            ("query", lambda odd=odd: index.search(odd, 3)),
            ("add", lambda odd=odd, trial=trial: index.add([1000 + trial], odd[None])),
        ):
            try:
                call()
            except ValueError:
                tally += Tally(1)
            except Exception as error:
                tally += Tally(1, crashes=1, findings=(f"{name} {trial % 7}: {error!r}",))
            else:
                tally += Tally(1, wrong_unmarked=1, findings=(f"{name} {trial % 7} accepted",))
    healthy = all(index.search(v, 1)[0].similarity > 1 - 1e-5 for v in sound)
    return tally + Tally(1, wrong_unmarked=int(not healthy))


def _odd_vector(rng: np.random.Generator, trial: int) -> np.ndarray:
    vector = unit_vectors(1, int(rng.integers(1 << 30)))[0].copy()
    place = int(rng.integers(DIM))
    match trial % 7:
        case 0:
            vector[place] = np.nan
        case 1:
            vector[place] = np.inf
        case 2:
            vector[place] = -np.inf
        case 3:
            vector[:] = 0
        case 4:
            vector *= float(rng.uniform(1.5, 1e6))
        case 5:
            return vector[:-1]
        case _:
            return np.concatenate([vector, vector])
    return vector


def odd_numbers(folder: Path) -> Tally:
    """k of 0, 1, n, n+1 and more; none, one, all removed; filters that leave some or nothing."""
    del folder
    tally = Tally()
    for size in (0, 1, 5, 60):
        for gone in (0, size // 2, size):
            index = HnswIndex(DIM, waiting_limit=3)
            index.add(range(1, size + 1), unit_vectors(max(size, 1))[:size])
            while index.unfinished:
                index.link(16)
            index.remove(range(1, gone + 1))
            left = size - gone
            for k in (0, 1, left, left + 1, 1000):
                found = len(index.search(unit_vectors(1, 5)[0], k))
                inside = len(index.search_within(unit_vectors(1, 5)[0], [1, size, size + 9], k))
                bad = found != min(k, left) or inside > min(k, 2)
                text = f"{size} less {gone}, k {k}: {found} found"
                tally += Tally(1, wrong_unmarked=int(bad), findings=(text,) if bad else ())
    return tally


def search_while_building(folder: Path, *, size: int) -> Tally:
    """The same answers as comparing with all, in time, with progress in sight."""
    catalogue = FakeCatalogue()
    catalogue.save(unit_vectors(size))
    gallery = make_gallery(catalogue, folder, HnswIndex(DIM))
    gallery.open()
    matrix = np.stack([row.vector for row in catalogue.rows.values()])
    times, wrong, seen = [], 0, set()
    queries = unit_vectors(200, 9)
    for query in queries:
        state = gallery.state()
        seen.add((state.kind, state.building))
        started = time.perf_counter()
        found = [similarity for _, similarity in gallery.search(query, 10)]
        times.append(1000 * (time.perf_counter() - started))
        best = np.sort(matrix @ query)[::-1][:10]
        wrong += not np.allclose(found, best, atol=1e-5)
    gallery.abandon()
    gallery.close()
    was_building = (SearchKind.EXACT, True) in seen
    slow = float(np.percentile(times, 95))
    findings = tuple(
        text
        for text, bad in (
            (f"{wrong} of {len(queries)} answers differ", wrong),
            ("the index was not being built", not was_building),
            (f"95 % of searches took up to {slow:.0f} ms", slow > 100),
        )
        if bad
    )
    figures: dict[str, float | str] = {f"search in {size} while building, 95 %, ms": slow}
    return Tally(len(queries), wrong_unmarked=wrong, findings=findings, figures=figures)


FAULTS = (
    Fault(
        "C1",
        "index or manifest damaged in 8 ways",
        partial(damaged_files, trials=16),
        partial(damaged_files, trials=1600),
        full_limit_s=2400,
    ),
    Fault(
        "C2",
        "stale index: other time, catalogue, vectors",
        partial(stale_files, rounds=1),
        partial(stale_files, rounds=8),
    ),
    Fault(
        "C3",
        "graphs against exact search",
        partial(against_exact, catalogues=1, queries=200),
        partial(against_exact, catalogues=5, queries=2000),
    ),
    Fault(
        "C4",
        "add, remove, search, publish at once (operations)",
        partial(many_threads, seconds=5),
        partial(many_threads, seconds=180),
    ),
    Fault(
        "C5",
        "vectors that are none",
        partial(odd_vectors, trials=140),
        partial(odd_vectors, trials=2100),
    ),
    Fault("C6", "k and filters at the edges", odd_numbers, odd_numbers),
    Fault(
        "C7",
        "search while the index is built",
        partial(search_while_building, size=20_000),
        partial(search_while_building, size=50_000),
    ),
)
