"""Frameworks and their levels: each scale has its own words, versioned by date.

A level of one framework is never compared with a level of another: a "medium" of missing is
not a "medium" of domestic abuse. Every function here takes one framework and refuses a code
that is not on its scale.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

FRAMEWORKS = ("missing", "domestic", "exploitation", "online", "images", "cumulative")
TITLES = {
    "missing": "Missing",
    "domestic": "Domestic abuse",
    "exploitation": "Exploitation",
    "online": "Online",
    "images": "Images among children",
    "cumulative": "Cumulative harm",
}
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Scale:
    """The levels of one framework from least to most, with the words in use between two dates."""

    framework: str
    version: str
    levels: tuple[tuple[str, str], ...]
    in_force_from: date
    in_force_to: date | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        """Give the level codes, least first."""
        return tuple(code for code, _ in self.levels)


_LOW_TO_HIGH = (("low", "Low"), ("medium", "Medium"), ("high", "High"))
_START = date(2017, 1, 1)
# The missing-persons APP called its lowest level "no apparent risk (absent)" in April 2023 and
# "very low risk" by September 2024; the day of the change was not readable.
SCALES: tuple[Scale, ...] = (
    Scale("missing", "2017", (("very_low", "No apparent risk (absent)"), *_LOW_TO_HIGH), _START, date(2024, 1, 1)),
    Scale("missing", "2024", (("very_low", "Very low risk"), *_LOW_TO_HIGH), date(2024, 1, 1)),
    Scale("domestic", "2009", (("standard", "Standard"), ("medium", "Medium"), ("high", "High")), date(2009, 1, 1)),
    Scale("exploitation", "1", _LOW_TO_HIGH, _START),
    Scale("online", "1", _LOW_TO_HIGH, _START),
    Scale("images", "1", _LOW_TO_HIGH, _START),
    Scale("cumulative", "1", _LOW_TO_HIGH, _START),
)  # fmt: skip

_CODES = {scale.framework: scale.codes for scale in SCALES}

# What a level itself starts, whoever or whatever set it. Missing-persons APP: children's
# services at once where a child is at high; a latest review time at the lowest level.
_AT_LEVEL: dict[tuple[str, str], tuple[tuple[str, bool], ...]] = {
    ("missing", "high"): (("MISS_HIGH_CSC", True),),
    ("missing", "very_low"): (("MISS_VLOW_REVIEW", False),),
}


def scale(framework: str, on: date) -> Scale:
    """Give the scale whose words were in use on a day; ValueError for an unknown framework."""
    rows = [row for row in SCALES if row.framework == framework]
    if not rows:
        message = f"{framework!r} is not a framework; use one of: {', '.join(FRAMEWORKS)}"
        raise ValueError(message)
    return next((row for row in reversed(rows) if row.in_force_from <= on), rows[0])


def rank(framework: str, level: str) -> int:
    """Give a level's place on its own scale, 0 for the least; ValueError if it is not on it."""
    codes = _CODES.get(framework, ())
    if level not in codes:
        message = f"{level!r} is not a level of {framework!r}; use one of: {', '.join(codes)}"
        raise ValueError(message)
    return codes.index(level)


def is_level(framework: str, level: str) -> bool:
    """Tell whether a grade may be this word: a level of the scale, or `unknown`."""
    return level == UNKNOWN or level in _CODES.get(framework, ())


def highest(framework: str, levels: Iterable[str]) -> str | None:
    """Give the highest of some levels of one framework, None of none."""
    return max(levels, key=lambda level: rank(framework, level), default=None)


def is_below(framework: str, level: str, floor: str | None) -> bool:
    """Tell whether a level lies under a floor of the same framework."""
    return floor is not None and rank(framework, level) < rank(framework, floor)


def is_top(framework: str, level: str) -> bool:
    """Tell whether nothing is higher on this scale."""
    return rank(framework, level) == len(_CODES[framework]) - 1


def is_least(framework: str, level: str) -> bool:
    """Tell whether nothing is lower on this scale."""
    return rank(framework, level) == 0


def one_below(framework: str, level: str) -> str:
    """Give the next level down on the same scale; the least stays the least."""
    return _CODES[framework][max(0, rank(framework, level) - 1)]


def word(framework: str, level: str | None, on: date) -> str:
    """Say a level in the words of the day; None and `unknown` are `Not known`, never low."""
    if level is None or level == UNKNOWN:
        return "Not known"
    return dict(scale(framework, on).levels)[level]


def opened_by_level(framework: str, level: str, *, child: bool) -> tuple[str, ...]:
    """Give the duty clocks that a working level starts by itself."""
    rows = _AT_LEVEL.get((framework, level), ())
    return tuple(code for code, children_only in rows if child or not children_only)
