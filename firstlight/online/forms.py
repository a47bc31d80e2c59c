"""Forms of a case's page."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from firstlight.kit.forms import KitForm
from firstlight.online.rules.images import QUESTIONS
from firstlight.online.rules.outcomes import OUTCOMES

TRI = (("", "Not answered"), ("yes", "Yes"), ("no", "No"), ("unknown", "Not known"))
_ROWS = {"rows": 2}


class LineForm(KitForm):
    """Who considered a child, with what outcome."""

    anchor = forms.ChoiceField(label="Child")
    outcome = forms.ChoiceField(
        label="Outcome", choices=[("", "Choose"), *((o.code, o.label) for o in OUTCOMES.values())]
    )
    said = forms.CharField(
        label="What was done, decided or checked",
        required=False,
        widget=forms.Textarea(attrs=_ROWS),
    )
    reference = forms.CharField(
        label="Reference", required=False, max_length=40,
        help_text="Of the sharing decision or the council's answer. May be left empty.",
    )  # fmt: skip

    def __init__(self, *args: Any, children: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["anchor"]).choices = children


class TonightForm(KitForm):
    """Where a child sleeps tonight, with whom, checked against what."""

    anchor = forms.ChoiceField(label="Child")
    sleeps = forms.CharField(label="Where the child sleeps tonight", max_length=200)
    with_whom = forms.CharField(label="With whom", max_length=200)
    checked = forms.CharField(label="Checked against what, by whom", max_length=200)

    def __init__(self, *args: Any, children: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["anchor"]).choices = children


class AskForm(KitForm):
    """Who was asked for the household's children, and the answer."""

    asked_of = forms.CharField(
        label="Who was asked", max_length=200, help_text="The council, school or body."
    )
    answer = forms.ChoiceField(
        label="Answer",
        choices=[("no_answer_yet", "No answer yet"), ("found", "Children are known to them"),
                 ("nothing_found", "They hold none"), ("refused", "They did not say")],
    )  # fmt: skip
    said = forms.CharField(
        label="What they said", required=False, widget=forms.Textarea(attrs=_ROWS)
    )


class SaidForm(KitForm):
    """One sentence with an act."""

    said = forms.CharField(
        label="What was done", widget=forms.Textarea(attrs=_ROWS), required=False
    )


class LateForm(KitForm):
    """Late telling in a chief inspector's own name."""

    reason = forms.CharField(
        label="Why, and how the children are safe meanwhile", widget=forms.Textarea(attrs=_ROWS)
    )
    hours = forms.IntegerField(label="For how many hours", min_value=1)


class FiveForm(KitForm):
    """The five questions, containment and spread. What is left stays not known."""

    images_contained = forms.ChoiceField(
        label="Contained: nobody can pass it on now?", choices=TRI, required=False
    )
    spread = forms.CharField(label="Who holds it, as far as known", required=False, max_length=200)
    report_remove = forms.ChoiceField(
        label="Report Remove", required=False,
        choices=[("", "Not answered"), ("signposted", "Signposted"), ("helped", "Helped"), ("declined", "Declined")],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {
            code: forms.ChoiceField(label=question, choices=TRI, required=False)
            for code, question in QUESTIONS
        }
        self.fields = {**asked, **self.fields}
