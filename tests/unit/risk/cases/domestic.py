"""Situations in which each rule of the domestic framework says yes, no and unknown."""

from datetime import date

from firstlight.kernel.values.answer import Answer
from firstlight.picture.rules.values import Nearness
from unit.risk.making import adult, lives_with, named, order, person, record, relation, situation

VICTIM, SUSPECT = "P-ADULT", "P-OTHER"


def _abuse(days_ago=2, *, child=True, **details):
    people = [named(VICTIM, "victim"), named(SUSPECT, "suspect")]
    people += [named(role="child")] if child else []
    return record("domestic_abuse_incident", days_ago=days_ago, people=people, **details)


def _home(*incidents, age=9, child=None):
    """A child living with the victim; the incidents are in the victim's records."""
    return lives_with(child or person(age=age), adult(*incidents))


def _elsewhere(*incidents):
    child = person(relations=(relation(nearness=Nearness.RELATED),))
    return situation(child, adult(*incidents))


def _heard(days_ago=100):
    return _abuse(days_ago=days_ago, marac_heard_on="2026-08-20")


def _other_people(days_ago=2):
    people = [named("P-ELSE", "victim"), named(role="child")]
    return record("domestic_abuse_incident", days_ago=days_ago, people=people)


def _no_victim(days_ago=2):
    return record("domestic_abuse_incident", days_ago=days_ago, people=[named(role="child")])


_ALL_NO = {"strangulation": "no", "weapon": "no", "firearm": "no", "threat_to_kill": "no"}
_MADE = record(
    "order", days_ago=30, people=[named(VICTIM, "protected_party"), named(SUSPECT, "respondent")],
    order_type="non_molestation", made_at="2026-10-20T10:00:00Z",
)  # fmt: skip


def _ordered(days_ago=2, **more):
    job = _abuse(days_ago=days_ago)
    told = order(_MADE.ref, binds=(SUSPECT,), protects=(VICTIM,), **more)
    return lives_with(person(job), adult(job, _MADE, orders=(told,)))


CASES = {
    "MARAC_VHR": {
        "yes": _home(_abuse(tool="DASH_SAFELIVES", tool_yes=14)),
        "no": _home(_abuse(tool="DARA", tool_yes=20)),
        "unknown": _home(_abuse(tool="", tool_yes=16)),
    },
    "MARAC_ESC": {
        "yes": _home(*(_abuse(day) for day in (2, 100, 364))),
        "no": _home(*(_abuse(day) for day in (2, 100, 370))),
        "unknown": _elsewhere(*(_abuse(day, child=False) for day in (2, 100, 364))),
    },
    "MARAC_REP": {
        "yes": _home(_abuse(2), _heard()),
        "no": _home(_heard()),
        "unknown": lives_with(person(_no_victim()), adult(_heard())),
    },
    "MARAC_PJ": {
        "yes": _home(_abuse(professional_judgement_high="yes")),
        "no": _home(_abuse(professional_judgement_high="no")),
        "unknown": _home(_abuse()),
    },
    "DA_GRAVE": {
        "yes": _home(_abuse(strangulation="yes")),
        "no": _home(_abuse(**_ALL_NO)),
        "unknown": _home(_abuse(**(_ALL_NO | {"strangulation": "not_asked"}))),
    },
    "DA_CHILD": {
        "yes": _home(_abuse(child=False)),
        "no": _home(_abuse(child=False), age=30),
        "unknown": _elsewhere(_abuse(child=False)),
    },
    "DA_ENCOMPASS": {
        "yes": situation(person(_abuse())),
        "no": situation(person()),
        "unknown": _elsewhere(_abuse(child=False)),
    },
    "DA_UNBORN": {
        "yes": _home(_abuse(child=False), child=person(age=None, unborn=True)),
        "no": situation(adult(_abuse(pregnant="no"), ref=VICTIM)),
        "unknown": situation(adult(_abuse(), ref=VICTIM)),
    },
    "ORDER_BREACH": {
        "yes": _ordered(),
        "no": _ordered(days_ago=60),
        "unknown": _ordered(served=Answer.UNKNOWN),
    },
}

ABSENT_CHILD = _home(_abuse(child=False))
OTHER_VICTIM = lives_with(person(_other_people()), adult(_heard()))
BORN = date(2008, 10, 1)
GROWN = situation(person(_abuse(days_ago=200), born_on=BORN, births=((BORN, ()),)))
