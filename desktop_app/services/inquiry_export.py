"""An inquiry as files for somebody who does not have the program: a page, a text and the photos.

The photos are the copies of the catalogue: upright, at most 1600 pixels, without metadata.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from desktop_app.core import inquiry_texts as texts
from desktop_app.core.errors import UserError
from desktop_app.core.gtin import printed_gtin
from desktop_app.core.inquiry import Closing, Inquiry, InquiryPhoto
from desktop_app.core.messages import MessageId, Translate, same
from desktop_app.core.types import CodeKind
from desktop_app.core.wording import reason_text, verdict_words

PAGE_FILE, TEXT_FILE = "inquiry.html", "inquiry.txt"
MOST_CANDIDATES = 10
_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em;color:#12171f}"
    "img{max-width:100%;border:1px solid #dbe0e8;border-radius:8px;margin:.5em 0}"
    "dt{color:#525d6c}dd{margin:0 0 .6em;font-weight:600;white-space:pre-wrap}"
    "table{border-collapse:collapse}td,th{padding:.3em .8em;border-bottom:1px solid #dbe0e8;"
    "text-align:left}"
)


def inquiry_files(
    inquiry: Inquiry,
    photos: Sequence[InquiryPhoto],
    translate: Translate = same,
    words: Translate = same,
) -> dict[str, bytes]:
    """Files by name. *translate* knows the context `inquiry`, *words* the context `wording`."""
    pictures = {f"photo-{n}.jpg": photo.picture for n, photo in enumerate(photos, 1)}
    facts = _facts(inquiry, translate, words)
    near = _candidates(inquiry.answer)
    page = _page(facts, near, list(pictures), translate)
    text = _text(facts, near, list(pictures), translate)
    return {PAGE_FILE: page.encode(), TEXT_FILE: text.encode("utf-8-sig"), **pictures}


def write_files(files: Mapping[str, bytes], target: Path) -> None:
    """Write *files* into a ZIP file if *target* ends so, else into a folder of that name.

    Raises:
        UserError: it cannot be written there.
    """
    try:
        if target.suffix.lower() == ".zip":
            with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
                for name, data in files.items():
                    archive.writestr(f"{target.stem}/{name}", data)
            return
        target.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (target / name).write_bytes(data)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UserError(MessageId.FOLDER_UNUSABLE, name=target.name, reason=reason) from error


def _facts(inquiry: Inquiry, translate: Translate, words: Translate) -> list[tuple[str, str]]:
    """Titles and what stands beside them; what is empty is left out."""
    code = inquiry.code
    shown = "" if code is None else code.value
    if code is not None and code.kind is CodeKind.GTIN:
        shown = printed_gtin(code.value)
    said = f"{verdict_words(inquiry.verdict, words)}. {reason_text(inquiry.reason, words).why}"
    pairs = (
        (texts.WORDS, inquiry.text),
        (texts.CODE, shown),
        (texts.NOTE, inquiry.note),
        (texts.ASKED, inquiry.person),
        (texts.WHEN, inquiry.at.astimezone().strftime("%Y-%m-%d %H:%M")),
        (texts.ANSWER, said),
        (texts.MODEL, inquiry.model[:8]),
        (texts.RESULT, _result(inquiry, translate)),
    )
    return [(translate(title), value) for title, value in pairs if value]


def _result(inquiry: Inquiry, translate: Translate) -> str:
    if inquiry.closing is Closing.PRODUCT:
        return f"{inquiry.name} ({inquiry.sku})"
    return translate(texts.CLOSING_WORDS[inquiry.closing]) if inquiry.closing else ""


def _candidates(answer: str) -> list[tuple[str, str, str]]:
    """SKU, name and probability of the nearest products."""
    found: list[dict[str, Any]] = json.loads(answer).get("candidates", [])
    return [
        (str(item["sku"]), str(item["name"]), _percent(item.get("probability")))
        for item in found[:MOST_CANDIDATES]
    ]


def _percent(share: float | None) -> str:
    """Whole percent, never 0 or 100."""
    return "" if share is None else f"{min(99, max(1, round(100 * share)))} %"


def _page(
    facts: Sequence[tuple[str, str]],
    near: Sequence[tuple[str, str, str]],
    pictures: Sequence[str],
    translate: Translate,
) -> str:
    title = escape(translate(texts.TITLE))
    listed = "".join(f"<dt>{escape(t)}</dt><dd>{escape(value)}</dd>" for t, value in facts)
    shown = "".join(
        f'<p><img src="{name}" alt="{escape(translate(texts.PHOTO).format(n=n))}"></p>'
        for n, name in enumerate(pictures, 1)
    )
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in near
    )
    table = f"<h2>{escape(translate(texts.CANDIDATES))}</h2><table>{rows}</table>" if rows else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1>"
        f"<p>{escape(translate(texts.LEAD))}</p>{shown}<dl>{listed}</dl>{table}</body></html>\n"
    )


def _text(
    facts: Sequence[tuple[str, str]],
    near: Sequence[tuple[str, str, str]],
    pictures: Sequence[str],
    translate: Translate,
) -> str:
    lines = [translate(texts.TITLE), translate(texts.LEAD), ""]
    lines += [f"{title}: {value}" for title, value in facts]
    if near:
        lines += ["", f"{translate(texts.CANDIDATES)}:"]
        lines += ["  " + "  ".join(filter(None, row)) for row in near]
    return "\r\n".join([*lines, "", *pictures, ""])
