"""Stored pairs of mentions, read as they are needed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from django.db import connection

from firstlight.people.models import Edge as EdgeRow
from firstlight.people.rules.zones import ASK, LINK

T = TypeVar("T")

CHUNK = 800
TABLE = EdgeRow._meta.db_table  # noqa: SLF001 -- Django's own way to name a table
COLUMNS = "left_id, right_id, weight, zone, pinned, household, bends, refused"


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Cut values into lists a query can carry."""
    held = list(values)
    for begin in range(0, len(held), size):
        yield held[begin : begin + size]


def doubtful(mentions: Iterable[int], n: int | None = None) -> set[tuple[int, int]]:
    """Give the pairs of these mentions that only may be one person, each way round.

    As at a position; the newest without one. Asked of thousands at once, so in words of its own.
    """
    known = "" if n is None else " AND known_seq <= %s"
    more = [] if n is None else [n]
    found: set[tuple[int, int]] = set()
    with connection.cursor() as cursor:
        for part in chunks(mentions):
            marks = ",".join(["%s"] * len(part))
            for end in ("left_id", "right_id"):
                cursor.execute(
                    f"SELECT left_id, right_id FROM {TABLE} WHERE {end} IN ({marks}) "  # noqa: S608 -- fixed words and placeholders
                    f"AND (zone = %s OR refused){known}",
                    [*part, ASK, *more],
                )
                for left, right in cursor.fetchall():
                    found.update(((left, right), (right, left)))
    return found


class Pair(NamedTuple):
    """A stored pair: its ends by id and what linking and grouping go by."""

    left: int
    right: int
    weight: float
    zone: str
    pinned: bool
    household: bool
    bends: bool
    refused: bool


Around = defaultdict[int, set[int]]


def _nobody() -> Around:
    return defaultdict(set)


@dataclass(slots=True)
class Pairs:
    """The pairs of some mentions; those of a mention in `whole` are all here.

    `links`, `homes`, `bending` and `refused` give, of each mention, those it is so paired with.
    """

    of: dict[int, dict[int, Pair]] = field(default_factory=lambda: defaultdict(dict))
    whole: set[int] = field(default_factory=set)
    links: Around = field(default_factory=_nobody)
    homes: Around = field(default_factory=_nobody)
    bending: Around = field(default_factory=_nobody)
    refused: Around = field(default_factory=_nobody)
    count: int = 0

    def load(self, ids: Collection[int]) -> None:
        """Read the pairs of mentions that are not here yet."""
        missing = [number for number in ids if number not in self.whole]
        with connection.cursor() as cursor:
            for part in chunks(missing):
                marks = ",".join(["%s"] * len(part))
                for end in ("left_id", "right_id"):
                    cursor.execute(f"SELECT {COLUMNS} FROM {TABLE} WHERE {end} IN ({marks})", part)  # noqa: S608 -- fixed words and placeholders
                    for row in cursor.fetchall():
                        self.keep(Pair(*row))
        self.whole.update(missing)

    def keep(self, pair: Pair) -> None:
        """Keep one pair, or its newer state."""
        left, right = pair.left, pair.right
        before = self.of[left].get(right)
        if before == pair:
            return
        self.of[left][right] = self.of[right][left] = pair
        if before is None:
            self.count += 1
        else:
            self._unsaid(left, right)
        for said, around in (
            (pair.zone == LINK, self.links),
            (pair.household, self.homes),
            (pair.bends, self.bending),
            (pair.refused, self.refused),
        ):
            if said:
                around[left].add(right)
                around[right].add(left)

    def _unsaid(self, left: int, right: int) -> None:
        for around in (self.links, self.homes, self.bending, self.refused):
            if right in around.get(left, ()):
                around[left].discard(right)
                around[right].discard(left)

    def touching(self, ids: Collection[int]) -> Iterator[Pair]:
        """Give every pair that touches these mentions; one of two of them comes twice."""
        self.load(ids)
        for number in ids:
            yield from self.of[number].values()

    def write(self, pairs: list[Pair], seq: int) -> None:
        """Write pairs; one weighed again takes its new weight."""
        if not pairs:
            return
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} ({COLUMNS}, known_seq) "  # noqa: S608 -- fixed words
                "VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) "
                "ON CONFLICT (left_id, right_id) DO UPDATE SET weight = excluded.weight, "
                "zone = excluded.zone, pinned = excluded.pinned, "
                "household = excluded.household, bends = excluded.bends",
                [(*pair, seq) for pair in pairs],
            )
        for pair in pairs:
            held = self.of[pair.left].get(pair.right)
            self.keep(pair._replace(refused=True) if held and held.refused else pair)

    def drop(self, left: int, right: int) -> None:
        """Forget a pair that shares no key any more."""
        EdgeRow.objects.filter(left_id=left, right_id=right).delete()
        self.of[left].pop(right, None)
        self.of[right].pop(left, None)
        self._unsaid(left, right)

    def mark_refused(self, pairs: Iterable[Pair], *, refused: bool) -> None:
        """Note that grouping refused these links, or no longer does: they go to a person."""
        for pair in pairs:
            EdgeRow.objects.filter(left_id=pair.left, right_id=pair.right).update(refused=refused)
            self.keep(pair._replace(refused=refused))
