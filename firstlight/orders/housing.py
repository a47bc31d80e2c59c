"""Verbs on bail, curfew and release addresses: children looked for, forces asked, answer recorded."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from firstlight.access.selectors import may, sealed_targets
from firstlight.audit.services import Line, act
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.orders.events import AddressDecided
from firstlight.orders.models import AddressCheck, ForceAsked
from firstlight.orders.rules.addresses import ANSWERS, FORCE_ANSWERS, PURPOSES, decide_faults
from firstlight.orders.staying import children_at
from firstlight.people.events import SealedTouched
from firstlight.people.selectors import anchor, persons_at, place_of, told_at
from firstlight.people.services import write
from firstlight.picture import selectors as pictures

_SYSTEM = system_viewer("orders")


def ask_address(*, purpose: str, address: str, person: str = "", by: Viewer, at: datetime) -> str:
    """Begin the check of an address before somebody may be bailed, released or curfewed to it.

    Refuses, all together, an unknown purpose and no address. NotThere for a person who is not there.
    """
    if not may(by, "orders.work"):
        raise NotThere
    faults = []
    if purpose not in PURPOSES:
        faults.append(("purpose", "Choose what the address is for"))
    if not address.strip():
        faults.append(("address", "Write the address, with its flat"))
    if faults:
        raise Refusal("An address check needs both.", next_step="Complete:", faults=tuple(faults))
    standing = pictures.person(person, viewer=by, at=at).ref if person else ""
    place = place_of(address) or ""
    with act("orders.address_asked", by=by, at=at) as line:
        row = AddressCheck.objects.create(
            ref=new_ref("AC"), purpose=purpose, anchor=anchor(standing) if standing else "",
            place=place, address=" ".join(address.split())[:200], asked_at=at, asked_by=by.ref,
            known_seq=line.seq,
        )  # fmt: skip
        line.about(row.ref, *filter(None, (standing, place)))
        _tell_custodians(line, place, by)
    return row.ref


def _tell_custodians(line: Line, place: str, by: Viewer) -> None:
    """Tell whoever keeps a sealed address, or somebody sealed who is told there; the page says nothing."""
    sealed = sealed_targets()
    if not place or not sealed:
        return
    reached = {place, *told_at(place, [ref for ref in sealed if ref.startswith("P-")])}
    for ref in sorted(reached & set(sealed)):
        line.emit(SealedTouched(target=ref, record="", by=by.ref))


def _open(check: str, by: Viewer) -> AddressCheck:
    row = AddressCheck.objects.filter(ref=check).first()
    if row is None or not may(by, "orders.work") or row.place in by.own_refs:
        raise NotThere
    if row.state != "asked":
        raise Refusal(
            f"This address was decided: {ANSWERS[row.state].lower()}.",
            next_step="Ask about the address again if something has changed.", code="stale",
        )  # fmt: skip
    return row


def ask_force(
    *, check: str, force: str, answer: str, said: str = "", by: Viewer, at: datetime
) -> None:
    """Write down that another force was asked, or what it answered. Refuses without its name or answer."""
    row = _open(check, by)
    faults = []
    if not force.strip():
        faults.append(("force", "Say which force"))
    if answer not in FORCE_ANSWERS:
        faults.append(("answer", "Choose what they answered, or that none has come yet"))
    if faults:
        raise Refusal(
            "Another force's answer needs both.", next_step="Complete:", faults=tuple(faults)
        )
    with act("orders.force_asked", by=by, at=at) as line:
        ForceAsked.objects.update_or_create(
            check_of=row, force=force.strip()[:120],
            defaults={
                "answer": answer, "said": said.strip()[:300], "by": by.ref,
                "answered_at": None if answer == "waiting" else at, "known_seq": line.seq,
            },
            create_defaults={
                "answer": answer, "said": said.strip()[:300], "by": by.ref, "at": at,
                "answered_at": None if answer == "waiting" else at, "known_seq": line.seq,
            },
        )  # fmt: skip
        line.about(row.ref)


def decide_address(
    *,
    check: str,
    answer: str,
    because: str,
    none_concerned: bool = False,
    by: Viewer,
    at: datetime,
) -> str:
    """Accept an address, or not, by name; the answer becomes a record. Refuses with all that lacks."""
    row = _open(check, by)
    children = children_at(row.place, by, at)
    asked = list(row.asked.all())
    faults = decide_faults(
        answer=answer, because=because, children=children.number, asked=len(asked),
        waiting=sum(one.answer == "waiting" for one in asked), none_concerned=none_concerned,
    )  # fmt: skip
    if faults:
        raise Refusal(
            "This address cannot be decided yet.", next_step="Complete what lacks.", faults=faults
        )
    with act("orders.address_decided", by=by, at=at) as line:
        said = f"{ANSWERS[answer]}: {because.strip()} Other forces: {_answers(asked)}."
        record = _recorded(row, said, children.number, by, at)
        row.state, row.because, row.record = answer, because.strip()[:300], record
        row.children, row.decided_at, row.decided_by = list(children.people), at, by.ref
        row.save()
        line.about(row.ref, record, *children.people)
        line.say(because=because)
        line.emit(AddressDecided(ref=row.ref))
    return record


def _answers(asked: list[ForceAsked]) -> str:
    told = "; ".join(f"{one.force}: {FORCE_ANSWERS[one.answer].lower()}" for one in asked)
    return told or "none concerned"


def _recorded(row: AddressCheck, said: str, children: int, by: Viewer, at: datetime) -> str:
    person = persons_at([row.anchor]).get(row.anchor, "") if row.anchor else ""
    raw: dict[str, Any] = {
        "source": "firstlight", "source_ref": new_ref("F"), "kind": "check",
        "title": f"{PURPOSES[row.purpose]} looked at for children", "author": by.ref,
        "occurred": {"begins": at.isoformat()}, "told_at": at.isoformat(),
        "recorded_at": at.isoformat(),
        "people": [{"key": "p1", "role": "subject"}] if person else [],
        "places": [{"role": "other", "address": {"text": row.address}}],
        "details": {
            "asked_of": "What Firstlight holds, and other forces", "question": "children at the address",
            "answer": "found" if children else "nothing_found",
            "children_found": "yes" if children else "unknown",
            "said": said,
        },
    }  # fmt: skip
    return write(raw, by=by, at=at, about={"p1": person} if person else {}).ref
