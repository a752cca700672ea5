"""Saving and finding products, their photos and references, and taking them out again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_app.catalog.database import Database
from desktop_app.catalog.records import (
    CatalogueCounts,
    Change,
    Damage,
    NewEmbedding,
    ProductSave,
)
from desktop_app.catalog.repository import CatalogRepository
from desktop_app.core.errors import ImportRowError
from desktop_app.core.messages import MessageId
from desktop_app.core.types import (
    CodeKind,
    ProductCode,
    ProductData,
    Reference,
    ReferenceKind,
)
from tests.catalog.samples import (
    FINGERPRINT,
    complete,
    photo,
    photo_embedding,
    product,
    sha,
    text_embedding,
    vector,
)
from tests.counted_work import seen_statements

GTIN = "00012345678905"


def _save(repository: CatalogRepository, save: ProductSave) -> object:
    return repository.save_product(save.data, save.photos, save.embeddings)


def test_a_product_comes_back_as_it_was_saved(repository: CatalogRepository) -> None:
    data = product(1)
    saved = repository.save_product(data, [photo(1), photo(2)], [])
    found = repository.product(saved.product_id)
    assert found is not None
    assert {name: getattr(found, name) for name in ProductData.__dataclass_fields__} == {
        name: getattr(data, name) for name in ProductData.__dataclass_fields__
    }
    assert [(p.sha256, p.source_name, p.width) for p in found.photos] == [
        (sha("copy 1"), "1.jpg", 40),
        (sha("copy 2"), "2.jpg", 40),
    ]


_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
_AMOUNT = st.none() | st.decimals(allow_nan=False, allow_infinity=False, places=3)


@st.composite
def _products(draw: st.DrawFn) -> ProductData:
    codes = draw(st.lists(st.builds(ProductCode, st.sampled_from(CodeKind), _TEXT), unique=True))
    return ProductData(
        sku=draw(st.text(alphabet="abcABC123-", min_size=1)),
        name=draw(_TEXT),
        category=draw(_TEXT),
        brand=draw(_TEXT),
        description=draw(_TEXT),
        price=draw(_AMOUNT),
        currency=draw(_TEXT),
        stock=draw(_AMOUNT),
        location=draw(_TEXT),
        attributes=draw(st.dictionaries(_TEXT, _TEXT, max_size=4)),
        codes=tuple(codes),
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=_products())
def test_any_product_survives_the_round_trip(
    repository: CatalogRepository, data: ProductData
) -> None:
    repository.save_product(replace(data, codes=()))
    saved = repository.save_product(data)
    stored = repository.stored_products([data.sku], FINGERPRINT)
    assert [entry.data for entry in stored.values()] == [data]
    assert repository.save_product(data).change is Change.UNCHANGED
    assert repository.damages() == []
    repository.delete_product(saved.product_id)


def test_saving_twice_changes_nothing(repository: CatalogRepository) -> None:
    first = _save(repository, complete(1))
    generation = repository.generation()
    second = _save(repository, complete(1))
    assert (first.change, second.change) == (Change.ADDED, Change.UNCHANGED)
    assert (second.references, second.removed) == ((), ())
    assert repository.generation() == generation
    assert repository.counts() == CatalogueCounts(1, 1, 2, 1)


def test_skus_are_compared_without_case(repository: CatalogRepository) -> None:
    first = repository.save_product(product(1, sku="Straße-1"))
    second = repository.save_product(product(1, sku="STRASSE-1"))
    assert (second.product_id, second.change) == (first.product_id, Change.UPDATED)
    found = repository.product_by_sku(" strasse-1 ")
    assert found is not None
    assert found.sku == "STRASSE-1"


def test_new_references_are_told_with_their_vectors(repository: CatalogRepository) -> None:
    saved = _save(repository, complete(1, photos=[1, 2]))
    kinds = [reference.kind for reference, _ in saved.references]
    assert kinds == [ReferenceKind.PHOTO, ReferenceKind.PHOTO, ReferenceKind.TEXT]
    stored = {e.reference: e.vector for e in repository.embeddings(FINGERPRINT)}
    for reference, vector_ in saved.references:
        np.testing.assert_array_equal(stored[reference], vector_)
    found = repository.product(saved.product_id)
    assert found is not None
    assert [r.photo_id for r, _ in saved.references] == [*(p.photo_id for p in found.photos), None]


def test_a_changed_name_drops_the_text_reference(repository: CatalogRepository) -> None:
    first = _save(repository, complete(1))
    text_id = first.references[-1][0].reference_id
    second = _save(repository, complete(1, name="Another name"))
    assert second.change is Change.UPDATED
    assert second.removed == (text_id,)
    assert [reference.kind for reference, _ in second.references] == [ReferenceKind.TEXT]
    assert repository.removed_since(1) == [text_id]


def test_a_changed_price_leaves_the_references_alone(repository: CatalogRepository) -> None:
    _save(repository, complete(1))
    generation = repository.generation()
    second = _save(repository, complete(1, price=Decimal("2.00")))
    assert second.change is Change.UPDATED
    assert (second.references, second.removed) == ((), ())
    assert repository.generation() == generation


def test_a_photo_that_is_gone_takes_its_reference_along(repository: CatalogRepository) -> None:
    first = _save(repository, complete(1, photos=[1, 2]))
    second = _save(repository, complete(1, photos=[2, 3]))
    assert second.removed == (first.references[0][0].reference_id,)
    assert len(second.references) == 1
    found = repository.product(first.product_id)
    assert found is not None
    assert [p.source_name for p in found.photos] == ["2.jpg", "3.jpg"]
    assert found.photos[0].photo_id == first.references[1][0].photo_id
    assert repository.removed_since(0) == list(second.removed)


def test_photos_not_spoken_of_stay(repository: CatalogRepository) -> None:
    first = _save(repository, complete(1))
    repository.save_product(product(1, name="New"), None)
    found = repository.product(first.product_id)
    assert found is not None
    assert len(found.photos) == 1


def test_the_order_of_photos_is_a_change(repository: CatalogRepository) -> None:
    _save(repository, complete(1, photos=[1, 2]))
    second = _save(repository, complete(1, photos=[2, 1]))
    assert second.change is Change.UPDATED
    assert (second.references, second.removed) == ((), ())


def test_equal_photos_are_kept_once(repository: CatalogRepository) -> None:
    saved = repository.save_product(product(1), [photo(1), photo(1)], [photo_embedding(1)])
    assert repository.counts().photos == 1
    assert len(saved.references) == 1


@pytest.mark.parametrize(
    "bad",
    [
        np.full(4, np.nan, np.float32),
        np.full(4, np.inf, np.float32),
        np.zeros(4, np.float32),
        np.full(4, 3.0, np.float32),
        np.eye(2, dtype=np.float32),
    ],
)
def test_a_vector_that_the_index_cannot_hold_is_refused(
    repository: CatalogRepository, bad: np.ndarray
) -> None:
    with pytest.raises(ValueError, match="unit length"):
        repository.save_product(product(1), [], [NewEmbedding(FINGERPRINT, bad)])
    assert repository.counts().products == 0


def test_an_embedding_of_a_foreign_photo_is_refused(repository: CatalogRepository) -> None:
    with pytest.raises(ValueError, match="not among"):
        repository.save_product(product(1), [photo(1)], [photo_embedding(2)])


def test_a_code_that_is_taken_rejects_its_row_alone(repository: CatalogRepository) -> None:
    code = (ProductCode(CodeKind.GTIN, GTIN),)
    items = [
        ProductSave(product(1, codes=code)),
        ProductSave(product(2, codes=code)),
        ProductSave(product(3)),
    ]
    first, second, third = repository.save_products(items)
    assert isinstance(second, ImportRowError)
    assert second.message.id is MessageId.ROW_CODE_TAKEN
    assert dict(second.message.params) == {"value": GTIN, "owner": "SKU-1"}
    assert [getattr(outcome, "change", None) for outcome in (first, third)] == [Change.ADDED] * 2
    assert repository.product_by_sku("SKU-2") is None
    with pytest.raises(ImportRowError):
        repository.save_product(product(2, codes=code))


def test_a_code_that_is_given_up_is_free(repository: CatalogRepository) -> None:
    code = (ProductCode(CodeKind.OWN, "x"),)
    repository.save_product(product(1, codes=code))
    items = [ProductSave(product(1, codes=())), ProductSave(product(2, codes=code))]
    assert [getattr(o, "change", o) for o in repository.save_products(items)] == [
        Change.UPDATED,
        Change.ADDED,
    ]


def test_a_batch_with_one_sku_twice_is_our_mistake(repository: CatalogRepository) -> None:
    with pytest.raises(ValueError, match="same SKU"):
        repository.save_products([ProductSave(product(1)), ProductSave(product(1, sku="sku-1"))])


@pytest.mark.parametrize(
    "printed", ["012345678905", "0012345678905", GTIN, "0 12345 67890 5", "012345-678905"]
)
def test_a_gtin_is_found_in_every_printed_form(repository: CatalogRepository, printed: str) -> None:
    repository.save_product(product(1, codes=(ProductCode(CodeKind.GTIN, GTIN),)))
    assert [p.sku for p in repository.find_by_code(printed)] == ["SKU-1"]


@pytest.mark.parametrize(
    ("code", "found"),
    [("sku-1", 1), (" SKU-1 ", 1), ("own-1", 1), ("OWN-1", 0), ("own", 0), ("", 0), ("%", 0)],
)
def test_skus_and_own_codes_are_found(repository: CatalogRepository, code: str, found: int) -> None:
    repository.save_products([complete(1), complete(2)])
    assert len(repository.find_by_code(code)) == found


def test_one_code_may_mean_two_products(repository: CatalogRepository) -> None:
    repository.save_product(product(1, sku="A", codes=()))
    repository.save_product(product(2, sku="B", codes=(ProductCode(CodeKind.OWN, "A"),)))
    assert [p.sku for p in repository.find_by_code("A")] == ["A", "B"]


def test_a_withdrawn_product_is_in_no_answer(repository: CatalogRepository) -> None:
    saved = _save(repository, complete(1))
    removed = repository.withdraw_product(saved.product_id)
    assert sorted(removed) == [reference.reference_id for reference, _ in saved.references]
    assert repository.product(saved.product_id) is None
    assert repository.product_by_sku("SKU-1") is None
    assert repository.find_by_code("own-1") == []
    assert repository.search_text("infusion", 5) == []
    assert repository.list_products(0, 5) == []
    assert list(repository.embeddings(FINGERPRINT)) == []
    assert repository.counts() == CatalogueCounts(0, 0, 0, 0)
    assert repository.missing_embeddings(FINGERPRINT) == []
    assert repository.withdraw_product(saved.product_id) == ()


def test_a_withdrawn_product_comes_back_by_being_saved(repository: CatalogRepository) -> None:
    saved = _save(repository, complete(1))
    repository.withdraw_product(saved.product_id)
    again = _save(repository, complete(1))
    assert (again.product_id, again.change) == (saved.product_id, Change.UPDATED)
    assert len(again.references) == 2
    assert len(repository.search_text("infusion", 5)) == 1


def test_codes_of_a_withdrawn_product_are_free(repository: CatalogRepository) -> None:
    saved = repository.save_product(product(1))
    repository.withdraw_product(saved.product_id)
    assert repository.save_product(product(2, codes=product(1).codes)).change is Change.ADDED


def test_a_deleted_product_leaves_only_tombstones(repository: CatalogRepository) -> None:
    saved = _save(repository, complete(1))
    removed = repository.delete_product(saved.product_id)
    assert repository.removed_since(0) == sorted(removed)
    assert repository.counts() == CatalogueCounts(0, 0, 0, 0)
    assert repository.photo_hashes() == set()
    assert repository.delete_product(saved.product_id) == ()


def test_each_change_of_references_is_a_generation(repository: CatalogRepository) -> None:
    assert repository.generation() == 0
    repository.save_products([complete(1), complete(2)])
    assert repository.generation() == 1
    repository.save_product(product(3))
    assert repository.generation() == 1, "no reference changed"
    _save(repository, complete(4))
    assert repository.generation() == 2
    newer = [e.generation for e in repository.embeddings(FINGERPRINT, after_generation=1)]
    assert newer == [2, 2]


def test_embeddings_are_read_page_by_page_without_loss(
    repository: CatalogRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.catalog.reference_reads.PAGE", 3)
    for number in range(5):
        repository.save_products([complete(2 * number), complete(2 * number + 1)])
    ids = [e.reference.reference_id for e in repository.embeddings(FINGERPRINT)]
    assert ids == sorted(set(ids))
    assert len(ids) == 20


def test_products_of_references(repository: CatalogRepository) -> None:
    saved = _save(repository, complete(1))
    (photo_reference, _), (text_reference, _) = saved.references
    found = repository.products_of([photo_reference.reference_id, 999])
    assert found == {photo_reference.reference_id: photo_reference}
    assert text_reference == Reference(
        text_reference.reference_id, saved.product_id, ReferenceKind.TEXT
    )


def test_a_new_model_misses_every_photo_and_text(repository: CatalogRepository) -> None:
    _save(repository, complete(1))
    assert repository.missing_embeddings(FINGERPRINT) == []
    missing = repository.missing_embeddings("model-b")
    assert [m.kind for m in missing] == [ReferenceKind.PHOTO, ReferenceKind.TEXT]
    assert missing[0].sha256 == sha("copy 1")
    assert missing[1].text == "Infusion set 1. Acme. Infusion. Sterile, single use"
    added = repository.add_embeddings("model-b", [(m, vector(5)) for m in missing])
    assert [reference.kind for reference, _ in added] == [m.kind for m in missing]
    assert repository.missing_embeddings("model-b") == []
    assert len(list(repository.embeddings(FINGERPRINT))) == 2, "the old model still answers"


def test_what_changed_while_it_was_embedded_is_passed_over(repository: CatalogRepository) -> None:
    saved = _save(repository, complete(1))
    missing = repository.missing_embeddings("model-b")
    repository.save_product(product(1, name="New name"), [photo(2)])
    assert repository.add_embeddings("model-b", [(m, vector(5)) for m in missing]) == []
    repository.delete_product(saved.product_id)
    assert repository.add_embeddings("model-b", [(m, vector(5)) for m in missing]) == []


def test_damage_is_found_and_left_out(
    repository: CatalogRepository, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    repository.save_products([complete(1), complete(2)])
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE embedding SET vector = zeroblob(length(vector)) WHERE id = 1")
        connection.execute("UPDATE product SET name = 'Infusion sat 2' WHERE id = 2")
        connection.commit()
    assert repository.damages() == [Damage("product", 2), Damage("embedding", 1)]
    assert [e.reference.reference_id for e in repository.embeddings(FINGERPRINT)] == [2, 3, 4]
    assert "embedding 1 is damaged" in caplog.text


def test_an_import_learns_what_is_there(repository: CatalogRepository) -> None:
    repository.save_product(product(1), [photo(1), photo(2)], [photo_embedding(2)])
    stored = repository.stored_products(["sku-1", "unknown"], FINGERPRINT)
    (entry,) = stored.values()
    assert list(stored) == ["sku-1"]
    assert entry.data == product(1)
    assert entry.photos == (photo(1), photo(2))
    assert (entry.embedded, entry.text_embedded, entry.withdrawn) == ({sha(2)}, False, False)
    other = repository.stored_products(["sku-1"], "model-b")["sku-1"]
    assert (other.embedded, other.text_embedded) == (frozenset(), False)


def test_many_products_take_few_queries(repository: CatalogRepository, database: Database) -> None:
    outcomes = repository.save_products([complete(number) for number in range(40)])
    ids = [outcome.product_id for outcome in outcomes if not isinstance(outcome, Exception)]
    with seen_statements(database) as statements:
        assert len(repository.products(ids)) == 40
        assert len(repository.stored_products([f"SKU-{n}" for n in range(40)], FINGERPRINT)) == 40
    assert len(statements) <= 2 + 9


def test_the_catalogue_keeps_its_name(repository: CatalogRepository, database: Database) -> None:
    assert CatalogRepository(database).catalogue_id == repository.catalogue_id
    assert len(repository.catalogue_id) == 32


def test_person_and_moment_stand_beside_a_change(repository: CatalogRepository, file: Path) -> None:
    repository.save_product(product(1))
    repository.person = "Ana"
    repository.save_product(product(1, name="New"))
    with closing(sqlite3.connect(file)) as connection:
        created, changed, person = connection.execute(
            "SELECT created_at, changed_at, changed_by FROM product"
        ).fetchone()
    assert person == "Ana"
    assert created < changed


def test_text_embedding_follows_a_photo_only_save(repository: CatalogRepository) -> None:
    repository.save_product(product(1), [], [text_embedding(1)])
    saved = repository.save_product(product(1), [photo(1)], [photo_embedding(1)])
    assert [r.kind for r, _ in saved.references] == [ReferenceKind.PHOTO]
    assert repository.counts().references == 2
