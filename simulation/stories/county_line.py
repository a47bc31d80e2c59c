"""Four children of two towns tied by one phone, one car and one flat; one is arrested far from home (T5, T29)."""

from __future__ import annotations

from simulation.book import Book
from simulation.people import Person
from simulation.places import address
from simulation.population import County
from simulation.stories.county_line_flat import CAR, LINE, pellbrook
from simulation.stories.teller import Teller, as_

# Key, name, birth, sex, address and school of each child of the line.
_CHILDREN = (
    (
        "devonte",
        "Devonte Hinds",
        "18/05/2011",
        "male",
        ("", "", "71", "Forge Road", "Stanbridge", "ZX3 2FR"),
        "st-bedes",
    ),
    (
        "ruby",
        "Ruby Stroud",
        "02/12/2010",
        "female",
        ("4", "Dunlin House", "5", "Wharf Street", "Stanbridge", "ZX3 9DH"),
        "stanbridge-high",
    ),
    (
        "callum",
        "Callum Sayer",
        "24/08/2010",
        "male",
        ("", "", "8", "Weaver Terrace", "Tarnley", "ZX6 3WT"),
        "tarnley-trust",
    ),
    (
        "zidane",
        "Zidane Rashid",
        "07/03/2011",
        "male",
        ("", "", "19", "Kiln Lane", "Tarnley", "ZX6 7KL"),
        "tarnley-trust",
    ),
)


def tell(county: County, book: Book) -> Teller:
    """Two teams each hold half of it."""
    story = Teller(
        county,
        book,
        "county_line",
        "One line, two towns",
        "Four children of Stanbridge and Tarnley tied by one phone, one car and a flat in "
        "Pellbrook; one arrested there is treated as a suspect only.",
    )
    flat = address("2", "Plover Point", "31", "Ferry Street", "Pellbrook", "ZX5 8PP")
    story.places["flat"] = flat
    for serial, (key, name, birth, sex, home, school) in enumerate(_CHILDREN, 60):
        who = story.numbered(
            story.person(key, name, birth, sex, address(*home)), serial, county.schools[school]
        )
        who.harms.append(("exploitation_criminal", county.since, county.until))
        story.enrol(f"{key}_roll", who, county.schools[school], "2025-09-03")
    story.person("tenant", "Wayne Coulter", "30/09/1979", "male", flat)
    story.person("driver", "Marcus Vell", "15/06/2001", "male", phone=LINE)
    _stanbridge(story)
    _tarnley(story)
    pellbrook(story)
    return story


def _stanbridge(story: Teller) -> None:
    devonte, ruby = story.people["devonte"], story.people["ruby"]
    story.tell(
        "devonte_concern",
        "schools",
        "partner_concern",
        "2026-06-11T10:20:00Z",
        [as_(devonte, "child", "name born upn", phones=[LINE])],
        delay=900,
        title="Concern from St Bede's Academy",
        originator="St Bede's Academy",
        narrative="Two phones in his bag; one rang all day. He said it belonged to a friend.",
        details={
            "partner": "St Bede's Academy",
            "concern": ["county_lines"],
            "indicators": ["X03", "X04", "X14"],
        },
        phones=[{"number": LINE, "role": "second phone", "user": "p1"}],
    )
    _ruby_intel(story, ruby)
    story.tell(
        "ruby_stop",
        "oak-rms",
        "stop_search",
        "2026-09-18T21:30:00Z",
        [
            as_(ruby, "subject", "name born sex"),
            as_(story.people["driver"], "found_with", "name sex"),
        ],
        delay=300,
        title="Stop and search",
        author="PC 2719 roads policing",
        vehicles=[{"vrm": CAR, "role": "stopped", "keeper": "p2"}],
        narrative="Car stopped on the Pellbrook road. Girl said the driver was her cousin.",
        details={
            "object_of_search": "drugs",
            "found": "two train tickets, £310",
            "away_from_home_area": "yes",
            "with_adults": "yes",
            "indicators": ["X03", "X06", "X08"],
        },
    )


def _ruby_intel(story: Teller, ruby: Person) -> None:
    story.tell(
        "ruby_intel",
        "oak-intel",
        "intelligence",
        "2026-08-04T09:00:00Z",
        [as_(ruby, "subject", "", given="Rubes", family="Stroud", age=15)],
        delay=500,
        title="county lines",
        narrative="Girl known as Rubes is taken to the coast on Fridays in a grey Golf.",
        vehicles=[{"vrm": CAR, "role": "used"}],
        statement={
            "nature": "intelligence",
            "source_grade": "2",
            "assessment": "C",
            "handling": "P",
        },
        details={
            "topic": "county lines",
            "line": "Benz",
            "indicators": ["X06", "X08"],
            "exploitation": "yes",
        },
    )


def _tarnley(story: Teller) -> None:
    callum, zidane = story.people["callum"], story.people["zidane"]
    story.tell(
        "callum_missing",
        "oak-missing",
        "missing_report",
        "2026-09-25T20:15:00Z",
        [as_(callum, "subject", "name born sex home")],
        title="missing",
        narrative="Third weekend running. Mother found a note with a number.",
        phones=[{"number": LINE, "role": "on a note"}],
        details={"words_used": "missing", "whereabouts_known": "no", "named_exploiter": "unknown"},
    )
    _callum_back(story, callum)
    story.tell(
        "callum_interview",
        "oak-missing",
        "return_interview",
        "2026-10-01T16:00:00Z",
        [as_(callum)],
        title="Return home interview",
        narrative="Stayed at 'Wayne's' in Ferry Street, Pellbrook. Owes money for a lost package.",
        details={
            "accepted": "yes",
            "independent": "yes",
            "harm_suffered": "yes",
            "exploitation_signs": ["X12", "X13", "X16"],
            "told_places": ["31 Ferry Street, Pellbrook"],
        },
    )
    story.tell(
        "zidane_missing",
        "oak-cad",
        "incident",
        "2026-11-13T22:50:00Z",
        [as_(zidane, "subject", "", given="Zidan", family="Rashed", age=15)],
        title="unauthorised absence",
        narrative="Father says he has not come home from school, phone off.",
        details={
            "job_type": "unauthorised absence",
            "grade": "scheduled",
            "whereabouts_known": "no",
        },
    )


def _callum_back(story: Teller, callum: Person) -> None:
    story.tell(
        "callum_back",
        "oak-missing",
        "return",
        "2026-09-28T07:30:00Z",
        [as_(callum)],
        title="Returned",
        narrative="Walked in, dirty, cut to hand.",
        details={
            "state": "safe_and_seen",
            "seen_by": "PC 3901",
            "found_with_adult": "unknown",
            "away_from_area": "yes",
            "harm_suffered": "yes",
        },
    )
