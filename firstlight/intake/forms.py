"""Forms of quarantine."""

from __future__ import annotations

from django import forms

from firstlight.kit.forms import KitForm


class MendForm(KitForm):
    """The text of something that waits, mended by hand."""

    text = forms.CharField(
        label="The record, as JSON",
        help_text="Mend what is named above. It is taken in as a new record, with where it came from.",
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false", "class": "fl-mono"}),
        strip=False,
    )


class DropForm(KitForm):
    """Why something that waits is not wanted."""

    reason = forms.CharField(label="Why is it not wanted?", max_length=500)


class WhichForm(KitForm):
    """Which of what waits is shown."""

    source = forms.CharField(label="Source", required=False, max_length=64)
