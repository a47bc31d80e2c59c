"""Legal holds: made and ended by named people, with reasons; any one keeps a record."""

from __future__ import annotations

from datetime import date, datetime

from firstlight.access.selectors import may
from firstlight.audit.services import act
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.kernel.values.when import london_date
from firstlight.people.selectors import appearances_of, exists, hidden_records, stands_as
from firstlight.records.selectors import contents_of
from firstlight.retention.events import HoldEnded, HoldMade
from firstlight.retention.models import Hold


def hold(*, target: str, reason: str, review_on: date | None, by: Viewer, at: datetime) -> str:
    """Hold a record, or everything about a person, from disposal; give the hold's reference.

    Refuses, all together: no reason, no review date in the future. NotThere for what is not
    there or not this person's to see.
    """
    if not may(by, "retention.hold"):
        raise NotThere
    faults = []
    if not reason.strip():
        faults.append(("reason", "say why it is held"))
    if review_on is None or review_on <= london_date(at):
        faults.append(("review_on", "name a day to come on which the hold is looked at again"))
    if faults or review_on is None:
        raise Refusal("The hold is not complete.", next_step="Mend these:", faults=tuple(faults))
    standing, anchors = _target(target, by)
    with act("retention.held", by=by, at=at) as line:
        row = Hold.objects.create(
            ref=new_ref("H"), target=standing, anchors=anchors, reason=reason.strip(),
            review_on=review_on, by=by.ref, at=at, known_seq=line.seq,
        )  # fmt: skip
        line.about(row.ref, standing)
        line.say(reason=reason.strip())
        line.emit(HoldMade(hold=row.ref))
        return row.ref


def _target(target: str, by: Viewer) -> tuple[str, list[str]]:
    if target.startswith("P-"):
        standing = stands_as(target)
        if exists(standing, by):
            return standing, appearances_of(standing)
    elif contents_of(target) is not None and not hidden_records([target], by):
        return target, []
    raise NotThere


def end_hold(*, ref: str, reason: str, by: Viewer, at: datetime) -> None:
    """End a hold, with the reason. Refuses without one; NotThere where none stands."""
    if not may(by, "retention.hold"):
        raise NotThere
    row = Hold.objects.filter(ref=ref, ended_seq__isnull=True).first()
    if row is None:
        raise NotThere
    if not reason.strip():
        raise Refusal(
            "A hold is ended only with a reason.",
            next_step="Say what changed.",
            faults=(("reason", "say why it is no longer held"),),
        )
    with act("retention.hold_ended", by=by, at=at) as line:
        Hold.objects.filter(pk=row.pk).update(
            ended_seq=line.seq, ended_by=by.ref, ended_at=at, ended_reason=reason.strip()
        )
        line.about(ref, row.target)
        line.say(reason=reason.strip())
        line.emit(HoldEnded(hold=ref))


def keep_held(*, ref: str, review_on: date | None, reason: str, by: Viewer, at: datetime) -> None:
    """Look at a hold again and keep it until another day. Refuses a day that is not to come."""
    if not may(by, "retention.hold"):
        raise NotThere
    row = Hold.objects.filter(ref=ref, ended_seq__isnull=True).first()
    if row is None:
        raise NotThere
    if review_on is None or review_on <= london_date(at):
        said = "name a day to come on which the hold is looked at again"
        raise Refusal(
            "The hold needs a new day.", next_step="Choose it.", faults=(("review_on", said),)
        )
    with act("retention.hold_kept", by=by, at=at) as line:
        Hold.objects.filter(pk=row.pk).update(review_on=review_on)
        line.about(ref, row.target)
        line.say(reason=reason.strip(), review_on=review_on.isoformat())
