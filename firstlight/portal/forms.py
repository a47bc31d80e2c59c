"""Forms of partners. Any of them saves with gaps."""

from __future__ import annotations

from django import forms

from firstlight.kit.forms import KitForm, MomentField

_CONCERNS = (
    ("neglect", "Neglect"), ("physical", "Physical harm"), ("emotional", "Emotional harm"),
    ("sexual", "Sexual harm"), ("domestic", "Domestic abuse at home"),
    ("exploitation_criminal", "Criminal exploitation"), ("county_lines", "County lines"),
    ("exploitation_sexual", "Sexual exploitation"), ("online", "Online"), ("missing", "Goes missing"),
    ("self_harm", "Self-harm"), ("other", "Something else"),
)  # fmt: skip


def _several(label: str) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, widget=area, required=False, max_length=4000)


class ReportForm(KitForm):
    """A child missing, or a concern. Calling 999 or 101 is never replaced by it."""

    what = forms.ChoiceField(label="What do you report?", widget=forms.RadioSelect,
                             choices=[("missing", "A child is missing"), ("concern", "A concern")],
                             error_messages={"required": "Choose what you report"})  # fmt: skip
    given = forms.CharField(label="First name", max_length=120, required=False)
    family = forms.CharField(label="Family name", max_length=120, required=False)
    born_on = forms.DateField(label="Date of birth", required=False)
    sex = forms.ChoiceField(label="Sex", required=False,
                            choices=[("", "Not known"), ("female", "Female"), ("male", "Male")])  # fmt: skip
    whereabouts = forms.ChoiceField(
        label="Do you know where the child is?", required=False,
        choices=[("", "Not answered"), ("no", "No"), ("unknown", "Not sure"), ("yes", "Yes")],
    )  # fmt: skip
    last_seen_at = MomentField(label="Last seen (UK time)", required=False)
    concern = forms.MultipleChoiceField(label="What is the concern about?", choices=_CONCERNS,
                                        widget=forms.CheckboxSelectMultiple, required=False)  # fmt: skip
    words = forms.CharField(label="What happened, in your words", required=False, max_length=20_000,
                            widget=forms.Textarea(attrs={"rows": 5}))  # fmt: skip
    reply_wanted_by = MomentField(label="You need an answer by (UK time)", required=False)


class ProfileForm(KitForm):
    """What helps to find a child, written before anybody is missing. A photo is only where it is held."""

    given = forms.CharField(label="First name", max_length=120, required=False)
    family = forms.CharField(label="Family name", max_length=120, required=False)
    born_on = forms.DateField(label="Date of birth", required=False)
    sex = forms.ChoiceField(label="Sex", required=False,
                            choices=[("", "Not known"), ("female", "Female"), ("male", "Male")])  # fmt: skip
    reviewed_on = forms.DateField(label="Looked at with the child, or checked, on", required=False)
    looks = _several("What they look like")
    places = _several("Places they go, one a line")
    friends = _several("Friends and others they see, one a line")
    health = _several("Health, medication, what frightens them")
    accounts = _several("Online names and games, one a line")
    money_travel = forms.CharField(
        label="Money, cards, how they travel", max_length=200, required=False
    )
    photo_held = forms.CharField(label="Where a photo is held", max_length=200, required=False,
                                 help_text="No photo is sent by this page")  # fmt: skip
    photo_on = forms.DateField(label="When the photo was taken", required=False)
    what_helps = _several("What helps them come back and talk")


class AnswerForm(KitForm):
    """A partner's answer."""

    said = forms.CharField(label="Your answer", widget=forms.Textarea(attrs={"rows": 4}), required=False,
                           help_text="What you decided or did, and by when.")  # fmt: skip
