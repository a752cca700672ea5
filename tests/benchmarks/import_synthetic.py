"""An import of many made-up products that is killed again and again and then resumed.

    python -m tests.benchmarks.import_synthetic make FOLDER --products 10000
    python -m tests.benchmarks.import_synthetic trial FOLDER --data-dir DATA --kill-at 0.2 0.6

`make` writes FOLDER/catalogue.csv and small drawn photos beside it. `trial` imports it with the
real program and its worker, kills the program (kill -9) when the catalogue holds the given shares
of the products, starts it again, and at the end checks that no worker was left behind, nothing is
missing or there twice, every photo has its embedding and every stored file its content. It prints
the figures as JSON and ends with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import hashlib
import itertools
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil

from desktop_app.core.gtin import check_digit

ROOT = Path(__file__).resolve().parents[2]
KINDS = (
    ("Hex bolt", "六角螺栓", "Fasteners"),
    ("Infusion set", "输液器", "Hospital"),
    ("Gauze swab", "纱布块", "Hospital"),
    ("Green tea", "绿茶", "Groceries"),
    ("Gel pen", "中性笔", "Office"),
    ("Fuse", "保险丝", "Electrics"),
    ("Glass cleaner", "玻璃清洁剂", "Cleaning"),
    ("Saw blade", "锯片", "Tools"),
)
MAKERS = ("Norden", "Acme", "Baishan", "Calder", "Dorn", "Esk", "Fell")
SIZE = 160
WORKER_ENDS_S = 15
COLUMNS = (
    *("sku", "name", "name_zh", "category", "brand", "barcode"),
    *("price", "currency", "stock", "location", "photos"),
)


def make(folder: Path, products: int, photos: int) -> None:
    """Write the list and its photos; the same ones every time."""
    (folder / "photos").mkdir(parents=True, exist_ok=True)
    with (folder / "catalogue.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        for number in range(products):
            names = [f"photos/{number:06}-{view}.jpg" for view in range(photos)]
            for view, name in enumerate(names):
                (folder / name).write_bytes(_draw(number, view))
            writer.writerow(_row(number, names))


def _row(number: int, photos: list[str]) -> dict[str, object]:
    english, chinese, category = KINDS[number % len(KINDS)]
    size = f"{5 * (1 + number // len(KINDS) % 40)} mm"
    maker = MAKERS[number // 7 % len(MAKERS)]
    body = f"200{number:09}"  # 200 to 299 are for numbers within a shop
    return {
        "sku": f"SYN-{number:06}",
        "name": f"{maker} {english} {size} no. {number}",
        "name_zh": f"{chinese} {size}",
        "category": category,
        "brand": maker,
        "barcode": f"{body}{check_digit(body)}",
        "price": f"{(number % 900) / 10 + 0.5:.2f}",
        "currency": "EUR",
        "stock": number % 50,
        "location": f"{chr(65 + number % 26)}-{number % 40:02}",
        "photos": ";".join(photos),
    }


def _draw(number: int, view: int) -> bytes:
    random = np.random.default_rng([number, view])
    colours = np.random.default_rng(number).integers(30, 226, (3, 3), dtype=np.uint8).tolist()
    picture = np.full((SIZE, SIZE, 3), colours[0], np.uint8)
    x, y = (int(value) for value in random.integers(20, 60, 2))
    cv2.rectangle(picture, (x, y), (x + 80, y + 70), colours[1], -1)
    cv2.circle(picture, (x + 40, y + 35), 20 + number % 14, colours[2], -1)
    cv2.putText(picture, str(number), (8, SIZE - 8), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (255,) * 3, 1)
    encoded, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 85])
    assert encoded
    return data.tobytes()


def trial(folder: Path, data: Path, shares: list[float]) -> dict[str, Any]:
    """Import, kill at each share, import to the end; the figures and what is wrong."""
    expected = _expected(folder / "catalogue.csv")
    kills: list[dict[str, Any]] = []
    for share in sorted(shares):
        started = time.monotonic()
        process = _start(folder, data)
        killed = _kill_at(process, data, int(share * expected["products"]))
        kills.append(killed | {"seconds": round(time.monotonic() - started, 1)})
    last = _start(folder, data)
    output, _ = last.communicate()
    report = json.loads(output) if last.returncode == 0 else {"exit code": last.returncode}
    found = _found(data)
    again = json.loads(_start(folder, data).communicate()[0])
    wrong = [name for name, number in expected.items() if found[name] != number]
    wrong += [name for name in ("damaged_files", "missing_embeddings") if found[name]]
    wrong += ["integrity"] if found["integrity"] != "ok" else []
    wrong += ["workers left"] if any(kill["workers_left"] for kill in kills) else []
    wrong += ["second import"] if again["unchanged"] != expected["products"] else []
    return {
        "expected": expected,
        "kills": kills,
        "last_import": report,
        "import_of_the_same_again": {k: again[k] for k in ("unchanged", "seconds")},
        "found": found,
        "wrong": wrong,
    }


def _start(folder: Path, data: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "desktop_app", "--data-dir", str(data)]
    command += ["import", str(folder / "catalogue.csv"), "--json"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _kill_at(process: subprocess.Popen[str], data: Path, products: int) -> dict[str, int]:
    """Kill the program once that many products are saved; its worker has to end by itself."""
    while _count(data) < products and process.poll() is None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.2)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    process.communicate()
    _, left = psutil.wait_procs(workers, timeout=WORKER_ENDS_S)
    for worker in left:
        worker.kill()
    return {"saved": _count(data), "workers": len(workers), "workers_left": len(left)}


def _count(data: Path) -> int:
    try:
        with closing(
            sqlite3.connect(f"{(data / 'catalogue.sqlite').as_uri()}?mode=ro", uri=True)
        ) as c:
            return int(c.execute("SELECT count(*) FROM product").fetchone()[0])
    except sqlite3.OperationalError:  # not there yet, or being written
        return 0


def _expected(file: Path) -> dict[str, int]:
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    photos = sum(len(row["photos"].split(";")) for row in rows)
    return {"products": len(rows), "photos": photos, "references": len(rows) + photos}


def _found(data: Path) -> dict[str, Any]:
    with closing(sqlite3.connect(data / "catalogue.sqlite")) as connection:

        def one(sql: str) -> Any:
            return connection.execute(sql).fetchone()[0]

        hashes = [row[0] for row in connection.execute("SELECT DISTINCT sha256 FROM photo")]
        return {
            "products": one("SELECT count(DISTINCT sku_key) FROM product"),
            "photos": one("SELECT count(*) FROM photo"),
            "references": one("SELECT count(*) FROM embedding"),
            "missing_embeddings": one(
                "SELECT count(*) FROM photo WHERE id NOT IN (SELECT photo_id FROM embedding"
                " WHERE photo_id IS NOT NULL)"
            ),
            "generation": one("SELECT generation FROM meta"),
            "integrity": one("PRAGMA integrity_check"),
            "damaged_files": sum(_is_damaged(data, sha256) for sha256 in hashes),
            "unneeded_files": sum(1 for _ in _files(data)) - 2 * len(hashes),
            "megabytes": round(sum(path.stat().st_size for path in _all_files(data)) / 1e6, 1),
        }


def _is_damaged(data: Path, sha256: str) -> bool:
    name = Path(sha256[:2]) / f"{sha256}.jpg"
    photo, thumbnail = data / "photos" / name, data / "thumbs" / name
    whole = photo.is_file() and hashlib.sha256(photo.read_bytes()).hexdigest() == sha256
    return not (whole and thumbnail.is_file() and thumbnail.stat().st_size > 0)


def _files(data: Path) -> Iterator[Path]:
    return itertools.chain((data / "photos").glob("*/*"), (data / "thumbs").glob("*/*"))


def _all_files(data: Path) -> Iterator[Path]:
    return (path for path in data.rglob("*") if path.is_file())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("what", choices=["make", "trial"])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--products", type=int, default=10_000)
    parser.add_argument("--photos", type=int, default=1, help="photos of each product")
    parser.add_argument("--data-dir", type=Path)
    parser.add_argument("--kill-at", type=float, nargs="*", default=[0.5])
    options = parser.parse_args()
    if options.what == "make":
        make(options.folder, options.products, options.photos)
        return 0
    if options.data_dir is None:
        parser.error("trial needs --data-dir")
    figures = trial(options.folder, options.data_dir.resolve(), options.kill_at)
    json.dump(figures, sys.stdout, indent=2)
    sys.stdout.write("\n")
    return 1 if figures["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
