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

SETTING_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "match_probability": _("changes", "Threshold of a match"),
        "adaptation": _("changes", "Fit to the catalogue"),
        "own_calibration": _("changes", "How sure answers are"),
    }
)
"""What is kept with the catalogue beside goods, people and numbers."""

SETTING_FACTS: Mapping[str, str] = MappingProxyType(
    {
        "map": _("changes", "Map of the fit"),
        "recall_before": _("changes", "Right first without the fit"),
        "recall_after": _("changes", "Right first with the fit"),
        "photos_asked": _("changes", "Photos asked"),
        "damaged": _("changes", "Damaged"),
    }
)
"""Names of facts of settings alone: an attribute of a product may be called so, too."""

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


def subject_name(change: Change, translate: Translate = same) -> str:
    """What *change* was about: a SKU, a name, or a setting in words."""
    known = SETTING_WORDS.get(change.subject)
    is_setting = change.kind is SubjectKind.SETTINGS
    return translate(known) if is_setting and known else change.subject


def fact_rows(change: Change, translate: Translate = same) -> list[FactRow]:
    """The facts of *change* side by side, attributes each in a row of its own."""
    before, after = dict(_flat(change.before)), dict(_flat(change.after))
    names = dict.fromkeys([*before, *after])
    kind = change.kind
    return [
        FactRow(_fact_name(kind, name, translate), before.get(name, ""), after.get(name, ""))
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


def _fact_name(kind: SubjectKind, name: str, translate: Translate) -> str:
    known = FACT_WORDS.get(name)
    if kind is SubjectKind.SETTINGS:
        known = SETTING_FACTS.get(name, known)
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
