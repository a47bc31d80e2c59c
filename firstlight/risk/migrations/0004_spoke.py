"""Lists which rules said yes in each assessment, of those kept already too."""

import json
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def listed(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 -- Django calls it so
    """List what is kept."""
    assessed = apps.get_model("risk", "Assessed").objects
    spoke = apps.get_model("risk", "Spoke")
    rows = []
    for pk, content in assessed.values_list("pk", "content").iterator(500):
        for floor in json.loads(content)["floors"].values():
            rows += [
                spoke(assessed_id=pk, rule=one["rule"], framework=floor["framework"])
                for one in floor["findings"]
                if one["answer"] == "yes"
            ]
        if len(rows) > 2000:
            spoke.objects.bulk_create(rows, batch_size=500)
            rows = []
    spoke.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("risk", "0003_runs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Spoke",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=32)),
                ("framework", models.CharField(max_length=16)),
                (
                    "assessed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spoke",
                        to="risk.assessed",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["rule", "assessed"], name="spoke_rule")],
            },
        ),
        migrations.RunPython(listed, migrations.RunPython.noop),
    ]
