"""Read the same thing once while one assessment runs; nothing is kept after it.

Many rules read the same episodes and incidents. The values read are frozen and kept alive for the
whole run, so that their identity is a safe key: an equal value that is another object is only read
again. Outside a run nothing is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_read: ContextVar[dict[tuple[object, ...], tuple[object, object]] | None] = ContextVar(
    "risk_read", default=None
)


@contextmanager
def reading() -> Iterator[None]:
    """Remember what is read inside; forget it at the end. Inside another it shares what that holds."""
    if _read.get() is not None:
        yield
        return
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def once(function: Callable[P, R]) -> Callable[P, R]:
    """Read once per run for the same frozen arguments."""

    @wraps(function)
    def reader(*args: P.args, **kwargs: P.kwargs) -> R:
        held = _read.get()
        if held is None or kwargs:
            return function(*args, **kwargs)
        key = (function, *map(id, args))
        if key not in held:
            # With the arguments, so that none goes while its number stands for it.
            held[key] = (args, function(*args, **kwargs))
        return held[key][1]  # type: ignore[return-value]  # -- the key holds the function itself

    return reader
