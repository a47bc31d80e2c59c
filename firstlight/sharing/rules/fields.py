"""What a referral must say of each child, and how a gap is told: a blank is no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from firstlight.picture.rules.values import PersonPicture

State = Literal["told", "asked_not_known", "not_asked", "withheld", "protected", ""]

# Asked of every child in a referral; a partner cannot act without them (inspection findings 24).
CHILD_FIELDS: dict[str, str] = {
    "address": "Where the child lives",
    "school": "School or nursery",
    "gp": "GP or health visitor",
    "ethnicity": "Ethnicity",
    "language": "First language",
    "disability": "Disability",
    "sex": "Sex",
}
# Asked of the referral as a whole: so what (inspection findings 25).
WHOLE_FIELDS: dict[str, str] = {
    "harm": "What harm is feared",
    "asked": "What is asked of you",
    "by_when": "By when",
    "voice": "What the child said",
}
ANSWERS: dict[str, str] = {
    "asked_not_known": "Asked, not known",
    "not_asked": "Not asked",
}
SAID: dict[str, str] = {
    "told": "",
    "asked_not_known": "Asked, not known",
    "not_asked": "Not asked yet; the force is asking",
    "withheld": "Withheld",
    "protected": "Protected address, withheld",
    "": "Blank",
}


@dataclass(frozen=True, slots=True)
class Told:
    """A field of a referral with its state; `source` says who said it and when."""

    state: State
    value: str = ""
    source: str = ""

    def to_json(self) -> dict[str, str]:
        """Give plain values, with what a reader is told where there is no value."""
        said = self.value if self.state == "told" else SAID[self.state]
        return {"state": self.state, "value": self.value, "said": said, "source": self.source}


def answered(answer: str) -> Told:
    """Read what somebody typed for a gap: an answer of the list, or the value itself."""
    typed = answer.strip()
    if typed == "asked_not_known":
        return Told("asked_not_known")
    if typed == "not_asked":
        return Told("not_asked")
    return Told("told", typed, "told to the referrer") if typed else Told("")


def held(child: PersonPicture, field: str, at: datetime) -> Told:
    """Give what is held of a field; nothing held is a blank, never a no."""
    if field == "school":
        return _school(child, at)
    if field == "address":
        home = child.home()
        return Told("told", home.text, f"last said {home.last:%d %b %Y}") if home else Told("")
    if field == "ethnicity":
        own = child.ethnicity_self
        seen = child.ethnicity_observed
        return Told("told", own, "said by the family") if own else _of(seen, "as an officer saw it")
    if field == "sex":
        return _of(
            "" if child.sex in {"not_known", "not_specified"} else child.sex.replace("_", " ")
        )
    if field == "gp":
        return _of(dict(child.identifiers).get("gp", ""))
    return _of(str(getattr(child, field)))


def _of(value: str, source: str = "") -> Told:
    return Told("told", value, source) if value else Told("")


def _school(child: PersonPicture, at: datetime) -> Told:
    if child.unborn and child.age_at(at) is None:
        return Told("told", "Not yet born")
    said = child.school
    if said is not None:
        old = "; may be out of date" if said.lapsed else ""
        return Told("told", said.value, f"{said.source_name}, as of {said.as_of:%d %b %Y}{old}")
    age = child.age_at(at)
    return Told("told", "Under school age") if age is not None and age < 3 else Told("")


def field_of(
    child: PersonPicture,
    field: str,
    at: datetime,
    *,
    answers: Mapping[str, str],
    withheld: Mapping[str, str],
) -> Told:
    """Give a field as it will be told: withheld, held, answered by the referrer, or blank."""
    code = f"{child.ref}.{field}"
    if code in withheld:
        return Told("withheld")
    known = held(child, field, at)
    return known if known.state else answered(answers.get(code, ""))
