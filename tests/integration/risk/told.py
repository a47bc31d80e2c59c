"""Cases that inspectorates told, as another force's systems would write them: whole records.

Wording, order and sources are unlike the demonstration's: Valeshire's own systems, and what came
last there comes first here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

NOW = datetime(2026, 11, 22, 2, 10, tzinfo=UTC)
SOURCES = (
    "vale-control", "vale-custody", "vale-web-crime", "vale-courts", "vale-family-unit",
    "borough-social-work", "college-welfare", "home-mailbox", "national-desk", "vale-intel",
)  # fmt: skip
_numbers = count(1)


def ago(days: float = 0, hours: float = 0) -> str:
    return (NOW - timedelta(days=days, hours=hours)).isoformat()


def who(key: str, role: str, name: str, born: str = "", street: str = "", **more: Any) -> dict:
    given, family = name.rsplit(" ", 1)
    said: dict[str, Any] = {"key": key, "role": role, "given": given, "family": family, **more}
    if born:
        said["born_on"] = born
    if street:
        number, rest = street.split(" ", 1)
        said["address"] = {
            "number": number,
            "street": rest,
            "town": "Brampton",
            "postcode": "ZX7 4QD",
        }
    return said  # fmt: skip


def told(
    source: str, kind: str, days: float, people: list[dict], relations: tuple = (), **details: Any
) -> dict[str, Any]:
    """Make an envelope; `relations` are (one, kind, other)."""
    more = {key: details.pop(key) for key in ("title", "narrative", "department") if key in details}
    return {
        "source": source, "source_ref": f"VS-{next(_numbers)}", "kind": kind, "told_at": ago(days),
        "recorded_at": ago(days), "occurred": {"begins": ago(days)}, "people": people,
        "relations": [{"one": a, "kind": k, "other": b} for a, k, b in relations],
        "details": details, **more,
    }  # fmt: skip


YARD = "3 Foundry Yard"
DES = ("Desmond Arkwright", "1979-02-11", YARD)
KIDS = (
    ("Petra Arkwright", "2016-05-09"),
    ("Ansel Rowe", "2013-01-30"),
    ("Bryony Rowe", "2010-08-17"),
)
CARA, FINN = ("Cara Whitlow", "2013-03-03"), ("Finn Oduya", "2012-09-21")
LENA, MALIK = ("Lena Brandt", "2011-11-05"), ("Malik Osei", "2010-02-14")
JONAS, RUTH = ("Jonas Pike", "2012-07-07"), ("Ruth Calder", "2014-10-10")
SAFFRON = ("Saffron Ives", "2012-04-25")
ANNA, KARL = (
    ("Anna Kovac", "1988-01-19", "8 Sluice Lane"),
    ("Karl Denny", "1986-06-06", "40 Mill Rise"),
)
JO, LEE = ("Jo Tasker", "1990-12-01", "17 Otter Way"), ("Lee Marrin", "1989-03-15", "2 Weir Court")
MO, SY = ("Mo Farrant", "1991-04-04", "5 Alder Hey"), ("Sy Bannon", "1990-05-05", "9 Gorse Hill")
TOBY, IRIS = (
    ("Toby Kovac", "2019-02-02", "8 Sluice Lane"),
    ("Iris Kovac", "2022-06-30", "8 Sluice Lane"),
)
CONTACT = ["must not contact or approach the named person"]


def _pair(victim: tuple, man: tuple, roles: tuple[str, str]) -> list[dict]:
    return [who("v", roles[0], *victim), who("m", roles[1], *man)]


def _bailed(kind: str, victim: tuple, man: tuple) -> list[dict]:
    terms = [] if kind == "released_under_investigation" else CONTACT
    return [
        # The job is written first and typed as noise; the bail reaches the force's systems last.
        told("vale-control", "incident", 1, _pair(victim, man, ("victim", "suspect")),
             job_type="noise nuisance", title="NOISE / RAISED VOICES"),
        told("vale-custody", "bail", 9, _pair(victim, man, ("protected_party", "subject")),
             bail_type=kind, conditions=terms, begins_at=ago(9)),
    ]  # fmt: skip


CASES: dict[str, list[dict[str, Any]]] = {
    "T1": [
        told("national-desk", "online_referral", 98, [who("s", "suspect", *DES)], referrer="NCMEC",
             activity="distribution", suspect_tool_level="medium", warrant="none"),
        *(
            told("college-welfare", "school_enrolment", 60 - n, [who("c", "subject", name, born, YARD)],
                 school="Brampton Vale")
            for n, (name, born) in enumerate(KIDS)
        ),
    ],
    "T2": [
        told("college-welfare", "image_sharing", 2, [who("b", "child", *FINN), who("g", "child", *CARA)],
             title="Clip passed round after they split up", adult_involved="no", coerced="unknown",
             unusual_for_age="no", under_13="no", immediate_risk="no"),
    ],
    "T3": [
        told("home-mailbox", "partner_concern", 0.2, [who("c", "subject", *LENA)], partner="The Limes",
             concern=["other"], whereabouts_known="no", title="Room empty at the 23:00 check"),
    ],
    "T4": [
        told("vale-control", "incident", 0.15, [who("c", "subject", *MALIK)], job_type="AWOL resident",
             grade="resolution", whereabouts_known="no", from_care_home=True),
    ],
    "T5": [
        told("vale-intel", "intelligence", 40, [who("c", "subject", *JONAS)], department="west team",
             topic="runners", indicators=["X08"], exploitation="yes"),
        told("vale-control", "stop_search", 12, [who("c", "subject", *JONAS)], department="east team",
             object_of_search="drugs", away_from_home_area="yes"),
    ],
    "T7": [
        told("vale-family-unit", "vulnerability_report", 3, [who("c", "child", *RUTH)], grade="green",
             concern=["sexual"], told="Said her uncle comes in at night.", disclosed_by_child="yes"),
        told("vale-family-unit", "grading", 2.9, [who("c", "subject", *RUTH)], framework="cumulative",
             level="low", rationale="Nothing further."),
    ],
    "3B": [
        told("vale-control", "missing_report", 0.1, [who("c", "subject", *SAFFRON)], words_used="overdue",
             whereabouts_known="no", named_exploiter="not_asked"),
        told("vale-intel", "intelligence", 20, [who("c", "subject", *SAFFRON),
              who("x", "associate", "Ray Tull", "1994-09-09")],
             (("x", "exploits", "c"),), topic="lifts and phones", exploitation="yes"),
    ],
    "T15": [
        told("home-mailbox", "missing_report", 28, [who("c", "subject", "Nell Ashby", "2011-01-12")],
             words_used="absent", whereabouts_known="yes", how_known="", spoken_to="not_asked",
             narrative="Residing with older boyfriend, no address given."),
    ],
    "T20": [
        told("vale-family-unit", "domestic_abuse_incident", 4,
             [*_pair(ANNA, KARL, ("victim", "suspect")), who("t", "child", *TOBY), who("i", "child", *IRIS)],
             tool="DARA", threat_to_kill="yes", children_present="yes"),
        *_bailed("police_pre_charge", ANNA, KARL),
    ],
    "T26": [
        told("vale-web-crime", "online_referral", 5, [who("c", "victim", "Otis Venn", "2013-02-22")],
             referrer="FORCE", activity="grooming"),
    ],
    "T29": [
        told("vale-custody", "arrest", 1, [who("c", "detained", "Ike Lomax", "2011-06-18")],
             offence_group="drugs_supply", away_from_home_area="yes", missing_when_arrested="yes"),
    ],
    "T32 court": _bailed("court", JO, LEE),
    "T32 police": _bailed("police_post_charge", JO, LEE),
    "T32 none": _bailed("released_under_investigation", MO, SY),
}  # fmt: skip
