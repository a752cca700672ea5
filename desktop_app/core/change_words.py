"""Changes in words: what was done, to what, and the facts side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from desktop_app.core.change import Change, ChangeAction, SubjectKind
from desktop_app.core.message_texts import QT_TRANSLATE_NOOP
from desktop_app.core.messages import Translate, same

CONTEXT = "changes"
_ = QT_TRANSLATE_NOOP

ACTION_WORDS: Mapping[ChangeAction, str] = MappingProxyType(
    {
        ChangeAction.ADDED: _("changes", "Added"),
        ChangeAction.CHANGED: _("changes", "Changed"),
        ChangeAction.WITHDRAWN: _("changes", "Withdrawn"),
        ChangeAction.RESTORED: _("changes", "Restored"),
        ChangeAction.DELETED: _("changes", "Deleted"),
        ChangeAction.MERGED: _("changes", "Merged"),
        ChangeAction.TAUGHT: _("changes", "Taught"),
        ChangeAction.TAKEN_BACK: _("changes", "Taken back"),
        ChangeAction.MOVED: _("changes", "Moved"),
        ChangeAction.PURGED: _("changes", "Purged"),
    }
)
KIND_WORDS: Mapping[SubjectKind, str] = MappingProxyType(
    {
        SubjectKind.PRODUCT: _("changes", "Product"),
        SubjectKind.STOCK: _("changes", "Stock"),
        SubjectKind.PRICE: _("changes", "Price"),
        SubjectKind.SETTINGS: _("changes", "Settings"),
        SubjectKind.ACCESS: _("changes", "People and roles"),
        SubjectKind.CHANGES: _("changes", "Change log"),
    }
)
FACT_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "sku": _("changes", "SKU"),
        "name": _("changes", "Name"),
        "category": _("changes", "Category"),
        "brand": _("changes", "Brand"),
        "description": _("changes", "Description"),
        "price": _("changes", "Price"),
        "currency": _("changes", "Currency"),
        "stock": _("changes", "Stock"),
        "location": _("changes", "Place"),
        "codes": _("changes", "Codes"),
        "photos": _("changes", "Photos"),
        "attributes": _("changes", "Attributes"),
        "decision": _("changes", "Decision"),
        "role": _("changes", "Role"),
        "pin": _("changes", "PIN"),
        "entries": _("changes", "Entries"),
        "before": _("changes", "Older than"),
        "swapped_with": _("changes", "Swapped with"),
        "into": _("changes", "Merged into"),
        "match_probability": _("changes", "Threshold of a match"),
        "temperature": _("changes", "Spread of probabilities, against the model's"),
        "none_level": _("changes", 'Level of "not in the catalogue", against the model\'s'),
        "judged": _("changes", "Judged lookups"),
        "taken_back_by_hand": _("changes", "Taken back by hand"),
    }
)
"""Facts that have a name in every language; others are shown as they are called."""

PHOTO_NAME = 8
"""Of the name of a photo, which is its SHA-256, so much tells it from the others."""


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact before and after, as words; empty where it was not there."""

    name: str
    before: str
    after: str


def action_words(action: ChangeAction, translate: Translate = same) -> str:
    return translate(ACTION_WORDS[action])


def kind_words(kind: SubjectKind, translate: Translate = same) -> str:
    return translate(KIND_WORDS[kind])


def fact_rows(change: Change, translate: Translate = same) -> list[FactRow]:
    """The facts of *change* side by side, attributes each in a row of its own."""
    before, after = dict(_flat(change.before)), dict(_flat(change.after))
    names = dict.fromkeys([*before, *after])
    return [
        FactRow(_fact_name(name, translate), before.get(name, ""), after.get(name, ""))
        for name in names
    ]


def summary(change: Change, translate: Translate = same) -> str:
    """The facts in one line, as `Price: 1.50 → 1.80; Name: …`."""
    rows = fact_rows(change, translate)
    return "; ".join(_in_short(row) for row in rows)


def _in_short(row: FactRow) -> str:
    if not row.before:
        return f"{row.name}: {row.after}"
    return f"{row.name}: {row.before} → {row.after or '–'}"


def _fact_name(name: str, translate: Translate) -> str:
    known = FACT_WORDS.get(name)
    return translate(known) if known else name


def _flat(facts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in facts.items():
        if isinstance(value, Mapping):
            yield from ((str(inner), _words(inner, item)) for inner, item in value.items())
        else:
            yield name, _words(name, value)


def _words(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Sequence):
        short = PHOTO_NAME if name == "photos" else None
        return ", ".join(str(item)[:short] for item in value)
    return str(value)
