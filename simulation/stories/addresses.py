"""Addresses that matter: one with an order that ends tomorrow, one sealed beside one empty, a refuge."""

from __future__ import annotations

from datetime import date

from simulation.book import Book
from simulation.institutions import REFUGE
from simulation.places import address
from simulation.population import County
from simulation.stories.teller import Teller, as_, scene


def da_tonight(county: County, book: Book) -> Teller:
    """The job comes within the first hour after history ends; unit ST21 is sent."""
    story = Teller(county, book, "da_tonight", "On the way to Saddler Row",
                   "Children of 4 and 7, an order ending tomorrow not shown as served, a suspect on no-contact bail, a weapons marker; the call comes at 06:18.")  # fmt: skip
    home = address("", "", "6", "Saddler Row", "Stanbridge", "ZX3 7SR")
    mother = story.person("mother", "Keeley Marsden", "25/09/1995", "female", home, phone="07700 900951")
    man = story.person("man", "Ryan Tolland", "13/01/1992", "male", address("1b", "Heron House", "80", "Canal Road", "Stanbridge", "ZX3 2HH"))
    poppy = story.numbered(story.person("poppy", "Poppy Tolland", "19/02/2019", "female", home), 90, county.schools["holm-oak"])
    rowan = story.numbered(story.person("rowan", "Rowan Tolland", "06/07/2022", "male", home), 91)
    for child in (poppy, rowan):
        child.harms.append(("domestic", county.since, county.until))
    story.enrol("poppy_roll", poppy, county.schools["holm-oak"], "2025-09-03")
    for place, (told, grade, words) in enumerate((("2026-04-12T22:10:00Z", "standard", "Argument about money."), ("2026-08-02T01:25:00Z", "medium", "Pushed her against the cooker. Children upstairs."),
                                                  ("2026-10-24T20:40:00Z", "high", "Held her by the throat. Poppy ran to the neighbour.")), start=1):  # fmt: skip
        story.tell(f"form_{place}", "oak-da", "domestic_abuse_incident", told,
                   [as_(mother, "victim", "name born sex home", categories=["victim"]), as_(man, "suspect", "name born sex", categories=["suspect"])]
                   + ([as_(poppy, "child", "name born", present="yes"), as_(rowan, "child", "name", age=4, present="yes")] if place > 1 else []),
                   delay=90, title="Domestic abuse form", narrative=words, relations=[(1, "ex_partner_of", 0)] + ([(0, "parent_of", 2), (0, "parent_of", 3), (1, "parent_of", 2), (1, "parent_of", 3)] if place > 1 else []),
                   details={"grade": grade, "tool": "DARA", "tool_yes": 4 + 5 * place, "strangulation": "yes" if place == 3 else "no", "separated": "yes",  # noqa: PLR2004 -- the third evening
                            "children_present": "yes" if place > 1 else "unknown", "children_heard": "not_asked"})  # fmt: skip
    _protections(story)
    _tonight(story)
    return story


def _protections(story: Teller) -> None:
    mother, man = story.people["mother"], story.people["man"]
    story.tell("order", "oak-orders", "order", "2026-05-26T15:00:00Z", [as_(mother, "protected_party", "name born"), as_(man, "respondent", "name born")], delay=900, title="Court order",
               relations=[(1, "ex_partner_of", 0)],
               details={"order_type": "non_molestation", "made_at": "2026-05-25T11:00:00Z", "served": "unknown", "power_of_arrest": "unknown", "made_by": "Stanbridge Family Court",
                        "conditions": ["not to use or threaten violence", "not to go within 100 metres of 6 Saddler Row"], "ends_at": "2026-11-23T23:59:00Z"})  # fmt: skip
    story.tell("arrest", "oak-custody", "arrest", "2026-10-24T22:05:00Z", [as_(man, "detained", "name born sex home", categories=["suspect"])], title="Detention authorised",
               details={"offence": "Intentional strangulation", "offence_group": "violence", "arrived_at": "2026-10-24T22:05:00Z", "released_at": "2026-10-25T16:30:00Z"})  # fmt: skip
    story.tell("bail", "oak-custody", "bail", "2026-10-25T16:30:00Z", [as_(man, "suspect", "name born")], title="Bail",
               details={"bail_type": "police_pre_charge", "conditions": ["no contact with Keeley Marsden", "not to attend 6 Saddler Row"], "begins_at": "2026-10-25T16:30:00Z",
                        "ends_at": "2027-01-24T12:00:00Z", "address_checked_for_children": "not_asked"})  # fmt: skip
    story.tell("marker", "oak-orders", "warning_marker", "2025-12-09T10:00:00Z", [as_(man, "subject", "name born")], delay=700, title="Warning marker",
               details={"marker": "weapons", "reason": "Kitchen knife taken from him in December 2025", "owner": "Stanbridge response", "begins_at": "2025-12-09T10:00:00Z", "review_at": "2026-12-09T10:00:00Z"})  # fmt: skip


def _tonight(story: Teller) -> None:
    mother, man, home = story.people["mother"], story.people["man"], story.places["mother_home"]
    job = story.tell("job", "oak-cad", "domestic_abuse_incident", "2026-11-22T06:18:00Z", [as_(mother, "victim", "phone", given="Keely", family="Marsden"), as_(man, "suspect", "", given="Ryan")],
                     recorded="2026-11-22T06:19:00Z", delay=1, title="Domestic", places=scene(home), narrative="Female whispering he is in the garden, kids are in bed. Banging. Line open.",
                     details={"unit": "ST21", "children_present": "yes", "suspect_present": "yes", "weapon": "unknown"})  # fmt: skip
    job.record["details"]["job"] = job.ref
    story.tell("crewing", "oak-cad", "unit_crewing", "2026-11-22T06:21:00Z", [], recorded="2026-11-22T06:21:00Z", delay=1,
               details={"unit": "ST21", "crew": ["4417"], "job": job.ref, "begins_at": "2026-11-22T06:21:00Z"})  # fmt: skip
    story.tell("voice", "oak-ppn", "voice_of_child", "2026-11-22T07:05:00Z", [as_(story.people["poppy"], "child", "name born school")], delay=15, title="Voice of the child", author="PC 4417", happening=job.ref,
               details={"spoken": "with_someone", "with_whom": "mother", "words": "Daddy was at the window with the shiny thing.", "afraid": "yes", "surroundings": "Back door glass broken."})  # fmt: skip
    story.tell("breach", "oak-custody", "arrest", "2026-11-22T09:50:00Z", [as_(man, "detained", "name born sex", categories=["suspect"])], title="Detention authorised", happening=job.ref,
               details={"offence": "Breach of police bail; possession of a bladed article", "offence_group": "weapons", "arrived_at": "2026-11-22T09:50:00Z"})  # fmt: skip
    story.tell("form_tonight", "oak-da", "domestic_abuse_incident", "2026-11-22T06:18:00Z",
               [as_(mother, "victim", "name born sex home", categories=["victim"]), as_(man, "suspect", "name born"), as_(story.people["poppy"], "child", "name born", present="yes", seen="yes"),
                as_(story.people["rowan"], "child", "name born", present="yes", seen="yes")], recorded="2026-11-22T10:20:00Z", delay=60, title="Domestic abuse form", author="PC 4417", happening=job.ref,
               relations=[(0, "parent_of", 2), (0, "parent_of", 3)],
               details={"job": job.ref, "grade": "high", "tool": "DARA", "tool_yes": 16, "weapon": "yes", "separated": "yes", "children_present": "yes", "children_heard": "yes"})  # fmt: skip


def ayla_moss(county: County, book: Book) -> Teller:
    """Ayla at 14 Larch Court is sealed by the custodian; nobody ever wrote of 16 Larch Court."""
    story = Teller(county, book, "ayla_moss", "Sealed is not empty",
                   "Ayla Moss, 14 Larch Court, sealed 3 March 2026 by DI Orme. At 16 Larch Court nothing is held; no record may ever name it.")  # fmt: skip
    home = address("", "", "14", "Larch Court", "Stanbridge", "ZX3 5LC")
    story.places["neighbour_nothing_held"] = address("", "", "16", "Larch Court", "Stanbridge", "ZX3 5LC")
    ayla = story.numbered(story.person("ayla", "Ayla Moss", "03/05/2017", "female", home), 95, county.schools["holm-oak"])
    aunt = story.person("carer", "Nerys Moss", "28/08/1979", "female", home)
    story.enrol("roll", ayla, county.schools["holm-oak"], "2025-09-03")
    story.tell("ppn", "oak-ppn", "vulnerability_report", "2026-03-02T17:20:00Z", [as_(ayla, "child", "name born home school"), as_(aunt, "carer", "name born")], title="Vulnerability report",
               relations=[(1, "carer_of", 0)], author="DC 2655", narrative="Witness in a sensitive matter. Threat to her placement if it is known where she is.", marking="OFFICIAL-SENSITIVE",
               details={"concern": ["other"], "seen": "Settled with aunt.", "grade": "red"})  # fmt: skip
    story.tell("csc", "council-csc", "social_care", "2026-03-02T13:00:00Z", [as_(ayla, "child", "name born sex home upn la")], delay=900, regime="uk_gdpr",
               details={"involvement": "section_47", "authority": "Oakshire Council", "begins_on": "2026-03-02", "as_of": "2026-03-02"})  # fmt: skip
    return story


def refuge(county: County, book: Book) -> Teller:
    """A mother and a child who must not be found."""
    story = Teller(county, book, "refuge", "The address that is never told",
                   "Chantal Reddish and her daughter moved to the refuge on 11 September 2026; her former partner asks where they are.")  # fmt: skip
    old = address("", "", "33", "Granary Lane", "Tarnley", "ZX6 2GL")
    mother = story.person("mother", "Chantal Reddish", "08/12/1993", "female", old, phone="07700 900961")
    child = story.numbered(story.person("child", "Ellie-Mae Reddish", "15/04/2018", "female", old), 98, county.schools["abbey-prim"])
    man = story.person("man", "Scott Danvers", "20/03/1990", "male", old)
    story.enrol("roll_old", child, county.schools["lock-prim"], "2025-09-03")
    story.tell("form", "oak-da", "domestic_abuse_incident", "2026-09-10T23:15:00Z",
               [as_(mother, "victim", "name born home"), as_(man, "suspect", "name born home"), as_(child, "child", "name born", present="yes")], delay=90, title="Domestic abuse form",
               narrative="Says he will find her wherever she goes.", relations=[(0, "parent_of", 2), (1, "ex_partner_of", 0)],
               details={"grade": "high", "tool": "DARA", "tool_yes": 17, "threat_to_kill": "yes", "separated": "yes", "children_present": "yes"})  # fmt: skip
    for who in (mother, child):
        who.homes.append((date(2026, 9, 11), REFUGE.home))
    story.places["refuge_protected"] = REFUGE.home
    story.tell("moved", "oak-ppn", "vulnerability_report", "2026-09-11T15:00:00Z", [as_(mother, "subject", "name born home", address_is="temporary"), as_(child, "child", "name born home", address_is="temporary")],
               title="Vulnerability report", relations=[(0, "parent_of", 1)], narrative="Moved to a place of safety. Address is protected.",
               details={"concern": ["domestic"], "seen": "Both safe.", "tonight": "At the refuge.", "grade": "red"})  # fmt: skip
    story.enrol("roll_new", child, county.schools["abbey-prim"], "2026-09-28", address=REFUGE.home.fields())
    story.tell("asks", "oak-cad", "contact", "2026-11-20T16:45:00Z", [as_(man, "informant", "name phone"), as_(child, "mentioned", "name")], title="Contact",
               narrative="Scott Danvers at the counter asks where his step-daughter is at school now.", details={"channel": "counter", "repeat_caller": "yes"})  # fmt: skip
    return story
