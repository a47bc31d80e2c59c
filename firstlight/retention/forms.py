"""Forms of retention. References may stand in an address; reasons are sent, never shown there."""

from __future__ import annotations

from typing import Any

from django import forms

from firstlight.kit.forms import KitForm
from firstlight.records.rules.kinds import KINDS
from firstlight.retention.rules.authorities import AUTHORITIES
from firstlight.retention.rules.groups import GROUPS
from firstlight.retention.rules.outcomes import OUTCOMES
from firstlight.retention.rules.requests import CLAIMS
from firstlight.retention.rules.requests import KINDS as KINDS_ASKED
from firstlight.retention.rules.requests import OUTCOMES as OUTCOMES_ASKED

_GROUPS = [("", "Every group"), *((g.code, g.title) for g in GROUPS.values())]
_KINDS = [
    ("", "Every kind"),
    *sorted(((k.code, k.name) for k in KINDS.values()), key=lambda o: o[1]),
]
STATES = {
    "": "Every state", "waiting": "Waiting for a second person", "agreed": "Agreed, being done",
    "done": "Done", "refused": "Refused",
}  # fmt: skip


def _area(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=2000, widget=forms.Textarea({"rows": "3"}), **more
    )


class DueForm(KitForm):
    """Which due reviews are shown."""

    group = forms.ChoiceField(label="Group", choices=_GROUPS, required=False)
    kind = forms.ChoiceField(label="Kind of record", choices=_KINDS, required=False)


class StateForm(KitForm):
    """Which disposals are shown."""

    state = forms.ChoiceField(label="State", choices=list(STATES.items()), required=False)


class ReviewForm(KitForm):
    """What a review came to."""

    outcome = forms.ChoiceField(label="What do you decide?", choices=list(OUTCOMES.items()),
                                widget=forms.RadioSelect, required=False)  # fmt: skip
    rationale = _area("Why", help_text="Every decision to keep a record is recorded too")
    until = forms.DateField(label="Look at it again on", required=False,
                            help_text="Where it is kept or held")  # fmt: skip


class ProposeForm(KitForm):
    """Records that are proposed for disposal, and under which authority."""

    records = forms.CharField(label="Records", required=False, widget=forms.Textarea({"rows": "3"}),
                              help_text="References such as R-7K3M9XQ2RD, with spaces between")  # fmt: skip
    authority = forms.ChoiceField(label="Under which authority?", widget=forms.RadioSelect, required=False,
                                  choices=[(a.code, a.title) for a in AUTHORITIES.values()])  # fmt: skip
    reference = forms.CharField(label="The paper it rests on", required=False, max_length=120,
                                help_text="Where the authority asks for one")  # fmt: skip
    reason = _area("Why are they disposed of?", help_text="It goes with the records: name nobody")
    choice_hints = {"authority": {a.code: a.source for a in AUTHORITIES.values()}}


class HoldForm(KitForm):
    """A legal hold."""

    target = forms.CharField(label="Record or person", required=False, max_length=16,
                             help_text="R-... for one record, P-... for everything about a person")  # fmt: skip
    reason = _area(
        "Why is it held?", help_text="For example: public inquiry, inquest, claim; name nobody"
    )
    review_on = forms.DateField(label="Look at the hold again on", required=False)


class RequestForm(KitForm):
    """A request about what is held of somebody."""

    person = forms.CharField(label="About whom?", required=False, max_length=16,
                             help_text="The reference of their page: P-...")  # fmt: skip
    kind = forms.ChoiceField(label="What is asked for?", choices=list(KINDS_ASKED.items()),
                             widget=forms.RadioSelect, required=False)  # fmt: skip
    claims = forms.ChoiceField(label="Who do they say they are?", choices=list(CLAIMS.items()),
                               widget=forms.RadioSelect, required=False)  # fmt: skip
    asker_said = forms.CharField(
        label="Who asks, and how to answer them", required=False, max_length=300
    )
    asker = forms.CharField(label="Whom they are known as here", required=False, max_length=16,
                            help_text="P-..., where it is not about themselves and they are known")  # fmt: skip
    received_on = forms.DateField(
        label="When it came", required=False, help_text="Left empty: today"
    )


class AnswerForm(KitForm):
    """How a request was answered."""

    outcome = forms.ChoiceField(label="How was it answered?", choices=list(OUTCOMES_ASKED.items()),
                                widget=forms.RadioSelect, required=False)  # fmt: skip
    said = _area("What was answered", help_text="And why, where it was not all given")


class KeepForm(KitForm):
    """A hold was looked at again and stays."""

    review_on = forms.DateField(label="Look at it again on", required=False)
    because = forms.CharField(label="Why it stays", required=False, max_length=300)


class ReasonForm(KitForm):
    """A reason for ending or refusing."""

    reason = _area("Why?")
