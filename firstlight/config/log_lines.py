"""Lines of the log: a fault is told by its kind and place, never by its own words."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import cast

Told = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


class PlacesOnly(logging.Formatter):
    """Writes an exception as its type and its frames' file and line.

    The message of an exception may hold what was being read, so a name: it is left out, of what
    caused it too. Source lines are left out as well.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Write a line; what another handler has written of the exception is not reused."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: object) -> str:  # noqa: N802 -- the name logging calls
        """Write the types and places of an exception and of what caused it, the newest first."""
        one = cast("Told", ei)[1]
        lines: list[str] = []
        seen: set[int] = set()
        while one is not None and id(one) not in seen:
            seen.add(id(one))
            lines += [f"{type(one).__module__}.{type(one).__qualname__}", *_places(one)]
            one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        return "\n".join(lines)


def _places(one: BaseException) -> list[str]:
    frames = traceback.extract_tb(one.__traceback__)
    return [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
