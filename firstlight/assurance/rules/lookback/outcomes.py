"""What a look-back tells of each child: first high floor, first high grade, and the contacts between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from firstlight.assurance.rules.lookback.history import Contact, Graded, Life, Move
from firstlight.assurance.rules.lookback.sweep import Period
from firstlight.kernel.values.when import london_date
from firstlight.risk.rules import levels

Span = tuple[datetime, datetime | None]
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """One child over the period. `already`: the floor stood at high when the period began.

    `spans` are the times the floor of any framework stood at high, the last one open where it
    still did at the end; `rises` the moments at which the floor of any framework rose above the
    least level of its scale, which the hub's list shows unasked.
    """

    person: str
    first_high_at: datetime | None
    framework: str
    record: str
    already: bool
    graded: Graded | None
    opportunities: tuple[Contact, ...]
    spans: tuple[Span, ...]
    rises: tuple[datetime, ...]

    @property
    def standing(self) -> bool:
        """Tell whether the floor stood at high at the end of the period."""
        return bool(self.spans) and self.spans[-1][1] is None

    @property
    def never_graded(self) -> bool:
        """Tell whether the floor reached high and no person ever graded high: one of both errors."""
        return self.first_high_at is not None and self.graded is None

    @property
    def person_alone(self) -> bool:
        """Tell whether a person graded high in the period while no floor stood so: the other error."""
        at = self.graded.at if self.graded else None
        return at is not None and not any(
            begins <= at and (ends is None or at < ends) for begins, ends in self.spans
        )

    @property
    def waited(self) -> timedelta | None:
        """Give how long a person's grade came after the floor; None where there is none after it."""
        if self.first_high_at is None or self.graded is None or self.graded.at < self.first_high_at:
            return None
        return self.graded.at - self.first_high_at


def _tops(held: Mapping[str, str]) -> list[str]:
    return [name for name, level in held.items() if levels.is_top(name, level)]


def _spans(moves: Iterable[Move]) -> tuple[Span, ...]:
    found: list[Span] = []
    begun: datetime | None = None
    for move in moves:
        if _tops(move.levels):
            begun = begun or move.at
        elif begun is not None:
            found.append((begun, move.at))
            begun = None
    return (*found, (begun, None)) if begun else tuple(found)


def _rises(moves: Iterable[Move], period: Period) -> Iterator[datetime]:
    before: Mapping[str, str] = {}
    for move in moves:
        rose = any(
            name not in before or levels.is_below(name, before[name], level)
            for name, level in move.levels.items()
            if not levels.is_least(name, level)
        )
        if rose and move.at > period.begins:
            yield move.at
        before = move.levels


def outcome(life: Life, period: Period) -> Outcome:
    """Tell one life."""
    first = next((move for move in life.moves if _tops(move.levels)), None)
    graded = next((g for g in life.grades if levels.is_top(g.framework, g.level)), None)
    until = graded.at if graded else period.ends
    between = (
        tuple(c for c in life.contacts if not c.ours and first.at < c.at < until) if first else ()
    )
    return Outcome(
        life.person,
        first.at if first else None,
        _tops(first.levels)[0] if first else "",
        first.record if first else "",
        bool(first and first.at <= period.begins),
        graded,
        between,
        _spans(life.moves),
        tuple(_rises(life.moves, period)),
    )


@dataclass(frozen=True, slots=True)
class Day:
    """One day's burden: children whose floor newly reached high, who stood so at its end, who rose."""

    on: date
    new_highs: int
    standing: int
    rises: int


@dataclass(frozen=True, slots=True)
class Burden:
    """The burden over a period, by day, and by day and million residents where their number is known."""

    days: tuple[Day, ...]
    residents: int | None

    def per_million(self, count: float) -> float | None:
        """Give a number per million residents, None where nobody has said how many there are."""
        return count * MILLION / self.residents if self.residents else None

    @property
    def new_highs(self) -> float:
        """Give the new highs of a day, on average."""
        return sum(day.new_highs for day in self.days) / max(len(self.days), 1)

    @property
    def standing(self) -> float:
        """Give those standing at high at the end of a day, on average."""
        return sum(day.standing for day in self.days) / max(len(self.days), 1)

    @property
    def rises(self) -> float:
        """Give the children whose floor rose on a day, on average: each is shown to the hub once."""
        return sum(day.rises for day in self.days) / max(len(self.days), 1)


def burden(
    spans: Iterable[tuple[Span, ...]],
    rises: Iterable[tuple[datetime, ...]],
    period: Period,
    residents: int | None,
) -> Burden:
    """Count, for every day of the period in UK time, new highs, standing highs and rises."""
    first, last = london_date(period.begins), london_date(period.ends)
    new, rose, change = Counter[date](), Counter[date](), Counter[date]()
    for one in spans:
        for begins, ends in one:
            if begins > period.begins:
                new[london_date(begins)] += 1
            change[max(london_date(begins), first)] += 1
            if ends is not None:
                change[london_date(ends)] -= 1
    for moments in rises:
        rose.update({london_date(moment) for moment in moments})
    days, standing, on = [], 0, first
    while on <= last:
        standing += change[on]
        days.append(Day(on, new[on], standing, rose[on]))
        on += timedelta(days=1)
    return Burden(tuple(days), residents)
