"""One Saturday (21 November 2026): eleven children missing from six homes, none looked for.

Told in nineteen reports, like the 30 April of an inspection.

After the finding about one day in another force (`inspection.md` T3); everything here is invented.
"""

from __future__ import annotations

from simulation.book import Book
from simulation.people import Person
from simulation.population import County
from simulation.stories.eleven_reports import REPORTS
from simulation.stories.teller import Teller, as_

_CHILDREN = (
    ("tegan", "Tegan Rowbottom", "11/02/2011", "female", "larkspur", "st-bedes"),
    ("kobby", "Kwabena Asante", "03/09/2011", "male", "larkspur", "st-bedes"),
    ("lacey", "Lacey-Ann Dorrington", "27/06/2012", "female", "foxley", "wexcombe-comm"),
    ("dominik", "Dominik Sobczak", "19/12/2009", "male", "foxley", "wexcombe-comm"),
    ("rhys", "Rhys Tarrant", "08/08/2010", "male", "tern-point", "harbour-view"),
    ("amira", "Amira Haddad", "30/01/2012", "female", "tern-point", "harbour-view"),
    ("jaxon", "Jaxon Peel", "14/10/2013", "male", "brackenhurst", "harrowmere-girls"),
    ("shanelle", "Shanelle Pinnock", "22/05/2009", "female", "brackenhurst", "harrowmere-girls"),
    ("bethany", "Bethany Crewe", "05/07/2010", "female", "sorrel", "stanbridge-high"),
    ("niko", "Nikodem Walczak", "17/03/2011", "male", "sorrel", "the-spinney"),
    ("idris", "Idris Elamin", "01/11/2008", "male", "old-chapel", "tarnley-trust"),
)
_BACK = (
    ("tegan", "2026-11-23T07:30:00Z"),
    ("kobby", "2026-11-22T00:40:00Z"),
    ("lacey", "2026-11-22T10:15:00Z"),
    ("rhys", "2026-11-22T06:50:00Z"),
    ("jaxon", "2026-11-21T19:20:00Z"),
    ("bethany", "2026-11-25T22:10:00Z"),
    ("idris", "2026-11-22T13:00:00Z"),
    ("dominik", "2026-11-22T02:25:00Z"),
    ("amira", "2026-11-24T15:00:00Z"),
)


def tell(county: County, book: Book) -> Teller:
    """Tell the day."""
    story = Teller(
        county,
        book,
        "eleven",
        "Eleven in one day",
        "21 November 2026, like the 30 April of an inspection: 11 children reported missing from "
        "6 homes in 19 reports under many words; each is a missing record.",
    )
    for place, (key, name, birth, sex, home, school) in enumerate(_CHILDREN):
        who = story.numbered(
            story.person(key, name, birth, sex), 10 + place, county.schools[school]
        )
        story.place(f"{key}_placed", who, county.homes[home], f"2025-{1 + place:02d}-14")
        story.enrol(f"{key}_roll", who, county.schools[school], "2025-09-03")
        who.harms.append(
            (
                "exploitation_criminal" if sex == "male" else "exploitation_sexual",
                county.since,
                county.until,
            )
        )
    for place, row in enumerate(REPORTS, start=1):
        _report(story, county, place, row)
    for key, when in _BACK:
        story.tell(
            f"{key}_back",
            "oak-missing",
            "return",
            when,
            [as_(story.people[key])],
            title="Returned",
            narrative="Back at placement. Not spoken to by police that night.",
            details={
                "state": "safe_and_seen" if key not in {"amira", "tegan"} else "located_not_safe",
                "seen_by": "home staff",
                "found_with_adult": "unknown",
            },
        )
    _noise(story, county)
    return story


def _report(story: Teller, county: County, place: int, row: tuple[str, ...]) -> None:
    key, source, kind, clock, words, written, said = row
    child = story.people[key]
    home = next(h for h in county.homes.values() if h.home == child.homes[-1][1])
    given, family = written.rsplit(" ", 1)
    give = {"oak-missing": "born sex", "schools": "born sex upn", "care-homes": "born"}.get(
        source, ""
    )
    cast = as_(
        child,
        "child" if kind in {"partner_concern", "vulnerability_report"} else "subject",
        give,
        given=given,
        family=family,
    )
    if source == "oak-cad" and key != "amira":
        cast.said["age"] = child.age_on(story.book.until.date().replace(month=11, day=21))
    if key == "bethany" and source == "oak-missing":
        cast.said["born_on"] = "2010-07-06"
    story.tell(
        f"report_{place:02d}",
        source,
        kind,
        f"2026-11-21T{clock}:00Z",
        [cast],
        title=words,
        narrative=said,
        originator=home.name if source == "care-homes" else "",
        places=[{"role": "last_seen", "name": home.name, "address": {"text": home.home.line()}}],
        details=_details(source, kind, words, home.name, child.school.name if child.school else ""),
    )


def _details(source: str, kind: str, words: str, home: str, school: str) -> dict[str, object]:
    if kind == "incident":
        return {
            "job_type": words,
            "grade": "resolution",
            "whereabouts_known": "no",
            "from_care_home": True,
        }
    if kind == "contact":
        return {"channel": "101"}
    if kind == "partner_concern":
        return {"partner": school, "concern": ["missing"], "whereabouts_known": "no"}
    if kind == "vulnerability_report":
        return {"concern": ["missing"], "seen": "Bed not slept in.", "grade": "green"}
    known = "unknown" if words in {"staying out", "not returned for curfew"} else "no"
    return {
        "words_used": words,
        "whereabouts_known": known,
        "from_care_home": True,
        "home": home,
    } | ({"named_exploiter": "unknown"} if source == "oak-missing" else {})


def _noise(story: Teller, county: County) -> None:
    """The same day, the same homes, nobody missing: these must not be counted among the eleven."""
    seen = story.person("leon", "Leon Prewett", "09/09/2010", "male", county.homes["foxley"].home)
    _noise_known(story, seen)
    adult = story.person("moira", "Moira Standish", "02/02/1951", "female")
    story.tell(
        "noise_adult",
        "oak-cad",
        "incident",
        "2026-11-21T17:40:00Z",
        [as_(adult, "subject", "name")],
        title="concern for safety",
        narrative="Daughter cannot raise her mother by telephone. Seen, in good order.",
        details={"job_type": "concern for safety", "whereabouts_known": "yes", "spoken_to": "yes"},
    )
    story.tell(
        "noise_mail",
        "care-homes",
        "contact",
        "2026-11-21T11:05:00Z",
        [],
        title="Visit",
        narrative="Larkspur House asks when the neighbourhood officer will next visit.",
        details={"channel": "mail"},
        originator="Larkspur House",
    )
    story.tell(
        "noise_car",
        "oak-cad",
        "incident",
        "2026-11-21T23:55:00Z",
        [],
        title="anti-social behaviour",
        narrative="Youths on bikes outside Tern Point, gone on arrival.",
        details={"job_type": "anti-social behaviour"},
    )


def _noise_known(story: Teller, seen: Person) -> None:
    story.tell(
        "noise_known",
        "care-homes",
        "partner_concern",
        "2026-11-21T18:00:00Z",
        [as_(seen, "child", "name born")],
        title="Overnight stay",
        originator="Foxley Lodge",
        narrative="Leon is at his aunt's tonight as agreed with the social worker. Staff took him and spoke to her.",
        details={"partner": "Foxley Lodge", "concern": ["other"], "whereabouts_known": "yes"},
    )
