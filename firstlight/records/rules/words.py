"""The words of a record that no remaining record about the same people and places tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from firstlight.kernel.values.gone import RUN, TOKEN, Words, tokens

# A value of a fixed list, such as `not_known`: it names nobody, and every record tells it.
_CODE = re.compile(r"[a-z0-9_]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")
_NAMES = ("given", "family", "other_names", "aliases")
# First words of English sentences that begin with a capital for no other reason.
_COMMON = frozenset({
    "a", "an", "and", "are", "as", "at", "because", "but", "by", "call", "called", "child",
    "children", "did", "for", "from", "had", "has", "have", "he", "her", "his", "in", "is", "it",
    "mother", "father", "no", "not", "of", "on", "or", "she", "social", "school", "police", "the",
    "their", "there", "they", "this", "to", "was", "we", "were", "when", "where", "who", "with",
    "yes", "young",
})  # fmt: skip
_LEAST = 3


def leaves(value: Any) -> Iterator[str]:
    """Give every text in plain values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from leaves(one)


def _people(content: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    people = content.get("people") or []
    return [one for one in people if isinstance(one, Mapping)] if isinstance(people, list) else []


def names(content: Mapping[str, Any]) -> set[str]:
    """Give every word of the names a record tells, folded."""
    told = [leaf for one in _people(content) for key in _NAMES for leaf in leaves(one.get(key))]
    return {word for text in told for word in tokens(text)}


def _days(content: Mapping[str, Any]) -> Iterator[str]:
    """Give each day of birth as pages write it."""
    for one in _people(content):
        for key in ("born_on", "due_on"):
            try:
                day = date.fromisoformat(str(one.get(key) or ""))
            except ValueError:
                continue
            yield from (
                f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", f"{day.day} {day:%b %Y}",
            )  # fmt: skip


def _telling(content: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Give the single words that could tell whom or what a record was about, and if by a capital."""
    for leaf in leaves({k: v for k, v in content.items() if k not in {"source", "kind"}}):
        if _CODE.fullmatch(leaf) or _MOMENT.match(leaf):
            continue
        for word in TOKEN.findall(leaf):
            numbered = any(c.isdigit() for c in word) and len(word) > _LEAST
            capital = word[0].isupper() and word.casefold() not in _COMMON and len(word) >= _LEAST
            if numbered or capital:
                yield word.casefold(), capital and not numbered


def _runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for text in texts:
        for sentence in _SENTENCE.split(text):
            said = tokens(sentence)
            found.update(tuple(said[i : i + RUN]) for i in range(len(said) - RUN + 1))
    return found


def _as_digits(numbers: Iterable[str]) -> Iterator[str]:
    """Give telephone numbers as they are typed without a space."""
    yield from ("".join(c for c in number if c.isdigit()) for number in numbers)


def _phrases(content: Mapping[str, Any]) -> Iterator[str]:
    """Give what names somebody surely: a whole name, an address, a number."""
    for one in _people(content):
        given, family = str(one.get("given") or ""), str(one.get("family") or "")
        if given and family:
            yield from (f"{given} {family}", f"{family} {given}", f"{family}, {given}")
        yield from leaves([one.get("phones"), one.get("emails"), one.get("identifiers")])
        yield from _as_digits(leaves(one.get("phones")))
        yield from leaves([(one.get("address") or {}).get("text")])
    yield from leaves([p.get("address", {}).get("text") for p in content.get("places") or []])
    yield from leaves([p.get("number") for p in content.get("phones") or []])


def own_words(
    contents: Iterable[Mapping[str, Any]],
    others: Iterable[Mapping[str, Any]],
    rare: Iterable[str] = (),
) -> Words:
    """Give what only these versions of a record tell.

    `others` are the remaining records about the same people and places; `rare` are names that
    nobody else anywhere has.
    """
    held = list(contents)
    rest = [leaf for one in others for leaf in leaves(one)]
    kept = {word for leaf in rest for word in tokens(leaf)}
    told = [pair for one in held for pair in _telling(one)]
    said = {word for word, capital in told if not capital} | {w for one in held for w in names(one)}
    mine = [leaf for one in held for leaf in leaves(one)]
    days = [day for one in held for day in _days(one)]
    beside = "\n".join(rest).casefold()
    phrases = {p.strip().casefold() for one in held for p in _phrases(one)}
    sure = {p for p in phrases if len(p) > _LEAST and not set(tokens(p)) <= kept} | {
        word for word in rare if word not in kept
    }
    return Words(
        words=frozenset(said - kept),
        proper=frozenset({word for word, capital in told if capital} - said - kept),
        runs=frozenset(_runs(mine) - _runs(rest))
        | {tuple(tokens(day)) for day in days if day.casefold() not in beside},
        phrases=tuple(sorted(sure)),
    )
