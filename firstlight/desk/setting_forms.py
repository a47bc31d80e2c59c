"""Forms of settings: a value with its reason, and a second person's answer."""

from __future__ import annotations

from typing import Any

from django import forms

from firstlight.force.rules.settings import Setting
from firstlight.kit.forms import KitForm


class SettingForm(KitForm):
    """A value of one setting, in the field that fits it, and why."""

    reason = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it should change"},
    )  # fmt: skip

    def __init__(self, row: Setting, now: Any, data: Any = None) -> None:
        super().__init__(data)
        self.row = row
        self.fields = {"value": _field(row, now), **self.fields}

    def value(self) -> Any:
        """Give the value as the setting keeps it."""
        told = self.cleaned_data["value"]
        if isinstance(self.row.default, bool):
            return told == "yes"
        if isinstance(self.row.default, list):
            return [line.strip() for line in told.splitlines() if line.strip()]
        return told


def _field(row: Setting, now: Any) -> forms.Field:
    if isinstance(row.default, bool):
        pairs = [("yes", "Yes"), ("no", "No")]
        return forms.ChoiceField(label="Value", choices=pairs, initial="yes" if now else "no")
    if row.choices:
        pairs = [(one, one) for one in row.choices]
        return forms.ChoiceField(label="Value", choices=pairs, initial=now)
    if isinstance(row.default, int):
        return forms.IntegerField(
            label=f"Value in {row.unit}" if row.unit else "Value", initial=now,
            min_value=int(row.low or 0), max_value=int(row.high or 0) if row.high else None,
        )  # fmt: skip
    if isinstance(row.default, list):
        area = forms.Textarea(attrs={"rows": 4})
        return forms.CharField(
            label="Values, one a line",
            widget=area,
            initial="\n".join(map(str, now)),
            required=False,
        )
    return forms.CharField(label="Value", initial=now, max_length=160)


class DecisionForm(KitForm):
    """Agree or refuse, and why."""

    answer = forms.ChoiceField(
        label="Your answer", widget=forms.RadioSelect,
        choices=[("agreed", "Agree: it applies from now"), ("refused", "Refuse: nothing changes")],
        error_messages={"required": "Agree or refuse"},
    )  # fmt: skip
    because = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 2}), required=False,
        help_text="Needed where you refuse.",
    )  # fmt: skip
