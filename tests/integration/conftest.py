"""What the tests on a database share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Hold one transaction around a module: what is laid down in it once, each of its tests finds.

    A test's own changes are rolled back to here; the whole is rolled back at the module's end.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
