"""The dialog of the model packs: which there are, which is in use; add, use, remove."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QMessageBox, QVBoxLayout, QWidget

from desktop_app.core.count_wording import Counted
from desktop_app.gui.formats import counted_words
from desktop_app.gui.icons import refresh_icons
from desktop_app.gui.message_bar import MessageBar
from desktop_app.gui.messages import notice_of
from desktop_app.gui.pack_card import PackCard
from desktop_app.gui.pack_confirm import PackConfirm
from desktop_app.gui.pack_session import PackSession
from desktop_app.gui.sheet import Sheet
from desktop_app.gui.theme import Theme
from desktop_app.gui.widgets import GAP, button, clear_layout, column, label, row

if TYPE_CHECKING:
    from desktop_app.services.model_packs import PackFacts, StagedPack
    from desktop_app.services.pack_switch import SwitchState

WIDTH_PX = 720
HEIGHT_PX = 480


class PacksDialog(Sheet):
    """Works through the session of the window, which outlives this dialog."""

    def __init__(self, session: PackSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        # A timer of its own, which ends with the dialog: a single shot would outlive it.
        self._fitting = QTimer(self, singleShot=True, interval=0)
        self._fitting.timeout.connect(self._fit)
        self._session = session
        self._packs: list[PackFacts] = []
        self.cards: list[PackCard] = []
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.message, self.done_words = MessageBar(theme), label(wrap=True)
        self.busy = label("small")
        self.folder_button, self.zip_button = button("folder"), button("add")
        self.close_button = button("", "primary")
        self._list = QVBoxLayout()
        self._list.setSpacing(GAP)
        body = column(
            self.title, self.lead, self.message, self.done_words, self._list, None, gap=GAP
        )
        foot = row(self.folder_button, self.zip_button, self.busy, None, self.close_button, gap=GAP)
        self.set_content(body, foot)
        self.retranslate()
        self._connect()
        self.done_words.hide()
        session.refresh()

    def _connect(self) -> None:
        session = self._session
        session.listed.connect(self._show)
        session.staged.connect(self._ask)
        session.added.connect(self._added)
        session.removed.connect(self._removed)
        session.switched.connect(self._switched)
        session.progressed.connect(self._progressed)
        session.failed.connect(self._failed)
        session.work_began.connect(self._wait)
        session.work_ended.connect(self._go_on)
        self.folder_button.clicked.connect(self.choose_folder)
        self.zip_button.clicked.connect(self.choose_zip)
        self.close_button.clicked.connect(self.accept)

    @Slot(object)
    def _show(self, packs: list[PackFacts]) -> None:
        self._packs = packs
        clear_layout(self._list)
        self.cards = []
        for facts in packs:
            card = PackCard(
                facts,
                in_use=facts.name == self._session.in_use,
                preparing=facts.name == self._session.preparing,
            )
            card.use_asked.connect(self.ask_to_use)
            card.remove_asked.connect(self.ask_to_remove)
            card.stop_asked.connect(self._session.stop)
            self._list.addWidget(card)
            self.cards.append(card)
        refresh_icons(self, self._theme.tokens)
        self._fitting.start()

    def _fit(self) -> None:
        """Cards know their height only once they are laid out."""
        if self.isVisible():
            self.resize(self.fitting_size())

    def fitting_size(self) -> QSize:
        """As the sheet says, but no lower than a card or two."""
        least = QSize(0, self._theme.tokens.px(HEIGHT_PX))
        room = self.screen().availableSize()
        return super().fitting_size().expandedTo(least).boundedTo(room)

    # add

    def choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Folder of a model pack"))
        if name:
            self.add(Path(name))

    def choose_zip(self) -> None:
        kinds = self.tr("Zip files ({list})").format(list="*.zip")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Zip file of a model pack"), "", kinds)
        if name:
            self.add(Path(name))

    def add(self, source: Path) -> None:
        self._forget_messages()
        self._session.stage(source)

    @Slot(object)
    def _ask(self, staged: StagedPack) -> None:
        question = PackConfirm(staged, self._theme, self)
        question.accepted.connect(partial(self._session.accept, staged))
        question.rejected.connect(partial(self._session.discard, staged))
        question.open()

    @Slot(object)
    def _added(self, facts: PackFacts) -> None:
        self._say(
            self.tr("“{name}” was added. Press “Use” to answer with it.").format(name=facts.name)
        )
        self._session.refresh()

    # use

    @Slot(object)
    def ask_to_use(self, facts: PackFacts) -> None:
        """Ask once more: the catalogue is read anew, which takes its time."""
        box = self._question(
            self.tr("Use another model pack?"),
            self.tr("Use “{name}”?").format(name=facts.title or facts.name),
            self.tr(
                "The photos of the catalogue are read anew in the background. Until that is done "
                "“{old}” goes on answering, and you can go on working."
            ).format(old=self._session.in_use),
        )
        yes = box.addButton(self.tr("Use it"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(self.tr("Not now"), QMessageBox.ButtonRole.RejectRole)
        yes.clicked.connect(partial(self.use, facts.name))
        box.open()

    def use(self, name: str, checked: object = None) -> None:
        del checked
        self._forget_messages()
        self._session.use(name)

    @Slot(object)
    def _progressed(self, state: SwitchState | None) -> None:
        shown = next((card for card in self.cards if not card.progress.isHidden()), None)
        name = state.name if state else ""
        if (shown.facts.name if shown else "") != name:
            self._show(self._packs)
        for card in self.cards:
            if state is not None and card.facts.name == name:
                card.show_progress(state)

    @Slot(object)
    def _switched(self, outcome: object) -> None:
        del outcome
        self._session.refresh()

    # remove

    @Slot(object)
    def ask_to_remove(self, facts: PackFacts) -> None:
        box = self._question(
            self.tr("Remove the model pack?"),
            self.tr("Remove “{name}”?").format(name=facts.title or facts.name),
            self.tr(
                "Its files and the embeddings made with it are deleted. Photos and products stay; "
                "adding the pack again makes the embeddings again."
            ),
        )
        yes = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)  # Enter alone loses nothing
        yes.clicked.connect(partial(self.remove, facts.name))
        box.open()

    def remove(self, name: str, checked: object = None) -> None:
        del checked
        self._forget_messages()
        self._session.remove(name)

    @Slot(str, int)
    def _removed(self, name: str, count: int) -> None:
        words = self.tr("“{name}” was removed, with {embeddings}.")
        embeddings = counted_words(count, Counted.EMBEDDINGS)
        self._say(words.format(name=name, embeddings=embeddings))
        self._session.refresh()

    # words

    def _question(self, title: str, text: str, more: str) -> QMessageBox:
        box = QMessageBox(self)
        box.setWindowTitle(title)
        box.setText(text)
        box.setInformativeText(more)
        return box

    def _say(self, words: str) -> None:
        self.done_words.setText(words)
        self.done_words.show()

    def _forget_messages(self) -> None:
        self.message.clear()
        self.done_words.hide()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.message.show_notice(notice_of(error))
        self._session.refresh()

    def _wait(self) -> None:
        self.busy.setText(self.tr("Checking the pack…"))
        self._allow_adding(allowed=False)

    def _go_on(self) -> None:
        self.busy.clear()
        self._allow_adding(allowed=True)

    def _allow_adding(self, *, allowed: bool) -> None:
        for control in (self.folder_button, self.zip_button):
            control.setEnabled(allowed)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Model packs"))
        self.title.setText(self.tr("Model packs"))
        self.lead.setText(
            self.tr("A model pack turns photos and words into numbers that can be compared.")
        )
        self.folder_button.setText(self.tr("Add from a folder…"))
        self.zip_button.setText(self.tr("Add from a zip file…"))
        self.close_button.setText(self.tr("Done"))
        if self._packs:
            self._show(self._packs)
