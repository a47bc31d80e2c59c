"""Disposing: one named person proposes, another agrees, and each record goes in one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firstlight.access.selectors import may
from firstlight.audit.services import Line, act
from firstlight.audit.tasks import Priority
from firstlight.duties.services import close_by_key, open_duty
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.selectors import hidden_records
from firstlight.records.selectors import contents_of
from firstlight.retention.carrying_out import carry_out
from firstlight.retention.events import DisposalProposed
from firstlight.retention.models import Disposal, Item, Schedule
from firstlight.retention.rules import authorities
from firstlight.retention.standing import holds_on

# Of more than these the worker does the rest, so that nobody waits at a page.
AT_ONCE = 20
MOST = 5000


def propose(
    *,
    records: Iterable[str],
    authority: str,
    reason: str,
    reference: str = "",
    by: Viewer,
    at: datetime,
) -> str:
    """Propose that records are disposed of; a second person decides. Gives its reference.

    Refuses, all together: no authority, no reason, no record, one that is held (saying which
    hold), one that is proposed already. NotThere for a record that is not this person's to see.
    """
    if not may(by, "retention.propose"):
        raise NotThere
    wanted = tuple(dict.fromkeys(one.strip().upper() for one in records if one.strip()))
    kinds = _kinds(wanted, by)
    faults = [*authorities.faults(authority, reference, reason), *_kept(wanted)]
    if not wanted:
        faults.append(("records", "name at least one record"))
    if len(wanted) > MOST:
        faults.append(("records", f"name at most {MOST} in one decision"))
    if faults:
        raise Refusal("Nothing was proposed.", next_step="Mend these:", faults=tuple(faults))
    with act("retention.proposed", by=by, at=at) as line:
        row = Disposal.objects.create(
            ref=new_ref("DS"), authority=authority, reference=reference.strip(),
            reason=reason.strip(), proposed_by=by.ref, proposed_at=at, known_seq=line.seq,
        )  # fmt: skip
        Item.objects.bulk_create(
            [Item(disposal=row, record=ref, kind=kinds[ref]) for ref in wanted], batch_size=200
        )
        line.about(row.ref, *wanted)
        line.say(authority=authority, reference=reference.strip(), reason=reason.strip())
        line.emit(DisposalProposed(disposal=row.ref))
        _ask_second(row, wanted, by, at)
        return row.ref


def _ask_second(row: Disposal, records: tuple[str, ...], by: Viewer, at: datetime) -> None:
    """Have the post of a second person decide: the officer for data protection, unless they propose."""
    open_duty(
        clock="DISPOSAL_AGREE", about=(row.ref, *records[:AT_ONCE]), people=(), told_at=at,
        because=f"Disposal of {len(records)} records waits for a second person, in {row.ref}.",
        post="on_call_superintendent" if "dpo" in by.roles else None, key=_key(row), by=by, at=at,
    )  # fmt: skip


def _key(row: Disposal) -> str:
    return f"{row.ref}:DISPOSAL_AGREE"


def _kinds(wanted: tuple[str, ...], by: Viewer) -> dict[str, str]:
    hidden = hidden_records(wanted, by)
    found = {ref: held.kind for ref in wanted if (held := contents_of(ref)) is not None}
    if hidden or len(found) != len(wanted):
        raise NotThere
    return found


def _kept(wanted: tuple[str, ...]) -> list[tuple[str, str]]:
    waiting = Item.objects.filter(record__in=wanted, state="waiting").exclude(
        disposal__state="refused"
    )
    asked = dict(waiting.values_list("record", "disposal__ref"))
    faults = [(ref, f"is proposed already, in {asked[ref]}") for ref in wanted if ref in asked]
    for ref in wanted:
        faults += [(ref, f"is kept by {one.said}") for one in holds_on(ref)]
    return faults


def _waiting(ref: str, by: Viewer) -> Disposal:
    row = Disposal.objects.filter(ref=ref, state="waiting").first()
    if row is None or not may(by, "retention.confirm"):
        raise NotThere
    if hidden_records(row.items.values_list("record", flat=True), by):
        raise NotThere
    if row.proposed_by == by.ref:
        raise Refusal("You proposed this.", next_step="A second person decides it.")
    return row


def confirm(*, disposal: str, by: Viewer, at: datetime) -> None:
    """Agree to a disposal as its second person; what is small is done at once.

    Refuses whoever proposed it, and a record that is held by now (saying which hold). A crash
    at any moment loses nothing: the worker goes on where it stopped.
    """
    row = _waiting(disposal, by)
    refs = list(row.items.order_by("pk").values_list("record", flat=True))
    faults = [(ref, f"is kept by {one.said}") for ref in refs for one in holds_on(ref)]
    if faults:
        raise Refusal(
            "It cannot be disposed of.",
            next_step="End the hold, or refuse this and propose it without what is held.",
            code="held",
            faults=tuple(faults),
        )
    with act("retention.confirmed", by=by, at=at) as line:
        _decided(line, row, "agreed", "")
        line.queue(
            "retention.carry_out", (row.ref,), priority=Priority.REST, key=f"dispose:{row.ref}"
        )
    if len(refs) <= AT_ONCE:
        carry_out(disposal=row.ref, at=at)


def refuse(*, disposal: str, reason: str, by: Viewer, at: datetime) -> None:
    """Refuse a disposal as its second person, with the reason. Nothing is disposed of."""
    row = _waiting(disposal, by)
    if not reason.strip():
        raise Refusal(
            "A refusal needs its reason.",
            next_step="Say why it is kept.",
            faults=(("reason", "say why it is kept"),),
        )
    with act("retention.refused", by=by, at=at) as line:
        line.say(reason=reason.strip())
        _decided(line, row, "refused", reason.strip())
        refs = row.items.values_list("record", flat=True)
        Schedule.objects.filter(record__in=list(refs), state="proposed").update(state="open")


def _decided(line: Line, row: Disposal, state: str, reason: str) -> None:
    changed = Disposal.objects.filter(pk=row.pk, state="waiting").update(
        state=state, decided_by=line.by.ref, decided_at=line.at, decided_reason=reason
    )
    if not changed:
        raise NotThere
    line.about(row.ref, *row.items.values_list("record", flat=True)[:MOST])
    said = "Agreed by a second person." if state == "agreed" else "Refused by a second person."
    close_by_key(_key(row), said, (row.ref,), system_viewer("retention"), line.at)
