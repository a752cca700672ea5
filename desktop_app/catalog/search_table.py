"""The full-text table `product_search`: one row a product, ranked by BM25.

Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond"; SQLite's
FTS5 implements it with a weight for each column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import chain, compress, islice
from typing import Any

from sqlalchemy import bindparam, text
from sqlalchemy.orm import Session

from desktop_app.catalog.search_tokens import Token, Unit, code_tokens, index_tokens, query_units
from desktop_app.catalog.spelling import as_spelt_in_catalogue
from desktop_app.core.gtin import printed_gtin
from desktop_app.core.types import CodeKind, ProductCode, ProductData, TextHit

PARTIAL_POOL = 4
"""Times the limit: so many products that hold some of the words are compared for how many."""

IN_DESCRIPTION = 0.5
"""What a word counts that only the description holds: it says little of which product is meant."""

MISSPELT = 0.9
"""What a word counts that is found as a word spelt almost like it."""

WHOLE_NAME = 1.2
"""What the words count together where they are the whole name: "tissue box" is not any of them."""

_INSERT = text(
    "INSERT INTO product_search (rowid, code, name, brand, category, description)"
    " VALUES (:id, :code, :name, :brand, :category, :description)"
)
_DELETE = text("DELETE FROM product_search WHERE rowid = :id")
# Weights: an article code tells most, a description least.
_SEARCH = text(
    "SELECT rowid FROM product_search"
    " WHERE product_search MATCH :expression"
    " ORDER BY bm25(product_search, 12.0, 8.0, 4.0, 2.0, 1.0), rowid LIMIT :limit"
)
_HELD_BY_ANY = text("SELECT 1 FROM product_search WHERE product_search MATCH :expression LIMIT 1")
_WORDS = text(
    "SELECT rowid, code, name, brand, category, description FROM product_search WHERE rowid IN :ids"
).bindparams(bindparam("ids", expanding=True))


def put_products(session: Session, products: Sequence[tuple[int, ProductData]]) -> None:
    """Make the words of products findable, in place of those that were known before."""
    if not products:
        return
    session.execute(_DELETE, [{"id": product_id} for product_id, _ in products])
    session.execute(_INSERT, [_row(product_id, data) for product_id, data in products])


def drop_product(session: Session, product_id: int) -> None:
    """Let a product no longer be found."""
    session.execute(_DELETE, {"id": product_id})


def search(
    session: Session, typed: str, limit: int, among: Collection[int] | None = None
) -> list[TextHit]:
    """Products that hold all of the typed words, best first; else those that hold most of them.

    Those whose whole name was typed come before all others. A word that no product holds is read
    as one that is spelt almost like it. The score is the share of the words that the product holds;
    *among* leaves all others out.
    """
    return _search(session, _units(session, typed), limit, among)


def _search(
    session: Session, units: Sequence[Unit], limit: int, among: Collection[int] | None
) -> list[TextHit]:
    if not units or limit <= 0:
        return []
    whole = _ranked(session, " AND ".join(map(_expression, units)), limit, among)
    if whole or len(units) == 1:
        hits = _in_order(whole, _hits(session, whole, units))
        return sorted(hits, key=lambda hit: not hit.whole_name)
    some = _ranked(session, " OR ".join(map(_expression, units)), limit * PARTIAL_POOL, among)
    hits = _in_order(some, _hits(session, some, units))
    return sorted(hits, key=lambda hit: -hit.score)[:limit]


def held_words(session: Session, typed: str, product_ids: Sequence[int]) -> dict[int, TextHit]:
    """What each of some products holds of the typed words; those that hold none are missing."""
    units = _units(session, typed)
    return _hits(session, product_ids, units) if units else {}


def search_and_held(
    session: Session,
    typed: str,
    limit: int,
    product_ids: Sequence[int],
    among: Collection[int] | None = None,
) -> dict[int, TextHit]:
    """What is found by `search`, best first, then those of *product_ids* that hold a word, too.

    Words that no product of the catalogue holds ("returned") are passed over where others remain:
    beside a photo they speak for none and against none.
    """
    units = _held_by_some(session, _units(session, typed))
    found = {hit.product_id: hit for hit in _search(session, units, limit, among)}
    others = [number for number in product_ids if number not in found]
    return found | (_hits(session, others, units) if units else {})


def _row(product_id: int, data: ProductData) -> dict[str, object]:
    names = [value for name, value in data.attributes.items() if name.startswith("name")]
    others = [value for name, value in data.attributes.items() if not name.startswith("name")]
    codes = chain(code_tokens(data.sku), *map(_code_tokens, data.codes))
    return {
        "id": product_id,
        "code": " ".join(codes),
        "name": _tokens(data.name, *names),
        "brand": _tokens(data.brand),
        "category": _tokens(data.category),
        "description": _tokens(data.description, *others),
    }


def _tokens(*texts: str) -> str:
    return " ".join(chain.from_iterable(map(index_tokens, texts)))


def _code_tokens(code: ProductCode) -> Iterable[str]:
    """A GTIN as it is stored and as it is printed with 13 and with 12 digits."""
    if code.kind is CodeKind.OWN:
        return code_tokens(code.value)
    printed = [code.value, printed_gtin(code.value)]
    if code.value.startswith("00"):
        printed.append(code.value[2:])
    return dict.fromkeys(printed)


def matches(session: Session, typed: str, among: Collection[int] | None = None) -> list[int]:
    """Every product that holds all of the typed words, best first."""
    units = _units(session, typed)
    return _ranked(session, " AND ".join(map(_expression, units)), -1, among) if units else []


def _units(session: Session, typed: str) -> list[Unit]:
    return as_spelt_in_catalogue(session, query_units(typed))


def _held_by_some(session: Session, units: Sequence[Unit]) -> list[Unit]:
    """The units that any product holds; all of them where none is held."""
    expressions = ({"expression": _expression(unit)} for unit in units)
    is_held = [session.scalar(_HELD_BY_ANY, each) is not None for each in expressions]
    return list(compress(units, is_held)) or list(units)


def _ranked(
    session: Session, expression: str, limit: int, among: Collection[int] | None
) -> list[int]:
    """A limit below 0 is none. With *among* all are read and the others passed over."""
    if among is None:
        return list(session.scalars(_SEARCH, {"expression": expression, "limit": limit}))
    wanted = frozenset(among)
    found = session.scalars(_SEARCH, {"expression": expression, "limit": -1})
    inside = (number for number in found if number in wanted)
    return list(inside if limit < 0 else islice(inside, limit))


def _expression(unit: Unit) -> str:
    alternatives = (" AND ".join(map(_quoted, tokens)) for tokens in unit.alternatives)
    return "(" + " OR ".join(f"({alternative})" for alternative in alternatives) + ")"


def _quoted(token: Token) -> str:
    """A token as a quoted string, in which FTS5 knows no operators.

    A whole word counts as itself and as its own beginning and so ranks before longer words.
    """
    quoted = '"' + token.text.replace('"', '""') + '"'
    return f"({quoted} OR {quoted}*)" if token.is_prefix else quoted


def _in_order(product_ids: Sequence[int], hits: dict[int, TextHit]) -> list[TextHit]:
    return [hits[product_id] for product_id in product_ids if product_id in hits]


def _hits(
    session: Session, product_ids: Sequence[int], units: Sequence[Unit]
) -> dict[int, TextHit]:
    """What each product holds of the words; those that hold none are missing."""
    rows = session.execute(_WORDS, {"ids": product_ids})
    return {row.rowid: hit for row in rows if (hit := _hit(row, units)).score > 0}


def _hit(row: Any, units: Sequence[Unit]) -> TextHit:
    telling = set(f"{row.code} {row.name} {row.brand} {row.category}".split(" "))
    words = telling.union(row.description.split(" "))
    held = [(unit, found) for unit in units if (found := _held(words, unit))]
    strength = sum(_strength(telling, unit) for unit, _ in held) / len(units)
    misspelt = tuple((unit.typed, found[0].text) for unit, found in held if unit.typed)
    named = _is_whole_name(set(row.name.split(" ")), units)
    strength *= WHOLE_NAME if named else 1.0
    return TextHit(row.rowid, len(held) / len(units), strength, misspelt, named)


def _is_whole_name(name: set[str], units: Sequence[Unit]) -> bool:
    """Whether the words are those of the name; names in another script are passed over."""
    found = [_held(name, unit) for unit in units]
    typed = {token.text for tokens in found for token in tokens}
    is_latin = all(map(str.isascii, typed))
    # Scripts without spaces stand in the index as pairs, and as single characters beside them.
    words = {word for word in name if word.isascii() == is_latin and (is_latin or len(word) > 1)}
    return all(found) and words <= typed


def _held(words: set[str], unit: Unit) -> tuple[Token, ...]:
    """The first alternative that the words hold; empty if they hold none."""
    holds = (alt for alt in unit.alternatives if all(_has(words, token) for token in alt))
    return next(holds, ())


def _strength(telling: set[str], unit: Unit) -> float:
    where = 1.0 if _held(telling, unit) else IN_DESCRIPTION
    return where * (MISSPELT if unit.typed else 1.0)


def _has(words: set[str], token: Token) -> bool:
    if token.text in words:
        return True
    return token.is_prefix and any(word.startswith(token.text) for word in words)
