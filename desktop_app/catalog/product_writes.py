"""Adding and updating products with their photos and embeddings, many in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.catalog import change_log, search_table
from desktop_app.catalog.records import Change, ProductSave, SaveOutcome
from desktop_app.catalog.reference_writes import ReferenceWriter
from desktop_app.catalog.row_filler import RowFiller
from desktop_app.catalog.rows import chunks, facts, product_data, sku_key, whole
from desktop_app.catalog.schema import CodeRow, ProductRow
from desktop_app.core.change import Change as LoggedChange
from desktop_app.core.change import ChangeAction, Facts, SubjectKind, product_change
from desktop_app.core.errors import ImportRowError
from desktop_app.core.messages import MessageId
from desktop_app.core.product_text import product_text
from desktop_app.core.types import CodeKind, ProductCode


@dataclass(slots=True)
class _Pending:
    """A product on its way into the database."""

    row: ProductRow
    item: ProductSave
    change: Change
    before: Facts = field(default_factory=dict)
    was_withdrawn: bool = False
    text_changed: bool = False
    dropped_photos: list[int] = field(default_factory=list)


class ProductWriter:
    """Saves one batch of products in the transaction of *session*."""

    def __init__(self, session: Session, person: str, now: datetime) -> None:
        self._session = session
        self._person = person
        self._now = now
        self._filler = RowFiller(person, now)

    def save(self, items: Sequence[ProductSave]) -> list[SaveOutcome | ImportRowError]:
        """One outcome an item, in order; an item that cannot be saved leaves the others alone.

        Raises:
            ValueError: two items have the same SKU, or an embedding fits no photo of its item.
        """
        keys = [sku_key(item.data.sku) for item in items]
        if len(set(keys)) != len(keys):
            raise ValueError("two items of a batch have the same SKU")
        rows = self._rows(keys)
        owners = code_owners(self._session, _code_values(items))
        references = ReferenceWriter(self._session, [row.id for row in rows.values()])
        pending = [self._put(item, rows, owners) for item in items]
        self._session.flush()  # gives products and photos the ids that embeddings need
        self._write_references(references, pending)
        self._write_words(pending)
        change_log.record_all(self._session, self._changes(pending))
        return [_outcome(entry, references) for entry in pending]

    def _rows(self, keys: Sequence[str]) -> dict[str, ProductRow]:
        found = (
            self._session.scalars(whole(select(ProductRow)).where(ProductRow.sku_key.in_(chunk)))
            for chunk in chunks(keys)
        )
        return {row.sku_key: row for rows in found for row in rows}

    def _put(
        self,
        item: ProductSave,
        rows: dict[str, ProductRow],
        owners: dict[ProductCode, str],
    ) -> _Pending | ImportRowError:
        key = sku_key(item.data.sku)
        claimed = () if item.withdrawn else item.data.codes
        for code in claimed:
            owner = owners.get(code)
            if owner is not None and sku_key(owner) != key:
                return ImportRowError(MessageId.ROW_CODE_TAKEN, value=code.value, owner=owner)
        row = rows.get(key)
        for code in product_data(row).codes if row else ():
            owners.pop(code, None)  # a code that is given up is free for the next item
        owners |= dict.fromkeys(claimed, item.data.sku)
        pending = self._add(item) if row is None else self._update(row, item)
        self._put_photos(pending)
        return pending

    def _add(self, item: ProductSave) -> _Pending:
        row = ProductRow(sku_key=sku_key(item.data.sku), created_at=self._now)
        self._filler.fill(row, item.data, withdrawn=item.withdrawn)
        self._session.add(row)
        return _Pending(row, item, Change.ADDED)

    def _update(self, row: ProductRow, item: ProductSave) -> _Pending:
        old, before, was_withdrawn = product_data(row), facts(row), row.withdrawn
        if old == item.data and was_withdrawn == item.withdrawn:
            return _Pending(row, item, Change.UNCHANGED, before)
        self._filler.fill(row, item.data, withdrawn=item.withdrawn)
        text_changed = product_text(old) != product_text(item.data)
        return _Pending(row, item, Change.UPDATED, before, was_withdrawn, text_changed)

    def _put_photos(self, pending: _Pending) -> None:
        wanted = pending.item.photos
        dropped = None if wanted is None else self._filler.put_photos(pending.row, wanted)
        if dropped is None:
            return
        pending.dropped_photos = dropped
        self._filler.sign(pending.row)
        if pending.change is Change.UNCHANGED:
            pending.change = Change.UPDATED

    def _write_references(
        self, references: ReferenceWriter, pending: Sequence[_Pending | ImportRowError]
    ) -> None:
        for entry in pending:
            if isinstance(entry, _Pending):
                _collect_references(references, entry)
        references.write()

    def _write_words(self, pending: Sequence[_Pending | ImportRowError]) -> None:
        changed = [
            entry
            for entry in pending
            if isinstance(entry, _Pending) and entry.change is not Change.UNCHANGED
        ]
        for entry in changed:
            if entry.item.withdrawn:
                search_table.drop_product(self._session, entry.row.id)
        live = [(entry.row.id, entry.item.data) for entry in changed if not entry.item.withdrawn]
        search_table.put_products(self._session, live)

    def _changes(self, pending: Sequence[_Pending | ImportRowError]) -> Iterator[LoggedChange]:
        for entry in pending:
            if isinstance(entry, _Pending) and entry.change is not Change.UNCHANGED:
                yield from self._change(entry)

    def _change(self, entry: _Pending) -> Iterator[LoggedChange]:
        sku, after, withdrawn = entry.row.sku, facts(entry.row), entry.item.withdrawn
        comes_back = entry.was_withdrawn and not withdrawn
        if comes_back or after != entry.before:
            yield product_change(
                self._now, self._person, sku, entry.before, after, was_withdrawn=comes_back
            )
        if withdrawn and not entry.was_withdrawn:
            action, kind = ChangeAction.WITHDRAWN, SubjectKind.PRODUCT
            yield LoggedChange(self._now, self._person, action, kind, sku)


def _collect_references(references: ReferenceWriter, entry: _Pending) -> None:
    product_id = entry.row.id
    if entry.item.withdrawn:
        references.drop_all(product_id)
        return
    if entry.text_changed:
        references.drop_text(product_id)
    references.drop_photos(product_id, entry.dropped_photos)
    photo_ids: dict[str | None, int | None] = {None: None}
    photo_ids |= {photo.source_sha256: photo.id for photo in entry.row.photos}
    for new in entry.item.embeddings:
        if new.source_sha256 not in photo_ids:
            raise ValueError("an embedding of a photo that is not among the product's photos")
        references.add(product_id, photo_ids[new.source_sha256], new.fingerprint, new.vector)


def _outcome(
    entry: _Pending | ImportRowError, references: ReferenceWriter
) -> SaveOutcome | ImportRowError:
    if isinstance(entry, ImportRowError):
        return entry
    product_id = entry.row.id
    return SaveOutcome(
        product_id, entry.change, references.added(product_id), references.removed(product_id)
    )


def _code_values(items: Sequence[ProductSave]) -> set[str]:
    return {code.value for item in items for code in item.data.codes}


def code_owners(session: Session, values: Iterable[str]) -> dict[ProductCode, str]:
    """SKU of the product that has each code; codes of withdrawn products are free."""
    owners: dict[ProductCode, str] = {}
    for chunk in chunks(set(values)):
        found = session.execute(
            select(CodeRow.kind, CodeRow.value, ProductRow.sku)
            .join(ProductRow, CodeRow.product_id == ProductRow.id)
            .where(CodeRow.value.in_(chunk), ProductRow.withdrawn.is_(False))
        )
        owners |= {ProductCode(CodeKind(kind), value): sku for kind, value, sku in found}
    return owners
