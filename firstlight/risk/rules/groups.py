"""By which groups floors and grades are counted, and into which group somebody falls."""

from __future__ import annotations

from collections.abc import Mapping

from firstlight.picture.rules.values import PersonPicture, Situation

NOT_TOLD = "Not told"
DIMENSIONS: Mapping[str, str] = {
    "ethnicity_self": "Ethnicity, as they say it",
    "ethnicity_observed": "Ethnicity, as an officer saw it",
    "sex": "Sex",
    "age": "Age",
    "disability": "Disability",
    "care": "Care",
}
_AGES = ((5, "0 to 4"), (10, "5 to 9"), (13, "10 to 12"), (16, "13 to 15"), (18, "16 and 17"))
_UNTOLD = frozenset({"", "not_known", "unknown", "not_stated", "not_asked", "not_told"})


def groups_of(situation: Situation) -> dict[str, str]:
    """Give somebody's group in each dimension; what nobody told is a group of its own."""
    subject = situation.subject
    return {
        "ethnicity_self": _said(subject.ethnicity_self),
        "ethnicity_observed": _said(subject.ethnicity_observed),
        "sex": _said(subject.sex),
        "age": _age(subject.age_at(situation.at)),
        "disability": _disability(subject.disability),
        "care": _care(subject),
    }


def _said(value: str) -> str:
    return NOT_TOLD if value in _UNTOLD else value.replace("_", " ").capitalize()


def _age(years: int | None) -> str:
    if years is None:
        return NOT_TOLD
    return next((words for under, words in _AGES if years < under), "18 or over")


def _care(subject: PersonPicture) -> str:
    """Tell what was last told of care; a statement that lapsed is not told as now."""
    if subject.care is None:
        return "None held"
    return "Not known since it was told" if subject.care.lapsed else "In care"


def _disability(told: str) -> str:
    """Tell whether a disability was told; which one is in nobody's table."""
    if told in _UNTOLD:
        return NOT_TOLD
    return "None" if told.lower() in {"no", "none"} else "Told of one"
