"""What a leader types: an endorsement, with the text it stands for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from firstlight.assurance.rules.departments import DEPARTMENTS, FORCE
from firstlight.assurance.selectors import GROUPS
from firstlight.kit.forms import KitForm
from firstlight.risk.rules.levels import TITLES


class EndorseForm(KitForm):
    """For whom, and what. The text is offered; whoever signs may say it in their own words."""

    department = forms.ChoiceField(label="For", required=False)
    text = forms.CharField(
        label="What you put your name to", widget=forms.Textarea, max_length=2000,
        help_text="Your name, rank and the time are written beside it. It meets no demand by itself.",
    )  # fmt: skip

    def __init__(self, *args: Any, allowed: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = {FORCE: "The whole force", **{d.code: d.title for d in DEPARTMENTS.values()}}
        field = self.fields["department"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, titles[code]) for code in allowed]


class LookbackForm(KitForm):
    """Which children of a look-back are listed."""

    group = forms.ChoiceField(label="Which", required=False, choices=(("", "All"), *GROUPS.items()))
    framework = forms.ChoiceField(
        label="Framework", required=False, choices=(("", "All"), *TITLES.items())
    )
    department = forms.ChoiceField(label="Department with a contact between", required=False)

    def __init__(
        self, *args: Any, departments: Iterable[tuple[str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["department"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "All"), *departments]
