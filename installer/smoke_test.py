"""Drives a packaged program as a person would, and says what worked and how long it took.

    python -m installer.smoke_test PROGRAM [--json FILE] [--pictures FOLDER]

PROGRAM is the `shelfsight` of a build or of an installation. It gets a data folder of its own and
an environment without any Python of ours. On Linux the window opens on a virtual screen (Xvfb).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from desktop_app.vision import reading_addon
from installer.contents import ROOT
from installer.window_driver import close_window, virtual_screen, wait_for_window

PHOTO = "CL-BAG-030_1.jpg"
SKU = "CL-BAG-030"
LABEL_PHOTO = "q_HS-COR-10.jpg"
LABEL = ("10", "mg")
COMMAND_LIMIT_S = 300
WINDOW_LIMIT_S = 60

PICTURE_S = 10.0
ANSWER_POLL_S = 0.1


class SmokeError(Exception):
    """Something that a person would notice at once does not work."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was tried: its name, seconds, and what it said."""

    name: str
    seconds: float
    said: str


class Program:
    """A packaged program: how it is called, with which environment, and where."""

    def __init__(
        self,
        command: Sequence[str],
        window_command: Sequence[str],
        environment: Mapping[str, str],
        folder: Path,
        photo: str,
        *,
        database: Path,
    ) -> None:
        self.command, self.window_command = tuple(command), tuple(window_command)
        self.environment = dict(environment)
        self.folder, self.photo, self.database = folder, photo, database

    def run(self, *arguments: str) -> str:
        """What the command printed.

        Raises:
            SmokeError: it failed or printed a traceback.
        """
        ended = subprocess.run(
            [*self.command, *arguments],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=COMMAND_LIMIT_S,
            check=False,
        )
        if ended.returncode != 0 or "Traceback" in ended.stderr:
            raise SmokeError(f"{arguments}: exit code {ended.returncode}\n{ended.stderr}")
        return ended.stdout


def program_of(executable: Path, folder: Path) -> Program:
    """The program *executable* of this system, with its data in *folder*."""
    executable = executable.resolve()
    beside = executable.with_name(f"{executable.stem}-window{executable.suffix}")
    window = beside if beside.exists() else executable
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "QT_", "VIRTUAL_ENV", "LD_"))
    } | {"SHELFSIGHT_DATA_DIR": str(folder / "data")}
    arguments = ("open",) if window == executable else ()
    photo = str(ROOT / "resources" / "demo" / "photos" / PHOTO)
    database = folder / "data" / "catalogue.sqlite"
    command, window_command = [str(executable)], [str(window), *arguments]
    return Program(command, window_command, environment, folder, photo, database=database)


def check_version(program: Program) -> str:
    return program.run("--version").strip()


def check_demo(program: Program) -> str:
    program.run("demo", "--no-window")
    return "demo catalogue loaded"


def check_doctor(program: Program) -> str:
    facts = json.loads(program.run("doctor", "--json"))
    if not facts["program"]["frozen"] or facts["catalogue"]["products"] < 100:
        raise SmokeError(f"doctor: {facts['program']}, {facts['catalogue']}")
    device = facts["device"]
    libraries = ", ".join(f"{name} {number}" for name, number in facts["libraries"].items())
    return f"{device['running']} ({device['reason']}); {libraries}"


def check_lookup(program: Program) -> str:
    answer = json.loads(program.run("lookup", program.photo, "--json"))
    first = answer["candidates"][0]
    if first["sku"] != SKU:
        raise SmokeError(f"lookup: {first}")
    return f"{answer['verdict']}: {first['sku']}"


def check_words(program: Program) -> str:
    answer = json.loads(program.run("lookup", "--text", "gloves", "--json"))
    if not answer["candidates"]:
        raise SmokeError("no product for a word of the demo catalogue")
    return str(answer["candidates"][0]["sku"])


def check_label(program: Program) -> str:
    """Where the add-on that reads print lies beside the program, a label is read with it."""
    if not (Path(program.command[0]).parent / reading_addon.ADDON_FOLDER).is_dir():
        return "not tried: the add-on is not there"
    photo = str(ROOT / "resources" / "demo" / "queries" / LABEL_PHOTO)
    answer = json.loads(program.run("lookup", photo, "--read-label", "--json"))
    if not set(LABEL) <= set(answer["text"].split()):
        raise SmokeError(f"label: {answer['text']!r}")
    return str(answer["text"])


def check_window(program: Program, picture: Path | None) -> Iterator[Step]:
    """Open the window with a photo, wait for its answer, close it as the title bar does."""
    before = kept_lookups(program.database)
    with virtual_screen(program.environment) as environment:
        started = time.monotonic()
        with subprocess.Popen(
            [*program.window_command, program.photo],
            env=environment,
            cwd=program.folder,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            try:
                shown = wait_for_window(running, environment, WINDOW_LIMIT_S)
                yield Step("window seen", time.monotonic() - started, "with a photo to look up")
                wait_for_answer(running, program.database, before)
                yield Step(
                    "answer in the window", time.monotonic() - started, "kept in the history"
                )
                if picture is not None:
                    _take_picture(picture, environment)
                closing = time.monotonic()
                close_window(running, shown, environment)
                code = running.wait(WINDOW_LIMIT_S)
                said = (running.stderr.read() if running.stderr else "").strip()
            finally:
                if running.poll() is None:
                    running.kill()
    if code != 0 or "Traceback" in said:
        raise SmokeError(f"window: exit code {code}\n{said}")
    yield Step("window closed", time.monotonic() - closing, "exit code 0")


def kept_lookups(database: Path) -> int:
    """How many lookups of the window the history keeps; those of the command line are not kept."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM lookup").fetchone()
    return int(number)


def wait_for_answer(running: subprocess.Popen[str], database: Path, before: int) -> None:
    """Wait until the window has looked its photo up: it can be seen long before.

    Raises:
        TimeoutError: no answer came, or the program ended.
    """
    until = time.monotonic() + WINDOW_LIMIT_S
    while time.monotonic() < until and running.poll() is None:
        with suppress(sqlite3.OperationalError):  # the program is writing
            if kept_lookups(database) > before:
                return
        time.sleep(ANSWER_POLL_S)
    raise TimeoutError(f"no answer in the window; exit code {running.poll()}")


def _take_picture(file: Path, environment: dict[str, str]) -> None:
    """A picture of the virtual screen once the answer is there, where ImageMagick is installed."""
    importer = shutil.which("import")
    end, before = time.monotonic() + PICTURE_S, b""
    while importer and time.monotonic() < end:
        subprocess.run([importer, "-window", "root", str(file)], env=environment, check=False)
        now = file.read_bytes() if file.exists() else b""
        if now and now == before:
            return  # the screen has come to rest
        before = now


CHECKS: tuple[tuple[str, Callable[[Program], str]], ...] = (
    ("version", check_version),
    ("demo", check_demo),
    ("doctor", check_doctor),
    ("lookup of a photo", check_lookup),
    ("lookup of a word", check_words),
    ("reading a label", check_label),
)


def smoke(program: Program, pictures: Path | None = None) -> Iterator[Step]:
    """Try everything, one step after the other.

    Raises:
        SmokeError: a step failed.
    """
    for name, check in CHECKS:
        started = time.monotonic()
        said = check(program)
        yield Step(name, time.monotonic() - started, said)
    yield from check_window(program, pictures / "window.png" if pictures else None)


def tell(steps: Iterable[Step]) -> list[Step]:
    """Print each step as it comes; all of them."""
    told: list[Step] = []
    for step in steps:
        told.append(step)
        print(f"{step.name:20} {step.seconds:6.2f} s  {step.said}", flush=True)
    return told


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--pictures", type=Path)
    chosen = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="shelfsight-smoke-") as folder:
            steps = tell(smoke(program_of(chosen.program, Path(folder)), chosen.pictures))
    except (SmokeError, subprocess.TimeoutExpired, TimeoutError) as error:
        print(f"failed: {error}", file=sys.stderr)
        return 1
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(step) for step in steps], indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
