"""What was told, put together by whom it is about: one heading a child, not one line a clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import template

register = template.Library()


@dataclass(frozen=True, slots=True)
class Bundle:
    """Alerts about the same people, newest first; `people` are those that may be named here."""

    people: tuple[Any, ...]
    unnamed: int
    alerts: list[tuple[Any, str]] = field(default_factory=list)


def _named(groups: Iterable[Sequence[Any]]) -> dict[str, Any]:
    """Give every person whom the duties listed on the page name already."""
    return {person.ref: person for group in groups for one in group[2] for person in one.people}


def _of_duties(groups: Iterable[Sequence[Any]]) -> dict[str, tuple[str, ...]]:
    """Give the people of each duty listed: a later alert about a duty may not repeat them."""
    return {one.row.ref: tuple(one.row.people) for group in groups for one in group[2]}


def _words(title: str, posts: Sequence[str]) -> str:
    """Leave out the name of the reader's one post, which every line of theirs would repeat."""
    if len(posts) != 1:
        return title
    plain = title.removeprefix(f"{posts[0]}: ")
    return plain[:1].upper() + plain[1:]


@register.simple_tag
def bundles(
    alerts: Iterable[Any], groups: Sequence[Sequence[Any]], posts: Sequence[str] = ()
) -> list[Bundle]:
    """Put alerts with `about` references together by person; the most urgent bundle stays first.

    `groups` are (title, tone, duties) as the page lists them: only people named there are named.
    """
    named, of_duty = _named(groups), _of_duties(groups)
    found: dict[tuple[str, ...], Bundle] = {}
    for alert in alerts:
        told = {ref for ref in alert.about if ref.startswith("P-")}
        told |= {ref for one in alert.about for ref in of_duty.get(one, ())}
        key = tuple(sorted(told))
        people = tuple(named[ref] for ref in key if ref in named)
        bundle = found.setdefault(key, Bundle(people, len(key) - len(people)))
        bundle.alerts.append((alert, _words(alert.title, posts)))
    return list(found.values())
