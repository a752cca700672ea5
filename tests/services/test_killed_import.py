"""An import that is killed loses nothing that was done and goes on where it stopped."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.import_samples import open_shop, write_catalogue

ROOT = Path(__file__).resolve().parents[2]
PRODUCTS = 400


def _start(data: Path, source: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.services.import_trial", str(data), str(source)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def _kill_after(process: subprocess.Popen[str], rows: int) -> int:
    """Kill the import once it has told of that many rows; how many it told of."""
    assert process.stdout is not None
    told = 0
    for line in process.stdout:
        told = int(line)
        if told >= rows:
            break
    process.send_signal(signal.SIGKILL)
    process.stdout.close()
    assert process.wait() == -signal.SIGKILL
    return told


@pytest.mark.slow
def test_a_killed_import_goes_on_and_loses_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    source = write_catalogue(tmp_path / "source", PRODUCTS, photos_each=2)
    for rows in (1, PRODUCTS // 4, PRODUCTS // 2):
        told = _kill_after(_start(data, source), rows)
        with closing(sqlite3.connect(data / "catalogue.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (saved,) = connection.execute("SELECT count(*) FROM product").fetchone()
        assert saved >= told, "what was told as done is there"

    shop = open_shop(data)
    report = shop.importer.run(source)
    assert report.added + report.unchanged == PRODUCTS
    assert report.unchanged == saved, "what was done is not done again"
    counts = shop.repository.counts()
    assert (counts.products, counts.photos, counts.references) == (400, 800, 1200)
    assert shop.repository.damages() == []
    assert shop.repository.missing_embeddings("fake-1") == []
    for sha256 in shop.repository.photo_hashes():
        assert shop.photos.read(sha256)
        assert shop.photos.thumbnail_path(sha256).stat().st_size > 0
    shop.database.close()
