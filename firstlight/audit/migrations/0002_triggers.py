"""The database itself refuses to change or remove a journal line."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_SQLITE = [
    f"CREATE TRIGGER journal_no_{verb} BEFORE {verb} ON audit_journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for verb in ("UPDATE", "DELETE")
]
_POSTGRES = [
    (
        "CREATE FUNCTION journal_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$"
    ),
    (
        "CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON audit_journal "
        "FOR EACH ROW EXECUTE FUNCTION journal_is_append_only()"
    ),
    (
        "CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON audit_journal "
        "FOR EACH STATEMENT EXECUTE FUNCTION journal_is_append_only()"
    ),
]


def make(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 -- Django's own signature
    """Make the triggers this database understands."""
    vendor = schema_editor.connection.vendor
    for statement in _SQLITE if vendor == "sqlite" else _POSTGRES:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """Makes the journal append-only for everybody."""

    dependencies = (("audit", "0001_initial"),)
    operations = (migrations.RunPython(make, migrations.RunPython.noop),)
