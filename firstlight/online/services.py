"""Verbs on online cases. Only who may work them acts; no verb stops a child's clock by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.duties.services import close as close_duty
from firstlight.duties.services import close_by_key
from firstlight.force.selectors import setting
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.online.events import CaseClosed, ChildConsidered
from firstlight.online.models import Case, CaseRecord, LateTelling, Line, Tonight
from firstlight.online.moving import move
from firstlight.online.opening import note
from firstlight.online.reading import clocks_by_person, duties_of, stopped_by
from firstlight.online.reworking import rework
from firstlight.online.rules.images import QUESTIONS
from firstlight.online.rules.outcomes import OUTCOMES, faults
from firstlight.online.rules.steps import STEPS
from firstlight.online.who import SYSTEM, found, heard_by, suspect_of
from firstlight.people.selectors import persons_at
from firstlight.people.services import write
from firstlight.risk.rules.grading import RANKS, rank_order

LATE_RANK = "chief_inspector"


def _mine(ref: str, by: Viewer) -> Case:
    if not may(by, "online.work", ref):
        raise NotThere
    return found(ref, by)


def _child(case: Case, anchor: str, by: Viewer) -> str:
    """Give the person a child row of the case is about now; NotThere where it is none of it."""
    known = persons_at([anchor], viewer=None if by.is_system else by).get(anchor)
    if known is None or not case.children.filter(anchor=anchor).exists():
        raise NotThere
    return known


def consider(
    *, ref: str, anchor: str, outcome: str, said: str = "", reference: str = "", by: Viewer,
    at: datetime,
) -> None:  # fmt: skip
    """Write who considered a child, with what outcome; it ends the clocks its outcome names.

    No `anchor` is the one line of the children of the same building or institution. Refuses an
    outcome without its reason or rank, all faults told together.
    """
    case = _mine(ref, by)
    person = _child(case, anchor, by) if anchor else ""
    wrong = faults(
        outcome, said, ranks_as=rank_order(by.rank), rank_of={r: n for n, r in enumerate(RANKS)}
    )
    if wrong:
        raise Refusal("The line is not complete.", next_step="Mend these.", faults=tuple(wrong))
    row = OUTCOMES[outcome]
    due = clocks_by_person(duties_of(case, at)).get(person, [])
    with act("online.child_considered", by=by, at=at) as line:
        Line.objects.create(
            case=case, anchor=anchor, outcome=outcome, said=said.strip(),
            reference=reference.strip()[:40], by=by.ref, at=at, known_seq=line.seq,
        )  # fmt: skip
        for one in due:
            if one.clock in row.ends and one.state != "closed":
                close_duty(one.ref, f"{row.label}, by {by.name}.", (case.ref,), SYSTEM, at)
        note(line, case, "considered", f"{row.label}. {said.strip()}".strip())
        line.about(case.ref, anchor or case.ref)
        line.say(outcome=outcome, said=said, reference=reference)
        line.emit(ChildConsidered(ref=case.ref, heard_by=heard_by(case)))


def sleep_tonight(
    *, ref: str, anchor: str, sleeps: str, with_whom: str, checked: str, by: Viewer, at: datetime
) -> None:
    """Say where a child sleeps tonight, with whom, checked against what. Refuses a blank in any."""
    case = _mine(ref, by)
    _child(case, anchor, by)
    told = {"sleeps": sleeps, "with_whom": with_whom, "checked": checked}
    blank = tuple(
        (name, "Say it, or say that it is not known.")
        for name, text in told.items()
        if not text.strip()
    )
    if blank:
        raise Refusal("Tonight is not complete.", next_step="Complete it.", faults=blank)
    with act("online.tonight_told", by=by, at=at) as line:
        Tonight.objects.create(
            case=case, anchor=anchor, sleeps=sleeps.strip(), with_whom=with_whom.strip(),
            checked=checked.strip(), by=by.ref, at=at, known_seq=line.seq,
        )  # fmt: skip
        note(line, case, "tonight", "Where a child sleeps tonight was said and checked.")
        line.about(case.ref, anchor)


def take_step(*, ref: str, verb: str, said: str = "", by: Viewer, at: datetime) -> None:
    """Move the case alone. Refuses a step its state does not have; closing is its own verb."""
    if verb not in {row.verb for row in STEPS} - {"close"}:
        raise Refusal("There is no such step.", next_step="Choose one of those offered.")
    case = _mine(ref, by)
    with act(f"online.{verb}", by=by, at=at) as line:
        move(line, case, verb, said.strip())


def preserve(*, ref: str, said: str, by: Viewer, at: datetime) -> None:
    """Say that preservation was asked for, of whom. Refuses without saying whom."""
    case = _mine(ref, by)
    if not said.strip():
        raise Refusal(
            "Say who was asked to preserve what.", next_step="Write it.",
            faults=(("said", "Say who was asked to preserve what, and by what reference."),),
        )  # fmt: skip
    with act("online.preservation_asked", by=by, at=at) as line:
        Case.objects.filter(pk=case.pk, preserved_at=None).update(preserved_at=at)
        note(line, case, "preserve", said.strip())
        close_by_key(f"{case.ref}:ONLINE_PRESERVE", said.strip()[:280], (), SYSTEM, at)
        line.about(case.ref)


def tell_late(*, ref: str, reason: str, hours: int, by: Viewer, at: datetime) -> None:
    """Let partners be told late, in a chief inspector's own name, for some hours. Pauses no clock.

    Refuses a lower rank, no reason, and more hours than the force has set.
    """
    if not may(by, "online.see", ref):
        raise NotThere
    case, most = found(ref, by), int(setting("online.late_telling_hours"))
    wrong = []
    if rank_order(by.rank) < RANKS.index(LATE_RANK):
        wrong.append(("reason", "A chief inspector or above must give it in their own name."))
    if not reason.strip():
        wrong.append(("reason", "Say why the children are safe meanwhile, and who was consulted."))
    if not 1 <= hours <= most:
        wrong.append(("hours", f"Between 1 and {most} hours."))
    if wrong:
        raise Refusal("Late telling is an exception.", next_step="Mend these.", faults=tuple(wrong))
    with act("online.late_telling_given", by=by, at=at) as line:
        LateTelling.objects.create(
            case=case, reason=reason.strip(), until=at + timedelta(hours=hours), by=by.ref,
            rank=by.rank, at=at, known_seq=line.seq,
        )  # fmt: skip
        note(
            line,
            case,
            "late_telling",
            f"Late telling for {hours} hours. The child's clock runs on.",
        )
        line.about(case.ref)
        line.say(reason=reason, hours=hours)


def ask(*, ref: str, asked_of: str, answer: str, said: str = "", by: Viewer, at: datetime) -> str:
    """Record who was asked for the household's children and the answer; gives the record.

    Refuses without saying who was asked. The children an answer names are recorded as a concern.
    """
    case = _mine(ref, by)
    if not asked_of.strip():
        raise Refusal(
            "Say who was asked.", next_step="Name the council, school or body.",
            faults=(("asked_of", "Name the council, school or body that was asked."),),
        )  # fmt: skip
    details = {
        "asked_of": asked_of.strip(),
        "question": "children of the household",
        "answer": answer,
        "said": said,
    }
    details["children_found"] = {"found": "yes", "nothing_found": "no"}.get(answer, "unknown")
    return _record(case, "check", details, by, at)


def answer_images(*, ref: str, answers: Mapping[str, str], by: Viewer, at: datetime) -> str:
    """Record answers to the five questions, containment and spread; gives the record.

    What is not answered stays not known, which counts as yes.
    """
    case = _mine(ref, by)
    allowed = {code for code, _ in QUESTIONS} | {"images_contained", "spread", "report_remove"}
    details = {name: value for name, value in answers.items() if name in allowed and value}
    return _record(case, "image_sharing", details, by, at)


def _record(case: Case, kind: str, details: Mapping[str, object], by: Viewer, at: datetime) -> str:
    """Take in what was found out as a record about those it concerns, and work the case again."""
    if kind == "check":
        persons = [suspect_of(case)]
    else:
        rows = case.children.filter(gone=False, may_be=False, nearness="household")
        persons = sorted(set(persons_at([row.anchor for row in rows]).values()))
    about = {f"p{n}": person for n, person in enumerate((p for p in persons if p), 1)}
    now = at.isoformat()
    with act(f"online.{kind}_recorded", by=by, at=at) as line:
        taken = write(
            {
                "source": "firstlight", "source_ref": new_ref("C"), "kind": kind, "told_at": now,
                "recorded_at": now, "occurred": {"begins": now}, "author": by.name,
                "department": "online", "happening": case.happening,
                "people": [{"key": key, "role": "subject"} for key in about], "details": dict(details),
            },
            by=by, at=at, about=about,
        )  # fmt: skip
        CaseRecord.objects.get_or_create(
            case=case, record=taken.ref, defaults={"known_seq": line.seq}
        )
        note(line, case, kind, "Recorded what was found out.", record=taken.ref)
        line.about(case.ref, taken.ref)
    rework(case.ref, at)
    return taken.ref


def close(*, ref: str, said: str, by: Viewer, at: datetime) -> None:
    """Close a case, once every child is done. Refuses before that, saying all that is missing.

    Every child of the first three classes needs a line and their own clock done, each of the
    household a tonight, and the household's children must have been asked for and answered. A child
    sealed from whoever closes is neither counted nor told of: their duty stays with its custodian.
    """
    case = _mine(ref, by)
    rework(ref, at)  # a record that came in a moment ago counts
    still = stopped_by(Case.objects.get(pk=case.pk), at, by)
    if still:
        raise Refusal(
            "This case cannot be closed yet.", next_step="Do what is still open.",
            code="children_first", faults=tuple(("children", one) for one in still),
        )  # fmt: skip
    with act("online.closed", by=by, at=at) as line:
        row = move(line, case, "close", said.strip())
        row.closed_at = at
        row.save(update_fields=["closed_at"])
        close_by_key(
            f"{row.ref}:ONLINE_CASE:{row.level or 'unknown'}",
            "The case was closed.",
            (),
            SYSTEM,
            at,
        )
        line.emit(CaseClosed(ref=row.ref, heard_by=heard_by(row)))
