"""The flat in Pellbrook: where the line of another town's children ends, and one is arrested."""

from __future__ import annotations

from simulation.people import Person
from simulation.places import Home
from simulation.stories.teller import Teller, as_, scene

LINE = "07700 900931"
CAR = "ZX19KTR"


def pellbrook(story: Teller) -> None:
    """What Pellbrook knows of it: a tenant who cannot say no, and an arrest."""
    zidane, tenant, flat = story.people["zidane"], story.people["tenant"], story.places["flat"]
    _flat_concern(story, tenant)
    story.tell(
        "flat_marker",
        "oak-orders",
        "warning_marker",
        "2026-10-12T09:00:00Z",
        [as_(tenant, "subject", "name born home")],
        title="Warning marker",
        places=scene(flat),
        details={
            "marker": "cuckooed",
            "reason": "Tenant under control of others",
            "owner": "Pellbrook neighbourhood",
            "begins_at": "2026-10-12T09:00:00Z",
            "review_at": "2027-01-12T09:00:00Z",
        },
    )
    _arrest(story, zidane, flat)
    story.tell(
        "bail",
        "oak-custody",
        "bail",
        "2026-11-15T09:40:00Z",
        [as_(zidane, "suspect")],
        title="Bail",
        details={"bail_type": "released_under_investigation", "begins_at": "2026-11-15T09:40:00Z"},
    )
    story.tell(
        "crime",
        "oak-rms",
        "crime",
        "2026-11-14T18:25:00Z",
        [as_(zidane, "suspect", "name born sex", categories=["suspect"])],
        delay=700,
        title="Possession with intent to supply",
        narrative="Suspect only. File to be built.",
        details={"offence": "PWITS class A", "offence_group": "drugs_supply", "domestic": "no"},
    )
    _fenshire(story)


def _flat_concern(story: Teller, tenant: Person) -> None:
    story.tell(
        "flat_concern",
        "oak-ppn",
        "vulnerability_report",
        "2026-10-09T14:00:00Z",
        [
            as_(tenant, "subject", "name born home"),
            as_(story.people["devonte"], "found_with", "", given="D", age=15),
        ],
        title="Vulnerability report",
        author="PC 4102 neighbourhood",
        narrative="Tenant says young ones 'from up the line' are using his flat and he cannot say no.",
        details={
            "concern": ["county_lines", "substance"],
            "seen": "Scales and cling film. A boy who gave the letter D.",
            "grade": "amber",
        },
    )


def _arrest(story: Teller, zidane: Person, flat: Home) -> None:
    story.tell(
        "arrest",
        "oak-custody",
        "arrest",
        "2026-11-14T18:25:00Z",
        [as_(zidane, "detained", "name born sex home", categories=["suspect"])],
        title="Detention authorised",
        narrative="Arrested leaving 2 Plover Point with wraps. Gave full details. Dealt with for supply.",
        places=scene(flat, "seized_at"),
        phones=[{"number": LINE, "role": "seized", "user": "p1"}],
        vehicles=[{"vrm": CAR, "role": "parked outside"}],
        details={
            "custody_number": "PB/26/2217",
            "offence": "Possession with intent to supply class A",
            "offence_group": "drugs_supply",
            "arrived_at": "2026-11-14T18:25:00Z",
            "released_at": "2026-11-15T09:40:00Z",
            "away_from_home_area": "yes",
            "missing_when_arrested": "unknown",
            "appropriate_adult": "yes",
            "drugs_found": "yes",
            "cash_found": "yes",
            "phones_found": 2,
            "accommodation_asked": "not_asked",
        },
    )


def _fenshire(story: Teller) -> None:
    story.tell(
        "fenshire",
        "fenshire-police",
        "intelligence",
        "2026-11-10T08:00:00Z",
        [
            as_(
                story.people["callum"],
                "subject",
                "",
                given="CALLUM",
                family="SAYERS",
                born_on="2010-08-24",
            )
        ],
        delay=3000,
        title="COUNTY LINES",
        narrative="OAKSHIRE MALE SEEN IN FENBOROUGH USING NUMBER ENDING 931.",
        phones=[{"number": LINE, "role": "line"}],
        vehicles=[{"vrm": CAR, "role": "seen"}],
        statement={
            "nature": "intelligence",
            "source_grade": "2",
            "assessment": "B",
            "handling": "P",
        },
        details={
            "topic": "county lines",
            "line": "Benz",
            "indicators": ["X02"],
            "exploitation": "yes",
        },
    )
