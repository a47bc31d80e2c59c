"""A named person's grade: saved at once, agreed by a second person where it is below the floor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from firstlight.access.selectors import may, user
from firstlight.audit.services import Line, act
from firstlight.force.selectors import setting
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import anchor as anchor_of
from firstlight.people.selectors import appearances_of, person_at
from firstlight.people.services import rely, write
from firstlight.risk import very_low
from firstlight.risk.around import Around, around
from firstlight.risk.assessing import assess, content_of
from firstlight.risk.events import GradeAgreed, Graded, GradeRefused
from firstlight.risk.models import Grade
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Assessment
from firstlight.risk.rules.grading import (
    GradeOutcome,
    Officer,
    Terms,
    judge_grade,
    may_agree,
    weighed,
)
from firstlight.risk.rules.rationale import one_line
from firstlight.risk.standing import GradeRow, as_seen, floor_of, provisional_grade

VERY_LOW = ("missing", "very_low")


def officer(viewer: Viewer) -> Officer:
    """Say who a viewer is as a grader: one person may have several accounts."""
    account = user(viewer.ref)
    collar = account.collar if account else ""
    return Officer(
        account=viewer.ref,
        known_as=frozenset({collar} if collar else {viewer.ref}),
        rank=viewer.rank,
        roles=viewer.roles,
        on_duty=bool(viewer.posts),
    )


def terms_now() -> Terms:
    """Give who may agree a grade below the floor and how soon, as the force has set it."""
    rank = str(setting("risk.agree_minimum_rank")).lower().replace(" ", "_")
    return Terms(least_rank=rank, minutes=int(setting("risk.provisional_agree_minutes")))


def grade(
    *,
    person: str,
    framework: str,
    level: str,
    rationale: str,
    weighs: dict[str, str] | None = None,
    by: Viewer,
    at: datetime,
) -> str:
    """Save a named person's grade, at once. Below the floor it is provisional.

    Refuses without a rationale, an unknown level, or who may not grade; and the lowest level of a
    missing child unless the force has turned it on. The grader must be on
    the rota. What was shown is stored; the floor is not touched.
    """
    if not may(by, "risk.grade"):
        raise NotThere
    faults = _grade_faults(framework, level, rationale)
    if faults:
        raise Refusal("The grade is not complete.", next_step="Mend these.", faults=tuple(faults))
    if not by.posts and not by.is_system:
        raise Refusal("You are not on the rota now.", next_step="Somebody on duty must grade.")
    found = as_seen(assess(person=person, by=by, at=at), by)
    barred = very_low.why_not(person, found, at) if (framework, level) == VERY_LOW else ""
    if barred:
        raise Refusal(barred, next_step="Your words are kept; choose another level.",
                      faults=(("level", barred),))  # fmt: skip
    near = around(person, at)
    outcome = judge_grade(
        framework=framework,
        level=level,
        floor=floor_of(found, framework).level,
        grader=officer(by),
        terms=terms_now(),
    )
    with act("risk.graded", by=by, at=at) as line:
        given = Given(person, framework, level, rationale, weighs or {}, outcome, found, near)
        return _save(line, given, by)


def _grade_faults(framework: str, level: str, rationale: str) -> list[tuple[str, str]]:
    faults = []
    if framework not in levels.FRAMEWORKS or not levels.is_level(framework, level):
        faults.append(("level", "choose one of the levels"))
    if not rationale.strip():
        faults.append(
            ("rationale", "say why: what weighs, what does not, what is still to find out")
        )
    return faults


@dataclass(frozen=True, slots=True)
class Given:
    """A grade that was given: what the grader said, what stood before them, what follows."""

    person: str
    framework: str
    level: str
    rationale: str
    weighs: Mapping[str, str]
    outcome: GradeOutcome
    found: Assessment
    near: Around

    @property
    def floor(self) -> str:
        """The level of the floor that was shown; '' where no rule spoke."""
        return floor_of(self.found, self.framework).level or ""


def _record(ref: str, given: Given, anchor: str, by: Viewer, at: datetime) -> dict[str, Any]:
    """Write a grade as the record it is."""
    now = at.isoformat()
    return {
        "source": "firstlight",
        "source_ref": ref,
        "kind": "grading",
        "told_at": now,
        "recorded_at": now,
        "occurred": {"begins": now},
        "author": by.name,
        "people": [{"key": "p1", "role": "subject"}],
        "details": {
            "framework": given.framework,
            "level": given.level,
            "floor": given.floor,
            "provisional": given.outcome.provisional,
            "rationale": given.rationale,
            "rank": by.rank,
            "about": anchor,
        },
    }


def _save(line: Line, given: Given, by: Viewer) -> str:
    ref, anchor = new_ref("K"), anchor_of(given.person)
    raw = _record(ref, given, anchor, by, line.at)
    taken = write(raw, by=by, at=line.at, about={"p1": given.person})
    outcome = given.outcome
    due = line.at + timedelta(minutes=outcome.due_minutes) if outcome.due_minutes else None
    Grade.objects.filter(
        anchor__in=appearances_of(given.person), framework=given.framework, state="standing",
        provisional=True,
    ).update(state="replaced")  # fmt: skip
    Grade.objects.create(
        ref=ref, record=taken.ref, anchor=anchor, framework=given.framework, level=given.level,
        floor=given.floor, provisional=outcome.provisional, needs=outcome.needs[:200],
        rationale=given.rationale, weighs=given.weighs, shown=content_of(given.found),
        note=one_line(given.rationale), by=by.ref, by_title=by.name, rank=by.rank,
        at=line.at, known_seq=line.seq, due_at=due, around=given.near,
    )  # fmt: skip
    rely(line, kind="grading", ref=ref, people=[given.person])
    line.about(ref, given.person)
    line.emit(Graded(grade=ref, anchor=anchor, provisional=outcome.provisional))
    return ref


def agree(*, grade: str, by: Viewer, at: datetime) -> None:
    """Agree a provisional grade: it counts from now, never before.

    Refuses the grader through any account, too low a rank, and somebody off the rota, saying
    which. What the second person saw is stored too.
    """
    row, person = _as_second(grade, by)
    found = as_seen(assess(person=person, by=by, at=at), by)
    with act("risk.grade_agreed", by=by, at=at) as line:
        _answer(
            row,
            agreed_by=by.ref,
            agreed_title=by.name,
            agreed_at=at,
            agreed_over={k: list(v) for k, v in weighed(floor_of(found, row.framework)).items()},
            agreed_shown=content_of(found),
        )
        line.about(grade, person)
        line.emit(GradeAgreed(grade=grade, anchor=row.anchor))


def refuse(*, grade: str, because: str, by: Viewer, at: datetime) -> None:
    """Do not agree a provisional grade: it never counts, and the floor stays the working level.

    Refuses without a reason, and whoever could not agree.
    """
    row, person = _as_second(grade, by)
    if not because.strip():
        raise Refusal(
            "No reason is given.", next_step="Say why you do not agree.",
            faults=(("because", "say why you do not agree"),),
        )  # fmt: skip
    with act("risk.grade_refused", by=by, at=at) as line:
        _answer(
            row, state="refused", refused_by=by.ref, refused_title=by.name, refused_at=at,
            refused_why=because.strip()[:300],
        )  # fmt: skip
        line.about(grade, person)
        line.emit(GradeRefused(grade=grade, anchor=row.anchor))


def _as_second(ref: str, by: Viewer) -> tuple[GradeRow, str]:
    """Give the grade that waits and the person it is about, to whoever may be its second person."""
    row = provisional_grade(ref)
    person = person_at(row.anchor, viewer=by) if row else None
    if row is None or person is None or not may(by, "risk.agree"):
        raise NotThere
    account = user(row.by)
    known = frozenset({account.collar} if account and account.collar else {row.by})
    grader = Officer(account=row.by, known_as=known, rank=row.rank)
    why_not = may_agree(grader=grader, agreer=officer(by), terms=terms_now())
    if why_not:
        raise Refusal(why_not, next_step=f"Ask {row.needs}.")
    return row, person


def _answer(row: GradeRow, **said: Any) -> None:
    """Write a second person's answer, unless another one answered meanwhile."""
    waits = Grade.objects.filter(pk=row.pk, provisional=True, state="standing")
    if not waits.update(provisional=False, **said):
        raise Refusal("Somebody has answered this meanwhile.", next_step="Look at it again.")
