"""Forms of a domestic abuse job: a child's line, tonight, the child's voice, closing."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from firstlight.domestic.rules.voice import SPOKEN
from firstlight.domestic.rules.weighing import ANSWERS, topics
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


YES_NO = [("not_asked", "Not asked"), ("yes", "Yes"), ("no", "No"), ("unknown", "Not known")]


def _text(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": 2})
    )


class VoiceForm(KitForm):
    """What the child said, did and looked like; works for babies too. Anything may be left empty."""

    spoken = forms.ChoiceField(
        label="Was the child spoken to", required=False, choices=[("", "Not told"), *SPOKEN.items()],
    )  # fmt: skip
    why_not = forms.CharField(label="If not seen, why not", required=False, max_length=200)
    with_whom = forms.CharField(label="Who was there", required=False, max_length=200)
    words = _text(
        "The child's own words",
        "As they were said, or that the child said nothing. Leave it empty for a baby",
    )
    unprompted = forms.ChoiceField(
        label="Were they said without being asked", required=False, choices=YES_NO
    )
    condition = _text("If asleep: the child's condition", "Look, and do not wake the child")
    room = _text("If asleep: the room", "Warm, clean, a bed of their own")
    appearance = _text("How the child looked")
    behaviour = _text(
        "What the child did", "A baby's voice too: settled, crying, watchful, reaching out"
    )
    relationships = _text("How the child was with the people there")
    surroundings = _text("What the home is like")
    afraid = forms.ChoiceField(label="Is the child afraid", required=False, choices=YES_NO)


class MeasureForm(KitForm):
    """Something considered."""

    answer = forms.ChoiceField(
        label="What was decided",
        required=False,
        choices=[("", "Not considered yet"), *ANSWERS.items()],
    )
    because = forms.CharField(label="Because", required=False, max_length=300)


GRADES = [("", "Not graded"), ("standard", "Standard"), ("medium", "Medium"), ("high", "High")]
TOOLS = [("", "None told"), ("DARA", "DARA"), ("DASH_POLICE", "DASH, police"),
         ("DASH_SAFELIVES", "DASH, SafeLives"), ("SDASH", "S-DASH"), ("OTHER", "Another")]  # fmt: skip


class ToolForm(KitForm):
    """The outcome of the risk tool: topics by their ids. The questions stay on the tool's own form."""

    tool = forms.ChoiceField(label="Risk tool", required=False, choices=TOOLS)
    topics_yes = forms.CharField(
        label="Topics answered yes", required=False, max_length=200,
        help_text="Their numbers on the tool, for instance D03 D15. A topic that is in none of the three was not asked",
    )  # fmt: skip
    topics_no = forms.CharField(label="Topics answered no", required=False, max_length=200)
    topics_unknown = forms.CharField(label="Topics not known", required=False, max_length=200)
    grade = forms.ChoiceField(label="Grade at the scene", required=False, choices=GRADES)
    professional_judgement_high = forms.ChoiceField(
        label="Is it high in your professional judgement, whatever the tool says", required=False,
        choices=YES_NO,
    )  # fmt: skip
    judgement_rationale = forms.CharField(label="Why", required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        """Read the topics, told together where one is none or stands under two answers."""
        told = super().clean() or {}
        seen: dict[str, str] = {}
        for name in ("topics_yes", "topics_no", "topics_unknown"):
            found = [one.upper() for one in re.split(r"[\s,;]+", told.get(name) or "") if one]
            wrong = [one for one in found if one not in topics()]
            twice = [one for one in found if seen.setdefault(one, name) != name]
            if wrong:
                self.add_error(name, f"There is no topic {', '.join(wrong)}: write D01 to D24")
            if twice:
                self.add_error(name, f"Two answers for {', '.join(twice)}: give one")
            told[name] = found
        return told


class SecondForm(KitForm):
    """The specialist's grade, apart from the one at the scene."""

    secondary_grade = forms.ChoiceField(label="Second grade", required=False, choices=GRADES)
    judgement_rationale = forms.CharField(
        label="Why, and what else was looked at", required=False, max_length=200
    )


class LookForm(KitForm):
    """A supervisor's look."""

    said = forms.CharField(
        label="What you ask for, or that it is done", required=False, max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
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
