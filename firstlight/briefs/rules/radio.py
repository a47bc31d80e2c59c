"""The words for the air: at most 60, made of codes and numbers alone.

Nothing a person typed can enter: no name, codeword, address, child's word or source of
intelligence. What is asked of the officer is to read the screen.
"""

from __future__ import annotations

from datetime import datetime

from firstlight.briefs.rules.danger import days_until
from firstlight.briefs.rules.document import Counts, Danger, OrderLine
from firstlight.briefs.rules.words import RADIO_WORDS, as_many_as_fit, count, many, number

_END = "More on the brief; read it before entry."
_DANGERS = 4


def radio(
    counts: Counts,
    ages: tuple[int, ...],
    dangers: tuple[Danger, ...],
    orders: tuple[OrderLine, ...],
    *,
    safety: bool,
    at: datetime,
) -> str:
    """Say danger, children and orders in at most 60 words, the gravest first."""
    parts = [
        *_safety(safety=safety),
        *_dangers(dangers),
        _children(counts, ages),
        *_orders(orders, at),
    ]
    kept = as_many_as_fit(parts, RADIO_WORDS - count(_END))
    return " ".join((*kept, _END))


def _safety(*, safety: bool) -> tuple[str, ...]:
    return ("Safety line on the screen.",) if safety else ()


def _dangers(dangers: tuple[Danger, ...]) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(one.radio for one in dangers))
    if not words:
        return ("Danger not known.",)
    more = f", {number(len(words) - _DANGERS)} more" if len(words) > _DANGERS else ""
    return ("Danger: " + ", ".join(words[:_DANGERS]) + more + ".",)


def _children(counts: Counts, ages: tuple[int, ...]) -> str:
    if not counts.all:
        return "Children not known."
    said = f"Children: {number(counts.all)}"
    parts = [
        f"{number(n)} {words}"
        for n, words in ((counts.now, "living here"), (counts.elsewhere, "elsewhere"),
            (counts.not_told, "address not told"),
                         (counts.may_be, "may be"), (counts.formerly, "formerly"),
                         (counts.nearby, "nearby"))
        if n
    ]  # fmt: skip
    if ages:
        parts.append(f"youngest {'under one' if ages[0] == 0 else number(ages[0])}")
    return f"{said}; " + ", ".join(parts) + "."


def _orders(orders: tuple[OrderLine, ...], at: datetime) -> tuple[str, ...]:
    courts = [one for one in orders if not one.is_bail]
    bails = [one for one in orders if one.is_bail]
    found = []
    if courts:
        unserved = sum(one.served != "yes" for one in courts)
        soon = sum(
            bool(one.ends_at) and days_until(one.ends_at, at) <= 1 for one in courts if one.ends_at
        )
        words = [many(len(courts), "order")]
        words += [f"{unserved} not shown as served"] if unserved else []
        words += [f"{soon} ending by tomorrow"] if soon else []
        found.append(", ".join(words) + ".")
    if bails:
        with_terms = sum(bool(one.conditions) for one in bails)
        words = [many(len(bails), "bail or release", "bails or releases")]
        words += [f"{with_terms} with conditions"] if with_terms else []
        found.append(", ".join(words) + ".")
    return tuple(found)
