"""Read yes, no, unknown and not asked over several records: any yes wins, no gap reassures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from firstlight.kernel.values.answer import Finding, no, unknown, yes
from firstlight.picture.rules.values import RecordView
from firstlight.risk.rules.reading.spans import refs


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one question: so, not told, said not to be so, nothing held; and the ask."""

    so: str
    not_told: str
    denied: str
    none_held: str
    asks: str


def tri(answers: Iterable[tuple[RecordView, str]], words: Words) -> Finding:
    """Give one finding from each record's own answer to the same question."""
    told = list(answers)
    hits = [record for record, answer in told if answer == "yes"]
    if hits:
        return yes(words.so, *refs(hits))
    gaps = [record for record, answer in told if answer != "no"]
    if gaps:
        return unknown(words.not_told, *refs(gaps), asks=words.asks)
    return no(words.denied if told else words.none_held, *refs(record for record, _ in told))


def both(one: str, other: str) -> str:
    """Join two answers that must both be yes."""
    if "no" in (one, other):
        return "no"
    return "yes" if one == other == "yes" else "unknown"


def together(
    one: Iterable[tuple[RecordView, str]], other: Iterable[tuple[RecordView, str]], words: Words
) -> Finding:
    """Give one finding from two questions that different records may answer: both must be so."""
    sides = (list(one), list(other))
    answer = both(*(any_of(*(said for _, said in side)) for side in sides))
    if answer == "yes":
        return yes(words.so, *refs(r for side in sides for r, said in side if said == "yes"))
    if answer == "unknown":
        gaps = refs(r for side in sides for r, said in side if said != "no")
        return unknown(words.not_told, *gaps, asks=words.asks)
    told = refs(record for side in sides for record, _ in side)
    return no(words.denied if all(sides) else words.none_held, *told)


def any_of(*answers: str) -> str:
    """Join several answers of one record: any yes is yes; only all no is no."""
    if "yes" in answers:
        return "yes"
    return "no" if all(answer == "no" for answer in answers) else "unknown"
