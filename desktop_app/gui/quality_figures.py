"""The figures of the quality page: large ones first, then by category, then how far they go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.core.messages import sentences
from desktop_app.core.proportion import interval
from desktop_app.core.quality import CategoryFigures, Figures
from desktop_app.core.quality_wording import percent
from desktop_app.gui.fact_cards import FactCard
from desktop_app.gui.formats import counted_words, duration, number
from desktop_app.gui.quality_session import Findings
from desktop_app.gui.rows_model import ListModel
from desktop_app.gui.wide_table import WideTable
from desktop_app.gui.widgets import GAP, GAP_L, column, label, row

ROW_PX = 36


class CategoryModel(ListModel[CategoryFigures]):
    """Figures by category, the worst first."""

    NUMBERS: ClassVar = frozenset(range(1, 6))

    def show_items(self, items: Sequence[CategoryFigures]) -> None:
        super().show_items(
            sorted(items, key=lambda entry: (entry.figures.recall_1, entry.category))
        )

    def titles(self) -> tuple[str, ...]:
        return (
            self.tr("Category"),
            self.tr("Photos"),
            self.tr("Right first"),
            self.tr("Among five"),
            self.tr("Called a match"),
            self.tr("Of these right"),
        )

    def text(self, item: CategoryFigures, column: int) -> str:
        figures = item.figures
        return (
            item.category or self.tr("without a category"),
            number(figures.asked),
            percent(figures.recall_1),
            percent(figures.recall_5),
            percent(figures.coverage),
            percent(figures.precision),
        )[column]


class QualityFigures(QWidget):
    """What the catalogue is worth, in five cards, a table, and the honest limits below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings: Findings | None = None
        self.first, self.five = FactCard("check", "strong", "place"), FactCard("list")
        self.precision, self.strangers = FactCard("match"), FactCard("not_in_catalogue")
        self.live = FactCard("taught")
        self.model = CategoryModel()
        self.table = WideTable(self.model, (0,))
        self.table.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.limits = label("muted", wrap=True, selectable=True)
        self._cards = (self.first, self.five, self.precision, self.strangers, self.live)
        cards = row(*self._cards, gap=GAP)
        for place in range(len(self._cards)):
            cards.setStretch(place, 1)
        layout = column(cards, self.table, self.limits, gap=GAP_L)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.retranslate()

    def show_findings(self, findings: Findings) -> None:
        self._findings = findings
        self.model.show_items(findings.report.run.categories)
        self._say()

    def retranslate(self) -> None:
        titles = (
            self.tr("Right first"),
            self.tr("Right among five"),
            self.tr("Matches that are right"),
            self.tr("Strangers called a match"),
            self.tr("Confirmed lookups, right first"),
        )
        for card, title in zip(self._cards, titles, strict=True):
            card.title.setText(title)
        self.table.setAccessibleName(self.tr("Figures by category, worst first"))
        self.model.retranslate()
        if self._findings is not None:
            self._say()

    def _say(self) -> None:
        assert self._findings is not None  # noqa: S101  (asked by whoever calls)
        report, live = self._findings.report, self._findings.live
        figures = report.run.figures
        self.first.show_fact(percent(figures.recall_1), self._span(figures, figures.recall_1))
        self.five.show_fact(percent(figures.recall_5), self._span(figures, figures.recall_5))
        wrong = self.tr("{wrong} wrong of {matches}")
        matches = round(figures.coverage * figures.asked) if figures.asked else 0
        self.precision.show_fact(
            percent(figures.precision), wrong.format(wrong=figures.wrong_matches, matches=matches)
        )
        self.strangers.show_fact(
            percent(report.run.foreign_matches), self.tr("products taken out and asked for")
        )
        asked = self.tr("{lookups} that people decided").format(
            lookups=counted_words(live.figures.asked, Counted.LOOKUPS)
        )
        self.live.show_fact(percent(live.figures.recall_1), asked)
        self.limits.setText(sentences(self._limits(), self.tr("{first} {second}")))

    def _span(self, figures: Figures, share: float) -> str:
        if not figures.asked:
            return ""
        low, high = interval(round(share * figures.asked), figures.asked)
        return self.tr("between {low} and {high}").format(low=percent(low), high=percent(high))

    def _limits(self) -> list[str]:
        assert self._findings is not None  # noqa: S101  (asked by whoever calls)
        report = self._findings.report
        said = self.tr(
            "Asked as though not in the catalogue: {asked} of {photos}, in {time}."
        ).format(
            asked=number(report.run.figures.asked),
            photos=counted_words(report.testable, Counted.PHOTOS),
            time=duration(report.seconds),
        )
        found = [said]
        if report.single or report.without:
            more = self.tr("Could not be tested: {single} with one photo, {without} with none.")
            single = counted_words(report.single, Counted.PRODUCTS)
            found.append(more.format(single=single, without=number(report.without)))
        if report.twins:
            more = self.tr("With a twin in the same product: {photos}. That flatters the figures.")
            found.append(more.format(photos=counted_words(report.twins, Counted.PHOTOS)))
        if report.taught is not None:
            more = self.tr("Of {photos} that people taught, right first: {share}.")
            taught = report.taught
            photos = counted_words(taught.asked, Counted.PHOTOS)
            found.append(more.format(photos=photos, share=percent(taught.recall_1)))
        return found

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
