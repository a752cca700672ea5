"""Changes that a person makes to products: from one whole state to another, many at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.catalog import change_log, search_table
from desktop_app.catalog.product_states import EditOutcome, KnownProduct, ProductEdit, ProductState
from desktop_app.catalog.records import CodeOrigin
from desktop_app.catalog.reference_writes import ReferenceWriter
from desktop_app.catalog.row_filler import RowFiller
from desktop_app.catalog.rows import chunks, facts, new_photo, product_data, sku_key, whole
from desktop_app.catalog.schema import CodeRow, EmbeddingRow, ProductRow
from desktop_app.core.change import (
    NO_FACTS,
    SWAPPED_WITH,
    Change,
    ChangeAction,
    Facts,
    SubjectKind,
    differing,
    product_change,
)
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.product_text import product_text
from desktop_app.core.types import CodeKind, ProductCode


def known_products(
    session: Session, product_ids: Sequence[int], fingerprint: str
) -> dict[int, KnownProduct]:
    """Products by id, withdrawn ones included, with what the model has embedded of them."""
    known: dict[int, KnownProduct] = {}
    for chunk in chunks(product_ids):
        rows = session.scalars(whole(select(ProductRow)).where(ProductRow.id.in_(chunk))).all()
        found = select(EmbeddingRow.product_id, EmbeddingRow.photo_id).where(
            EmbeddingRow.product_id.in_(chunk), EmbeddingRow.fingerprint == fingerprint
        )
        embedded = {(number, photo_id) for number, photo_id in session.execute(found)}
        for row in rows:
            sources = (p.source_sha256 for p in row.photos if (row.id, p.id) in embedded)
            has_text = (row.id, None) in embedded
            known[row.id] = KnownProduct(row.id, state_of(row), frozenset(sources), has_text)
    return known


def state_of(row: ProductRow) -> ProductState:
    """The product as it stands."""
    given = (c for c in row.codes if c.origin == CodeOrigin.PERSON.value)
    codes = frozenset(ProductCode(CodeKind(c.kind), c.value) for c in given)
    photos = tuple(map(new_photo, row.photos))
    return ProductState(product_data(row), photos, row.withdrawn, codes)


@dataclass(slots=True)
class _Pending:
    row: ProductRow
    edit: ProductEdit
    before: Facts = field(default_factory=lambda: NO_FACTS)
    text_changed: bool = False
    dropped_photos: list[int] = field(default_factory=list)


class EditWriter:
    """Brings products into new states in the transaction of *session*."""

    def __init__(self, session: Session, person: str, now: datetime) -> None:
        self._session = session
        self._person = person
        self._now = now
        self._filler = RowFiller(person, now)

    def apply(self, edits: Sequence[ProductEdit]) -> list[EditOutcome | UserError]:
        """One outcome an edit, in order; an edit that cannot be made leaves the others alone.

        It cannot be made if the product is gone or no longer as it was, or if its SKU or one of
        its codes belongs to another product that is found.
        """
        ids = [edit.product_id for edit in edits if edit.product_id is not None]
        rows = self._rows(ids)
        references = ReferenceWriter(self._session, list(rows))
        owners = _Owners(self._session, edits)
        pending = [self._put(edit, rows, owners) for edit in edits]
        self._session.flush()  # gives products and photos the ids that embeddings need
        made = [entry for entry in pending if isinstance(entry, _Pending)]
        for entry in made:
            _collect_references(references, entry)
        references.write()
        self._write_words(made)
        change_log.record_all(self._session, self._changes(made))
        return [_outcome(entry, references) for entry in pending]

    def _rows(self, ids: Sequence[int]) -> dict[int, ProductRow]:
        found = (
            self._session.scalars(whole(select(ProductRow)).where(ProductRow.id.in_(chunk)))
            for chunk in chunks(ids)
        )
        return {row.id: row for rows in found for row in rows}

    def _put(
        self, edit: ProductEdit, rows: dict[int, ProductRow], owners: _Owners
    ) -> _Pending | UserError:
        row = None if edit.product_id is None else rows.get(edit.product_id)
        if edit.product_id is not None and row is None:
            return CatalogueError(MessageId.PRODUCT_GONE)
        if row is not None and state_of(row) != edit.before:
            return CatalogueError(
                MessageId.PRODUCT_CHANGED, name=row.name, person=row.changed_by or "?"
            )
        refused = owners.claim(edit)
        if refused is not None:
            return refused
        if row is None:
            row = ProductRow(created_at=self._now)
            self._session.add(row)
            pending = _Pending(row, edit)
        else:
            text_changed = product_text(product_data(row)) != product_text(edit.after.data)
            pending = _Pending(row, edit, facts(row), text_changed)
        self._fill(row, edit.after)
        pending.dropped_photos = self._filler.put_photos(row, edit.after.photos) or []
        return pending

    def _fill(self, row: ProductRow, state: ProductState) -> None:
        self._filler.fill(row, state.data, withdrawn=state.withdrawn)
        for code in row.codes:
            given = ProductCode(CodeKind(code.kind), code.value) in state.person_codes
            code.origin = (CodeOrigin.PERSON if given else CodeOrigin.IMPORT).value

    def _write_words(self, pending: Iterable[_Pending]) -> None:
        found = []
        for entry in pending:
            if entry.edit.after.withdrawn:
                search_table.drop_product(self._session, entry.row.id)
            else:
                found.append((entry.row.id, entry.edit.after.data))
        search_table.put_products(self._session, found)

    def _changes(self, pending: Iterable[_Pending]) -> Iterator[Change]:
        told: set[str] = set()
        for entry in pending:
            if entry.edit.swapped_with:
                if entry.row.sku not in told:
                    told.add(entry.edit.swapped_with)
                    yield self._swap(entry)
            else:
                yield from self._change(entry)

    def _swap(self, entry: _Pending) -> Change:
        """That the product and another one changed places; the other one's old place is the new."""
        before, after = differing(entry.before, facts(entry.row))
        return Change(
            self._now,
            self._person,
            ChangeAction.MOVED,
            SubjectKind.PRODUCT,
            entry.row.sku,
            before,
            {**after, SWAPPED_WITH: entry.edit.swapped_with},
        )

    def _change(self, entry: _Pending) -> Iterator[Change]:
        edit, row = entry.edit, entry.row
        was_withdrawn = edit.before is not None and edit.before.withdrawn
        now_facts, comes_back = facts(row), was_withdrawn and not row.withdrawn
        if now_facts != entry.before or comes_back:
            yield product_change(
                self._now,
                self._person,
                row.sku,
                entry.before,
                now_facts,
                was_withdrawn=comes_back,
            )
        if row.withdrawn and not was_withdrawn:
            action = ChangeAction.MERGED if edit.merged_into else ChangeAction.WITHDRAWN
            after = {"into": edit.merged_into} if edit.merged_into else NO_FACTS
            kind = SubjectKind.PRODUCT
            yield Change(self._now, self._person, action, kind, row.sku, after=after)


class _Owners:
    """Which product has each SKU and code, as the edits of one transaction change it."""

    def __init__(self, session: Session, edits: Sequence[ProductEdit]) -> None:
        self._session = session
        self._moving = {edit.product_id for edit in edits}
        codes = {code.value for edit in edits for code in edit.after.data.codes}
        keys = {sku_key(edit.after.data.sku) for edit in edits}
        self._codes = dict(self._read_codes(codes | {edit.after.data.sku for edit in edits}))
        self._skus = dict(self._read_skus(keys | set(map(sku_key, codes))))

    def _read_codes(
        self, values: Iterable[str]
    ) -> Iterator[tuple[ProductCode, tuple[int, str, str]]]:
        columns = (CodeRow.kind, CodeRow.value, ProductRow.id, ProductRow.sku, ProductRow.name)
        for chunk in chunks(values):
            found = self._session.execute(
                select(*columns)
                .join(ProductRow, CodeRow.product_id == ProductRow.id)
                .where(CodeRow.value.in_(chunk), ProductRow.withdrawn.is_(False))
            )
            for kind, value, number, sku, name in found:
                if number not in self._moving:
                    yield ProductCode(CodeKind(kind), value), (number, sku, name)

    def _read_skus(self, keys: Iterable[str]) -> Iterator[tuple[str, tuple[int, str, str, bool]]]:
        columns = (
            ProductRow.sku_key,
            ProductRow.id,
            ProductRow.sku,
            ProductRow.name,
            ProductRow.withdrawn,
        )
        for chunk in chunks(keys):
            found = self._session.execute(select(*columns).where(ProductRow.sku_key.in_(chunk)))
            for key, number, sku, name, withdrawn in found:
                if number not in self._moving:
                    yield key, (number, sku, name, withdrawn)

    def claim(self, edit: ProductEdit) -> UserError | None:
        """Why *edit* cannot have its SKU and codes; None, and they are its own from now on."""
        data, number = edit.after.data, edit.product_id or 0
        key = sku_key(data.sku)
        owner = self._skus.get(key)
        if owner is not None:
            withdrawn = MessageId.SKU_WITHDRAWN if owner[3] else MessageId.SKU_TAKEN
            return CatalogueError(withdrawn, value=data.sku, owner=owner[2])
        if not edit.after.withdrawn:
            refused = self._refused_codes(edit)
            if refused is not None:
                return refused
            self._codes |= dict.fromkeys(data.codes, (number, data.sku, data.name))
        self._skus[key] = (number, data.sku, data.name, edit.after.withdrawn)
        return None

    def _refused_codes(self, edit: ProductEdit) -> UserError | None:
        """A code, or the SKU, that scans as another product which is found."""
        for code in _fresh_codes(edit):
            taken = self._codes.get(code)
            as_sku = self._skus.get(sku_key(code.value)) if code.kind is CodeKind.OWN else None
            if taken is None and as_sku is not None and not as_sku[3]:
                taken = as_sku[:3]
            if taken is not None:
                return CatalogueError(
                    MessageId.CODE_TAKEN, value=code.value, owner=taken[2], sku=taken[1]
                )
        return None


def _fresh_codes(edit: ProductEdit) -> list[ProductCode]:
    """What the product scans as from now on, its SKU included, and did not before."""
    before, data = edit.before, edit.after.data
    known: set[ProductCode] = set()
    if before is not None and not before.withdrawn:
        known = {*before.data.codes, ProductCode(CodeKind.OWN, before.data.sku)}
    own = ProductCode(CodeKind.OWN, data.sku)
    return [code for code in (*data.codes, own) if code not in known]


def _collect_references(references: ReferenceWriter, entry: _Pending) -> None:
    product_id, after = entry.row.id, entry.edit.after
    if after.withdrawn:
        references.drop_all(product_id)
        return
    if entry.text_changed:
        references.drop_text(product_id)
    references.drop_photos(product_id, entry.dropped_photos)
    photo_ids: dict[str | None, int | None] = {None: None}
    photo_ids |= {photo.source_sha256: photo.id for photo in entry.row.photos}
    for new in entry.edit.embeddings:
        references.add(product_id, photo_ids[new.source_sha256], new.fingerprint, new.vector)


def _outcome(entry: _Pending | UserError, references: ReferenceWriter) -> EditOutcome | UserError:
    if isinstance(entry, UserError):
        return entry
    number = entry.row.id
    return EditOutcome(number, references.added(number), references.removed(number))
