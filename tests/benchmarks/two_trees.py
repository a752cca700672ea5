"""Two versions of the program doing the same in turn, so that neighbours disturb both alike.

    git worktree add ../before COMMIT
    python -m tests.benchmarks.two_trees ../before [--rounds 6]

Each version runs in a process of its own with its own worker and catalogue. The table gives
medians by the clock and means of the processor time of both processes, the twentieth of a second
after each answer included: what goes on running behind an answer counts.
"""

from __future__ import annotations

import argparse
import csv
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

PRODUCTS, PHOTOS, SETTLE_S = 5000, 10, 0.05
WIDTHS = {"1 MP": 866, "12 MP": 3000}
LOOKUPS = (
    *(f"lookup {size}" for size in WIDTHS),
    *(f"lookup with copies {size}" for size in WIDTHS),
    "lookup of words",
)
IMPORTS = tuple(f"import of {PHOTOS} photos {size}" for size in WIDTHS)
"""After all lookups: they bring the very photos that are looked up into the catalogue."""


def serve() -> None:
    """Do what each line of the input names; one line of two numbers of milliseconds for each."""
    from desktop_app.app import opened_services
    from desktop_app.paths import DataFolder
    from desktop_app.settings import Settings
    from tests.benchmarks.made_up_catalogue import make_catalogue, query_photos
    from tests.benchmarks.measured import Work

    # An environment with a tree installed in it may bring that one to both sides.
    if not Path(sys.modules["desktop_app"].__file__ or "").is_relative_to(Path.cwd()):
        raise SystemExit("this environment brings another tree of the program than the one asked")
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        make_catalogue(folder / "data", PRODUCTS)
        photos = {size: query_photos(folder / size, wide, PHOTOS) for size, wide in WIDTHS.items()}
        with opened_services(DataFolder(folder / "data"), Settings(provider="cpu")) as services:
            services.analyst.wait_ready()  # type: ignore[attr-defined]
            for number, plan in enumerate(sys.stdin):
                work = _work(services, plan.strip(), photos, folder, number)
                used = Work(services.analyst.pid)  # type: ignore[attr-defined]
                start = time.perf_counter()
                work()
                clock = (time.perf_counter() - start) * 1000
                time.sleep(SETTLE_S)
                sys.stdout.write(f"{clock} {used.done()}\n")
                sys.stdout.flush()


def _work(
    services: object, plan: str, photos: dict[str, list[Path]], folder: Path, number: int
) -> Callable[[], object]:
    from desktop_app.core.analysis import PhotoInput
    from desktop_app.services.lookup import Query

    size = " ".join(plan.split()[-2:])
    lookup = services.lookup.service.lookup  # type: ignore[attr-defined]
    if plan == "lookup of words":
        return partial(lookup, Query(text=f"gel pen {number % 7}"))
    if plan.startswith("import"):
        return partial(services.importer.run, _list(photos[size], number))  # type: ignore[attr-defined]
    photo = PhotoInput.from_path(photos[size][number % PHOTOS])
    return partial(lookup, Query((photo,)), copies="copies" in plan)


def _list(photos: list[Path], number: int) -> Path:
    """A list of new products with known photos."""
    file = photos[0].parent / f"list-{number}.csv"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["sku", "name", "photos"])
        writer.writerows([[f"{p.stem}-{number}", f"{p.stem} {number}", p.name] for p in photos])
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("before", type=Path, help="folder with the other version")
    parser.add_argument("--rounds", type=int, default=6, help="of ten lookups each")
    options = parser.parse_args()
    trees = {"before": options.before.resolve(), "after": Path(__file__).resolve().parents[2]}
    children = {name: _start(tree) for name, tree in trees.items()}
    found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    try:
        for plans, times in ((LOOKUPS, PHOTOS), (IMPORTS, 1)):
            for round_ in range(options.rounds + 1):
                for plan in plans:
                    for number, place in product(range(times), range(len(children))):
                        # Each of the two goes first as often as the other.
                        name = list(children)[(number + round_ + place) % len(children)]
                        answer = _ask(children[name], plan)
                        if round_:  # the first one warms up
                            found[plan, name].append(answer)
    finally:
        for child in children.values():
            child.communicate()
    sys.stdout.write(
        "| what | clock before | after | processor before | after | after / before |\n"
    )
    sys.stdout.write("|---|---|---|---|---|---|\n")
    for plan in (*LOOKUPS, *IMPORTS):
        clocks = [statistics.median(c for c, _ in found[plan, name]) for name in trees]
        used = [statistics.mean(u for _, u in found[plan, name]) for name in trees]
        cells = [f"{ms:.1f} ms" for ms in (*clocks, *used)]
        sys.stdout.write(f"| {plan} | {' | '.join(cells)} | {used[1] / used[0]:.2f} |\n")


def _start(tree: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, __file__, "--serve"],
        env={**os.environ, "PYTHONPATH": str(tree)},
        cwd=tree,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _ask(child: subprocess.Popen[str], plan: str) -> tuple[float, float]:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write(plan + "\n")
    child.stdin.flush()
    clock, used = map(float, child.stdout.readline().split())
    return clock, used


if __name__ == "__main__":
    if sys.argv[1:] == ["--serve"]:
        sys.path.pop(0)  # the folder of this file; the tree to be measured is in PYTHONPATH
        serve()
    else:
        main()
