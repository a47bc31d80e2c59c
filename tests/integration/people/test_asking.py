"""A fixed question of more values than one statement takes is asked in parts, and nothing is lost between."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session

from firstlight.kernel.asking import MANY, answer_of, rows_of

KEPT = "SELECT session_key FROM django_session WHERE session_key IN ? AND session_data = %s"


@pytest.mark.django_db
def test_each_part_is_asked_with_the_same_further_words(at):
    asked = [f"k{n}" for n in range(2 * MANY + 1)]
    held = (asked[0], asked[MANY - 1], asked[MANY], asked[-1])
    for key, data in (*((one, "x") for one in held), (asked[7], "other"), ("not asked", "x")):
        Session.objects.create(session_key=key, session_data=data, expire_date=at)
    assert sorted(rows_of(KEPT, [*asked, asked[0]], "x")) == sorted((one,) for one in held)
    assert rows_of(KEPT, [], "x") == []
    assert answer_of("SELECT count(*) FROM django_session") == [(6,)]
