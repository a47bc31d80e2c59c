"""The one verb that takes a record in, and what people decide about who is who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from firstlight.access.selectors import sealed_targets, sight
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.deciding import judge, take_back, work_again
from firstlight.people.events import RecordTaken, SealedTouched
from firstlight.people.forgetting import forget
from firstlight.people.models import (
    Judgement,
    Membership,
    Reliance,
)
from firstlight.people.noting import note_search
from firstlight.people.splitting import split, undo_split
from firstlight.people.taking.grouping import regroup
from firstlight.people.taking.identities import Identities
from firstlight.people.taking.institutions import name_institutions
from firstlight.people.taking.linking import weigh, write_pairs
from firstlight.people.taking.mentions import Landed, land
from firstlight.people.taking.pairs import Pairs
from firstlight.people.taking.remembering import loading, memory_at
from firstlight.people.taking.settling import Regrouped
from firstlight.records.rules.reading import Fault, Reading, read
from firstlight.records.services import Offered, Stored, prepare, store

BATCH = 250

# By which of the batch (its `id`), the person of each of a record's keys.
People = dict[int, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one record: `taken`, `same`, `older`, `conflict`, `quarantined` or `disposed`.

    `people` gives the person of each key of the record, as the one who sent it may know it.
    """

    outcome: str
    ref: str
    version: int = 0
    faults: tuple[Fault, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    removed: tuple[str, ...] = ()


def take_in(
    raw: Mapping[str, Any],
    *,
    by: Viewer,
    at: datetime,
    provenance: str = "",
    received_at: datetime | None = None,
    about: Mapping[str, str] | None = None,
) -> Taken:
    """Take one record in, for every door: validate, store, link, journal, queue; one transaction.

    Nothing is refused in silence: what has faults waits in quarantine with all of them. `about`
    ties keys of the record to persons whose page it was written on (`{"p1": "P-..."}`).
    """
    reading = read(raw, received_at or at)
    offered = prepare(reading, provenance=provenance, received_at=received_at)
    with act("people.record_taken", by=by, at=at, operation=Operation.COLLECTION) as line:
        return _take(line, [offered], by, about or {})[0]


def write(
    raw: Mapping[str, Any], *, by: Viewer, at: datetime, about: Mapping[str, str] | None = None
) -> Taken:
    """Take in what a form of Firstlight's own writes about the persons of `about`.

    Whoever writes it is there to mend it, so nothing of it waits in quarantine: refuses what cannot
    be taken, all its faults together, and with it whatever it is a part of.
    """
    with act("people.record_written", by=by, at=at, operation=Operation.COLLECTION):
        taken = take_in(raw, by=by, at=at, provenance="typed in Firstlight", about=about)
        if taken.outcome not in {"taken", "same", "older"}:
            raise Refusal(
                "It could not be recorded as it stands, and nothing was saved.",
                next_step="Mend what is told and save it again.",
                faults=tuple(_told(one) for one in taken.faults),
            )
    return taken


def _told(fault: Fault) -> tuple[str, str]:
    field = fault.field.removeprefix("details.")
    said = f"{field.replace('_', ' ').capitalize()}: {fault.problem}"
    return field, f"{said}; {fault.mend}" if fault.mend else said


def take_in_many(
    raws: Iterable[Mapping[str, Any]],
    *,
    by: Viewer,
    at: datetime,
    provenance: Iterable[str] = (),
    received_at: Iterable[datetime | None] = (),
) -> list[Taken]:
    """Take many records in under one journal line and position; the same verb inside."""
    whence, when = list(provenance), list(received_at)
    offers: list[Offered] = []
    for place, raw in enumerate(raws):
        received = when[place] if place < len(when) else None
        reading = read(raw, received or at)
        origin = whence[place] if place < len(whence) else ""
        offers.append(prepare(reading, provenance=origin, received_at=received))
    if not offers:
        return []
    with act("people.records_taken", by=by, at=at, operation=Operation.COLLECTION) as line:
        return _take(line, offers, by)


def _take(
    line: Line, offers: list[Offered], by: Viewer, about: Mapping[str, str] | None = None
) -> list[Taken]:
    stored = store(line, offers)
    landed = land(line, stored)
    memory = memory_at(line.seq)
    known, pairs = memory.known, memory.pairs
    weighed = weigh(line, landed, known, pairs)
    weighed.touched |= _tie(line, landed, about or {})
    write_pairs(line, weighed, known, pairs)
    grouped = _regroup(line, weighed.touched, known, pairs, landed, by)
    _tell(line, stored, landed, grouped, by)
    people = _people_of(landed, grouped, by) | _people_held(stored, by)
    for one in stored:
        if one.outcome in {"taken", "older"}:
            line.about(one.ref)
    line.say(
        taken=sum(one.outcome == "taken" for one in stored),
        waiting=sum(one.outcome in {"quarantined", "conflict"} for one in stored),
    )
    return [_answer(one, people) for one in stored]


def _tie(line: Line, landed: Landed, about: Mapping[str, str]) -> set[int]:
    """Tie what was written on a person's page to that person, as the writer's own judgement."""
    touched: set[int] = set()
    for named in landed.named:
        person = about.get(named.person.key)
        if person is None or named.appearance is None:
            continue
        member = (
            Membership.objects.filter(person__ref=person, to_seq__isnull=True)
            .exclude(appearance=named.appearance)
            .select_related("appearance")
            .order_by("appearance_id")
            .first()
        )
        if member is None:
            raise NotThere
        Judgement.objects.create(
            ref=new_ref("G"), one=named.appearance, other=member.appearance, answer="same",
            reason="written on this person's page", by=line.by.ref, at=line.at, known_seq=line.seq,
        )  # fmt: skip
        touched.update((named.appearance.mention_id, member.appearance.mention_id))
    return touched


def _regroup(
    line: Line,
    touched: set[int],
    known: Identities,
    pairs: Pairs,
    landed: Landed,
    by: Viewer,
) -> Regrouped:
    sealed = frozenset(ref for ref in sealed_targets() if ref.startswith("P-"))
    own = frozenset(n.appearance.pk for n in landed.named if n.appearance is not None)
    hidden = own if sealed & sight(by).sealed else frozenset()
    return regroup(line, touched, known, pairs, sealed=sealed, hidden=hidden, heirs=landed.heirs)


def _people_of(landed: Landed, grouped: Regrouped, by: Viewer) -> People:
    seen = sight(by)
    people: People = defaultdict(dict)
    for named in landed.named:
        if named.appearance is None:
            continue
        ref = named.appearance.ref
        inside, outside = grouped.inside.get(ref), grouped.outside.get(ref)
        person = outside if inside in seen.sealed else inside
        if person:
            people[id(named.stored)][named.person.key] = person
    return people


def _people_held(stored: list[Stored], by: Viewer) -> People:
    """Give the people of records that were held already, as the sender may know them."""
    found: People = defaultdict(dict)
    unseen = sight(by).sealed
    for one in stored:
        if one.outcome != "same":
            continue
        rows = Membership.objects.filter(
            appearance__record_ref=one.ref, appearance__ended_seq__isnull=True, to_seq__isnull=True
        )
        for key, person, side in rows.values_list("appearance__key", "person__ref", "side"):
            if person not in unseen and (side != "outside" or unseen):
                found[id(one)][key] = person
    return found


def _answer(one: Stored, people: People) -> Taken:
    mine = people.get(id(one), {})
    removed = tuple(media.said() for media in one.offered.reading.removed)
    return Taken(one.outcome, one.ref, one.version, one.faults, mine, removed)


def _tell(line: Line, stored: list[Stored], landed: Landed, grouped: Regrouped, by: Viewer) -> None:
    """Queue what follows: reactions to live records, and re-work of everybody whose picture moved."""
    sealed = sealed_targets()
    for one in stored:
        envelope = one.offered.reading.envelope
        if one.outcome == "taken" and envelope is not None and not one.before_live:
            line.emit(RecordTaken(record=one.ref, of_kind=one.kind))
    for person in sorted(grouped.changed):
        line.queue("risk.assess", (person,), priority=Priority.NAMED, key=f"risk.assess:{person}")
    _silent_hits(line, landed, grouped, by, sealed)


def _silent_hits(
    line: Line,
    landed: Landed,
    grouped: Regrouped,
    by: Viewer,
    sealed: Mapping[str, tuple[str, ...]],
) -> None:
    if not sealed:
        return
    unseen = sight(by).sealed
    for named in landed.named:
        if named.appearance is None:
            continue
        person = grouped.inside.get(named.appearance.ref, "")
        if person in unseen:
            line.emit(SealedTouched(target=person, record=named.stored.ref, by=by.ref))


def rely(
    line: Line, *, kind: str, ref: str, people: Iterable[str], left_force: bool = False
) -> None:
    """Note who a brief, grading, duty or disclosure showed, as subject or beside: a split reads it."""
    Reliance.objects.bulk_create(
        [
            Reliance(kind=kind, ref=ref, person=person, seq=line.seq, left_force=left_force)
            for person in dict.fromkeys(people)
        ]
    )


__all__ = [
    "Reading",
    "Taken",
    "forget",
    "judge",
    "loading",
    "name_institutions",
    "note_search",
    "rely",
    "split",
    "take_back",
    "take_in",
    "take_in_many",
    "undo_split",
    "work_again",
    "write",
]
