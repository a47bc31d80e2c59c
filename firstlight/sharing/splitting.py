"""A link was parted: list everything that relied on it, mark what left, and ask for its recall."""

from __future__ import annotations

from datetime import datetime

from firstlight.audit.selectors import looks_at
from firstlight.audit.services import Line, act
from firstlight.briefs import services as briefs
from firstlight.briefs.selectors import read_offline
from firstlight.delivery.services import alert
from firstlight.duties.services import close_by_key, open_duty
from firstlight.people.selectors import Parted, parted, relied_while
from firstlight.sharing import gathering
from firstlight.sharing.deciding import SYSTEM
from firstlight.sharing.models import Decision, RecallList
from firstlight.sharing.rules.decisions import OUT
from firstlight.sharing.stepping import note

# What is worked again by itself, or was only seen, needs nobody to recall it.
_READ = frozenset({"look", "offline"})
_BY_ITSELF = frozenset({"duty", *_READ})


def after_parting(parting: str, at: datetime) -> None:
    """List what relied on a link that was parted, and mark it; once for each parting."""
    split = parted(parting)
    if split is None or RecallList.objects.filter(ref=parting).exists():
        return
    relied = [*_relied(split), *_looks(split)]
    relied += _offline(relied)
    if not any(one["kind"] not in _BY_ITSELF for one in relied):
        return
    with act("sharing.recall_listed", by=SYSTEM, at=at) as line:
        row = RecallList(ref=parting, person=split.person, to=split.to, at=split.at, relied=relied,
                         known_seq=line.seq)  # fmt: skip
        row.left_force = any(one["left_force"] for one in relied)
        row.duty = _recall_duty(row, at)
        if row.left_force:
            row.breach = _breach_duty(row, at)
        row.save()
        line.about(parting, row.person, row.to)
        for one in relied:
            _mark(line, one, split)


def _mark(line: Line, one: dict[str, object], split: Parted) -> None:
    ref = str(one["ref"])
    if one["kind"] == "disclosure":
        _question(line, ref, split.ref)
    if one["kind"] == "brief":
        briefs.part(brief=ref, parting=split.ref, parted_at=split.at, by=SYSTEM, at=line.at)


def _relied(split: Parted) -> list[dict[str, object]]:
    """Give each thing that showed the person, once; a disclosure left only if it was sent."""
    found: dict[str, dict[str, object]] = {}
    for one in relied_while(split):
        held = found.setdefault(one.ref, {"kind": one.kind, "ref": one.ref, "left_force": False})
        held["left_force"] = bool(held["left_force"]) or one.left_force
    gone = [ref for ref, one in found.items() if one["kind"] == "disclosure"]
    sent = set(
        Decision.objects.filter(ref__in=gone, sent_at__isnull=False).values_list("ref", flat=True)
    )
    for ref in gone:
        found[ref]["left_force"] = ref in sent
    return list(found.values())


def _looks(split: Parted) -> list[dict[str, object]]:
    """Give who looked at the person while the link stood: they saw another's records as theirs."""
    return [
        {"kind": "look", "ref": str(one.seq), "left_force": False, "by": one.by,
         "at": one.at.isoformat()}
        for one in looks_at(split.shown_as, since=split.since, until=split.seq)
    ]  # fmt: skip


def _offline(relied: list[dict[str, object]]) -> list[dict[str, object]]:
    """Give each time a brief of the list was read on a phone without signal, by the phone's time."""
    refs = [str(one["ref"]) for one in relied if one["kind"] == "brief"]
    return [
        {"kind": "offline", "ref": one.brief, "left_force": False, "by": one.user,
         "at": one.device_at.isoformat(), "told": one.told_at.isoformat()}
        for one in read_offline(refs)
    ]  # fmt: skip


def after_reading(brief: str, at: datetime) -> None:
    """Add to every list that holds a brief what the force has heard since of its being read."""
    for row in RecallList.objects.filter(undone_at__isnull=True):
        held = list(row.relied)
        new = [one for one in _offline(held) if one["ref"] == brief and one not in held]
        if new:
            with act("sharing.recall_list_grew", by=SYSTEM, at=at) as line:
                row.relied = [*held, *new]
                row.save(update_fields=["relied"])
                line.about(row.ref, brief)


def _recall_duty(row: RecallList, at: datetime) -> str:
    refs = tuple(str(one["ref"]) for one in row.relied if one["kind"] not in _READ)
    return open_duty(
        clock="SPLIT_RECALL", about=(row.ref, *refs), people=(), told_at=row.at,
        because=f"A link was parted and {len(refs)} things relied on it. The list: {row.ref}.",
        key=f"split:{row.ref}", by=SYSTEM, at=at,
    )  # fmt: skip


def _breach_duty(row: RecallList, at: datetime) -> str:
    refs = tuple(str(one["ref"]) for one in row.relied if one["left_force"])
    return open_duty(
        clock="DPO_BREACH", about=(row.ref, *refs), people=(), told_at=row.at,
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


def after_restoring(parting: str, at: datetime) -> None:
    """Tell whoever was told of a parting that it is undone; what was recalled stays recalled."""
    row = RecallList.objects.filter(ref=parting, undone_at__isnull=True).first()
    if row is None:
        return
    with act("sharing.recall_undone", by=SYSTEM, at=at) as line:
        row.undone_at = at
        row.save()
        line.about(parting, row.person, row.to)
        for kind, ref in ((str(one["kind"]), str(one["ref"])) for one in row.relied):
            if kind == "brief":
                briefs.restore(brief=ref, parting=parting, by=SYSTEM, at=at)
            if kind == "disclosure":
                _answered(line, ref, parting)
        for key in (f"split:{parting}", f"breach:{parting}"):
            close_by_key(key, "The split was undone", (parting,), SYSTEM, at)


def _answered(line: Line, ref: str, parting: str) -> None:
    """Take the question off a decision; who was told of its recall is told of this."""
    row = Decision.objects.filter(ref=ref, in_question=parting).first()
    if row is None:
        return
    row.in_question = ""
    row.save(update_fields=["in_question"])
    note(line, row, "restored", "The split for which it was in question was undone")
    if row.state == "recalled":
        readers = [one.ref for one in gathering.readers(row.recipient) if one.ref not in row.barred]
        alert(line, to=tuple(f"user:{one}" for one in readers), url=f"/portal/{ref}", level="high",
              title=f"{ref} was recalled for a reason that no longer holds", about=(ref,))  # fmt: skip
