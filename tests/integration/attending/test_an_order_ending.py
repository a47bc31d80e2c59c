"""A post looks before an order that protects a child ends; the register hides what is sealed."""

from datetime import timedelta

from firstlight.access.services import restrict
from firstlight.audit.outbox import drain
from firstlight.duties.selectors import about
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.orders.selectors import register

SYSTEM = system_viewer("test")


def test_an_order_that_ends_tomorrow_and_protects_a_mother_opens_a_duty(saddler_row, done, at):
    done()
    drain(at + timedelta(minutes=5), clock.real_now())
    order = saddler_row["order"].ref
    (duty,) = [one for one in about(order, SYSTEM, at) if one.clock == "ORDER_ENDING"]
    assert duty.due_at.isoformat() == "2026-11-23T23:59:00+00:00"
    assert not [
        one for one in about(saddler_row["bail"].ref, SYSTEM, at) if one.clock == "ORDER_ENDING"
    ]


def test_the_lists_count_and_a_sealed_persons_order_is_in_none(saddler_row, officer, at):
    hale, orme = officer("hale", "4417"), officer("orme", "1001", "inspector")
    before = register(hale, at, which="unserved")
    assert before.counts["unserved"] == 1
    assert before.counts["ending"] == 1
    assert before.counts["bail"] == 1
    assert before.entries[0].binds[0].name == "Ryan Tolland"
    for key in ("p", "r"):
        restrict(
            target=saddler_row["order"].people[key],
            level="sealed",
            custodians=(orme.ref,),
            reason="x",
            by=orme,
            at=at,
        )
    after = register(hale, at, which="unserved")
    assert after.counts["unserved"] == 0
    assert register(orme, at, which="unserved").counts["unserved"] == 1
