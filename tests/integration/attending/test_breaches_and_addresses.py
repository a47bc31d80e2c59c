"""A breach opens by itself and keeps an owner; an address is looked at for children before it is accepted."""

from datetime import timedelta

import pytest

from firstlight.duties.selectors import about as duties_about
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.orders import reading, services
from firstlight.picture.selectors import record

SYSTEM = system_viewer("test")
HOME = "6 Saddler Row, Stanbridge, ZX3 7SR"
BOTH = [
    {"key": "v", "role": "victim", "given": "Keeley", "family": "Marsden", "born_on": "1995-09-25"},
    {"key": "s", "role": "suspect", "given": "Ryan", "family": "Tolland", "born_on": "1992-01-13"},
]  # fmt: skip


@pytest.fixture(scope="module")
def seen_together(saddler_row, take, done, officer, at):
    done()
    job = take("oak-cad", "incident", at - timedelta(minutes=5), BOTH, details={"job": "OAK-77"})
    done()
    return saddler_row, job.ref, officer("lund", "1188", "sergeant")


def owed(order, job, at):
    rows = duties_about(order, SYSTEM, at, closed=False)
    return [one for one in rows if one.clock == "BREACH_ACTION" and job in one.about]


def test_a_job_that_names_both_sides_of_an_order_owes_one_answer_for_it(seen_together, at):
    laid, job, lund = seen_together
    found = {one.entry.record: one for one in reading.breaches(lund, at) if one.job == job}
    breach = found[laid["order"].ref]
    assert not breach.sure
    assert "not shown as served" in breach.because
    assert breach.holder
    assert len(owed(laid["order"].ref, job, at)) == 1
    services.watch_breach(job=job, by=SYSTEM, at=at)
    assert len(owed(laid["order"].ref, job, at)) == 1


def test_its_answer_says_by_whom_and_by_when_and_the_promise_falls_due(seen_together, at):
    laid, job, lund = seen_together
    rows = reading.breaches(lund, at)
    ref = next(b.ref for b in rows if b.entry.record == laid["order"].ref and b.job == job)
    with pytest.raises(Refusal) as refused:
        services.answer_breach(breach=ref, answer="not_yet", owner="", by=lund, at=at)
    assert [name for name, _ in refused.value.faults] == ["owner", "why_not", "by_when"]
    until = at + timedelta(hours=6)
    services.answer_breach(
        breach=ref, answer="not_yet", owner="PS Lund 1188", why_not="Not at home", by_when=until,
        by=lund, at=at,
    )  # fmt: skip
    (again,) = owed(laid["order"].ref, job, at)
    assert again.due_at == until
    services.answer_breach(breach=ref, answer="arrested", owner="PC Hale 4417", by=lund, at=until)
    assert owed(laid["order"].ref, job, until) == []
    assert ref not in {b.ref for b in reading.breaches(lund, until)}
    with pytest.raises(Refusal):
        services.answer_breach(breach=ref, answer="arrested", owner="x", by=lund, at=until)


def test_a_breach_is_told_by_hand_and_of_an_order_alone(seen_together, at):
    laid, job, lund = seen_together
    ref = services.tell_breach(order=laid["bail"].ref, told="Seen at her door", by=lund, at=at)
    assert reading.breach(ref, lund, at).holder
    with pytest.raises(NotThere):
        services.tell_breach(order=job, told="x", by=lund, at=at)


def test_the_children_of_a_bail_address_are_shown_before_it_is_accepted(seen_together, at):
    laid, _, lund = seen_together
    ryan = record(laid["bail"].ref, viewer=SYSTEM, at=at).people[0].person
    ref = services.ask_address(purpose="bail", address=HOME, person=ryan, by=lund, at=at)
    shown = reading.check(ref, lund, at)
    assert [one.picture.name for one in shown.children.there] == ["Poppy Tolland"]
    assert laid["order"].ref in {one.record for one in shown.children.orders}
    with pytest.raises(Refusal) as refused:
        services.decide_address(check=ref, answer="accepted", because="", by=lund, at=at)
    assert {name for name, _ in refused.value.faults} == {"because", "none_concerned"}
    services.ask_force(check=ref, force="Westmarch Police", answer="waiting", by=lund, at=at)
    with pytest.raises(Refusal):
        services.decide_address(check=ref, answer="accepted", because="Fine", by=lund, at=at)
    services.ask_force(
        check=ref, force="Westmarch Police", answer="found", said="Known", by=lund, at=at
    )
    kept = services.decide_address(
        check=ref, answer="refused", because="A child lives there", by=lund, at=at
    )
    told = record(kept, viewer=SYSTEM, at=at)
    assert told.details.children_found == "yes"
    assert "Not accepted" in told.details.said
    assert "Westmarch Police: something is held" in told.details.said
    assert told.people[0].person == ryan


def test_an_address_nothing_is_held_of_is_not_told_as_empty_of_children(seen_together, at):
    *_, lund = seen_together
    ref = services.ask_address(
        purpose="release", address="1 Nowhere Lane, Stanbridge", by=lund, at=at
    )
    kept = services.decide_address(
        check=ref, answer="accepted", because="Officer looked", none_concerned=True, by=lund, at=at
    )
    assert record(kept, viewer=SYSTEM, at=at).details.children_found == "unknown"


def test_nobody_looks_at_their_own_home(seen_together, officer, at):
    *_, lund = seen_together
    ref = services.ask_address(purpose="bail", address=HOME, by=lund, at=at)
    place = reading.AddressCheck.objects.get(ref=ref).place
    own = officer("near", "2001", "sergeant", own=(place,))
    with pytest.raises(NotThere):
        reading.check(ref, own, at)
