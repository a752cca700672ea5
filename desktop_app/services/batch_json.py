"""The lines of a batch file: what is written for each row, and how it is read again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop_app.core.analysis import PhotoInput
from desktop_app.core.batch import Review, RowAnswer, RowCandidate, Said
from desktop_app.core.errors import UserError
from desktop_app.core.messages import Message, MessageId
from desktop_app.core.types import Box, Reason, Verdict
from desktop_app.services.lookup import Query
from desktop_app.services.query_table import QueryRow

NAME_PARAM = "name"
"""Parameter of messages that holds the name of a photo."""


def question_object(row: QueryRow, *, keeps_names: bool) -> dict[str, Any]:
    """A question; without names nothing of it but the number of its line is kept."""
    made: dict[str, Any] = {"line": row.line}
    if not keeps_names:
        return made
    made |= {"photo": row.photo, "text": row.text}
    if isinstance(row.query, UserError):
        return made | {"problem": message_object(row.query.message)}
    for photo in row.query.photos[:1]:
        made["path"] = str(photo.path or "")
        if photo.box is not None:
            made["box"] = [photo.box.x, photo.box.y, photo.box.width, photo.box.height]
    return made


def read_question(made: Mapping[str, Any]) -> QueryRow:
    photo, text = str(made.get("photo", "")), str(made.get("text", ""))
    query: Query | UserError
    if "problem" in made:
        query = _error(read_message(made["problem"]))
    elif made.get("path"):
        box = Box(*map(int, made["box"])) if "box" in made else None
        query = Query((PhotoInput(Path(photo).name, path=Path(made["path"]), box=box),), text)
    else:
        query = Query((), text)
    return QueryRow(int(made["line"]), photo, text, query)


def answer_object(answer: RowAnswer) -> dict[str, Any]:
    return {
        "verdict": answer.verdict.value,
        "reason": answer.reason.value,
        "none": answer.p_not_in_catalogue,
        "model": answer.model,
        "device": answer.device,
        "candidates": [
            [c.sku, c.name, c.location, c.similarity, c.probability] for c in answer.candidates
        ],
    }


def read_answer(made: Mapping[str, Any]) -> RowAnswer:
    return RowAnswer(
        Verdict(made["verdict"]),
        Reason(made["reason"]),
        tuple(RowCandidate(*each) for each in made["candidates"]),
        made["none"],
        str(made["model"]),
        str(made["device"]),
    )


def review_object(review: Review) -> dict[str, Any]:
    return {
        "said": review.said.value,
        "person": review.person,
        "at": review.at.isoformat(),
        "sku": review.sku,
        "name": review.name,
        "location": review.location,
        "taught": list(review.taught_ids),
    }


def read_review(made: Mapping[str, Any]) -> Review:
    return Review(
        Said(made["said"]),
        str(made["person"]),
        datetime.fromisoformat(made["at"]),
        str(made["sku"]),
        str(made["name"]),
        str(made["location"]),
        tuple(map(int, made["taught"])),
    )


def message_object(message: Message) -> dict[str, Any]:
    return {"id": message.id.value, "params": dict(message.params)}


def read_message(made: Mapping[str, Any]) -> Message:
    return Message.of(MessageId(made["id"]), **made["params"])


def nameless(message: Message) -> Message:
    """*message* without the name of the photo that it is about."""
    params = tuple((key, "…" if key == NAME_PARAM else value) for key, value in message.params)
    return Message(message.id, params)


def _error(message: Message) -> UserError:
    return UserError(message.id, **dict(message.params))
