"""Forms of risk: a grade, what a second person says to it, and changes of rules."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from firstlight.kit.forms import KitForm, MomentField
from firstlight.records.rules.kinds import KINDS
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Found
from firstlight.risk.rules.own import KINDS_OFFERED, LONGEST
from firstlight.risk.rules.own import MOST as MOST_COUNTED
from firstlight.risk.ruling import Ruling

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

    shown = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, framework: str, on: date, facts: tuple[Found, ...], shown: int, data: Any = None
    ) -> None:
        super().__init__(data, initial={"shown": shown})
        choices = list(levels.scale(framework, on).levels)
        if framework == "missing":
            choices.append((levels.UNKNOWN, "Cannot be told yet"))
        self.fields["level"].choices = choices  # type: ignore[attr-defined]  # -- a choice field has choices
        for one in facts[:MOST]:
            self.fields[f"fact_{one.rule}"] = forms.ChoiceField(
                label=one.title, help_text=one.finding.because, choices=WEIGHS, required=False
            )

    def show_again(self, shown: int) -> None:
        """Let what was typed stand beside what is known now."""
        self.data = {**{name: self.data.get(name) for name in self.data}, "shown": str(shown)}

    def weighs(self) -> dict[str, str]:
        """Give what each fact was said to weigh; what was not said is left out."""
        return {
            name.removeprefix("fact_"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("fact_") and value
        }


class RefusalForm(KitForm):
    """Why a second person does not agree."""

    because = forms.CharField(
        label="Why you do not agree", widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why you do not agree"},
    )  # fmt: skip


class RuleForm(KitForm):
    """What should change about a rule, and why: it applies when a second person agrees."""

    change = forms.ChoiceField(
        label="What should change", widget=forms.RadioSelect,
        error_messages={"required": "Choose what should change"},
    )  # fmt: skip
    reason = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Whoever approves reads this beside the list of who would change.",
        error_messages={"required": "Say why it should change"},
    )  # fmt: skip

    def __init__(self, found: Ruling, scale: tuple[tuple[str, str], ...], data: Any = None) -> None:
        super().__init__(data)
        rule, offered = found.rule, []
        if found.own:
            offered.append(("withdraw", "Withdraw it"))
        elif found.off_only_its_level or not found.on:
            offered.append(("on", "Switch it on"))
        elif rule.may_go or not rule.raises_by_default:
            offered.append(("off", "Switch it off"))
        if rule.least_level and not found.own:
            offered += [
                (f"level-{code}", f"Hold the floor at {word.lower()}")
                for code, word in scale
                if code != found.level
                and not (
                    rule.raises_by_default
                    and levels.is_below(rule.framework, code, rule.least_level)
                )
            ]
        self.fields["change"].choices = offered  # type: ignore[attr-defined]  # -- a choice field has choices


class OwnRuleForm(KitForm):
    """A rule of the force's own: how many of what, within how long, and the level it holds."""

    code = forms.CharField(label="Code", max_length=32, help_text="For instance OWN_CUSTODY_TWICE")
    title = forms.CharField(label="What it looks for", max_length=120)
    framework = forms.ChoiceField(label="Framework", choices=list(levels.TITLES.items()))
    kinds = forms.MultipleChoiceField(
        label="Kinds of record", widget=forms.CheckboxSelectMultiple,
        choices=[(kind, KINDS[kind].name) for kind in KINDS_OFFERED],
        error_messages={"required": "Choose at least one kind"},
    )  # fmt: skip
    count = forms.IntegerField(label="How many or more", min_value=1, max_value=MOST_COUNTED)
    days = forms.IntegerField(label="Within how many days", min_value=1, max_value=LONGEST)
    level = forms.ChoiceField(
        label="Level it holds",
        choices=[("low", "Low"), ("standard", "Standard (domestic abuse)"), ("medium", "Medium"), ("high", "High")],
    )  # fmt: skip
    reason = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the force should have this rule"},
    )  # fmt: skip


class RisesForm(KitForm):
    """Which rises are listed."""

    since = MomentField(
        label="Since", required=False, help_text="The last 24 hours where it is empty."
    )
    framework = forms.ChoiceField(
        label="Framework", choices=[("", "All"), *levels.TITLES.items()], required=False
    )
    top = forms.BooleanField(label="Only to the top level", required=False)
    least = forms.BooleanField(
        label="Also to the least level of a scale", required=False,
        help_text="As of every child newly at home to domestic abuse, whose school is told all the same.",
    )  # fmt: skip


class BelowForm(KitForm):
    """Which grades below the floor are listed."""

    state = forms.ChoiceField(
        label="What became of them", required=False,
        choices=[
            ("", "All"), ("waiting", "Waiting"), ("agreed", "Agreed"), ("refused", "Not agreed"),
            ("replaced", "Replaced"),
        ],
    )  # fmt: skip


class GroupsForm(KitForm):
    """Which tables by group are shown."""

    framework = forms.ChoiceField(
        label="Framework", choices=list(levels.TITLES.items()), required=False
    )
    what = forms.ChoiceField(
        label="Floors or grades", choices=[("floor", "Floors"), ("grade", "Grades")], required=False
    )
