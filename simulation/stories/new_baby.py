"""A baby not yet born when the harm was told, and born since."""

from __future__ import annotations

from datetime import date

from simulation.book import Book
from simulation.people import Person
from simulation.places import Home, address
from simulation.population import County
from simulation.stories.teller import Teller, as_, scene


def tell(county: County, book: Book) -> Teller:
    """A baby of eleven days, and an unborn child in another home."""
    story = Teller(
        county,
        book,
        "new_baby",
        "New and not yet born",
        "A baby born on 11 November 2026 whose name some systems do not know, and an unborn child due on 20 December.",
    )
    home = address("9", "Juniper Tower", "4", "Loom Street", "Wexcombe", "ZX1 2JT")
    mother = story.person("mother", "Shauna Pickard", "30/10/2004", "female", home)
    father = story.person("father", "Jordan Esk", "14/02/2001", "male", home)
    baby = story.person("baby", "Teddy Esk", "11/11/2026", "male", home)
    baby.harms.append(("domestic", baby.born, county.until))
    _in_pregnancy(story, mother, baby)
    _call(story, mother, father, baby, home)
    story.tell(
        "voice",
        "oak-ppn",
        "voice_of_child",
        "2026-11-21T00:40:00Z",
        [as_(baby, "child", "", given="Baby", family="Pickard", age=0, seen="yes")],
        title="Voice of the child",
        author="PC 3672",
        details={
            "spoken": "seen_asleep",
            "appearance": "Nine days old, clean, feeding.",
            "surroundings": "Broken door, cold room.",
            "afraid": "unknown",
        },
    )
    other = story.person(
        "expecting",
        "Kasia Wrobel",
        "02/04/1999",
        "female",
        address("", "", "12", "Yew Close", "Tarnley", "ZX6 9YC"),
    )
    unborn = story.person(
        "unborn", "Baby Wrobel", "20/12/2026", "male", None, unborn=True, due=date(2026, 12, 20)
    )
    _unborn(story, unborn, other)
    return story


def _call(story: Teller, mother: Person, father: Person, baby: Person, home: Home) -> None:
    story.tell(
        "call",
        "oak-cad",
        "domestic_abuse_incident",
        "2026-11-20T23:55:00Z",
        [
            as_(mother, "victim", "name"),
            as_(father, "suspect", "name"),
            as_(baby, "child", "", age=0),
        ],
        title="Domestic",
        places=scene(home),
        narrative="Baby screaming, male says he will take him.",
        details={"unit": "WX14", "children_present": "yes"},
    )


def _in_pregnancy(story: Teller, mother: Person, baby: Person) -> None:
    story.tell(
        "in_pregnancy",
        "oak-ppn",
        "vulnerability_report",
        "2026-08-15T20:30:00Z",
        [
            as_(mother, "victim", "name born home"),
            as_(baby, "child", "", unborn=True, due_on="2026-11-14"),
        ],
        title="Vulnerability report",
        relations=[(0, "parent_of", 1)],
        details={
            "concern": ["unborn", "domestic"],
            "seen": "Six months pregnant, bruise to wrist.",
            "grade": "amber",
        },
    )


def _unborn(story: Teller, unborn: Person, other: Person) -> None:
    story.tell(
        "unborn",
        "council-csc",
        "social_care",
        "2026-10-29T13:00:00Z",
        [
            as_(unborn, "child", "", unborn=True, due_on="2026-12-20"),
            as_(other, "parent", "name born home"),
        ],
        delay=900,
        relations=[(1, "parent_of", 0)],
        regime="uk_gdpr",
        details={
            "involvement": "protection_plan",
            "category": "neglect",
            "authority": "Oakshire Council",
            "begins_on": "2026-10-28",
            "as_of": "2026-10-28",
        },
    )
