"""Whether anybody has asked for the children of the household: not asked is never none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.picture.rules.values import RecordView
from firstlight.records.rules.kinds.checks import Check
from firstlight.records.rules.kinds.online import OnlineReferral


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of the asking: `state` is not_asked, waiting, told or answered."""

    state: str
    said: str
    rows: tuple[tuple[datetime, str, str, str], ...] = ()  # (when, of whom, answer, record)

    @property
    def answered(self) -> bool:
        """Tell whether somebody who was asked has answered."""
        return self.state == "answered"


_ANSWERS = {
    "found": "children are known to them",
    "nothing_found": "they hold none, which is not that there are none",
    "refused": "they did not say",
    "no_answer_yet": "no answer yet",
    "": "the answer is not recorded",
}


def is_about_children(check: Check) -> bool:
    """Tell whether a check asked for children."""
    return "child" in check.question.lower()


def asked(records: Iterable[RecordView]) -> Asked:
    """Say who was asked for the household's children and what they answered."""
    rows, claimed = [], []
    for record in sorted(records, key=lambda one: one.moment):
        details = record.details
        if isinstance(details, Check) and is_about_children(details):
            words = _ANSWERS[details.answer]
            rows.append(
                (record.moment, details.asked_of or "not said", words, record.ref, details.answer)
            )
        if isinstance(details, OnlineReferral):
            claimed.append(details.household_children_checked)
    told = tuple(row[:4] for row in rows)
    last = {row[1]: row[4] for row in rows}  # the newest answer of each who was asked
    answered = sum(answer in {"found", "nothing_found"} for answer in last.values())
    if last and answered == len(last):
        return Asked("answered", f"Asked of {len(last)}, and each has answered.", told)
    if last:
        return Asked("waiting", f"Asked of {len(last)}; answers so far: {answered}.", told)
    if claimed and claimed[-1] == "yes":
        return Asked(
            "told",
            "The referral says it was checked; who was asked and what they said is not held.",
        )
    return Asked(
        "not_asked", "Nobody has asked for the children of this household. That is not none."
    )
