"""What a person may ask of the force about what is held, by when, and who asks; pure.

Sources: Data Protection Act 2018, sections 45 to 48 and 54; UK GDPR, articles 12 and 15 to 18.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.values import PersonPicture

KINDS: dict[str, str] = {
    "access": "See what is held (section 45)",
    "correction": "Have something put right (section 46)",
    "erasure": "Have something erased (section 47)",
    "restriction": "Have its use restricted (section 47)",
}
CLAIMS: dict[str, str] = {
    "self": "It is about themselves",
    "parent": "A parent, for their child",
    "carer": "A carer or guardian, for a child",
    "child_adviser": "A solicitor or advocate for the child",
    "other": "Somebody else",
}
OUTCOMES: dict[str, str] = {
    "granted": "Given in full", "part": "Given in part", "refused": "Refused",
}  # fmt: skip


def due_on(received: date) -> date:
    """Give the day one month after a request was received (section 54)."""
    year, month = (
        (received.year + 1, 1) if received.month == 12 else (received.year, received.month + 1)
    )
    return date(year, month, min(received.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing to weigh about who asks; `tone` is for, against or ask. It decides nothing."""

    tone: str
    said: str
    records: tuple[str, ...] = ()


def signs(child: PersonPicture, asker: str, claims: str, at: datetime) -> tuple[Sign, ...]:
    """Check a request about a child against what is held of who asks, for a person to weigh.

    `asker` is the person they are known as, '' where nobody has said who.
    """
    if claims == "self" and not asker:
        return (_identity(),)
    found = [] if asker else [Sign("ask", "Nobody has said which person held here is asking.")]
    if asker:
        found += [*_told(child, asker), *_bound(child, asker), *_suspected(child, asker)]
    if claims in {"parent", "carer"}:
        found.append(Sign("ask", "Parental responsibility is not held here: ask for proof of it."))
    if claims != "self" and child.is_child(at) is not Answer.NO:
        told = "Ask the child, where they understand: the right is theirs."
        found.append(Sign("ask", told))
    return (*found, _identity())


def _identity() -> Sign:
    return Sign("ask", "Check who they are before anything is told; say how below.")


def _told(child: PersonPicture, asker: str) -> Iterable[Sign]:
    ties = [one for one in child.relations if one.other == asker]
    if not ties:
        yield Sign("against", "No record tells how they stand to the child.")
    for one in ties:
        now = "told as so now" if one.current else "told as so formerly"
        kind = one.kind.replace("_", " ")
        yield Sign(
            "for" if one.current else "ask", f"Told as {kind} the child, {now}.", one.records
        )


def _bound(child: PersonPicture, asker: str) -> Iterable[Sign]:
    for one in child.orders:
        if asker in one.binds and one.in_force is not Answer.NO:
            kind = one.what.replace("_", " ")
            said = f"They are bound by an order that protects the child or home: {kind}."
            yield Sign("against", said, (one.record,))


def _suspected(child: PersonPicture, asker: str) -> Iterable[Sign]:
    records = tuple(
        one.ref for one in child.records if {"suspect", "respondent"} & one.roles_of(asker)
    )
    if records:
        yield Sign(
            "against",
            f"They are a suspect or respondent in {len(records)} of the child's records.",
            records,
        )
