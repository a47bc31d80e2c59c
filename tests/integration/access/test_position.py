"""A page's place in the live stream does not tell that something sealed was touched."""

from __future__ import annotations

import re

from django.test import Client

from firstlight.access.services import restrict
from firstlight.audit.services import act
from firstlight.people.events import SealedTouched
from tests.integration.chain.conftest import SYSTEM


def position(client):
    return re.search(r'data-position="(\d+)"', client.get("/glossary").content.decode()).group(1)


def test_a_silent_hit_moves_no_page(oakshire):
    maya = oakshire.person("maya", "maya")
    restrict(
        target=maya, level="sealed", custodians=("U-X",), reason="x", by=SYSTEM, at=oakshire.now
    )
    client = Client()
    client.force_login(oakshire.user("pc.hale"))
    before = position(client)
    with act("test.touched", by=SYSTEM, at=oakshire.now) as line:
        line.emit(SealedTouched(target=maya, record="", by="U-Y"))
    oakshire.work()
    assert position(client) == before
