"""Tasks and reactions by name: what the worker can do when the outbox asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import IntEnum

Work = Callable[[tuple[str, ...], datetime], None]


class Priority(IntEnum):
    """What is done first; a smaller number goes before a larger one."""

    BRIEF = 10
    NAMED = 20
    WIDER = 40
    REST = 60


_TASKS: dict[str, Work] = {}
_TOGETHER: set[str] = set()
_SWEEPS: set[str] = set()
_PRIORITIES: dict[str, Priority] = {}
_REACTIONS: dict[str, tuple[str, ...]] = {}


def task(
    name: str,
    *,
    together: bool = False,
    sweeps: bool = False,
    priority: Priority = Priority.NAMED,
) -> Callable[[Work], Work]:
    """Register work under a name. It carries references only, and may be done twice.

    With `together`, several that wait are done as one, with all their references. Work that `sweeps`
    takes whatever is due by itself, so that all moments that have come are one task. `priority` is
    what it has as a reaction to an event.
    """

    def registered(work: Work) -> Work:
        if name in _TASKS and _TASKS[name] is not work:
            message = f"two tasks are called {name!r}"
            raise ValueError(message)
        _TASKS[name] = work
        _PRIORITIES[name] = priority
        if together:
            _TOGETHER.add(name)
        if sweeps:
            _SWEEPS.add(name)
        return work

    return registered


def is_together(name: str) -> bool:
    """Tell whether several waiting tasks of a name are done as one."""
    return name in _TOGETHER


def is_sweep(name: str) -> bool:
    """Tell whether work takes whatever is due by itself."""
    return name in _SWEEPS


def priority_of(name: str) -> Priority:
    """Give what a task has as a reaction to an event."""
    return _PRIORITIES.get(name, Priority.NAMED)


def work_named(name: str) -> Work:
    """Find the work of a name; KeyError where no app registered it."""
    return _TASKS[name]


def react(reactions: Mapping[str, tuple[str, ...]]) -> None:
    """Say which tasks react to which kind of event: one table, in config."""
    _REACTIONS.clear()
    _REACTIONS.update(reactions)


def reactions_to(kind: str) -> tuple[str, ...]:
    """Give the names of the tasks that react to a kind of event."""
    return _REACTIONS.get(kind, ())


def known_tasks() -> frozenset[str]:
    """Give every registered name."""
    return frozenset(_TASKS)
