"""Compose a brief: the first screen in at most 110 words, the danger in its first 20."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from firstlight.briefs.rules import people_told
from firstlight.briefs.rules.danger import dangers as dangers_of
from firstlight.briefs.rules.document import (
    BriefDocument,
    Counts,
    Danger,
    Given,
    OrderLine,
    PersonLine,
    TopLine,
)
from firstlight.briefs.rules.guarding import guard
from firstlight.briefs.rules.history import history
from firstlight.briefs.rules.history import short as before
from firstlight.briefs.rules.narrative import narrative
from firstlight.briefs.rules.orders_told import orders as orders_of
from firstlight.briefs.rules.radio import radio
from firstlight.briefs.rules.words import (
    DANGER_WORDS,
    SCREEN_WORDS,
    as_many_as_fit,
    clip,
    count,
    many,
)

_SAFETY_WORDS = 20
_CHILD_WORDS = 14
_ORDER_WORDS = 16
NO_DANGER = "Danger: none told that you may see. Not known is not safe."
NO_CHILDREN = "Children: none that you may see; not known whether any are there. Ask and look."


@dataclass(frozen=True, slots=True)
class _Parts:
    dangers: tuple[Danger, ...]
    counts: Counts
    children: tuple[PersonLine, ...]
    orders: tuple[OrderLine, ...]


def compose(given: Given, at: datetime) -> BriefDocument:
    """Compose a brief as at a moment (UTC). Pure: the same values give the same brief."""

    def who(ref: str) -> str:
        picture = given.pictures.get(ref)
        return picture.name if picture else "somebody restricted or not known"

    parts = _Parts(
        dangers_of(given, who, at),
        people_told.counts(given, at),
        people_told.children(given, at),
        orders_of(given, who, at),
    )
    adults = people_told.adults(given, at)
    there = frozenset(c.person for c in given.concerned if c.nearness in people_told.NAMED)
    told = narrative(given, (*adults, *parts.children), there - given.struck, at)
    document = BriefDocument(
        about_kind=given.about_kind,
        heading=given.heading,
        made_at=at,
        over_the_air=given.over_the_air,
        top=_top(given, parts, at),
        safety=given.safety,
        dangers=parts.dangers,
        counts=parts.counts,
        children=parts.children,
        adults=adults,
        orders=parts.orders,
        history=history(given, at),
        narrative=told.sentences,
        left_out=told.left_out,
        sources=given.sources,
        restricted_line=given.restricted_line,
        radio=radio(
            parts.counts, _ages(given, parts, at), parts.dangers, parts.orders,
            safety=bool(given.safety), at=at,
        ),
        people=_people(given, parts, adults),
        places=(given.place.ref,) if given.place and given.place.ref else (),
        material=_material(given, parts),
    )  # fmt: skip
    return guard(document, given.never)


def _ages(given: Given, parts: _Parts, at: datetime) -> tuple[int, ...]:
    near = [c.person for c in parts.children if c.where in {"now", "elsewhere", "not_told"}]
    ages = [given.pictures[ref].age_at(at) for ref in near if ref in given.pictures]
    return tuple(sorted(age for age in ages if age is not None))


def _people(given: Given, parts: _Parts, adults: tuple[PersonLine, ...]) -> tuple[str, ...]:
    """Give everybody the brief shows, as subject or beside: what a split looks for."""
    shown = [line.person for line in (*parts.children, *adults)]
    shown += [ref for order in parts.orders for ref in order.people]
    shown += [given.subject] if given.subject else []
    return tuple(ref for ref in dict.fromkeys(shown) if ref in given.pictures)


def _material(given: Given, parts: _Parts) -> tuple[str, ...]:
    """Give what makes it worth telling the unit again: danger, children, orders, levels, safety."""
    rows = {f"danger:{d.code}:{'.'.join(d.records)}" for d in parts.dangers}
    rows |= {f"child:{c.person}:{c.where}:{c.person in given.top}" for c in parts.children}
    rows |= {
        f"order:{o.record}:{o.served}:{o.in_force}:{o.ends_at}:{o.varied_at}:{_digest(o.conditions)}"
        for o in parts.orders
    }
    rows |= {f"safety:{len(given.safety)}", f"nearby:{parts.counts.nearby + parts.counts.formerly}"}
    return tuple(sorted(rows))


def _digest(texts: tuple[str, ...]) -> str:
    """Give a mark by which changed words are known; the words themselves stand nowhere in it."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:12]


def _top(given: Given, parts: _Parts, at: datetime) -> tuple[TopLine, ...]:
    danger = _danger(parts.dangers)
    safety = _safety(given.safety)
    counted = TopLine("children", _counted(given, parts.counts))
    summary = _summary(parts.orders)
    lines = (danger, *safety, counted, *summary)
    room = SCREEN_WORDS - count(*(line.text for line in lines))
    kept = min(_ORDER_WORDS + 3, room // 2) if parts.orders else 0
    named = _named(parts.children, parts.counts, room - kept)
    room -= count(*(line.text for line in named))
    orders = _first_orders(parts.orders, room)
    room -= count(*(line.text for line in orders))
    went = before(given, at)
    more = (TopLine("history", went),) if went and count(went) <= room else ()
    return (danger, *safety, counted, *named, *summary, *orders, *more)


def _danger(dangers: tuple[Danger, ...]) -> TopLine:
    if not dangers:
        return TopLine("danger", NO_DANGER)
    first = "Danger: " + clip(dangers[0].words, DANGER_WORDS - 4)
    said = [first]
    for one in dangers[1:]:
        if count(*said, one.words) > DANGER_WORDS - 2:
            break
        said.append(one.words)
    rest = len(dangers) - len(said)
    words = "; ".join(said) + (f"; +{rest} more" if rest else "")
    records = tuple(dict.fromkeys(ref for one in dangers[: len(said)] for ref in one.records))
    return TopLine("danger", words + ".", records)


def _safety(safety: tuple[str, ...]) -> tuple[TopLine, ...]:
    if not safety:
        return ()
    more = f" +{len(safety) - 1} more." if len(safety) > 1 else ""
    return (TopLine("safety", clip(safety[0], _SAFETY_WORDS) + more),)


def _counted(given: Given, counts: Counts) -> str:
    said = _job_says(given)
    unclear = f" {counts.age_not_known} of age not known." if counts.age_not_known else ""
    unclear += f" {counts.doubles} may be one." if counts.doubles else ""
    if not counts.all:
        return (said or NO_CHILDREN) + unclear
    by = [
        f"{n} {words}"
        for n, words in (
            (counts.now, "here"), (counts.elsewhere, "elsewhere"),
            (counts.not_told, "address not told"), (counts.may_be, "may be"),
            (counts.formerly, "formerly"), (counts.nearby, "nearby"),
        )
        if n
    ]  # fmt: skip
    return f"{many(counts.all, 'child', 'children')}: {', '.join(by)}.{unclear}"


def _job_says(given: Given) -> str:
    """Say that the caller told of children where none are held: told is not nobody."""
    details = given.job.details if given.job else None
    if getattr(details, "children_present", "") == "yes":
        return "Children are said to be there; none held that you may see."
    return ""


def _named(children: tuple[PersonLine, ...], counts: Counts, room: int) -> tuple[TopLine, ...]:
    """Name children for as long as whole lines fit; how many more there are is always said."""
    texts = [clip(one.short, _CHILD_WORDS) + "." for one in children]
    whole = as_many_as_fit(texts, room)
    if len(whole) < counts.all:  # "and 4 more children" takes four words
        whole = as_many_as_fit(texts, max(room - 4, 0))
    lines = [
        TopLine("children", text, one.records) for text, one in zip(whole, children, strict=False)
    ]
    more = counts.all - len(whole)
    if more and whole:
        lines.append(TopLine("children", f"And {many(more, 'more child', 'more children')}."))
    return tuple(lines)


def _summary(orders: tuple[OrderLine, ...]) -> tuple[TopLine, ...]:
    if not orders:
        return (TopLine("orders", "Orders, bail: none that you may see."),)
    return (
        TopLine("orders", f"{many(len(orders), 'order or bail', 'orders and bail')} may stand:"),
    )


def _first_orders(orders: tuple[OrderLine, ...], room: int) -> tuple[TopLine, ...]:
    texts = [clip(one.short, _ORDER_WORDS) + "." for one in orders]
    whole = as_many_as_fit(texts, room)
    if len(whole) < len(orders):
        whole = as_many_as_fit(texts, max(room - 3, 0))
    lines = [
        TopLine("orders", text, (one.record,)) for text, one in zip(whole, orders, strict=False)
    ]
    more = len(orders) - len(whole)
    if more and whole:
        lines.append(TopLine("orders", f"And {more} more."))
    return tuple(lines)
