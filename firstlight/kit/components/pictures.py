"""Drawings: inline SVG from pure geometry, each with its data in a table under it.

Views pass values (`rules.drawings.Happening` and so on); the tags work out the geometry.
"""

from collections.abc import Iterable
from datetime import datetime

from django import template

from firstlight.kit.rules import drawings

register = template.Library()


@register.inclusion_tag("kit/drawings/timeline.html")
def timeline(
    items: Iterable[drawings.Happening], at: datetime, title: str = "Timeline"
) -> dict[str, object]:
    """Happenings on a time axis, a lane for each kind."""
    return {"d": drawings.timeline(items, at), "title": title, "at": at}


@register.inclusion_tag("kit/drawings/family.html")
def family_graph(
    people: Iterable[drawings.Member],
    relations: Iterable[drawings.Relation],
    title: str = "Family and network",
) -> dict[str, object]:
    """People and their ties; the child marked, "may be" dashed, a box with a url a link."""
    return {"d": drawings.family_graph(people, relations), "title": title}


@register.inclusion_tag("kit/drawings/history.html")
def level_history(
    points: Iterable[drawings.LevelPoint],
    framework: str,
    at: datetime,
    title: str = "How the level went",
) -> dict[str, object]:
    """The floor and the grade over time, as stepped lines that break where nothing was known."""
    return {
        "d": drawings.level_history(points, framework, at),
        "title": title,
        "framework": framework,
    }


@register.inclusion_tag("kit/drawings/clock.html")
def clock(
    started: datetime, due: datetime, at: datetime, title: str = "Clock"
) -> dict[str, object]:
    """A ring filled by the share of the time that has gone, with the deadline in words."""
    return {"d": drawings.clock(started, due, at), "title": title, "at": at}


@register.inclusion_tag("kit/drawings/bars.html")
def bars(rows: Iterable[drawings.Bar], title: str) -> dict[str, object]:
    """A bar for each row with its denominator; what is not known has an outline only."""
    return {"d": drawings.bars(rows), "title": title}


@register.inclusion_tag("kit/drawings/waterfall.html")
def waterfall(
    parts: Iterable[drawings.Part], title: str = "How the match came to its weight"
) -> dict[str, object]:
    """The parts of a match weight, for and against, one after another."""
    return {"d": drawings.waterfall(parts), "title": title}
