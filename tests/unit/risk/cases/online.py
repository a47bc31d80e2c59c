"""Situations in which each rule of the online and images frameworks says yes, no and unknown."""

from firstlight.picture.rules.values import Nearness
from unit.risk.making import adult, lives_with, named, person, record, relation, situation


def _suspect(**details):
    people = [named("P-ADULT", "suspect")]
    return adult(record("online_referral", days_ago=100, people=people, **details))


def _victim(activity):
    return situation(person(record("online_referral", role="victim", activity=activity)))


def _images(**details):
    answers = dict.fromkeys(
        ("adult_involved", "coerced", "unusual_for_age", "under_13", "immediate_risk"), "no"
    )
    return situation(person(record("image_sharing", **{**answers, **details})))


CASES = {
    "ONL_ACCESS": {
        "yes": lives_with(person(), _suspect(suspect_tool_level="low", warrant="none")),
        "no": situation(person(), _suspect()),
        "unknown": situation(
            person(relations=(relation(kind="relative_of", nearness=Nearness.RELATED),)), _suspect()
        ),
    },
    "ONL_UNSEEN": {
        "yes": lives_with(person(), _suspect()),
        "no": lives_with(person(), _suspect(household_children_checked="yes")),
        "unknown": situation(
            person(relations=(relation(kind="relative_of", nearness=Nearness.RELATED),)), _suspect()
        ),
    },
    "ONL_TRUST": {
        "yes": lives_with(person(), _suspect(position_of_trust="yes")),
        "no": lives_with(person(), _suspect(position_of_trust="no")),
        "unknown": lives_with(person(), _suspect()),
    },
    "ONL_UNCHECKED": {
        "yes": situation(_suspect(household_children_checked="no")),
        "no": situation(_suspect(household_children_checked="yes")),
        "unknown": situation(_suspect()),
    },
    "ONL_VICTIM": {
        "yes": _victim("sextortion"),
        "no": _victim("viewing"),
        "unknown": _victim("other"),
    },
    "IMG_FIVE": {
        "yes": _images(coerced="yes"),
        "no": _images(),
        "unknown": _images(adult_involved="unknown"),
    },
}
