"""What people decide about who is who: judged, taken back, split; and a person worked again."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import may, sealed_targets
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.events import LinkParted, PersonChanged
from firstlight.people.models import (
    Appearance,
    Judgement,
    Membership,
    Mention,
    MentionKey,
    Parting,
    Person,
)
from firstlight.people.taking.grouping import regroup
from firstlight.people.taking.identities import Identities
from firstlight.people.taking.pairs import Pairs
from firstlight.people.taking.settling import Regrouped


def _rework(line: Line, mentions: set[int]) -> Regrouped:
    """Group again what a human judgement touched, and queue the re-work of its people."""
    sealed = frozenset(ref for ref in sealed_targets() if ref.startswith("P-"))
    grouped = regroup(line, mentions, Identities(), Pairs(), sealed=sealed, hidden=frozenset())
    for person in sorted(grouped.changed):
        line.about(person)
        line.emit(PersonChanged(person=person))
        line.queue("risk.assess", (person,), priority=Priority.NAMED, key=f"risk.assess:{person}")
    return grouped


def _fork(line: Line, appearance: Appearance) -> None:
    """Give an appearance a mention of its own: two people cannot share one statement."""
    shared = Mention.objects.get(pk=appearance.mention_id)
    own = Mention.objects.create(
        code=f"{shared.code[:20]}{new_ref('F')[2:]}",
        name_id=shared.name_id,
        identity=shared.identity,
        known_seq=line.seq,
    )
    keys = MentionKey.objects.filter(mention_id=shared.pk).values_list("key", flat=True)
    MentionKey.objects.bulk_create(MentionKey(key=key, mention=own) for key in keys)
    Appearance.objects.filter(pk=appearance.pk).update(mention=own)
    appearance.mention_id = own.pk


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
        if answer == "different" and rows[one].mention_id == rows[other].mention_id:
            _fork(line, rows[one])
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
        grouped = _rework(line, {rows[one].mention_id, rows[other].mention_id})
        _note_partings(line, grouped)
        return ref


def _note_partings(line: Line, grouped: Regrouped) -> None:
    """Write down who was parted from whom, so that what relied on it can be found."""
    pairs: dict[tuple[str, str], list[str]] = {}
    ended = set(Person.objects.filter(ended_seq=line.seq).values_list("ref", flat=True))
    for appearance, before, after in grouped.moved:
        if before not in ended:
            pairs.setdefault((before, after), []).append(appearance)
    for (before, after), appearances in sorted(pairs.items()):
        ref = new_ref("W")
        Parting.objects.create(
            ref=ref, person=before, to=after, appearances=appearances, by=line.by.ref, at=line.at,
            known_seq=line.seq,
        )  # fmt: skip
        line.emit(LinkParted(parting=ref, person=before, to=after))


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
        grouped = _rework(line, {row.one.mention_id, row.other.mention_id})
        _note_partings(line, grouped)


def split(*, appearance: str, reason: str, by: Viewer, at: datetime) -> str:
    """Part one appearance from everything it is linked to; give the person it stands as now.

    Every brief, grading, duty and disclosure that relied on it is found from `reliance`.
    """
    if not may(by, "people.split"):
        raise NotThere
    if not reason.strip():
        raise Refusal("A split needs its reason.", next_step="Say what you went by.")
    row = Appearance.objects.filter(ref=appearance, ended_seq__isnull=True).first()
    if row is None:
        raise NotThere
    with act("people.split", by=by, at=at, operation=Operation.COMBINATION) as line:
        member = Membership.objects.filter(appearance=row, to_seq__isnull=True).first()
        others = (
            Appearance.objects.filter(
                membership__person_id=member.person_id,
                membership__to_seq__isnull=True,
                ended_seq__isnull=True,
            )
            .exclude(pk=row.pk)
            .distinct()
            if member
            else []
        )
        if any(one.mention_id == row.mention_id for one in others):
            _fork(line, row)
        for one in others:
            Judgement.objects.create(
                ref=new_ref("G"), one=row, other=one, answer="different", reason=reason, by=by.ref,
                at=at, known_seq=line.seq,
            )  # fmt: skip
        line.about(appearance)
        line.say(reason=reason)
        grouped = _rework(line, {row.mention_id, *(one.mention_id for one in others)})
        _note_partings(line, grouped)
        return grouped.inside.get(appearance, "")


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
            _rework(line, set(rows.values_list("appearance__mention_id", flat=True)))
        line.about(person)
