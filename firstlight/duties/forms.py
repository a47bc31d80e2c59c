"""Forms of a duty's page and of the board."""

from __future__ import annotations

from django import forms

from firstlight.duties.rules.posts import POSTS
from firstlight.duties.rules.queues import QUEUES
from firstlight.kit.forms import KitForm

SHOWN = (
    ("", "All that is open"),
    ("now", "Life and limb"),
    ("late", "Late"),
    ("unacknowledged", "Not acknowledged"),
    ("unaccepted", "Handed over, not accepted"),
    ("unowned", "Nobody on duty"),
)


class BoardForm(KitForm):
    """Which duties the board shows; nothing here is typed, so it may stand in the address."""

    show = forms.ChoiceField(label="Which", choices=SHOWN, required=False)
    post = forms.ChoiceField(
        label="Post", required=False,
        choices=[("", "All posts"), *((p.code, p.title) for p in POSTS.values())],
    )  # fmt: skip
    queue = forms.ChoiceField(
        label="Queue", choices=[("", "All queues"), *QUEUES.items()], required=False
    )


class PassOnForm(KitForm):
    """Passing a duty on: a reason and an onward owner."""

    onward = forms.ChoiceField(
        label="Who takes it on",
        choices=[("", "Choose a post"), *((p.code, p.title) for p in POSTS.values())],
        error_messages={"required": "Choose the post that takes it on"},
    )
    reason = forms.CharField(
        label="Why this post does not take it",
        widget=forms.Textarea(attrs={"rows": 2}), max_length=280,
        error_messages={"required": "Say why this post does not take it"},
    )  # fmt: skip


class CloseForm(KitForm):
    """Closing a duty: what was done and found, and the records that show it."""

    outcome = forms.CharField(
        label="What was done and found",
        widget=forms.Textarea(attrs={"rows": 3}), max_length=300,
        error_messages={"required": "Say what was done and found"},
    )  # fmt: skip
    evidence = forms.CharField(
        label="Records that show it", required=False, max_length=200,
        help_text="References, such as R-7K3M9XQ2RD.",
    )  # fmt: skip
    unrecorded = forms.BooleanField(
        label="No record shows it; the words above say how it is known", required=False
    )

    def clean_evidence(self) -> tuple[str, ...]:
        """Give the references typed."""
        return tuple(str(self.cleaned_data.get("evidence") or "").replace(",", " ").split())
