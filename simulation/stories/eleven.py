"""30 April 2026: eleven children missing from six homes, nineteen reports, and none looked for.

After the finding about one day in another force (`inspection.md` T3); everything here is invented.
"""

from __future__ import annotations

from simulation.book import Book
from simulation.population import County
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
# child, source, kind, told (UTC), words used, as written, what was said
_REPORTS = (
    ("tegan", "care-homes", "missing_report", "16:40", "unauthorised absence", "Teagan Rowbotham",
     "Placed as unauthorised absence. Not back from school, phone off. Staff will ring round."),
    ("tegan", "oak-cad", "incident", "20:15", "unauthorised absence", "Tegan Rowbottom",
     "Home rings again. Still not back. Caller advised to ring back if not home by midnight."),
    ("tegan", "schools", "partner_concern", "09:35", "whereabouts unknown", "Tegan Rowbottom",
     "Not in for registration, home say she left at 08:10. Whereabouts unknown."),
    ("kobby", "care-homes", "missing_report", "19:05", "absent", "Kobby Asante",
     "Kobby has not come in for tea. Last seen with older lads by the canal."),
    ("kobby", "oak-ppn", "vulnerability_report", "21:50", "missing", "Kwabena Assante",
     "Neighbourhood officer told by staff that he is out, home does not know where."),
    ("lacey", "oak-cad", "incident", "17:22", "concern for safety", "Lacey Dorrington",
     "Care home worker worried, 13 year old went out at lunch and staff do not know where she is."),
    ("lacey", "oak-cad", "contact", "18:10", "late back", "Lacy Ann Dorington",
     "Social worker on 101: cannot get hold of Lacy Ann, home say she is not there and they do not know where."),
    ("dominik", "oak-cad", "incident", "22:31", "absent", "Dominic Sobchak",
     "Not in for curfew 21:30. Typed as absent, resident of care home, regular."),
    ("rhys", "oak-missing", "missing_report", "20:02", "missing", "Rhys Tarrant",
     "Missing form by home. Last seen 16:00 on the promenade."),
    ("rhys", "care-homes", "missing_report", "19:48", "missing from care", "Reece Tarrant",
     "Please see attached form, Reece did not return from the seafront."),
    ("amira", "care-homes", "missing_report", "23:10", "not returned for curfew", "Ameera Hadad",
     "Amira left by the fire door at 22:20 and got in a dark car. We do not know who with."),
    ("amira", "oak-cad", "incident", "23:18", "suspicious vehicle", "Amira Haddad",
     "Home manager rings: girl got into a car, partial plate only. Log opened for the vehicle."),
    ("jaxon", "oak-cad", "contact", "15:50", "whereabouts unknown", "Jaxon Peel",
     "Social worker on 101: placement says Jaxon aged 12 ran from the taxi at school, whereabouts unknown."),
    ("jaxon", "schools", "partner_concern", "13:20", "absconded", "Jackson Peel",
     "Jumped out of transport at the gate, not found on site, home informed."),
    ("shanelle", "care-homes", "missing_report", "21:25", "staying out", "Shanelle Pinnock",
     "Says she is at her boyfriend's and will be back tomorrow. She would not give a name or where."),
    ("bethany", "oak-missing", "missing_report", "22:05", "missing", "Beth Crew",
     "Form by duty social worker. Told a resident she was going to meet somebody off the internet."),
    ("bethany", "care-homes", "missing_report", "21:58", "AWOL", "Bethany Crewe",
     "Bethany is AWOL since 20:30, she took a bag."),
    ("niko", "oak-ppn", "vulnerability_report", "18:45", "missing", "Niko Walchak",
     "Officer at the home for another job is told Niko has been gone since last night and nobody rang it in."),
    ("idris", "oak-cad", "incident", "19:30", "concern for safety", "Idriss Elamine",
     "Staff worried about a 17 year old who has not been seen since the morning. Typed as concern for safety."),
)  # fmt: skip
_BACK = (("tegan", "2026-05-02T07:30:00Z"), ("kobby", "2026-05-01T00:40:00Z"), ("lacey", "2026-05-01T10:15:00Z"),
         ("rhys", "2026-05-01T06:50:00Z"), ("jaxon", "2026-04-30T19:20:00Z"), ("bethany", "2026-05-04T22:10:00Z"),
         ("idris", "2026-05-01T13:00:00Z"), ("dominik", "2026-05-01T02:25:00Z"), ("amira", "2026-05-03T15:00:00Z"))  # fmt: skip


def tell(county: County, book: Book) -> Teller:
    """Tell the day."""
    story = Teller(
        county, book, "eleven", "Eleven in one day",
        "30 April 2026: 11 children reported missing from 6 homes in 19 reports under many words; each is a missing record.",
    )  # fmt: skip
    for place, (key, name, birth, sex, home, school) in enumerate(_CHILDREN):
        who = story.numbered(story.person(key, name, birth, sex), 10 + place, county.schools[school])
        story.place(f"{key}_placed", who, county.homes[home], f"2025-{1 + place:02d}-14")
        story.enrol(f"{key}_roll", who, county.schools[school], "2025-09-03")
        who.harms.append(("exploitation_criminal" if sex == "male" else "exploitation_sexual", county.since, county.until))
    for place, row in enumerate(_REPORTS, start=1):
        _report(story, county, place, row)
    for key, when in _BACK:
        story.tell(
            f"{key}_back", "oak-missing", "return", when, [as_(story.people[key])], title="Returned",
            narrative="Back at placement. Not spoken to by police that night.",
            details={"state": "safe_and_seen" if key not in {"amira", "tegan"} else "located_not_safe",
                     "seen_by": "home staff", "found_with_adult": "unknown"},
        )  # fmt: skip
    _noise(story, county)
    return story


def _report(story: Teller, county: County, place: int, row: tuple[str, ...]) -> None:
    key, source, kind, clock, words, written, said = row
    child = story.people[key]
    home = next(h for h in county.homes.values() if h.home == child.homes[-1][1])
    given, family = written.rsplit(" ", 1)
    give = {"oak-missing": "born sex", "schools": "born sex upn", "care-homes": "born"}.get(source, "")
    cast = as_(child, "child" if kind in {"partner_concern", "vulnerability_report"} else "subject", give, given=given, family=family)
    if source == "oak-cad" and key != "amira":
        cast.said["age"] = child.age_on(story.book.until.date().replace(month=4, day=30))
    if key == "bethany" and source == "oak-missing":
        cast.said["born_on"] = "2010-07-06"
    story.tell(
        f"report_{place:02d}", source, kind, f"2026-04-30T{clock}:00Z", [cast], title=words, narrative=said,
        originator=home.name if source == "care-homes" else "", places=[{"role": "last_seen", "name": home.name, "address": {"text": home.home.line()}}],
        details=_details(source, kind, words, home.name, child.school.name if child.school else ""),
    )  # fmt: skip


def _details(source: str, kind: str, words: str, home: str, school: str) -> dict[str, object]:
    if kind == "incident":
        return {"job_type": words, "grade": "resolution", "whereabouts_known": "no", "from_care_home": True}
    if kind == "contact":
        return {"channel": "101"}
    if kind == "partner_concern":
        return {"partner": school, "concern": ["missing"], "whereabouts_known": "no"}
    if kind == "vulnerability_report":
        return {"concern": ["missing"], "seen": "Bed not slept in.", "grade": "green"}
    known = "unknown" if words in {"staying out", "not returned for curfew"} else "no"
    return {"words_used": words, "whereabouts_known": known, "from_care_home": True, "home": home} | (
        {"named_exploiter": "unknown"} if source == "oak-missing" else {}
    )


def _noise(story: Teller, county: County) -> None:
    """The same day, the same homes, nobody missing: these must not be counted among the eleven."""
    seen = story.person("leon", "Leon Prewett", "09/09/2010", "male", county.homes["foxley"].home)
    story.tell(
        "noise_known", "care-homes", "partner_concern", "2026-04-30T18:00:00Z", [as_(seen, "child", "name born")],
        title="Overnight stay", originator="Foxley Lodge",
        narrative="Leon is at his aunt's tonight as agreed with the social worker. Staff took him and spoke to her.",
        details={"partner": "Foxley Lodge", "concern": ["other"], "whereabouts_known": "yes"},
    )  # fmt: skip
    adult = story.person("moira", "Moira Standish", "02/02/1951", "female")
    story.tell("noise_adult", "oak-cad", "incident", "2026-04-30T17:40:00Z", [as_(adult, "subject", "name")],
               title="concern for safety", narrative="Daughter cannot raise her mother by telephone. Seen, in good order.",
               details={"job_type": "concern for safety", "whereabouts_known": "yes", "spoken_to": "yes"})  # fmt: skip
    story.tell("noise_mail", "care-homes", "contact", "2026-04-30T11:05:00Z", [], title="Visit",
               narrative="Larkspur House asks when the neighbourhood officer will next visit.",
               details={"channel": "mail"}, originator="Larkspur House")  # fmt: skip
    story.tell("noise_car", "oak-cad", "incident", "2026-04-30T23:55:00Z", [], title="anti-social behaviour",
               narrative="Youths on bikes outside Tern Point, gone on arrival.", details={"job_type": "anti-social behaviour"})  # fmt: skip
