"""The pages beside the rail: made when first shown, with tabs where a section has several."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QTabBar, QWidget

from desktop_app.gui.navigation import NavigationRail
from desktop_app.gui.page import Page, PageContext, PageSpec, Section
from desktop_app.gui.page_area import PageArea, Pages
from desktop_app.gui.widgets import column, row

Kind = TypeVar("Kind", bound=Page)


class PageHost(QWidget):
    """Knows which page is shown. A page may have a *stand-in*, such as the start page."""

    page_made = Signal(object, str)  # Page, its name
    page_asked = Signal(str)
    """A person chose this page by the rail or a tab."""

    def __init__(
        self,
        context: PageContext,
        sections: tuple[Section, ...],
        rail: NavigationRail,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._sections, self._rail = context, sections, rail
        self._specs = {spec.name: spec for section in sections for spec in section.pages}
        self._section_of = {spec.name: s for s in sections for spec in s.pages}
        self._made: dict[str, Page] = {}
        self._last = {section.name: section.pages[0].name for section in sections}
        self._percent: dict[str, int] = {}
        self.name = ""
        self.pages = Pages()
        self.tabs = QTabBar()
        self._lay_out()
        self.tabs.tabBarClicked.connect(self._tab_clicked)
        self.tabs.currentChanged.connect(self._tab_chosen)
        rail.page_chosen.connect(self._section_chosen)

    def _lay_out(self) -> None:
        for section in self._sections:
            self._rail.add_page(section.name, section.sign)
        self.tabs.setObjectName("pageTabs")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.hide()
        right = column(self.tabs, PageArea(self.pages), gap=0)
        right.setStretch(1, 1)
        layout = row(self._rail, right, gap=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    @property
    def specs(self) -> tuple[PageSpec, ...]:
        return tuple(self._specs.values())

    @property
    def made(self) -> tuple[Page, ...]:
        return tuple(self._made.values())

    def page(self, name: str) -> Page:
        """Page *name*, made now if it was never shown."""
        if name not in self._made:
            self._made[name] = page = self._specs[name].make(self._context)
            self.pages.addWidget(page)
            page.progressed.connect(lambda percent, name=name: self._show_percent(name, percent))
            self.page_made.emit(page, name)
        return self._made[name]

    @property
    def current(self) -> Page | None:
        """The page that is shown, or None while another widget stands in for it."""
        shown = self.pages.currentWidget()
        return shown if isinstance(shown, Page) else None

    def page_of(self, name: str, kind: type[Kind]) -> Kind:
        page = self.page(name)
        assert isinstance(page, kind)  # noqa: S101  (the list of pages is ours)
        return page

    def show_page(self, name: str, stand_in: QWidget | None = None) -> None:
        """Show page *name*, or *stand_in*, one of the `pages` too, in its place."""
        name = name if name in self._specs else self._sections[0].pages[0].name
        page, section = self.page(name), self._section_of[name]
        self.name = self._last[section.name] = name
        self._rail.show_page(section.name)
        self._show_tabs(section, name)
        self.pages.setCurrentWidget(stand_in or page)
        if stand_in is None and page.first_focus is not None and not self.tabs.hasFocus():
            page.first_focus.setFocus()  # the keyboard goes on in the page, not beside it

    def step_page(self, steps: int) -> None:
        """The next page of the section, or the one before for a negative number."""
        names = [spec.name for spec in self._section_of[self.name].pages]
        self.page_asked.emit(names[(names.index(self.name) + steps) % len(names)])

    def close_pages(self) -> None:
        for page in self._made.values():
            page.close_session()

    def _show_tabs(self, section: Section, name: str) -> None:
        names = [spec.name for spec in section.pages]
        self.tabs.blockSignals(True)  # noqa: FBT003
        if [self.tabs.tabData(index) for index in range(self.tabs.count())] != names:
            while self.tabs.count():
                self.tabs.removeTab(0)
            for page in names:
                self.tabs.setTabData(self.tabs.addTab(""), page)
            self._name_tabs(section)
        self.tabs.setCurrentIndex(names.index(name))
        self.tabs.blockSignals(False)  # noqa: FBT003
        self.tabs.setVisible(len(names) > 1)

    def _name_tabs(self, section: Section) -> None:
        self.tabs.setAccessibleName(section.title())
        for index, spec in enumerate(section.pages):
            title = spec.title()
            self.tabs.setTabText(index, title)
            self.tabs.setTabToolTip(index, f"{title} ({spec.keys})" if spec.keys else title)

    def _show_percent(self, name: str, percent: int) -> None:
        self._percent[name] = percent
        self._name_section(self._section_of[name])

    def _name_section(self, section: Section) -> None:
        """The button of the rail says how far the work behind it is."""
        name = shown = section.title()
        running = [self._percent.get(spec.name, -1) for spec in section.pages]
        if (percent := max(running)) >= 0:
            name = self.tr("{title} {n} %").format(title=name, n=percent)
            shown = f"{percent} %"  # both would not fit below the sign
        self._rail.name_button(section.name, name, section.pages[0].keys, shown=shown)

    def retranslate(self) -> None:
        for section in self._sections:
            self._name_section(section)
        if self.name:
            self._name_tabs(self._section_of[self.name])

    @Slot(str)
    def _section_chosen(self, section: str) -> None:
        self.page_asked.emit(self._last[section])

    @Slot(int)
    def _tab_clicked(self, index: int) -> None:
        if index >= 0 and self.tabs.tabData(index) != self.name:
            self.page_asked.emit(self.tabs.tabData(index))

    @Slot(int)
    def _tab_chosen(self, index: int) -> None:
        self._tab_clicked(index)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
