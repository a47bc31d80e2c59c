"""Duties that floors and grades open: from which rule, by when, for which post."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firstlight.duties.models import Duty
from firstlight.duties.opening import open_duty
from firstlight.duties.rules.clocks import CLOCKS
from firstlight.duties.selectors import about
from firstlight.duties.services import close_by_key, close_like
from firstlight.duties.tidying import tidy
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import appearances_in, appearances_of, persons_at
from firstlight.records.selectors import any_live, standing_ids, versions
from firstlight.risk.rules.assessment import Assessment, Opening
from firstlight.risk.selectors import (
    GradeRow,
    assessment,
    floor_of,
    grade,
    person_of,
    told_of,
    ungraded,
)

BY = system_viewer("duties")
# A child near an online suspect, or in shared images, is referred once: by the clock of the case.
BY_CASE = frozenset({"ONLINE_CHILDREN", "IMAGES_REFERRAL"})
OF_CASE = frozenset({"online_referral", "image_sharing"})
# Asked once, whether the floor or the open episode asked for it first.
ONCE_A_SEARCH = frozenset({"MISS_HIGH_CSC", "S46"})


def after_floor(anchor: str, at: datetime) -> None:
    """Open what the rules ask for about a person, each once; a newer record folds into an open one."""
    person = persons_at([anchor]).get(anchor)
    found = assessment(person, BY) if person else None
    if found is None or person is None:
        return
    for opening in found.opens:
        if opening.clock not in CLOCKS or _asked_already(person, opening, at):
            continue
        if not _stands(person, opening):
            whom = _named_in(person, opening.evidence) or anchor
            open_duty(
                clock=opening.clock,
                about=(whom, *opening.evidence[:10]),
                people=(whom,),
                told_at=opening.told_at,
                because=opening.because,
                level="high" if opening.clock == "MISS_HIGH_CSC" else "",
                key=f"{anchor}:{opening.key}",
                by=BY,
                at=at,
            )
    _grade_needed(anchor, person, found, at)
    tidy(person, at)


def _named_in(person: str, evidence: Iterable[str]) -> str:
    """Give the appearance by which a rule's evidence names a person, or nothing.

    A duty is about that appearance: should a person part it from this child, the duty goes with
    it to the child it is of.
    """
    for record in evidence:
        if record.startswith("R-"):
            named = appearances_in(record, viewer=BY)
            if found := next((one.ref for one in named if one.person == person), ""):
                return found
    return ""


def _stands(person: str, opening: Opening) -> bool:
    """Tell whether a duty that a floor opened by the same clock about the same child is still open."""
    mine = {person, *appearances_of(person)}
    return (
        Duty.objects.filter(clock=opening.clock, key__startswith="M-", links__ref__in=mine)
        .exclude(state="closed")
        .exists()
    )


def _asked_already(person: str, opening: Opening, at: datetime) -> bool:
    """Tell whether an episode or a case has asked for the same of the same child already."""
    once = opening.clock in ONCE_A_SEARCH
    referral = opening.clock == "CSC_REFERRAL"
    if opening.clock == "BREACH_ACTION":
        return any(
            row.clock == opening.clock for ref in opening.evidence for row in about(ref, BY, at)
        )
    if not once and not referral:
        return False
    for row in about(person, BY, at):
        if once and row.clock == opening.clock:
            if row.state != "closed" or row.opened_at >= opening.told_at:
                return True
        elif referral and row.clock in BY_CASE and _of_case({*row.about} & {*opening.evidence}):
            return True
    return False


def _of_case(shared: set[str]) -> bool:
    """Tell whether what two referrals share is the case's own record, not one beside it."""
    return any(one.kind in OF_CASE for one in versions(standing_ids(shared)))


def _grade_needed(
    anchor: str, person: str, found: Assessment, at: datetime, refused: GradeRow | None = None
) -> None:
    """Ask for a grade where a live record brought a floor to the top and no person has graded.

    One that was refused is asked for again, in its own framework.
    """
    again = f":{refused.ref}" if refused else ""
    for framework in ungraded(person):
        if refused is not None and framework != refused.framework:
            continue
        floor = floor_of(found, framework)
        if not any_live(ref for one in floor.findings if one.level for ref in one.finding.evidence):
            continue
        open_duty(
            clock="GRADE_NEEDED",
            about=(anchor,),
            people=(person,),
            told_at=at,
            because="The floor stands at the top level and nobody has graded.",
            level="high",
            key=f"{anchor}:GRADE_NEEDED:{framework}{again}",
            by=BY,
            at=at,
        )


def after_grade(ref: str, at: datetime) -> None:
    """Ask a second person to agree a grade below the floor; a grade made closes the ask for one."""
    row = grade(ref)
    person = person_of(row) if row else None
    if row is None or person is None:
        return
    close_like(
        f"{row.anchor}:GRADE_NEEDED:{row.framework}",
        outcome="graded",
        evidence=(row.record,),
        by=BY,
        at=at,
    )
    tidy(person, at)
    _find_out(row, person, at)
    if not row.provisional:
        return
    open_duty(
        clock="GRADE_AGREE",
        about=(row.anchor, row.record),
        people=(person,),
        told_at=row.at,
        because="A grade below the floor waits for a second person. The floor is the working level.",
        level="high",
        key=f"{ref}:GRADE_AGREE",
        by=BY,
        at=at,
    )


def _find_out(row: GradeRow, person: str, at: datetime) -> None:
    """Ask for each fact of which the grader said that it is to be found out; once a grade."""
    asked = [rule for rule, said in row.weighs.items() if said == "find_out"]
    titles = told_of(row) if asked else {}
    for rule in asked:
        open_duty(
            clock="FIND_OUT",
            about=(row.anchor, row.record),
            people=(person,),
            told_at=row.at,
            because=f"The grader asks that this be found out: {titles.get(rule, rule)}.",
            key=f"{row.ref}:FIND_OUT:{rule}",
            by=BY,
            at=at,
        )


def after_refusal(ref: str, at: datetime) -> None:
    """Close the ask for a second person once one refused; the child is to be graded again."""
    row = grade(ref)
    person = person_of(row) if row else None
    found = assessment(person, BY) if person else None
    if row is None:
        return
    close_by_key(f"{ref}:GRADE_AGREE", outcome="refused", evidence=(row.record,), by=BY, at=at)
    if person is not None and found is not None:
        _grade_needed(row.anchor, person, found, at, refused=row)


def after_agreement(ref: str, at: datetime) -> None:
    """Close the ask for a second person once one has agreed."""
    row = grade(ref)
    if row is not None:
        close_by_key(f"{ref}:GRADE_AGREE", outcome="agreed", evidence=(row.record,), by=BY, at=at)
