"""A referral about a man, and three children in his home whom nobody asked about (T1)."""

from __future__ import annotations

from simulation.book import Book
from simulation.people import Person
from simulation.places import Home, address
from simulation.population import County
from simulation.stories.teller import Teller, as_, scene


def tell(county: County, book: Book) -> Teller:
    """Told on 21 November 2026: what once lay for fourteen weeks is seen on the day."""
    story = Teller(
        county,
        book,
        "fourteen_weeks",
        "Fourteen weeks",
        "An online referral names a man alone; three children of 10 to 16 at his flat are "
        "known only to schools, social care and a call.",
    )
    flat = address("7", "Wharfside House", "2", "Tollgate Road", "Stanbridge", "ZX3 9WH")
    below = address("5", "Wharfside House", "2", "Tollgate Road", "Stanbridge", "ZX3 9WH")
    man = story.person("man", "Gareth Pilling", "23/04/1983", "male", flat, phone="07700 900905")
    mother = story.person("mother", "Danuta Krol", "15/10/1985", "female", flat)
    children = [
        story.person("eldest", "Szymon Krol", "12/01/2010", "male", flat),
        story.person("middle", "Julita Krol", "29/03/2013", "female", flat),
        story.person("youngest", "Alfie Pilling", "06/06/2016", "male", flat),
    ]
    other = story.person("downstairs", "Molly Sharpe", "19/02/2015", "female", below)
    for serial, (child, school) in enumerate(
        zip([*children, other], ("st-bedes", "st-bedes", "canal-side", "canal-side"), strict=True),
        30,
    ):
        story.numbered(child, serial, county.schools[school])
        story.enrol(
            f"{child.id.rsplit('-', 1)[1]}_roll", child, county.schools[school], "2025-09-04"
        )
        if child is not other:
            child.harms.append(("sexual_abuse", county.since, county.until))
    _known(story, flat)
    _referral(story, man)
    story.tell(
        "mother_crime",
        "oak-rms",
        "crime",
        "2026-03-14T12:00:00Z",
        [as_(mother, "victim", "name born sex home")],
        delay=600,
        title="Theft from a shop",
        details={"offence": "Theft of a purse", "offence_group": "theft", "domestic": "no"},
    )
    return story


def _referral(story: Teller, man: Person) -> None:
    story.tell(
        "referral",
        "oak-online",
        "online_referral",
        "2026-11-21T09:12:00Z",
        [as_(man, "suspect", "name born sex text phone", categories=["suspect"])],
        recorded="2026-11-21T11:05:00Z",
        delay=180,
        title="Online referral",
        department="online",
        narrative="Peer-to-peer download and offering of files. Subscriber check to the flat.",
        details={
            "referrer": "NCA",
            "external_ref": "INV-26-40417",
            "activity": "distribution",
            "suspect_tool_level": "medium",
            "assessor_trained": "unknown",
            "household_children_checked": "not_asked",
            "access_to_children": "unknown",
            "warrant": "none",
            "referrer_received_at": "2026-11-17T08:00:00Z",
        },
    )


def _known(story: Teller, flat: Home) -> None:
    people = story.people
    story.tell(
        "social_care",
        "council-csc",
        "social_care",
        "2025-11-05T13:00:00Z",
        [
            as_(people["middle"], "child", "name born sex home upn la"),
            as_(people["mother"], "parent", "name home"),
        ],
        delay=900,
        relations=[(1, "parent_of", 0)],
        title="Involvement",
        regime="uk_gdpr",
        details={
            "involvement": "child_in_need",
            "category": "neglect",
            "authority": "Oakshire Council",
            "social_worker": "Mel Osborne",
            "begins_on": "2025-11-03",
            "as_of": "2025-11-03",
        },
    )
    story.tell(
        "noise_call",
        "oak-cad",
        "incident",
        "2026-06-21T21:44:00Z",
        [
            as_(people["man"], "mentioned", "name"),
            as_(people["eldest"], "informant", "", given="Simon", family="Krol", age=16),
            as_(people["youngest"], "child", "", given="Alfie", age=10),
        ],
        title="noise complaint",
        places=scene(flat),
        narrative=(
            "Neighbour complains of shouting from flat 7. Officer spoke to Gareth Pilling, "
            "teenage lad and small boy Alfie at the door."
        ),
        details={"job_type": "noise complaint", "grade": "resolution"},
    )
