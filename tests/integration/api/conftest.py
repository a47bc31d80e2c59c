"""The API mounted at its address, and keys to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import include, path

from firstlight.access.services import add_user, issue_token
from firstlight.config.api import api
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)

urlpatterns = [path("api/v1/", api.urls), path("", include("firstlight.intake.urls"))]


@pytest.fixture(autouse=True)
def mounted(settings) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def sources(db) -> None:
    for code in ("schools", "firstlight"):
        register_source(code=code, name=code.capitalize(), owner="Somebody", by=SYSTEM, at=BEFORE)


@pytest.fixture
def key(sources) -> Callable[..., dict[str, str]]:
    def issued(*roles: str, source: str = "") -> dict[str, str]:
        name = "-".join(roles)
        user = add_user(
            username=name, full_name=f"System {name}", roles=list(roles), by=SYSTEM, at=BEFORE
        )
        secret = issue_token(name=name, user=user.ref, source=source, by=SYSTEM, at=BEFORE)
        return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}

    return issued


@pytest.fixture
def ask(client: Client) -> Callable[..., Any]:
    def asked(method: str, address: str, key: dict[str, str], body: Any = None) -> Any:
        send = getattr(client, method)
        if body is None:
            return send(f"/api/v1/{address}", **key)
        return send(f"/api/v1/{address}", data=body, content_type="application/json", **key)

    return asked


@pytest.fixture
def enrolment() -> dict[str, Any]:
    return {
        "source": "schools", "source_ref": "SCH-1", "kind": "school_enrolment", "source_version": 1,
        "recorded_at": "2026-09-03T10:00:00Z",
        "people": [{
            "key": "p1", "role": "child", "given": "Ottoline", "family": "Barraclough", "born_on": "2012-05-14",
            "address": {"number": "9", "street": "Kestrel Rise", "town": "Stanbridge", "postcode": "ZX3 1AA"},
        }],
        "details": {"school": "St Bede's Academy"},
    }  # fmt: skip
