"""A decision falls due when a child's floor first reaches the top."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import act
from firstlight.duties import selectors as duties
from firstlight.duties.services import open_duty
from firstlight.kernel.values.answer import Answer
from firstlight.people.selectors import anchor, appearances_of, partings_of, persons_at
from firstlight.picture.selectors import persons
from firstlight.records import selectors as records
from firstlight.risk.rules import levels
from firstlight.risk.selectors import Past, assessment, history
from firstlight.sharing.deciding import SYSTEM, settle_duties
from firstlight.sharing.models import Decision


def after_floor(moved: str, at: datetime) -> list[str]:
    """Ask for a decision about a child whose floor stands at the top and about whom none was made.

    Asked once for each time a floor reaches the top, and not while it is asked. What was held
    before its source went live asks for nothing.
    """
    person = persons_at([moved]).get(moved)
    reached = _reached(person) if person else {}
    if person is None:
        return []
    by_age = sorted(reached.items(), key=lambda one: one[1].seq)
    asked = ((f, one) for f, one in by_age if _live(person, f) and not _decided(person, one.at))
    framework, first = next(asked, ("", None))
    if first is None:
        _answered_before(person, by_age, at)
    if first is None or _asked(person, at):
        return []
    found = persons({person}, viewer=SYSTEM, at=at).get(person)
    if found is None or not found.may_be_child(at):
        return []
    with act("sharing.decision_asked", by=SYSTEM, at=at):
        duty = open_duty(
            clock="SHARE_DECIDE", about=(moved,), people=(person,), told_at=first.at,
            because=f"The floor of {levels.TITLES[framework].lower()} reached the top; nobody has "
            "decided on sharing.",
            level="high", key=f"share:{anchor(person)}:{first.seq}", by=SYSTEM, at=at,
        )  # fmt: skip
    return [duty]


def _asked(person: str, at: datetime) -> bool:
    held = duties.about(person, SYSTEM, at, closed=False)
    return any(one.clock == "SHARE_DECIDE" for one in held)


def _reached(person: str) -> dict[str, Past]:
    """Give, for each framework at the top now, when this time began.

    A split that was undone is as if it had not been: what was decided before it stands.
    """
    undone = [(one.at, one.undone_at) for one in partings_of(person) if one.undone_at]
    told = [
        past
        for past in history(person)
        if not any(begins <= past.at < ends for begins, ends in undone)
    ]
    found: dict[str, Past] = {}
    for name in told[-1].levels if told else ():
        if not _top(name, told[-1].levels[name]):
            continue
        for past in reversed(told):
            if not _top(name, past.levels.get(name)):
                break
            found[name] = past
    return found


def _top(framework: str, level: str | None) -> bool:
    return bool(level) and levels.is_top(framework, str(level))


def _live(person: str, framework: str) -> bool:
    standing = assessment(person, SYSTEM)
    floor = standing.floors.get(framework) if standing else None
    refs = {ref for one in (floor.findings if floor else ()) for ref in one.finding.evidence
            if one.finding.answer is not Answer.NO}  # fmt: skip
    held = [records.record(ref) for ref in refs if ref.startswith("R-")]
    return any(one is not None and not one.before_live for one in held)


def _decided(person: str, since: datetime) -> Decision | None:
    rows = Decision.objects.filter(links__ref__in=appearances_of(person), at__gte=since)
    return rows.exclude(decision="deferred").order_by("pk").last()


def _answered_before(person: str, reached: list[tuple[str, Past]], at: datetime) -> None:
    """Close an ask that came with a record joined to a child about whom somebody has decided."""
    made = next((row for _, one in reached if (row := _decided(person, one.at))), None)
    if made is not None:
        settle_duties(("SHARE_DECIDE",), person, "Decided already", made, at)
