"""How the rows of a batch are called and coloured: a word, a sign and a colour for each state."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.core.batch import BatchCounts, Review, RowState, Said
from desktop_app.core.batch_wording import batch_summary
from desktop_app.core.types import Verdict
from desktop_app.core.wording import verdict_words
from desktop_app.gui.theme import Tokens
from desktop_app.gui.translator import translate_wording

SIGNS = {
    RowState.WAITING: "clock",
    RowState.MATCH: "match",
    RowState.UNSURE: "unsure",
    RowState.NOT_IN_CATALOGUE: "not_in_catalogue",
    RowState.ERROR: "error",
    RowState.REVIEWED: "check",
}
_VERDICTS = {
    RowState.MATCH: Verdict.MATCH,
    RowState.UNSURE: Verdict.UNSURE,
    RowState.NOT_IN_CATALOGUE: Verdict.NOT_IN_CATALOGUE,
}

translate = QCoreApplication.translate


def state_words(state: RowState) -> str:
    """The state in a word or two, as the filter and the column of verdicts call it."""
    verdict = _VERDICTS.get(state)
    if verdict is not None:
        return verdict_words(verdict, translate_wording)
    if state is RowState.WAITING:
        return translate("batch", "Waiting")
    if state is RowState.ERROR:
        return translate("batch", "Unreadable")
    return translate("batch", "Reviewed")


def said_words(review: Review) -> str:
    """What a person said, in a word or two."""
    words = {
        Said.CONFIRMED: translate("batch", "Confirmed"),
        Said.CORRECTED: translate("batch", "Corrected"),
        Said.ATTACHED: translate("batch", "Chosen"),
        Said.NOT_IN_CATALOGUE: translate("batch", "Not ours"),
    }
    return words[review.said]


def state_colours(state: RowState, tokens: Tokens) -> tuple[str, str]:
    """Colour of words and sign, and colour of the ground."""
    verdict = _VERDICTS.get(state)
    if verdict is not None:
        return tokens.verdict(verdict)
    return {
        RowState.WAITING: (tokens.muted, tokens.sunken),
        RowState.ERROR: (tokens.danger, tokens.danger_soft),
        RowState.REVIEWED: (tokens.accent, tokens.accent_soft),
    }[state]


def summary_words(counts: BatchCounts, seconds: float) -> str:
    """The batch in one line."""
    time = translate("formats", "{n} s").format(n=QLocale().toString(round(seconds)))
    if seconds >= 90:
        minutes = QLocale().toString(seconds / 60, "f", 1)
        time = translate("formats", "{n} min").format(n=minutes)
    unbroken = time.replace(" ", "\N{NO-BREAK SPACE}")
    return batch_summary(counts, unbroken, translate_wording)
