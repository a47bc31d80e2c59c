"""Tells one set piece: its people, its places and its records, each to be found by a stable key."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from simulation import identifiers
from simulation.book import _REF, Book, Cast, Entry, parse, stamp
from simulation.institutions import Institution
from simulation.people import Family, Person
from simulation.places import Home
from simulation.population import County

COUNCIL = "Oakshire Council"
SIXTH_FORM = 17


def born(text: str) -> date:
    """Read a date of birth as people say it: 14/05/2012."""
    day, month, year = (int(part) for part in text.split("/"))
    return date(year, month, day)


class Teller:
    """One set piece. `told` is written in UTC; references begin where everyday ones never reach."""

    def __init__(self, county: County, book: Book, key: str, title: str, what: str) -> None:
        self.county, self.book, self.key, self.title, self.what = county, book, key, title, what
        self.rng = Random(f"story/{key}")
        self.people: dict[str, Person] = {}
        self.entries: dict[str, Entry] = {}
        self.places: dict[str, Home] = {}
        self.acts: list[dict[str, Any]] = []
        self.family = Family(f"S-{key}", "story", "Stanbridge", [], [], trouble="story")
        county.families.append(self.family)

    def person(
        self, key: str, name: str, birth: str, sex: str, home: Home | None = None, **more: Any
    ) -> Person:
        """Add a person of the story; `name` is given and family name."""
        given, family = name.split(" ", 1)
        who = Person(f"S-{self.key}-{key}", given, family, sex, born(birth), **more)
        if home:
            who.homes = [(date(2015, 1, 1), home)]
            self.places.setdefault(f"{key}_home", home)
        self.people[key] = who
        (self.family.children if who.child_on(self.county.until) else self.family.adults).append(
            who
        )
        return who

    def numbered(self, who: Person, serial: int, school: Institution | None = None) -> Person:
        """Give a child a pupil number that passes its check, a council number and a school."""
        who.upn = identifiers.upn(4900, who.born.year + 4, serial)
        who.council_id, who.school = str(690_000 + serial), school
        who.nhs = identifiers.nhs(900_000 + serial)
        return who

    def reference(self, source: str, day: date) -> str:
        """The next reference of a story in that source on that day."""
        form = _REF[source]
        first = {"3": 900, "4": 9000, "5": 90000}[form[form.index("{n:0") + 4]]
        counted = f"story/{source}{day}"
        self.book.counts[counted] += 1
        return form.format(d=day, n=first + self.book.counts[counted])

    def tell(
        self,
        key: str,
        source: str,
        kind: str,
        told: str,
        cast: list[Cast],
        *,
        recorded: str = "",
        received: str = "",
        ref: str = "",
        delay: int = 5,
        **rest: Any,
    ) -> Entry:
        """Write one record; told, recorded and received are UTC texts, `delay` minutes to arrive."""
        at = parse(told)
        wrote = parse(recorded) if recorded else at + timedelta(minutes=3)
        came = parse(received) if received else wrote + timedelta(minutes=delay)
        entry = self.book.add(
            self.rng,
            source,
            kind,
            cast,
            told=at,
            recorded=wrote,
            received=came,
            ref=ref or self.reference(source, wrote.date()),
            event=f"{self.key}/{key}",
            **rest,
        )
        self.entries[key] = entry
        return entry

    def enrol(
        self,
        key: str,
        who: Person,
        school: Institution,
        day: str,
        *,
        again: bool = True,
        **over: Any,
    ) -> Entry:
        """Write a school's roll entry, and that of the September after it: rolls come yearly.

        The later one stands under the key with its year; a child who is too old by then has none.
        """
        told = self._enrolled(key, who, school, day, over)
        later = date(int(day[:4]) + 1, 9, 3)
        if again and later < self.county.until and (after := self._school_at(later, who, school)):
            self._enrolled(f"{key}_{later.year}", who, after, later.isoformat(), over)
        return told

    def _school_at(self, day: date, who: Person, school: Institution) -> Institution | None:
        """Give where a child of the story goes on a day: the same school, the next, or its sixth form."""
        age = who.age_on(day)
        fits = [s for s in self.county.schools.values() if s.ages[0] <= age < s.ages[1]]
        if school in fits:
            return school
        near = [s for s in fits if s.home.town == school.home.town]
        return next(iter(near or fits), school if age <= SIXTH_FORM else None)

    def _enrolled(
        self, key: str, who: Person, school: Institution, day: str, over: dict[str, Any]
    ) -> Entry:
        who.school = school
        return self.tell(
            key,
            "schools",
            "school_enrolment",
            f"{day}T16:00:00Z",
            [as_(who, "child", "name born sex home upn", **over)],
            recorded=f"{day}T16:00:00Z",
            delay=1200,
            regime="uk_gdpr",
            controller=school.name,
            originator=school.name,
            details={
                "school": school.name,
                "school_urn": school.urn,
                "begins_on": day,
                "safeguarding_lead": school.contact,
                "attendance": "regular",
            },
        )

    def place(self, key: str, who: Person, home: Institution, day: str, **details: Any) -> Entry:
        """Write a placement in a children's home."""
        who.homes.append((date.fromisoformat(day), home.home))
        return self.tell(
            key,
            "council-csc",
            "care_placement",
            f"{day}T13:00:00Z",
            [as_(who, "child", "name born sex upn la")],
            recorded=f"{day}T17:00:00Z",
            delay=900,
            regime="uk_gdpr",
            controller=COUNCIL,
            title="Placement",
            details={
                "home": home.name,
                "placement_type": "K2",
                "legal_status": "C2",
                "authority": COUNCIL,
                "begins_on": day,
                "from_other_area": "no",
                "as_of": day,
            }
            | details,
        )

    def act(self, what: str, by: str, at: str, **about: str) -> None:
        """Note what people of the force did then, which no record tells: a seal, a judgement."""
        self.acts.append({"act": what, "by": by, "at": at, **about})

    def to_json(self) -> dict[str, Any]:
        """Tell where everything of this story is found."""
        found: dict[str, list[list[str]]] = {}
        for entry in self.book.entries:
            for key, person in entry.who.items():
                found.setdefault(person, []).append([entry.source, entry.ref, key])
        return {
            "title": self.title,
            "what": self.what,
            "people": {
                key: {
                    "person": who.id,
                    "name": f"{who.given} {who.family}".strip(),
                    "born_on": who.born.isoformat(),
                    "appearances": found.get(who.id, []),
                }
                for key, who in self.people.items()
            },
            "records": {
                key: {
                    "source": entry.source,
                    "source_ref": entry.ref,
                    "source_version": entry.version,
                    "kind": entry.record["kind"],
                    "received_at": stamp(entry.received),
                    "upcoming": entry.received > self.book.until,
                }
                for key, entry in self.entries.items()
            },
            "places": {key: home.line() for key, home in self.places.items()},
            "acts": self.acts,
        }


def as_(who: Person, role: str = "subject", give: str = "name born sex", **said: Any) -> Cast:
    """Cast a person with exactly what is given: name born sex home text upn la nhs phone age school."""
    told: dict[str, Any] = {}
    home = who.homes[-1][1] if who.homes else None
    for word in give.split():
        if word == "name":
            told |= {"given": who.given, "family": who.family}
        elif word == "born":
            told["born_on"] = who.born.isoformat()
        elif word == "sex":
            told["sex"] = who.sex
        elif word == "home" and home:
            told["address"] = home.fields()
        elif word == "text" and home:
            told["address"] = {"text": home.line()}
        elif word == "phone" and who.phone:
            told["phones"] = [who.phone]
        elif word == "school" and who.school:
            told["school"] = who.school.name
        else:
            told |= _number(who, word, told)
    return Cast(who, role, told | said, exact=True)


def _number(who: Person, word: str, told: dict[str, Any]) -> dict[str, Any]:
    value = {"upn": who.upn, "la": who.council_id, "nhs": who.nhs}.get(word, "")
    scheme = "la:OAKSHIRE" if word == "la" else word
    return {"identifiers": told.get("identifiers", {}) | {scheme: value}} if value else {}


def scene(home: Home, role: str = "scene") -> list[dict[str, Any]]:
    """The place of a record as its one address line."""
    return [{"role": role, "address": {"text": home.line()}}]


def noon(day: date) -> str:
    """Midday of a day, in UTC."""
    return stamp(datetime.combine(day, time(12), UTC))
