"""A referral opens a case at once; another about the same suspect or matter joins it."""

from __future__ import annotations

from datetime import datetime, timedelta

from firstlight.audit.services import Line, act
from firstlight.duties.services import close_by_key, open_duty
from firstlight.kernel.values.refs import new_ref
from firstlight.online.events import CaseOpened
from firstlight.online.models import Case, CaseRecord, Happened
from firstlight.online.who import SYSTEM, heard_by
from firstlight.people.selectors import anchor, appearances_of
from firstlight.picture.rules.values import AppearanceView, Link, RecordView
from firstlight.records.rules.kinds.online import OnlineReferral

# Records of images among the same children within this time are one matter, until a person says not.
ONE_MATTER = timedelta(days=7)
KINDS = {"online_referral": "suspect", "image_sharing": "images"}


def note(line: Line, case: Case, verb: str, said: str, *, record: str = "") -> None:
    """Write a line of a case's history."""
    Happened.objects.create(
        case=case, verb=verb, said=said, record=record, by=line.by.ref, at=line.at,
        known_seq=line.seq,
    )  # fmt: skip


def suspect_in(view: RecordView) -> AppearanceView | None:
    """Give the suspect a referral names; its subject where it names no suspect."""
    sure = [a for a in view.people if a.person and a.link is not Link.MAY_BE]
    for role in ("suspect", "subject"):
        found = next((a for a in sure if a.role == role), None)
        if found is not None:
            return found
    return None


def open_from(view: RecordView, at: datetime) -> str:
    """Open a case of a referral, or join the one it belongs to; the same record again is one."""
    held = CaseRecord.objects.filter(record=view.ref).select_related("case").first()
    if held is not None:
        _newer(held.case, view, at)
        return held.case.ref
    kind = KINDS[view.kind]
    suspect = suspect_in(view) if kind == "suspect" else None
    joined = _same(view, kind, suspect)
    with act("online.referral_taken", by=SYSTEM, at=at) as line:
        case = joined or _made(line, view, kind, suspect)
        CaseRecord.objects.create(case=case, record=view.ref, known_seq=line.seq)
        note(line, case, "joined" if joined else "opened", _said(view), record=view.ref)
        line.about(case.ref, view.ref)
        if joined is None:
            _begin(line, case)
    if joined is not None:
        _newer(joined, view, at)
    return case.ref


def _same(view: RecordView, kind: str, suspect: AppearanceView | None) -> Case | None:
    """Find the open case the record belongs to."""
    rows = Case.objects.filter(kind=kind).exclude(state="closed").order_by("pk")
    if suspect is not None and suspect.person:
        return rows.filter(anchor__in=appearances_of(suspect.person)).first()
    if kind == "images":
        if view.happening:
            return rows.filter(happening=view.happening).first()
        persons = [a.person for a in view.people if a.person and a.link is not Link.MAY_BE]
        refs = [ref for person in persons for ref in appearances_of(person)]
        near = (view.moment - ONE_MATTER, view.moment + ONE_MATTER)
        return rows.filter(children__anchor__in=refs, told_at__range=near).first()
    return None


def _made(line: Line, view: RecordView, kind: str, suspect: AppearanceView | None) -> Case:
    details = view.details
    referral = details if isinstance(details, OnlineReferral) else None
    return Case.objects.create(
        ref=new_ref("O"), kind=kind, record=view.ref, happening=view.happening,
        anchor=anchor(suspect.person) if suspect and suspect.person else "",
        told_at=view.told_at or view.recorded_at, recorded_at=view.recorded_at,
        referrer_at=referral.referrer_received_at if referral else None, opened_at=line.at,
        level=referral.suspect_tool_level if referral else "", state="received",
        known_seq=line.seq,
    )  # fmt: skip


def _said(view: RecordView) -> str:
    details = view.details
    if isinstance(details, OnlineReferral):
        return f"Referral from {details.referrer}: {details.activity.replace('_', ' ')}."
    return "Images shared among children."


def _begin(line: Line, case: Case) -> None:
    line.emit(CaseOpened(ref=case.ref, heard_by=heard_by(case)))
    if case.kind != "suspect":
        return
    _case_clock(case, line.at)
    open_duty(
        clock="ONLINE_PRESERVE", about=(case.ref, case.record), people=_people(case),
        told_at=case.told_at, by=SYSTEM, at=line.at, key=f"{case.ref}:ONLINE_PRESERVE",
        because="Ask today for accounts and data to be preserved. A seized device is not reset.",
    )  # fmt: skip
    open_duty(
        clock="ONLINE_CHILD_CHECK", about=(case.ref, case.record), people=_people(case),
        told_at=case.told_at, by=SYSTEM, at=line.at, key=check_key(case),
        because="Ask the council and schools for children of this household. Not asked is not none.",
    )  # fmt: skip


def check_key(case: Case) -> str:
    """Give the key of the duty to ask for the household's children."""
    return f"{case.ref}:ONLINE_CHILD_CHECK"


def _people(case: Case) -> tuple[str, ...]:
    return (case.anchor,) if case.anchor else ()


def _case_clock(case: Case, at: datetime) -> None:
    open_duty(
        clock="ONLINE_CASE", about=(case.ref, case.record), people=_people(case), level=case.level,
        told_at=case.told_at, by=SYSTEM, at=at, key=f"{case.ref}:ONLINE_CASE:{case.level or 'unknown'}",
        because="Action on an online suspect, by the suspect's level. It holds up no child's clock.",
    )  # fmt: skip


def _newer(case: Case, view: RecordView, at: datetime) -> None:
    """Take what a newer version or another referral says: an earlier telling, another level."""
    details = view.details
    if not isinstance(details, OnlineReferral):
        return
    told = min(case.told_at, view.told_at or view.recorded_at)
    level = details.suspect_tool_level or case.level
    if (told, level) == (case.told_at, case.level):
        return
    with act("online.case_told_again", by=SYSTEM, at=at) as line:
        if level != case.level and case.acted_at is None:
            key = f"{case.ref}:ONLINE_CASE:{case.level or 'unknown'}"
            close_by_key(key, "The suspect's level was set again.", (view.ref,), SYSTEM, at)
        was, case.level, case.told_at = case.level, level, told
        case.save(update_fields=["level", "told_at"])
        if level != was:
            note(
                line, case, "level", f"Suspect's level: {level.replace('_', ' ')}.", record=view.ref
            )
            if case.acted_at is None:
                _case_clock(case, at)
        line.about(case.ref, view.ref)
