"""Verbs on briefs: made, pushed, opened, acknowledged, struck out, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firstlight.access.selectors import may, title_of, user
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import act
from firstlight.briefs.composing import keep, made
from firstlight.briefs.events import (
    BriefAcknowledged,
    BriefMade,
    BriefOpened,
    BriefPushed,
    BriefStruck,
    BriefSuperseded,
    BriefWithdrawn,
)
from firstlight.briefs.gathering import About
from firstlight.briefs.keeping import note, readers, send, shift_end, tell
from firstlight.briefs.models import Brief, BriefReader, BriefStep
from firstlight.briefs.parting import part, restore
from firstlight.briefs.phones import Brought, bring, end, find, lose, sign_on
from firstlight.briefs.ringing import ring
from firstlight.briefs.rules.steps import STATES, Verb, after, can
from firstlight.briefs.seeing import in_story, readable
from firstlight.briefs.touching import tell_custodians
from firstlight.briefs.watching import seen_to, watch_opening
from firstlight.delivery.services import settle
from firstlight.duties.services import open_duty
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.selectors import anchor, appearances_in, appearances_of, stands_as

__all__ = [
    "About",
    "Brought",
    "acknowledge",
    "bring",
    "end",
    "find",
    "lose",
    "make",
    "opened",
    "part",
    "push",
    "renew",
    "restore",
    "sign_on",
    "strike",
    "withdraw",
]


def make(*, about: About, viewer: Viewer | None = None, by: Viewer, at: datetime) -> str:
    """Make a brief and give its reference; it is frozen as composed.

    Without `viewer` it is composed as for any officer who keeps no secret of the force: what a
    unit is sent. With one, as that reader may know it, and for them alone. Refuses when nothing
    was asked; NotThere where the record or person is not there, or not this reader's.
    """
    if not may(by, "briefs.ask"):
        raise NotThere
    row, silent = made(about, viewer, frozenset(), at)
    with act("briefs.made", by=by, at=at, operation=Operation.CONSULTATION) as line:
        keep(line, row)
        tell(line, BriefMade, row)
        tell_custodians(line, about, by, at)
        if viewer is None:
            ring(line, row, silent, by, at)
    return row.ref


def push(
    *,
    brief: str,
    crew: Iterable[str],
    unit: str = "",
    until: datetime | None = None,
    by: Viewer,
    at: datetime,
) -> None:
    """Push a brief to users as an urgent alert; whoever is in its story is left out.

    `until` is when the crew's shift ends, where it was told: no phone keeps the brief longer.
    Dispatch is told, without a name, where somebody of the crew may not be shown it; a duty to
    see that it is opened begins. Nothing here waits for anybody: the unit is sent regardless.
    """
    row = _of(brief, "push")
    with act("briefs.pushed", by=by, at=at, operation=Operation.DISCLOSURE) as line:
        wanted = tuple(dict.fromkeys(crew))
        told = [ref for ref in wanted if (one := user(ref)) and not in_story(row, one.own_refs)]
        left = set(wanted) - set(told)
        for ref in told:
            BriefReader.objects.update_or_create(
                brief=row, user=ref, defaults={"until": until} if until else {}
            )
        row.state, row.unit = after("push", row.state), unit or row.unit
        row.pushed_at = at
        row.save()
        note(line, row, "push", f"to {len(told)}")
        send(line, row, told, nobody=bool(left) or not told)
        tell(line, BriefPushed, row)
        watch_opening(row, by, at)


def _of(ref: str, verb: Verb) -> Brief:
    row = Brief.objects.filter(ref=ref).first()
    if row is None:
        raise NotThere
    if not can(verb, row.state):
        raise Refusal(
            f"This brief cannot be done that to now: {STATES[row.state].lower()}.",
            next_step="Open the newest brief of the job.",
            code="stale",
        )
    return row


def _mine(ref: str, verb: Verb, by: Viewer) -> Brief:
    if not may(by, "briefs.see"):
        raise NotThere
    row = _of(ref, verb)
    if not readable(row, by):
        raise NotThere
    return row


def opened(*, brief: str, by: Viewer, at: datetime) -> None:
    """Note that a reader opened a brief. The first time of each reader counts; again is the same."""
    row = _mine(brief, "open", by)
    reader = BriefReader.objects.filter(brief=row, user=by.ref).first()
    if reader is None or reader.opened_at is not None:
        return
    with act("briefs.opened", by=by, at=at, operation=Operation.CONSULTATION) as line:
        BriefReader.objects.filter(pk=reader.pk).update(opened_at=at)
        row.state, row.opened_at = after("open", row.state), row.opened_at or at
        row.save()
        line.about(*row.people)
        note(line, row, "open")
        tell(line, BriefOpened, row)
        seen_to(row, "The brief was opened.", at)


def acknowledge(*, brief: str, by: Viewer, at: datetime) -> None:
    """Note that a reader has read and taken a brief; a second time is the same."""
    row = _mine(brief, "acknowledge", by)
    if not may(by, "briefs.acknowledge"):
        raise NotThere
    with act("briefs.acknowledged", by=by, at=at) as line:
        held, _ = BriefReader.objects.get_or_create(brief=row, user=by.ref)
        if held.acknowledged_at is None:
            BriefReader.objects.filter(pk=held.pk).update(
                acknowledged_at=at, opened_at=held.opened_at or at
            )
            row.state, row.opened_at = after("acknowledge", row.state), row.opened_at or at
            row.acknowledged_at = row.acknowledged_at or at
            row.save()
            note(line, row, "acknowledge")
            tell(line, BriefAcknowledged, row)
            seen_to(row, "The brief was acknowledged.", at)
        settle(line, about=row.ref)


def strike(*, brief: str, person: str, reason: str, by: Viewer, at: datetime) -> None:
    """Strike a person out on scene: "not them". It goes to review; nobody is unlinked by this.

    Refuses without a reason. The brief keeps what it showed, marked; newer ones leave them out.
    """
    row = _mine(brief, "strike", by)
    if person not in row.people:
        raise NotThere
    if not reason.strip():
        raise Refusal(
            "Striking somebody out needs its reason.",
            next_step="Say what you saw or were told.",
            faults=(("reason", "Say what you saw or were told"),),
        )
    with act("briefs.struck", by=by, at=at) as line:
        step = note(line, row, "strike", reason.strip(), person)
        step.appearance = _doubted(row, person)
        step.save()
        line.about(person, step.appearance)
        line.say(reason=reason)
        tell(line, BriefStruck, row)
        open_duty(
            clock="LINK_ASK", about=tuple(filter(None, (row.ref, row.job))),
            people=(step.appearance,), told_at=at,
            because="Struck out of a brief on scene as not them: say who the record names.",
            key=f"LINK_ASK:{row.job or row.ref}:{person}", by=by, at=at,
        )  # fmt: skip


def _doubted(row: Brief, person: str) -> str:
    """Give the appearance in doubt: that in the job where the person is named there, else their first."""
    if row.job:
        named = appearances_in(row.job, viewer=system_viewer("briefs"))
        if found := next((one.ref for one in named if one.person == person), ""):
            return found
    standing = stands_as(person)
    held = appearances_of(standing)
    return held[-1] if held else anchor(standing)


def withdraw(*, brief: str, reason: str, by: Viewer, at: datetime) -> None:
    """Withdraw a brief that must no longer be read: whoever has it is told. Refuses without a reason."""
    row = _mine(brief, "withdraw", by)
    if not reason.strip():
        raise Refusal(
            "Withdrawing a brief needs its reason.",
            next_step="Say why it must not be read.",
            faults=(("reason", "Say why it must not be read"),),
        )
    with act("briefs.withdrawn", by=by, at=at) as line:
        row.state = "withdrawn"
        row.save()
        note(line, row, "withdraw", f"{reason.strip()} ({title_of(by.ref)})")
        line.say(reason=reason)
        send(line, row, readers(row), nobody=False)
        tell(line, BriefWithdrawn, row)
        seen_to(row, "The brief was withdrawn.", at)


def renew(*, job: str, by: Viewer, at: datetime) -> str | None:
    """Make a job's brief again where what matters changed, and push it to the same crew.

    Gives the new brief's reference, or None where nothing an officer must hear again changed.
    """
    old = (
        Brief.objects.filter(job=job, made_for="")
        .exclude(state="withdrawn")
        .order_by("-pk")
        .first()
    )
    if old is None:
        return None
    row, silent = made(About(record=job), None, _struck(job), at)
    if row.material == old.material and silent:
        with act("briefs.rung", by=by, at=at) as line:
            line.about(job)
            ring(line, old, silent, by, at)
    if row.material == old.material:
        return None
    row.supersedes, row.unit = old.ref, old.unit
    crew, until = readers(old), shift_end(old)
    with act("briefs.renewed", by=by, at=at, operation=Operation.CONSULTATION) as line:
        keep(line, row)
        old.state, old.superseded_by = "superseded", row.ref
        old.save()
        note(line, old, "supersede", f"by {row.ref}")
        tell(line, BriefSuperseded, old)
        tell(line, BriefMade, row)
        seen_to(old, f"Superseded by {row.ref}.", at)
        ring(line, row, silent, by, at)
        if crew:
            push(brief=row.ref, crew=crew, unit=old.unit, until=until, by=by, at=at)
    return row.ref


def _struck(job: str) -> frozenset[str]:
    rows = BriefStep.objects.filter(brief__job=job, step="strike").values_list("person", flat=True)
    return frozenset(rows)
