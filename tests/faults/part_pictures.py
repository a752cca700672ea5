"""F1-F6: damaged and hostile pictures, through the worker process of the program."""

from __future__ import annotations

import struct
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import numpy as np
import psutil

from desktop_app.catalog.database import Database
from desktop_app.catalog.photo_store import PhotoStore
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.analysis import AnalysisRequest, PhotoAnalysis, PhotoInput
from desktop_app.core.errors import PhotoError
from desktop_app.core.messages import MessageId
from desktop_app.services.catalogue_import import CatalogueImport
from desktop_app.vision.decode import decode_picture
from desktop_app.vision.picture_header import read_header
from desktop_app.vision.worker import VisionWorker
from tests.fakes import FakeGallery
from tests.faults import picture_parts
from tests.faults.hostile_pictures import mutant, seeds
from tests.faults.registry import Fault, Tally
from tests.vision import fake_engines
from tests.vision import picture_samples as samples

EVERYTHING = AnalysisRequest(embedding=True, barcodes=True, copies=True)
BATCH = 50
MOST_S, MOST_BYTES = 10.0, 3 * 2**30


def fake_worker(folder: Path) -> VisionWorker:
    """The worker process of the program with an engine that needs no model."""
    return VisionWorker(folder, engine=fake_engines.FAKE, read_model=fake_engines.model)


Mutate = Callable[[int, dict[str, bytes]], tuple[str, bytes]]


def mutants(folder: Path, count: int, mutate: Mutate = mutant) -> Tally:
    """F1, F2: each is a picture or a refusal that names it; nothing takes long or much memory."""
    sound, kinds, findings = seeds(), Counter[str](), []
    worker, slowest, peak, pids = fake_worker(folder), 0.0, 0, set()
    try:
        for first in range(0, count, BATCH):
            made = [mutate(n, sound) for n in range(first, min(first + BATCH, count))]
            began = time.monotonic()
            outcomes = worker.analyse([PhotoInput(n, data=d) for n, d in made], EVERYTHING)
            slowest = max(slowest, (time.monotonic() - began))
            pids.add(worker.pid)
            peak = max(peak, _memory(worker.pid))
            for (name, _), outcome in zip(made, outcomes, strict=True):
                kind, problem = _judged(name, outcome)
                kinds[kind] += 1
                findings += problem
    finally:
        worker.close()
    if slowest > MOST_S * BATCH or peak > MOST_BYTES:
        findings.append(f"{slowest:.1f} s a batch, {peak // 2**20} MiB")
    figures: dict[str, float | str] = dict(kinds)
    figures |= {"slowest batch of 50, s": round(slowest, 2), "worker, MiB": peak // 2**20}
    figures["workers that died"] = len(pids - {None}) - 1
    return Tally(tried=count, findings=tuple(findings[:20]), figures=figures)


def _judged(name: str, outcome: PhotoAnalysis | PhotoError) -> tuple[str, list[str]]:
    if isinstance(outcome, PhotoAnalysis):
        bad = outcome.name != name or outcome.embedding is None
        return "pictures", [f"{name}: a picture of {outcome.name}"] if bad else []
    named = dict(outcome.message.params).get("name") == name
    kind = outcome.message.id.value
    odd = not kind.startswith("photo_") or not named
    return kind, [f"{name}: {outcome}"] if odd else []


def _memory(pid: int | None) -> int:
    try:
        return psutil.Process(pid).memory_info().rss if pid else 0
    except psutil.Error:
        return 0


def bombs(_folder: Path) -> Tally:
    """F3: refused from the header, at once."""
    jpeg = samples.encode("jpeg", samples.scene())
    gif = samples.encode("gif", samples.scene())
    made = {
        "wide.png": samples.png_claiming(2**31 - 1, 1),
        "square.png": samples.png_claiming(30_000, 30_000),
        "high.png": samples.png_claiming(1, 20_001),
        "zero.png": samples.png_claiming(0, 0),
        "large.gif": b"GIF89a" + struct.pack("<HH", 65535, 65535) + gif[10:],
        "frames.gif": gif[:-1] + gif[13:-1] * 20_000 + b";",
        "large.bmp": b"BM" + bytes(12) + struct.pack("<Iii", 40, 30_000, -30_000) + bytes(40),
        "large.jpg": b"\xff\xd8\xff\xc0\0\x11\x08" + struct.pack(">HH", 60_000, 60_000) + jpeg,
        "segments.jpg": b"\xff\xd8" + b"\xff\xe1\0\x02" * 10**6 + jpeg[2:],
        "exif.jpg": samples.jpeg_with_exif(jpeg, b"MM\0*\0\0\0\x08\xff\xff" + bytes(60_000)),
        "chunks.png": samples.PNG_MAGIC + samples.png_chunk(b"tEXt", b"") * 10**5,
        "large.webp": b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0" + bytes(4) + b"\xff\xff\x3f" * 2,
        "wide.tif": samples.tiff(np.zeros((2, 30_001), np.uint8)),
    }
    findings, slowest = [], 0.0
    for name, data in made.items():
        began = time.perf_counter()
        try:
            header = read_header(data, name)
            if header.width * header.height > 50_000_000:
                findings.append(f"{name} was let through")
        except PhotoError as error:
            if dict(error.message.params)["name"] != name:
                findings.append(f"{name}: {error}")
        slowest = max(slowest, time.perf_counter() - began)
    if slowest > 0.25:
        findings.append(f"{slowest:.2f} s to refuse a header")
    return Tally(len(made), findings=tuple(findings), figures={"slowest, ms": 1e3 * slowest})


def truncations(_folder: Path, points: int) -> Tally:
    """F4: what was cut off is refused, whatever its format."""
    findings, tried = [], 0
    for name, data in seeds().items():
        for part in np.linspace(0.01, 0.95, points):
            tried += 1
            cut = data[: max(1, int(len(data) * part))]
            try:
                decode_picture(cut, name)
            except PhotoError as error:
                if error.message.id not in {MessageId.PHOTO_UNREADABLE, MessageId.PHOTO_FORMAT}:
                    findings.append(f"{name} at {part:.2f}: {error}")
                continue
            findings.append(f"{name} at {part:.2f} was taken for whole")
    wrong = sum("taken for whole" in finding for finding in findings)
    return Tally(tried, wrong_unmarked=wrong, findings=tuple(findings[:20]))


def kinds(_folder: Path) -> Tally:
    """F5: the same upright pixels of every format and turn; other kinds of pixels near them."""
    scene, findings, tried = samples.scene(), [], 0
    for name in samples.TURNABLE:
        for turn in range(1, 9):
            tried += 1
            data = samples.encode(name, samples.stored_for(scene, turn), turn)
            findings += _differs(f"{name} turned {turn}", data, scene, 4)
    noisy = decode_picture(seeds()["plain.png"], "plain").pixels
    for name, data in seeds().items():
        if name.startswith(("turned", "alpha", "grey", "deep", "cmyk", "palette")):
            continue
        tried += 1
        findings += _differs(name, data, noisy, _tolerance(name))
    return Tally(tried, wrong_unmarked=len(findings), findings=tuple(findings))


def _tolerance(name: str) -> int:
    """Mean distance that the format makes of the noise in the picture; GIF has 256 colours."""
    if name.endswith("gif"):
        return 25
    return 15 if name.endswith(("jpg", "jpeg", "webp")) else 1


def _differs(name: str, data: bytes, wanted: np.ndarray, tolerance: int) -> list[str]:
    pixels = decode_picture(data, name).pixels
    if pixels.shape != wanted.shape:
        return [f"{name}: {pixels.shape}"]
    away = np.abs(pixels.astype(int) - wanted.astype(int))
    mean = float(away.mean())
    return [f"{name}: {mean:.1f} of 255 away"] if mean > tolerance else []


NAMES = ("gloves", "перчатки", "手套", "手袋 てぶくろ", "장갑", "قفازات", "γάντια", "x" * 120)


def bad_folder(folder: Path, files: int) -> Tally:
    """F6: the good photos are all in, each bad one is named, and a second import adds nothing."""
    source, sound = folder / "source", seeds()
    good, bad = 0, 0
    for number in range(files):
        name = f"{NAMES[number % len(NAMES)]} {number}"
        place = source / name
        place.mkdir(parents=True)
        noise = np.random.default_rng(number).integers(0, 255, (24, 24, 3), np.uint8)
        data = samples.encode("png", noise)
        if number % 20 == 7:
            data, bad = sound["plain.jpeg"][: 60 + number % 100], bad + 1
        else:
            good += 1
        (place / f"{name}.png").write_bytes(data)
    (source / "around").symlink_to(source, target_is_directory=True)
    (source / "caf\udce9 no unicode").mkdir()
    (source / "caf\udce9 no unicode" / "a\udce9.png").write_bytes(sound["plain.png"])
    worker, database = fake_worker(folder), Database.open(folder / "data" / "catalogue.sqlite")
    repository, store = CatalogRepository(database), PhotoStore(folder / "data")
    try:
        importer = CatalogueImport(repository, store, worker, FakeGallery())
        first = importer.run(source)
        again = importer.run(source)
    finally:
        worker.close()
    photos = len(repository.photo_hashes())
    database.close()
    findings = [] if photos == good else [f"{photos} photos of {good}"]
    named = [str(row.message) for row in first.photo_problems]
    if len(named) != bad or len(set(named)) != bad:
        findings.append(f"{len(set(named))} of {bad} bad photos are named")
    if again.added or again.updated or again.photos_added:
        findings.append(f"the second time: {again.added} added, {again.photos_added} photos")
    if len(first.rejected) != 1:
        findings.append(f"rejected: {[str(row.message) for row in first.rejected]}")
    return Tally(files + 1, lost=max(0, good - photos), findings=tuple(findings))


FAULTS = (
    Fault(
        "F1",
        "mutated pictures through the worker",
        lambda folder: mutants(folder, 1_000),
        lambda folder: mutants(folder, 10_000),
    ),
    Fault(
        "F2",
        "pictures damaged part by part, with checksums that fit",
        lambda folder: mutants(folder, 500, picture_parts.mutant),
        lambda folder: mutants(folder, 20_000, picture_parts.mutant),
    ),
    Fault("F3", "decompression bombs", bombs, bombs),
    Fault(
        "F4",
        "truncated pictures",
        lambda folder: truncations(folder, 20),
        lambda folder: truncations(folder, 95),
    ),
    Fault("F5", "turns and kinds of pixels", kinds, kinds),
    Fault(
        "F6",
        "a folder of which one photo in twenty is bad",
        lambda folder: bad_folder(folder, 200),
        lambda folder: bad_folder(folder, 5_000),
    ),
)
