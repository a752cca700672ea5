"""Batches on the disk: one file of JSON lines each, which only grows while it is worked on.

The first line says what the batch is, then comes a line a question, then a line for each answer,
error and review as they happen. The last line about a row counts. A process that is killed can
leave half a line at the end, which is passed over; that row is asked again.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from desktop_app.core.batch import Review, RowAnswer
from desktop_app.core.durable_file import replace_file
from desktop_app.core.errors import UserError
from desktop_app.core.json_text import json_text
from desktop_app.core.messages import Message, MessageId
from desktop_app.services import batch_json as codec
from desktop_app.services.batch_run import BatchRow, BatchRun, RunHead, counts_of
from desktop_app.services.query_table import QueryRow

FORMAT = 1
SUFFIX = ".jsonl"
LEFTOVER_S = 3600.0
"""Younger files may be on their way in another program."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a batch is called and whose it is."""

    name: str
    at: datetime
    person: str
    keeps_names: bool


class BatchStore:
    """The folder of all batches; safe to call from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()

    def create(self, identity: Identity, questions: Sequence[QueryRow]) -> BatchRun:
        """Write a new batch; it is there whole or not at all.

        Raises:
            UserError: the folder cannot be written.
        """
        run_id = f"{identity.at:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
        rows = tuple(BatchRow(question) for question in questions)
        run = BatchRun(_head(run_id, identity, rows, 0.0, is_stripped=False), rows)
        self._write(run, with_names=True)
        return run

    def ids(self) -> list[str]:
        """All batches, the newest first."""
        names = (file.stem for file in self._folder.glob(f"*{SUFFIX}"))
        return sorted(names, reverse=True)

    def load(self, run_id: str) -> BatchRun:
        """The batch with all that happened to it.

        Raises:
            UserError: it is gone, or its beginning is damaged.
        """
        try:
            lines = self._file(run_id).read_bytes().splitlines()
            return _read(run_id, [line for line in map(_parsed, lines) if line is not None])
        except (OSError, LookupError, TypeError, ValueError) as error:
            raise UserError(MessageId.BATCH_GONE) from error

    @contextmanager
    def appending(self, run_id: str) -> Iterator[Appender]:
        """Lets answers be added until the block ends.

        Raises:
            UserError: the batch is gone, or the folder cannot be written.
        """
        with self._told_errors(), _open_end(self._file(run_id)) as stream:
            yield Appender(stream, self._lock)

    def add_review(self, run_id: str, number: int, review: Review | None) -> None:
        """Keep what a person said about row *number*; None takes it back. On the disk at return.

        Raises:
            UserError: the batch is gone, or the folder cannot be written.
        """
        made = None if review is None else codec.review_object(review)
        with self._told_errors(), _open_end(self._file(run_id)) as stream:
            Appender(stream, self._lock).add({"n": number, "review": made})
            os.fsync(stream.fileno())

    def strip(self, run_id: str) -> None:
        """Forget names of photos and words; answers and reviews stay.

        Raises:
            UserError: the batch is gone, or the folder cannot be written.
        """
        self._write(self.load(run_id), with_names=False)

    def clear_leftovers(self, keep_s: float = LEFTOVER_S) -> None:
        """Delete what a process that was killed left half written: it holds names of photos.

        Raises:
            UserError: the folder cannot be written.
        """
        oldest = time.time() - keep_s
        with self._told_errors():
            for file in self._folder.glob("*.tmp"):
                if file.stat().st_mtime <= oldest:
                    file.unlink(missing_ok=True)

    def delete(self, run_id: str) -> None:
        """Raises: UserError: the folder cannot be written."""
        with self._told_errors():
            self._file(run_id).unlink(missing_ok=True)

    def _file(self, run_id: str) -> Path:
        return self._folder / f"{run_id}{SUFFIX}"

    def _write(self, run: BatchRun, *, with_names: bool) -> None:
        file = self._file(run.head.run_id)
        temporary = file.with_suffix(f".{os.getpid()}.tmp")
        with self._told_errors(), self._lock:
            self._folder.mkdir(parents=True, exist_ok=True)
            with temporary.open("w", encoding="utf-8", newline="\n") as stream:
                stream.writelines(map(_line, _objects(run, with_names=with_names)))
                stream.flush()
                os.fsync(stream.fileno())
            replace_file(temporary, file)

    @contextmanager
    def _told_errors(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError as error:
            raise UserError(MessageId.BATCH_GONE) from error
        except OSError as error:
            reason = error.strerror or type(error).__name__
            name = str(self._folder)
            raise UserError(MessageId.FOLDER_UNUSABLE, name=name, reason=reason) from error


class Appender:
    """Adds lines to the file of one batch; each is handed to the system at once."""

    def __init__(self, stream: IO[bytes], lock: threading.Lock) -> None:
        self._stream = stream
        self._lock = lock

    def add_outcome(self, number: int, outcome: RowAnswer | Message, seconds: float) -> None:
        """Keep the answer or error of row *number*; *seconds* were worked so far."""
        made: dict[str, Any] = {"n": number, "s": round(seconds, 3)}
        if isinstance(outcome, RowAnswer):
            self.add(made | {"answer": codec.answer_object(outcome)})
        else:
            self.add(made | {"error": codec.message_object(outcome)})

    def add(self, made: dict[str, Any]) -> None:
        with self._lock:
            self._stream.write(_line(made).encode())
            self._stream.flush()


@contextmanager
def _open_end(file: Path) -> Iterator[IO[bytes]]:
    """*file* at its end; half a line that a killed process left is closed first."""
    with file.open("r+b") as stream:
        if stream.seek(0, os.SEEK_END):
            stream.seek(-1, os.SEEK_END)
            if stream.read(1) != b"\n":
                stream.write(b"\n")
        stream.seek(0, os.SEEK_END)
        yield stream


def _objects(run: BatchRun, *, with_names: bool) -> Iterator[dict[str, Any]]:
    head = run.head
    yield {
        "shelfsight_batch": FORMAT,
        "name": head.name if with_names else "",
        "at": head.at.isoformat(),
        "person": head.person,
        "keeps_names": head.keeps_names,
        "stripped": not with_names,
        "rows": len(run.rows),
    }
    for row in run.rows:
        yield codec.question_object(row.question, keeps_names=with_names)
    for number, row in enumerate(run.rows):
        if row.answer is not None:
            answer = codec.answer_object(row.answer)
            yield {"n": number, "s": head.seconds, "answer": answer}
        elif row.error is not None:
            error = row.error if with_names else codec.nameless(row.error)
            yield {"n": number, "s": head.seconds, "error": codec.message_object(error)}
        if row.review is not None:
            yield {"n": number, "review": codec.review_object(row.review)}


def _line(made: dict[str, Any]) -> str:
    return json_text(made, compact=True) + "\n"


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        made = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return made if isinstance(made, dict) else None


def _read(run_id: str, objects: Sequence[dict[str, Any]]) -> BatchRun:
    first = objects[0]
    if first["shelfsight_batch"] != FORMAT:
        raise ValueError("another format")
    total = int(first["rows"])
    if len(objects) <= total:
        raise ValueError("questions are missing")
    rows = [BatchRow(codec.read_question(made)) for made in objects[1 : total + 1]]
    seconds = 0.0
    for made in objects[total + 1 :]:
        number = int(made["n"])
        rows[number] = _changed(rows[number], made)
        seconds = max(seconds, float(made.get("s", 0.0)))
    identity = Identity(
        str(first["name"]),
        datetime.fromisoformat(first["at"]),
        str(first["person"]),
        bool(first["keeps_names"]),
    )
    head = _head(run_id, identity, rows, seconds, is_stripped=bool(first["stripped"]))
    return BatchRun(head, tuple(rows))


def _changed(row: BatchRow, made: dict[str, Any]) -> BatchRow:
    if "answer" in made:
        return replace(row, answer=codec.read_answer(made["answer"]), error=None)
    if "error" in made:
        return replace(row, error=codec.read_message(made["error"]))
    review = made["review"]
    return replace(row, review=None if review is None else codec.read_review(review))


def _head(
    run_id: str, identity: Identity, rows: Sequence[BatchRow], seconds: float, *, is_stripped: bool
) -> RunHead:
    return RunHead(
        run_id,
        identity.name,
        identity.at,
        identity.person,
        identity.keeps_names,
        counts_of(rows),
        seconds,
        is_stripped,
    )
