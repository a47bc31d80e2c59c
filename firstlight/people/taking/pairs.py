"""Stored pairs of mentions, read as they are needed; a load keeps them from batch to batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from django.db import connection

from firstlight.people.models import Edge as EdgeRow

T = TypeVar("T")

CHUNK = 800
TABLE = EdgeRow._meta.db_table  # noqa: SLF001 -- Django's own way to name a table
COLUMNS = "left_id, right_id, weight, zone, pinned, household, bends, refused"
# A load forgets what it holds beyond this many pairs, to stay small.
MOST = 1_500_000


def chunks(values: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Cut values into lists a query can carry."""
    held = list(values)
    for begin in range(0, len(held), size):
        yield held[begin : begin + size]


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


@dataclass(slots=True)
class Pairs:
    """The pairs of some mentions; those of a mention in `whole` are all here."""

    of: dict[int, dict[int, Pair]] = field(default_factory=lambda: defaultdict(dict))
    whole: set[int] = field(default_factory=set)
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
        self.of[pair.left][pair.right] = pair
        self.of[pair.right][pair.left] = pair
        self.count += 1

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
            self.keep(pair._replace(refused=held.refused) if held else pair)

    def drop(self, left: int, right: int) -> None:
        """Forget a pair that shares no key any more."""
        EdgeRow.objects.filter(left_id=left, right_id=right).delete()
        self.of[left].pop(right, None)
        self.of[right].pop(left, None)

    def mark_refused(self, pairs: Iterable[Pair], *, refused: bool) -> None:
        """Note that grouping refused these links, or no longer does: they go to a person."""
        for pair in pairs:
            EdgeRow.objects.filter(left_id=pair.left, right_id=pair.right).update(refused=refused)
            self.keep(pair._replace(refused=refused))


@dataclass(slots=True)
class _Load:
    """What one load remembers between its batches, and the position it is true at."""

    pairs: Pairs = field(default_factory=Pairs)
    seq: int = -1


_load: ContextVar[_Load | None] = ContextVar("firstlight_load", default=None)


@contextmanager
def loading() -> Iterator[None]:
    """Remember pairs between the batches of one load.

    Another's write in between, or a batch that failed, is seen by its position, and everything
    is read afresh.
    """
    token = _load.set(_Load())
    try:
        yield
    finally:
        _load.reset(token)


def pairs_at(seq: int) -> Pairs:
    """Give the pairs for a transaction at a position: the load's own where nothing came between."""
    load = _load.get()
    if load is None:
        return Pairs()
    if load.seq != seq - 1 or load.pairs.count > MOST:
        load.pairs = Pairs()
    load.seq = seq
    return load.pairs
