"""A monitor learns whether the program does its work, and nothing about anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.access.services import issue_token
from firstlight.audit.services import act, worker_lives
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")


def test_health_asks_for_no_sign_in_and_says_whether_the_worker_lives(client):
    silent = client.get("/health")
    assert (silent.status_code, silent.json()) == (
        503,
        {"well": False, "faults": ["worker_silent"]},
    )
    worker_lives(clock.real_now())
    well = client.get("/health")
    assert (well.status_code, well.json()) == (200, {"well": True, "faults": []})


def test_work_that_is_not_getting_done_is_told_though_the_worker_lives(client):
    worker_lives(clock.real_now())
    with act("test.asked", by=SYSTEM, at=clock.now()) as line:
        line.queue("test.nothing", after=clock.now() - timedelta(minutes=20))
    assert client.get("/health").json()["faults"] == ["tasks_stuck"]


def test_numbers_are_for_a_monitor_with_a_key_of_its_own(client, user, at):
    worker_lives(clock.real_now())

    def asked(username, *roles):
        secret = issue_token(name=username, user=user(username, *roles).ref, by=SYSTEM, at=at)
        return client.get("/api/v1/metrics", headers={"authorization": f"Bearer {secret}"})

    told = asked("monitor", "admin")
    assert told.status_code == 200
    lines = [line for line in told.content.decode().splitlines() if not line.startswith("#")]
    names = {line.split()[0] for line in lines}
    assert {"firstlight_position", "firstlight_tasks_waiting", "firstlight_tasks_failed"} <= names
    assert asked("hale", "response").status_code == 404
