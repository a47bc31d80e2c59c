"""The call handler's questions, the same for every call, and the response to a job."""

from __future__ import annotations

from typing import Any

from django import forms

from firstlight.domestic.rules.calling import KNOWN, RESPONSES, Delay
from firstlight.kit.forms import KitForm, MomentField


def _known(label: str, hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=KNOWN, required=False, help_text=hint)


def _line(label: str, hint: str = "", most: int = 120) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=most, help_text=hint)


def _text(label: str, hint: str = "") -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(
        label=label, required=False, max_length=2000, widget=area, help_text=hint
    )


class ResponseForm(KitForm):
    """The response, and what must be told before it may be delayed."""

    response = forms.ChoiceField(
        label="Response", required=False, choices=[("", "Choose"), *RESPONSES.items()]
    )
    suspect_present = _known("Is the suspect there?")
    suspect_expected = _known("Is the suspect expected there?")
    chosen = forms.BooleanField(label="The victim chose to be seen later", required=False)
    children_where = _text("Where each child is now", "A line for each child")
    see_by = MomentField(label="The children are seen by", required=False)
    why = _line("Why", most=280)

    def told(self) -> Delay:
        """Give what was told for a delayed response."""
        given = self.cleaned_data
        return Delay(
            given.get("suspect_present") or "not_asked", given.get("suspect_expected") or "not_asked",
            bool(given.get("chosen")), tuple(str(given.get("children_where") or "").splitlines()),
            given.get("see_by"),
        )  # fmt: skip


class CallForm(ResponseForm):
    """A domestic abuse call. Any of it may be left empty: it is saved with its gaps."""

    field_order = (
        "address", "caller_phone", "job", "unit", "call_cut", "words", "children_present", "children",
        "suspect_present", "suspect_expected", "weapon", "firearm", "injured",
    )  # fmt: skip
    address = _line("Address", "With the flat, for instance Flat 3, 12 Mill Lane, Stanbridge", 200)
    caller_phone = _line("Telephone of the caller", most=20)
    job = _line("Job number", "Of command and control, if it has one", 64)
    unit = _line("Unit sent", "Empty while nobody is sent", 64)
    call_cut = forms.BooleanField(label="The call was cut off", required=False)
    words = _text("The caller's first words, as said")
    demeanour = _line("How they sounded")
    background = _line("Heard behind them")
    victim_given = _line("Victim: first names")
    victim_family = _line("Victim: surname")
    victim_born_on = forms.DateField(label="Victim: date of birth", required=False)
    injured = _known("Is the victim injured?")
    suspect_given = _line("Suspect: first names")
    suspect_family = _line("Suspect: surname")
    suspect_born_on = forms.DateField(label="Suspect: date of birth", required=False)
    description = _line("Suspect: what they look like and wear", most=280)
    children_present = _known("Are children there now?")
    children = _text(
        "Children who normally live there", "A line for each: name, age. Not there now too"
    )
    weapon = _known("Weapons used or to hand?")
    firearm = _known("Firearms used or to hand?")
    drink_or_drugs = _known("Drink or drugs?")
    strangulation = _known("Hands or anything round the neck?")
    threat_to_kill = _known("Threats to kill?")
    pregnant = _known("Is anybody pregnant?")
    separated = _known("Have they parted, or is it being spoken of?")
    history_told = _known(
        "Has it happened before?", "What is held is looked up whatever the answer"
    )
    orders_told = _known("Orders or bail, as the caller tells it?")
    communication_needs = _line(
        "What is needed to speak with them", "Language, interpreter, hearing", 200
    )
    codeword = forms.BooleanField(
        label="A codeword was agreed", required=False, help_text="Never write the word itself"
    )
    supervisor_aware = _known("Does a supervisor know?")

    def call(self) -> dict[str, Any]:
        """Give what was typed, gaps left out."""
        return {name: value for name, value in self.cleaned_data.items() if value}
