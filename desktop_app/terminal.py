"""How answers, reports and errors look in a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
)
from rich.table import Table
from rich.text import Text

from desktop_app.core.batch import BatchCounts
from desktop_app.core.batch_wording import batch_summary
from desktop_app.core.count_wording import Counted, counted
from desktop_app.core.json_text import json_text
from desktop_app.core.messages import Message, Translate, render_parts, same
from desktop_app.core.types import Answer, Candidate, EvidenceKind, ProgressReport, Verdict
from desktop_app.core.types import Progress as ProgressCallback
from desktop_app.core.wording import (
    VERDICT_WORDS,
    evidence_words,
    next_words,
    spelling_words,
    why_words,
)
from desktop_app.services.catalogue_import import ImportReport

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, signs that turn the order of writing, and halves of characters."""

VERDICT_STYLES = {
    Verdict.MATCH: "bold green",
    Verdict.UNSURE: "bold yellow",
    Verdict.NOT_IN_CATALOGUE: "bold red",
}
SHOWN_REJECTED = 20
SHOWN_PHOTO_ERRORS = 5
SECONDS_A_MINUTE = 60


def plain(text: str, style: str = "") -> Text:
    """*text* so that a name in it cannot steer the terminal, or stop the printing."""
    return Text(_UNPRINTABLE.sub("\ufffd", text), style=style)


class Terminal:
    """Prints results to the standard output, everything else to the standard error."""

    def __init__(self, translate: Translate = same) -> None:
        self._translate = translate
        self._out = Console(highlight=False)
        self._err = Console(stderr=True, highlight=False)

    def translate(self, context: str, text: str) -> str:
        """*text* in the person's language; *context* is for the translators."""
        del context
        return self._translate(text)

    def translate_text(self, text: str) -> str:
        """A sentence of `core` in the person's language."""
        return self._translate(text)

    def counted(self, n: int, what: Counted) -> str:
        """Like `1 photo` or `2 photos`, in the person's language."""
        return counted(n, what, self._translate)

    def json(self, value: object) -> None:
        self._out.file.write(json_text(value) + "\n")

    def say(self, text: str, style: str = "") -> None:
        self._out.print(plain(text, style=style))

    def table(self, table: Table) -> None:
        self._out.print(table)

    def note(self, text: str, style: str = "") -> None:
        self._err.print(plain(text, style=style), soft_wrap=True)

    def error(self, message: Message) -> None:
        parts = render_parts(message, self._translate)
        self._err.print(plain(parts.what, style="bold red"), soft_wrap=True)
        self._err.print(plain(f"{parts.safe} {parts.next}"), soft_wrap=True)

    def photo_errors(self, messages: Sequence[Message]) -> None:
        """Why each of some photos cannot be used; of many the first, and how many more."""
        for message in messages[:SHOWN_PHOTO_ERRORS]:
            self.error(message)
        more = len(messages) - SHOWN_PHOTO_ERRORS
        if more > 0:
            t = self.translate
            one = t("cli", "… and 1 more photo that cannot be read")
            several = t("cli", "… and {n} more photos that cannot be read").format(n=more)
            self.note(one if more == 1 else several)

    @contextmanager
    def progress(self, label: str) -> Iterator[ProgressCallback]:
        """A bar with rate and time left while the body runs."""
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
        )
        with Progress(*columns, console=self._err, transient=True) as bar:
            task = bar.add_task(label, total=None, rate="")

            def show(report: ProgressReport) -> None:
                bar.update(
                    task,
                    completed=report.done,
                    total=report.total or None,
                    rate=self._rate(report),
                )

            yield show

    def _rate(self, report: ProgressReport) -> str:
        rate = f"{report.rate_per_s:.1f}/s" if report.rate_per_s else ""
        if report.seconds_left is None:
            return rate
        minutes, seconds = divmod(round(report.seconds_left), SECONDS_A_MINUTE)
        left = self.translate("cli", "{time} left").format(time=f"{minutes}:{seconds:02d}")
        return f"{rate}  {left}"

    def answer(self, answer: Answer) -> None:
        """Verdict, reason and the candidates as a table."""
        verdict = self._translate(VERDICT_WORDS[answer.verdict])
        self._out.print(plain(verdict, style=VERDICT_STYLES[answer.verdict]))
        self._out.print(
            plain(f"{why_words(answer, self._translate)} {next_words(answer, self._translate)}")
        )
        spelling = spelling_words(answer, self._translate)
        if spelling:
            self._out.print(plain(spelling))
        for evidence in answer.best.evidence if answer.best else ():
            if evidence.kind is EvidenceKind.PRINT:
                self._out.print(plain(evidence_words(evidence, self._translate)))
        for problem in answer.problems:
            self.error(problem)
        if answer.candidates:
            self._out.print(self._candidate_table(answer.candidates))
        self._out.print(plain(self._footer(answer), style="dim"))

    def _candidate_table(self, candidates: tuple[Candidate, ...]) -> Table:
        table = Table(box=None, pad_edge=False)
        t = self.translate
        for title, justify in (
            ("SKU", "left"),
            (t("cli", "Product"), "left"),
            (t("cli", "Place"), "left"),
            (t("cli", "Stock"), "right"),
            (t("cli", "Price"), "right"),
            (t("cli", "Probability"), "right"),
            (t("cli", "Similarity"), "right"),
        ):
            table.add_column(title, justify=justify)  # type: ignore[arg-type]
        for candidate in candidates:
            table.add_row(*(plain(cell) for cell in _cells(candidate)))
        return table

    def _footer(self, answer: Answer) -> str:
        total = answer.ms.get("total", 0.0)
        return f"{answer.device.device} · {answer.model[:16]} · {total:.0f} ms"

    def import_report(self, report: ImportReport) -> None:
        """Counts, then each rejected row and photo with its line and reason."""
        t = self.translate
        counts = t(
            "cli",
            "{added} added, {updated} updated, {unchanged} unchanged, {rejected} rejected,"
            " {photos} read",
        ).format(
            added=report.added,
            updated=report.updated,
            unchanged=report.unchanged,
            rejected=len(report.rejected),
            photos=self.counted(report.photos_added, Counted.PHOTOS),
        )
        self.say(counts, "bold")
        if report.encoding and not report.encoding.lower().startswith("utf"):
            words = t("cli", "The file was read as {encoding}: check a name with special letters.")
            self.note(words.format(encoding=report.encoding))
        problems = sorted([*report.rejected, *report.photo_problems], key=lambda row: row.line)
        for row in problems[:SHOWN_REJECTED]:
            reason = render_parts(row.message, self._translate).what
            line = t("cli", "line {line}").format(line=row.line)
            self.note(f"  {line}  {row.sku}  {reason}")
        if len(problems) > SHOWN_REJECTED:
            more = t("cli", "  … and {count} more; --json lists all of them")
            self.note(more.format(count=len(problems) - SHOWN_REJECTED))
        if report.stopped:
            self.note(t("cli", "Stopped. What was read is saved; the same command goes on."))

    def batch_summary(self, counts: BatchCounts, seconds: float) -> None:
        """How many rows gave which answer, in one line on the standard error."""
        time = self.translate("formats", "{n} s").format(n=round(seconds))
        self.note(batch_summary(counts, time, self._translate))

    def metrics(self, metrics: Mapping[str, float]) -> None:
        table = Table(box=None, pad_edge=False, show_header=False)
        for name, value in metrics.items():
            table.add_row(name, f"{value:.4f}" if isinstance(value, float) else str(value))
        self._out.print(table)

    def facts(self, facts: Mapping[str, Any]) -> None:
        """Groups of facts, a heading each."""
        for group, values in facts.items():
            self._out.print(plain(group, style="bold"))
            if isinstance(values, Mapping):
                for name, value in values.items():
                    if not isinstance(value, Mapping):  # tables of figures: --json prints them
                        self._out.print(plain(f"  {name}: {value}"))
            else:
                self._out.print(plain(f"  {values}"))


def _cells(candidate: Candidate) -> tuple[str, ...]:
    product = candidate.product
    coded = any(item.kind is EvidenceKind.CODE for item in candidate.evidence)
    price = "" if product.price is None else f"{product.price} {product.currency}".strip()
    probability = candidate.probability
    return (
        product.sku,
        product.name,
        product.location,
        "" if product.stock is None else str(product.stock),
        price,
        "–" if probability is None else f"{probability:.0%}",
        "=" if coded else f"{candidate.similarity:.3f}",
    )
