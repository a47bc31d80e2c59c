"""One person's records, pictures and lookers as they may be given: others struck unless decided."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from firstlight.access.selectors import sight, title_of
from firstlight.audit.selectors import lines
from firstlight.kernel.values.refusal import NotThere
from firstlight.kernel.values.viewer import Viewer
from firstlight.people.selectors import persons_at
from firstlight.picture import selectors as pictures
from firstlight.picture.rules.values import AppearanceView, PersonPicture, RecordView
from firstlight.records.rules.kinds import KINDS
from firstlight.retention.models import Request
from firstlight.retention.rules.redaction import pattern_of, rows_of, struck
from firstlight.retention.rules.requests import Sign, signs

LOOKS = 500


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else in the person's records, for a named person to decide on."""

    ref: str
    name: str
    roles: str
    records: int
    why: str  # why they are shown; '' where they are struck


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it may be given."""

    ref: str
    kind: str
    source: str
    at: datetime
    told: tuple[tuple[str, str], ...]
    why: str  # why it is withheld; '' where it is given


@dataclass(frozen=True, slots=True)
class Bundle:
    """Everything that may be given, and what a person has to decide first."""

    ref: str
    person: str
    name: str
    entries: tuple[Entry, ...]
    others: tuple[Other, ...]
    looks: tuple[tuple[str, str, str], ...]  # when, who, what
    disposed: tuple[str, ...]
    signs: tuple[Sign, ...]

    def to_json(self) -> dict[str, Any]:
        """Give what may be given as plain values: nothing that is withheld, nobody who is struck."""
        given = [asdict(one) | {"at": one.at.isoformat()} for one in self.entries if not one.why]
        return {
            "request": self.ref, "name": self.name, "records": given, "disposed": list(self.disposed),
            "withheld": sum(bool(one.why) for one in self.entries),
            "seen_by": [{"at": at, "what": what} for at, _, what in self.looks],
        }  # fmt: skip


def bundle(ref: str, viewer: Viewer, at: datetime) -> Bundle:
    """Put together what is held of whom a request is about. NotThere where it is not theirs."""
    row = Request.objects.filter(ref=ref).first()
    person = persons_at([row.anchor], viewer=viewer).get(row.anchor) if row else None
    if row is None or person is None or person in viewer.own_refs:
        raise NotThere
    picture = pictures.person(person, viewer=viewer, at=at)
    closed = sight(viewer).restricted
    others = _others(picture, row.shown, closed)
    pattern = pattern_of(
        (word for one in others if not one.why for word in _words(picture, one.ref)), _own(picture)
    )
    entries = tuple(_entry(one, pattern, row.withheld, closed) for one in picture.records)
    asker = persons_at([row.asker]).get(row.asker, "") if row.asker else ""
    viewer.seen.add(*(one.ref for one in others if one.ref.startswith("P-")))
    return Bundle(
        ref, person, picture.name, entries, others, _looks(person), picture.disposed_said,
        signs(picture, asker, row.claims, at),
    )  # fmt: skip


def _apart(picture: PersonPicture) -> list[tuple[str, AppearanceView]]:
    """Give everybody else in the records, by person where one is known, else by appearance."""
    return [
        (one.person or one.ref, one)
        for record in picture.records
        for one in record.people
        if one.person != picture.ref
    ]


def _others(
    picture: PersonPicture, shown: dict[str, str], closed: frozenset[str]
) -> tuple[Other, ...]:
    apart = _apart(picture)
    counts = Counter(ref for ref, _ in apart)
    found: dict[str, Other] = {}
    for ref, one in apart:
        roles = sorted({a.role for r, a in apart if r == ref})
        name = "somebody restricted" if ref in closed else one.name or "no name told"
        found.setdefault(ref, Other(ref, name, ", ".join(roles), counts[ref], shown.get(ref, "")))
    return tuple(found.values())


def _words(picture: PersonPicture, ref: str) -> list[str]:
    """Give the names, numbers and addresses of somebody else."""
    found: list[str] = []
    for other, one in _apart(picture):
        if other == ref:
            found += [one.name, one.address, *one.phones, *(v for _, v in one.identifiers)]
    return found


def _own(picture: PersonPicture) -> list[str]:
    mine = [one for record in picture.records for one in record.of(picture.ref)]
    return [text for one in mine for text in (one.name, one.address, one.school, *one.phones)]


def _entry(
    record: RecordView, pattern: Any, withheld: dict[str, str], closed: frozenset[str]
) -> Entry:
    kind = KINDS[record.kind].name if record.kind in KINDS else record.kind
    if closed & {
        record.ref,
        *(one.person for one in record.people),
        *(one.ref for one in record.people),
    }:
        told = [("Restricted", "Open the record with a reason first, or ask its custodian.")]
    elif record.statement.handling == "C":
        told = [("What may be told", record.statement.sanitised or "Nothing, without its owner.")]
    else:
        told = [("Title", record.title), ("What it says", record.narrative)]
        told += rows_of(record.details.model_dump(mode="json"))
    kept = tuple((label, struck(text, pattern)) for label, text in told if text)
    return Entry(
        record.ref, kind, record.source_name, record.moment, kept, withheld.get(record.ref, "")
    )


def _looks(person: str) -> tuple[tuple[str, str, str], ...]:
    """Give who was shown the person, when and in doing what: the lines of the journal."""
    return tuple(
        (one.at.isoformat(), title_of(one.by), one.action.replace(".", " ").replace("_", " "))
        for one in lines(ref=person, limit=LOOKS)
    )
