"""Reading the plan of an episode: what is asked now, answered, open and late."""

from __future__ import annotations

from datetime import datetime

from firstlight.access.selectors import title_of
from firstlight.missing.models import Episode
from firstlight.missing.rules.plan import Answered, Asked, Search, holding, plan
from firstlight.missing.rules.steps import SEARCH
from firstlight.missing.who import person_of
from firstlight.risk.selectors import working_levels


def rows_of(row: Episode, at: datetime, level: str | None = None) -> tuple[Asked, ...]:
    """Give the rows of an episode's plan; `level` is its working level, looked up without one."""
    if level is None:
        person = person_of(row)
        level = working_levels([person]).get(person, {}).get("missing", "") if person else ""
    search = Search(
        row.adult, level, row.state in SEARCH, row.lapsed_at or row.told_at, _graded_at(row),
        located_at(row),
    )  # fmt: skip
    return plan(search, _answers(row), at)


def located_at(row: Episode) -> datetime | None:
    """Give when they were first located or seen safe; None while nobody has."""
    first = row.history.filter(verb__in=("locate", "safe_and_seen")).order_by("at", "pk").first()
    return first.at if first else row.returned_at


def _graded_at(row: Episode) -> datetime | None:
    last = row.history.filter(verb="grade").order_by("-at", "-pk").first()
    return last.at if last else row.graded_at


def _answers(row: Episode) -> dict[str, Answered]:
    found: dict[str, Answered] = {}
    for one in row.answers.order_by("at", "pk"):
        found[one.code] = Answered(
            one.outcome, one.said, title_of(one.by), one.at, one.link, one.record
        )
    return found


def holding_rows(row: Episode, at: datetime) -> tuple[Asked, ...]:
    """Give the rows of a return that no episode closes before."""
    return holding(rows_of(row, at, level=""))
