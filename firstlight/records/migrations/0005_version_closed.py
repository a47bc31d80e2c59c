"""Says of each version whether its handling code closes it, of those held already too."""

import json
from typing import Any

from django.db import migrations, models


def mark(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 -- Django calls it so
    """Mark what is held under handling code C."""
    versions = apps.get_model("records", "Version").objects
    held = versions.filter(content__contains='"handling"').values_list("pk", "content")
    closed = [
        pk
        for pk, content in held.iterator(2000)
        if (json.loads(content).get("statement") or {}).get("handling") == "C"
    ]
    for part in range(0, len(closed), 500):
        versions.filter(pk__in=closed[part : part + 500]).update(closed=True)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0004_disposed_index"),
    ]

    operations = [
        migrations.AddField(
            model_name="version",
            name="closed",
            field=models.BooleanField(default=False, db_default=False),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
