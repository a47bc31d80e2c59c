"""Freed pages keep what stood on them until the database is told to let go of it."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from firstlight.audit.services import act
from firstlight.kernel.values.viewer import system_viewer
from firstlight.retention.copies import known
from firstlight.retention.models import Disposal
from firstlight.retention.register import write_register


def sweep(*, at: datetime) -> int:
    """Write the database's files anew without what was erased; give how many disposals that ends.

    On SQLite the file is rebuilt and its log emptied; on PostgreSQL every table that may have
    held a copy is rewritten. Both keep writers waiting meanwhile: the worker asks for it at rest.
    """
    waiting = list(Disposal.objects.filter(state="done", swept_at__isnull=True))
    if connection.in_atomic_block:  # a test's own transaction: nothing can be rebuilt inside one
        return 0
    _rebuild()
    write_register()
    with act("retention.swept", by=system_viewer("retention"), at=at) as line:
        line.about(*(row.ref for row in waiting))
        Disposal.objects.filter(pk__in=[row.pk for row in waiting]).update(swept_at=at)
    return len(waiting)


def _rebuild() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # In a file, which SQLite removes again: a force's database is larger than its memory.
            for statement in (
                "PRAGMA temp_store=FILE", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)",
                "PRAGMA temp_store=MEMORY",
            ):  # fmt: skip
                cursor.execute(statement)
            return
        tables = [c.model.lower().replace(".", "_") for c in known() if c.struck or c.by]
        held = "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND pg_relation_size(oid) > 0"
        cursor.execute(held, [tables])
        for (table,) in cursor.fetchall():
            cursor.execute(f'VACUUM FULL "{table}"')
        cursor.execute("CHECKPOINT")
