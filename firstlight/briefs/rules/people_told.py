"""Children and adults as a brief tells them: every child counted, household and gravest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from firstlight.briefs.rules.danger import is_withheld
from firstlight.briefs.rules.document import Counts, Given, PersonLine
from firstlight.kernel.values.answer import Answer
from firstlight.kernel.values.when import london_date
from firstlight.picture.rules.nearness import ORDER
from firstlight.picture.rules.telling_rows import day
from firstlight.picture.rules.values import Concerned, Dated, Link, Nearness, PersonPicture

NAMED = (Nearness.HOUSEHOLD, Nearness.RELATED, Nearness.CONTACT)
# What marks a name whose links no person has confirmed; its meaning stands below the first screen.
NOT_CONFIRMED = "*"
_PLACES = {"elsewhere": "elsewhere", "may_be": "may be", "not_told": "address not told"}
_NO_DISABILITY = frozenset({"none", "no", "nil", "n/a", "no disability"})
_ENGLISH = frozenset({"english", "en", "eng"})
_SEEN = frozenset({"alone", "with_someone", "seen_asleep"})
_ELSEWHERE = frozenset({Nearness.RELATED, Nearness.CONTACT})


def known(given: Given) -> tuple[Concerned, ...]:
    """Give who a brief may tell of: nobody whom only withheld intelligence names, none struck out."""
    held = [r for p in given.pictures.values() for r in p.records]
    hidden = {record.ref for record in held if is_withheld(record)} | given.silent
    return tuple(
        one
        for one in given.concerned
        if one.person not in given.struck
        and not (one.records and not one.named and set(one.records) <= hidden)
    )


def is_child(one: Concerned, given: Given, at: datetime) -> bool:
    """Tell whether somebody is told as a child: under 18, unborn, or named as a child by a record."""
    picture = given.pictures.get(one.person)
    if one.unborn or (picture.is_child(at) if picture else one.child) is Answer.YES:
        return True
    if picture is None or picture.is_child(at) is Answer.NO:
        return False
    return any(a.role == "child" for r in picture.records for a in r.of(picture.ref))


def is_age_unknown(one: Concerned, given: Given, at: datetime) -> bool:
    """Tell whether nobody can say that somebody is grown up; they are counted apart."""
    picture = given.pictures.get(one.person)
    answer = picture.is_child(at) if picture else one.child
    return answer is Answer.UNKNOWN and not is_child(one, given, at)


def where(one: Concerned, given: Given) -> str:
    """Give where somebody is told to be: now, elsewhere, not told, formerly, nearby, or may be."""
    if one.nearness is Nearness.PLACE_ONLY:
        return "nearby"
    if one.nearness is Nearness.FORMERLY:
        return "formerly"
    if one.link is Link.MAY_BE:
        return "may_be"
    if one.nearness in _ELSEWHERE:
        picture = given.pictures.get(one.person)
        return "elsewhere" if picture and picture.home() else "not_told"
    return "now"


def counts(given: Given, at: datetime) -> Counts:
    """Count every child, by where."""
    people = known(given)
    children = [one for one in people if is_child(one, given, at)]
    by = {place: sum(where(c, given) == place for c in children) for place in
          ("now", "elsewhere", "not_told", "may_be", "formerly", "nearby")}  # fmt: skip
    unclear = [c for c in people if c.nearness in NAMED and is_age_unknown(c, given, at)]
    return Counts(
        **by,
        unborn=sum(c.unborn for c in children),
        age_not_known=len(unclear),
        doubles=len(doubles(given, children)),
        restricted=sum(c.person not in given.pictures for c in children),
    )


def doubles(given: Given, children: list[Concerned]) -> frozenset[str]:
    """Give children who may be the same child as another one here; nobody has decided."""
    refs = {c.person for c in children} & set(given.pictures)
    found = set()
    for ref in refs:
        for record in given.pictures[ref].may_be:
            near = {a.person for a in record.people if ref in a.may_be and a.person in refs}
            found |= {ref, *near} if near else set()
    return frozenset(found)


def _gravity(one: Concerned, given: Given, at: datetime) -> tuple[object, ...]:
    picture = given.pictures.get(one.person)
    age = picture.age_at(at) if picture else None
    return (
        ORDER[one.nearness],
        one.link is Link.MAY_BE,
        one.person not in given.top,
        not (picture and picture.plan and not picture.plan.lapsed),
        not (picture and picture.care and not picture.care.lapsed),
        not one.unborn,
        99 if age is None else age,
        one.person,
    )


def children(given: Given, at: datetime) -> tuple[PersonLine, ...]:
    """Give the children who may be named, household and gravest first; the rest are counted only."""
    chosen = [c for c in known(given) if c.nearness in NAMED and is_child(c, given, at)]
    return tuple(
        _line(one, given, at) for one in sorted(chosen, key=lambda c: _gravity(c, given, at))
    )


def adults(given: Given, at: datetime) -> tuple[PersonLine, ...]:
    """Give the adults, and those of unknown age, named in the job, of the household or related."""
    chosen = [c for c in known(given) if c.nearness in NAMED and not is_child(c, given, at)]
    ordered = sorted(chosen, key=lambda c: (not c.named, ORDER[c.nearness], c.person))
    return tuple(_line(one, given, at, child=False) for one in ordered)


def _line(one: Concerned, given: Given, at: datetime, *, child: bool = True) -> PersonLine:
    picture = given.pictures.get(one.person)
    if picture is None:
        return PersonLine(
            one.person, "Restricted", "", where(one, given), "one whose details are restricted",
            "Details are restricted: open them with a reason, or ask their custodian.",
            one.because, (), child, "", restricted=True,
        )  # fmt: skip
    name = picture.name + _mark(picture)
    age = age_said(picture, at)
    facts = _facts(picture, given) if child else _needs(picture)
    place = _PLACES.get(where(one, given), _present(one, given))
    short = ", ".join(part for part in (name, age, place, *facts) if part)
    return PersonLine(
        one.person, picture.name, age, where(one, given), short,
        ", ".join(_all_facts(picture, given, at)) if child else ", ".join(_needs(picture)),
        one.because, one.records, child, "computer" if _mark(picture) else "",
    )  # fmt: skip


def _mark(picture: PersonPicture) -> str:
    linked = any(link is Link.LINKED for _, link, _ in picture.links)
    return NOT_CONFIRMED if linked else ""


def age_said(picture: PersonPicture, at: datetime) -> str:
    """Say an age: years, unborn with the day due, or that it is not known."""
    if picture.unborn:
        return f"unborn, due {day(picture.due_on)}" if picture.due_on else "unborn"
    age = picture.age_at(at)
    return "age not known" if age is None else f"{age}"


def _present(one: Concerned, given: Given) -> str:
    job = given.job
    said = {a.present for a in job.of(one.person)} if job else set()
    return "there now" if "yes" in said else "said not to be there" if "no" in said else ""


def _facts(picture: PersonPicture, given: Given) -> tuple[str, ...]:
    """Give what an officer needs of a child in few words; the whole stands below."""
    found = []
    if picture.plan and not picture.plan.lapsed:
        found.append(_plan(picture.plan))
    if picture.care and not picture.care.lapsed:
        found.append("in care")
    found += _needs(picture)
    if picture.school and picture.ref not in given.protected and not picture.school.lapsed:
        found.append(picture.school.value)
    return tuple(found)


def _told_of(disability: str) -> bool:
    """Tell whether a disability is told: returns write that there is none as a code."""
    return bool(disability) and disability.strip().lower() not in _NO_DISABILITY


def _needs(picture: PersonPicture) -> tuple[str, ...]:
    """Give what somebody needs to be spoken with: a disability told, a language other than English."""
    found = [picture.disability] if _told_of(picture.disability) else []
    if picture.language and picture.language.lower() not in _ENGLISH:
        found.append(f"speaks {picture.language}")
    return tuple(found)


def seen_on(picture: PersonPicture, at: datetime) -> datetime | None:
    """Give when somebody was last seen by whoever wrote a record, as told."""
    moments = [
        record.moment
        for record in picture.records
        if record.moment <= at
        and (
            any(one.seen == "yes" for one in record.of(picture.ref))
            or getattr(record.details, "spoken", "") in _SEEN
        )
    ]
    return max(moments, default=None)


def _plan(plan: Dated) -> str:
    return {
        "protection_plan": "protection plan", "child_in_need": "child in need",
        "section_47": "section 47 enquiry",
    }.get(plan.code, plan.value.replace("_", " "))  # fmt: skip


def _all_facts(picture: PersonPicture, given: Given, at: datetime) -> Iterable[str]:
    yield _dated("school", picture.school, protected=picture.ref in given.protected)
    yield _dated("plan", picture.plan)
    yield _dated("care", picture.care, protected=picture.ref in given.protected)
    none = picture.disability and not _told_of(picture.disability)
    yield "disability told as none" if none else f"disability {picture.disability or 'not told'}"
    yield f"language {picture.language or 'not told'}"
    seen = seen_on(picture, at)
    yield f"last told as seen {day(london_date(seen))}" if seen else "not told when last seen"
    if picture.ref in given.protected:
        yield "lives at a protected address that is not shown here"


def _dated(what: str, told: Dated | None, *, protected: bool = False) -> str:
    if told is None:
        return f"{what} not known"
    if protected:
        return f"{what} protected"
    value = told.value.replace("_", " ")
    old = "; not known since" if told.lapsed else ""
    return f"{what} {value} as of {day(told.as_of)}{old}"
