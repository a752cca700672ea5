"""The outcome of a batch in one line, for the window and the terminal."""

from __future__ import annotations

from desktop_app.core.batch import BatchCounts, RowState
from desktop_app.core.count_wording import Counted, counted
from desktop_app.core.messages import QT_TRANSLATE_NOOP, Translate, same

_ = QT_TRANSLATE_NOOP

_PARTS = (
    (RowState.MATCH, _("wording", "{n} match")),
    (RowState.UNSURE, _("wording", "{n} unsure")),
    (RowState.NOT_IN_CATALOGUE, _("wording", "{n} not in the catalogue")),
    (RowState.ERROR, _("wording", "{n} unreadable")),
    (RowState.WAITING, _("wording", "{n} waiting")),
)
_LINE = _("wording", "{rows}: {parts}; {time}")
_EMPTY = _("wording", "{rows}; {time}")
_COMMA = _("wording", ", ")


def batch_summary(counts: BatchCounts, time: str, translate: Translate = same) -> str:
    """Like `50 photos: 38 match, 9 unsure, 2 not in the catalogue, 1 unreadable; 41 s`."""
    parts = [
        translate(text).format(n=counts.answers[state])
        for state, text in _PARTS
        if counts.answers.get(state)
    ]
    return translate(_LINE if parts else _EMPTY).format(
        rows=rows_words(counts, translate), parts=translate(_COMMA).join(parts), time=time
    )


def rows_words(counts: BatchCounts, translate: Translate = same) -> str:
    """How many photos, or questions where words were asked too."""
    what = Counted.PHOTOS if counts.are_photos else Counted.QUESTIONS
    return counted(counts.total, what, translate)
