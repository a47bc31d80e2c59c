"""Makes the families of Oakshire: who was born when, lives where, and is whose."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from simulation import identifiers
from simulation.institutions import Institution, care_homes, schools
from simulation.names import ORIGINS, SHORT, Origin, feminine, plain
from simulation.people import Family, Person, some_day
from simulation.places import Home, Map

_SHAPES = (
    ("couple", 24),
    ("single", 24),
    ("step", 13),
    ("apart", 11),
    ("three_generations", 7),
    ("alone", 12),
    ("no_children", 9),
)
_DISABILITY = (
    "autism",
    "learning disability",
    "hearing impairment",
    "epilepsy",
    "ADHD",
    "wheelchair user",
)


@dataclass(slots=True)
class County:
    """The true county on the day the story is told."""

    seed: int
    until: date
    since: date
    map: Map
    families: list[Family] = field(default_factory=list)
    schools: dict[str, Institution] = field(default_factory=schools)
    homes: dict[str, Institution] = field(default_factory=care_homes)
    made: int = 0
    phones: int = 0

    @property
    def people(self) -> list[Person]:
        """Everybody."""
        return [person for family in self.families for person in family.everyone]


def _born(rng: Random, until: date, youngest: int, oldest: int) -> date:
    return some_day(
        rng, until - timedelta(days=oldest * 365), until - timedelta(days=youngest * 365)
    )


def _phone(county: County) -> str:
    """The drama range is small: those met first have a number; the last hundred is kept for stories."""
    county.phones += 1
    number = county.phones - 1
    return f"07700 {900000 + number}" if number < 880 else ""


def new_person(
    rng: Random, county: County, origin: Origin, sex: str, born: date, family: str = ""
) -> Person:
    """Make a person with a name of their origin and the numbers that systems give."""
    county.made += 1
    serial = county.made
    given = rng.choice(origin.female if sex == "female" else origin.male)
    family = family or rng.choice(origin.family)
    person = Person(
        f"T{serial:06d}",
        given,
        feminine(family, origin.code) if sex == "female" else family,
        sex,
        born,
        origin.code,
        origin.ethnicity if rng.random() > 0.06 else "NS",
        origin.observed,
        origin.language,
    )
    if given in SHORT and rng.random() < 0.3:
        person.nick = rng.choice(SHORT[given])
    if rng.random() < 0.5:
        person.middle = rng.choice(origin.female if sex == "female" else origin.male)
    person.nhs = identifiers.nhs(serial)
    if rng.random() < 0.05:
        person.disability = rng.choice(_DISABILITY)
    return person


def _adult(
    rng: Random, county: County, origin: Origin, sex: str, born: date, family: str = ""
) -> Person:
    person = new_person(rng, county, origin, sex, born, family)
    if rng.random() < 0.55:
        person.phone = _phone(county)
    if rng.random() < 0.35:
        name = (
            f"{plain(person.given)}.{plain(person.family)}".lower()
            .replace(" ", "")
            .replace("'", "")
        )
        person.email = f"{name}{county.made % 97}@example.org"
    if rng.random() < 0.12:
        person.pnc = identifiers.pnc(rng.randint(2005, 2025), county.made)
    return person


def _school_for(rng: Random, county: County, age: int, town: str) -> Institution | None:
    fit = [
        s
        for s in county.schools.values()
        if s.ages[0] <= age < s.ages[1] and "Spinney" not in s.name
    ]
    near = [s for s in fit if s.home.town == town]
    if not fit or rng.random() < 0.02:
        return None
    return rng.choice(near or fit)


def enrol(rng: Random, county: County, child: Person, town: str) -> None:
    """Give a child of school age a school and a pupil number."""
    age = child.age_on(county.until)
    child.school = _school_for(rng, county, age, town)
    if age >= 4:
        child.upn = identifiers.upn(
            4000 + int(child.id[1:]) // 1000, child.born.year + 4, int(child.id[1:])
        )


def _child(
    rng: Random, county: County, origin: Origin, born: date, family: str, *, sex: str = ""
) -> Person:
    child = new_person(rng, county, origin, sex or rng.choice(("female", "male")), born, family)
    if child.age_on(county.until) >= 12 and rng.random() < 0.3:
        child.phone = _phone(county)
    return child


def _brood(rng: Random, county: County, origin: Origin, family: str, count: int) -> list[Person]:
    """Brothers and sisters at least a year apart, and now and then twins."""
    children: list[Person] = []
    age = rng.randint(0, 17) if count == 1 else rng.randint(0, 9)
    while len(children) < count:
        born = _born(rng, county.until, age, age + 1)
        child = _child(rng, county, origin, born, family)
        children.append(child)
        if rng.random() < 0.035:
            twin = _child(rng, county, origin, born, family, sex=child.sex)
            while twin.given == child.given:
                twin.given = rng.choice(origin.female if twin.sex == "female" else origin.male)
            children.append(twin)
        age += rng.randint(2, 4)
    return [child for child in children if child.age_on(county.until) < 20]


def _move_in(rng: Random, county: County, family: Family, people: list[Person], home: Home) -> None:
    """Everybody has been there for years, or moved once or twice within the time told of."""
    start = county.since - timedelta(days=2000)
    places = [(start, home)]
    if rng.random() < (0.55 if family.trouble == "much" else 0.2):
        town = family.town if rng.random() < 0.7 else county.map.town()
        day = some_day(rng, county.since + timedelta(days=60), county.until - timedelta(days=20))
        places.append((day, county.map.home(town)))
    for person in people:
        person.homes = list(places)


def _parents(rng: Random, county: County, origin: Origin, shape: str) -> tuple[list[Person], str]:
    name = rng.choice(origin.family)
    mother = _adult(rng, county, origin, "female", _born(rng, county.until, 24, 46), name)
    partner_origin = origin if rng.random() < 0.82 else rng.choice(ORIGINS)
    if shape in {"single", "alone"}:
        if shape == "alone" and rng.random() < 0.5:
            return [
                _adult(rng, county, origin, "male", _born(rng, county.until, 18, 80), name)
            ], name
        return [mother], name
    his = "" if shape in {"step", "apart"} or partner_origin is not origin else name
    partner = _adult(rng, county, partner_origin, "male", _born(rng, county.until, 24, 50), his)
    return [mother, partner], name


def _tie(family: Family, shape: str) -> None:
    mother, others = family.adults[0], family.adults[1:]
    for child in family.children:
        family.ties.append((mother, "parent_of", child))
        for partner in others:
            tie = "carer_of" if shape == "step" else "parent_of"
            family.ties.append((partner, tie, child))
        family.ties += [(parent, "parent_of", child) for parent in family.away]
    if others:
        family.ties.append((mother, "partner_of", others[0]))
    family.ties += [(mother, "ex_partner_of", parent) for parent in family.away]
    family.ties += [
        (one, "sibling_of", other)
        for place, one in enumerate(family.children)
        for other in family.children[place + 1 :]
    ]
    family.ties += [(elder, "parent_of", mother) for elder in family.elders]


def _father_and_son(rng: Random, family: Family) -> None:
    """A father and a son of one name: the date of birth alone keeps them apart."""
    sons = [child for child in family.children if child.sex == "male"]
    fathers = [adult for adult in family.adults if adult.sex == "male"]
    if sons and fathers and rng.random() < 0.08:
        sons[0].given, sons[0].family = fathers[0].given, fathers[0].family
        sons[0].nick = ""


def make_family(county: County, number: int) -> Family:
    """Make one family with its own chance, so that more people never change the earlier ones."""
    rng = Random(f"{county.seed}/family/{number}")
    origin = rng.choices(ORIGINS, [each.weight for each in ORIGINS])[0]
    shape = rng.choices([s for s, _ in _SHAPES], [w for _, w in _SHAPES])[0]
    trouble = rng.choices(("quiet", "some", "much"), (66, 25, 9))[0]
    adults, name = _parents(rng, county, origin, shape)
    childless = shape in {"alone", "no_children"}
    children = (
        []
        if childless
        else _brood(rng, county, origin, name, rng.choices((1, 2, 3, 4), (38, 38, 17, 7))[0])
    )
    family = Family(f"F{number:05d}", shape, county.map.town(), adults, children, trouble=trouble)
    if shape in {"step", "single"} and children and rng.random() < 0.7:
        family.away.append(_adult(rng, county, origin, "male", _born(rng, county.until, 25, 48)))
        if rng.random() < 0.5:
            for child in children:
                child.former, child.family = child.family, family.away[0].family
    if shape == "apart" and len(adults) > 1:
        family.away.append(adults.pop())
    if shape == "three_generations":
        family.elders.append(
            _adult(rng, county, origin, "female", _born(rng, county.until, 52, 78), name)
        )
    if shape == "couple":
        _father_and_son(rng, family)
    _settle(rng, county, family)
    return family


def _settle(rng: Random, county: County, family: Family) -> None:
    household = [*family.adults, *family.children, *family.elders]
    _move_in(rng, county, family, household, county.map.home(family.town))
    for parent in family.away:
        _move_in(rng, county, family, [parent], county.map.home())
    for child in family.children:
        enrol(rng, county, child, family.town)
    _tie(family, family.shape)


def populate(seed: int, people: int, since: date, until: date) -> County:
    """Make a county of about so many people; the same seed gives the same county."""
    county = County(seed, until, since, Map(Random(f"{seed}/map")))
    while county.made < people:
        county.families.append(make_family(county, len(county.families) + 1))
    return county
