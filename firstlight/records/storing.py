"""Storing records under the lock: the same record twice is one, a correction replaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from firstlight.audit.services import Line
from firstlight.kernel.rows import add_rows
from firstlight.kernel.values.refs import new_ref
from firstlight.records.disposing import disposed_among, sent_again
from firstlight.records.models import Record, Source, SourceState, Version, Waiting
from firstlight.records.offering import Offered, Stored
from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.kinds import KINDS
from firstlight.records.rules.reading import Fault, fields_at_fault
from firstlight.records.rules.versions import Version as Sign
from firstlight.records.rules.versions import place_version
from firstlight.records.waiting import write_waiting

_CODE = re.compile(r"[a-z0-9_-]{1,40}")


def source_faults(offered: Offered, sources: Mapping[str, Source]) -> list[Fault]:
    """Check that the source is registered and tells this kind of record."""
    envelope = offered.reading.envelope
    if envelope is None:
        return []
    source = sources.get(envelope.source)
    if source is None:
        # Free text in the wrong field may be a name: only what has a code's form is said back.
        code = envelope.source if _CODE.fullmatch(envelope.source) else ""
        mend = f"register it: firstlight source add {code or 'CODE'} --name NAME --owner OWNER"
        told = repr(code) if code else "what was sent"
        return [Fault("source", f"{told} is not a registered source", mend)]
    if source.kinds and envelope.kind in KINDS and envelope.kind not in source.kinds:
        mend = f"add the kind: firstlight source add {source.code} --kind {envelope.kind}"
        return [Fault("kind", f"source {source.code!r} does not tell {envelope.kind!r}", mend)]
    return []


def _renamed(results: list[Stored], instead: Mapping[str, str]) -> None:
    """Name what waited already by the reference under which it does."""
    for one in results:
        one.ref = instead.get(one.ref, one.ref)


@dataclass(slots=True)
class _Shelf:
    """What is already held of the records on offer, read once under the lock."""

    records: dict[tuple[str, str], Record] = field(default_factory=dict)
    disposed: dict[tuple[str, str], Record] = field(default_factory=dict)
    versions: dict[str, list[Version]] = field(default_factory=dict)  # by the record's reference
    new: dict[str, Stored] = field(default_factory=dict)  # what of this batch stands, by the same


def _shelf(offers: Iterable[Offered]) -> _Shelf:
    by_source: dict[str, set[str]] = {}
    for offered in offers:
        source, source_ref = _named(offered)
        if source_ref:
            by_source.setdefault(source, set()).add(source_ref)
    shelf = _Shelf()
    for source, refs in by_source.items():
        for record in Record.objects.filter(source_id=source, source_ref__in=refs):
            shelf.records[source, record.source_ref] = record
    shelf.disposed = disposed_among((s, ref) for s, refs in by_source.items() for ref in refs)
    held = {record.pk: record.ref for record in shelf.records.values()}
    rows = Version.objects.filter(record_id__in=list(held)).defer("content").order_by("number")
    for version in rows:
        shelf.versions.setdefault(held[version.record_id], []).append(version)
    return shelf


def _named(offered: Offered) -> tuple[str, str]:
    """Give by which source and reference a record is known, also one that has faults."""
    envelope, content = offered.reading.envelope, offered.reading.content
    if envelope is not None:
        return envelope.source, envelope.source_ref
    return str(content.get("source", ""))[:64], str(content.get("source_ref", ""))[:200]


def _sign(version: Version) -> Sign:
    return Sign(version.number, version.content_hash, version.source_version, version.modified_at)


def _aside(line: Line, offered: Offered, faults: tuple[Fault, ...]) -> tuple[Waiting, Stored]:
    source, source_ref = _named(offered)
    row = Waiting(
        ref=new_ref("Q"),
        source=source,
        source_ref=source_ref,
        text=offered.text,
        faults=[[f.field, f.problem, f.mend] for f in faults],
        fields=fields_at_fault(faults),
        content_hash=offered.content_hash,
        provenance=offered.provenance,
        received_at=offered.received_at or line.at,
        known_seq=line.seq,
    )
    return row, Stored(offered, "quarantined", ref=row.ref, faults=faults)


def store(line: Line, offers: list[Offered]) -> list[Stored]:
    """Store records inside the open transaction; the same record twice is one.

    What has faults, or is another text of a version already held, waits with its reasons.
    """
    sources = {s.code: s for s in Source.objects.all()}
    shelf = _shelf(offers)
    results: list[Stored] = []
    waiting: list[Waiting] = []
    ended: list[int] = []
    made: list[tuple[Stored, Version]] = []
    new_records: list[Record] = []
    for offered in offers:
        faults = (*offered.reading.faults, *source_faults(offered, sources))
        envelope = offered.reading.envelope
        tombstone = shelf.disposed.get(_named(offered))
        if tombstone is not None:
            again = (sent_again(tombstone),)
            results.append(Stored(offered, "disposed", ref=tombstone.ref, faults=again))
            continue
        if faults or envelope is None:
            row, stored = _aside(line, offered, faults)
            waiting.append(row)
            results.append(stored)
            continue
        stored, version = _one(
            line, offered, envelope, shelf=shelf, sources=sources, new_records=new_records
        )
        results.append(stored)
        if stored.outcome == "conflict":
            fault = Fault(
                "source_version",
                "this version is held with other content",
                "send the correction under a higher source_version",
            )
            row, _ = _aside(line, offered, (fault,))
            waiting.append(row)
            stored.faults, stored.ref = (fault,), row.ref
        if version is not None:
            made.append((stored, version))
            ended += stored.replaced
    _renamed(results, _write(line, new_records, made, ended, waiting))
    _heard(line, offers, sources)
    return results


def _one(
    line: Line,
    offered: Offered,
    envelope: Envelope,
    *,
    shelf: _Shelf,
    sources: Mapping[str, Source],
    new_records: list[Record],
) -> tuple[Stored, Version | None]:
    key = (envelope.source, envelope.source_ref)
    record = shelf.records.get(key)
    fresh = record is None
    if record is None:
        record = Record(ref=new_ref("R"), source_id=key[0], source_ref=key[1], kind=envelope.kind)
        shelf.records[key] = record
        new_records.append(record)
    held = shelf.versions.setdefault(record.ref, [])
    current = [v for v in held if v.current_from is not None and v.current_to is None]
    incoming = Sign(
        len(held) + 1, offered.content_hash, envelope.source_version, envelope.modified_at
    )
    placed = place_version([_sign(v) for v in held], incoming)
    stored = Stored(offered, "taken", ref=record.ref, fresh=fresh, kind=envelope.kind)
    if placed in {"same", "conflict"}:
        stored.outcome = placed
        stored.version = next((v.number for v in held if v.content_hash == offered.content_hash), 0)
        return stored, None
    version = _version(line, offered, envelope, record, sources[key[0]])
    version.number = len(held) + 1
    if placed == "older":
        stored.outcome = "older"
    else:
        version.current_from = line.seq
        for one in current:
            one.current_to = line.seq
        if record.ref in shelf.new:
            shelf.new[record.ref].outdone = True
        shelf.new[record.ref] = stored
        stored.replaced = tuple(v.pk for v in current if v.pk)
    stored.version, stored.before_live = version.number, version.before_live
    held.append(version)
    return stored, version


def _version(
    line: Line, offered: Offered, envelope: Envelope, record: Record, source: Source
) -> Version:
    received = offered.received_at or line.at
    recorded = envelope.recorded_at or received
    before = bool(source.live_from and recorded < source.live_from)
    return Version(
        record=record,
        source_version=envelope.source_version,
        modified_at=envelope.modified_at,
        content=offered.text,
        content_hash=offered.content_hash,
        department=envelope.department,
        begins=envelope.occurred.begins,
        told_at=envelope.told_at,
        recorded_at=recorded,
        received_at=received,
        known_seq=line.seq,
        provenance=offered.provenance,
        removed=[one.said() for one in offered.reading.removed],
        before_live=before,
        author=line.by.ref if source.code == "firstlight" else "",
        closed=envelope.statement.handling == "C",
    )


def _write(
    line: Line,
    records: list[Record],
    made: list[tuple[Stored, Version]],
    ended: list[int],
    waiting: list[Waiting],
) -> dict[str, str]:
    add_rows(Record, records)
    for _, version in made:
        version.record_id = version.record.pk
    add_rows(Version, [version for _, version in made])
    for stored, version in made:
        stored.version_id = version.pk
    if ended:
        Version.objects.filter(pk__in=ended).update(current_to=line.seq)
    return write_waiting(waiting)


def _heard(line: Line, offers: list[Offered], sources: Mapping[str, Source]) -> None:
    """Note when each source was last heard; one that was down is up again."""
    latest: dict[str, datetime] = {}
    for offered in offers:
        envelope = offered.reading.envelope
        if envelope and envelope.source in sources:
            moment = offered.received_at or line.at
            latest[envelope.source] = max(moment, latest.get(envelope.source, moment))
    for code, moment in latest.items():
        source = sources[code]
        if source.last_heard_at is None or moment > source.last_heard_at:
            Source.objects.filter(pk=code).update(last_heard_at=moment, down_since=None)
            if source.down_since is not None:
                SourceState.objects.create(source=source, up=True, since=moment, known_seq=line.seq)
