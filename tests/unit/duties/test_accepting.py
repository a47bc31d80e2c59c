"""At a hand-over, what is high or late is accepted one by one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.duties.rules.accepting import singly
from firstlight.duties.rules.clocks import DATED, NOW, TODAY


@pytest.mark.parametrize(
    ("urgency", "level", "due_in", "alone"),
    [
        (NOW, "", 60, True),
        (TODAY, "high", 60, True),
        (TODAY, "very_high", 60, True),
        (TODAY, "medium", 0, True),
        (DATED, "", -1, True),
        (TODAY, "medium", 1, False),
        (DATED, "", None, False),
    ],
)
def test_alone_or_together(at, urgency, level, due_in, alone):
    due_at = None if due_in is None else at + timedelta(minutes=due_in)
    assert singly(urgency, level, due_at, at) is alone
