"""Images among children: fourteen and thirteen, after a quarrel (T2). Two children, no single offender."""

from __future__ import annotations

from simulation.book import Book
from simulation.people import Person
from simulation.places import address
from simulation.population import County
from simulation.stories.teller import Teller, as_


def tell(county: County, book: Book) -> Teller:
    """Told by the school on Thursday 19 November 2026."""
    story = Teller(
        county,
        book,
        "images",
        "Two children and a picture",
        "A boy of 14 sent on a video of his girlfriend of 13 after a quarrel; both are children with needs.",
    )
    boy = story.numbered(
        story.person(
            "boy",
            "Reuben Castledine",
            "04/04/2012",
            "male",
            address("", "", "15", "Lapwing Close", "Harrowmere", "ZX2 4LC"),
        ),
        70,
        county.schools["harrowmere-girls"],
    )
    girl = story.numbered(
        story.person(
            "girl",
            "Elodie Marchetti",
            "21/08/2013",
            "female",
            address("", "", "3", "Teasel Grove", "Harrowmere", "ZX2 8TG"),
        ),
        71,
        county.schools["harrowmere-girls"],
    )
    for key, who in (("boy", boy), ("girl", girl)):
        story.enrol(f"{key}_roll", who, county.schools["harrowmere-girls"], "2025-09-03")
    girl.harms.append(("images", county.until, county.until))
    _school(story, girl, boy)
    _cad(story, girl)
    _images(story, boy, girl)
    _crime(story, boy, girl)
    _boy_voice(story, boy)
    return story


def _cad(story: Teller, girl: Person) -> None:
    story.tell(
        "cad",
        "oak-cad",
        "incident",
        "2026-11-21T09:35:00Z",
        [as_(girl, "victim", "", given="Elodi", family="Marcheti", age=13)],
        title="malicious communications",
        narrative="Mother rings, daughter's ex has sent a film of her to his mates.",
        details={"job_type": "malicious communications", "grade": "scheduled"},
    )


def _crime(story: Teller, boy: Person, girl: Person) -> None:
    story.tell(
        "crime",
        "oak-rms",
        "crime",
        "2026-11-21T11:00:00Z",
        [as_(boy, "suspect", "name born home"), as_(girl, "victim", "name")],
        delay=500,
        title="Sharing an intimate image",
        narrative="Sole suspect identified.",
        details={
            "offence": "Distributing an indecent image of a child",
            "offence_group": "images",
            "domestic": "no",
        },
    )


def _boy_voice(story: Teller, boy: Person) -> None:
    story.tell(
        "boy_voice",
        "oak-ppn",
        "voice_of_child",
        "2026-11-21T12:00:00Z",
        [as_(boy, "child", "name born school")],
        title="Voice of the child",
        author="PC 3188",
        details={
            "spoken": "with_someone",
            "with_whom": "father",
            "words": "I wish I was dead. Everyone hates me.",
            "appearance": "Had not slept.",
            "afraid": "yes",
        },
    )


def _school(story: Teller, girl: Person, boy: Person) -> None:
    story.tell(
        "school",
        "schools",
        "partner_concern",
        "2026-11-21T07:10:00Z",
        [as_(girl, "child", "name born upn"), as_(boy, "child", "name")],
        delay=800,
        title="Concern from Harrowmere School",
        originator="Harrowmere School",
        narrative=(
            "A video of a Year 9 pupil is going round year groups. She is in the office and "
            "upset. Staff have not viewed it."
        ),
        details={
            "partner": "Harrowmere School",
            "concern": ["sexual", "online"],
            "disclosed_by_child": "yes",
        },
    )


def _images(story: Teller, boy: Person, girl: Person) -> None:
    story.tell(
        "images",
        "oak-online",
        "image_sharing",
        "2026-11-21T10:30:00Z",
        [
            as_(boy, "suspect", "name born sex", categories=["suspect", "child"]),
            as_(girl, "victim", "name born sex", categories=["victim", "child"]),
        ],
        delay=120,
        title="Images among children",
        narrative="Made together in October, sent on by him on 18 November after they parted. At least 30 recipients.",
        details={
            "adult_involved": "unknown",
            "coerced": "unknown",
            "unusual_for_age": "no",
            "under_13": "no",
            "immediate_risk": "unknown",
            "images_contained": "no",
            "spread": "Two group chats",
            "report_remove": "signposted",
        },
    )
