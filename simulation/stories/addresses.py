"""Addresses that matter: one sealed beside one of which nothing is held, and a refuge."""

from __future__ import annotations

from datetime import date

from simulation.book import Book
from simulation.institutions import REFUGE
from simulation.people import Person
from simulation.places import address
from simulation.population import County
from simulation.stories.teller import Teller, as_


def ayla_moss(county: County, book: Book) -> Teller:
    """Ayla at 14 Larch Court is sealed by the custodian; nobody ever wrote of 16 Larch Court."""
    story = Teller(
        county,
        book,
        "ayla_moss",
        "Sealed is not empty",
        "Ayla Moss, 14 Larch Court, sealed 3 March 2026 by DI Orme. At 16 Larch Court "
        "nothing is held; no record may ever name it.",
    )
    home = address("", "", "14", "Larch Court", "Stanbridge", "ZX3 5LC")
    story.places["neighbour_nothing_held"] = address(
        "", "", "16", "Larch Court", "Stanbridge", "ZX3 5LC"
    )
    ayla = story.numbered(
        story.person("ayla", "Ayla Moss", "03/05/2017", "female", home),
        95,
        county.schools["holm-oak"],
    )
    aunt = story.person("carer", "Nerys Moss", "28/08/1979", "female", home)
    story.enrol("roll", ayla, county.schools["holm-oak"], "2025-09-03", again=False)
    story.tell(
        "ppn",
        "oak-ppn",
        "vulnerability_report",
        "2026-03-02T17:20:00Z",
        [as_(ayla, "child", "name born home school"), as_(aunt, "carer", "name born")],
        title="Vulnerability report",
        relations=[(1, "carer_of", 0)],
        author="DC 2655",
        narrative="Witness in a sensitive matter. Threat to her placement if it is known where she is.",
        marking="OFFICIAL-SENSITIVE",
        details={"concern": ["other"], "seen": "Settled with aunt.", "grade": "red"},
    )
    _csc(story, ayla)
    story.act(
        "seal",
        "di.orme",
        "2026-03-03T10:00:00Z",
        person="ayla",
        place="ayla_home",
        safety_line="Child here. See before leaving.",
    )
    return story


def _csc(story: Teller, ayla: Person) -> None:
    story.tell(
        "csc",
        "council-csc",
        "social_care",
        "2026-03-02T13:00:00Z",
        [as_(ayla, "child", "name born sex home upn la")],
        delay=900,
        regime="uk_gdpr",
        details={
            "involvement": "section_47",
            "authority": "Oakshire Council",
            "begins_on": "2026-03-02",
            "as_of": "2026-03-02",
        },
    )


def refuge(county: County, book: Book) -> Teller:
    """A mother and a child who must not be found."""
    story = Teller(
        county,
        book,
        "refuge",
        "The address that is never told",
        "Chantal Reddish and her daughter moved to the refuge on 11 September 2026; her "
        "former partner asks where they are.",
    )
    old = address("", "", "33", "Granary Lane", "Tarnley", "ZX6 2GL")
    mother = story.person(
        "mother", "Chantal Reddish", "08/12/1993", "female", old, phone="07700 900961"
    )
    child = story.numbered(
        story.person("child", "Ellie-Mae Reddish", "15/04/2018", "female", old),
        98,
        county.schools["abbey-prim"],
    )
    man = story.person("man", "Scott Danvers", "20/03/1990", "male", old)
    story.enrol("roll_old", child, county.schools["lock-prim"], "2025-09-03")
    _form(story, mother, man, child)
    for who in (mother, child):
        who.homes.append((date(2026, 9, 11), REFUGE.home))
    story.places["refuge_protected"] = REFUGE.home
    _moved(story, mother, child)
    story.enrol(
        "roll_new", child, county.schools["abbey-prim"], "2026-09-28", address=REFUGE.home.fields()
    )
    story.tell(
        "asks",
        "oak-cad",
        "contact",
        "2026-11-20T16:45:00Z",
        [as_(man, "informant", "name phone"), as_(child, "mentioned", "name")],
        title="Contact",
        narrative="Scott Danvers at the counter asks where his step-daughter is at school now.",
        details={"channel": "counter", "repeat_caller": "yes"},
    )
    story.act("protect_address", "di.orme", "2026-09-11T15:30:00Z", place="refuge_protected")
    return story


def _moved(story: Teller, mother: Person, child: Person) -> None:
    story.tell(
        "moved",
        "oak-ppn",
        "vulnerability_report",
        "2026-09-11T15:00:00Z",
        [
            as_(mother, "subject", "name born home", address_is="temporary"),
            as_(child, "child", "name born home", address_is="temporary"),
        ],
        title="Vulnerability report",
        relations=[(0, "parent_of", 1)],
        narrative="Moved to a place of safety. Address is protected.",
        details={
            "concern": ["domestic"],
            "seen": "Both safe.",
            "tonight": "At the refuge.",
            "grade": "red",
        },
    )


def _form(story: Teller, mother: Person, man: Person, child: Person) -> None:
    story.tell(
        "form",
        "oak-da",
        "domestic_abuse_incident",
        "2026-09-10T23:15:00Z",
        [
            as_(mother, "victim", "name born home"),
            as_(man, "suspect", "name born home"),
            as_(child, "child", "name born", present="yes"),
        ],
        delay=90,
        title="Domestic abuse form",
        narrative="Says he will find her wherever she goes.",
        relations=[(0, "parent_of", 2), (1, "ex_partner_of", 0)],
        details={
            "grade": "high",
            "tool": "DARA",
            "tool_yes": 17,
            "threat_to_kill": "yes",
            "separated": "yes",
            "children_present": "yes",
        },
    )
