"""A5: each flush, rename and hash check taken out in turn; some test must notice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.faults.registry import ROOT, Fault, Tally

LIMIT_S = 120


@dataclass(frozen=True, slots=True)
class Mutant:
    """*old* becomes *new*, once, in *file*; one of *tests* has to fail."""

    file: str
    old: str
    new: str
    tests: str


DURABLE, PUBLISH = "desktop_app/core/durable_file.py", "desktop_app/index/index_store.py"
BACKUPS, RESTORE = "desktop_app/catalog/backup_store.py", "desktop_app/catalog/restore.py"
MUTANTS = (
    Mutant(
        DURABLE,
        "            stream.flush()\n            os.fsync(stream.fileno())\n        replace_file",
        "            stream.flush()\n        replace_file",
        "tests/core/test_durable_file.py",
    ),
    Mutant(
        DURABLE,
        "        replace_file(temporary, file)\n",
        "        file.write_bytes(content)\n",
        "tests/core/test_durable_file.py",
    ),
    Mutant(
        DURABLE,
        "        raise\n    flush_folder(file.parent)\n",
        "        raise\n",
        "tests/core/test_durable_file.py",
    ),
    Mutant(
        DURABLE,
        "        flush_folder(made.parent)\n",
        "",
        "tests/core/test_durable_file.py",
    ),
    Mutant(PUBLISH, "        flush_file(path)\n", "", "tests/index/test_index_store.py"),
    Mutant(
        "desktop_app/index/cache_folder.py",
        '        flush_folder(self.folder)\n        self._tell("folder_flushed")\n',
        '        self._tell("folder_flushed")\n',
        "tests/index/test_index_store.py",
    ),
    Mutant(
        PUBLISH,
        "            if not _is_as_written(path, file):",
        "            if False:",
        "tests/index/test_index_store.py",
    ),
    Mutant(
        PUBLISH,
        "        if size != graph.file_size:",
        "        if size < 0:",
        "tests/index/test_index_store.py",
    ),
    Mutant(
        "desktop_app/catalog/checksums.py",
        "sound and vector_checksum(product_id, photo_id, fingerprint, packed) == checksum",
        "sound",
        "tests/catalog/test_inspection.py",
    ),
    Mutant(
        "desktop_app/catalog/whole_products.py",
        "is_damaged=product_checksum(data) != crc32",
        "is_damaged=False",
        "tests/catalog/test_inspection.py",
    ),
    Mutant(
        "desktop_app/catalog/photo_store.py",
        "        if hashlib.sha256(data).hexdigest() != sha256:",
        "        if False:",
        "tests/catalog/test_photo_store.py",
    ),
    Mutant(
        BACKUPS,
        "        if contents.digest != backup.digest:",
        "        if False:",
        "tests/catalog/test_backup_store.py",
    ),
    Mutant(
        BACKUPS,
        "            if not _same_file(pooled, source) and not is_whole_photo(pooled, name):",
        "            if not pooled.exists():",
        "tests/catalog/test_backup_store.py",
    ),
    Mutant(RESTORE, "    if problems:\n", "    if False:\n", "tests/catalog/test_restore.py"),
    Mutant(
        "desktop_app/catalog/replacement.py",
        "        for path in companions(file):\n            remove_file(path)\n",
        "",
        "tests/catalog/test_restore.py",
    ),
    Mutant(
        "desktop_app/catalog/sqlite_file.py",
        '        "synchronous = FULL",\n',
        '        "synchronous = OFF",\n',
        "tests/catalog/test_database.py",
    ),
)


def mutants(folder: Path, *, stride: int) -> Tally:
    tally = Tally()
    for number, mutant in enumerate(MUTANTS[::stride]):
        tree = folder / str(number)
        tally += _try(tree, mutant)
        shutil.rmtree(tree, ignore_errors=True)
    return tally


def _try(tree: Path, mutant: Mutant) -> Tally:
    tree.mkdir()
    shutil.copytree(
        ROOT / "desktop_app", tree / "desktop_app", ignore=shutil.ignore_patterns("__pycache__")
    )
    for name in ("tests", "resources", "models_onnx", "pyproject.toml"):
        (tree / name).symlink_to(ROOT / name)
    file = tree / mutant.file
    source = file.read_text(encoding="utf-8")
    if source.count(mutant.old) != 1:
        return Tally(1, findings=(f"{mutant.file}: no such place any more: {mutant.old!r}",))
    file.write_text(source.replace(mutant.old, mutant.new), encoding="utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", mutant.tests],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    if ended.returncode == 1:
        return Tally(1)
    text = f"{mutant.file} without {mutant.old.strip()!r}: no test failed ({ended.returncode})"
    return Tally(1, wrong_unmarked=1, findings=(text,))


FAULTS = (
    Fault(
        "A5",
        "each flush, rename and hash check taken out: a test notices",
        partial(mutants, stride=6),
        partial(mutants, stride=1),
        quick_limit_s=180,
    ),
)
