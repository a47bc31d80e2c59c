"""Assess, grade, agree. The computer sets a floor and says why; a named person grades."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from firstlight.access.selectors import may, user
from firstlight.audit.selectors import due_moments
from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.force.selectors import setting
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import anchor as anchor_of
from firstlight.people.selectors import appearances_of
from firstlight.people.services import rely, take_in
from firstlight.picture.selectors import situations
from firstlight.risk.events import FloorMoved, GradeAgreed, Graded
from firstlight.risk.models import Assessed, Grade
from firstlight.risk.rules import levels
from firstlight.risk.rules.assessment import Assessment
from firstlight.risk.rules.engine import assess as work_out
from firstlight.risk.rules.grading import Officer, Terms, judge_grade, may_agree, weighed
from firstlight.risk.rules.rationale import barred_reasons
from firstlight.risk.rules.rule import Settings
from firstlight.risk.selectors import floor_of, latest_of, provisional_grade


def settings_now() -> Settings:
    """Give the rules' settings as the force has them."""
    values = {"lapse_days": setting("statements.lapse_days")}
    return Settings(
        switched_on=frozenset(setting("risk.switched_on")),
        values=values,
        switched_off=frozenset(setting("risk.switched_off")),
    )


def assess(*, person: str, by: Viewer, at: datetime) -> Assessment:
    """Work out a person's floors and keep them where they differ from what stood."""
    return assess_many(persons=(person,), by=by, at=at)[person]


def assess_many(*, persons: Iterable[str], by: Viewer, at: datetime) -> dict[str, Assessment]:
    """Work out several persons' floors; those that differ from what stood are kept as new.

    Everything is worked outside the lock. Each asks to be worked again at the moment when time
    alone would move it.
    """
    wanted = tuple(dict.fromkeys(persons))
    before = latest_of(wanted)
    settings = settings_now()
    found = {
        ref: work_out(situation, settings) for ref, situation in situations(wanted, at=at).items()
    }
    told = {ref: _content(one) for ref, one in found.items()}
    moved = [
        ref for ref in wanted if ref not in before or not _same(before[ref].content, told[ref])
    ]
    due = due_moments([f"assess:{row.anchor}" for row in before.values()])
    again = [
        ref
        for ref, row in before.items()
        if ref not in moved and found[ref].changes_at != due.get(f"assess:{row.anchor}")
    ]
    if moved or again:
        with act("risk.assessed", by=by, at=at) as line:
            for ref in moved:
                _keep(line, ref, before.get(ref), found[ref], told[ref])
            for ref in again:
                _ask_again(line, before[ref].anchor, ref, found[ref])
    return found


def _keep(
    line: Line, person: str, before: Assessed | None, found: Assessment, content: str
) -> None:
    anchor = anchor_of(person)
    if before is not None:
        Assessed.objects.filter(person=person, latest=True).update(latest=False)
    Assessed.objects.create(
        person=person,
        anchor=anchor,
        at=line.at,
        known_seq=line.seq,
        content=content,
        levels={f: floor.level for f, floor in found.floors.items() if floor.level},
        rose=_rose(before, found),
    )
    line.about(person)
    if before is not None or _says_something(found):
        line.emit(FloorMoved(anchor=anchor, person=person))
    _ask_again(line, anchor, person, found)


def _says_something(found: Assessment) -> bool:
    """Tell whether a first assessment has a level, a yes or a duty to open."""
    return bool(found.opens) or any(
        floor.level or any(one.finding.answer is Answer.YES for one in floor.findings)
        for floor in found.floors.values()
    )


def _ask_again(line: Line, anchor: str, person: str, found: Assessment) -> None:
    """Ask to look again when time alone would move the answer."""
    if found.changes_at:
        line.due(f"assess:{anchor}", found.changes_at, "risk.assess", (person,))


def _content(found: Assessment) -> str:
    told = found.to_json()
    told.pop("at", None)
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _same(one: str, other: str) -> bool:
    """Compare two assessments by what they say, not by when they would change."""

    def said(text: str) -> Any:
        value = json.loads(text)
        value.pop("changes_at", None)
        return value

    return bool(said(one) == said(other))


def _rose(before: Assessed | None, found: Assessment) -> bool:
    held = before.levels if before else {}
    return any(
        floor.level is not None
        and (held.get(name) is None or levels.is_below(name, held[name], floor.level))
        for name, floor in found.floors.items()
    )


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

    Refuses without a rationale, an unknown level, or who may not grade. The grader must be on
    the rota. What was shown is stored; the floor is not touched.
    """
    if not may(by, "risk.grade"):
        raise NotThere
    faults = _grade_faults(framework, level, rationale)
    if faults:
        raise Refusal("The grade is not complete.", next_step="Mend these.", faults=tuple(faults))
    if not by.posts and not by.is_system:
        raise Refusal("You are not on the rota now.", next_step="Somebody on duty must grade.")
    found = assess(person=person, by=by, at=at)
    floor = found.floors.get(framework)
    outcome = judge_grade(
        framework=framework,
        level=level,
        floor=floor.level if floor else None,
        grader=officer(by),
        terms=terms_now(),
    )
    with act("risk.graded", by=by, at=at) as line:
        return _save_grade(
            line, person, framework, level, rationale, weighs or {}, outcome, found, by
        )


def _grade_faults(framework: str, level: str, rationale: str) -> list[tuple[str, str]]:
    faults = []
    if framework not in levels.FRAMEWORKS or not levels.is_level(framework, level):
        faults.append(("level", "choose one of the levels"))
    if not rationale.strip():
        faults.append(
            ("rationale", "say why: what weighs, what does not, what is still to find out")
        )
    return faults


def _save_grade(
    line: Line,
    person: str,
    framework: str,
    level: str,
    rationale: str,
    weighs: dict[str, str],
    outcome: Any,
    found: Assessment,
    by: Viewer,
) -> str:
    ref = new_ref("K")
    floor = found.floors.get(framework)
    anchor = anchor_of(person)
    now = line.at.isoformat()
    taken = take_in(
        {
            "source": "firstlight",
            "source_ref": ref,
            "kind": "grading",
            "told_at": now,
            "recorded_at": now,
            "occurred": {"begins": now},
            "author": by.name,
            "people": [{"key": "p1", "role": "subject"}],
            "details": {
                "framework": framework,
                "level": level,
                "floor": (floor.level if floor else "") or "",
                "provisional": outcome.provisional,
                "rationale": rationale,
                "rank": by.rank,
                "about": anchor,
            },
        },
        by=by,
        at=line.at,
        about={"p1": person},
    )
    due = line.at + timedelta(minutes=outcome.due_minutes) if outcome.due_minutes else None
    notes = barred_reasons(rationale)
    Grade.objects.filter(
        anchor__in=appearances_of(person), framework=framework, state="standing", provisional=True
    ).update(state="replaced")
    Grade.objects.create(
        ref=ref, record=taken.ref, anchor=anchor, framework=framework, level=level,
        floor=(floor.level if floor else "") or "", provisional=outcome.provisional,
        needs=outcome.needs[:200], rationale=rationale, weighs=weighs, shown=_content(found),
        note=" ".join(one.note for one in notes)[:300], by=by.ref, by_title=by.name, rank=by.rank,
        at=line.at, known_seq=line.seq, due_at=due,
    )  # fmt: skip
    rely(line, kind="grading", ref=ref, people=[person])
    line.about(ref, person)
    line.emit(Graded(grade=ref, anchor=anchor, provisional=outcome.provisional))
    return ref


def agree(*, grade: str, by: Viewer, at: datetime) -> None:
    """Agree a provisional grade: it counts from now, never before.

    Refuses the grader through any account, too low a rank, and somebody off the rota, saying
    which. What the second person saw is stored too.
    """
    row = provisional_grade(grade)
    if row is None:
        raise NotThere
    grader_user = user(row.by)
    grader = Officer(
        account=row.by,
        known_as=frozenset(
            {grader_user.collar} if grader_user and grader_user.collar else {row.by}
        ),
        rank=row.rank,
    )
    why_not = may_agree(grader=grader, agreer=officer(by), terms=terms_now())
    if why_not:
        raise Refusal(why_not, next_step=f"Ask {row.needs}.")
    if not may(by, "risk.agree"):
        raise NotThere
    from firstlight.people.selectors import person_at  # noqa: PLC0415 -- beside its one use

    person = person_at(row.anchor)
    if person is None:
        raise NotThere
    found = assess(person=person, by=by, at=at)
    with act("risk.grade_agreed", by=by, at=at) as line:
        Grade.objects.filter(pk=row.pk).update(
            provisional=False,
            agreed_by=by.ref,
            agreed_title=by.name,
            agreed_at=at,
            agreed_over={k: list(v) for k, v in weighed(floor_of(found, row.framework)).items()},
            agreed_shown=_content(found),
        )
        line.about(grade, person)
        line.emit(GradeAgreed(grade=grade, anchor=row.anchor))


def assess_everybody(*, persons: list[str], by: Viewer, at: datetime) -> None:
    """Queue the re-work of many persons, after a load or a change of setting."""
    with act("risk.rework_queued", by=by, at=at) as line:
        for one in persons:
            line.queue("risk.assess", (one,), priority=Priority.REST, key=f"risk.assess:{one}")
