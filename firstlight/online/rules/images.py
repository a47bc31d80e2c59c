"""Images among children: five questions, of which "not known" counts as yes.

Subject of the questions: UKCIS advice on sharing nudes and semi-nudes, 11 March 2024, in our own
words (reference notes on online abuse, section 4, UNCONFIRMED). Every child is a child to
safeguard: no question and no answer makes one of them an offender.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from firstlight.records.rules.kinds.concern import ImageSharing

QUESTIONS: tuple[tuple[str, str], ...] = (
    ("adult_involved", "Is an adult involved, or somebody who may be one?"),
    ("coerced", "Was a child pressed, groomed or threatened, or may not have been able to agree?"),
    ("unusual_for_age", "Was what is shown violent, or unusual for the age?"),
    ("under_13", "Is any child concerned under 13?"),
    ("immediate_risk", "Is any child at immediate risk, such as self-harm?"),
)


@dataclass(frozen=True, slots=True)
class Five:
    """The answers as they stand: the newest that was given, "unknown" where none was."""

    answers: tuple[tuple[str, str, str], ...]  # (code, question, yes|no|unknown)
    contained: str
    spread: str
    report_remove: str

    @property
    def refer(self) -> bool:
        """Tell whether the children must be referred: any yes, or any not known."""
        return any(answer != "no" for _, _, answer in self.answers)

    @property
    def because(self) -> str:
        """Say why, naming nobody."""
        yes = sum(answer == "yes" for _, _, answer in self.answers)
        unknown = sum(answer == "unknown" for _, _, answer in self.answers)
        if yes:
            return f"Shared images: {yes} of the five questions answered yes."
        if unknown:
            return (
                f"Shared images: {unknown} of the five questions not answered, which counts as yes."
            )
        return "All five questions about shared images are answered no."


def five(told: Iterable[ImageSharing]) -> Five:
    """Join what records say, oldest first: a later answer stands, silence changes nothing."""
    answers = dict.fromkeys((code for code, _ in QUESTIONS), "unknown")
    contained, spread, remove = "unknown", "", ""
    for details in told:
        for code in answers:
            said = getattr(details, code)
            if said in {"yes", "no"}:
                answers[code] = said
        if details.images_contained in {"yes", "no"}:
            contained = details.images_contained
        spread = details.spread or spread
        remove = details.report_remove or remove
    rows = tuple((code, question, answers[code]) for code, question in QUESTIONS)
    return Five(rows, contained, spread, remove)
