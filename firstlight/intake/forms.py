"""Forms of quarantine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from firstlight.intake.selectors import FieldAtFault
from firstlight.kit.forms import KitForm


class MendForm(KitForm):
    """The text of something that waits, mended by hand."""

    text = forms.CharField(
        label="The record, as JSON",
        help_text="The whole record. It is taken in as a new record, with where it came from.",
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "fl-mono"}),
        strip=False,
    )


class MendFieldsForm(KitForm):
    """The fields at fault of something that waits, each beside what is wrong with it."""

    def __init__(self, fields: Iterable[FieldAtFault], data: Any = None) -> None:
        listed = [(f"field-{number}", one) for number, one in enumerate(fields)]
        super().__init__({name: one.text for name, one in listed} if data is None else data)
        self.paths = {name: one.path for name, one in listed}
        for name, one in listed:
            mend = "; ".join(dict.fromkeys(mend for _, mend in one.faults if mend))
            self.fields[name] = forms.CharField(
                label=one.path, required=False, strip=False,
                help_text=f"{mend[:1].upper()}{mend[1:]}." if mend else "Leave empty to take it out.",
                widget=forms.Textarea(attrs={"rows": 4}) if len(one.text) > 120 else forms.TextInput(),
            )  # fmt: skip
        for name, one in listed if data is None else ():
            for said, _ in one.faults:
                self.add_error(name, f"{one.path} {said}")

    def values(self) -> Mapping[str, str]:
        """Give what was typed, by the path of its field."""
        return {path: self.data.get(name, "") for name, path in self.paths.items()}


class DropForm(KitForm):
    """Why something that waits is not wanted."""

    reason = forms.CharField(label="Why is it not wanted?", max_length=500)


class WhichForm(KitForm):
    """Which of what waits is shown."""

    state = forms.ChoiceField(
        label="What became of it", required=False,
        choices=[("waiting", "Waiting"), ("dropped", "Refused"), ("mended", "Mended and taken in")],
    )  # fmt: skip
    source = forms.ChoiceField(label="Source", required=False)
    field = forms.ChoiceField(label="Field at fault", required=False)
    file = forms.CharField(label="File, by its reference", required=False, max_length=16)

    def __init__(self, data: Any, sources: Mapping[str, int], fields: Mapping[str, int]) -> None:
        super().__init__(data)
        for name, counted in (("source", sources), ("field", fields)):
            asked = str((data or {}).get(name, ""))
            listed = {**counted, **({asked: 0} if asked and asked not in counted else {})}
            choices = [("", "All"), *((one, f"{one} ({number})") for one, number in listed.items())]
            chosen = self.fields[name]
            if isinstance(chosen, forms.ChoiceField):
                chosen.choices = choices


class BulkForm(KitForm):
    """What is done with several things that wait."""

    act = forms.ChoiceField(
        label="What to do with those chosen",
        choices=[("again", "Take them again as they are"), ("drop", "Refuse them")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="Why are they not wanted?", required=False, max_length=500,
        help_text="Needed to refuse them. It is kept in the journal.",
    )  # fmt: skip


class SourceForm(KitForm):
    """Of which source files are shown."""

    source = forms.CharField(label="Source", required=False, max_length=64)


class ReturnedForm(KitForm):
    """Which of what goes back is shown."""

    state = forms.ChoiceField(
        label="State", required=False,
        choices=[("", "All"), ("waiting", "Waiting"), ("received", "Received"), ("held", "Held")],
    )  # fmt: skip
