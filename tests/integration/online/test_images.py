"""Images among children: every child a line, no offender, not known counts as yes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.duties import selectors as duties
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.online import selectors, services
from firstlight.online.models import Case
from firstlight.online.reading import children_of

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
NO = dict.fromkeys(
    ("adult_involved", "coerced", "unusual_for_age", "under_13", "immediate_risk"), "no"
)
ELM = {"number": "1", "street": "Elm Way", "town": "Tarnley", "postcode": "ZX8 4GH"}
OAK = {"number": "7", "street": "Oak Way", "town": "Tarnley", "postcode": "ZX8 5JK"}
BOY = {"key": "a", "role": "suspect", "given": "Tom", "family": "Reeve", "born_on": "2012-02-03",
       "address": {"number": "4", "street": "Mill Lane", "town": "Tarnley", "postcode": "ZX8 2CD"}}  # fmt: skip
GIRL = {"key": "b", "role": "victim", "given": "Ana", "family": "Pell", "born_on": "2013-09-14",
        "address": {"number": "9", "street": "Weir Road", "town": "Tarnley", "postcode": "ZX8 3EF"}}  # fmt: skip


@pytest.fixture(scope="module")
def matter(tell, at):
    tell("oak-rms", "image_sharing", at, [BOY, GIRL], details={"coerced": "no"})
    return Case.objects.get()


def test_both_children_stand_on_the_matter_and_neither_is_a_suspect(matter, at):
    assert matter.kind == "images"
    assert matter.anchor == ""
    children = children_of(matter, at)
    assert len(children) == 2
    assert all(one.needs_line and one.due_at == at + timedelta(minutes=240) for one in children)


def test_not_known_counts_as_yes_and_all_no_opens_nothing(matter, tell, at):
    assert selectors.case(matter.ref, SYSTEM, at).images.refer
    later = at + timedelta(days=30)
    tell("oak-rms", "image_sharing", later, [
        BOY | {"given": "Kit", "family": "Marlow", "born_on": "2011-04-04", "address": ELM},
        GIRL | {"given": "Zoe", "family": "Finch", "born_on": "2011-07-08", "address": OAK},
    ], details=NO)  # fmt: skip
    other = Case.objects.exclude(pk=matter.pk).get()
    assert not selectors.case(other.ref, SYSTEM, later).images.refer
    assert all(one.due_at is None for one in children_of(other, later))
    assert sum(one.needs_line for one in children_of(other, later)) == 2


def test_the_matter_cannot_close_with_one_child_forgotten(matter, officer, at):
    inspector = officer("rao", "inspector", "online", rank="Inspector")
    first, second = children_of(matter, at)
    for one in (first, second):
        services.sleep_tonight(ref=matter.ref, anchor=one.anchor, sleeps="home", with_whom="parents",
                               checked="by telephone", by=inspector, at=at)  # fmt: skip
    services.consider(ref=matter.ref, anchor=first.anchor, outcome="referred", by=inspector, at=at)
    with pytest.raises(Refusal):
        services.close(ref=matter.ref, said="", by=inspector, at=at)
    services.consider(ref=matter.ref, anchor=second.anchor, outcome="referred", by=inspector, at=at)
    services.close(ref=matter.ref, said="both referred", by=inspector, at=at)
    assert Case.objects.get().state == "closed"


def test_answers_and_containment_are_records_and_the_newest_stands(matter, officer, at):
    sergeant = officer("adey", "online")
    ref = services.answer_images(ref=matter.ref, answers=NO | {"images_contained": "yes", "spread": "two phones"},
                                 by=sergeant, at=at + timedelta(hours=1))  # fmt: skip
    full = selectors.case(matter.ref, SYSTEM, at + timedelta(hours=1))
    assert ref.startswith("R-")
    assert not full.images.refer
    assert (full.images.contained, full.images.spread) == ("yes", "two phones")
    assert all(one.child.clocks_open for one in full.children), "an answer ends no clock by itself"
    assert Case.objects.count() == 1


def test_the_referral_of_each_child_is_one_duty(matter, at):
    rows = [d for d in duties.about(matter.ref, SYSTEM, at) if d.clock == "IMAGES_REFERRAL"]
    assert len(rows) == 2
    assert len({d.people for d in rows}) == 2
