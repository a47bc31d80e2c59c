"""The API answers as it is described under many thousand requests made by chance."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.integration.api.conftest import sources
from tests.integration.api.test_schema import WANTED, held, key, schema

__all__ = ["held", "key", "sources"]
EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "2000"))
pytestmark = pytest.mark.timeout(3600)


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, database=None,
          suppress_health_check=list(HealthCheck))  # fmt: skip
def test_an_operation_answers_as_it_is_described(case, key):
    case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=WANTED)
