"""Verbs of the proof: endorse, reckon the ordinary records again, open the baseline."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import may
from firstlight.assurance.events import Endorsed, Reckoned
from firstlight.assurance.gathering import baseline as owed
from firstlight.assurance.gathering.following import followed
from firstlight.assurance.gathering.ordinary import recent
from firstlight.assurance.models import Considered, Endorsement, Reckoning
from firstlight.assurance.replay.running import look_back
from firstlight.assurance.rules.departments import DEPARTMENTS, FORCE, heads
from firstlight.assurance.rules.recommendations import RECOMMENDATIONS
from firstlight.assurance.rules.unmentioned import Answered, Ordinary
from firstlight.assurance.selectors import RECENT
from firstlight.audit.services import Line, act
from firstlight.duties.services import open_duty
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer

__all__ = ["baseline", "endorse", "look_back", "may_endorse", "reckon"]

SYSTEM = system_viewer("assurance")


def may_endorse(by: Viewer, department: str) -> bool:
    """Tell whether somebody may endorse: leaders for all, a department's head for their own."""
    return may(by, "leaders.endorse") or (
        department != FORCE and department in heads(by.roles, by.rank)
    )


def endorse(
    *, recommendation: str, text: str, department: str = FORCE, by: Viewer, at: datetime
) -> str:
    """Put a named leader's endorsement of a text on record; it meets no demand by itself.

    Refuses an unknown recommendation or department, and an empty text. NotThere for who may not.
    """
    if not may_endorse(by, department) or recommendation not in RECOMMENDATIONS:
        raise NotThere
    if department != FORCE and department not in DEPARTMENTS:
        raise Refusal("There is no such department.", next_step="Choose one of the list.")
    if not text.strip():
        raise Refusal(
            "The endorsement says nothing.", next_step="Write what you put your name to.",
            faults=(("text", "write what is endorsed"),),
        )  # fmt: skip
    with act("assurance.endorsed", by=by, at=at) as line:
        ref = new_ref("EN")
        Endorsement.objects.create(
            ref=ref, recommendation=recommendation, department=department, text=text.strip(),
            by=by.ref, by_title=by.name, at=at, known_seq=line.seq,
        )  # fmt: skip
        line.about(ref)
        line.say(recommendation=recommendation, department=department)
        line.emit(Endorsed(ref=ref))
        return ref


def reckon(*, by: Viewer, at: datetime) -> int:
    """Answer again, for every ordinary record of 90 days, whether it considered the child there.

    Worked outside the lock; gives how many records were answered.
    """
    since = at - RECENT
    answered = recent(since, SYSTEM)
    after = followed(answered, since, SYSTEM)
    with act("assurance.reckoned", by=by, at=at) as line:
        Considered.objects.all().delete()
        rows = [_row(line, record, found, after.get(record.ref, "")) for record, found in answered]
        Considered.objects.bulk_create(rows, batch_size=500)
        Reckoning.objects.create(at=at, since=since, known_seq=line.seq, records=len(rows))
        line.say(records=len(rows))
        line.emit(Reckoned(position=line.seq))
    return len(rows)


def _row(line: Line, record: Ordinary, found: Answered, after: str) -> Considered:
    return Considered(
        record=record.ref, kind=record.kind, department=record.department, moment=record.moment,
        state=found.state, because=found.because, children=[a for _, a in found.children],
        places=list(found.places), followed=after, known_seq=line.seq,
    )  # fmt: skip


def baseline(*, by: Viewer, at: datetime) -> int:
    """Open one BASELINE duty for each child at high or not known to be found, and each order ending.

    Run it once a history's load has ended; the same again opens nothing new. Has the ordinary
    records reckoned too. Gives how many are owed.
    Only the system's own work and who sets up sources may.
    """
    if not (by.is_system or may(by, "sources.set")):
        raise NotThere
    rows = [*owed.at_high(SYSTEM, at), *owed.not_found(SYSTEM, at), *owed.ending(SYSTEM, at)]
    with act("assurance.baseline", by=by, at=at) as line:
        for one in rows:
            open_duty(
                clock="BASELINE", about=one.about, people=one.people, told_at=one.told_at,
                because=one.because, key=one.key, due_at=one.due_at, by=by, at=at,
            )  # fmt: skip
        line.say(owed=len(rows))
        line.queue("assurance.reckon", key="assurance.reckon")
    return len(rows)
