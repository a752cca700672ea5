"""What the commands for stock and prices share: ledgers, quantities, and what a rule is for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import typer

from desktop_app.cli_session import Session, sign_in
from desktop_app.core.errors import UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.stock import Scope
from desktop_app.log_files import start_logging
from desktop_app.services.ledgers import Ledgers
from desktop_app.services.number_text import NumberTextError, parse_decimal
from desktop_app.without_model import opened_ledgers


@contextmanager
def ledgers_of(context: typer.Context) -> Iterator[tuple[Session, Ledgers]]:
    """Session and ledgers, signed in as `--person` said."""
    session: Session = context.obj
    start_logging(session.folder)
    with opened_ledgers(session.folder, session.settings) as (access, ledgers):
        sign_in(session, access)
        yield session, ledgers


def number(text: str) -> Decimal:
    """A quantity that somebody typed.

    Raises:
        UserError: it is no number, or can be read in two ways.
    """
    try:
        return parse_decimal(text)
    except NumberTextError as error:
        raise UserError(MessageId.QUANTITY_BAD, value=text) from error


def scope_of(ledgers: Ledgers, sku: str, category: str) -> tuple[Scope, str]:
    """What a rule is for: a product, a category, or everything."""
    if sku:
        return Scope.PRODUCT, str(ledgers.stock.find(sku))
    return (Scope.CATEGORY, category) if category else (Scope.CATALOGUE, "")
