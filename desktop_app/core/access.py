"""Who may do what: three roles, and the rights that they have.

As long as nobody is listed, everybody may do everything. With people listed, whoever has not
signed in is a clerk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

SHORTEST_PIN = 4


class Role(StrEnum):
    """What somebody is on this workstation; each may do what those before it may."""

    CLERK = "clerk"
    MANAGER = "manager"
    """Catalogue manager."""
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """What a role is asked about before something is written."""

    LOOK_UP = "look_up"
    """Lookups, their history, new inquiries, batches, labels: everybody has it."""
    MOVE_STOCK = "move_stock"
    TEACH = "teach"
    """Photos and codes become those of a product; taking them back; answering inquiries."""
    EDIT_PRODUCTS = "edit_products"
    """New products, and every change of their data, photos, prices and places."""
    IMPORT = "import"
    SEE_CHANGES = "see_changes"
    ERASE = "erase"
    """Deleting history, inquiries, batches, or old entries of the change log, for good."""
    MODEL_PACKS = "model_packs"
    SETTINGS = "settings"
    """Settings about what is kept and who may do what; look and language are free."""
    MANAGE_PEOPLE = "manage_people"


_CLERK = frozenset({Right.LOOK_UP, Right.MOVE_STOCK})
_MANAGER = _CLERK | {Right.TEACH, Right.EDIT_PRODUCTS, Right.IMPORT, Right.SEE_CHANGES}

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {Role.CLERK: _CLERK, Role.MANAGER: _MANAGER, Role.ADMINISTRATOR: frozenset(Right)}
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in; only clerks can be without a PIN."""

    name: str
    role: Role
    has_pin: bool = True


def may(role: Role, right: Right, *, clerks_teach: bool) -> bool:
    """Whether *role* has *right*; clerks may teach where the administrator lets them."""
    return right in RIGHTS[role] or (clerks_teach and right is Right.TEACH)


def least_role(right: Right) -> Role:
    """The first role that has *right*."""
    return next(role for role in Role if right in RIGHTS[role])
