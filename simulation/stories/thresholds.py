"""Children at an edge: not yet born, turning 18, placed here by another county."""

from __future__ import annotations

from datetime import date

from simulation.book import Book
from simulation.institutions import Institution
from simulation.people import Person
from simulation.places import address
from simulation.population import County
from simulation.stories.teller import Teller, as_


def turning_18(county: County, book: Book) -> Teller:
    """Eighteen on 26 November 2026, four days after history ends."""
    story = Teller(
        county,
        book,
        "turning_18",
        "Four days to eighteen",
        "In care, exploited, missing three times this autumn; turns 18 on 26 November 2026.",
    )
    who = story.numbered(story.person("who", "Tyrese Galloway", "26/11/2008", "male"), 110)
    who.harms.append(("exploitation_criminal", county.since, county.until))
    story.place("placed", who, county.homes["brackenhurst"], "2025-03-03")
    for place, day in enumerate((11, 19, 30), start=1):
        story.tell(
            f"missing_{place}",
            "oak-missing",
            "missing_report",
            f"2026-10-{day}T23:00:00Z",
            [as_(who, "subject", "name born sex la")],
            title="missing",
            narrative="Not back. Nearly an adult.",
            details={
                "words_used": "missing",
                "whereabouts_known": "no",
                "from_care_home": True,
                "home": "Brackenhurst",
            },
        )
        story.tell(
            f"back_{place}",
            "oak-missing",
            "return",
            f"2026-11-0{place}T14:00:00Z" if day == 30 else f"2026-10-{day + 1}T14:00:00Z",
            [as_(who)],
            title="Returned",
            details={
                "state": "safe_and_seen",
                "seen_by": "home staff",
                "found_with_adult": "unknown",
            },
        )
    _intel(story, who)
    return story


def _intel(story: Teller, who: Person) -> None:
    story.tell(
        "intel",
        "oak-intel",
        "intelligence",
        "2026-11-05T10:00:00Z",
        [as_(who, "subject", "name")],
        delay=500,
        title="county lines",
        narrative="Holds for older males until he pays what he owes.",
        statement={
            "nature": "intelligence",
            "source_grade": "2",
            "assessment": "B",
            "handling": "C",
            "owner": "Director of Intelligence",
            "sanitised": "May owe money to others.",
        },
        details={"topic": "county lines", "indicators": ["X10", "X13"], "exploitation": "yes"},
    )


def from_fenshire(county: County, book: Book) -> Teller:
    """Placed at Tern Point by Fenshire; Oakshire's council does not hold her."""
    story = Teller(
        county,
        book,
        "from_fenshire",
        "Placed here by another county",
        "Isobel Crane, 15, placed at Tern Point by Fenshire Council on 2 November 2026; her "
        "history is Fenshire's and came late.",
    )
    girl = story.person(
        "girl",
        "Isobel Crane",
        "09/01/2011",
        "female",
        address("", "", "5", "Sluice Road", "Fenborough", "ZX8 3SR"),
    )
    girl.harms.append(("exploitation_sexual", county.since, county.until))
    for place, told in enumerate(
        ("2026-07-04T22:00:00Z", "2026-08-16T23:30:00Z", "2026-09-29T21:15:00Z"), start=1
    ):
        story.tell(
            f"fenshire_{place}",
            "fenshire-police",
            "missing_report",
            told,
            [as_(girl, "subject", "sex", given="ISOBEL", family="CRANE", born_on="2011-01-09")],
            delay=4000 if place < 3 else 70_000,
            title="MISSING",
            narrative="MISSING FROM HOME. FOUND WITH ADULT MALES AT LODGINGS.",
            details={
                "words_used": "missing",
                "whereabouts_known": "no",
                "named_exploiter": "yes" if place == 3 else "unknown",
            },
        )
    home = county.homes["tern-point"]
    girl.homes.append((date(2026, 11, 2), home.home))
    _placed(story, girl, home)
    _missing(story, girl, home)
    return story


def _placed(story: Teller, girl: Person, home: Institution) -> None:
    story.tell(
        "placed",
        "care-homes",
        "care_placement",
        "2026-11-04T10:00:00Z",
        [as_(girl, "child", "", given="Izzy", family="Crane", born_on="2011-01-09")],
        title="New resident",
        originator=home.name,
        narrative="New resident from Fenshire. No notice came to the force.",
        details={
            "home": home.name,
            "placement_type": "K2",
            "legal_status": "C2",
            "authority": "Fenshire Council",
            "begins_on": "2026-11-02",
            "from_other_area": "yes",
            "as_of": "2026-11-04",
        },
    )


def _missing(story: Teller, girl: Person, home: Institution) -> None:
    story.tell(
        "missing",
        "care-homes",
        "missing_report",
        "2026-11-21T22:30:00Z",
        [as_(girl, "subject", "", given="Izzie", family="Crane", age=15)],
        title="unauthorised absence",
        originator=home.name,
        narrative=(
            "New girl Izzie has not come back, we think she may have got the train to Fenborough "
            "but do not know."
        ),
        details={
            "words_used": "unauthorised absence",
            "whereabouts_known": "unknown",
            "from_care_home": True,
            "home": home.name,
            "last_seen_at": "2026-11-21T18:00:00Z",
        },
    )


def clock_change(county: County, book: Book) -> Teller:
    """The night the clocks went back, 25 October 2026: half past one came twice."""
    story = Teller(
        county,
        book,
        "clock_change",
        "Half past one, twice",
        "Two children missing on 25 October 2026: told 01:30 BST, and an hour later 01:30 GMT.",
    )
    rows = (
        ("first", "Saffron Tull", "12/12/2011", "female", "2026-10-25T00:30:00Z"),
        ("second", "Ewan Tull", "18/01/2013", "male", "2026-10-25T01:30:00Z"),
    )
    home = address("", "", "70", "Windmill Lane", "Wexcombe", "ZX1 9WL")
    for serial, (key, name, birth, sex, told) in enumerate(rows, 120):
        who = story.numbered(story.person(key, name, birth, sex, home), serial)
        story.tell(
            f"{key}_missing",
            "oak-missing",
            "missing_report",
            told,
            [as_(who, "subject", "name born sex home")],
            title="missing",
            narrative="Out with friends for the fair, not home.",
            details={"words_used": "missing", "whereabouts_known": "no", "out_of_character": "yes"},
        )
        story.tell(
            f"{key}_back",
            "oak-missing",
            "return",
            "2026-10-25T04:10:00Z",
            [as_(who)],
            title="Returned",
            details={"state": "safe_and_seen", "seen_by": "PC 3344", "found_with_adult": "no"},
        )
    return story
