"""Fixed questions of many values: what every page asks again and again, in words of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection

# Few enough placeholders for one statement of either database.
MANY = 2000


def answer_of(question: str, *fills: Any) -> list[tuple[Any, ...]]:
    """Ask one question in fixed words; give its rows."""
    with connection.cursor() as cursor:
        cursor.execute(question, fills)
        return list(cursor.fetchall())


def rows_of(question: str, values: Iterable[Any], *more: Any) -> list[tuple[Any, ...]]:
    """Ask one question of values and give its rows; `IN ?` in it stands for the values.

    `more` fills the placeholders after them. Putting such a question together afresh takes
    Django's builder several times as long as the database takes to answer it. Fixed words only,
    and plain columns: a moment or a JSON value is read through its table.
    """
    held = list(dict.fromkeys(values))
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for begin in range(0, len(held), MANY):
            part = held[begin : begin + MANY]
            marks = f"IN ({','.join(['%s'] * len(part))})"
            cursor.execute(question.replace("IN ?", marks), [*part, *more])
            found += cursor.fetchall()
    return found
