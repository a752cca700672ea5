"""Who can sign in, with which role; for administrators."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QWidget,
)

from desktop_app.core.access import Person, Role
from desktop_app.core.access_texts import ROLE_WORDS
from desktop_app.gui.access_session import AccessSession, AccessState
from desktop_app.gui.form_sheet import FormSheet
from desktop_app.gui.messages import notice_of
from desktop_app.gui.theme import Theme
from desktop_app.gui.translator import translate_access
from desktop_app.gui.widgets import (
    GAP,
    GAP_L,
    GAP_XL,
    button,
    column,
    label,
    name_control,
    refill,
    row,
)

WIDTH_PX = 620
FIELD_PX = 38
LIST_PX = 150
_NAME = Qt.ItemDataRole.UserRole


class PeopleDialog(FormSheet):
    """The list above, and a form that adds somebody or changes who is chosen."""

    def __init__(self, session: AccessSession, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, WIDTH_PX, parent)
        self._session = session
        self.title, self.lead = label("title"), label("muted", wrap=True)
        self.people = QListWidget()
        self.people.setFixedHeight(LIST_PX)
        self.people.setProperty("kind", "rows")
        self.name, self.role = QLineEdit(), QComboBox()
        self.pin, self.again = QLineEdit(), QLineEdit()
        for field in (self.pin, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self._titles = [QLabel() for _ in range(4)]
        self.new_button, self.remove_button = button("add"), button("remove")
        self.save_button, self.close_button = button("save", "primary"), button()
        self._lay_out()
        self._connect()
        self.retranslate()
        self._show(session.state)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(GAP_XL)
        form.setVerticalSpacing(GAP)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        fields: tuple[QWidget, ...] = (self.name, self.role, self.pin, self.again)
        for title, field in zip(self._titles, fields, strict=True):
            title.setBuddy(field)
            title.setFixedHeight(FIELD_PX)
            form.addRow(title, field)
        head = column(self.title, self.lead, gap=4)
        tools = row(self.new_button, self.remove_button, None, gap=GAP)
        body = column(head, self.people, tools, self.error, form, None, gap=GAP_L)
        self.set_content(body, row(None, self.close_button, self.save_button, gap=GAP))

    def _connect(self) -> None:
        self._session.changed.connect(self._show)
        self._session.failed.connect(self._failed)
        self.people.currentItemChanged.connect(self._choose)
        self.new_button.clicked.connect(self.start_new)
        self.remove_button.clicked.connect(self.ask_to_remove)
        self.save_button.clicked.connect(self.save)
        self.close_button.clicked.connect(self.reject)
        self.again.returnPressed.connect(self.save)

    @property
    def chosen(self) -> Person | None:
        item = self.people.currentItem()
        name = None if item is None else item.data(_NAME)
        return next((p for p in self._session.state.people if p.name == name), None)

    @property
    def saves_with(self) -> str:
        return f"“{self.save_button.text()}”"  # Enter saves from one of the fields only

    def typed(self) -> dict[str, object]:
        person = self.chosen
        texts = {"pin": self.pin.text(), "again": self.again.text()}
        if person is None:
            texts["name"] = self.name.text()
        typed: dict[str, object] = {field: text for field, text in texts.items() if text}
        role = self.role.currentData()
        return typed if person is None or role == person.role else typed | {"role": role}

    # what a person can do

    def start_new(self) -> None:
        """Empty the form for somebody new."""
        self.people.setCurrentRow(-1)
        self._fill_form(None)
        self.name.setFocus()

    def save(self) -> None:
        """Add who stands in the form, or change who is chosen."""
        if self.pin.text() != self.again.text():
            self.say(self.tr("The two PINs are not the same. Type both again."))
            self.pin.clear()
            self.again.clear()
            self.pin.setFocus()
            return
        self.error.hide()
        person, role = self.chosen, Role(self.role.currentData())
        if person is None:
            self._session.add(self.name.text(), role, self.pin.text())
        else:
            self._session.change(person.name, role, self.pin.text() or None)

    def ask_to_remove(self) -> None:
        person = self.chosen
        if person is None:
            return
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("Take off the list?"))
        box.setText(self.tr("Take {name} off the list?").format(name=person.name))
        box.setInformativeText(self.tr("What they did stays in the change log."))
        yes = box.addButton(self.tr("Take off"), QMessageBox.ButtonRole.AcceptRole)
        no = box.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(no)  # Enter alone loses nothing
        yes.clicked.connect(self.remove)
        box.open()

    def remove(self) -> None:
        if self.chosen is not None:
            self._session.remove(self.chosen.name)

    # how it is shown

    @Slot(object)
    def _show(self, state: AccessState) -> None:
        self.error.hide()
        self.people.blockSignals(True)  # noqa: FBT003  (Qt)
        self.people.clear()
        for person in state.people:
            role = translate_access(ROLE_WORDS[person.role])
            words = (
                self.tr("{name}  –  {role}")
                if person.has_pin
                else self.tr("{name}  –  {role}, without a PIN")
            )
            item = QListWidgetItem(words.format(name=person.name, role=role))
            item.setData(_NAME, person.name)
            self.people.addItem(item)
        self.people.blockSignals(False)  # noqa: FBT003  (Qt)
        self._say_lead(state)
        self.start_new()

    def _choose(self) -> None:
        self._fill_form(self.chosen)

    def _fill_form(self, person: Person | None) -> None:
        first = self._session.state.is_open
        new_role = Role.ADMINISTRATOR if first else Role.CLERK
        self.name.setText(person.name if person else "")
        self.name.setEnabled(person is None)
        self.role.setCurrentIndex(self.role.findData(person.role if person else new_role))
        self.pin.clear()
        self.again.clear()
        keeps = person is not None and person.has_pin
        self.pin.setPlaceholderText(self.tr("As it is") if keeps else "")
        self.remove_button.setEnabled(person is not None)
        self.save_button.setText(self.tr("Save") if person else self.tr("Add"))
        name_control(self.save_button, self.save_button.text(), "Enter")

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self.error.show_notice(notice_of(error))
        self.resize(self.fitting_size())

    def _say_lead(self, state: AccessState) -> None:
        nobody = self.tr(
            "Nobody is listed: everybody may do everything. Add yourself as administrator to use"
            " roles; whoever has not signed in is a clerk then."
        )
        somebody = self.tr(
            "Whoever has not signed in is a clerk. Roles keep people from slips; they do not keep"
            " out somebody who may open the data folder with other programs."
        )
        self.lead.setText(nobody if state.is_open else somebody)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("People and roles"))
        self.title.setText(self.tr("People and roles"))
        self._say_lead(self._session.state)
        self.people.setAccessibleName(self.tr("Who can sign in"))
        texts = (self.tr("Name"), self.tr("Role"), self.tr("PIN"), self.tr("PIN again"))
        fields = (self.name, self.role, self.pin, self.again)
        for title, field, text in zip(self._titles, fields, texts, strict=True):
            title.setText(text)
            field.setAccessibleName(text)
        roles = [(role, translate_access(ROLE_WORDS[role])) for role in Role]
        refill(self.role, roles, self.role.currentData())
        self.new_button.setText(self.tr("Somebody new"))
        name_control(self.new_button, self.tr("Empty the form for somebody new"))
        self.remove_button.setText(self.tr("Take off the list…"))
        name_control(self.remove_button, self.tr("Take the chosen person off the list"))
        self.close_button.setText(self.tr("Done"))
        name_control(self.close_button, self.tr("Done"), "Esc")
        self._fill_form(self.chosen)
