"""What a child's times missing have in common: days, hours, places, people, homes. Counts, no score.

Only what is told of at least twice is said, each with how many times out of how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from firstlight.kernel.values.when import london
from firstlight.picture.rules.values import Happening, PersonPicture, RecordView
from firstlight.records.rules.kinds.missing import MissingReport

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
PARTS = ("night 00-06", "morning 06-12", "afternoon 12-18", "evening 18-24")
TWICE = 2


@dataclass(frozen=True, slots=True)
class Patterns:
    """`days` and `parts` are counts in order of the week and of the day; `lines` the rest, in words.

    `people` are (person, times found or seen with them).
    """

    times: int
    days: tuple[tuple[str, int], ...]
    parts: tuple[tuple[str, int], ...]
    lines: tuple[str, ...]
    people: tuple[tuple[str, int], ...]


def patterns(picture: PersonPicture, loose: Iterable[str] = ()) -> Patterns:
    """Give the patterns of everything told of a person's times missing; `loose` are places in words."""
    told = [one for one in picture.happened("missing") if _dated(one)]
    moments = [london(one.begins) for one in told]
    days = Counter(moment.weekday() for moment in moments)
    parts = Counter(moment.hour // 6 for moment in moments)
    back = picture.of_kind("return", "sighting", "return_interview")
    return Patterns(
        len(told),
        tuple((name, days[number]) for number, name in enumerate(DAYS)),
        tuple((name, parts[number]) for number, name in enumerate(PARTS)),
        (*_said("Found or seen", _places(back, loose), len(back)),
         *_said("Gone from", _homes(told), len(told))),
        _with(back, picture.ref),
    )  # fmt: skip


def _dated(one: Happening) -> bool:
    return bool(one.kinds - {"return", "sighting"})


def _places(back: Iterable[RecordView], loose: Iterable[str]) -> Counter[str]:
    found: Counter[str] = Counter(text.strip() for text in loose if text.strip())
    for one in back:
        found.update(
            {text for role, _, text in one.places if role in {"found", "sighted", "other"}}
        )
        found.update(set(getattr(one.details, "told_places", [])))
    return found


def _homes(told: Iterable[Happening]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in told:
        homes = {r.details.home for r in one.records if isinstance(r.details, MissingReport)}
        found.update(homes - {""})
    return found


def _said(begin: str, counts: Counter[str], of: int) -> list[str]:
    rows = [(name, times) for name, times in counts.most_common(5) if times >= TWICE]
    return [f"{begin} {name}: {times} times of {max(of, times)}" for name, times in rows]


def _with(back: Iterable[RecordView], subject: str) -> tuple[tuple[str, int], ...]:
    found: Counter[str] = Counter()
    for one in back:
        found.update({
            a.person for a in one.people
            if a.person and a.person != subject and a.role in {"found_with", "associate", "suspect"}
        })  # fmt: skip
    return tuple((person, times) for person, times in found.most_common(5) if times >= TWICE)
