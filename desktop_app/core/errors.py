"""Two families of errors: the person can do something about it, or it is ours."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_app.core.message import Message
from desktop_app.core.message_ids import MessageId


class ShelfsightError(Exception):
    """Base of every error that Shelfsight raises on purpose."""


class UserError(ShelfsightError):
    """Something outside the program is wrong: show the message, lose nothing, carry on."""

    def __init__(self, message_id: MessageId, **params: object) -> None:
        self.message = Message.of(message_id, **params)
        super().__init__(str(self.message))


class PhotoError(UserError):
    """One photo cannot be used; the message names it."""


class NoPhotoReadableError(PhotoError):
    """None of several photos can be used: the message of the first, and `errors` of all."""

    def __init__(self, errors: Sequence[PhotoError]) -> None:
        first = errors[0].message
        super().__init__(first.id, **dict(first.params))
        self.errors = tuple(errors)


class ImportRowError(UserError):
    """One row of an import cannot be used; the message says why."""


class ModelPackError(UserError):
    """A model pack is missing, damaged or not what its card says."""


class CatalogueError(UserError):
    """The catalogue cannot be opened or written."""


class Cancelled(ShelfsightError):  # noqa: N818  (an outcome that somebody asked for, not a failure)
    """The person asked to stop; what was saved before stays saved."""


class BugError(ShelfsightError):
    """An assumption of ours broke: log it with its traceback and offer a report."""
