"""School rolls: each September, and whenever a child moves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from simulation.book import Cast
from simulation.institutions import Institution
from simulation.life.scene import Scene
from simulation.people import Person


def _school_in(scene: Scene, child: Person, age: int) -> Institution | None:
    now = child.school
    if now and now.ages[0] <= age < now.ages[1]:
        return now
    options = [s for s in scene.county.schools.values() if s.ages[0] <= age < s.ages[1]]
    near = [s for s in options if s.home.town == scene.family.town]
    return next(iter(near or options), None)


def enrolments(scene: Scene, child: Person) -> None:
    """Write the child's roll entries of each school year that falls in the time told of."""
    for year in range(scene.book.since.year, scene.county.until.year + 1):
        start = date(year, 9, 3)
        age = child.age_on(start)
        if not 4 <= age <= 16 or not scene.book.since <= start <= scene.county.until:
            continue
        school = _school_in(scene, child, age)
        if school and not scene.chance(0.03):
            _enrol(scene, child, school, start, age)


def _enrol(scene: Scene, child: Person, school: Institution, start: date, age: int) -> None:
    told = datetime.combine(start, datetime.min.time(), UTC) + timedelta(
        days=scene.rng.randint(8, 38), hours=scene.rng.randint(9, 16)
    )
    attendance = scene.rng.choices(
        ("regular", "irregular", "", "excluded"),
        (70, 14 if scene.family.trouble == "quiet" else 40, 15, 2),
    )[0]
    cast = [Cast(child, "child")]
    relations = []
    if scene.family.adults and scene.chance(0.55):
        cast.append(Cast(scene.family.adults[0], "parent"))
        relations = [(1, "parent_of", 0)]
    entry = scene.write(
        "schools",
        "school_enrolment",
        cast,
        told,
        recorded=told,
        relations=relations,
        regime="uk_gdpr",
        controller=school.name,
        originator=school.name,
        details={
            "school": school.name,
            "school_urn": school.urn,
            "year_group": str(age - 4) if age > 4 else "R",
            "safeguarding_lead": school.contact,
            "begins_on": start.isoformat(),
            "attendance": attendance,
        },
    )
    if scene.chance(0.02):
        entry.record["people"][0]["given"] = entry.record["people"][0]["given"].upper()


def school_concern(scene: Scene, child: Person, said: str, concern: str) -> None:
    """A school tells the force of a worry."""
    school = child.school
    if school is None:
        return
    told = scene.when("day", after=max(scene.book.since, child.born + timedelta(days=1500)))
    scene.write(
        "schools",
        "partner_concern",
        [Cast(child, "child")],
        told,
        recorded=told + timedelta(minutes=scene.rng.randint(5, 300)),
        title=f"Concern from {school.name}",
        narrative=said,
        originator=school.name,
        department="hub",
        details={
            "partner": school.name,
            "concern": [concern],
            "disclosed_by_child": "yes" if "Told" in said else "no",
        },
    )
