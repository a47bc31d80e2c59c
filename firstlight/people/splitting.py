"""Splitting: one appearance is parted from everything it is linked to, and the split undone."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import may, sight
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import Line, act
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.events import LinkRestored
from firstlight.people.models import Appearance, Judgement, Membership, Mention, Parting
from firstlight.people.parting import fork, note_partings, rework


def split(*, appearance: str, reason: str, by: Viewer, at: datetime) -> str:
    """Part one appearance from everything it is linked to; give the person it stands as now.

    Every brief, grading, duty and disclosure that relied on it is found from `reliance`.
    """
    _allowed(by, reason, "A split needs its reason.")
    row = Appearance.objects.filter(ref=appearance, ended_seq__isnull=True).first()
    if row is None:
        raise NotThere
    with act("people.split", by=by, at=at, operation=Operation.COMBINATION) as line:
        others = _beside(row)
        forked = {}
        if any(one.mention_id == row.mention_id for one in others):
            forked[row.ref] = fork(line, row)
        for one in others:
            Judgement.objects.create(
                ref=new_ref("G"), one=row, other=one, answer="different", reason=reason, by=by.ref,
                at=at, known_seq=line.seq,
            )  # fmt: skip
        line.about(appearance)
        line.say(reason=reason)
        grouped = rework(line, {row.mention_id, *(one.mention_id for one in others)})
        note_partings(line, grouped, forked)
        return grouped.inside.get(appearance, "")


def _allowed(by: Viewer, reason: str, needs: str) -> None:
    if not may(by, "people.split"):
        raise NotThere
    if not reason.strip():
        raise Refusal(needs, next_step="Say what you went by.")


def _beside(row: Appearance) -> list[Appearance]:
    """Give what else is taken for the same person."""
    member = Membership.objects.filter(appearance=row, to_seq__isnull=True).first()
    if member is None:
        return []
    together = Appearance.objects.filter(
        membership__person_id=member.person_id,
        membership__to_seq__isnull=True,
        ended_seq__isnull=True,
    )
    return list(together.exclude(pk=row.pk).distinct())


def undo_split(*, parting: str, reason: str, by: Viewer, at: datetime) -> None:
    """Undo a split: what it parted is one again, as it stood before.

    What people said of the parted appearances since is taken back with it, or they would draw a
    third person in; recalls, journal and judgements stay as history. Refuses without a reason, and
    where it is undone already; NotThere where either person is not this viewer's.
    """
    _allowed(by, reason, "Undoing a split needs its reason.")
    row = Parting.objects.filter(ref=parting).first()
    if row is None or {row.person, row.to} & (sight(by).sealed | by.own_refs):
        raise NotThere
    if row.undone_at is not None:
        raise Refusal("This split is undone already.", next_step="Open the person's page.")
    with act("people.split_undone", by=by, at=at, operation=Operation.COMBINATION) as line:
        touched = _taken_back(line, row) | _unforked(row)
        row.undone_at, row.undone_by = at, by.ref
        row.save()
        line.about(row.ref)
        line.say(reason=reason)
        note_partings(line, rework(line, touched))
        line.emit(LinkRestored(parting=row.ref, person=row.person, to=row.to))


def _taken_back(line: Line, row: Parting) -> set[int]:
    """End what the split said, and what was said of what it parted since; give the mentions."""
    said = Judgement.objects.filter(ended_seq__isnull=True, known_seq__gte=row.known_seq)
    moved = set(row.appearances)
    mentions: set[int] = set()
    ended = []
    for one in said.select_related("one", "other"):
        if one.known_seq == row.known_seq or {one.one.ref, one.other.ref} & moved:
            ended.append(one.pk)
            mentions |= {one.one.mention_id, one.other.mention_id}
    Judgement.objects.filter(pk__in=ended).update(ended_seq=line.seq)
    for one in list(Judgement.objects.filter(ended_seq=row.known_seq)):
        Judgement.objects.create(
            ref=new_ref("G"), one_id=one.one_id, other_id=one.other_id, answer=one.answer,
            reason=one.reason, by=one.by, at=one.at, known_seq=line.seq,
        )  # fmt: skip
    return mentions


def _unforked(row: Parting) -> set[int]:
    """Give appearances back the mention they shared before the split."""
    mentions: set[int] = set()
    for appearance, code in row.forked.items():
        shared = Mention.objects.filter(code=code).first()
        if shared is not None:
            own = Appearance.objects.filter(ref=appearance)
            mentions |= {shared.pk, *own.values_list("mention_id", flat=True)}
            own.update(mention=shared)
            Mention.objects.filter(pk=shared.pk).update(active=True)
    return mentions
