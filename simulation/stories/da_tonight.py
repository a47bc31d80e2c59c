"""A domestic abuse call to an address with two children, an order, bail and a weapons marker."""

from __future__ import annotations

from simulation.book import Book, Entry
from simulation.people import Person
from simulation.places import address
from simulation.population import County
from simulation.stories.teller import Teller, as_, scene


def tell(county: County, book: Book) -> Teller:
    """The job comes within the first hour after history ends; unit ST21 is sent."""
    story = Teller(
        county,
        book,
        "da_tonight",
        "On the way to Saddler Row",
        "Children of 4 and 7, an order ending tomorrow not shown as served, a suspect on "
        "no-contact bail, a weapons marker; the call comes at 06:18.",
    )
    home = address("", "", "6", "Saddler Row", "Stanbridge", "ZX3 7SR")
    story.person("mother", "Keeley Marsden", "25/09/1995", "female", home, phone="07700 900951")
    story.person(
        "man",
        "Ryan Tolland",
        "13/01/1992",
        "male",
        address("1b", "Heron House", "80", "Canal Road", "Stanbridge", "ZX3 2HH"),
    )
    poppy = story.numbered(
        story.person("poppy", "Poppy Tolland", "19/02/2019", "female", home),
        90,
        county.schools["holm-oak"],
    )
    rowan = story.numbered(story.person("rowan", "Rowan Tolland", "06/07/2022", "male", home), 91)
    for child in (poppy, rowan):
        child.harms.append(("domestic", county.since, county.until))
    story.enrol("poppy_roll", poppy, county.schools["holm-oak"], "2025-09-03")
    for place, (told, grade, words) in enumerate(
        (
            ("2026-04-12T22:10:00Z", "standard", "Argument about money."),
            ("2026-08-02T01:25:00Z", "medium", "Pushed her against the cooker. Children upstairs."),
            ("2026-10-24T20:40:00Z", "high", "Held her by the throat. Poppy ran to the neighbour."),
        ),
        start=1,
    ):
        _form(story, told, words, place, grade)
    _protections(story)
    _tonight(story)
    return story


def _form(
    story: Teller,
    told: str,
    words: str,
    place: int,
    grade: str,
) -> None:
    """What the response officer wrote; the children are named from the second form on."""
    cast = [
        as_(story.people["mother"], "victim", "name born sex home", categories=["victim"]),
        as_(story.people["man"], "suspect", "name born sex", categories=["suspect"]),
    ]
    relations = [(1, "ex_partner_of", 0)]
    if place > 1:
        cast.append(as_(story.people["poppy"], "child", "name born", present="yes"))
        cast.append(as_(story.people["rowan"], "child", "name", age=4, present="yes"))
        relations += [(adult, "parent_of", child) for adult in (0, 1) for child in (2, 3)]
    story.tell(
        f"form_{place}",
        "oak-da",
        "domestic_abuse_incident",
        told,
        cast,
        delay=90,
        title="Domestic abuse form",
        narrative=words,
        relations=relations,
        details={
            "grade": grade,
            "tool": "DARA",
            "tool_yes": 4 + 5 * place,
            "strangulation": "yes" if place == 3 else "no",
            "separated": "yes",
            "children_present": "yes" if place > 1 else "unknown",
            "children_heard": "not_asked",
        },
    )


def _protections(story: Teller) -> None:
    mother, man = story.people["mother"], story.people["man"]
    _order(story, mother, man)
    story.tell(
        "arrest",
        "oak-custody",
        "arrest",
        "2026-10-24T22:05:00Z",
        [as_(man, "detained", "name born sex home", categories=["suspect"])],
        title="Detention authorised",
        details={
            "offence": "Intentional strangulation",
            "offence_group": "violence",
            "arrived_at": "2026-10-24T22:05:00Z",
            "released_at": "2026-10-25T16:30:00Z",
        },
    )
    story.tell(
        "bail",
        "oak-custody",
        "bail",
        "2026-10-25T16:30:00Z",
        [as_(man, "suspect", "name born")],
        title="Bail",
        details={
            "bail_type": "police_pre_charge",
            "conditions": ["no contact with Keeley Marsden", "not to attend 6 Saddler Row"],
            "begins_at": "2026-10-25T16:30:00Z",
            "ends_at": "2027-01-24T12:00:00Z",
            "address_checked_for_children": "not_asked",
        },
    )
    _marker(story, man)


def _marker(story: Teller, man: Person) -> None:
    story.tell(
        "marker",
        "oak-orders",
        "warning_marker",
        "2025-12-09T10:00:00Z",
        [as_(man, "subject", "name born")],
        delay=700,
        title="Warning marker",
        details={
            "marker": "weapons",
            "reason": "Kitchen knife taken from him in December 2025",
            "owner": "Stanbridge response",
            "begins_at": "2025-12-09T10:00:00Z",
            "review_at": "2026-12-09T10:00:00Z",
        },
    )


def _order(story: Teller, mother: Person, man: Person) -> None:
    story.tell(
        "order",
        "oak-orders",
        "order",
        "2026-05-26T15:00:00Z",
        [as_(mother, "protected_party", "name born"), as_(man, "respondent", "name born")],
        delay=900,
        title="Court order",
        relations=[(1, "ex_partner_of", 0)],
        details={
            "order_type": "non_molestation",
            "made_at": "2026-05-25T11:00:00Z",
            "served": "unknown",
            "power_of_arrest": "unknown",
            "made_by": "Stanbridge Family Court",
            "conditions": [
                "not to use or threaten violence",
                "not to go within 100 metres of 6 Saddler Row",
            ],
            "ends_at": "2026-11-23T23:59:00Z",
        },
    )


def _tonight(story: Teller) -> None:
    mother, man, home = story.people["mother"], story.people["man"], story.places["mother_home"]
    job = story.tell(
        "job",
        "oak-cad",
        "domestic_abuse_incident",
        "2026-11-22T06:18:00Z",
        [
            as_(mother, "victim", "phone", given="Keely", family="Marsden"),
            as_(man, "suspect", "", given="Ryan"),
        ],
        recorded="2026-11-22T06:19:00Z",
        delay=1,
        title="Domestic",
        places=scene(home),
        narrative="Female whispering he is in the garden, kids are in bed. Banging. Line open.",
        details={
            "unit": "ST21",
            "children_present": "yes",
            "suspect_present": "yes",
            "weapon": "unknown",
        },
    )
    job.record["details"]["job"] = job.ref
    _crewing(story, job)
    _voice(story, job)
    story.tell(
        "breach",
        "oak-custody",
        "arrest",
        "2026-11-22T09:50:00Z",
        [as_(man, "detained", "name born sex", categories=["suspect"])],
        title="Detention authorised",
        happening=job.ref,
        details={
            "offence": "Breach of police bail; possession of a bladed article",
            "offence_group": "weapons",
            "arrived_at": "2026-11-22T09:50:00Z",
        },
    )
    _form_tonight(story, mother, man, job)


def _crewing(story: Teller, job: Entry) -> None:
    story.tell(
        "crewing",
        "oak-cad",
        "unit_crewing",
        "2026-11-22T06:21:00Z",
        [],
        recorded="2026-11-22T06:21:00Z",
        delay=1,
        details={
            "unit": "ST21",
            "crew": ["4417"],
            "job": job.ref,
            "begins_at": "2026-11-22T06:21:00Z",
        },
    )


def _voice(story: Teller, job: Entry) -> None:
    story.tell(
        "voice",
        "oak-ppn",
        "voice_of_child",
        "2026-11-22T07:05:00Z",
        [as_(story.people["poppy"], "child", "name born school")],
        delay=15,
        title="Voice of the child",
        author="PC 4417",
        happening=job.ref,
        details={
            "spoken": "with_someone",
            "with_whom": "mother",
            "words": "Daddy was at the window with the shiny thing.",
            "afraid": "yes",
            "surroundings": "Back door glass broken.",
        },
    )


def _form_tonight(story: Teller, mother: Person, man: Person, job: Entry) -> None:
    story.tell(
        "form_tonight",
        "oak-da",
        "domestic_abuse_incident",
        "2026-11-22T06:18:00Z",
        [
            as_(mother, "victim", "name born sex home", categories=["victim"]),
            as_(man, "suspect", "name born"),
            as_(story.people["poppy"], "child", "name born", present="yes", seen="yes"),
            as_(story.people["rowan"], "child", "name born", present="yes", seen="yes"),
        ],
        recorded="2026-11-22T10:20:00Z",
        delay=60,
        title="Domestic abuse form",
        author="PC 4417",
        happening=job.ref,
        relations=[(0, "parent_of", 2), (0, "parent_of", 3)],
        details={
            "job": job.ref,
            "grade": "high",
            "tool": "DARA",
            "tool_yes": 16,
            "weapon": "yes",
            "separated": "yes",
            "children_present": "yes",
            "children_heard": "yes",
        },
    )
