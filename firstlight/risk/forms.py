"""The form a person grades on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from firstlight.kit.forms import KitForm
from firstlight.risk.rules import levels

WEIGHS = [
    ("", "Not said"),
    ("weighs", "Weighs"),
    ("does_not", "Does not weigh"),
    ("find_out", "Find out"),
]
MOST = 8  # facts a grader is asked about


class GradeForm(KitForm):
    """A level and why, and what each fact that moved the floor weighs."""

    level = forms.ChoiceField(
        label="Grade", widget=forms.RadioSelect, error_messages={"required": "Choose a grade"}
    )
    rationale = forms.CharField(
        label="Why",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What weighs, what does not, and what is still to be found out.",
        error_messages={"required": "Say why"},
    )

    def __init__(
        self, framework: str, on: date, facts: list[tuple[str, str]], data: Any = None
    ) -> None:
        super().__init__(data)
        choices = list(levels.scale(framework, on).levels)
        if framework == "missing":
            choices.append((levels.UNKNOWN, "Cannot be told yet"))
        self.fields["level"].choices = choices  # type: ignore[attr-defined]  # -- a choice field has choices
        for rule, title in facts[:MOST]:
            self.fields[f"fact_{rule}"] = forms.ChoiceField(
                label=title, choices=WEIGHS, required=False
            )

    def weighs(self) -> dict[str, str]:
        """Give what each fact was said to weigh; what was not said is left out."""
        return {
            name.removeprefix("fact_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("fact_") and value
        }
