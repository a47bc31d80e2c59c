"""Verbs on phones with briefs on them: signed on, brought up to date, read offline, shut, lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.audit.rules.operations import Operation
from firstlight.audit.services import Line, act
from firstlight.briefs.events import BriefReadOffline
from firstlight.briefs.holding import on_phone
from firstlight.briefs.keeping import note, tell
from firstlight.briefs.models import Brief, BriefReader, KeptBrief, OfflineOpening, Phone
from firstlight.briefs.rules.offline import CARRIED, device_moment, readable_until
from firstlight.briefs.rules.steps import after
from firstlight.briefs.seeing import readable
from firstlight.briefs.watching import seen_to
from firstlight.duties.services import open_duty
from firstlight.force.selectors import setting
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer

_STANDS = frozenset({"pushed", "opened", "acknowledged"})
_MOST = 10  # jobs on one phone


@dataclass(frozen=True, slots=True)
class Brought:
    """What a phone is told at contact: which briefs to have, which are new, which must go and why."""

    shut: str  # why the phone keeps nothing more; empty while it may
    new: tuple[KeptBrief, ...] = ()
    have: tuple[str, ...] = ()
    gone: tuple[tuple[str, str], ...] = ()


def sign_on(*, asset: str, by: Viewer, at: datetime) -> str:
    """Begin to keep somebody's briefs on a phone of the force; give the reference of this signing on.

    Refuses where the force keeps none on phones, without the phone's number, and a phone that was
    reported lost. Whoever had it before has nothing more on it.
    """
    if not may(by, "phones.keep"):
        raise NotThere
    number = asset.strip()[:40]
    faults = []
    if not setting("briefs.on_phones"):
        faults.append(("asset", "The force keeps no briefs on phones"))
    elif not number:
        faults.append(("asset", "Give the force's number of the phone"))
    elif _newest(number) == "lost":
        faults.append(("asset", "This phone was reported lost. Ask a supervisor to open it again"))
    if faults:
        raise Refusal(
            "Briefs cannot be kept on this phone.", next_step="Take the paper form.",
            faults=tuple(faults),
        )  # fmt: skip
    with act("briefs.phone_began", by=by, at=at) as line:
        for held in Phone.objects.filter(asset=number, ended_at__isnull=True):
            _end(line, held, "out" if held.user == by.ref else "other")
        row = Phone.objects.create(
            ref=new_ref("PH"),
            user=by.ref,
            asset=number,
            began_at=at,
            seen_at=at,
            known_seq=line.seq,
        )
        line.about(row.ref)
    return row.ref


def _newest(asset: str) -> str:
    row = Phone.objects.filter(asset=asset).order_by("-pk").first()
    return row.because if row else ""


def _end(line: Line, row: Phone, because: str) -> None:
    row.ended_at, row.ended_by, row.because = line.at, line.by.ref, because
    row.save()
    row.kept.filter(gone_at__isnull=True).update(gone_at=line.at, because=because)
    line.about(row.ref)


def end(*, phone: str, because: str, by: Viewer, at: datetime) -> None:
    """End what a phone keeps: signed out, or taken off by its user. Again is the same."""
    row = Phone.objects.filter(ref=phone, ended_at__isnull=True).first()
    if row is None or row.user != by.ref:
        return
    with act("briefs.phone_ended", by=by, at=at) as line:
        _end(line, row, because)


def lose(*, phone: str, by: Viewer, at: datetime) -> str:
    """Shut a lost phone: its keys die at its next contact; give the duty to assess what was on it.

    The data protection officer's list is what could be read there, or may still be. NotThere for
    who neither uses nor guards it.
    """
    row = Phone.objects.filter(ref=phone).first()
    if row is None or not (row.user == by.ref or may(by, "phones.guard")):
        raise NotThere
    if row.because == "lost":
        return row.duty
    with act("briefs.phone_lost", by=by, at=at) as line:
        on_it = on_phone(row, at)
        people = {ref for one in on_it for ref in one.brief.people}
        row.duty = open_duty(
            clock="DPO_BREACH", about=(row.ref, *(one.brief.ref for one in on_it)), people=(),
            told_at=at, key=f"phone-lost:{row.ref}", by=system_viewer("briefs"), at=at,
            because=f"A phone with {len(on_it)} briefs on it was lost. The list: {row.ref}.",
        )  # fmt: skip
        _end(line, row, "lost")
        line.about(*(one.brief.ref for one in on_it), *people)
    return row.duty


def find(*, phone: str, by: Viewer, at: datetime) -> None:
    """Say that a lost phone is back in the force's hands: it may be signed on to again."""
    row = Phone.objects.filter(ref=phone, because="lost").first()
    if row is None or not may(by, "phones.guard"):
        raise NotThere
    with act("briefs.phone_found", by=by, at=at) as line:
        row.because = "found"
        row.save()
        line.about(row.ref)


def bring(
    *,
    phone: str,
    read: Iterable[tuple[str, datetime]],
    holds: Iterable[str],
    again: str,
    sent: datetime,
    by: Viewer,
    at: datetime,
) -> Brought:
    """Bring a phone up to date at contact, and write down what was read on it meanwhile.

    `read` are briefs with the moment on the phone's clock, which showed `sent` now; `holds` is what
    it has; `again` is a brief put on it afresh because its reader has it open.
    """
    row = Phone.objects.filter(ref=phone).first()
    if row is None or not may(by, "phones.keep"):
        raise NotThere
    with act("briefs.phone_brought", by=by, at=at, operation=Operation.DISCLOSURE) as line:
        line.about(row.ref)
        if row.user == by.ref:
            _read_offline(line, row, read, sent)
        elif row.ended_at is None:
            _end(line, row, "other")
        if row.ended_at is not None or not setting("briefs.on_phones"):
            row.told_at = row.told_at or at
            row.save()
            return Brought(shut=row.because or "forgotten")
        row.seen_at = at
        row.save()
        return _brought(line, row, frozenset(holds), again, by)


def _brought(line: Line, row: Phone, holds: frozenset[str], again: str, by: Viewer) -> Brought:
    wanted = _wanted(by, line.at)
    new, have = [], []
    for reader in wanted:
        ref = reader.brief.ref
        held = row.kept.filter(brief=reader.brief, gone_at__isnull=True).first()
        stays = held is not None and held.until > line.at and ref in holds
        if stays and ref != again:
            have.append(ref)
            continue
        if held is not None:
            _off(held, "renewed", line.at)
        until = readable_until(line.at, reader.until)
        if until > line.at:
            new.append(_on(line, row, reader.brief, until))
    keep = {reader.brief.pk for reader in wanted}
    for held in row.kept.filter(gone_at__isnull=True).exclude(brief_id__in=keep):
        _off(held, _why(held.brief, held.until, line.at), line.at)
    staying = {*have, *(one.brief.ref for one in new)}
    gone = [(ref, _why_ref(ref, line.at)) for ref in sorted(holds - staying)]
    return Brought("", tuple(new), tuple(have), tuple(gone))


def _wanted(by: Viewer, at: datetime) -> list[BriefReader]:
    """Give what belongs on somebody's phone: the standing brief of each job pushed to them."""
    rows = BriefReader.objects.filter(user=by.ref, brief__pushed_at__gt=at - CARRIED)
    found: dict[str, BriefReader] = {}
    for row in rows.filter(brief__state__in=_STANDS).select_related("brief").order_by("-brief_id"):
        if (row.until is None or row.until > at) and readable(row.brief, by):
            found.setdefault(row.brief.job or row.brief.ref, row)
    return list(found.values())[:_MOST]


def _on(line: Line, row: Phone, brief: Brief, until: datetime) -> KeptBrief:
    line.about(brief.ref, *brief.people)
    return KeptBrief.objects.create(
        phone=row, brief=brief, kept_at=line.at, until=until, known_seq=line.seq
    )


def _off(held: KeptBrief, because: str, at: datetime) -> None:
    held.gone_at, held.because = at, because
    held.save()


def _why(brief: Brief, until: datetime, at: datetime) -> str:
    if brief.state in {"superseded", "withdrawn"}:
        return brief.state
    return "time" if until <= at else "closed"


def _why_ref(ref: str, at: datetime) -> str:
    brief = Brief.objects.filter(ref=ref).first()
    return _why(brief, at, at) if brief else "closed"


def _read_offline(
    line: Line, row: Phone, read: Iterable[tuple[str, datetime]], sent: datetime
) -> None:
    for ref, told in read:
        kept = KeptBrief.objects.filter(
            phone__user=row.user, phone__asset=row.asset, brief__ref=ref
        )
        held = kept.select_related("brief", "phone").order_by("-pk").first()
        if held is None:
            continue
        moment = device_moment(told, sent, line.at)
        _, new = OfflineOpening.objects.get_or_create(
            phone=held.phone, brief=held.brief, device_at=moment,
            defaults={"user": row.user, "told_at": line.at, "known_seq": line.seq},
        )  # fmt: skip
        if new:
            _counted(line, held.brief, row.user, moment)


def _counted(line: Line, brief: Brief, user: str, moment: datetime) -> None:
    """Count an offline opening as an opening at its own time; the force heard of it now."""
    line.about(brief.ref, *brief.people)
    note(line, brief, "open_offline", f"by the phone's clock at {moment.isoformat()}")
    BriefReader.objects.filter(brief=brief, user=user, opened_at__isnull=True).update(
        opened_at=moment
    )
    if brief.opened_at is None or brief.opened_at > moment:
        brief.opened_at = moment
    if brief.state in _STANDS:
        brief.state = after("open", brief.state)
    brief.save()
    tell(line, BriefReadOffline, brief)
    seen_to(brief, "The brief was opened without signal.", line.at)
