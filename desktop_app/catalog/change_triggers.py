"""Triggers that make the change log append-only, whoever has the file open.

They are part of the format: a file with any other trigger was prepared by somebody else and is
refused. A migration that copies the table `changes` has to make them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from desktop_app.catalog.ledger_triggers import LEDGER_TRIGGERS

TRIGGERS: Mapping[str, str] = MappingProxyType(
    {
        "changes_stay": (
            "CREATE TRIGGER changes_stay BEFORE UPDATE ON changes"
            " BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"
        ),
        "changes_are_kept": (
            "CREATE TRIGGER changes_are_kept BEFORE DELETE ON changes"
            " WHEN OLD.id > (SELECT coalesce(max(up_to), 0) FROM changes_purge)"
            " BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"
        ),
        "changes_are_not_replaced": (
            "CREATE TRIGGER changes_are_not_replaced BEFORE INSERT ON changes"
            " WHEN EXISTS (SELECT 1 FROM changes WHERE id = NEW.id)"
            " BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"
        ),
        "purges_stay": (
            "CREATE TRIGGER purges_stay BEFORE UPDATE ON changes_purge"
            " BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"
        ),
        "purges_are_kept": (
            "CREATE TRIGGER purges_are_kept BEFORE DELETE ON changes_purge"
            " BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"
        ),
    }
)
"""Statement of each trigger by its name. A purge first says up to which id, then deletes."""


def are_ours(triggers: Mapping[str, str]) -> bool:
    """Whether a file has no trigger but these and those of the ledgers, word by word."""
    known = {**TRIGGERS, **LEDGER_TRIGGERS}
    return all(known.get(name) == statement for name, statement in triggers.items())
