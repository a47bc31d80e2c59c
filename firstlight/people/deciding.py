"""What people decide about who is who: judged and taken back; and a person worked again."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import may, sealed_targets
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.models import Appearance, Judgement, Membership
from firstlight.people.parting import fork, note_partings, rework


def judge(*, one: str, other: str, answer: str, reason: str, by: Viewer, at: datetime) -> str:
    """Say whether two appearances are the same person, different, or not to be told.

    The judgement outlives re-linking and can be taken back. Refuses without a reason, and who
    may not judge.
    """
    if not may(by, "people.judge"):
        raise NotThere
    if answer not in {"same", "different", "unsure"}:
        raise Refusal("An answer is same, different or unsure.", next_step="Choose one.")
    if not reason.strip():
        raise Refusal("A judgement needs its reason.", next_step="Say what you went by.")
    with act("people.judged", by=by, at=at, operation=Operation.COMBINATION) as line:
        rows = {a.ref: a for a in Appearance.objects.filter(ref__in=[one, other])}
        if len(rows) != 2:
            raise NotThere
        forked: dict[str, str] = {}
        if answer == "different" and rows[one].mention_id == rows[other].mention_id:
            forked[one] = fork(line, rows[one])
        ref = new_ref("G")
        Judgement.objects.filter(
            one__in=rows.values(), other__in=rows.values(), ended_seq__isnull=True
        ).update(ended_seq=line.seq)
        Judgement.objects.create(
            ref=ref, one=rows[one], other=rows[other], answer=answer, reason=reason, by=by.ref,
            at=at, known_seq=line.seq,
        )  # fmt: skip
        line.about(ref, one, other)
        line.say(answer=answer, reason=reason)
        grouped = rework(line, {rows[one].mention_id, rows[other].mention_id})
        note_partings(line, grouped, forked)
        return ref


def take_back(*, judgement: str, reason: str, by: Viewer, at: datetime) -> None:
    """Take a judgement back; the model's own answer stands again."""
    if not may(by, "people.judge"):
        raise NotThere
    row = Judgement.objects.filter(ref=judgement, ended_seq__isnull=True).first()
    if row is None:
        raise NotThere
    with act("people.judgement_taken_back", by=by, at=at, operation=Operation.COMBINATION) as line:
        Judgement.objects.filter(pk=row.pk).update(ended_seq=line.seq)
        line.about(judgement)
        line.say(reason=reason)
        grouped = rework(line, {row.one.mention_id, row.other.mention_id})
        note_partings(line, grouped)


def work_again(*, person: str, by: Viewer, at: datetime) -> None:
    """Group a person's component again after a seal was made or lifted.

    A sealed person's links become the inside's alone: outsiders' pages, searches and counts are
    worked without them from here on.
    """
    with act("people.worked_again", by=by, at=at) as line:
        rows = Membership.objects.filter(person__ref=person, to_seq__isnull=True)
        if person in sealed_targets():
            inner = list(rows.filter(side="both").values_list("appearance_id", "person_id"))
            rows.filter(side="both").update(to_seq=line.seq)
            Membership.objects.bulk_create(
                [
                    Membership(appearance_id=a, person_id=p, side="inside", from_seq=line.seq)
                    for a, p in inner
                ]
            )
        else:
            rework(line, set(rows.values_list("appearance__mention_id", flat=True)))
        line.about(person)
