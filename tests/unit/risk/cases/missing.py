"""Situations in which each rule of the missing framework says yes, no and unknown."""

from unit.risk.making import maybe, person, record, situation


def _absent(*days, **details):
    return [
        record("missing_report", days_ago=day, returned_on="2026-01-01", **details) for day in days
    ]


def _rows(*days):
    return [record("missing_report", days_ago=day, is_return_row=True, letter="M") for day in days]


def _gone(hours=5, **details):
    return record("missing_report", days_ago=0, hours_ago=hours, **details)


def _sign(field):
    return {
        "yes": situation(person(_gone(**{field: "yes"}))),
        "no": situation(person(_gone(**{field: "no"}))),
        "unknown": situation(person(_gone())),
    }


_BACK = record("return", days_ago=0, hours_ago=1, state="safe_and_seen", harm_suffered="no")
_VAGUE = record("missing_report", days_ago=1, known_when=False)

CASES = {
    "MISS_3_90": {
        "yes": situation(person(*_absent(3, 40, 89))),
        "no": situation(person(*_absent(3, 40, 91))),
        "unknown": situation(person(*_absent(3, 40), *_rows(60))),
    },
    "MISS_3_12M": {
        "yes": situation(person(*_absent(3, 100, 200, 364))),
        "no": situation(person(*_absent(3, 100, 200, 370))),
        "unknown": situation(person(*_absent(3, 100, 200), *_rows(300))),
    },
    "MISS_72H": {
        "yes": situation(person(_gone(hours=73))),
        "no": situation(person(_gone(hours=71))),
        "unknown": situation(person(_VAGUE)),
    },
    "MISS_7D": {
        "yes": situation(person(_gone(hours=24 * 7 + 1))),
        "no": situation(person(_gone(hours=24 * 7 - 1))),
        "unknown": situation(person(_VAGUE)),
    },
    "MISS_SIG_FIRST": {
        "yes": situation(person(_gone(significant_harm_likely="yes"))),
        "no": situation(person(_gone(significant_harm_likely="no"), _BACK)),
        "unknown": situation(person(_gone())),
    },
    "MISS_SIG_OPEN": _sign("significant_harm_likely"),
    "MISS_CARER": {
        "yes": situation(person(_gone(carer_able="no"))),
        "no": situation(person(_gone(carer_able="yes"))),
        "unknown": situation(person(_gone(carer_able="not_asked"))),
    },
    "MISS_EXPLOITER": _sign("named_exploiter"),
    "MISS_CHILD": {
        "yes": situation(person(_gone(), age=None)),
        "no": situation(person(_gone(), age=30)),
        "unknown": situation(person(record("incident", whereabouts_known="unknown"))),
    },
    "MISS_STRAT": {
        "yes": situation(person(_gone(self_harm="yes"))),
        "no": situation(person(_gone(self_harm="yes"), age=30)),
        "unknown": situation(person(_gone(significant_harm_likely="no"))),
    },
    "MISS_CHARACTER": _sign("out_of_character"),
    "MISS_MEDICATION": _sign("medication_missed"),
    "MISS_DISABILITY": _sign("disability_affects_safety"),
    "MISS_SELF_HARM": _sign("self_harm"),
}

MAY_BE = situation(
    person(
        *_absent(3, 40),
        may_be=[record("missing_report", days_ago=60, people=[maybe()], returned_on="2026-01-01")],
    )
)
