"""Forms of a domestic abuse job: a child's line, tonight, the child's voice, closing."""

from __future__ import annotations

from django import forms

from firstlight.kit.forms import KitForm


class LineForm(KitForm):
    """A child considered: by whom, with what outcome. Gaps are told by the service, all together."""

    considered_by = forms.CharField(label="Considered by", required=False, max_length=120)
    outcome = forms.CharField(
        label="With what outcome",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TonightForm(KitForm):
    """Where the children sleep tonight."""

    where = forms.CharField(
        label="Where the children sleep tonight", required=False, max_length=200
    )
    with_whom = forms.CharField(label="With whom", required=False, max_length=200)
    checked = forms.CharField(
        label="Checked against what", required=False, max_length=200,
        help_text="For instance: orders and offender register, or not checked",
    )  # fmt: skip


class VoiceForm(KitForm):
    """What the child said, did and looked like; works for babies too. Anything may be left empty."""

    spoken = forms.ChoiceField(
        label="Was the child spoken to", required=False,
        choices=[("", "Not told"), ("alone", "Yes, alone"), ("with_someone", "Yes, with somebody there"),
                 ("seen_asleep", "Seen asleep"), ("not_seen", "Not seen")],
    )  # fmt: skip
    why_not = forms.CharField(label="If not, why not", required=False, max_length=200)
    with_whom = forms.CharField(label="Who was there", required=False, max_length=200)
    words = forms.CharField(
        label="The child's own words", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    appearance = forms.CharField(
        label="How the child looked", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    behaviour = forms.CharField(
        label="What the child did", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    surroundings = forms.CharField(
        label="What the home is like", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    afraid = forms.ChoiceField(
        label="Is the child afraid", required=False,
        choices=[("not_asked", "Not asked"), ("yes", "Yes"), ("no", "No"), ("unknown", "Not known")],
    )  # fmt: skip


class CloseForm(KitForm):
    """Closing a job."""

    outcome = forms.CharField(
        label="What came of the job",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class DeclineForm(KitForm):
    """Why a proposed job is not domestic abuse."""

    reason = forms.CharField(label="Why it is not domestic abuse", required=False, max_length=280)
