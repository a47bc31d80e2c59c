"""Forms of a missing episode. Any of them saves with gaps; what a step cannot do without is told."""

from __future__ import annotations

from typing import Any

from django import forms

from firstlight.force.selectors import posts
from firstlight.kit.forms import KitForm, MomentField
from firstlight.missing.rules.counting import DIMENSIONS
from firstlight.missing.rules.plan import WHOM, Ask
from firstlight.risk.rules.levels import SCALES

KNOWN = (("not_asked", "Not asked"), ("unknown", "Asked, not known"), ("yes", "Yes"), ("no", "No"))
LEVELS = next(row for row in reversed(SCALES) if row.framework == "missing")


def text(label: str, rows: int = 3, *, hint: str = "", required: bool = False) -> forms.CharField:
    """Give a field of several lines."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, widget=area, required=required, help_text=hint, max_length=4000
    )


def line(label: str, *, hint: str = "", required: bool = False) -> forms.CharField:
    """Give a field of one line."""
    return forms.CharField(label=label, required=required, help_text=hint, max_length=200)


class BoardForm(KitForm):
    """Which episodes the board shows; nothing typed, so it may stand in the address."""

    show = forms.ChoiceField(label="Which", required=False, choices=(
        ("open", "Missing now"), ("unacknowledged", "Not acknowledged"), ("away", "Away, whereabouts known"),
        ("late", "Something late"),
        ("found", "Found, not closed"), ("unclosed", "All that is not closed"), ("closed", "Closed"),
    ))  # fmt: skip
    area = forms.ChoiceField(
        label="Area",
        required=False,
        choices=lambda: [("", "All areas"), *((a, a.capitalize()) for a in posts().areas)],
    )
    care = forms.ChoiceField(
        label="In care", required=False,
        choices=(("", "Both"), ("yes", "From a care home"), ("no", "Not told to be from a care home")),
    )  # fmt: skip


class FiguresForm(KitForm):
    """How figures are grouped, and over how many days."""

    by = forms.ChoiceField(label="By", required=False, choices=tuple(DIMENSIONS.items()))
    days = forms.ChoiceField(label="Of the last", required=False, choices=(
        ("28", "28 days"), ("90", "90 days"), ("365", "12 months"),
    ))  # fmt: skip


class RecordForm(KitForm):
    """Somebody missing: who, when last seen, what worries you. Everything else can follow."""

    given = line("First names")
    family = line("Surname")
    born_on = forms.DateField(label="Date of birth", required=False)
    age = forms.IntegerField(
        label="Or age, if that is all that is known", required=False, min_value=0, max_value=120
    )
    last_seen_at = MomentField(label="When last seen", required=False)
    last_seen = line("Where last seen", hint="An address or place, with its town")
    worry = text(
        "What worries you",
        hint="In the words of whoever rang. Out of character, health, who they may be with.",
    )
    words_used = line(
        "What the caller called it", hint="Any word makes a missing record, “absent” too"
    )
    told_at = MomentField(label="When the force was first told", required=False)
    from_care_home = forms.BooleanField(label="Rung in by a care home or placement", required=False)
    home = line("Name of the home")
    whereabouts_known = forms.ChoiceField(
        label="Does anybody know where they are?", choices=KNOWN, required=False, initial="no",
        help_text="“Yes” holds only with how, spoken to, and a next contact time. When that passes they are missing.",
    )  # fmt: skip
    how_known = line("How it is known, and by whom")
    spoken_to = forms.ChoiceField(
        label="Has somebody seen or spoken to them?", choices=KNOWN, required=False
    )
    next_contact_at = MomentField(label="Next contact", required=False)
    medication_missed = forms.ChoiceField(
        label="Medication that may be missed", choices=KNOWN, required=False
    )
    self_harm = forms.ChoiceField(
        label="Self-harm or suicide spoken of", choices=KNOWN, required=False
    )
    disability_affects_safety = forms.ChoiceField(
        label="A disability that affects safety", choices=KNOWN, required=False
    )
    named_exploiter = forms.ChoiceField(
        label="With somebody known to exploit", choices=KNOWN, required=False
    )

    def person_in(self) -> dict[str, Any]:
        """Give the missing person as the record names them; gaps are left out."""
        given = self.cleaned_data
        told = {
            name: given.get(name)
            for name in ("given", "family", "age")
            if given.get(name) not in {None, ""}
        }
        if given.get("born_on"):
            told["born_on"] = given["born_on"].isoformat()
        return {"key": "p1", "role": "subject", **told}

    def details(self) -> dict[str, Any]:
        """Give the details of the missing report as its schema has them."""
        given = self.cleaned_data
        plain = (
            "words_used", "home", "how_known", "whereabouts_known", "spoken_to", "medication_missed",
            "self_harm", "disability_affects_safety", "named_exploiter",
        )  # fmt: skip
        told: dict[str, Any] = {name: given[name] for name in plain if given.get(name)}
        told["from_care_home"] = bool(given.get("from_care_home"))
        for name in ("next_contact_at", "last_seen_at"):
            if given.get(name):
                told[name] = given[name].isoformat()
        return told


class GradeForm(KitForm):
    """A grade: a level and why. Beside the floor, never instead of it."""

    level = forms.ChoiceField(
        label="Grade", widget=forms.RadioSelect,
        choices=[*reversed(LEVELS.levels), ("unknown", "Cannot be told without enquiry")],
        error_messages={"required": "Choose a grade"},
    )  # fmt: skip
    rationale = text(
        "Why", 4, hint="What weighs, what does not, what is still to find out.", required=True
    )
    review_at = MomentField(
        label="Look at it again by",
        required=False,
        help_text="Left empty: by level. Never later than the level allows.",
    )


class ActionForm(KitForm):
    """One action or answer. A photo is a link to the system that holds it; none is ever kept here."""

    kind = forms.ChoiceField(label="What", choices=(
        ("enquiry", "Enquiry made"), ("search", "Place searched"), ("home_answer", "What the home or family found"),
        ("photo", "Photo: where it is held"), ("note", "Note"),
    ))  # fmt: skip
    said = text("What was done and what came of it", required=True)
    link = forms.URLField(
        label="Link",
        required=False,
        assume_scheme="https",
        help_text="Opens in the system that holds it",
    )


class PlanForm(KitForm):
    """One row of the plan."""

    outcome = forms.ChoiceField(label="What came of it", widget=forms.RadioSelect)
    said = text("What was done and what came of it, or why not", 2, required=True)
    link = forms.URLField(
        label="Link",
        required=False,
        assume_scheme="https",
        help_text="Opens in the system that holds it",
    )

    def __init__(
        self, *args: Any, ask: Ask, told: tuple[tuple[str, str], ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, prefix=f"plan-{ask.code}", **kwargs)
        self.fields["outcome"] = forms.ChoiceField(
            label="What came of it", widget=forms.RadioSelect,
            choices=[(code, words) for code, words, _ in ask.outcomes],
            error_messages={"required": "Choose what came of it"},
        )  # fmt: skip
        if ask.code != "photo":
            del self.fields["link"]
        if told:
            self.fields["recipient"] = forms.ChoiceField(
                label=f"Which {WHOM[ask.tells]}", required=False,
                choices=[("", "Told already through sharing"), *told],
            )  # fmt: skip
        self.order_fields(["outcome", "recipient", "said", "link"])


class LineForm(KitForm):
    """A child concerned was considered."""

    person = forms.ChoiceField(label="Child")
    outcome = line("Considered, with what outcome", required=True)

    def __init__(
        self, *args: Any, choices: tuple[tuple[str, str], ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"] = forms.ChoiceField(label="Child", choices=choices)
        self.order_fields(["person", "outcome"])


class ReasonForm(KitForm):
    """Why, in a line."""

    reason = line("Why", required=True)


class CloseForm(KitForm):
    """Closing an episode."""

    outcome = text("What came of it", 2, required=True)
