"""Forms of a duty's page and of the board."""

from __future__ import annotations

from django import forms

from firstlight.force.selectors import posts
from firstlight.kit.forms import KitForm, MomentField

SHOWN = (
    ("", "All that is open"),
    ("now", "Life and limb"),
    ("late", "Late"),
    ("unacknowledged", "Not acknowledged"),
    ("unaccepted", "Handed over, not accepted"),
    ("unowned", "Nobody on duty"),
)


def _posts() -> list[tuple[str, str]]:
    return [(row.code, row.title) for row in posts().values()]


class BoardForm(KitForm):
    """Which duties the board shows; nothing here is typed, so it may stand in the address."""

    show = forms.ChoiceField(label="Which", choices=SHOWN, required=False)
    post = forms.ChoiceField(
        label="Post", required=False,
        choices=lambda: [("", "All posts"), *_posts()],
    )  # fmt: skip
    queue = forms.ChoiceField(
        label="Queue", choices=lambda: [("", "All queues"), *posts().queues.items()], required=False
    )


class PassOnForm(KitForm):
    """Passing a duty on: a reason and an onward owner."""

    onward = forms.ChoiceField(
        label="Who takes it on",
        choices=lambda: [("", "Choose a post"), *_posts()],
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


class ShiftForm(KitForm):
    """Putting somebody on a post: from when to when, in UK time."""

    post = forms.ChoiceField(label="Post", choices=_posts)
    collar = forms.CharField(
        label="Collar number", max_length=24,
        error_messages={"required": "Give the collar number of whoever takes the post"},
    )  # fmt: skip
    begins_at = MomentField(
        label="From", error_messages={"required": "Say from when, such as 22/11/2026 19:00"}
    )
    ends_at = MomentField(
        label="To", required=False, help_text="Left empty, it is until further notice."
    )


class EndForm(KitForm):
    """Ending somebody's time on a post."""

    from_at = MomentField(label="Ends at", error_messages={"required": "Say when it ends"})


class SwapForm(KitForm):
    """Another takes the rest of a shift."""

    collar = forms.CharField(
        label="Collar number of who takes it", max_length=24,
        error_messages={"required": "Give the collar number of whoever takes it"},
    )  # fmt: skip
    from_at = MomentField(label="From", error_messages={"required": "Say from when"})


class RotaListForm(KitForm):
    """Many shifts at once, as rows of a spreadsheet saved as CSV."""

    rows = forms.CharField(
        label="Rows, the first naming the columns",
        widget=forms.Textarea(attrs={"rows": 5}), max_length=200_000,
        help_text="post,collar,begins_at,ends_at. A time such as 22/11/2026 19:00 is UK time.",
        error_messages={"required": "Paste the rows"},
    )  # fmt: skip
