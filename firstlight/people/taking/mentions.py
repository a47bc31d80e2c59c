"""From stored records to mentions and appearances."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from firstlight.audit.services import Line
from firstlight.kernel.rows import add_rows
from firstlight.kernel.values.refs import new_ref
from firstlight.people.models import (
    Appearance,
    Mention,
    Name,
    PlaceUse,
    ThingUse,
)
from firstlight.people.rules.identity import Identity
from firstlight.people.rules.keys import blocking_keys
from firstlight.people.rules.search import search_keys
from firstlight.people.rules.standardise import phone_of, standardise
from firstlight.people.taking.institutions import end_said, say
from firstlight.people.taking.places import resolve, said
from firstlight.records.rules.envelope import Envelope
from firstlight.records.rules.parts import PersonIn
from firstlight.records.services import Stored


def number_of(key: str) -> int:
    """Turn a key into the 64-bit number it is kept as."""
    digest = hashlib.blake2b(key.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def packed(identity: Identity) -> str:
    """Write an identity as the text kept with its mention."""
    return json.dumps(
        [
            identity.given,
            identity.family,
            identity.others,
            identity.born_on.isoformat() if identity.born_on else None,
            identity.born_precision,
            identity.sex,
            identity.phones,
            identity.emails,
            identity.postcode,
            identity.address,
            identity.identifiers,
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def unpacked(text: str, *, retired_phone: bool = False) -> Identity:
    """Read an identity back from the text kept with its mention."""
    row = json.loads(text)
    return Identity(
        given=row[0],
        family=row[1],
        others=tuple(row[2]),
        born_on=date.fromisoformat(row[3]) if row[3] else None,
        born_precision=row[4],
        sex=row[5],
        phones=tuple(row[6]),
        emails=tuple(row[7]),
        postcode=row[8],
        address=row[9],
        identifiers=tuple((pair[0], pair[1]) for pair in row[10]),
        retired_phone=retired_phone,
    )


def raw_of(person: PersonIn) -> dict[str, Any]:
    """Give what identifies a person as the standardiser reads it."""
    born = None if person.unborn else person.born_on
    return {
        "given": person.given,
        "family": person.family,
        "other_names": person.other_names,
        "aliases": person.aliases,
        "born_on": born.isoformat() if born else None,
        "born_precision": person.born_precision,
        "sex": person.sex,
        "phones": person.phones,
        "emails": person.emails,
        "address": person.address.model_dump() if person.address else None,
        "identifiers": person.identifiers,
    }


def code_of(envelope: Envelope, person: PersonIn, text: str) -> str:
    """Name a mention by what it says and who says it.

    Appearances share a mention only where the source gives its own person id and every
    standardised field is the same; else each has its own.
    """
    who = person.source_person_id
    whose = f"person|{who}" if who else f"record|{envelope.source_ref}|{person.key}"
    return hashlib.blake2b(f"{envelope.source}|{whose}|{text}".encode(), digest_size=16).hexdigest()


@dataclass(slots=True)
class Named:
    """One person of one stored record, on the way to an appearance."""

    stored: Stored
    person: PersonIn
    code: str
    identity: Identity
    text: str
    appearance: Appearance | None = None


# Written without model objects: keys are the many small rows of every batch.
ADD_KEYS = "INSERT INTO people_mentionkey (key, mention_id) VALUES (%s, %s)"
ADD_NAME_KEYS = "INSERT INTO people_namekey (key, name_id) VALUES (%s, %s)"


@dataclass(slots=True)
class Landed:
    """What taking a batch made: appearances, and the mentions that are new or waking."""

    named: list[Named] = field(default_factory=list)
    fresh: dict[str, Identity] = field(default_factory=dict)  # code -> identity
    mention_ids: dict[str, int] = field(default_factory=dict)  # code -> id
    left: set[int] = field(default_factory=set)  # mentions an ended appearance leaves
    before: dict[tuple[str, str], int] = field(default_factory=dict)  # (record, key) -> appearance
    heirs: dict[int, int] = field(default_factory=dict)  # a newer version's appearance -> the older
    unsaid: set[int] = field(default_factory=set)  # places of which an ended version said something


def name_people(stored: Iterable[Stored]) -> list[Named]:
    """Standardise everybody the stored records name; slow enough to do outside the lock."""
    named = []
    for one in stored:
        envelope = one.offered.reading.envelope
        if envelope is None or one.outcome not in {"taken", "older"}:
            continue
        for person in envelope.people:
            identity = standardise(raw_of(person))
            text = packed(identity)
            named.append(Named(one, person, code_of(envelope, person, text), identity, text))
    return named


def land(line: Line, stored: list[Stored]) -> Landed:
    """Write mentions, appearances, places and things of stored records, under the lock."""
    taken = [one for one in stored if one.outcome in {"taken", "older"}]
    landed = Landed(named=name_people(taken))
    _end(line, taken, landed)
    _mentions(line, landed)
    addresses = [n.person.address.model_dump() for n in landed.named if n.person.address]
    for one in taken:
        envelope = one.offered.reading.envelope
        addresses += [p.address.model_dump() for p in envelope.places] if envelope else []
    places = resolve(line, addresses)
    rows = []
    for named in landed.named:
        row = _appearance(line, named, landed, places)
        named.appearance = row
        rows.append(row)
    add_rows(Appearance, rows)
    for row in rows:
        older = landed.before.get((row.record_ref, row.key))
        if older is not None and row.ended_seq is None:
            landed.heirs[row.pk] = older
    _uses(line, taken, landed, places)
    say(line, taken, places, landed.unsaid)
    return landed


def _end(line: Line, taken: list[Stored], landed: Landed) -> None:
    replaced = [version for one in taken for version in one.replaced]
    if not replaced:
        return
    rows = Appearance.objects.filter(version__in=replaced, ended_seq__isnull=True)
    for pk, mention, record, key in rows.values_list("pk", "mention_id", "record_ref", "key"):
        landed.left.add(mention)
        landed.before[record, key] = pk
    rows.update(ended_seq=line.seq)
    PlaceUse.objects.filter(version__in=replaced).update(ended_seq=line.seq)
    ThingUse.objects.filter(version__in=replaced).update(ended_seq=line.seq)
    landed.unsaid = end_said(line, replaced)


def _mentions(line: Line, landed: Landed) -> None:
    wanted = {one.code: one for one in landed.named}
    held = dict(Mention.objects.filter(code__in=wanted).values_list("code", "pk"))
    Mention.objects.filter(code__in=wanted, active=False).update(active=True)
    new = [one for code, one in wanted.items() if code not in held]
    names = _names({(o.identity.given, o.identity.family) for o in new})
    rows = [
        Mention(
            code=one.code,
            name_id=names.get((one.identity.given, one.identity.family)),
            identity=one.text,
            known_seq=line.seq,
        )
        for one in new
    ]
    add_rows(Mention, rows)
    landed.mention_ids = held | {row.code: row.pk for row in rows}
    landed.fresh = {one.code: one.identity for one in new}
    keys = [
        (number_of(key), landed.mention_ids[one.code])
        for one in new
        for key in blocking_keys(one.identity)
    ]
    if keys:
        with connection.cursor() as cursor:
            cursor.executemany(ADD_KEYS, keys)


def _names(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    wanted.discard(("", ""))
    if not wanted:
        return {}
    givens = {given for given, _ in wanted}
    held = {
        (row.given, row.family): row.pk
        for row in Name.objects.filter(given__in=givens)
        if (row.given, row.family) in wanted
    }
    new = [Name(given=given, family=family) for given, family in sorted(wanted - held.keys())]
    add_rows(Name, new)
    rows = [(number_of(key), n.pk) for n in new for key in search_keys(n.given, n.family)]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(ADD_NAME_KEYS, rows)
    return held | {(n.given, n.family): n.pk for n in new}


def _appearance(line: Line, one: Named, landed: Landed, places: dict[str, Any]) -> Appearance:
    address = one.person.address
    place = places.get(said(address.model_dump())) if address else None
    return Appearance(
        ref=new_ref("M"),
        version=one.stored.version_id,
        record_ref=one.stored.ref,
        key=one.person.key,
        role=one.person.role,
        mention_id=landed.mention_ids[one.code],
        place=place,
        address_is=one.person.address_is if address else "",
        source_person=one.person.source_person_id or "",
        known_seq=line.seq,
        ended_seq=line.seq if one.stored.late else None,
    )


def _uses(line: Line, taken: list[Stored], landed: Landed, places: dict[str, Any]) -> None:
    place_rows, thing_rows = [], []
    by_key = {(n.stored.version_id, n.person.key): n.appearance for n in landed.named}
    for one in taken:
        envelope = one.offered.reading.envelope
        if envelope is None:
            continue
        ended = line.seq if one.late else None
        seq, version = line.seq, one.version_id
        for used in envelope.places:
            place = places.get(said(used.address.model_dump()))
            if place is not None:
                place_rows.append(
                    PlaceUse(
                        version=version, place=place, role=used.role, known_seq=seq, ended_seq=ended
                    )
                )
        things = [("phone", phone_of(p.number), p.user) for p in envelope.phones]
        things += [("vehicle", v.vrm, v.keeper) for v in envelope.vehicles]
        things += [("phone", phone_of(n), p.key) for p in envelope.people for n in p.phones]
        for kind, value, user in things:
            appearance = by_key.get((version, user or ""))
            if value:
                thing_rows.append(
                    ThingUse(
                        version=version, kind=kind, value=value[:40], known_seq=seq, ended_seq=ended,
                        appearance=appearance.ref if appearance else "",
                    )
                )  # fmt: skip
    add_rows(PlaceUse, place_rows)
    add_rows(ThingUse, thing_rows)
