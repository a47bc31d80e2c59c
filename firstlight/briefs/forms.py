"""Forms of briefs: asking for one, and striking somebody out on scene."""

from __future__ import annotations

from typing import Any

from django import forms

from firstlight.kernel.values.refs import is_ref
from firstlight.kit.forms import KitForm


class AskForm(KitForm):
    """What a brief is asked about; posted, because an address is nobody's to read in a link."""

    address = forms.CharField(
        label="Address", required=False, max_length=200,
        help_text="With the flat, for instance Flat 3, 12 Mill Lane, Stanbridge",
    )  # fmt: skip
    person = forms.CharField(
        label="Person",
        required=False,
        max_length=16,
        help_text="Their reference, such as P-7K3M9XQ2RD",
    )
    record = forms.CharField(
        label="Job or record",
        required=False,
        max_length=16,
        help_text="Its reference, such as R-7K3M9XQ2RD",
    )
    phone = forms.CharField(label="Telephone", required=False, max_length=20)
    vehicle = forms.CharField(label="Vehicle", required=False, max_length=11)
    justification = forms.CharField(
        label="Why you ask", required=False, max_length=200, help_text="Written in the journal"
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one of them; a reference must have the form of one."""
        given = {name: str(value or "").strip() for name, value in (super().clean() or {}).items()}
        asked = [
            name for name in ("address", "person", "record", "phone", "vehicle") if given.get(name)
        ]
        if len(asked) != 1:
            self.add_error("address", "Give one of address, person, job, telephone or vehicle")
        for name in ("person", "record"):
            given[name] = given.get(name, "").upper()
            if given[name] and not is_ref(given[name]):
                self.add_error(name, "Write the reference as it is shown, such as P-7K3M9XQ2RD")
        return given


class ReasonForm(KitForm):
    """Why somebody is struck out, or a brief withdrawn."""

    reason = forms.CharField(
        label="What you saw or were told", max_length=280, widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what you saw or were told"},
    )  # fmt: skip
