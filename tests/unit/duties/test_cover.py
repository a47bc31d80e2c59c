"""Each hour of the rota has exactly one who acts, or an alarm with its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from firstlight.duties.covering import fortnight_after
from firstlight.duties.rules.cover import OnPost, filled_hours, gaps, spans
from firstlight.kernel.values.when import LONDON, said

START = datetime(2026, 11, 22, tzinfo=UTC)


def hours(n):
    return START + timedelta(hours=n)


def test_whoever_came_last_acts_and_a_hole_is_nobodys():
    laid = spans(
        [OnPost("adey", hours(0), hours(8)), OnPost("bell", hours(6), hours(10)),
         OnPost("rao", hours(12), None)], hours(0), hours(24),
    )  # fmt: skip
    assert [(x.begins_at, x.acts, x.beside) for x in laid] == [
        (hours(0), "adey", ()), (hours(6), "bell", ("adey",)), (hours(8), "bell", ()),
        (hours(10), "", ()), (hours(12), "rao", ()),
    ]  # fmt: skip
    (gap,) = gaps(laid)
    assert (said(gap.begins_at), said(gap.ends_at), gap.hours) == (
        "Sun 22 Nov 2026 10:00 GMT", "Sun 22 Nov 2026 12:00 GMT", 2,
    )  # fmt: skip
    assert filled_hours(laid) == 22


def test_the_fortnight_in_which_the_clocks_go_back_has_an_hour_more():
    begins = datetime(2026, 10, 20, 7, 0, tzinfo=LONDON).astimezone(UTC)
    ends = fortnight_after(begins)
    assert said(ends) == "Tue 3 Nov 2026 07:00 GMT"
    night = (
        datetime(2026, 10, 24, 19, 0, tzinfo=LONDON),
        datetime(2026, 10, 25, 7, 0, tzinfo=LONDON),
    )
    (before, worked, after) = spans(
        [OnPost("rao", *(x.astimezone(UTC) for x in night))], begins, ends
    )
    assert worked.hours == 13, "a night of twelve hours by the wall is thirteen worked"
    assert before.hours + worked.hours + after.hours == 14 * 24 + 1


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 400), st.integers(1, 60), st.booleans()),
        max_size=8,
    )
)
def test_every_hour_of_a_fortnight_is_in_one_span_with_one_who_acts_or_nobody(rows):
    held = [
        OnPost(u, hours(b), None if open_ended else hours(b + n)) for u, b, n, open_ended in rows
    ]
    laid = spans(held, hours(0), hours(336))
    for n in range(336):
        (one,) = [x for x in laid if x.begins_at <= hours(n) < x.ends_at]
        there = [
            x
            for x in held
            if x.begins_at <= hours(n) and (x.ends_at is None or x.ends_at > hours(n))
        ]
        assert bool(one.acts) == bool(there), "a name where somebody is there, and an alarm else"
        if there:
            assert one.acts in {x.user for x in there}
            assert max(x.begins_at for x in there) == max(
                x.begins_at for x in there if x.user == one.acts
            )
