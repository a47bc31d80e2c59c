"""Forms of sharing. No decision is chosen to begin with, and consent is no basis."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms

from firstlight.force.selectors import organisations, setting
from firstlight.kit.forms import KitForm
from firstlight.sharing.rules import bases
from firstlight.sharing.rules.decisions import DECISIONS, INFORMED, REGIMES
from firstlight.sharing.rules.referral import GROUPS, Offer

_KINDS = {
    "council": "Children's social care", "school": "Schools", "health": "Health",
    "police_force": "Other forces", "probation": "Probation", "care_home": "Homes",
}  # fmt: skip
SHOWN = (
    ("", "All decisions"), ("waiting", "Not released or not sent"), ("decided", "Shared, whole or in part"),
    ("not", "Not shared"), ("deferred", "Deferred"), ("late", "No answer in time"),
    ("question", "In question after a split"),
)  # fmt: skip


def recipients(*kinds: str) -> list[tuple[str, Any]]:
    """Give who can receive, by kind, as a field's choices."""
    found: list[tuple[str, Any]] = [("", "Choose who receives it")]
    for kind in kinds or tuple(_KINDS):
        rows = [(row.code, row.name) for row in organisations(kind)]
        if rows:
            found.append((_KINDS[kind], rows))
    return found


def _choices(form: KitForm, name: str) -> forms.ChoiceField:
    """Give a field of choices, to be filled from what the force holds."""
    return cast("forms.ChoiceField", form.fields[name])


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class FilterForm(KitForm):
    """Which decisions the list shows; nothing here is typed, so it may stand in the address."""

    show = forms.ChoiceField(label="Which decisions", choices=SHOWN, required=False)


class DecideForm(KitForm):
    """A decision on sharing about one child."""

    decision = forms.ChoiceField(label="What do you decide?", choices=list(DECISIONS.items()),
                                 widget=forms.RadioSelect, required=False)  # fmt: skip
    recipient = forms.ChoiceField(label="Who receives it", choices=[], required=False)
    role = forms.CharField(label="Which role there", required=False, max_length=120,
                           help_text="Left empty: the role the force holds for them.")  # fmt: skip
    purpose = forms.CharField(label="What it is for", widget=_area(2), required=False)
    basis = forms.ChoiceField(label="Legal basis", choices=[], required=False,
                              help_text="Consent is not needed where a child is at risk.")  # fmt: skip
    regime = forms.ChoiceField(label="Regime", choices=list(REGIMES.items()), required=False)
    items = forms.MultipleChoiceField(label="What is shared", choices=[], required=False,
                                      widget=forms.CheckboxSelectMultiple)  # fmt: skip
    withheld_why = forms.CharField(label="Why the rest is held back", widget=_area(2), required=False,
                                   help_text="Needed where something above is not ticked.")  # fmt: skip
    harm = forms.CharField(label="What harm is feared", widget=_area(2), required=False)
    asked = forms.CharField(label="What is asked of them", widget=_area(2), required=False)
    by_when = forms.CharField(label="By when", max_length=120, required=False)
    reason = forms.CharField(label="Why you decide so", widget=_area(3), required=False,
                             help_text="Needed to share in part, not, or later. A low grade is no reason.")  # fmt: skip
    supervisor = forms.CharField(label="Supervisor who agrees that nothing is shared", max_length=120,
                                 required=False, help_text="Rank and name. Needed only for not sharing.")  # fmt: skip
    caveat = forms.CharField(label="How sure this is", widget=_area(2), required=False,
                             help_text="What is opinion, untested or may be out of date.")  # fmt: skip
    family_informed = forms.ChoiceField(label="Was the family told?", choices=list(INFORMED.items()),
                                        required=False)  # fmt: skip

    def __init__(self, *args: Any, offers: Iterable[Offer], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers = tuple(offers)
        _choices(self, "recipient").choices = recipients()
        begun = bases.commenced_of(setting("sharing.commenced"))
        _choices(self, "basis").choices = [("", "Choose the basis")] + [
            (row.code, f"{row.title}: {row.statute} ({row.kind})")
            for row in bases.selectable(on, begun)
        ]
        _choices(self, "items").choices = [
            (one.code, f"{GROUPS[one.group]}: {one.title}") for one in self.offers
        ]
        self.choice_hints = {"items": {one.code: one.about for one in self.offers if one.about}}

    def held_back(self) -> dict[str, str]:
        """Give what is offered and not ticked, with why: only where something leaves."""
        if self.cleaned_data.get("decision") not in {"shared", "part"}:
            return {}
        ticked = set(self.cleaned_data.get("items") or ())
        why = str(self.cleaned_data.get("withheld_why") or "")
        return {one.code: why for one in self.offers if one.code not in ticked}

    def answers(self) -> dict[str, str]:
        """Give what was said of the referral as a whole."""
        told = {
            name: str(self.cleaned_data.get(name) or "") for name in ("harm", "asked", "by_when")
        }
        return {name: words for name, words in told.items() if words.strip()}


class GapsForm(KitForm):
    """The blanks of a referral, each with a value, "asked, not known" or "not asked"."""

    def __init__(self, *args: Any, gaps: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gaps = tuple(gaps)
        for code, title in self.gaps:
            self.fields[f"{code}-how"] = forms.ChoiceField(
                label=title, required=False,
                choices=[("", "Blank"), ("told", "Known, as written below"),
                         ("asked_not_known", "Asked, not known"), ("not_asked", "Not asked")],
            )  # fmt: skip
            self.fields[f"{code}-value"] = forms.CharField(
                label=f"{title}: what is known", required=False, max_length=500
            )

    def answers(self) -> dict[str, str]:
        """Give an answer for each gap that has one; words typed are an answer by themselves."""
        found = {}
        for code, _ in self.gaps:
            words = str(self.cleaned_data.get(f"{code}-value") or "").strip()
            how = str(self.cleaned_data.get(f"{code}-how") or "")
            found[code] = words or (how if how != "told" else "")
        return {code: answer for code, answer in found.items() if answer}


class ReasonForm(KitForm):
    """A reason, for a recall."""

    reason = forms.CharField(label="What is wrong with it", widget=_area(2), required=False)


class AddressForm(KitForm):
    """Why a protected address is needed there."""

    reason = forms.CharField(
        label="Why the address is needed there", widget=_area(2), required=False
    )


class ByHandForm(KitForm):
    """How a released document was given."""

    how = forms.CharField(label="How it was sent, and to whom", max_length=200, required=False,
                          help_text="The channel and the role, such as: on paper, to the named nurse.")  # fmt: skip


class AnswerForm(KitForm):
    """A recipient's answer."""

    said = forms.CharField(label="The answer", widget=_area(3), required=False)


class ReceivedForm(KitForm):
    """An acknowledgement that came another way."""

    received = forms.CharField(
        label="How it was acknowledged, and by whom", max_length=200, required=False,
        help_text="The channel and the role, such as: secure mail, the safeguarding lead.",
    )  # fmt: skip


class RecallForm(ReasonForm):
    """A recall, and whether it had reached somebody it was not for."""

    wrong = forms.BooleanField(
        label="It reached somebody it was not for: the data protection officer has 72 hours",
        required=False,
    )


class ConfirmForm(KitForm):
    """Where a flagged notice goes."""

    alternate = forms.CharField(
        label="Who receives it instead, if somebody there may be in the story", max_length=120,
        required=False, help_text="A role, such as: the head teacher",
    )  # fmt: skip

    organisation = forms.ChoiceField(label="Where the notice goes", choices=[], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = ("school", "council", "police_force", "health")
        _choices(self, "organisation").choices = recipients(*kinds)


class NobodyForm(KitForm):
    """Why nobody is told."""

    because = forms.CharField(label="Nobody is told, because", widget=_area(2), required=False,
                              help_text="That the child was not there is no reason.")  # fmt: skip
