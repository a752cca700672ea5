"""I1, I2, J1, K1: words and names that are orders, secrets, and what is to be forgotten."""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import tempfile
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
import psutil

from desktop_app.app import open_services
from desktop_app.core.analysis import PhotoInput
from desktop_app.core.camera import CameraChoice, stream_address
from desktop_app.core.errors import PhotoError, UserError
from desktop_app.core.product_filter import ProductFilter
from desktop_app.gui.messages import notice_of
from desktop_app.log_files import start_logging
from desktop_app.paths import DataFolder
from desktop_app.services.batch_runs import RunControl
from desktop_app.services.bundle import Services
from desktop_app.services.lookup import Query
from desktop_app.services.photo_files import find_photo
from desktop_app.services.zip_source import unpacked
from desktop_app.settings import Settings
from tests.faults.registry import Fault, Tally
from tests.services.import_samples import open_shop, write_csv
from tests.vision import picture_samples as samples

NAME, WORDS, PLACE = "Quxley wound 4711", "quxbandage zephyrword", "Quxward 12"
EXIF, SECRET = "GPSMARK7731 Quxstreet 5", "canary-Secr3t-0815"
_log = logging.getLogger("desktop_app.trial")


@contextmanager
def _opened(folder: Path, settings: Settings) -> Iterator[Services]:
    """The whole program without its window, with its log, on the model that it comes with."""
    data = DataFolder(folder / "data")
    root = logging.getLogger()
    before = root.handlers[:]
    start_logging(data)
    services = open_services(data, settings)
    try:
        yield services
    finally:
        services.close()
        for handler in [h for h in root.handlers if h not in before]:
            root.removeHandler(handler)
            handler.close()


def _photo(seed: int) -> bytes:
    """A JPEG with words in its metadata, as phones write place and owner."""
    noise = np.random.default_rng(seed).integers(0, 255, (30, 40, 3), np.uint8)
    pixels = np.kron(noise, np.ones((8, 8, 1), np.uint8)).astype(np.uint8)
    data = samples.encode("jpeg", pixels)
    comment = f"Exif\0\0MM\0*\0\0\0\x08\0\0{EXIF}".encode()
    note = EXIF.encode()
    blocks = b"\xff\xe1" + (len(comment) + 2).to_bytes(2, "big") + comment
    blocks += b"\xff\xfe" + (len(note) + 2).to_bytes(2, "big") + note
    return data[:2] + blocks + data[2:]


def _places(folders: list[Path], marks: dict[str, bytes]) -> list[str]:
    """`mark in file` for every file that holds one of the marks, names of files included."""
    found = []
    for folder in folders:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            data = file.read_bytes()
            shown = f"{file.relative_to(folder)}"
            found += [f"{mark} in {shown}" for mark, value in marks.items() if value in data]
            found += [
                f"{mark} names {shown}" for mark, v in marks.items() if v in os.fsencode(shown)
            ]
    return found


def _fill(services: Services, source: Path) -> None:
    """A catalogue, lookups, a batch, an inquiry, errors; all with what must not stay."""
    source.mkdir()
    for number in range(3):
        (source / f"good {number}.jpg").write_bytes(_photo(number))
    rows = [{"sku": f"S{n}", "name": f"Thing {n}", "photos": f"good {n}.jpg"} for n in range(3)]
    services.importer.run(write_csv(source / "goods.csv", rows))
    patients = source / PLACE
    patients.mkdir()
    photo, broken = patients / f"{NAME}.jpg", patients / f"{NAME} broken.jpg"
    photo.write_bytes(_photo(9))
    broken.write_bytes(_photo(9)[:200])
    for words in ("", WORDS):
        services.lookup.lookup(Query((PhotoInput.from_path(photo),), words))
    services.lookup.lookup(Query((), WORDS))
    for bad in (broken, patients / f"{NAME} gone.jpg"):
        try:
            services.lookup.lookup(Query((PhotoInput.from_path(bad),), WORDS))
        except UserError as error:
            _log.exception("lookup failed: %s", error)
    run = services.batches.begin([patients])
    services.batches.answer(run, RunControl(), lambda _number, _outcome: None)
    services.batches.leave(run.head.run_id)


def purge(folder: Path) -> Tally:
    """K1: after "delete the history" no byte of it is left, wherever the program writes."""
    temporary = folder / "temp"
    temporary.mkdir()
    tempfile.tempdir = os.environ["TMPDIR"] = str(temporary)
    findings, data = [], folder / "data"
    with _opened(folder, Settings(person="nurse")) as services:
        _fill(services, folder / "source")
        marks = {"words": WORDS.encode(), "name": NAME.encode(), "place": PLACE.encode()}
        marks |= {"metadata": EXIF.encode(), "zip of metadata": b"GPSMARK7731"}
        thumbnails = _thumbnails(data / "catalogue.sqlite")
        marks |= {f"picture {n}": blob[len(blob) // 2 :][:40] for n, blob in enumerate(thumbnails)}
        before = _places([data, temporary], marks)
        kept = {place.split(" in ")[0].split(" names ")[0] for place in before}
        expected = {"words", "name", *(mark for mark in marks if mark.startswith("picture"))}
        findings += [
            f"{mark} was not there before, so its end proves nothing" for mark in expected - kept
        ]
        findings += [place for place in before if place.startswith(("metadata", "zip of"))]
        findings += [place for place in before if "logs/" in place]
        services.save_settings(replace(services.settings, history_pictures=False, history_days=1))
        findings += [f"hospital: {p}" for p in _places([data], marks) if p.startswith("picture")]
        services.lookup.lookup(Query((PhotoInput(f"{NAME} later.jpg", data=_photo(11)),), WORDS))
        services.history.forget_all()
        for head in services.batches.runs(100):
            services.batches.delete(head.run_id)
    findings += _places([data, temporary], marks)
    return Tally(
        len(marks),
        lost=0,
        findings=tuple(findings[:20]),
        figures={"files with traces before": len(before)},
    )


def _thumbnails(file: Path) -> list[bytes]:
    with closing(sqlite3.connect(file)) as connection:
        rows = connection.execute("SELECT thumbnail FROM lookup WHERE thumbnail IS NOT NULL")
        return [bytes(row[0]) for row in rows]


def secrets(folder: Path) -> Tally:
    """J1: the password of a camera is in no file, log, copied detail or command line."""
    findings, seen = [], set()
    address = stream_address(f"rtsp://nurse:{SECRET}@127.0.0.1:9/stream?password={SECRET}")
    wrong = stream_address(f"http://nurse:{SECRET}@127.0.0.1:9/?token={SECRET}")
    if address is None or wrong is None:
        return Tally(findings=("the addresses are none",))
    stop = threading.Event()
    watcher = threading.Thread(target=_watch_commands, args=(seen, stop))
    watcher.start()
    with _opened(folder, Settings()) as services:
        choice = CameraChoice(address.to_remember)
        services.save_settings(services.settings.with_camera(choice))
        for each in (address, wrong):
            camera = services.cameras.open(each)
            end = time.monotonic() + 15
            while camera.problem is None and time.monotonic() < end:
                time.sleep(0.05)
            camera.close()
        try:
            Path(f"rtsp://nurse:{SECRET}@10.0.0.1/x").read_bytes()
        except OSError as problem:
            _log.exception("%s", problem)
            if SECRET in notice_of(problem).details:
                findings.append("the copied details hold the secret")
    stop.set()
    watcher.join()
    findings += _places([folder / "data"], {"secret": SECRET.encode()})
    findings += [f"in a command line: {line[:80]}" for line in seen]
    return Tally(4, findings=tuple(findings))


def _watch_commands(seen: set[str], stop: threading.Event) -> None:
    while not stop.wait(0.1):
        for child in psutil.Process().children(recursive=True):
            try:
                line = " ".join(child.cmdline())
            except psutil.Error:
                continue
            if SECRET in line:
                seen.add(line)


ORDERS = (
    "'; DROP TABLE product; --",
    '" OR ""="',
    "1; ATTACH DATABASE 'x' AS y",
    "%' OR 1=1 --",
    "_%_",
    "NEAR(a b, 5)",
    "name:x",
    '"unbalanced',
    "a AND OR NOT",
    "*",
    "^a + b",
    "{name sku}: x",
    "-x",
    "(((((",
    "\\",
    "\u202eevil",
    "<img src=//evil.invalid/x>",
    "${jndi:ldap://x}",
    "{0.__class__}",
    "%s%n%x",
    "../../etc/passwd",
    "' UNION SELECT sql FROM sqlite_master --",
    "x" * 5000,
    "𝕳𝖊𝖑𝖑𝖔",
    "Ω≈ç√∫˜µ",
    "\ufeffa",
    "a\u0000b",
    "\udce9",
    "ﷺ",
    "🧤" * 50,
)


def _order(number: int, chance: np.random.Generator) -> str:
    first, second = (ORDERS[int(chance.integers(len(ORDERS)))] for _ in range(2))
    return ORDERS[number] if number < len(ORDERS) else f"{first} {second}"


def injections(folder: Path, times: int) -> Tally:
    """I1: every search takes words as words; what was in the catalogue is in it afterwards."""
    chance, findings = np.random.default_rng(8), []
    shop = open_shop(folder / "data")
    usable = [
        o
        for o in ORDERS
        if "\0" not in o and "\udce9" not in o and "\u202e" not in o and len(o) < 60
    ]
    rows = [{"sku": f"I{n}", "name": name, "description": name} for n, name in enumerate(usable)]
    report = shop.importer.run(write_csv(folder / "orders.csv", rows))
    before = _content(folder / "data" / "catalogue.sqlite")
    repository = shop.repository
    names = {product.sku: product.name for product in repository.list_products(0, 1000)}
    for number in range(times):
        text = _order(number, chance)
        only = ProductFilter(category=text, brand=text, place=text)
        for search in (
            lambda t=text: repository.list_products(0, 10, t),
            lambda t=text: repository.find_by_code(t),
            lambda t=text: repository.product_by_sku(t),
            lambda t=text: repository.history(10, 0, t, None),
            lambda t=text: repository.text_match_ids(t),
            lambda t=text, f=only: repository.text_match_ids(t, f),
        ):
            try:
                search()
            except Exception as error:
                findings.append(f"{text[:40]!r}: {type(error).__name__}: {error}"[:200])
    shop.database.close()
    if _content(folder / "data" / "catalogue.sqlite") != before:
        findings.append("the catalogue has changed")
    if len(names) != report.added or any(name.strip() == "" for name in names.values()):
        findings.append(f"{report.added} products, {len(names)} there")
    return Tally(times, wrong_unmarked=0, findings=tuple(sorted(set(findings))[:20]))


def _content(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return hashlib.sha256(
            "\n".join(connection.iterdump()).encode("utf-8", "replace")
        ).hexdigest()


PARTS = ("..", "../..", "/etc", "C:", "\\\\server\\share", "a/..", ".", "con", "//x/y", "~", "sub")
LEAVES = ("secret.jpg", "passwd", "..\\secret.jpg", "a:stream.jpg", "secret.jpg\0.png", "x" * 300)


def traversals(folder: Path, times: int) -> Tally:
    """I2: no name in a table or archive reaches what lies outside its folder."""
    chance, findings = np.random.default_rng(9), []
    outside, root = folder / "outside", folder / "outside" / "root"
    root.mkdir(parents=True)
    (outside / "secret.jpg").write_bytes(b"outside")
    (root / "link.jpg").symlink_to(outside / "secret.jpg")
    (root / "around").symlink_to(outside, target_is_directory=True)
    temporary = folder / "temp"
    temporary.mkdir()
    tempfile.tempdir = str(temporary)
    before = _tree(folder)
    for number in range(times):
        depth = int(chance.integers(1, 5))
        parts = [PARTS[int(chance.integers(len(PARTS)))] for _ in range(depth)]
        name = "/".join([*parts, LEAVES[int(chance.integers(len(LEAVES)))]])
        fixed = ("link.jpg", "around/secret.jpg", str(outside / "secret.jpg"))
        name = fixed[number] if number < len(fixed) else name
        try:
            found = find_photo(root, name)
            findings.append(f"{name!r} was found: {found.path}")
        except PhotoError:
            pass
        findings += _unpacks_inside(folder, name)
    if _tree(folder) != before:
        findings.append("files have appeared, changed or gone")
    return Tally(2 * times, findings=tuple(findings[:10]))


def _unpacks_inside(folder: Path, name: str) -> list[str]:
    file = folder / "evil.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("good/good.png", b"x")
        archive.writestr(name, b"evil")
    try:
        with unpacked(file) as inside:
            home = Path(tempfile.gettempdir()).resolve()
            if not inside.resolve().is_relative_to(home):
                return [f"{name!r} leads out"]
    except UserError:
        pass
    finally:
        file.unlink()
    return []


def _tree(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(os.fsencode(path))
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


FAULTS = (
    Fault("I1", "orders as words", lambda f: injections(f, 150), lambda f: injections(f, 2_000)),
    Fault(
        "I2", "names that lead out", lambda f: traversals(f, 200), lambda f: traversals(f, 5_000)
    ),
    Fault("J1", "secrets", secrets, secrets),
    Fault("K1", "purge of the history", purge, purge),
)
