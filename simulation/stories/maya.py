"""Maya, 14, in care, missing tonight, with a named exploiter (3B)."""

from __future__ import annotations

from simulation.book import Book
from simulation.institutions import Institution
from simulation.people import Person
from simulation.population import County
from simulation.stories.teller import Teller, as_, scene

# When she was reported missing before, and when she came back.
_BEFORE = (
    ("2026-08-29T22:40:00Z", "2026-08-30T06:10:00Z"),
    ("2026-09-25T23:15:00Z", "2026-09-26T11:30:00Z"),
    ("2026-10-17T21:50:00Z", "2026-10-19T04:20:00Z"),
    ("2026-11-06T23:05:00Z", "2026-11-07T09:45:00Z"),
)


def tell(county: County, book: Book) -> Teller:
    """Reported at 01:38 on Sunday 22 November 2026; not found when history ends."""
    story = Teller(
        county,
        book,
        "maya",
        "Missing tonight",
        "Maya, 14, from Larkspur House, missing since 22:45, with a named exploiter; earlier "
        "episodes graded medium as 'usual'.",
    )
    home = county.homes["larkspur"]
    maya = story.numbered(
        story.person(
            "maya",
            "Maya Trelawney",
            "30/03/2012",
            "female",
            phone="07700 900921",
            harms=[("exploitation_sexual", county.since, county.until)],
        ),
        50,
        county.schools["st-bedes"],
    )
    man = story.person("man", "Lee Stanforth", "11/11/1997", "male", phone="07700 900922")
    # The autumn before her placement the roll gives no address; this September's gives the home.
    story.enrol("roll", maya, county.schools["st-bedes"], "2025-09-03", again=False)
    story.place("placed", maya, home, "2026-02-16")
    story.enrol("roll_2026", maya, county.schools["st-bedes"], "2026-09-03")
    for place, (told, back) in enumerate(_BEFORE, start=1):
        _before(story, place, told, back)
    _interview(story, maya)
    _intel(story, maya, man)
    _marker(story, man)
    _home_mail(story, maya, man, home)
    _cad(story, maya, home)
    _sighting(story, maya, man)
    _found(story, maya, man)
    _beforehand(story, maya, home)
    return story


def _beforehand(story: Teller, maya: Person, home: Institution) -> None:
    """What the home wrote in summer, and what was agreed after her last time away."""
    story.tell(
        "profile",
        "care-homes",
        "missing_profile",
        "2026-07-14T10:00:00Z",
        [as_(maya, "subject", "name born la")],
        title="Profile kept in case of going missing",
        originator=home.name,
        details={
            "home": home.name,
            "reviewed_on": "2026-07-14",
            "looks": "Five foot two, brown plait, grey school coat.",
            "places": ["Pellbrook precinct", "Castle Hill bus stop"],
            "friends": ["A girl called Vee from her last school"],
            "health": "Asthma: a blue inhaler, twice a day.",
            "photo_held": "School's own system, of this term",
        },
    )
    story.tell(
        "plan",
        "oak-missing",
        "trigger_plan",
        "2026-11-17T14:00:00Z",
        [as_(maya)],
        title="Plan for the next time",
        details={
            "first": ["Ring Vee and Vee's mother", "Flat over the tanning shop, Castle Hill"],
            "with_whom": ["Lee"],
            "what_helps": "A woman officer; she likes to be driven, not walked.",
            "agreed_with": "Oakshire Council and Larkspur House",
            "review_on": "2027-01-17",
        },
    )


def _sighting(story: Teller, maya: Person, man: Person) -> None:
    story.tell(
        "sighting",
        "oak-cad",
        "contact",
        "2026-11-22T08:20:00Z",
        [as_(maya, "mentioned", "", given="Maya", age=14), as_(man, "mentioned", "", given="Lee")],
        title="Sighting",
        narrative="Taxi driver took a girl called Maya and a man called Lee to Pellbrook at 03:00.",
        details={"channel": "101"},
    )


def _found(story: Teller, maya: Person, man: Person) -> None:
    story.tell(
        "found",
        "oak-missing",
        "return",
        "2026-11-22T13:40:00Z",
        [as_(maya, "subject", "name born sex la"), as_(man, "found_with", "name sex")],
        title="Located",
        narrative="Found by PC 2981 in a flat over the tanning shop in Pellbrook with Lee Stanforth.",
        details={
            "state": "located_not_safe",
            "seen_by": "PC 2981",
            "found_with_adult": "yes",
            "harm_suffered": "unknown",
        },
    )


def _marker(story: Teller, man: Person) -> None:
    story.tell(
        "marker",
        "oak-orders",
        "warning_marker",
        "2026-11-13T09:00:00Z",
        [as_(man, "subject", "name born sex")],
        title="Warning marker",
        details={
            "marker": "exploits_children",
            "reason": "Named by a child",
            "owner": "Exploitation team",
            "begins_at": "2026-11-13T09:00:00Z",
            "review_at": "2027-02-13T09:00:00Z",
        },
    )


def _cad(story: Teller, maya: Person, home: Institution) -> None:
    story.tell(
        "cad",
        "oak-cad",
        "incident",
        "2026-11-22T01:44:00Z",
        [as_(maya, "subject", "", given="Mya", family="Trelawny", age=14)],
        title="absent",
        places=scene(home.home, "last_seen"),
        narrative="Night worker at Larkspur House, resident out past curfew, usual for her.",
        details={
            "job_type": "absent",
            "grade": "resolution",
            "whereabouts_known": "no",
            "from_care_home": True,
        },
    )


def _interview(story: Teller, maya: Person) -> None:
    story.tell(
        "interview",
        "oak-missing",
        "return_interview",
        "2026-11-09T15:30:00Z",
        [as_(maya)],
        title="Return home interview",
        narrative="Said Lee buys her food and 'gets funny' if she does not answer. Scared of his friends.",
        details={
            "accepted": "yes",
            "independent": "yes",
            "harm_suffered": "yes",
            "exploitation_signs": ["X03", "X09", "X16"],
            "told_places": ["flat over the tanning shop, Castle Hill"],
        },
    )


def _intel(story: Teller, maya: Person, man: Person) -> None:
    story.tell(
        "intel",
        "oak-intel",
        "intelligence",
        "2026-11-12T10:20:00Z",
        [as_(maya, "subject"), as_(man, "associate", "name sex phone")],
        delay=420,
        relations=[(1, "exploits", 0)],
        title="exploitation",
        narrative="Lee Stanforth, about 29, drives Maya Trelawney to parties.",
        statement={
            "nature": "intelligence",
            "source_grade": "1",
            "assessment": "B",
            "handling": "P",
        },
        details={"topic": "exploitation", "indicators": ["X08", "X09"], "exploitation": "yes"},
    )


def _home_mail(story: Teller, maya: Person, man: Person, home: Institution) -> None:
    story.tell(
        "home_mail",
        "care-homes",
        "missing_report",
        "2026-11-22T01:38:00Z",
        [as_(maya, "subject", "name born la phone"), as_(man, "associate", "name")],
        relations=[(1, "exploits", 0)],
        title="missing from care",
        originator=home.name,
        occurred={"begins": "2026-11-21T22:45:00Z", "precision": "minute"},
        narrative="Maya went out at 22:45 after a call from Lee. Silver hatchback at the corner. She left her inhaler.",
        details={
            "words_used": "missing from care",
            "whereabouts_known": "no",
            "spoken_to": "no",
            "from_care_home": True,
            "home": home.name,
            "last_seen_at": "2026-11-21T22:45:00Z",
            "out_of_character": "no",
            "medication_missed": "yes",
            "named_exploiter": "yes",
            "carer_able": "yes",
        },
    )


def _before(story: Teller, place: int, told: str, back: str) -> None:
    maya = story.people["maya"]
    _before_before(story, told, place, maya)
    story.tell(
        f"before_{place}_graded",
        "oak-missing",
        "grading",
        told,
        [as_(maya)],
        title="Risk assessment",
        author="PS 2077",
        details={
            "framework": "missing",
            "level": "medium",
            "rank": "sergeant",
            "rationale": "Usual behaviour.",
        },
    )
    story.tell(
        f"before_{place}_back",
        "oak-missing",
        "return",
        back,
        [as_(maya)],
        title="Returned",
        details={
            "state": "safe_and_seen",
            "seen_by": "home staff",
            "found_with_adult": "yes" if place > 2 else "unknown",
        },
    )


def _before_before(story: Teller, told: str, place: int, maya: Person) -> None:
    story.tell(
        f"before_{place}",
        "oak-missing",
        "missing_report",
        told,
        [as_(maya, "subject", "name born sex la")],
        title="missing",
        narrative="Not back for curfew.",
        details={
            "words_used": "missing",
            "whereabouts_known": "no",
            "from_care_home": True,
            "home": "Larkspur House",
            "named_exploiter": "not_asked",
            "out_of_character": "no",
        },
    )
