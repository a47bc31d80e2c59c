"""Many rows written at once, for what a load makes: ids drawn together, values sent as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection
from django.db.models import DateField, Field, JSONField, Model

M = TypeVar("M", bound=Model)

# Below this many the ordinary way is as quick.
FEW = 3


def add_rows(model: type[M], rows: Sequence[M]) -> None:
    """Write new rows of one table and give each its id; call inside `act`, whose lock draws the ids.

    As Django's bulk_create, for tables without anything worked out on saving.
    """
    if len(rows) < FEW:
        for row in rows:
            row.save(force_insert=True)
        return
    table, columns, read, special = _shape(model)
    for row, number in zip(rows, _ids(table, len(rows)), strict=True):
        row.pk = number
        row._state.adding = False  # noqa: SLF001 -- as Django marks what is written
        row._state.db = connection.alias  # noqa: SLF001 -- the same
    values = [read(row) for row in rows]
    for place, prepare in special:
        values = [(*v[:place], prepare(v[place]), *v[place + 1 :]) for v in values]
    _send(table, columns, values)


Prepare = Callable[[Any], Any]
_Shape = tuple[str, tuple[str, ...], Callable[[Any], tuple[Any, ...]], list[tuple[int, Prepare]]]


@cache
def _shape(model: type[Model]) -> _Shape:
    fields = model._meta.concrete_fields  # noqa: SLF001 -- Django's own way to tell its columns
    read = attrgetter(*(field.attname for field in fields))
    special = [
        (place, _prepare(field))
        for place, field in enumerate(fields)
        if isinstance(field, (DateField, JSONField))
    ]
    columns = tuple(str(field.column) for field in fields)
    return model._meta.db_table, columns, read, special  # noqa: SLF001 -- the same


def _prepare(field: Field[Any, Any]) -> Prepare:
    return lambda value: field.get_db_prep_save(value, connection)


def _ids(table: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        found = cursor.fetchone()
    last = found[0] if found else 0
    return list(range(last + 1, last + 1 + count))


def _send(table: str, columns: Sequence[str], values: list[tuple[Any, ...]]) -> None:
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with (
                connection.wrap_database_errors,
                cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy,
            ):
                for row in values:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', values)  # noqa: S608 -- names of our own tables
