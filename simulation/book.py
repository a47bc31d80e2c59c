"""The book: every record that was ever written, when it arrived, and who was truly meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from simulation.errors import appearance
from simulation.people import Person
from simulation.sources import SOURCES, Source


def stamp(moment: datetime) -> str:
    """Write a moment in UTC, to the minute."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def parse(text: str) -> datetime:
    """Read a moment such as `2026-11-22T06:00:00Z`."""
    return datetime.fromisoformat(text).astimezone(UTC)


@dataclass(slots=True)
class Cast:
    """One person of one record: who it truly is, in what role, and what is written of them.

    `exact` leaves out the slips: only `said` is written. `key` is worked out when left out.
    """

    who: Person
    role: str = "subject"
    said: dict[str, Any] = field(default_factory=dict)
    exact: bool = False
    key: str = ""


@dataclass(slots=True)
class Entry:
    """One line of a source's file with what only the truth knows."""

    source: str
    record: dict[str, Any]
    received: datetime
    who: dict[str, str]
    event: str = ""
    again: bool = False

    @property
    def ref(self) -> str:
        """The source's own reference."""
        return str(self.record["source_ref"])

    @property
    def version(self) -> int | None:
        """The source's own version, where it numbers them."""
        found = self.record.get("source_version")
        return int(found) if found is not None else None


_REF = {
    "oak-cad": "OAK-{d:%Y%m%d}-{n:04d}",
    "oak-rms": "{d:%y}0{d:%j}{n:04d}",
    "oak-missing": "MP/{d:%y}/{d:%j}{n:03d}",
    "oak-custody": "CU/{d:%y}/{d:%j}{n:03d}",
    "oak-da": "DA{d:%y%m%d}{n:03d}",
    "oak-intel": "{d:%y}/{d:%j}{n:03d}",
    "oak-online": "ONL-{d:%y%m%d}-{n:03d}",
    "oak-ppn": "PPN{d:%y%m%d}{n:03d}",
    "oak-orders": "CO/{d:%y%m%d}/{n:03d}",
    "council-csc": "CSC-{d:%y%m%d}{n:04d}",
    "schools": "SCH{d:%y%m%d}{n:05d}",
    "care-homes": "CH-{d:%y%m%d}-{n:03d}",
    "fenshire-police": "FEN{d:%y%m%d}{n:03d}",
}


# Whose system it is, where the record itself names no department.
_DEPARTMENT = {
    "oak-cad": "control_room", "oak-missing": "missing", "oak-custody": "custody",
    "oak-da": "domestic_abuse", "oak-intel": "intelligence", "oak-online": "online",
    "oak-orders": "civil_orders", "oak-ppn": "response", "oak-rms": "response",
}  # fmt: skip


@dataclass(slots=True)
class Book:
    """Collects records. All times are UTC; what arrives after `until` is yet to come."""

    until: datetime
    since: date
    entries: list[Entry] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def reference(self, source: str, day: date) -> str:
        """Give the next reference as the source numbers its records on that day."""
        self.counts[f"{source}{day}"] += 1
        return _REF[source].format(d=day, n=self.counts[f"{source}{day}"])

    def add(
        self,
        rng: Random,
        source: str,
        kind: str,
        cast: list[Cast],
        *,
        told: datetime,
        recorded: datetime | None = None,
        received: datetime | None = None,
        ref: str = "",
        event: str = "",
        details: dict[str, Any] | None = None,
        relations: list[tuple[int, str, int]] | None = None,
        **rest: Any,
    ) -> Entry:
        """Write one record; gives the entry, so that others can cite its reference."""
        from_source = SOURCES[source]
        recorded = recorded or told + timedelta(minutes=rng.randint(2, 40))
        received = received or recorded + timedelta(minutes=from_source.lag(rng))
        ref = ref or self.reference(source, recorded.date())
        people, who = self._people(rng, from_source, cast, told)
        keys = [one["key"] for one in people]
        record: dict[str, Any] = {
            "source": source,
            "source_ref": ref,
            "kind": kind,
            **self._version(from_source, recorded),
            **({"department": _DEPARTMENT[source]} if source in _DEPARTMENT else {}),
            **{name: value for name, value in rest.items() if value not in (None, "", [], {})},
            "told_at": stamp(told),
            "recorded_at": stamp(recorded),
            "people": people,
            "relations": [
                {"one": keys[a], "kind": tie, "other": keys[b]} for a, tie, b in relations or ()
            ],
            "details": {k: v for k, v in (details or {}).items() if v not in (None, "", [])},
        }
        record = {name: value for name, value in record.items() if value not in ([], {})}
        entry = Entry(source, record, received, who, event)
        self.entries.append(entry)
        return entry

    def _version(self, source: Source, recorded: datetime) -> dict[str, Any]:
        if source.versions == "source_version":
            return {"source_version": 1}
        return {"modified_at": stamp(recorded)} if source.versions == "modified_at" else {}

    def _people(
        self, rng: Random, source: Source, cast: list[Cast], told: datetime
    ) -> tuple[list[dict[str, Any]], dict[str, str]]:
        people, who = [], {}
        for place, one in enumerate(cast, start=1):
            key = one.key or f"p{place}"
            written = {} if one.exact else appearance(rng, one.who, source, told.date())
            if source.own_ids and not one.exact:
                written["source_person_id"] = f"{source.code[:3].upper()}{one.who.id[1:]}"
            who[key] = one.who.id
            people.append({"key": key, "role": one.role} | written | one.said)
        return people, who

    def amend(
        self, rng: Random, entry: Entry, changes: dict[str, Any], *, after: timedelta
    ) -> None:
        """Add a corrected version of a record, written later; the first stays as it was."""
        recorded = parse(entry.record["recorded_at"]) + after
        record = {**entry.record, **changes, "recorded_at": stamp(recorded)}
        if "source_version" in record:
            record["source_version"] = entry.record["source_version"] + 1
        if "modified_at" in record:
            record["modified_at"] = stamp(recorded)
        lag = timedelta(minutes=SOURCES[entry.source].lag(rng))
        self.entries.append(
            Entry(entry.source, record, recorded + lag, dict(entry.who), entry.event)
        )
