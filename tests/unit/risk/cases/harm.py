"""Situations in which each rule of harm told by no practice area says yes, no and unknown."""

from unit.risk.making import adult, lives_with, named, person, record, situation


def _crime(group):
    return situation(person(record("crime", role="victim", offence_group=group)))


def _concern(**details):
    return situation(person(record("vulnerability_report", concern=["sexual"], **details)))


def _voice(afraid):
    return situation(person(record("voice_of_child", spoken="alone", afraid=afraid)))


def _unborn(*records):
    return person(*records, age=None, unborn=True)


_PLAN = record(
    "social_care", days_ago=900, people=[named("P-SIB", "child")], involvement="protection_plan"
)

CASES = {
    "CUM_HARM": {
        "yes": _crime("sexual"),
        "no": _crime("theft"),
        "unknown": _concern(),
    },
    "CUM_DISCLOSED": {
        "yes": _concern(disclosed_by_child="yes"),
        "no": _concern(disclosed_by_child="no"),
        "unknown": _concern(),
    },
    "CUM_AFRAID": {
        "yes": _voice("yes"),
        "no": _voice("no"),
        "unknown": _voice("not_asked"),
    },
    "CUM_UNBORN": {
        "yes": lives_with(_unborn(), person(_PLAN, ref="P-SIB", age=4)),
        "no": lives_with(_unborn(), adult()),
        "unknown": situation(_unborn(record("contact"))),
    },
}
