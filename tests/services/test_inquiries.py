"""Inquiries end to end over a real catalogue: saved, closed with a product, reopened, deleted."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.catalog.database import Database
from desktop_app.core.errors import CatalogueError, UserError
from desktop_app.core.inquiry import Closing
from desktop_app.core.messages import MessageId
from desktop_app.core.types import CodeKind, ProductCode, Reason, Verdict
from desktop_app.services.inquiries import Inquiries, InquiryDraft
from desktop_app.services.lookup import Query
from tests.services.test_teaching import ODD, Shop

CODE = ProductCode(CodeKind.GTIN, "04006381333931")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with closing(Database.open(tmp_path / "data" / "catalogue.sqlite")) as database:
        made = Shop(tmp_path, database)
        yield made
        made.gallery.close()


@pytest.fixture
def inquiries(shop: Shop) -> Inquiries:
    return Inquiries(shop.repository, shop.teaching)


def save(shop: Shop, inquiries: Inquiries, **draft: object) -> int:
    given = {"text": "bent clip", "note": "from the van", "code": CODE} | draft
    return inquiries.save(shop.ask(ODD, "Mr Miller"), InquiryDraft(**given))  # type: ignore[arg-type]


def test_an_inquiry_keeps_photo_words_note_code_and_the_answer_as_it_was(
    shop: Shop, inquiries: Inquiries
) -> None:
    number = save(shop, inquiries)
    (found,) = inquiries.page(10)
    assert (found.inquiry_id, found.text, found.note, found.code, found.person) == (
        number,
        "bent clip",
        "from the van",
        CODE,
        "Li",
    )
    assert (found.n_photos, found.closing) == (1, None)
    (photo,) = inquiries.photos(number)
    assert photo.picture.startswith(b"\xff\xd8")
    assert found.thumbnail == photo.thumbnail
    answer = json.loads(found.answer)
    assert {c["sku"] for c in answer["candidates"]} == {"MUG", "CUP", "JAR"}
    assert answer["verdict"] == found.verdict.value


def test_words_and_file_names_of_the_question_stay_out_unless_given(
    shop: Shop, inquiries: Inquiries
) -> None:
    number = save(shop, inquiries, text="", with_photos=False)
    (found,) = inquiries.page(10)
    assert (found.text, found.n_photos, found.thumbnail) == ("", 0, None)
    assert inquiries.photos(number) == []
    assert "Miller" not in found.answer


def test_closing_with_a_product_teaches_photo_and_code(shop: Shop, inquiries: Inquiries) -> None:
    number = save(shop, inquiries)
    closed = inquiries.close_as_product(number, shop.product_id("JAR"))
    assert (closed.closing, closed.sku, closed.closed_by) == (Closing.PRODUCT, "JAR", "Li")
    by_photo, by_code = shop.ask(ODD).answer, shop.lookup.lookup(Query((), "4006381333931")).answer
    assert (by_photo.verdict, by_photo.best.sku if by_photo.best else "") == (Verdict.MATCH, "JAR")
    assert (by_code.reason, by_code.best.sku if by_code.best else "") == (Reason.CODE_MATCH, "JAR")
    assert inquiries.page(10, is_open=True) == []
    assert inquiries.page(10, is_open=False) == [closed]


def test_reopening_takes_back_what_was_taught(shop: Shop, inquiries: Inquiries) -> None:
    before = shop.ask(ODD).answer.candidates[0].similarity
    number = save(shop, inquiries)
    inquiries.close_as_product(number, shop.product_id("JAR"))
    again = inquiries.reopen(number)
    assert (again.closing, again.sku, again.lessons) == (None, "", ())
    assert shop.ask(ODD).answer.candidates[0].similarity == pytest.approx(before)
    assert shop.lookup.lookup(Query((), "4006381333931")).answer.reason is Reason.CODE_UNKNOWN
    assert all(taught.is_withdrawn for taught in shop.teaching.taught(10))


def test_a_code_that_another_product_got_meanwhile_stays_there(
    shop: Shop, inquiries: Inquiries
) -> None:
    number = save(shop, inquiries)
    shop.teaching.attach_code(CODE, shop.product_id("CUP"))
    inquiries.close_as_product(number, shop.product_id("JAR"))
    found = shop.lookup.lookup(Query((), "4006381333931")).answer.best
    assert found is not None
    assert found.sku == "CUP"


def test_closing_as_unknown_teaches_nothing(shop: Shop, inquiries: Inquiries) -> None:
    number = save(shop, inquiries)
    assert inquiries.close_as_unknown(number).closing is Closing.UNKNOWN
    assert shop.teaching.taught(10) == []
    with pytest.raises(CatalogueError) as caught:
        inquiries.close_as_product(number, shop.product_id("JAR"))
    assert caught.value.message.id is MessageId.INQUIRY_GONE


def test_a_deleted_inquiry_leaves_no_byte(shop: Shop, inquiries: Inquiries) -> None:
    number = save(shop, inquiries, note="PATIENT-NAME-IN-NOTE")
    folder = shop.folder / "data"
    assert any(b"PATIENT-NAME-IN-NOTE" in f.read_bytes() for f in folder.glob("catalogue*"))
    inquiries.delete(number)
    assert not any(b"PATIENT-NAME-IN-NOTE" in f.read_bytes() for f in folder.glob("catalogue*"))
    assert inquiries.page(10) == []
    with pytest.raises(CatalogueError):
        inquiries.reopen(number)


def test_an_inquiry_goes_out_as_a_page_a_text_and_photos_without_metadata(
    shop: Shop, inquiries: Inquiries, tmp_path: Path
) -> None:
    number = save(shop, inquiries, text="clip <b>&", note="line one\nline two")
    target = tmp_path / "for the expert.zip"
    inquiries.export(number, target)
    with zipfile.ZipFile(target) as archive:
        files = {Path(name).name: archive.read(name) for name in archive.namelist()}
    assert set(files) == {"inquiry.html", "inquiry.txt", "photo-1.jpg"}
    page, text = files["inquiry.html"].decode(), files["inquiry.txt"].decode("utf-8-sig")
    assert "clip &lt;b&gt;&amp;" in page
    assert "4006381333931" in page
    assert 'src="photo-1.jpg"' in page
    assert "line one\nline two" in page
    for sku in ("MUG", "CUP", "JAR"):
        assert sku in page
        assert sku in text
    assert b"Exif" not in files["photo-1.jpg"]
    assert b"Miller" not in b"".join(files.values())


def test_an_inquiry_goes_out_as_a_folder(shop: Shop, inquiries: Inquiries, tmp_path: Path) -> None:
    number = save(shop, inquiries, with_photos=False)
    inquiries.close_as_product(number, shop.product_id("JAR"))
    inquiries.export(number, tmp_path / "out")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {"inquiry.html", "inquiry.txt"}
    assert "A jar (JAR)" in (tmp_path / "out" / "inquiry.txt").read_text("utf-8-sig")


def test_a_target_that_cannot_be_written_is_said(
    shop: Shop, inquiries: Inquiries, tmp_path: Path
) -> None:
    number = save(shop, inquiries)
    with pytest.raises(UserError) as caught:
        inquiries.export(number, tmp_path / "no folder" / "x.zip")
    assert caught.value.message.id is MessageId.FOLDER_UNUSABLE
