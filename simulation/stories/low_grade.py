"""A child whose low grade stopped the sharing, three times, and then harm (T7)."""

from __future__ import annotations

from simulation.book import Book, Entry
from simulation.people import Person
from simulation.places import Home, address
from simulation.population import County
from simulation.stories.teller import Teller, as_, scene

_GREEN = (
    (
        "2026-02-09T18:30:00Z",
        "response",
        "Kitchen bare, child in school shirt on a Sunday.",
        "He gets cross when there is no money.",
    ),
    (
        "2026-05-17T21:05:00Z",
        "roads_policing",
        "In a car at night with no seat belt, stepfather smelt of drink.",
        "I am used to it.",
    ),
    (
        "2026-08-28T14:15:00Z",
        "neighbourhood_south",
        "Mark on the cheek, said to be from the dog.",
        "I fell.",
    ),
)


def tell(county: County, book: Book) -> Teller:
    """Harley Dunning, nine."""
    story = Teller(
        county,
        book,
        "low_grade",
        "Green, green, green",
        "Three concerns by three departments, each graded green and so not shared; on 1 "
        "November the child is in hospital.",
    )
    home = address("", "", "101", "Reservoir Road", "Pellbrook", "ZX5 6RR")
    child = story.numbered(
        story.person("child", "Harley Dunning", "26/03/2017", "male", home),
        100,
        county.schools["quay-prim"],
    )
    mother = story.person("mother", "Kerry Dunning", "11/11/1994", "female", home)
    step = story.person("stepfather", "Lee Orchard", "07/05/1988", "male", home)
    child.harms.append(("physical", county.since, county.until))
    story.enrol("roll", child, county.schools["quay-prim"], "2025-09-03")
    for place, (told, department, seen, said) in enumerate(_GREEN, start=1):
        report = story.tell(
            f"green_{place}",
            "oak-ppn",
            "vulnerability_report",
            told,
            [as_(child, "child", "name born home"), as_(mother, "parent", "name")],
            delay=60,
            title="Vulnerability report",
            department=department,
            relations=[(1, "parent_of", 0)],
            details={
                "concern": ["neglect", "physical"] if place > 1 else ["neglect"],
                "seen": seen,
                "told": said,
                "grade": "green",
            },
        )
        _not_shared(story, place, child, report, told)
    _call(story, child, step, home)
    _crime(story, child, step)
    _protection(story, child)
    return story


def _call(story: Teller, child: Person, step: Person, home: Home) -> None:
    story.tell(
        "call",
        "oak-cad",
        "incident",
        "2026-11-01T11:20:00Z",
        [as_(child, "victim", "name", age=9), as_(step, "suspect", "name")],
        title="assault",
        places=scene(home),
        narrative="Ambulance ask for police, boy of nine with broken arm and old bruises, stepfather aggressive.",
        details={"job_type": "assault", "grade": "immediate", "children_asked": "yes"},
    )


def _crime(story: Teller, child: Person, step: Person) -> None:
    story.tell(
        "crime",
        "oak-rms",
        "crime",
        "2026-11-01T11:20:00Z",
        [as_(child, "victim", "name born home", injured="yes"), as_(step, "suspect", "name born")],
        delay=240,
        title="Grievous bodily harm",
        relations=[(1, "carer_of", 0)],
        details={
            "offence": "Wounding or grievous bodily harm",
            "offence_group": "violence",
            "domestic": "yes",
        },
    )


def _protection(story: Teller, child: Person) -> None:
    story.tell(
        "protection",
        "oak-ppn",
        "police_protection",
        "2026-11-01T13:00:00Z",
        [as_(child, "child", "name born")],
        title="Police protection",
        details={
            "begins_at": "2026-11-01T13:00:00Z",
            "ends_at": "2026-11-03T10:00:00Z",
            "initiating_officer": "3055",
            "designated_officer": "1204",
            "child_wishes": "Wants to go to his nan.",
            "authority_told_at": "2026-11-01T13:25:00Z",
        },
    )


def _not_shared(story: Teller, place: int, child: Person, report: Entry, told: str) -> None:
    story.tell(
        f"not_shared_{place}",
        "oak-ppn",
        "disclosure",
        told.replace("T18", "T20").replace("T21", "T22").replace("T14", "T17"),
        [as_(child)],
        delay=30,
        title="Sharing decision",
        happening=report.ref,
        department="hub",
        details={
            "decision": "not",
            "recipient": "Children's social care, Oakshire",
            "basis": "CA2004-11",
            "reason": "Graded green, below threshold.",
        },
    )
