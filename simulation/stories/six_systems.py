"""One child known to six systems under four spellings, at different addresses over time."""

from __future__ import annotations

from datetime import date

from simulation.book import Book
from simulation.people import Person
from simulation.places import Home, address
from simulation.population import County
from simulation.stories.teller import Teller, as_


def tell(county: County, book: Book) -> Teller:
    """Aleksandra Wiechowska, called Ola, born 9 July 2012."""
    story = Teller(
        county,
        book,
        "six_systems",
        "One child, four spellings",
        "Aleksandra 'Ola' Wiechowska stands in six systems under four spellings and three addresses; she is one child.",
    )
    first = address("3", "Curlew Court", "18", "Dyer Street", "Pellbrook", "ZX5 3CK")
    second = address("", "", "44", "Linden Avenue", "Stanbridge", "ZX3 5LA")
    now = address("11", "Telford House", "9", "Union Street", "Stanbridge", "ZX3 8TF")
    ola = story.numbered(
        story.person(
            "ola",
            "Aleksandra Wiechowska",
            "09/07/2012",
            "female",
            first,
            nick="Ola",
            language="Polish",
            origin="polish",
        ),
        40,
        county.schools["st-bedes"],
    )
    ola.homes += [(date(2024, 8, 1), second), (date(2026, 1, 20), now)]
    ola.harms.append(("exploitation_sexual", date(2026, 2, 1), county.until))
    story.places |= {"first": first, "second": second, "now": now}
    mother = story.person(
        "mother", "Renata Wiechowska", "17/01/1988", "female", now, language="Polish"
    )
    story.enrol("roll", ola, county.schools["st-bedes"], "2024-09-04", address=second.fields())
    _csc(story, ola, mother, second)
    _cad(story, ola, mother)
    _missing(story, ola, now)
    _missing_back(story, ola)
    _ppn(story, ola, now)
    _fenshire(story, ola)
    _intel(story, ola)
    return story


def _missing_back(story: Teller, ola: Person) -> None:
    story.tell(
        "missing_back",
        "oak-missing",
        "return",
        "2026-05-20T05:15:00Z",
        [as_(ola, "subject", "sex", given="Alexandra", family="Wiechowska", born_on="2012-09-07")],
        title="Returned",
        details={"state": "safe_and_seen", "seen_by": "PC 3310", "found_with_adult": "yes"},
    )


def _intel(story: Teller, ola: Person) -> None:
    story.tell(
        "intel",
        "oak-intel",
        "intelligence",
        "2026-10-15T10:00:00Z",
        [as_(ola, "subject", "", given="Ola", family="Vichowska", age=14)],
        delay=500,
        title="exploitation",
        narrative="A Polish girl called Ola Vichowska, about 14, is picked up at Union Street by a dark BMW.",
        statement={
            "nature": "intelligence",
            "source_grade": "2",
            "assessment": "B",
            "handling": "P",
        },
        details={"topic": "exploitation", "indicators": ["X08", "X09"], "exploitation": "yes"},
    )


def _missing(story: Teller, ola: Person, now: Home) -> None:
    story.tell(
        "missing",
        "oak-missing",
        "missing_report",
        "2026-05-19T23:20:00Z",
        [
            as_(
                ola,
                "subject",
                "sex",
                given="Alexandra",
                family="Wiechowska",
                born_on="2012-09-07",
                address=now.fields(),
            )
        ],
        title="missing",
        narrative="Not home. Seen at the bus station with an older male.",
        details={"words_used": "missing", "whereabouts_known": "no", "out_of_character": "unknown"},
    )


def _cad(story: Teller, ola: Person, mother: Person) -> None:
    story.tell(
        "cad",
        "oak-cad",
        "incident",
        "2026-03-03T22:05:00Z",
        [
            as_(
                ola,
                "subject",
                "",
                given="Ola",
                family="Viechovska",
                age=13,
                address={"text": "Flat 11 Telford Hse, Union St, Stanbridge"},
            ),
            as_(mother, "informant", "name phone"),
        ],
        relations=[(1, "parent_of", 0)],
        title="concern for safety",
        narrative="Mother, little English, says Ola went with a friend and her phone is off.",
        details={"job_type": "concern for safety", "grade": "scheduled", "whereabouts_known": "no"},
    )


def _csc(story: Teller, ola: Person, mother: Person, second: Home) -> None:
    story.tell(
        "csc",
        "council-csc",
        "social_care",
        "2025-02-10T13:00:00Z",
        [
            as_(
                ola,
                "child",
                "born sex upn la nhs",
                given="Aleksandra",
                family="Wiechowski",
                address=second.fields(),
            ),
            as_(mother, "parent", "name"),
        ],
        delay=900,
        relations=[(1, "parent_of", 0)],
        regime="uk_gdpr",
        details={
            "involvement": "early_help",
            "authority": "Oakshire Council",
            "begins_on": "2025-02-07",
            "as_of": "2025-02-07",
        },
    )


def _ppn(story: Teller, ola: Person, now: Home) -> None:
    story.tell(
        "ppn",
        "oak-ppn",
        "vulnerability_report",
        "2026-07-08T19:40:00Z",
        [
            as_(
                ola,
                "child",
                "born sex school",
                given="Ola",
                family="Wiechowska",
                address=now.fields(),
                phones=["07700 900911"],
            )
        ],
        title="Vulnerability report",
        author="PC 3310",
        narrative="In a parked car with a man of about 25 who drove off.",
        details={
            "concern": ["exploitation_sexual"],
            "seen": "New phone and perfume. Would not say who from.",
            "grade": "amber",
            "indicators": ["X03", "X08", "X09"],
            "named_exploiter": "unknown",
        },
    )


def _fenshire(story: Teller, ola: Person) -> None:
    story.tell(
        "fenshire",
        "fenshire-police",
        "stop_search",
        "2026-09-26T01:10:00Z",
        [
            as_(
                ola,
                "subject",
                "sex",
                given="ALEKSANDRA",
                family="WIECHOWSKA-NOWAK",
                born_on="2012-07-09",
                address={"text": "44 LINDEN AV STANBRIDGE"},
            )
        ],
        delay=2600,
        title="STOP SEARCH",
        narrative="IN BMW WITH TWO ADULT MALES. DRIVER KNOWN FOR SUPPLY.",
        vehicles=[{"vrm": "ZX24OKB", "role": "stopped"}],
        details={
            "object_of_search": "drugs",
            "found": "nothing",
            "away_from_home_area": "yes",
            "with_adults": "yes",
            "indicators": ["X02", "X08"],
        },
    )
