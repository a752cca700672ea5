"""B1-B9 and M1: full and unwritable disks, locks, instances, damage, clocks, threads, formats."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import event

from desktop_app.catalog import migrate as migrating
from desktop_app.catalog.backup_records import BackupReason
from desktop_app.catalog.backup_store import BackupStore
from desktop_app.catalog.database import Database
from desktop_app.catalog.inspection import inspect
from desktop_app.catalog.migrate import MIGRATIONS, newest_format
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.catalog.restore import restore
from desktop_app.core.disk_room import DiskRoom
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.messages import MessageId
from tests.catalog.samples import complete
from tests.catalog.shops import Place, filled
from tests.faults.registry import ROOT, Fault, Tally
from tests.faults.shop import MUCH, Promised, check_shop, in_child, opened, tell

NOBODY = 65534
ROOM = DiskRoom(Path("disk"), free=lambda _folder: MUCH)


# B1: the disk is full


def _fill_up(root: Path, pipe: int) -> None:
    """Save until nothing fits any more; the message has to say so."""
    with opened(root) as shop:
        for number in range(1, 4000, 4):
            try:
                shop.save(range(number, number + 4))
            except UserError as error:
                if error.message.id is not MessageId.DISK_FULL:
                    os.write(pipe, f"wrong {error.message.id}\n".encode())
                return
            tell(pipe, "saved", range(number, number + 4))
            if number % 80 == 1:
                with suppress(UserError):
                    shop.back_up()


def full_disks(folder: Path, *, points: int) -> Tally:
    """A small disk of its own, filled further at every point."""
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)], check=False
    )
    if mounted.returncode != 0:
        return _limited_files(folder, points=points)
    tally, rng = Tally(), random.Random(2)
    try:
        for point in range(points):
            root = disk / "shop"
            shutil.rmtree(root, ignore_errors=True)
            root.mkdir()
            (disk / "ballast").write_bytes(bytes(rng.randrange(0, 5_400_000)))
            status, told = in_child(partial(_fill_up, root))
            promised = Promised()
            wrong = [line for line in told.splitlines() if line.startswith("wrong")]
            promised.take("\n".join(x for x in told.splitlines() if not x.startswith("wrong")))
            if status != 0 or wrong:
                text = f"point {point}: ended with {status} {wrong}"
                tally += Tally(crashes=int(status != 0), findings=(text,))
            (disk / "ballast").unlink()
            tally += check_shop(root, promised, point)
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=False)
    return tally


def _limited_files(folder: Path, *, points: int) -> Tally:
    """Where nobody may mount a disk: files may not grow beyond a limit."""
    import resource
    import signal

    tally = Tally()
    for point in range(points):
        root, promised = folder / f"shop-{point}", Promised()
        root.mkdir()
        limit = 300_000 + 20_000 * point

        def work(pipe: int, root: Path = root, limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            with suppress(UserError):
                _fill_up(root, pipe)

        status, told = in_child(work)
        promised.take("\n".join(x for x in told.splitlines() if not x.startswith("wrong")))
        if status != 0:
            tally += Tally(crashes=1, findings=(f"limit {limit}: ended with {status}",))
        tally += check_shop(root, promised, point)
    return tally


# B2: nothing may be written


def unwritable(folder: Path) -> Tally:
    """Each folder in turn may not be written to; the message names the trouble, nothing is lost."""
    tally = Tally()
    for number, name in enumerate(
        (".", "photos", "thumbs", "index", "backups", "catalogue.sqlite")
    ):
        root = folder / str(number)
        promised = Promised(saved=set(range(1, 9)))
        in_child(partial(_prepare, root))
        _give_to_nobody(root)
        for path in sorted((root / name).rglob("*")) if name != "." else []:
            path.chmod(0o555 if path.is_dir() else 0o444)
        (root / name).chmod(0o444 if (root / name).is_file() else 0o555)
        status, told = in_child(partial(_as_nobody, root))
        if status != 0:
            tally += Tally(crashes=1, findings=(f"{name}: ended with {status} {told}",))
        _give_to_root(root)
        promised.take("\n".join(x for x in told.splitlines() if x.startswith("saved")))
        tally += check_shop(root, promised)
    return tally


def _prepare(root: Path, pipe: int) -> None:
    del pipe
    root.mkdir()
    with opened(root) as shop:
        shop.save(range(1, 9))
        shop.back_up()


def _give_to_nobody(root: Path) -> None:
    for parent in (root, *root.parents):
        with suppress(OSError):
            if parent.stat().st_mode & 0o1 == 0:
                parent.chmod(0o755)
    for path in (root, *root.rglob("*")):
        os.chown(path, NOBODY, NOBODY)


def _give_to_root(root: Path) -> None:
    for path in (root, *root.rglob("*")):
        os.chown(path, 0, 0)
        path.chmod(0o755 if path.is_dir() else 0o644)


def _as_nobody(root: Path, pipe: int) -> None:
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    try:
        with opened(root) as shop:
            with suppress(UserError):
                shop.save([20])
                tell(pipe, "saved", [20])
            with suppress(UserError):
                shop.back_up()
    except UserError as error:
        os.write(pipe, f"told {error.message.id}\n".encode())


# B3: somebody else is writing


def locked(folder: Path, *, seconds: float, rounds: int) -> Tally:
    tally = Tally()
    filled(folder / "data", 2)
    file = folder / "data" / "catalogue.sqlite"
    for turn in range(rounds):
        hold = (
            "import sqlite3, sys, time\n"
            "c = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
            "c.execute('BEGIN IMMEDIATE'); print('held', flush=True)\n"
            "time.sleep(float(sys.argv[2])); c.execute('ROLLBACK')\n"
        )
        for patience, waits in ((seconds + 20, True), (0.2, False)):
            database = Database.open(file, busy_timeout_s=patience)
            holder = subprocess.Popen(
                [sys.executable, "-c", hold, str(file), str(seconds)], stdout=subprocess.PIPE
            )
            assert holder.stdout is not None
            holder.stdout.readline()
            try:
                CatalogRepository(database).save_products([complete(100 + turn)])
                ended = "saved"
            except CatalogueError as error:
                ended = str(error.message.id)
            holder.wait()
            holder.stdout.close()
            database.close()
            right = "saved" if waits else str(MessageId.CATALOGUE_LOCKED)
            text = f"patience {patience} s: {ended}"
            tally += Tally(
                1, crashes=int(ended != right), findings=(text,) if ended != right else ()
            )
    return tally


# B4: two windows at once


_WINDOW = """
import sys
from pathlib import Path
from desktop_app.window_start import window_of
from desktop_app.paths import DataFolder
with window_of(DataFolder(Path(sys.argv[1]))) as first:
    print(first, flush=True)
    sys.stdin.read()
"""


def instances(folder: Path, *, rounds: int) -> Tally:
    """Several starts at once: exactly one is the first; killed, the next one is."""
    tally = Tally()
    for _ in range(rounds):
        starts = [
            subprocess.Popen(
                [sys.executable, "-c", _WINDOW, str(folder)],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(3)
        ]
        said = [start.stdout.readline().strip() for start in starts if start.stdout]
        wrong = said.count("True") != 1
        tally += Tally(1, wrong_unmarked=int(wrong), findings=(str(said),) if wrong else ())
        for start in starts:
            start.kill()
            start.communicate()
    return tally


# B5: the file is damaged


def _spoil_page(file: Path, rng: random.Random, *, zero: bool) -> None:
    content = bytearray(file.read_bytes())
    page = rng.randrange(len(content) // 4096)
    content[page * 4096 : (page + 1) * 4096] = bytes(4096) if zero else rng.randbytes(4096)
    file.write_bytes(bytes(content))


def _flip_bit(file: Path, rng: random.Random) -> None:
    content = bytearray(file.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    file.write_bytes(bytes(content))


def _cut(file: Path, rng: random.Random) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: rng.randrange(len(content))])


def _foreign_journal(file: Path, rng: random.Random, *, ending: str) -> None:
    file.with_name(file.name + ending).write_bytes(rng.randbytes(4096 * 3 + 512))


DAMAGES: dict[str, Callable[[Path, random.Random], object]] = {
    "page random": partial(_spoil_page, zero=False),
    "page zero": partial(_spoil_page, zero=True),
    "one bit": _flip_bit,
    "cut short": _cut,
    "another log": partial(_foreign_journal, ending="-wal"),
    "another journal": partial(_foreign_journal, ending="-journal"),
    "empty": lambda file, _rng: file.write_bytes(b""),
    "no database": lambda file, rng: file.write_bytes(rng.randbytes(9000)),
    "gone": lambda file, _rng: file.unlink(),
}


def _look_at(root: Path, truth: dict[str, object], pipe: int) -> None:
    """Read everything as the program does; what differs without a mark goes into the pipe."""
    place = Place(root)
    try:
        database = Database.open(place.file)
        try:
            wrong = list(_unmarked(CatalogRepository(database), truth))
            if wrong and inspect(database, place.photos):
                wrong = []  # found by the check after the start, and told
        finally:
            database.close()
    except UserError:
        wrong = []
    os.write(pipe, json.dumps(wrong[:5]).encode())


def _unmarked(repository: CatalogRepository, truth: dict[str, object]) -> Iterator[str]:
    products = repository.list_products(0, 10_000)
    seen = {item.sku: item for item in products}
    for sku, words in truth.items():
        item = seen.pop(sku, None)
        if item is None:
            yield f"{sku} is missing"
        elif _facts(item) != words and not item.is_damaged:
            yield f"{sku} differs"
    yield from (f"{sku} is new" for sku, item in seen.items() if not item.is_damaged)
    intact = list(repository.embeddings("model-a"))
    if len(intact) != 2 * len(truth):
        yield "references are missing"


def _facts(item: object) -> list[object]:
    return [
        getattr(item, name).hex()
        if isinstance(getattr(item, name), bytes)
        else str(getattr(item, name))
        for name in ("name", "category", "brand", "description", "price", "stock", "location")
    ] + [sorted(code.value for code in getattr(item, "codes", ()))]


def _truth(place: Place, pipe: int) -> None:
    with place.opened() as repository:
        facts = {item.sku: _facts(item) for item in repository.list_products(0, 10_000)}
    os.write(pipe, json.dumps(facts).encode())


def damaged_databases(folder: Path, *, each: int) -> Tally:
    """Never a crash, never silent, and the backup brings everything back."""
    place = filled(folder / "good", 60)
    backup = place.backups.make(place.file, place.photos, BackupReason.ASKED)
    assert backup is not None
    _, told = in_child(partial(_truth, place))
    truth, rng, tally = json.loads(told), random.Random(3), Tally()
    content = place.file.read_bytes()
    for name, damage in DAMAGES.items():
        for turn in range(each):
            place.file.write_bytes(content)
            damage(place.file, rng)
            status, told = in_child(partial(_look_at, place.root, truth))
            if status != 0:
                tally += Tally(1, crashes=1, findings=(f"{name}: ended with {status}",))
            else:
                wrong = json.loads(told)
                findings = (f"{name} {turn}: {wrong}",) if wrong else ()
                tally += Tally(1, wrong_unmarked=len(wrong), findings=findings)
            if turn % 5 == 0:
                tally += _restored(place, truth, name)
            for ending in ("-wal", "-journal", "-shm"):
                place.file.with_name(place.file.name + ending).unlink(missing_ok=True)
    return tally


def _restored(place: Place, truth: dict[str, object], name: str) -> Tally:
    restore(place.backups, place.backups.all()[0], place.file, place.photos, room=ROOM)
    status, told = in_child(partial(_truth, place))
    lost = status != 0 or json.loads(told) != truth
    return Tally(1, lost=int(lost), findings=(f"{name}: not restored",) if lost else ())


# B6: the file is not ours


def hostile_databases(folder: Path) -> Tally:
    statements = {
        "trigger": "CREATE TRIGGER t AFTER INSERT ON lookup BEGIN DELETE FROM product; END",
        "view": "CREATE VIEW v AS SELECT * FROM product",
        "our trigger with other words": (
            "DROP TRIGGER changes_stay; CREATE TRIGGER changes_stay BEFORE UPDATE ON changes"
            " BEGIN SELECT 1; END"
        ),
        "too new": f"PRAGMA user_version = {newest_format() + 1}",
        "another program's": "PRAGMA application_id = 7",
        "without an application": "PRAGMA application_id = 0",
    }
    tally = Tally()
    for number, (name, statement) in enumerate(statements.items()):
        place = filled(folder / str(number), 2)
        with closing(sqlite3.connect(place.file)) as connection:
            connection.executescript(statement)
        try:
            Database.open(place.file).close()
            tally += Tally(1, wrong_unmarked=1, findings=(f"{name}: was opened",))
        except CatalogueError:
            tally += Tally(1)
    return tally


# B7: the clock


def clocks(folder: Path) -> Tally:
    """Order is by number; backups are kept by number; nothing minds a clock that jumps."""
    tally, now = Tally(), [datetime(2026, 3, 28, 23, tzinfo=UTC)]
    jumps = (3650, -365, -20_000, 1, 0, 3650)
    place = filled(folder / "data", 2)
    database = Database.open(place.file)
    repository = CatalogRepository(database, clock=lambda: now[0])
    store = BackupStore(place.root / "backups", program="test", clock=lambda: now[0], room=ROOM)
    made = []
    for number, jump in enumerate(jumps):
        now[0] = max(datetime(1970, 1, 2, tzinfo=UTC), now[0] + timedelta(days=jump))
        repository.save_products([complete(50 + number)])
        backup = store.make(place.file, place.photos, BackupReason.AUTOMATIC)
        assert backup is not None
        made.append(backup.number)
        order = [item.number for item in store.all()]
        bad = (
            order != sorted(order, reverse=True)
            or order[0] != made[-1]
            or len(order) < min(3, len(made))
        )
        newest = repository.product_by_sku(f"SKU-{50 + number}")
        bad = bad or newest is None or bool(store.problems(backup))
        tally += Tally(1, lost=int(bad), findings=(f"jump {jump}: {order}",) if bad else ())
    with closing(sqlite3.connect(place.file)) as connection:
        rows = connection.execute("SELECT subject FROM changes ORDER BY id DESC LIMIT 3").fetchall()
    database.close()
    right = [(f"SKU-{50 + number}",) for number in (5, 4, 3)]
    return tally + Tally(1, wrong_unmarked=int(rows != right))


# B8: many writers


def many_writers(folder: Path, *, each: int) -> Tally:
    """8 threads that read, change and write one counter and add a product each time."""
    database = Database.open(folder / "catalogue.sqlite")
    repository = CatalogRepository(database)
    first = repository.generation()
    errors: list[str] = []

    def write(thread: int) -> None:
        try:
            for number in range(each):
                repository.save_products([complete(1000 * (thread + 1) * each + number, photos=[])])
        except Exception as error:
            errors.append(repr(error))

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wanted = 8 * each
    found = repository.counts().products
    raised = repository.generation() - first
    database.close()
    lost = (wanted - found) + (wanted - raised)
    findings = (f"{found} products and {raised} generations of {wanted}", *errors[:3])
    return Tally(wanted, lost=abs(lost), findings=findings if lost or errors else ())


# B9: the format


def migrations(folder: Path, *, stride: int) -> Tally:
    """From each older format, killed at each statement: old or new, nothing lost."""
    scripts = ScriptDirectory(str(MIGRATIONS))
    revisions = [script.revision for script in scripts.walk_revisions()][1:]
    tally = Tally()
    for revision in revisions:
        old = folder / f"{revision}.sqlite"
        status, _ = in_child(partial(_of_revision, old, revision))
        assert status == 0, revision
        step = 1
        while True:
            file = folder / "data" / "catalogue.sqlite"
            shutil.rmtree(file.parent, ignore_errors=True)
            file.parent.mkdir()
            shutil.copyfile(old, file)
            status, _ = in_child(partial(_migrate_until, file, step))
            counted = in_child(partial(_count_products, file))
            right = counted == (0, "3")
            text = f"from {revision}, statement {step}: {counted}"
            tally += Tally(1, lost=int(not right), findings=() if right else (text,))
            if status == 0:
                break
            step += stride
    return tally


def _of_revision(file: Path, revision: str, pipe: int) -> None:
    """An older catalogue with three products, as Alembic makes it."""
    del pipe
    engine = migrating._engine(file, 5.0)
    with engine.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        columns = [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(product)")]
        for number in (1, 2, 3):
            values = dict.fromkeys(columns, "")
            values |= {"sku": f"S{number}", "sku_key": f"s{number}", "name": f"Thing {number}"}
            values |= {"withdrawn": 0, "crc32": 0, "price": None, "stock": None, "id": number}
            moment = "2026-01-01 00:00:00.000000"
            values |= {"created_at": moment, "changed_at": moment}
            places = ", ".join("?" * len(columns))
            connection.exec_driver_sql(
                f"INSERT INTO product ({', '.join(columns)}) VALUES ({places})",  # noqa: S608
                tuple(values[name] for name in columns),
            )
        connection.exec_driver_sql(f"PRAGMA application_id = {migrating.APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {int(revision)}")
    engine.dispose()


def _migrate_until(file: Path, wanted: int, pipe: int) -> None:
    del pipe
    made = migrating._engine

    def watched(path: Path, timeout_s: float) -> object:
        engine, count = made(path, timeout_s), [0]

        @event.listens_for(engine, "before_cursor_execute")
        def _count(*_words: object) -> None:
            count[0] += 1
            if count[0] == wanted:
                os._exit(137)

        return engine

    migrating._engine = watched  # type: ignore[assignment]
    Database.open(file).close()


def _count_products(file: Path, pipe: int) -> None:
    database = Database.open(file)
    with database.read() as session:
        number = session.connection().exec_driver_sql("SELECT count(*) FROM product").scalar_one()
    found = [item.sku for item in CatalogRepository(database).list_products(0, 10)]
    database.close()
    os.write(pipe, str(number if found == ["S1", "S2", "S3"] else -1).encode())


# M1: backups


def backups_and_back(folder: Path, *, rounds: int) -> Tally:
    """Change, back up, damage, restore: equal content; damaged backups replace nothing."""
    rng, tally = random.Random(4), Tally()
    place = filled(folder / "data", 30)
    started = time.monotonic()
    for turn in range(rounds):
        place.save(rng.randrange(1, 60), name=f"Thing {turn}")
        backup = place.backups.make(place.file, place.photos, BackupReason.ASKED)
        assert backup is not None
        names = place.names()
        place.save(rng.randrange(1, 60), name="changed since")
        if turn % 3 == 2:
            damaged = place.backups.database_of(backup)
            content = damaged.read_bytes()
            _flip_or_cut(damaged, rng)
            before = place.file.read_bytes()
            told = False
            try:
                restore(place.backups, backup, place.file, place.photos, room=ROOM)
            except UserError:
                told = True
            unchanged = place.file.read_bytes() == before
            same = place.names() == names if not unchanged else told
            bad = not same
            damaged.write_bytes(content)
        else:
            _flip_bit(place.file, rng)
            restore(place.backups, backup, place.file, place.photos, room=ROOM)
            bad = place.names() != names
        tally += Tally(1, lost=int(bad), findings=(f"round {turn}",) if bad else ())
    whole = sum(not place.backups.problems(backup) for backup in place.backups.all())
    tally += Tally(1, lost=int(whole < min(3, rounds)))
    each = 1000 * (time.monotonic() - started) / rounds
    return tally + Tally(figures={"a backup and a restore of 30 products, ms": each})


def _flip_or_cut(file: Path, rng: random.Random) -> None:
    if rng.random() < 0.5:
        _cut(file, rng)
    else:
        _spoil_page(file, rng, zero=False)


FAULTS = (
    Fault(
        "B1",
        "disk full at many points",
        partial(full_disks, points=5),
        partial(full_disks, points=100),
        full_limit_s=1200,
    ),
    Fault("B2", "folders and files that may not be written", unwritable, unwritable),
    Fault(
        "B3",
        "another program holds the write lock",
        partial(locked, seconds=1.0, rounds=1),
        partial(locked, seconds=2.0, rounds=5),
    ),
    Fault(
        "B4",
        "several windows start at once, and are killed",
        partial(instances, rounds=1),
        partial(instances, rounds=50),
    ),
    Fault(
        "B5",
        "database damaged in 9 ways",
        partial(damaged_databases, each=6),
        partial(damaged_databases, each=200),
        full_limit_s=2400,
    ),
    Fault(
        "B6",
        "database with foreign triggers, too new, not ours",
        hostile_databases,
        hostile_databases,
    ),
    Fault("B7", "the clock jumps", clocks, clocks),
    Fault(
        "B8",
        "8 threads write",
        partial(many_writers, each=12),
        partial(many_writers, each=500),
        full_limit_s=1200,
    ),
    Fault(
        "B9",
        "migration from each older format, killed at each statement",
        partial(migrations, stride=25),
        partial(migrations, stride=1),
        full_limit_s=1500,
    ),
    Fault(
        "M1",
        "backup, damage, restore",
        partial(backups_and_back, rounds=6),
        partial(backups_and_back, rounds=150),
    ),
)
