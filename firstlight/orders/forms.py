"""Forms of the register: what is listed, a breach and its answer, an address and its answer."""

from __future__ import annotations

from django import forms

from firstlight.kit.forms import KitForm, MomentField
from firstlight.orders.rules.addresses import ANSWERS as ADDRESS_ANSWERS
from firstlight.orders.rules.addresses import FORCE_ANSWERS, PURPOSES
from firstlight.orders.rules.breaches import ANSWERS
from firstlight.orders.rules.register import BAIL, ORDERS


def _words(label: str, hint: str = "", rows: int = 2) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=280, widget=area, help_text=hint)


class ListForm(KitForm):
    """Which orders are listed; nothing typed, so it may stand in the address."""

    show = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label="Kind", required=False,
        choices=[("", "All kinds"), *sorted((ORDERS | BAIL).items(), key=lambda one: one[1])],
    )  # fmt: skip
    within = forms.ChoiceField(label="Ends", required=False, choices=(
        ("", "At any time"), ("1", "Within a day"), ("2", "Within 2 days"), ("7", "Within a week"),
        ("14", "Within 14 days"),
    ))  # fmt: skip


class BreachesForm(KitForm):
    """Which breaches are listed."""

    state = forms.ChoiceField(label="Which", required=False, choices=(
        ("open", "An answer is owed"), ("answered", "Answered"),
    ))  # fmt: skip


class TellBreachForm(KitForm):
    """A breach told by hand."""

    told = _words("What happened", "In a few words; whom it concerns is on the order")


class AnswerForm(KitForm):
    """Arrested, or why not, by whom, by when. What lacks is told together by the service."""

    answer = forms.ChoiceField(
        label="Answer", required=False, widget=forms.RadioSelect, choices=list(ANSWERS.items())
    )
    owner = forms.CharField(
        label="By whom", required=False, max_length=120, help_text="Rank, name and collar number"
    )
    why_not = _words("If not arrested: why not")
    by_when = MomentField(label="If not yet: by when", required=False)


class AskAddressForm(KitForm):
    """An address somebody is to be bailed, released or curfewed to; posted, never in a link."""

    purpose = forms.ChoiceField(
        label="What for", required=False, choices=[("", "Choose"), *PURPOSES.items()]
    )
    address = forms.CharField(
        label="Address", required=False, max_length=200,
        help_text="With the flat, for instance Flat 3, 12 Mill Lane, Stanbridge",
    )  # fmt: skip
    person = forms.CharField(
        label="Who is to be there", required=False, max_length=16,
        help_text="Their reference, such as P-7K3M9XQ2RD, if they have one",
    )  # fmt: skip


class ForceForm(KitForm):
    """Another force that was asked, and what it answered."""

    force = forms.CharField(label="Force", required=False, max_length=120)
    answer = forms.ChoiceField(label="Answer", required=False, choices=list(FORCE_ANSWERS.items()))
    said = _words("What they said")


class DecideForm(KitForm):
    """Whether the address is accepted, by whom and why."""

    answer = forms.ChoiceField(
        label="Answer", required=False, widget=forms.RadioSelect,
        choices=list(ADDRESS_ANSWERS.items()),
    )  # fmt: skip
    because = _words("Why, and how the children there were considered")
    none_concerned = forms.BooleanField(
        label="No other force is concerned: nobody here lived or was known elsewhere",
        required=False,
    )
