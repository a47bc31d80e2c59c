"""What a database holds, as sums that do not depend on order, time, place or random references.

No app's selectors give whole tables, and none should: these reads are for one command alone, so
they ask Django for the tables by name.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

WHOLE = 1 << 256
# A reference inside a sentence, random as every reference.
REF = re.compile(r"\b[A-Z]{1,3}-[0-9A-HJKMNP-TV-Z]{10}\b")


def _rows(label: str) -> QuerySet[Any]:
    return QuerySet(apps.get_model(label))


def mark(*parts: Any) -> str:
    """Fingerprint some values."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def together(marks: Iterable[str]) -> tuple[str, int]:
    """Add fingerprints up, in any order; gives the sum and how many there were."""
    total = count = 0
    for one in marks:
        total = (total + int(one, 16)) % WHOLE
        count += 1
    return f"{total:064x}", count


def told() -> dict[int, tuple[str, str, str]]:
    """Give each version's source, its reference there and what it says.

    What was written down here is its own source, and its references there are random as all of ours.
    """
    rows = _rows("records.Version").values_list(
        "pk", "record__source_id", "record__source_ref", "content_hash"
    )
    found = {pk: (source, ref, said) for pk, source, ref, said in rows.iterator(2000)}
    ours = {pk: source for pk, (source, ref, _) in found.items() if REF.fullmatch(ref)}
    typed = _rows("records.Version").filter(record__source_id__in=set(ours.values()))
    for pk, content in typed.values_list("pk", "content").iterator(2000):
        if pk in ours:
            found[pk] = (ours[pk], "", mark(REF.sub("", content)))
    return found


def records(said: dict[int, tuple[str, str, str]]) -> Iterator[str]:
    """Every version of every record by its source's own reference, and whether it stands.

    What is marked stays in this order, so that a sum of an older version can be compared.
    """
    fields = ("pk", "record__kind", "record__disposed_on", "source_version", "current_from",
              "current_to")  # fmt: skip
    rows = _rows("records.Version").values_list(*fields).iterator(2000)
    for pk, kind, disposed, version, begun, ended in rows:
        source, ref, content = said[pk]
        stands = begun is not None and ended is None
        yield mark("version", source, ref, kind, disposed, content, version, stands)
    for source, ref, disposed in (
        _rows("records.Record").values_list("source_id", "source_ref", "disposed_on").iterator(2000)
    ):
        yield mark("record", source, REF.sub("", ref), disposed)


def quarantine() -> Iterator[str]:
    """What waits or waited, with its faults and what became of it."""
    fields = ("source", "source_ref", "content_hash", "faults", "state")
    for row in _rows("records.Waiting").values_list(*fields).iterator(2000):
        yield mark("waiting", *row)


def appearances(said: dict[int, tuple[str, str, str]]) -> dict[int, str]:
    """Name each appearance by the version it stands in and its key."""
    rows = _rows("people.Appearance").values_list("pk", "version", "key").iterator(2000)
    return {pk: mark(*said.get(version, ("", "", "")), key) for pk, version, key in rows}


def groups(named: dict[int, str]) -> dict[int, str]:
    """Fingerprint each person by the appearances taken for them, as those inside know it."""
    members: dict[int, list[str]] = defaultdict(list)
    rows = _rows("people.Membership").filter(
        to_seq__isnull=True, side__in=["both", "inside"], appearance__ended_seq__isnull=True
    )
    for person, appearance in rows.values_list("person_id", "appearance_id").iterator(2000):
        members[person].append(named[appearance])
    return {person: mark("group", sorted(held)) for person, held in members.items()}


def judgements(named: dict[int, str]) -> Iterator[str]:
    """What people said about who is who, and whether it stands."""
    for one, other, answer, ended in _rows("people.Judgement").values_list(
        "one_id", "other_id", "answer", "ended_seq"
    ):
        yield mark("judgement", sorted((named[one], named[other])), answer, ended is None)


def floors(people: dict[int, str]) -> Iterator[str]:
    """Each person's floors as they stand; none where risk is not built."""
    refs = dict(_rows("people.Person").values_list("ref", "pk").iterator(2000))
    for person, levels in (
        _rows("risk.Assessed").filter(latest=True).values_list("person", "levels").iterator(2000)
    ):
        group = people.get(refs.get(person, 0))
        if group and levels:
            yield mark("floor", group, sorted(levels.items()))


def duties() -> Iterator[str]:
    """Duties by what they are and what came of them; that a channel was down is of the machine."""
    for row in (
        _rows("duties.Duty")
        .exclude(clock="CHANNEL_DOWN")
        .values_list("clock", "queue", "post", "level", "state", "outcome")
        .iterator(2000)
    ):
        yield mark("duty", *row[:-1], REF.sub("", row[-1]))


def grades() -> Iterator[str]:
    """Grades by what was said and how it stands."""
    for row in (
        _rows("risk.Grade")
        .values_list("framework", "level", "floor", "provisional", "state")
        .iterator(2000)
    ):
        yield mark("grade", *row)


def sums() -> dict[str, tuple[str, int]]:
    """Give each part's sum and how much it counts, and all of them as one."""
    said = told()
    named = appearances(said)
    people = groups(named)
    found = {
        "records": together(records(said)),
        "quarantine": together(quarantine()),
        "people": together(people.values()),
        "judgements": together(judgements(named)),
    }
    if apps.is_installed("firstlight.risk"):
        found |= {"floors": together(floors(people)), "gradings": together(grades())}
    if apps.is_installed("firstlight.duties"):
        found["duties"] = together(duties())
    whole = mark(sorted((name, total) for name, (total, _) in found.items()))
    return found | {"all": (whole, sum(count for _, count in found.values()))}
