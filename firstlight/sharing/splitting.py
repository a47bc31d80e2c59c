"""A link was parted: list everything that relied on it, mark what left, and ask for its recall."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.services import Line, act
from firstlight.duties.services import open_duty
from firstlight.people.selectors import partings_of, relied_on
from firstlight.sharing.deciding import SYSTEM
from firstlight.sharing.models import Decision, RecallList
from firstlight.sharing.rules.decisions import OUT
from firstlight.sharing.stepping import note

# What is worked again by itself when a link is parted, and needs nobody to recall it.
_BY_ITSELF = frozenset({"duty"})


def after_parting(parting: str, person: str, to: str, at: datetime) -> None:
    """List what relied on a link that was parted; once for each parting."""
    if RecallList.objects.filter(ref=parting).exists():
        return
    seq = next((one.seq for one in partings_of(person) if one.ref == parting), None)
    relied = _relied(person, seq)
    if not any(one["kind"] not in _BY_ITSELF for one in relied):
        return
    with act("sharing.recall_listed", by=SYSTEM, at=at) as line:
        row = RecallList(
            ref=parting, person=person, to=to, at=at, relied=relied, known_seq=line.seq
        )
        row.left_force = any(one["left_force"] for one in relied)
        row.duty = _recall_duty(row, at)
        if row.left_force:
            row.breach = _breach_duty(row, at)
        row.save()
        line.about(parting, person, to)
        for one in relied:
            if one["kind"] == "disclosure":
                _question(line, str(one["ref"]), parting)


def _relied(person: str, seq: int | None) -> list[dict[str, object]]:
    """Give each thing that showed the person, once; a disclosure left only if it was sent."""
    found: dict[str, dict[str, object]] = {}
    for one in relied_on(person, before=seq):
        held = found.setdefault(one.ref, {"kind": one.kind, "ref": one.ref, "left_force": False})
        held["left_force"] = bool(held["left_force"]) or one.left_force
    gone = [ref for ref, one in found.items() if one["kind"] == "disclosure"]
    sent = set(
        Decision.objects.filter(ref__in=gone, sent_at__isnull=False).values_list("ref", flat=True)
    )
    for ref in gone:
        found[ref]["left_force"] = ref in sent
    return list(found.values())


def _recall_duty(row: RecallList, at: datetime) -> str:
    refs = tuple(str(one["ref"]) for one in row.relied)
    return open_duty(
        clock="SPLIT_RECALL", about=(row.ref, *refs), people=(), told_at=at,
        because=f"A link was parted and {len(refs)} things relied on it. The list: {row.ref}.",
        key=f"split:{row.ref}", by=SYSTEM, at=at,
    )  # fmt: skip


def _breach_duty(row: RecallList, at: datetime) -> str:
    refs = tuple(str(one["ref"]) for one in row.relied if one["left_force"])
    return open_duty(
        clock="DPO_BREACH", about=(row.ref, *refs), people=(), told_at=at,
        because="What left the force may have been about the wrong person.",
        key=f"breach:{row.ref}", by=SYSTEM, at=at,
    )  # fmt: skip


def _question(line: Line, ref: str, parting: str) -> None:
    row = Decision.objects.filter(ref=ref).first()
    if row is None or row.state == "recalled":
        return
    row.in_question = parting
    row.save(update_fields=["in_question"])
    said = "In somebody else's hands" if row.state in OUT else "Not sent"
    note(line, row, "in_question", said)
