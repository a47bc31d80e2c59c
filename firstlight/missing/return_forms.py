"""Forms of a return: where and with whom, interviews, police protection, tonight."""

from __future__ import annotations

from typing import Any

from django import forms

from firstlight.kit.forms import KitForm, MomentField
from firstlight.missing.forms import KNOWN, line, text


class ReturnForm(KitForm):
    """A sighting or a return. Only safe and seen, by somebody named, ends the search."""

    state = forms.ChoiceField(label="What happened", choices=(
        ("sighted", "Sighted"), ("located_not_safe", "Located, not safe yet"), ("in_custody", "In custody"),
        ("in_hospital", "In hospital"), ("safe_and_seen", "Safe and seen"),
    ))  # fmt: skip
    seen_by = line("Seen in person by", hint="A name or number. A telephone call is not seeing.")
    where = line("Where")
    happened_at = MomentField(label="When", required=False)
    found_with = forms.ChoiceField(
        label="With an adult who is not family", choices=KNOWN, required=False
    )
    adult_given = line("That adult's first name")
    adult_family = line("That adult's surname")
    adult_age = forms.IntegerField(
        label="That adult's age", required=False, min_value=0, max_value=120
    )
    adult_said = line(
        "What that adult was said to be", hint="“Boyfriend” is a question: a name and an age"
    )
    harm = forms.ChoiceField(label="Harm suffered", choices=KNOWN, required=False)
    said = text("What was seen and said")


class InterviewForm(KitForm):
    """The prevention interview: how it was held, who saw them, their words."""

    how = forms.ChoiceField(label="How", choices=(
        ("alone", "Face to face, alone"), ("with_someone", "Face to face, somebody with them"),
        ("phone", "Not face to face"),
    ))  # fmt: skip
    seen_by = line("Held by", required=True)
    words = text("Their own words")
    harm = forms.ChoiceField(label="Harm suffered, or a crime", choices=KNOWN, required=False)
    said = text("What was seen; if not face to face, why")


class OfferForm(KitForm):
    """The independent return home interview was asked of the council."""

    offered_to = line("Asked of", required=True)
    answer = forms.ChoiceField(label="Answer", required=False, choices=(
        ("", "No answer yet"), ("yes", "Accepted"), ("declined", "Declined"), ("missing_again", "Missing again"),
    ))  # fmt: skip


class ReturnInterviewForm(KitForm):
    """What came of the independent return home interview; its content goes into the picture."""

    outcome = forms.ChoiceField(label="What came of it", choices=(
        ("held", "Held"), ("declined", "The child declined it"), ("missing_again", "Missing again before it"),
    ))  # fmt: skip
    held_by = line("Held by")
    held_at = MomentField(label="When", required=False)
    independent = forms.ChoiceField(
        label="Independent of the child's care", choices=KNOWN, required=False
    )
    words = text("The child's own words")
    push = line("What they went from")
    pull = line("What they went to")
    places = text("Places told, one a line", 2)
    people = text("People told, one a line", 2)
    harm = forms.ChoiceField(label="Harm suffered", choices=KNOWN, required=False)
    why_not = line("If declined: why")
    parents_offered = forms.ChoiceField(
        label="If declined: parents or carers were asked instead", choices=KNOWN, required=False
    )


class AlsoThereForm(KitForm):
    """Another child who was there."""

    given = line("First name")
    family = line("Surname")
    age = forms.IntegerField(label="Age", required=False, min_value=0, max_value=17)
    missing_as = forms.ChoiceField(required=False)
    where = line("Where")
    said = text("What is known of them", 2)

    def __init__(
        self, *args: Any, choices: tuple[tuple[str, str], ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["missing_as"] = forms.ChoiceField(
            label="Is it one of those missing now", required=False,
            choices=[("", "None of them, or not known"), *choices],
        )  # fmt: skip


class ProtectionForm(KitForm):
    """Police protection, section 46 of the Children Act 1989: 72 hours, never extended."""

    initiating = line("Constable who used the power", required=True)
    designated = line("Designated officer", hint="Somebody else")
    begins_at = MomentField(label="Used at", required=False, help_text="Left empty: now")
    taken_to = line("Where the child was taken, or kept")
    wishes = text("The child's wishes and feelings", 2)
    child_told = forms.ChoiceField(
        label="The child was told what happens", choices=KNOWN, required=False
    )
    authority_told_at = MomentField(label="Council here told at", required=False)
    home_authority_told_at = MomentField(
        label="Council of the child's home told at", required=False
    )
    parents_told_at = MomentField(label="Parents or carers told at", required=False)
    said = text("Why significant harm was likely otherwise", 2)


class ProtectionEndForm(KitForm):
    """How police protection ended."""

    ended_by = forms.ChoiceField(label="How it ended", choices=(
        ("emergency_order", "Emergency protection order"), ("interim_order", "Interim care order"),
        ("accommodated", "Accommodated by the council"), ("returned", "The child went back"), ("other", "Another way"),
    ))  # fmt: skip
    ended_at = MomentField(label="When", required=False, help_text="Left empty: now")
    said = text("What was decided, by whom", 2)


class AllegationForm(KitForm):
    """Something a child says of a home or carer. It goes to the designated officer; the home does not see it."""

    against = line("Whom or what it is about")
    said = text("What the child said, in their words", required=True)


class TonightForm(KitForm):
    """Where the child sleeps tonight."""

    where = line("Where the child sleeps tonight", required=True)
    with_whom = line("With whom", required=True)
    checked = line("Checked against what", required=True)
    checked_by = line("Checked by", required=True)


class TriggerPlanForm(KitForm):
    """What is done first the next time this child is reported missing."""

    first = text("What is done first, one step a line", required=True)
    places = text("Where to look, one place a line", 2)
    with_whom = text("Who they may be with, one a line", 2)
    what_helps = text("What helps them come back and talk", 2)
    agreed_with = line("Agreed with")
    review_on = forms.DateField(label="Look at it again on", required=False)
