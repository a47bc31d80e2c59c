"""One migration head per app, and none of them loses or half-does anything."""

import pytest
from django.db.migrations.loader import MigrationLoader

from house.tree import PACKAGE, apps, floors, may_reach

WITH_TABLES = [app for app in apps() if (PACKAGE / app / "models.py").exists()]


@pytest.mark.parametrize("app", WITH_TABLES)
def test_an_app_has_one_migration_head(app):
    heads = MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes(app)
    assert len(heads) == 1, heads


def test_no_two_apps_heads_conflict():
    assert MigrationLoader(None, ignore_no_migrations=True).detect_conflicts() == {}


@pytest.mark.parametrize("app", WITH_TABLES)
def test_a_migration_depends_only_on_its_own_app_or_one_below(app):
    loader = MigrationLoader(None, ignore_no_migrations=True)
    wrong = [
        f"{name} -> {other}"
        for (owner, name), migration in loader.disk_migrations.items()
        if owner == app
        for other, _ in migration.dependencies
        if other in floors() and not may_reach(app, other)
    ]
    assert wrong == []
