"""What one load remembers between its batches, and the position it is true at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.conf import settings

from firstlight.kernel.heap import settled, sweep
from firstlight.people.taking.identities import Identities, let_go
from firstlight.people.taking.pairs import Pairs

# A load forgets what it holds beyond this many pairs, to stay small: of every 300 MB it may take.
MOST = 1_000_000
# Beyond this many identities everything kept of them goes too: a load of any length stays small.
MOST_KNOWN = 20_000
PART = 300  # megabytes; FIRSTLIGHT_LOAD_MB says how many a load may take


@dataclass(slots=True)
class Memory:
    """What was read of identities and pairs."""

    known: Identities = field(default_factory=Identities)
    pairs: Pairs = field(default_factory=Pairs)


@dataclass(slots=True)
class _Load:
    memory: Memory | None = None
    seq: int = -1


_load: ContextVar[_Load | None] = ContextVar("firstlight_load", default=None)


@contextmanager
def loading() -> Iterator[None]:
    """Remember identities and pairs between the batches of one load.

    Another's write in between, or a batch that failed, is seen by its position, and everything
    is read afresh.
    """
    token = _load.set(_Load())
    try:
        with settled():
            yield
    finally:
        _load.reset(token)


def memory_at(seq: int) -> Memory:
    """Give the memory for a transaction at a position: the load's own where nothing came between."""
    load = _load.get()
    if load is None:
        return Memory()
    sweep()
    memory, room = load.memory, settings.LOAD_MB / PART
    if memory is not None and len(memory.known.by_code) > MOST_KNOWN * room:
        memory = None
        let_go()
    if memory is None or load.seq != seq - 1 or memory.pairs.count > MOST * room:
        memory = load.memory = Memory()
    load.seq = seq
    return memory
