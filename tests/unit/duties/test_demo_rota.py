"""The demonstration's rota: each queue, each hour, one post that somebody is on, and no end of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from firstlight.config.demo.rota import AHEAD, gone_on
from firstlight.duties.rota import Shift
from firstlight.duties.rules.clocks import CLOCKS
from firstlight.duties.rules.cover import OnPost, spans
from firstlight.force.rules.posts import SHIPPED, read
from simulation.demo import rota

UNTIL = datetime(2026, 11, 22, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
BEGINS, ENDS = datetime(2026, 11, 19, 7, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)


def rows():
    return [
        Shift(one["post"], one["user"], *map(datetime.fromisoformat, (one["from"], one["to"])))
        for one in rota(UNTIL)
    ]


def laid(found):
    """Give for each post the spans in which one person acts, or nobody."""
    table = read(SHIPPED)
    by_post = {
        post: [OnPost(x.user, x.begins_at, x.ends_at) for x in found if x.post == post]
        for post in table
    }
    return table, {post: spans(those, BEGINS, ENDS) for post, those in by_post.items()}


def queues(table):
    """Give for each queue and area the posts that its clocks' duties go to."""
    wanted = {}
    for clock in CLOCKS.values():
        kind, queue = table.clocks.get(clock.code, (clock.post, clock.queue))
        for area in table.areas:
            wanted.setdefault((queue, kind, area), set()).add(table.in_area(kind, area))
    return wanted


def acts(spans_of_post, moment):
    found = [one for one in spans_of_post if one.begins_at <= moment < one.ends_at]
    assert len(found) == 1, "an hour is told once"
    return found[0].acts


def test_for_each_queue_and_each_hour_exactly_one_post_is_filled():
    table, cover = laid(rows())
    wanted = queues(table)
    assert len(wanted) > 30
    hours = [BEGINS + n * HOUR for n in range(int((ENDS - BEGINS) / HOUR))]
    for (queue, kind, area), posts in wanted.items():
        (post,) = posts
        nobody = [hour for hour in hours if not acts(cover[post], hour)]
        assert nobody == [], (queue, kind, area, post, nobody[:3])


def test_an_hour_that_is_taken_off_it_is_told_with_its_time():
    gone = next(x for x in rows() if x.post == "fim" and x.begins_at.day == 25)
    _, cover = laid([one for one in rows() if one != gone])
    (gap,) = [one for one in cover["fim"] if not one.acts]
    assert (gap.begins_at, gap.ends_at) == (gone.begins_at, gone.ends_at)


def test_it_goes_on_as_its_last_week_did_and_nobody_acts_beside_another():
    found = [one for one in rows() if one.post == "fim"]
    last = max(one.ends_at for one in found)
    assert gone_on(found, last - AHEAD - HOUR) == []
    more = gone_on(found, last - AHEAD + HOUR)
    whole = spans(
        [OnPost(x.user, x.begins_at, x.ends_at) for x in (*found, *more)],
        BEGINS, max(one.ends_at for one in more),
    )  # fmt: skip
    assert all(one.acts and not one.beside for one in whole)
    before = [x.user for x in found if x.begins_at >= last - timedelta(weeks=1)]
    assert [x.user for x in more][: len(before)] == before
    assert max(one.ends_at for one in more) >= last + AHEAD
    assert gone_on([*found, *more], last) == []


def test_a_post_whose_row_has_no_end_is_left_alone():
    assert gone_on([Shift("fim", "U-1", UNTIL, None)], UNTIL) == []
