"""Situations in which each rule of the cumulative framework says yes, no and unknown."""

from firstlight.picture.rules.values import Nearness
from unit.risk.making import adult, grade, lives_with, named, person, record, relation, situation


def _from(*sources, role="subject"):
    made = [record("incident", days_ago=n + 2, source=s, role=role) for n, s in enumerate(sources)]
    return situation(person(*made))


def _events(*days, precision="minute"):
    return situation(
        person(*(record("crime", days_ago=d, role="victim", precision=precision) for d in days))
    )


_RISKY = record(
    "offender_management", people=[named("P-ADULT")], registered_sex_offender="yes",
    poses_risk_to_children="yes",
)  # fmt: skip
_OFFENDER = adult(_RISKY, offender=(_RISKY.ref,))


def _plan(begins="2026-06-01", **details):
    return record(
        "social_care", days_ago=100, involvement="protection_plan", begins_on=begins, **details
    )


def _greens(*grades):
    return situation(person(*(record("vulnerability_report", grade=g) for g in grades)))


_HARM = record("crime", role="victim", days_ago=3)

_DATED = [record("crime", days_ago=days, role="victim") for days in (2, 10)]

CASES = {
    "CUM_OFFENDER": {
        "yes": lives_with(person(), _OFFENDER),
        "no": situation(person(), _OFFENDER),
        "unknown": situation(
            person(
                relations=(relation(kind="relative_of", nearness=Nearness.FORMERLY, current=False),)
            ),
            _OFFENDER,
        ),
    },
    "CUM_S46": {
        "yes": situation(person(record("police_protection", days_ago=1))),
        "no": situation(person(record("police_protection", days_ago=4))),
        "unknown": situation(person(record("police_protection", days_ago=4, known_when=False))),
    },
    "CUM_PLAN": {
        "yes": situation(person(_plan(), _HARM)),
        "no": situation(person(_plan(ends_on="2026-10-01"), _HARM)),
        "unknown": situation(person(_plan(begins="2024-01-01"), _HARM)),
    },
    "CUM_SYSTEMS": {
        "yes": _from("niche", "athena", "school"),
        "no": _from("niche", "niche", "school"),
        "unknown": _from("niche", "school", role="mentioned"),
    },
    "CUM_PACE": {
        "yes": _events(2, 10, 29, 100, 150),
        "no": _events(2, 10, 29, 100, 110, 150),
        "unknown": situation(
            person(*_DATED, record("crime", days_ago=80, role="victim", precision="month"))
        ),
    },
    "CUM_CHILD_HIGH": {
        "yes": lives_with(person(), person(ref="P-SIB", age=10, grades=(grade(level="high"),))),
        "no": lives_with(person(), person(ref="P-SIB", age=10, grades=(grade(level="low"),))),
        "unknown": lives_with(person(), person(ref="P-SIB", age=10)),
    },
    "PPN_3GREEN": {
        "yes": _greens("green", "green", "green"),
        "no": _greens("green", "green"),
        "unknown": _greens("green", "green", ""),
    },
}
