"""What makes a job a breach, or may; what an answer and an address decision must say."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from firstlight.kernel.values.answer import Answer
from firstlight.orders.rules.addresses import decide_faults
from firstlight.orders.rules.breaches import answer_faults, breached
from firstlight.picture.rules.breaching import KINDS, arrest_said, breach_of
from firstlight.picture.rules.values import OrderView
from firstlight.records.rules.kinds.domestic import DomesticAbuse
from firstlight.records.rules.kinds.incidents import Incident
from firstlight.records.rules.kinds.orders import Bail, Order


def person(ref, role):
    return SimpleNamespace(person=ref, role=role)


def job(at, *people, details=None):
    return SimpleNamespace(
        people=people, details=details or DomesticAbuse(), moment=at,
        occurred=SimpleNamespace(ends=None),
    )  # fmt: skip


def order(at, **more):
    told = {
        "record": "R-1", "what": "non_molestation", "is_bail": False, "protects": ("P-she",),
        "binds": ("P-he",), "conditions": ("not to contact her",), "served": Answer.YES,
        "served_at": None, "ends_at": None, "power_of_arrest": Answer.UNKNOWN, "in_force": Answer.YES,
        "begins_at": at - timedelta(days=9),
    }  # fmt: skip
    return OrderView(**(told | more))


BOTH = (person("P-she", "victim"), person("P-he", "suspect"))


def test_a_job_that_names_both_while_a_served_order_forbids_contact_is_a_breach(at):
    (found,) = breached(job(at, *BOTH), [order(at)], {})
    assert found.answer is Answer.YES


@pytest.mark.parametrize(("lacks", "said"), [
    ({"served": Answer.UNKNOWN}, "not shown as served"), ({"served": Answer.NO}, "not shown as served"),
    ({"conditions": ()}, "not told to forbid contact"), ({"begins_at": None}, "made is not told"),
])  # fmt: skip
def test_what_is_not_told_leaves_it_may_be_and_says_what(at, lacks, said):
    (found,) = breached(job(at, *BOTH), [order(at, **lacks)], {})
    assert found.answer is Answer.UNKNOWN
    assert said in found.because


@pytest.mark.parametrize("more", [
    {"begins_at": "later"}, {"ends_at": "before"}, {"what": "care_order"},
    {"what": "released_under_investigation", "is_bail": True}, {"binds": ("P-other",)},
])  # fmt: skip
def test_an_order_over_or_of_others_or_without_terms_is_not_breached(at, more):
    times = {"later": at + timedelta(days=1), "before": at - timedelta(hours=1)}
    held = {key: times.get(value, value) if isinstance(value, str) else value
            for key, value in more.items()}  # fmt: skip
    assert breached(job(at, *BOTH), [order(at, **held)], {}) == ()


def test_whoever_only_told_of_it_or_works_there_is_not_in_contact(at):
    aside = (person("P-she", "informant"), person("P-he", "suspect"))
    assert breached(job(at, *aside, details=Incident()), [order(at)], {}) == ()


def test_bail_that_names_nobody_protects_the_victims_of_its_matter(at):
    bail = order(at, what="police_pre_charge", is_bail=True, protects=())
    (sure,) = breached(job(at, *BOTH), [bail], {"R-1": frozenset({"P-she"})})
    assert sure.answer is Answer.YES
    (doubt,) = breached(job(at, *BOTH), [bail], {})
    assert doubt.answer is Answer.UNKNOWN
    assert breached(job(at, *BOTH, details=Incident()), [bail], {}) == ()


def test_an_answer_to_a_breach_says_all_that_lacks_together(at):
    assert [name for name, _ in answer_faults("not_yet", " ", "", None, at)] == [
        "owner", "why_not", "by_when",
    ]  # fmt: skip
    assert (
        answer_faults("not_yet", "PS 1", "Not found", at - timedelta(hours=1), at)[0][0]
        == "by_when"
    )
    assert answer_faults("arrested", "PC 1", "", None, at) == ()
    assert answer_faults("arrested", "", "", None, at)[0][0] == "owner"


def test_an_address_is_accepted_only_with_its_reason_and_the_answers_of_those_asked():
    asked = {"because": "", "children": 2, "asked": 0, "waiting": 0, "none_concerned": False}
    assert [name for name, _ in decide_faults(answer="accepted", **asked)] == [
        "because", "none_concerned",
    ]  # fmt: skip
    waits = asked | {"because": "x", "asked": 1, "waiting": 1}
    assert decide_faults(answer="accepted", **waits)
    assert decide_faults(answer="accepted_with_conditions", **waits) == ()
    assert decide_faults(answer="refused", **(asked | {"because": "Children there"})) == ()


def test_each_kind_of_order_and_bail_says_what_its_breach_means():
    kinds = {
        *Order.model_fields["order_type"].annotation.__args__,
        *Bail.model_fields["bail_type"].annotation.__args__,
    } - {"other"}
    assert kinds == KINDS
    assert all(breach_of(kind).source for kind in kinds)
    assert "not known" in arrest_said("occupation", Answer.UNKNOWN)
    assert (
        arrest_said("occupation", Answer.YES, "entering") == "power of arrest attached to entering"
    )
    assert "recall" in arrest_said("licence", Answer.UNKNOWN)
    assert "grounds of its own" in arrest_said("released_under_investigation", Answer.UNKNOWN)
