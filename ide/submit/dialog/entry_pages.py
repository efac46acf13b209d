"""The pages that ask for words: version, test account, content of users."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ide.i18n import tr
from ide.submit.dialog.field import Field, text_area
from ide.submit.dialog.page import Page
from ide.submit.dialog.steps import Step
from ide.submit.form import Form, ReviewAccount, Ugc
from ide.submit.project_facts import limit
from ide.submit.version_advice import Advice
from ide.widgets.labels import label, plain
from ide.widgets.texts import bind

_UGC_MOST = 256
SCENES = (1, 2, 3, 4, 5)
"""Kinds of content in ``ugc_declare``: profiles, pictures, videos, texts, others."""
_OTHER = 5
METHODS = (1, 2, 3, 4)
"""How content is checked: platform's interface, another product, by people, not at all."""


class VersionPage(Page):
    """Version and what changed."""

    def __init__(self) -> None:
        super().__init__(Step.VERSION)
        self._advice: Advice | None = None
        self.version = QLineEdit()
        self.version.setMaximumWidth(160)
        self.use_button = QPushButton()
        self.use_button.setAutoDefault(False)
        self.use_button.clicked.connect(self._on_use_clicked)
        self.description = text_area(4)
        self._reason = plain("small", wrap=True)
        self.add(Field("version", self.version, "submit.version", beside=[_filler()]))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._reason, 1)
        row.addWidget(self.use_button)
        self.body.addLayout(row)
        self.add(Field("desc", self.description, "submit.description"))
        bind(self, self.description.setPlaceholderText, "submit.description_hint")

    @property
    def reason(self) -> str:
        """Why the version is suggested."""
        return self._reason.text()

    def put(self, form: Form) -> None:
        """Fill the entries."""
        self.fields["version"].put(form.version)
        self.fields["desc"].put(form.description)
        self._show_advice()

    def edit(self, form: Form) -> Form:
        """Return ``form`` with version and description."""
        description = self.description.toPlainText()
        return replace(form, version=self.fields["version"].text, description=description)

    def advise(self, advice: Advice) -> None:
        """Say which version fits what changed, and why."""
        self._advice = advice
        self._show_advice()

    def tell_changed(self) -> None:
        """Offer the suggested version as long as another one is entered."""
        self._show_advice()
        super().tell_changed()

    def _show_advice(self) -> None:
        advice = self._advice
        if advice is None:
            return
        self._reason.setText(tr(f"submit.advice.{advice.reason}", **advice.values))
        self.use_button.setText(tr("submit.use_version", version=advice.version))
        self.use_button.setVisible(self.fields["version"].text != advice.version)

    def _on_use_clicked(self) -> None:
        if self._advice is not None:
            self.fields["version"].put(self._advice.version)
            self.version.setFocus()

    def retranslate(self) -> None:
        """Say the reason in the language in use."""
        self._show_advice()


class AccountPage(Page):
    """With what reviewers log in, what they do then, what they should know."""

    def __init__(self) -> None:
        super().__init__(Step.ACCOUNT)
        self.user, self.password = QLineEdit(), QLineEdit()
        pair = QHBoxLayout()
        pair.setSpacing(16)
        for name, control, key in (
            ("test_account.user", self.user, "submit.account_user"),
            ("test_account.password", self.password, "submit.account_password"),
        ):
            field = Field(name, control, key)
            self.watch(field)
            pair.addWidget(field, 1)
        self.body.addLayout(pair)
        self.steps, self.notes, self.answer = text_area(4), text_area(3), text_area(3)
        steps = Field(
            "test_account.steps", self.steps, "submit.account_steps", hint="submit.steps_hint"
        )
        self.add(steps)
        self.add(Field("notes", self.notes, "submit.notes", hint="submit.notes_hint"))
        answer = Field(
            "feedback",
            self.answer,
            "submit.answer",
            hint="submit.answer_hint",
            most=limit("submit.feedback"),
        )
        self.add(answer)

    def put(self, form: Form) -> None:
        """Fill the entries."""
        account = form.test_account
        self.fields["test_account.user"].put(account.user)
        self.fields["test_account.password"].put(account.password)
        if _lines(self.steps.toPlainText()) != account.steps:
            self.fields["test_account.steps"].put("\n".join(account.steps))
        self.fields["notes"].put(form.notes)
        self.fields["feedback"].put(form.feedback.info)

    def edit(self, form: Form) -> Form:
        """Return ``form`` with account, notes and the answer to a rejection."""
        account = ReviewAccount(
            self.fields["test_account.user"].text,
            self.password.text(),
            _lines(self.steps.toPlainText()),
        )
        answer = replace(form.feedback, info=self.answer.toPlainText())
        return replace(form, test_account=account, notes=self.notes.toPlainText(), feedback=answer)


class ContentPage(Page):
    """Whether users write or upload something, and who looks at it."""

    def __init__(self) -> None:
        super().__init__(Step.CONTENT)
        self.scenes = {number: _box(f"submit.scene.{number}") for number in SCENES}
        self.methods = {number: _box(f"submit.method.{number}") for number in METHODS}
        self.team = _box("submit.audit_team")
        self.other, self.audit = QLineEdit(), text_area(3)
        self.body.addWidget(label("submit.scenes", "heading"))
        self._add_boxes(list(self.scenes.values()))
        other = Field("ugc.other_scene", self.other, "submit.other_scene", most=_UGC_MOST)
        self.add(other)
        self.body.addWidget(label("submit.methods", "heading"))
        self._add_boxes([*self.methods.values(), self.team])
        audit = Field("ugc.audit_desc", self.audit, "submit.audit_desc", most=_UGC_MOST)
        self.add(audit)
        self._dependent = (*self.methods.values(), self.team, audit)
        self._follow_scenes()

    def put(self, form: Form) -> None:
        """Fill the entries."""
        ugc = form.ugc
        for number, box in self.scenes.items():
            box.setChecked(number in ugc.scene)
        for number, box in self.methods.items():
            box.setChecked(number in ugc.method)
        self.team.setChecked(ugc.has_audit_team)
        self.fields["ugc.other_scene"].put(ugc.other_scene)
        self.fields["ugc.audit_desc"].put(ugc.audit_desc)
        self._follow_scenes()

    def edit(self, form: Form) -> Form:
        """Return ``form`` with the declaration; without content nothing else is said."""
        scenes = tuple(number for number, box in self.scenes.items() if box.isChecked())
        if not scenes:
            return replace(form, ugc=Ugc())
        methods = tuple(number for number, box in self.methods.items() if box.isChecked())
        other = self.fields["ugc.other_scene"].text if _OTHER in scenes else ""
        ugc = Ugc(scenes, other, methods, self.team.isChecked(), self.audit.toPlainText())
        return replace(form, ugc=ugc)

    def enter(self) -> None:
        """Begin with the first kind of content."""
        self.scenes[SCENES[0]].setFocus()

    def _add_boxes(self, boxes: list[QCheckBox]) -> None:
        rows = QVBoxLayout()
        rows.setSpacing(2)
        for box in boxes:
            box.toggled.connect(self._on_toggled)
            rows.addWidget(box)
        self.body.addLayout(rows)

    def _on_toggled(self) -> None:
        self._follow_scenes()
        self.tell_changed()

    def _follow_scenes(self) -> None:
        some = any(box.isChecked() for box in self.scenes.values())
        for widget in self._dependent:
            widget.setEnabled(some)
        self.fields["ugc.other_scene"].setVisible(self.scenes[_OTHER].isChecked())


def _box(key: str) -> QCheckBox:
    box = QCheckBox()
    bind(box, box.setText, key)
    return box


def _filler() -> QWidget:
    filler = QWidget()
    filler.setMinimumWidth(0)
    return filler


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
