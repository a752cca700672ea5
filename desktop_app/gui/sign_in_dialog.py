"""Signing in with a name and a PIN, and signing out."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QWidget

from desktop_app.core.access_texts import ROLE_WORDS
from desktop_app.gui.access_session import AccessSession, AccessState
from desktop_app.gui.form_sheet import FormSheet
from desktop_app.gui.messages import notice_of
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_access
from desktop_app.gui.widgets import GAP, GAP_L, GAP_XL, button, column, label, name_control, row

WIDTH_PX = 460
FIELD_PX = 38


class SignInDialog(FormSheet):
    """Closes itself once somebody has signed in or out."""

    people_asked = Signal()

    def __init__(self, session: AccessSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._session = session
        self._has_asked, self._refused = False, ""
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.name, self.pin = QComboBox(), QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._name_title, self._pin_title = QLabel(), QLabel()
        self.sign_in_button, self.cancel_button = button("person", "primary"), button()
        self.sign_out_button, self.people_button = button(), button("", "quiet")
        self._lay_out()
        self._connect()
        self._fill_names()
        self.retranslate()
        self.pin.setFocus()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(GAP_XL)
        form.setVerticalSpacing(GAP)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for title, field in ((self._name_title, self.name), (self._pin_title, self.pin)):
            title.setBuddy(field)
            title.setFixedHeight(FIELD_PX)
            form.addRow(title, field)
        head = column(self.title, self.lead, gap=4)
        more = row(self.people_button, None)
        body = column(head, self.error, form, more, None, gap=GAP_L)
        buttons = row(self.sign_out_button, None, self.cancel_button, self.sign_in_button, gap=GAP)
        self.set_content(body, buttons)

    def _connect(self) -> None:
        self._session.changed.connect(self._changed)
        self._session.failed.connect(self._failed)
        self.sign_in_button.clicked.connect(self.sign_in)
        self.sign_out_button.clicked.connect(self.sign_out)
        self.cancel_button.clicked.connect(self.reject)
        self.people_button.clicked.connect(self._show_people)
        self.pin.returnPressed.connect(self.sign_in)
        self.name.activated.connect(self.pin.setFocus)

    def _fill_names(self) -> None:
        signed_in = self._session.state.signed_in
        for person in self._session.state.people:
            self.name.addItem(person.name, person.name)
            if signed_in is None or person.name != signed_in.name:
                self.name.setCurrentIndex(self.name.count() - 1)

    def typed(self) -> dict[str, str]:
        pin = self.pin.text()  # one that was refused is no loss
        return {} if pin in ("", self._refused) else {"pin": pin}

    def warning(self) -> str:
        return self.tr("You have not signed in. Enter signs in, Esc once more drops the PIN.")

    def sign_in(self) -> None:
        self._ask()
        self._session.sign_in(str(self.name.currentData()), self.pin.text())

    def sign_out(self) -> None:
        self._ask()
        self._session.sign_out()

    def _show_people(self) -> None:
        self.done(QDialog.DialogCode.Rejected)  # chosen by name: what was typed is not wanted
        self.people_asked.emit()

    def _ask(self) -> None:
        self._has_asked = True
        self.sign_in_button.setEnabled(False)

    @Slot(object)
    def _changed(self, state: AccessState) -> None:
        del state
        if self._has_asked:
            self.accept()

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._has_asked, self._refused = False, self.pin.text()
        self.sign_in_button.setEnabled(True)
        self.error.show_notice(notice_of(error))
        self.pin.selectAll()
        self.pin.setFocus()
        self.resize(self.fitting_size())

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Sign in"))
        self.title.setText(self.tr("Sign in"))
        self.lead.setText(self._state_words())
        self._name_title.setText(self.tr("Name"))
        self._pin_title.setText(self.tr("PIN"))
        self.name.setAccessibleName(self.tr("Name"))
        self.pin.setAccessibleName(self.tr("PIN"))
        self.sign_in_button.setText(self.tr("Sign in"))
        name_control(self.sign_in_button, self.tr("Sign in"), "Enter")
        self.sign_out_button.setText(self.tr("Sign out"))
        name_control(self.sign_out_button, self.tr("Sign out"))
        self.sign_out_button.setVisible(self._session.state.signed_in is not None)
        self.cancel_button.setText(self.tr("Cancel"))
        name_control(self.cancel_button, self.tr("Cancel"), "Esc")
        self.people_button.setText(self.tr("People and roles…"))

    def _state_words(self) -> str:
        person = self._session.state.signed_in
        if person is None:
            return self.tr("Nobody has signed in. Clerks need not: lookups are open to all.")
        words = self.tr("{name} has signed in: {role}.")
        role = translate_access(ROLE_WORDS[person.role])
        return words.format(name=person.name, role=role)
