"""Oakshire with whole stories told, for the pages and services of risk; laid down once a file."""

from __future__ import annotations

import pytest

from tests.integration.chain.conftest import Oakshire, files, settled

__all__ = ["files", "settled"]
MORNING = "2026-11-22T06:30:00Z"
STORIES = ("maya",)


@pytest.fixture(scope="module")
def filled(settled) -> Oakshire:
    """Tell the stories once; what stands is rolled back when the module ends."""
    settled.at(MORNING)
    rows = [raw for moment, _, raw in settled.records(*STORIES) if moment <= settled.now]
    settled.tell_at_once(rows)
    for name, post in (("insp.coyle", "fim"), ("supt.okafor", "on_call_superintendent")):
        settled.on_duty(name, post)
    settled.work()
    return settled


@pytest.fixture
def oakshire(filled, db) -> Oakshire:
    filled.at(MORNING)
    return filled
