"""Forms of signing in and of one's own account."""

from __future__ import annotations

from typing import Any

from django import forms

from firstlight.access.rules.scopes import SCOPES
from firstlight.access.services import KINDS
from firstlight.kit.forms import KitForm

OTHER = {"autocomplete": "new-password", "class": "govuk-input--width-20"}


class CodeForm(KitForm):
    """The second step: a code of the app, or a paper code."""

    code = forms.CharField(
        label="Security code",
        help_text="The 6 figures your app shows now, or one of your paper codes",
        max_length=20,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code", "inputmode": "text", "spellcheck": "false",
                "class": "govuk-input--width-10",
            }
        ),
        error_messages={"required": "Type the code your app shows"},
    )  # fmt: skip


class SecondForm(CodeForm):
    """The second step at sign-in, and whether this device is remembered."""

    remember = forms.BooleanField(required=False)

    def __init__(self, *given: Any, days: int = 0, **named: Any) -> None:
        super().__init__(*given, **named)
        if not days:
            del self.fields["remember"]
            return
        self.fields["remember"].label = f"Do not ask on this device for {days} days"
        self.fields["remember"].help_text = "Only on a device that nobody else uses"


class PasswordForm(KitForm):
    """A password chosen by a link that works once."""

    link = forms.CharField(
        label="Code of your link", max_length=80,
        help_text="Filled in where you opened the link; otherwise copy what stands after the #",
        widget=forms.TextInput(
            {"data-from-link": "", "autocomplete": "off", "spellcheck": "false"}
        ),
        error_messages={"required": "Open the link you were given, or copy its code"},
    )  # fmt: skip
    password = forms.CharField(
        label="New password", min_length=12,
        help_text="At least 12 letters. Three words that do not belong together are good",
        widget=forms.PasswordInput(OTHER),
        error_messages={"min_length": "Use at least 12 letters", "required": "Choose a password"},
    )  # fmt: skip
    again = forms.CharField(
        label="The same password again", widget=forms.PasswordInput(OTHER),
        error_messages={"required": "Type it again"},
    )  # fmt: skip

    def clean_again(self) -> str:
        """Refuse two that differ."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("password"):
            raise forms.ValidationError("The two passwords are not the same")
        return again


class KeyForm(KitForm):
    """A security key, by what its owner calls it."""

    title = forms.CharField(
        label="What do you call this key?", max_length=60, required=False,
        help_text="For example: blue key on my lanyard", widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip


class TokenForm(KitForm):
    """A key of another system: what it is called, as whom it acts, what it may be used for."""

    name = forms.CharField(label="Which system is it for?", max_length=80)
    account = forms.CharField(
        label="As which account does it act?", max_length=80, help_text="The username of an account"
    )
    source = forms.CharField(
        label="Which source may it post records of?", max_length=64, required=False,
        help_text="Its code; empty for any",
    )  # fmt: skip
    scopes = forms.MultipleChoiceField(
        label="What may it be used for?", widget=forms.CheckboxSelectMultiple,
        choices=[(code, said.capitalize()) for code, (said, _) in SCOPES.items()],
        error_messages={"required": "Choose what it may be used for"},
    )  # fmt: skip
    days = forms.IntegerField(
        label="Days until it ends", min_value=1, max_value=730, initial=365,
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )  # fmt: skip
    per_minute = forms.IntegerField(
        label="How often may it ask in a minute?", min_value=1, max_value=60_000, initial=6000,
        widget=forms.NumberInput({"class": "govuk-input--width-5"}),
    )  # fmt: skip


class InterestForm(KitForm):
    """Somebody or some address of one's own life."""

    kind = forms.ChoiceField(label="What is it to you?", choices=list(KINDS.items()))
    name = forms.CharField(label="Their name", max_length=160, required=False,
                           widget=forms.TextInput({"autocomplete": "off"}))  # fmt: skip
    former = forms.CharField(label="Former or other names, with commas between them", max_length=300,
                             required=False, widget=forms.TextInput({"autocomplete": "off"}))  # fmt: skip
    born_on = forms.DateField(label="Date of birth, if you know it", required=False)
    address = forms.CharField(label="Or an address", max_length=300, required=False,
                              widget=forms.TextInput({"autocomplete": "off"}))  # fmt: skip
