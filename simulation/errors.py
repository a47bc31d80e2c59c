"""How a true person comes to be written: slips of ear, hand and form. The tables are our own."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from simulation.names import SHORT, SPELT, plain
from simulation.people import Person
from simulation.places import written
from simulation.sources import Source

_BESIDE = {
    "a": "s",
    "e": "r",
    "i": "o",
    "o": "i",
    "n": "m",
    "m": "n",
    "s": "a",
    "t": "y",
    "r": "t",
    "l": "k",
    "k": "l",
    "d": "f",
    "c": "v",
    "b": "v",
    "u": "y",
    "y": "u",
    "h": "j",
    "p": "o",
    "g": "h",
}


def slip(rng: Random, name: str) -> str:
    """Make one slip of the hand in a name: two letters turned, one lost, doubled or beside."""
    if len(name) < 4:
        return name
    place = rng.randint(1, len(name) - 2)
    what = rng.randrange(4)
    if what == 0:
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    if what == 1:
        return name[:place] + name[place + 1 :]
    if what == 2:
        return name[:place] + name[place] + name[place:]
    return name[:place] + _BESIDE.get(name[place].lower(), name[place]) + name[place + 1 :]


def birth(rng: Random, born: date) -> tuple[date, str]:
    """Write a date of birth wrongly: day and month turned, a digit off, the first of January."""
    what = rng.random()
    if what < 0.35 and born.day <= 12:
        return born.replace(month=born.day, day=born.month), "day"
    if what < 0.55:
        digits = f"{born.day:02d}"
        turned = int(digits[::-1])
        if 1 <= turned <= 28 and turned != born.day:
            return born.replace(day=turned), "day"
    if what < 0.7:
        return date(born.year, 1, 1), "year"
    if what < 0.85:
        return date(born.year + rng.choice((-1, 1)), born.month, min(born.day, 28)), "day"
    return born + timedelta(days=rng.choice((-1, 1, 10, -10))), "day"


def _names(rng: Random, person: Person, source: Source) -> dict[str, str]:
    given, family = person.given, person.family
    heard = source.names == "heard"
    if person.nick and rng.random() < (0.30 if heard else 0.05):
        given = person.nick
    elif given in SHORT and rng.random() < (0.25 if heard else 0.04):
        given = rng.choice(SHORT[given])
    if person.former and rng.random() < 0.35:
        family = person.former
    if rng.random() < source.dirt:
        given, family = _misspelt(rng, given, family)
    if rng.random() < 0.75 or heard:
        given, family = plain(given), plain(family)
    if rng.random() < source.dirt * 0.06:
        given, family = family, given
    if heard and rng.random() < 0.04:
        given = given[0]
    if source.names == "shouted":
        family = family.upper()
    return {"given": given, "family": family}


def _misspelt(rng: Random, given: str, family: str) -> tuple[str, str]:
    what = rng.random()
    if what < 0.35 and given in SPELT:
        return rng.choice(SPELT[given]), family
    if what < 0.7 and family in SPELT:
        return given, rng.choice(SPELT[family])
    if what < 0.78 and "-" in given:
        return given.replace("-", " "), family
    if what < 0.9:
        return given, slip(rng, family)
    return slip(rng, given), family


def _age_or_birth(rng: Random, person: Person, source: Source, day: date) -> dict[str, Any]:
    chance = rng.random()
    heard = source.names == "heard"
    if chance < (0.30 if heard else source.dirt * 0.35):
        return {}
    if heard and chance < 0.58:
        guess = person.age_on(day) + (rng.choice((-1, 1)) if rng.random() < 0.2 else 0)
        return {"age": max(0, guess)}
    if rng.random() < source.dirt * 0.30:
        wrong, precision = birth(rng, person.born)
        if wrong <= day:
            return {"born_on": wrong.isoformat(), "born_precision": precision}
    return {"born_on": person.born.isoformat()}


def _where(rng: Random, person: Person, source: Source, day: date) -> dict[str, Any]:
    home = person.home_on(day)
    if home is None or rng.random() < source.dirt * 0.8:
        return {}
    if len(person.homes) > 1 and rng.random() < 0.12 + source.dirt * 0.5:
        home = person.homes[0][1]
    return {"address": written(rng, home, source.writes)}


def _numbers(rng: Random, person: Person, source: Source) -> dict[str, str]:
    told: dict[str, str] = {}
    if person.upn and source.code in {"schools", "council-csc"}:
        told["upn"] = person.upn if rng.random() > 0.02 else person.upn[:-1] + "9"
    if person.council_id and source.code in {"council-csc", "care-homes"} and rng.random() < 0.95:
        told["la:OAKSHIRE"] = person.council_id
    if person.nhs and source.code == "council-csc" and rng.random() < 0.6:
        told["nhs"] = person.nhs
    if person.pnc and source.code in {"oak-custody", "oak-rms", "fenshire-police"}:
        told["pnc"] = person.pnc
    return told


def appearance(rng: Random, person: Person, source: Source, day: date) -> dict[str, Any]:
    """Write a person as one source would on one day: what it has, with its slips."""
    told: dict[str, Any] = dict(_names(rng, person, source))
    if rng.random() > source.dirt * 0.3:
        told["sex"] = person.sex
    told |= _age_or_birth(rng, person, source, day)
    told |= _where(rng, person, source, day)
    numbers = _numbers(rng, person, source)
    if numbers:
        told["identifiers"] = numbers
    if person.middle and source.names == "typed" and rng.random() < 0.5:
        told["other_names"] = [person.middle]
    if person.phone and source.code not in {"schools", "council-csc"} and rng.random() < 0.45:
        told["phones"] = [person.phone]
    if person.email and source.code in {"oak-rms", "oak-online"} and rng.random() < 0.4:
        told["emails"] = [person.email]
    return told | _asked(rng, person, source, day)


def _asked(rng: Random, person: Person, source: Source, day: date) -> dict[str, Any]:
    """What a form asks and is often left blank: ethnicity, language, disability, school."""
    told: dict[str, Any] = {}
    if source.names != "typed":
        return told
    if rng.random() < 0.45:
        told["ethnicity_self"] = person.ethnicity
    elif rng.random() < 0.4:
        told["ethnicity_observed"] = person.observed
    if person.language != "English" and rng.random() < 0.5:
        told["language"] = person.language
    if person.disability and rng.random() < 0.6:
        told["disability"] = person.disability
    if (
        person.school
        and person.child_on(day)
        and source.code in {"oak-ppn", "oak-da", "oak-missing"}
    ):
        told |= {"school": person.school.name} if rng.random() < 0.6 else {}
    return told
