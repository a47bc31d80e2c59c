"""What may interrupt is little: bundled by matter, within a budget, and only its own reader's."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.audit.services import act
from firstlight.delivery.selectors import alerts, steps, unread
from firstlight.delivery.services import acknowledged, alert, opened
from firstlight.force.rules.settings import SETTINGS
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import Viewer, system_viewer

BUDGET = SETTINGS["delivery.budget"].default
pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
RAO = Viewer("U-0000000001", "Insp Rao", roles=frozenset({"inspector"}), posts=frozenset({"fim"}))
OTHER = Viewer("U-0000000002", "Insp Reed", roles=frozenset({"inspector"}))


def told(at, level="medium", about=(), to=("post:fim",), **more):
    with act("test.told", by=SYSTEM, at=at) as line:
        refs = alert(line, to=to, title="Something", url="/work", level=level, about=about, **more)
    return [alerts([ref])[ref] for ref in refs]


def test_one_matter_is_one_interruption(at):
    first, second = told(at, about=("E-1",)), told(at + timedelta(minutes=5), about=("E-1", "E-2"))
    third = told(at + timedelta(minutes=20), about=("E-1",))
    assert [x[0].interrupts for x in (first, second, third)] == [True, False, True]


def test_one_matter_that_became_more_urgent_interrupts_again(at):
    made = [
        told(at + timedelta(minutes=n), level, ("E-1",))[0].interrupts
        for n, level in enumerate(("medium", "urgent", "urgent", "medium"))
    ]
    assert made == [True, True, False, False]


def test_beyond_the_budget_of_a_shift_only_life_and_limb_interrupts(at):
    made = [told(at + timedelta(minutes=n), about=(f"E-{n}",))[0] for n in range(BUDGET + 3)]
    assert [x.interrupts for x in made] == [True] * BUDGET + [False] * 3
    assert told(at + timedelta(minutes=40), "urgent")[0].interrupts
    assert told(at + timedelta(hours=12), "medium")[0].interrupts, "a new shift has its own budget"


def test_a_level_that_is_not_in_the_table_is_a_badge(at):
    assert not told(at, "purple")[0].interrupts


def test_it_is_unread_until_acknowledged_and_is_its_own_readers(at):
    (one,) = told(at)
    assert [x.ref for x in unread(RAO, at)] == [one.ref]
    assert unread(OTHER, at) == ()
    with pytest.raises(NotThere):
        acknowledged(one.ref, OTHER, at)
    opened(one.ref, RAO, at)
    opened(one.ref, RAO, at)
    acknowledged(one.ref, RAO, at)
    assert unread(RAO, at) == ()
    assert [(s.step, s.by) for s in steps(one.ref)] == [
        ("sent", SYSTEM.ref), ("opened", RAO.ref), ("acknowledged", RAO.ref),
    ]  # fmt: skip


def test_a_recipient_is_a_post_or_a_person(at):
    with pytest.raises(Refusal, match="no recipient"):
        told(at, to=("everybody",))
