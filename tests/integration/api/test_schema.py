"""The API answers as its own description says, whatever is sent: a short run; long in the campaign."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks

from firstlight.access.services import add_user, issue_token
from firstlight.config.limiting import MINUTES
from firstlight.kernel.values.viewer import system_viewer

SYSTEM = system_viewer("test")
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
load_all_checks()
# A body that is no record is kept in quarantine and told so: it is never refused unread.
WANTED = [
    CHECKS.get_one(name)
    for name in ("not_a_server_error", "status_code_conformance", "content_type_conformance",
                 "response_schema_conformance")
]  # fmt: skip


@pytest.fixture
def held():
    """Keep the test's own connection over a request, as Django's test client does."""
    told = (request_started, request_finished)
    for signal in told:
        signal.disconnect(close_old_connections)
    yield
    for signal in told:
        signal.connect(close_old_connections)


@pytest.fixture
def key(sources, at, settings, held):
    settings.ROOT_URLCONF = "firstlight.config.urls"
    MINUTES.left.clear()
    user = add_user(username="any", full_name="Any", roles=["inspector"], by=SYSTEM, at=at)
    return issue_token(name="any", user=user.ref, per_minute=10_000, by=SYSTEM, at=at)


@schema.parametrize()
@settings(max_examples=4, deadline=None, derandomize=True, database=None,
          suppress_health_check=list(HealthCheck))  # fmt: skip
def test_an_operation_answers_as_it_is_described(case, key):
    case.call_and_validate(headers={"Authorization": f"Bearer {key}"}, checks=WANTED)
