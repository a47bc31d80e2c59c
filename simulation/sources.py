"""The force's own systems and its partners': what each holds, how late it is, how it writes."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

ALL_TOWNS = ("Wexcombe", "Harrowmere", "Stanbridge", "Pellbrook", "Tarnley")


@dataclass(frozen=True, slots=True)
class Source:
    """One system. `delay` is the usual lag in minutes from written down to received.

    `writes` names the style of its addresses; `names` how names reach it: as a clerk types from a
    document, as they are heard, or in capitals. `versions` tells how it numbers corrections.
    """

    code: str
    name: str
    owner: str
    kinds: tuple[str, ...]
    since: str
    freshness: int
    delay: int
    writes: str
    names: str
    dirt: float
    versions: str = ""
    not_covered: tuple[str, ...] = ()
    own_ids: bool = False
    area: tuple[str, ...] = ALL_TOWNS

    def lag(self, rng: Random) -> int:
        """Draw how many minutes after it was written a record arrives; a few come days late."""
        if rng.random() < 0.02:
            return self.delay + rng.randint(1_500, 7_000)
        return max(1, int(self.delay * rng.uniform(0.3, 1.7)))

    def row(self, live_from: str) -> dict[str, Any]:
        """Tell the source as the register of sources is loaded."""
        return {
            "code": self.code,
            "name": self.name,
            "owner": self.owner,
            "kinds": list(self.kinds),
            "area": list(self.area),
            "coverage_since": self.since,
            "freshness_minutes": self.freshness,
            "live_from": live_from,
            "areas_not_covered": list(self.not_covered),
            "version_order": self.versions or "arrival",
            "gives_person_ids": self.own_ids,
        }


def _kinds(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SOURCES: dict[str, Source] = {
    source.code: source
    for source in (
        Source(
            "oak-cad",
            "Command and control",
            "Head of Contact Management",
            _kinds("incident domestic_abuse_incident contact unit_crewing"),
            "2021-04-01",
            15,
            2,
            "text",
            "heard",
            0.30,
            "modified_at",
        ),
        Source(
            "oak-rms",
            "Crime and records",
            "Head of Crime",
            _kinds("crime stop_search check voice_of_child"),
            "2019-10-01",
            720,
            300,
            "fields",
            "typed",
            0.12,
            "source_version",
            own_ids=True,
        ),
        Source(
            "oak-missing",
            "Missing persons system",
            "Missing Coordinator",
            _kinds("missing_report sighting return return_interview grading trigger_plan"),
            "2020-01-01",
            30,
            6,
            "fields",
            "typed",
            0.15,
            "source_version",
        ),
        Source(
            "oak-custody",
            "Custody",
            "Head of Criminal Justice",
            _kinds("arrest bail"),
            "2020-06-01",
            60,
            10,
            "fields",
            "typed",
            0.14,
            own_ids=True,
        ),
        Source(
            "oak-da",
            "Domestic abuse forms",
            "Head of Domestic Abuse",
            _kinds("domestic_abuse_incident"),
            "2022-02-01",
            240,
            90,
            "fields",
            "typed",
            0.16,
            "source_version",
        ),
        Source(
            "oak-intel",
            "Intelligence",
            "Director of Intelligence",
            _kinds("intelligence"),
            "2018-01-01",
            1440,
            500,
            "text",
            "heard",
            0.28,
        ),
        Source(
            "oak-online",
            "Online child abuse team",
            "Online Investigations DI",
            _kinds("online_referral device_examination image_sharing offender_management"),
            "2021-09-01",
            480,
            200,
            "text",
            "typed",
            0.12,
            "source_version",
            not_covered=("offenders managed by the probation service alone",),
        ),
        Source(
            "oak-ppn",
            "Vulnerability reports (PPN)",
            "Safeguarding Hub DS",
            _kinds("vulnerability_report voice_of_child police_protection disclosure"),
            "2020-01-01",
            120,
            45,
            "fields",
            "typed",
            0.20,
            "modified_at",
        ),
        Source(
            "oak-orders",
            "Court orders and markers",
            "Civil Orders Officer",
            _kinds("order bail warning_marker"),
            "2021-01-01",
            1440,
            700,
            "fields",
            "typed",
            0.12,
            "source_version",
            not_covered=("orders of courts outside Oakshire",),
        ),
        Source(
            "council-csc",
            "Children's social care, Oakshire Council",
            "Director of Children's Services",
            _kinds("social_care care_placement check partner_concern"),
            "2022-04-01",
            1560,
            900,
            "fields",
            "typed",
            0.06,
            "source_version",
            own_ids=True,
            not_covered=("children of other councils placed in Oakshire",),
        ),
        Source(
            "schools",
            "Schools of Oakshire",
            "Head of Education Safeguarding",
            _kinds("school_enrolment partner_concern"),
            "2023-09-01",
            11_520,
            2_900,
            "fields",
            "typed",
            0.05,
            own_ids=True,
            not_covered=("independent schools", "children educated at home", "Tarnley colleges"),
        ),
        Source(
            "care-homes",
            "Children's homes' reports",
            "Missing Coordinator",
            _kinds("missing_report return partner_concern contact care_placement missing_profile"),
            "2025-01-01",
            60,
            12,
            "text",
            "heard",
            0.22,
        ),
        Source(
            "fenshire-police",
            "Fenshire Police",
            "Fenshire Police force liaison",
            _kinds("intelligence missing_report stop_search arrest check"),
            "2024-01-01",
            4_320,
            1_700,
            "shout",
            "shouted",
            0.20,
            area=("Fenshire",),
            not_covered=("domestic abuse in Fenshire", "Marlshire"),
        ),
    )
}
