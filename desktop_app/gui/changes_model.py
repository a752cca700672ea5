"""The change log as a table, newest first: when, who, what, to what, and the facts in a line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.core.change import Change, SubjectKind
from desktop_app.core.change_words import action_words, kind_words, subject_name, summary
from desktop_app.gui.formats import moment
from desktop_app.gui.paged_model import PagedModel
from desktop_app.gui.translator import translate_change

TIME, PERSON, ACTION, SUBJECT, FACTS = range(5)


class ChangesModel(PagedModel[Change]):
    """Shows what was changed; the facts side by side are in the card beside the table."""

    def titles(self) -> Sequence[str]:
        return (
            self.tr("When"),
            self.tr("By"),
            self.tr("What"),
            self.tr("Subject"),
            self.tr("Facts"),
        )

    def key(self, item: Change) -> int:
        return item.change_id

    def text(self, item: Change, column: int) -> str:
        return self._texts()[column](item)

    def _texts(self) -> Sequence[Callable[[Change], str]]:
        return (
            lambda item: moment(item.at),
            lambda item: item.person,
            lambda item: action_words(item.action, translate_change),
            subject_words,
            lambda item: summary(item, translate_change),
        )


def subject_words(change: Change) -> str:
    """What was changed; the kind of thing is said where it is no product."""
    if change.kind is SubjectKind.PRODUCT:
        return change.subject
    kind = kind_words(change.kind, translate_change)
    subject = subject_name(change, translate_change)
    return f"{kind}: {subject}" if subject else kind
