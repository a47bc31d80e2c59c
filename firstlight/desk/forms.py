"""Forms of the desk. Nothing is refused for a gap except a search without words or reason."""

from __future__ import annotations

from datetime import datetime
from typing import Any, get_args

from django import forms
from django.core.exceptions import ValidationError

from firstlight.access.services import OUTCOMES
from firstlight.desk.rules import words
from firstlight.desk.rules.unusual import SIGNS
from firstlight.force.selectors import setting
from firstlight.kit.forms import KitForm, MomentField
from firstlight.records.rules.kinds.concern import VulnerabilityReport

TOWNS = ("Wexcombe", "Harrowmere", "Stanbridge", "Pellbrook", "Tarnley")
ANSWERS = [
    ("same", "Same person"),
    ("different", "Different people"),
    ("unsure", "Unsure: leave it for a second reader"),
]
YES_NO = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known"), ("not_asked", "Not asked")]


def _area(text: str, rows: str = "3", **more: Any) -> forms.CharField:
    return forms.CharField(
        label=text, required=False, widget=forms.Textarea({"rows": rows}), **more
    )


class SignInForm(KitForm):
    """Username and password."""

    username = forms.CharField(
        label="Username", max_length=80,
        widget=forms.TextInput({"autocomplete": "username", "class": "govuk-input--width-20"}),
    )  # fmt: skip
    password = forms.CharField(
        label="Password",
        widget=forms.PasswordInput(
            {"autocomplete": "current-password", "class": "govuk-input--width-20"}
        ),
    )


class SearchForm(KitForm):
    """One box, why, and what narrows it."""

    words = forms.CharField(
        label="Who or what are you looking for?",
        help_text="A name, a name and date of birth, an address or postcode, a phone number, "
        "a vehicle, or a reference",
        max_length=200,
        widget=forms.TextInput({"data-search": "", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type a name, an address, a number or a reference"},
    )
    justification = forms.CharField(
        label="Why are you searching?",
        help_text="Recorded with the search. For example: job 0412, child not at home",
        max_length=300, required=False, widget=forms.TextInput({"autocomplete": "off"}),
    )  # fmt: skip
    born_from = forms.IntegerField(
        label="Born in or after (year)", required=False, min_value=1890, max_value=2100,
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )  # fmt: skip
    born_to = forms.IntegerField(
        label="Born in or before (year)", required=False, min_value=1890, max_value=2100,
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )  # fmt: skip
    sex = forms.ChoiceField(
        label="Sex", required=False, choices=[("", "Any"), ("F", "Female"), ("M", "Male")]
    )
    area = forms.ChoiceField(
        label="Told at an address in", required=False,
        choices=[("", "Anywhere"), *((town, town) for town in TOWNS)],
    )  # fmt: skip
    children = forms.BooleanField(
        label="Children only", required=False,
        help_text="Under 18, or of an age nobody has told",
    )  # fmt: skip
    page = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_justification(self) -> str:
        """Ask why, where the force asks for it."""
        said = str(self.cleaned_data["justification"]).strip()
        if not said and setting("journal.justify_searches"):
            raise ValidationError("Say why you are searching")
        return said

    def typed(self) -> dict[str, str]:
        """Give what was typed, for the journal and the next page of results."""
        told = {name: self.cleaned_data.get(name) for name in self.fields if name != "page"}
        return {name: str(value) for name, value in told.items() if value not in (None, "", False)}


class AsOfForm(KitForm):
    """What Firstlight held, or what the force had been told, at a moment in the past."""

    as_of = MomentField(label="Show the page as it stood at", required=False)
    how = forms.ChoiceField(
        label="Which question", required=False, widget=forms.RadioSelect,
        choices=[("held", "What Firstlight held then"),
                 ("learnt", "What the force had been told by then, worked afresh")],
    )  # fmt: skip

    def bounded(self, first: datetime | None, at: datetime) -> AsOfForm:
        """Bound the moment by the journal's own range, the same for everybody and everyone."""
        field = self.fields["as_of"]
        field.widget.attrs["max"] = field.prepare_value(at)
        if first is not None:
            field.widget.attrs["min"] = field.prepare_value(first)
        return self


class ReasonForm(KitForm):
    """A reason, which will be read by somebody else."""

    reason = forms.CharField(
        label="Why do you need to open this?", max_length=500,
        help_text="Whose safety, which job. Your reason is reviewed by the data protection officer",
        widget=forms.Textarea({"rows": "3"}),
        error_messages={"required": "Say why you need to open it"},
    )  # fmt: skip
    minutes = forms.ChoiceField(
        label="For how long?", required=False, initial="60", widget=forms.RadioSelect,
        choices=[("15", "15 minutes"), ("60", "1 hour"), ("240", "4 hours")],
    )  # fmt: skip


class ReviewForm(KitForm):
    """What a review of an emergency opening found."""

    outcome = forms.ChoiceField(
        label="Was it right to open this?", choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    said = _area("What did you look at, and why do you find so?")


class JudgeForm(KitForm):
    """Whether two appearances are one person."""

    one = forms.CharField(widget=forms.HiddenInput, max_length=16)
    other = forms.CharField(widget=forms.HiddenInput, max_length=16)
    answer = forms.ChoiceField(
        label="Are these the same person?", widget=forms.RadioSelect,
        choices=ANSWERS,
        error_messages={"required": "Say same, different or unsure"},
    )  # fmt: skip
    reason = forms.CharField(
        label="What did you go by?", max_length=500, widget=forms.Textarea({"rows": "2"}),
        help_text="Kept with the link, for whoever reads it next",
        error_messages={"required": "Say what you went by"},
    )  # fmt: skip


def _concerns() -> list[tuple[str, str]]:
    (inner,) = get_args(VulnerabilityReport.model_fields["concern"].annotation)
    return [(code, words.plain(code)) for code in get_args(inner)]


class WhoForm(KitForm):
    """Step 1: which child, and who else is a child here."""

    given = forms.CharField(label="First name", required=False, max_length=200)
    family = forms.CharField(label="Surname", required=False, max_length=200)
    born_on = forms.DateField(label="Date of birth", required=False)
    age = forms.IntegerField(
        label="Age, if the date of birth is not known", required=False, min_value=0, max_value=120
    )
    sex = forms.ChoiceField(
        label="Sex", required=False, widget=forms.RadioSelect,
        choices=[("female", "Female"), ("male", "Male"), ("not_known", "Not known")],
    )  # fmt: skip
    address = forms.CharField(
        label="Where the child lives",
        required=False,
        max_length=500,
        help_text="With the flat number and postcode, if you have them",
    )
    school = forms.CharField(label="School or nursery", required=False, max_length=200)
    others = _area(
        "Other children there or in the family",
        help_text="One on each line: name, then age or date of birth. Every child counts",
    )
    present = _area(
        "Who else was there",
        help_text="One on each line: name, then who they are, such as 'mother' or 'neighbour'",
    )


class WhatForm(KitForm):
    """Step 2: what was seen, told and inferred, each apart; and the child's own voice."""

    concern = forms.MultipleChoiceField(
        label="What is the concern?", required=False, choices=_concerns,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    seen = _area("What you saw and heard yourself")
    told = _area("What others told you", help_text="Who said it, in their words")
    inferred = _area("What you make of it", help_text="Your own view, kept apart from the facts")
    spoken = forms.ChoiceField(
        label="Did you speak with the child?", required=False, widget=forms.RadioSelect,
        choices=[("alone", "Yes, alone"), ("with_someone", "Yes, with somebody there"),
                 ("seen_asleep", "Seen, asleep or too young"), ("not_seen", "Not seen")],
    )  # fmt: skip
    words = _area(
        "What the child said or showed", help_text="Their own words; for a baby, what you saw"
    )
    disclosed_by_child = forms.ChoiceField(
        label="Did the child tell of harm?", required=False, choices=YES_NO,
        widget=forms.RadioSelect, initial="not_asked",
    )  # fmt: skip


class TonightForm(KitForm):
    """Step 3: where, when, and tonight."""

    begins = MomentField(label="When it happened", required=False)
    told_at = MomentField(label="When the police were first told", required=False)
    scene = forms.CharField(
        label="Where it happened, if not at the child's home", required=False, max_length=500
    )
    tonight = _area(
        "Where does the child sleep tonight, with whom, and how was that checked?",
        help_text="If nobody knows, say so: it is a duty from now on",
    )
    immediate_action = _area("What was done at once", rows="2")
    grade = forms.ChoiceField(
        label="How urgent is it, in your view?", required=False, widget=forms.RadioSelect,
        choices=[("red", "Red: harm now or likely today"), ("amber", "Amber: needs work soon"),
                 ("green", "Green: to be known and looked at")],
        help_text="Your view never decides whether it is shared",
    )  # fmt: skip


class JournalForm(KitForm):
    """Which lines of the journal: who saw a reference, or what an account saw. No name is typed."""

    ref = forms.CharField(
        label="A reference that was shown",
        required=False,
        help_text="Of a person, record, place or duty",
    )
    by = forms.CharField(label="An account's reference", required=False, help_text="Begins with U-")
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class UnusualForm(KitForm):
    """Which unusual looks are shown. No name is typed."""

    kind = forms.ChoiceField(
        label="Sign", choices=[("", "Every sign"), *SIGNS.items()], required=False
    )
    days = forms.ChoiceField(
        label="How far back", required=False, initial="7",
        choices=[("1", "1 day"), ("7", "7 days"), ("28", "28 days"), ("90", "90 days")],
    )  # fmt: skip
    by = forms.CharField(label="An account's reference", required=False, max_length=16,
                         help_text="Begins with U-")  # fmt: skip


class PhoneForm(KitForm):
    """The force's own number of a phone."""

    asset = forms.CharField(
        label="The force's number of this phone", required=False, max_length=40,
        help_text="On its back, for instance OAK-PH-0417",
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-20"}),
    )  # fmt: skip
