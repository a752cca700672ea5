"""What the change log keeps: who did what to which product, with the facts before and after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from desktop_app.core.types import ProductCode, ProductData

Facts = Mapping[str, object]
"""Facts by name; values as JSON has them: text, numbers, true/false, None, lists, mappings."""

NO_FACTS: Facts = MappingProxyType({})

SWAPPED_WITH = "swapped_with"
"""Fact of a change that is about two products: SKU of the other one."""


def _no_facts() -> Facts:
    return NO_FACTS


class ChangeAction(StrEnum):
    """What was done; the subject says to what."""

    ADDED = "added"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    DELETED = "deleted"
    MERGED = "merged"
    TAUGHT = "taught"
    """A photo became a reference of the product, or a code became one of its codes."""
    TAKEN_BACK = "taken_back"
    """A taught photo or code was withdrawn."""
    MOVED = "moved"
    """Stock came in or went out, or the product lies in another place."""
    PURGED = "purged"
    """Old entries of the change log itself were deleted; `after` says how many."""


class SubjectKind(StrEnum):
    """What a change was about; `Change.subject` is its SKU, name or id."""

    PRODUCT = "product"
    STOCK = "stock"
    PRICE = "price"
    SETTINGS = "settings"
    ACCESS = "access"
    """Who may do what: roles and PINs (never the PIN itself)."""
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the append-only change log.

    Attributes:
        at: when, with its time zone.
        person: who; empty if nobody was named.
        subject: SKU of a product, or name or id of another thing.
        before, after: the facts that differ, as JSON has them; one of the two is empty where a
            thing appeared or went.
        change_id: given by the log, 0 before.
    """

    at: datetime
    person: str
    action: ChangeAction
    kind: SubjectKind
    subject: str
    before: Facts = field(default_factory=_no_facts)
    after: Facts = field(default_factory=_no_facts)
    change_id: int = 0


@dataclass(frozen=True, slots=True)
class ChangeFilter:
    """Which changes are wanted; what is None or empty lets everything through.

    Attributes:
        text: held by subject, person or one of the facts, whatever its case.
        since, until: moments with a time zone; `since` is included, `until` is not.
        subject: exactly this SKU or id.
    """

    text: str = ""
    person: str | None = None
    action: ChangeAction | None = None
    kind: SubjectKind | None = None
    since: datetime | None = None
    until: datetime | None = None
    subject: str = ""

    def __bool__(self) -> bool:
        return self != ALL_CHANGES


ALL_CHANGES = ChangeFilter()


def product_facts(data: ProductData, photos: Iterable[str] = ()) -> dict[str, object]:
    """Everything that was said about a product, empty fields left out.

    Args:
        data: the product.
        photos: names (SHA-256) of its photos in the photo store, first photo first.
    """
    facts: dict[str, object] = {
        "sku": data.sku,
        "name": data.name,
        "category": data.category,
        "brand": data.brand,
        "description": data.description,
        "price": plain(data.price),
        "currency": data.currency,
        "stock": plain(data.stock),
        "location": data.location,
        "codes": [code_fact(code) for code in data.codes],
        "attributes": dict(data.attributes),
        "photos": list(photos),
    }
    return {name: value for name, value in facts.items() if value}


def product_change(
    at: datetime,
    person: str,
    sku: str,
    before: Facts,
    after: Facts,
    *,
    was_withdrawn: bool = False,
) -> Change:
    """That a product was added (*before* is empty), changed, or came back, with what differs."""
    old, new = differing(before, after)
    action = ChangeAction.CHANGED if before else ChangeAction.ADDED
    if was_withdrawn:
        action = ChangeAction.RESTORED
    return Change(at, person, action, SubjectKind.PRODUCT, sku, old, new)


def code_fact(code: ProductCode) -> str:
    """A code with its kind, as `gtin:04006381333931`."""
    return f"{code.kind.value}:{code.value}"


def plain(value: Decimal | None) -> str:
    """A number as text without exponent; empty for None."""
    return "" if value is None else format(value, "f")


def differing(before: Facts, after: Facts) -> tuple[Facts, Facts]:
    """Only the facts that differ, before and after; within `attributes` only those that differ."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    old: dict[str, object] = {name: before[name] for name in names if name in before}
    new: dict[str, object] = {name: after[name] for name in names if name in after}
    for name in names:
        was, now = before.get(name, {}), after.get(name, {})
        if isinstance(was, Mapping) and isinstance(now, Mapping):
            old[name], new[name] = differing(was, now)
    return (
        {name: value for name, value in old.items() if value not in ({}, None)},
        {name: value for name, value in new.items() if value not in ({}, None)},
    )
