"""Twins of nearly one name (2A), the worked example's twins, and a father and son of one name."""

from __future__ import annotations

from simulation.book import Book, Entry
from simulation.institutions import Institution
from simulation.people import Person
from simulation.places import Home, address
from simulation.population import County
from simulation.stories.teller import Teller, as_, scene


def priest(county: County, book: Book) -> Teller:
    """Kaden and Kayden Priest; "K Priest, 14" told the school something on 2 November 2026."""
    story = Teller(
        county,
        book,
        "priest_twins",
        "K Priest, 14",
        "Twins Kaden and Kayden Priest. 'K Priest, 14, disclosed touching by coach' is "
        "Kaden; the first linking takes it for Kayden's.",
    )
    home = address("", "", "27", "Hop Lane", "Stanbridge", "ZX3 6HL")
    kaden = story.numbered(
        story.person("kaden", "Kaden Priest", "12/02/2012", "male", home),
        80,
        county.schools["st-bedes"],
    )
    kayden = story.numbered(
        story.person("kayden", "Kayden Priest", "12/02/2012", "male", home),
        81,
        county.schools["st-bedes"],
    )
    coach = story.person("coach", "Martyn Heald", "09/07/1981", "male")
    kaden.harms.append(("sexual_abuse", county.since, county.until))
    for key, who in (("kaden", kaden), ("kayden", kayden)):
        story.enrol(f"{key}_roll", who, county.schools["st-bedes"], "2025-09-03")
    story.tell(
        "kayden_bike",
        "oak-rms",
        "crime",
        "2026-05-10T16:00:00Z",
        [as_(kayden, "victim", "name born home")],
        delay=400,
        title="Theft of a pedal cycle",
        details={"offence": "Theft of a pedal cycle", "offence_group": "theft", "domestic": "no"},
    )
    _disclosure(story, kaden, coach, home)
    story.act(
        "judge_same",
        "analyst",
        "2026-11-03T09:30:00Z",
        record="disclosure",
        key="p1",
        person="kayden",
    )
    return story


def _disclosure(story: Teller, kaden: Person, coach: Person, home: Home) -> None:
    story.tell(
        "disclosure",
        "schools",
        "partner_concern",
        "2026-11-02T13:25:00Z",
        [
            as_(
                kaden,
                "child",
                "",
                given="K",
                family="Priest",
                age=14,
                school="St Bede's Academy",
                address=home.fields(),
            ),
            as_(coach, "mentioned", "", given="Mr", family="Heald"),
        ],
        delay=700,
        title="Concern from St Bede's Academy",
        originator="St Bede's Academy",
        narrative="K Priest, 14, disclosed touching by coach.",
        statement={"nature": "allegation"},
        details={
            "partner": "St Bede's Academy",
            "concern": ["sexual"],
            "disclosed_by_child": "yes",
        },
    )


def marsh(county: County, book: Book) -> Teller:
    """Ivy and Ira Marsh of Kestrel Rise: the worked example, to the minute."""
    story = Teller(
        county,
        book,
        "marsh_twins",
        "Ivy and Ira",
        "The worked example: R0, R1 enrolments, R2 'I Marsh' (truly Ira), R3 a missing "
        "report in a late feed and its second version.",
    )
    home = address("", "", "9", "Kestrel Rise", "Stanbridge", "ZX3 4KR")
    ivy = story.numbered(story.person("ivy", "Ivy Marsh", "14/05/2012", "female", home), 84)
    ira = story.numbered(story.person("ira", "Ira Marsh", "14/05/2012", "male", home), 85)
    school = county.schools["st-bedes"]
    for key, who, told, received in (
        ("R0", ira, "2026-02-27T16:00:00Z", "2026-02-28T12:00:00Z"),
        ("R1", ivy, "2026-02-28T16:00:00Z", "2026-03-01T10:00:00Z"),
    ):
        _enrolled(story, key, who, school, told, received)
    _r2(story, ira, home)
    first = story.tell(
        "R3",
        "oak-missing",
        "missing_report",
        "2026-02-27T22:30:00Z",
        [as_(ivy, "subject", "name born sex home")],
        recorded="2026-02-28T08:00:00Z",
        received="2026-03-03T12:00:00Z",
        title="missing",
        narrative="Not home since nine.",
        occurred={"begins": "2026-02-27T21:00:00Z", "precision": "minute"},
        details={"words_used": "missing", "whereabouts_known": "no"},
    )
    _r3v2(story, ivy, first)
    story.entries["R3v2"].record["source_version"] = 2
    story.act("judge_same", "analyst", "2026-03-02T09:05:00Z", record="R2", key="p1", person="ivy")
    story.act(
        "judge_different", "analyst", "2026-03-05T14:00:00Z", record="R2", key="p1", person="ivy"
    )
    story.act("judge_same", "analyst", "2026-03-05T14:00:00Z", record="R2", key="p1", person="ira")
    story.act("dispose", "records.mgr", "2026-03-08T10:00:00Z", record="R1")
    return story


def _enrolled(
    story: Teller, key: str, who: Person, school: Institution, told: str, received: str
) -> None:
    story.tell(
        key,
        "schools",
        "school_enrolment",
        told,
        [as_(who, "child", "name born sex home upn")],
        recorded=told,
        received=received,
        regime="uk_gdpr",
        controller=school.name,
        details={"school": school.name, "school_urn": school.urn, "begins_on": "2026-02-23"},
    )


def _r2(story: Teller, ira: Person, home: Home) -> None:
    story.tell(
        "R2",
        "oak-cad",
        "incident",
        "2026-03-01T23:40:00Z",
        [as_(ira, "witness", "born text", given="I", family="Marsh")],
        recorded="2026-03-02T08:00:00Z",
        received="2026-03-02T09:00:00Z",
        title="disturbance",
        narrative="I Marsh saw a fight by the shops.",
        places=scene(home),
        details={"job_type": "disturbance", "grade": "resolution"},
    )


def _r3v2(story: Teller, ivy: Person, first: Entry) -> None:
    story.tell(
        "R3v2",
        "oak-missing",
        "missing_report",
        "2026-03-05T18:00:00Z",
        [as_(ivy, "subject", "name born sex home")],
        recorded="2026-03-06T07:50:00Z",
        received="2026-03-06T08:00:00Z",
        ref=first.ref,
        title="missing",
        narrative="Not home since nine the evening before.",
        occurred={"begins": "2026-02-26T21:00:00Z", "precision": "minute"},
        details={"words_used": "missing", "whereabouts_known": "no"},
    )


def one_name(county: County, book: Book) -> Teller:
    """Father and son, one name, one home."""
    story = Teller(
        county,
        book,
        "one_name",
        "Father and son",
        "Stephen Ollerenshaw, 42, arrested for violence, and Stephen Ollerenshaw, 17, a "
        "victim: one name, one address, two people.",
    )
    home = address("", "", "52", "Paddock Way", "Wexcombe", "ZX1 6PW")
    father = story.person(
        "father", "Stephen Ollerenshaw", "19/10/1984", "male", home, phone="07700 900941"
    )
    son = story.numbered(
        story.person("son", "Stephen Ollerenshaw", "03/06/2009", "male", home),
        88,
        county.schools["wexcombe-comm"],
    )
    story.enrol("son_roll", son, county.schools["wexcombe-comm"], "2025-09-03")
    _arrest(story, father)
    story.tell(
        "victim",
        "oak-rms",
        "crime",
        "2026-10-30T15:45:00Z",
        [as_(son, "victim", "name born home")],
        delay=300,
        title="Robbery of personal property",
        details={"offence": "Robbery", "offence_group": "robbery", "domestic": "no"},
    )
    story.tell(
        "call",
        "oak-cad",
        "incident",
        "2026-11-18T20:30:00Z",
        [as_(son, "mentioned", "name text")],
        title="disturbance",
        places=scene(home),
        narrative="Stephen Ollerenshaw is shouting in the street, no age given.",
        details={"job_type": "disturbance", "grade": "priority"},
    )
    return story


def _arrest(story: Teller, father: Person) -> None:
    story.tell(
        "arrest",
        "oak-custody",
        "arrest",
        "2026-10-02T23:10:00Z",
        [as_(father, "detained", "name born sex home", categories=["suspect"])],
        title="Detention authorised",
        details={
            "offence": "Assault occasioning actual bodily harm",
            "offence_group": "violence",
            "arrived_at": "2026-10-02T23:10:00Z",
        },
    )
