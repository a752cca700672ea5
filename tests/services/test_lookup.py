"""The main job with a fake reader and a small catalogue: what is answered, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest

from desktop_app.core.analysis import (
    AnalysisRequest,
    ModelInfo,
    PhotoAnalysis,
    PhotoInput,
    QueryAnalysis,
)
from desktop_app.core.decision import DecisionRule
from desktop_app.core.errors import PhotoError, UserError
from desktop_app.core.messages import MessageId
from desktop_app.core.product_filter import EVERYTHING, ProductFilter
from desktop_app.core.shared_print import PrintAgreement, SharedPrint
from desktop_app.core.types import (
    Answer,
    BarcodeSymbol,
    CodeKind,
    DeviceInfo,
    Embedding,
    EvidenceKind,
    Photo,
    Product,
    ProductCode,
    QueryKind,
    Reason,
    Reference,
    ReferenceKind,
    TextHit,
    Verdict,
)
from desktop_app.core.wording import why_words
from desktop_app.services.lookup import LookupService, Query
from desktop_app.services.print_check import PrintCheck

RULE = DecisionRule(temperature=0.03, none_similarity=0.5, match_probability=0.9)
MUG_GTIN, CUP_GTIN, OTHER_GTIN = "04006381333931", "00000096385074", "00036000291452"


def product(product_id: int, sku: str, name: str, gtin: str = "") -> Product:
    codes = (ProductCode(CodeKind.GTIN, gtin),) if gtin else ()
    photos = (Photo(10 * product_id, "0" * 64, 8, 8), Photo(10 * product_id + 1, "1" * 64, 8, 8))
    return Product(sku, name, codes=codes, product_id=product_id, photos=photos)


MUG = product(1, "MUG", "red mug", MUG_GTIN)
CUP = product(2, "CUP", "blue cup", CUP_GTIN)
JAR = product(3, "JAR", "glass jar")


class Reader:
    """Answers with the similarities that a test wants; `gallery` looks them up."""

    model = ModelInfo(
        "fake", "1", "fingerprint", 3, MappingProxyType(dict.fromkeys(QueryKind, RULE))
    )
    device = DeviceInfo("CPU")

    def __init__(self, symbols: Sequence[str] = (), broken: Sequence[str] = ()) -> None:
        self._symbols = tuple(BarcodeSymbol("EAN13", text) for text in symbols)
        self._broken = broken
        self.asked: list[str] = []

    def analyse_query(
        self, photos: Sequence[PhotoInput], text: str, request: AnalysisRequest
    ) -> QueryAnalysis:
        self.asked.append(text)
        read = tuple(self._read(photo) for photo in photos)
        usable = any(isinstance(photo, PhotoAnalysis) for photo in read) or bool(text)
        embedding = np.array([1, 0, 0], np.float32) if usable else None
        photo = embedding if any(isinstance(photo, PhotoAnalysis) for photo in read) else None
        return QueryAnalysis(embedding, read, {"decode": 1.0}, photo)

    def _read(self, photo: PhotoInput) -> PhotoAnalysis | PhotoError:
        if photo.name in self._broken:
            return PhotoError(MessageId.PHOTO_UNREADABLE, name=photo.name)
        return PhotoAnalysis(photo.name, "f" * 64, 8, 8, symbols=self._symbols)


class Gallery:
    def __init__(self, similarities: dict[int, float]) -> None:
        self._similarities = similarities

    def __len__(self) -> int:
        return len(self._similarities)

    def search(self, query: Embedding, k: int) -> list[tuple[Reference, float]]:
        found = [
            (Reference(p, p, ReferenceKind.PHOTO, photo_id=10 * p + 1), s)
            for p, s in self._similarities.items()
        ]
        return sorted(found, key=lambda pair: -pair[1])[:k]

    def search_within(
        self, query: Embedding, reference_ids: Collection[int], k: int
    ) -> list[tuple[Reference, float]]:
        near = self.search(query, len(self))
        return [pair for pair in near if pair[0].reference_id in reference_ids][:k]


class Catalogue:
    def __init__(self, *products: Product) -> None:
        self._products = {p.product_id: p for p in products}

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        return {i: self._products[i] for i in ids if i in self._products}

    def living(self, ids: Collection[int]) -> set[int]:
        return set(ids) & set(self._products)

    def find_by_code(self, text: str) -> list[Product]:
        return [
            p
            for p in self._products.values()
            if text == p.sku or any(text == code.value for code in p.codes)
        ]

    def search_text(self, text: str, limit: int, only: ProductFilter = EVERYTHING) -> list[TextHit]:
        words = text.split()
        inside = self.references_within(only, "")
        shares = {
            p.product_id: sum(w in p.name for w in words) / len(words)
            for p in self._products.values()
            if p.product_id in inside
        }
        return [TextHit(i, share, share) for i, share in shares.items() if share][:limit]

    def search_and_held(
        self, text: str, limit: int, product_ids: Sequence[int], only: ProductFilter = EVERYTHING
    ) -> dict[int, TextHit]:
        found = {hit.product_id: hit for hit in self.search_text(text, limit, only)}
        hits = self.search_text(text, len(self._products))
        return found | {hit.product_id: hit for hit in hits if hit.product_id in product_ids}

    def references_of(self, product_ids: Sequence[int], fingerprint: str) -> list[int]:
        return list(product_ids)

    def references_within(self, only: ProductFilter, fingerprint: str) -> list[int]:
        products = self._products.values()
        return [p.product_id for p in products if only.category in ("", p.category)]


def service(
    similarities: dict[int, float], reader: Reader | None = None, *products: Product
) -> LookupService:
    catalogue = Catalogue(*(products or (MUG, CUP, JAR)))
    return LookupService(catalogue, Gallery(similarities), reader or Reader())  # type: ignore[arg-type]


PHOTO = (PhotoInput("photo.jpg", data=b"x"),)


def test_a_near_photo_is_a_match_with_its_evidence() -> None:
    answer = service({1: 0.9, 2: 0.6}).lookup(Query(PHOTO)).answer
    assert (answer.verdict, answer.reason) == (Verdict.MATCH, Reason.CONFIDENT)
    assert answer.best is not None
    assert answer.best.product == MUG
    assert answer.best.evidence[0].kind is EvidenceKind.PHOTO
    assert answer.best.best_photo == MUG.photos[1]


def test_a_label_tells_sisters_apart_and_the_photo_is_seen_once() -> None:
    reader = Reader()
    asked = service({1: 0.75, 2: 0.74}, reader)
    assert asked.lookup(Query(PHOTO)).answer.verdict is Verdict.UNSURE
    answer = asked.lookup(Query(PHOTO, label="blue cup")).answer
    assert answer.verdict is Verdict.MATCH
    assert answer.best is not None
    assert answer.best.product == CUP
    assert answer.text == "blue cup"
    assert reader.asked == ["", "blue cup"]


def test_a_label_beside_typed_words_needs_the_photo_with_and_without_it() -> None:
    reader = Reader()
    query = Query(PHOTO, "cup", label="blue")
    answer = service({1: 0.75, 2: 0.5}, reader).lookup(query).answer
    assert answer.text == "cup blue"
    assert sorted(reader.asked) == ["cup", "cup blue"]


def test_a_label_rejects_nothing_and_a_match_stays() -> None:
    near = service({1: 0.9, 2: 0.6}).lookup(Query(PHOTO, label="blue cup")).answer
    assert (near.verdict, near.text) == (Verdict.MATCH, "blue cup")
    assert near.best is not None
    assert near.best.product == MUG
    open_ = service({1: 0.51, 2: 0.5})
    assert open_.lookup(Query(PHOTO)).answer.verdict is Verdict.UNSURE
    assert open_.lookup(Query(PHOTO, label="jug")).answer.verdict is Verdict.UNSURE


def test_a_label_does_not_stand_for_a_photo_that_cannot_be_read() -> None:
    broken = service({1: 0.9}, Reader(broken=["photo.jpg"]))
    with pytest.raises(PhotoError):
        broken.lookup(Query(PHOTO, label="red mug"))


def test_a_far_photo_is_not_in_the_catalogue_but_shows_the_nearest() -> None:
    answer = service({1: 0.3, 2: 0.2}).lookup(Query(PHOTO)).answer
    assert (answer.verdict, answer.reason) == (Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD)
    assert [c.sku for c in answer.candidates] == ["MUG", "CUP"]
    assert answer.p_not_in_catalogue is not None
    assert answer.p_not_in_catalogue > 0.9


def test_two_alike_products_are_unsure() -> None:
    answer = service({1: 0.9, 2: 0.89}).lookup(Query(PHOTO)).answer
    assert answer.verdict is Verdict.UNSURE


def test_a_barcode_in_the_photo_goes_before_likeness() -> None:
    reader = Reader(symbols=["96385074"])
    answer = service({1: 0.9, 2: 0.6}, reader).lookup(Query(PHOTO)).answer
    assert (answer.verdict, answer.reason) == (Verdict.MATCH, Reason.CODE_MATCH)
    assert answer.best is not None
    assert answer.best.product == CUP
    assert answer.best.probability == 1
    assert answer.best.evidence[0].detail == "96385074"
    assert [c.probability for c in answer.candidates[1:]] == [0]


def test_codes_of_two_products_are_unsure() -> None:
    reader = Reader(symbols=["96385074", "4006381333931"])
    answer = service({1: 0.9}, reader).lookup(Query(PHOTO)).answer
    assert (answer.verdict, answer.reason) == (Verdict.UNSURE, Reason.CODES_DISAGREE)
    assert {c.sku for c in answer.candidates} == {"MUG", "CUP"}


def test_an_unknown_code_contradicts_a_like_product() -> None:
    reader = Reader(symbols=["036000291452"])
    answer = service({1: 0.9}, reader).lookup(Query(PHOTO)).answer
    assert (answer.verdict, answer.reason) == (Verdict.UNSURE, Reason.CODE_UNKNOWN)
    assert answer.codes[0].gtin == OTHER_GTIN


def test_an_unknown_code_says_nothing_about_a_product_without_codes() -> None:
    reader = Reader(symbols=["036000291452"])
    answer = service({3: 0.9}, reader).lookup(Query(PHOTO)).answer
    assert answer.verdict is Verdict.MATCH


@pytest.mark.parametrize("typed", ["4006381333931", "4 006381 333931", "MUG"])
def test_a_typed_code_is_an_exact_answer(typed: str) -> None:
    answer = service({2: 0.9}).lookup(Query(text=typed)).answer
    assert (answer.verdict, answer.reason) == (Verdict.MATCH, Reason.CODE_MATCH)
    assert [c.sku for c in answer.candidates] == ["MUG"]


def test_a_typed_code_that_the_photo_contradicts_is_unsure() -> None:
    products = [product(i, f"P-{i}", f"thing {i}") for i in range(1, 13)]
    similarities = {p.product_id: 1 - p.product_id / 20 for p in products}
    answer = service(similarities, None, *products).lookup(Query(PHOTO, "P-12")).answer
    assert (answer.verdict, answer.reason) == (Verdict.UNSURE, Reason.CODE_AGAINST_PHOTO)
    assert answer.best is not None
    assert answer.best.sku == "P-12"
    near = service(similarities, None, *products).lookup(Query(PHOTO, "P-3")).answer
    assert near.verdict is Verdict.MATCH


def test_a_code_of_the_shop_may_hold_a_space() -> None:
    answer = service({}, None, product(1, "AB 12", "widget")).lookup(Query(text="AB 12")).answer
    assert (answer.verdict, answer.reason) == (Verdict.MATCH, Reason.CODE_MATCH)


@pytest.mark.parametrize("typed", ["036000291452", "]d2010003600029145210LOT7"])
def test_a_typed_gtin_that_nobody_has_is_not_in_the_catalogue(typed: str) -> None:
    answer = service({1: 0.9}).lookup(Query(text=typed)).answer
    assert (answer.verdict, answer.reason) == (Verdict.NOT_IN_CATALOGUE, Reason.CODE_UNKNOWN)
    assert answer.candidates == ()


def test_products_that_hold_all_words_are_the_whole_list() -> None:
    answer = service({1: 0.9, 2: 0.4}).lookup(Query(text="blue cup")).answer
    assert (answer.verdict, answer.reason) == (Verdict.UNSURE, Reason.TEXT_ONLY)
    assert [c.sku for c in answer.candidates] == ["CUP"]
    assert answer.best is not None
    assert answer.best.evidence[0].detail == "blue cup"
    assert answer.best.probability is None


def test_other_words_are_found_by_meaning_if_near_enough() -> None:
    answer = service({1: 0.9, 3: 0.6, 2: 0.4}).lookup(Query(text="tankard")).answer
    assert [c.sku for c in answer.candidates] == ["MUG", "JAR"]


def test_words_that_mean_nothing_here_find_nothing() -> None:
    answer = service({1: 0.3}).lookup(Query(text="tankard")).answer
    assert (answer.verdict, answer.reason) == (Verdict.NOT_IN_CATALOGUE, Reason.NOTHING_FOUND)


def test_words_decide_between_alike_photos() -> None:
    answer = service({1: 0.80, 2: 0.81}).lookup(Query(PHOTO, "red mug")).answer
    assert answer.best is not None
    assert answer.best.sku == "MUG"


class StrictWithWords(Reader):
    """Photo and words must be nearer than a photo alone, as in the shipped pack."""

    model = replace(
        Reader.model,
        rules=MappingProxyType(
            dict.fromkeys(QueryKind, RULE)
            | {QueryKind.PHOTO_TEXT: replace(RULE, none_similarity=0.8)}
        ),
    )


@pytest.mark.parametrize(
    ("words", "reason"),
    [("returned", Reason.WORDS_FIT_NOTHING), ("returned yesterday", Reason.WORDS_FIT_NOTHING)],
)
def test_words_that_no_product_holds_send_nobody_away(words: str, reason: Reason) -> None:
    asked = service({1: 0.55, 2: 0.52}, StrictWithWords())
    alone = asked.lookup(Query(PHOTO)).answer
    assert (alone.verdict, alone.reason) == (Verdict.UNSURE, Reason.LOW_PROBABILITY)
    answer = asked.lookup(Query(PHOTO, words)).answer
    assert (answer.verdict, answer.reason) == (Verdict.UNSURE, reason)
    assert answer.p_not_in_catalogue == pytest.approx(alone.p_not_in_catalogue)
    far = service({1: 0.3, 2: 0.2}, StrictWithWords()).lookup(Query(PHOTO, words)).answer
    assert (far.verdict, far.reason) == (Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD)


def test_words_against_the_photo_are_said() -> None:
    answer = service({1: 0.75, 2: 0.55}).lookup(Query(PHOTO, "cup")).answer
    assert (answer.verdict, answer.reason) == (Verdict.UNSURE, Reason.WORDS_AGAINST_PHOTO)
    assert why_words(answer) == "The words fit “blue cup”, the photo looks more like “red mug”."


def test_words_that_stand_for_a_broken_photo_are_judged_with_words() -> None:
    reader = StrictWithWords(broken=["photo.jpg"])
    answer = service({1: 0.7}, reader).lookup(Query(PHOTO, "returned")).answer
    assert (answer.verdict, answer.reason) == (Verdict.NOT_IN_CATALOGUE, Reason.BELOW_THRESHOLD)


def test_a_product_that_comes_between_two_searches_breaks_no_answer() -> None:
    class Growing(Gallery):
        """The product 2 is imported after the words, and gone again before the next search."""

        def search_within(
            self, query: Embedding, reference_ids: Collection[int], k: int
        ) -> list[tuple[Reference, float]]:
            found = super().search_within(query, reference_ids, k)
            self._similarities.pop(2, None)
            return found

    made = LookupService(
        Catalogue(MUG, CUP, JAR),
        Growing({1: 0.8, 2: 0.81}),
        Reader(),  # type: ignore[arg-type]
    )
    answer = made.lookup(Query(PHOTO, "cup")).answer
    assert [c.sku for c in answer.candidates] == ["CUP", "MUG"]


def test_a_broken_photo_among_good_ones_is_reported() -> None:
    photos = (PhotoInput("good.jpg", data=b"x"), PhotoInput("bad.jpg", data=b"y"))
    outcome = service({1: 0.9}, Reader(broken=["bad.jpg"])).lookup(Query(photos))
    assert outcome.answer.verdict is Verdict.MATCH
    assert "bad.jpg" in str(outcome.answer.problems[0])


def test_only_broken_photos_raise_the_error_of_the_first() -> None:
    with pytest.raises(PhotoError, match=r"photo\.jpg"):
        service({1: 0.9}, Reader(broken=["photo.jpg"])).lookup(Query(PHOTO))


def test_an_empty_query_is_refused() -> None:
    with pytest.raises(UserError, match="nothing to look up"):
        service({}).lookup(Query(text="  "))


def test_an_empty_catalogue_says_so() -> None:
    assert service({}).lookup(Query(PHOTO)).answer.reason is Reason.CATALOGUE_EMPTY


def test_withdrawn_products_are_passed_over() -> None:
    answer = service({9: 0.95, 1: 0.9}).lookup(Query(PHOTO)).answer
    assert [c.sku for c in answer.candidates] == ["MUG"]


def test_no_more_candidates_than_asked_for() -> None:
    assert (
        len(service({1: 0.9, 2: 0.8, 3: 0.7}).lookup(Query(PHOTO), top_k=2).answer.candidates) == 2
    )


def test_steps_are_timed() -> None:
    ms = service({1: 0.9}).lookup(Query(PHOTO)).answer.ms
    assert {"decode", "search", "catalogue", "total"} <= set(ms)


class Prints:
    """Finds the same print on the photos of one product."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.n_asked = 0

    def compare_prints(
        self,
        queries: Sequence[PhotoInput],
        references: Sequence[PhotoInput],
        *,
        urgent: bool = True,
    ) -> tuple[SharedPrint, ...]:
        self.n_asked += 1
        good = SharedPrint(40, PrintAgreement(0.2, 0.0, 0.2, 5.0))
        return tuple(good if each.name == self._name else SharedPrint(0) for each in references)


class Files:
    def photo_path(self, sha256: str) -> Path:
        return Path(sha256)


def with_print(reader: Reader | None = None) -> tuple[LookupService, Prints]:
    """MUG and CUP look alike; the print on the query is that of CUP."""
    photos = (Photo(20, "c" * 64, 8, 8, "cup.jpg"),)
    catalogue = Catalogue(MUG, replace(CUP, photos=photos), JAR)
    prints = Prints("cup.jpg")
    checked = PrintCheck(prints, Files())
    gallery = Gallery({1: 0.80, 2: 0.79, 3: 0.2})
    return (
        LookupService(catalogue, gallery, reader or Reader(), prints=checked),  # type: ignore[arg-type]
        prints,
    )


def test_print_decides_between_alike_products() -> None:
    made, _ = with_print()
    answer = made.lookup(Query(PHOTO), top_k=1).answer
    assert (answer.verdict, answer.reason) == (Verdict.MATCH, Reason.SAME_PRINT)
    assert [c.sku for c in answer.candidates] == ["CUP"]
    assert answer.ms["print"] >= 0


def test_a_code_that_decides_leaves_no_question_to_the_print() -> None:
    made, prints = with_print(Reader(symbols=["4006381333931"]))
    assert made.lookup(Query(PHOTO)).answer.reason is Reason.CODE_MATCH
    assert prints.n_asked == 0


def test_an_unknown_code_contradicts_the_print_too() -> None:
    made, prints = with_print(Reader(symbols=["036000291452"]))
    answer = made.lookup(Query(PHOTO)).answer
    assert (answer.verdict, answer.reason) == (Verdict.UNSURE, Reason.CODE_UNKNOWN)
    assert prints.n_asked > 0


def test_a_photo_that_could_not_be_read_and_a_newer_question_are_not_checked() -> None:
    made, prints = with_print(Reader(broken=["photo.jpg"]))
    made.lookup(Query(PHOTO, "mug"))
    made, _ = with_print()
    seen = iter([False, True])
    answer = made.lookup(Query(PHOTO), superseded=lambda: next(seen)).answer
    assert answer.verdict is Verdict.UNSURE
    assert prints.n_asked == 0


GLASS = ProductFilter(category="glass")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(PHOTO), ["MUG", "CUP", "JAR"]),
        (Query(PHOTO, only=GLASS), ["JAR"]),
        (Query(PHOTO, "red", only=GLASS), ["JAR"]),
        (Query((), "glass", only=GLASS), ["JAR"]),
        (Query((), "mug", only=GLASS), []),
        (Query(PHOTO, only=ProductFilter(category="wood")), []),
    ],
)
def test_a_filter_limits_the_search_itself(query: Query, found: list[str]) -> None:
    jar = replace(JAR, category="glass")
    made = service({1: 0.9, 2: 0.8, 3: 0.4}, None, MUG, CUP, jar)
    answer = made.lookup(query).answer
    assert [c.sku for c in answer.candidates] == found
    assert answer.only == query.only


def test_a_code_names_its_product_whatever_the_filter_says() -> None:
    answer = service({1: 0.9, 2: 0.8}).lookup(Query((), "MUG", only=GLASS)).answer
    assert (answer.verdict, [c.sku for c in answer.candidates]) == (Verdict.MATCH, ["MUG"])


@pytest.mark.parametrize("similarities", [{1: 0.999}, {1: 0.9, 2: 0.1}, {1: -0.5}])
@pytest.mark.parametrize("query", [Query(PHOTO), Query(PHOTO, "mug")])
def test_a_pack_without_calibration_is_never_sure(
    similarities: dict[int, float], query: Query
) -> None:
    reader = Reader()
    reader.model = ModelInfo("raw", "1", "fingerprint", 3, MappingProxyType({}))
    answer = service(similarities, reader).lookup(query).answer
    assert (answer.verdict, answer.reason) == (Verdict.UNSURE, Reason.NOT_CALIBRATED)
    assert all(candidate.probability is None for candidate in answer.candidates)
    assert answer.p_not_in_catalogue is None


def test_a_pack_without_calibration_still_finds_words_and_codes() -> None:
    reader = Reader()
    reader.model = ModelInfo("raw", "1", "fingerprint", 3, MappingProxyType({}))
    words = service({1: 0.9, 3: -0.2}, reader).lookup(Query(text="something like a mug")).answer
    assert [c.sku for c in words.candidates] == ["MUG", "JAR"]
    coded = service({2: 0.9}, reader).lookup(Query(text=MUG_GTIN)).answer
    assert coded.verdict is Verdict.MATCH


class Part(Gallery):
    unread = 40


def partial_lookup(
    similarities: dict[int, float], symbols: Sequence[str] = (), *, urgent: bool = True
) -> Answer:
    whole = Gallery({1: 0.9, 2: 0.95})
    service = LookupService(Catalogue(MUG, CUP), whole, Reader(symbols))
    service.part = lambda: Part(similarities)
    return service.lookup(Query((PhotoInput(b"x", "x.jpg"),)), urgent=urgent).answer


@pytest.mark.parametrize("similarities", [{1: 0.9}, {1: 0.1}, {}])
def test_an_answer_from_a_part_is_never_sure(similarities: dict[int, float]) -> None:
    answer = partial_lookup(similarities)
    assert (answer.verdict, answer.reason) == (Verdict.UNSURE, Reason.STILL_READING)
    assert (answer.unread, answer.p_not_in_catalogue) == (40, None)
    assert [c.product.sku for c in answer.candidates] == (["MUG"] if similarities else [])
    assert all(c.probability is None for c in answer.candidates)


def test_a_code_is_as_sure_in_a_part_as_in_the_whole() -> None:
    answer = partial_lookup({2: 0.9}, [MUG_GTIN])
    assert answer.reason in {Reason.CODE_MATCH, Reason.CODE_AGAINST_PHOTO}
    assert answer.best is not None
    assert (answer.best.product.sku, answer.unread) == ("MUG", 40)


def test_a_lookup_that_nobody_waits_for_asks_the_whole() -> None:
    answer = partial_lookup({1: 0.9}, urgent=False)
    assert answer.unread == 0
    assert [c.product.sku for c in answer.candidates] == ["CUP", "MUG"]


class ManyProducts(Catalogue):
    """Thirty products, the twentieth with a code; notes whose data are read."""

    def __init__(self) -> None:
        super().__init__(
            *(product(n, f"S-{n}", f"thing {n}", CUP_GTIN if n == 20 else "") for n in range(1, 31))
        )
        self.read: list[int] = []

    def products(self, ids: Sequence[int]) -> dict[int, Product]:
        self.read += ids
        return super().products(ids)


def of_many(shop: Catalogue, reader: Reader | None = None) -> LookupService:
    near = Gallery({n: 0.9 - n / 100 for n in range(1, 31)})
    return LookupService(shop, near, reader or Reader())  # type: ignore[arg-type]


def test_only_the_data_of_what_is_shown_are_read() -> None:
    shop = ManyProducts()
    answer = of_many(shop).lookup(Query(PHOTO), top_k=7).answer
    assert shop.read == [1, 2, 3, 4, 5, 6, 7]
    assert [c.product.product_id for c in answer.candidates] == shop.read


def test_what_is_not_shown_has_its_share_of_the_probability() -> None:
    few = of_many(ManyProducts()).lookup(Query(PHOTO), top_k=7).answer
    all_of_them = of_many(ManyProducts()).lookup(Query(PHOTO), top_k=30).answer
    assert few.candidates == all_of_them.candidates[:7]
    assert few.p_not_in_catalogue == all_of_them.p_not_in_catalogue
    assert (few.verdict, few.reason) == (all_of_them.verdict, all_of_them.reason)


def test_a_code_names_a_product_from_far_down_the_ranking_with_its_likeness() -> None:
    reader = Reader(symbols=["96385074"])
    best = of_many(ManyProducts(), reader).lookup(Query(PHOTO), top_k=3).answer.best
    assert best is not None
    assert best.product.product_id == 20
    assert best.similarity == pytest.approx(0.7)
    assert [e.kind for e in best.evidence] == [EvidenceKind.CODE, EvidenceKind.PHOTO]


def test_a_withdrawn_product_leaves_its_place_to_the_next() -> None:
    shop = ManyProducts()
    del shop._products[2]
    answer = of_many(shop).lookup(Query(PHOTO), top_k=5).answer
    assert [c.product.product_id for c in answer.candidates] == [1, 3, 4, 5, 6]
