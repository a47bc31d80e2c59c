"""What becomes of a notice: sent in time, owned in the morning, accepted, and not by whom it is about."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from firstlight.audit.selectors import due_moment
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import selectors as duties
from firstlight.kernel.values.refusal import Refusal
from firstlight.sharing import selectors
from firstlight.sharing.services import (
    confirm,
    recall,
    receive,
    receive_by_hand,
    release_notice,
    sent_by_hand,
)
from firstlight.sharing.tasks import encompass_after_record, encompass_morning

from .conftest import CHILDREN, SYSTEM

MONDAY_SEVEN = datetime(2026, 11, 23, 7, tzinfo=UTC)


def owed(row, at):
    return [
        d
        for d in duties.about(row.ref, SYSTEM, at)
        if d.clock == "ENC_SCHOOL" and d.state != "closed"
    ]


def test_what_is_released_and_nobody_there_can_read_is_owed_until_it_is_sent(drafted, hub, at):
    row = next(one for one in drafted if one.organisation == "st-bedes")
    ref = release_notice(row.ref, by=hub, at=at)
    assert selectors.decision(ref, hub, at).row.state == "released"
    assert owed(row, at)
    sent_by_hand(ref, "Secure mail to the safeguarding lead", by=hub, at=at)
    assert owed(row, at) == []
    receive_by_hand(ref, "Secure mail from the safeguarding lead", by=hub, at=at)
    assert selectors.decision(ref, hub, at).row.state == "received"
    (school,) = [
        one for one in selectors.by_school(at - timedelta(days=1), at, at)
        if one.school == "St Bede's Academy"
    ]  # fmt: skip
    assert (school.notices, school.on_time, school.acknowledged, school.late) == (1, 1, 1, ())


def test_a_morning_has_its_list_at_six_owners_by_seven_and_the_manager_at_half_past(
    drafted, hub, at, somebody
):
    assert due_moment("sharing.encompass_morning") == datetime(2026, 11, 22, 6, tzinfo=UTC)
    desk, fim = "post:encompass_desk", "post:fim"
    for hour, minute in ((6, 0), (7, 0), (7, 30)):  # Sunday: nothing is due before Monday
        encompass_morning((), datetime(2026, 11, 22, hour, minute, tzinfo=UTC))
    assert [a.title for a in alerts_to(desk, since=at) if "wait" in a.title] == [
        "Notices to schools wait: 3"
    ]
    assert not [a for a in alerts_to(fim, since=at) if a.url == "/encompass"]
    monday = MONDAY_SEVEN - timedelta(hours=1)
    encompass_morning((), monday)
    encompass_morning((), monday)  # done twice is done once
    release_notice(drafted[0].ref, by=hub, at=monday)
    encompass_morning((), MONDAY_SEVEN)
    encompass_morning((), MONDAY_SEVEN + timedelta(minutes=30))
    steps = selectors.mornings(MONDAY_SEVEN + timedelta(minutes=31))
    assert [(one.at.hour, one.waiting) for one in steps] == [(6, 3), (7, 2), (7, 2)]
    (told,) = [a for a in alerts_to(fim, since=at) if a.url == "/encompass"]
    assert told.title == "Notices to schools not released, due today: 2"
    assert due_moment("sharing.encompass_morning") == MONDAY_SEVEN + timedelta(hours=23)


def test_another_forces_child_is_handed_over_the_same_day_and_owed_until_it_accepts(
    incident, hub, at, somebody
):
    theirs = somebody("fen", "partner", organisation="fenshire-police")
    taken = incident(address={"text": "9 Salt Street, Fenmouth ZX9 1AA"}, children=CHILDREN[:1])
    encompass_after_record((taken.ref,), at)
    (row,) = selectors.drafts(hub, at)
    assert row.due_at == datetime(2026, 11, 22, 3, 10, tzinfo=UTC)  # four hours after it was told
    confirm(row.ref, "fenshire-police", by=hub, at=at)
    ref = release_notice(row.ref, by=hub, at=at)
    (handed,) = [d for d in duties.about(row.ref, SYSTEM, at) if d.clock == "ENC_HANDOVER"]
    assert handed.due_at == datetime(2026, 11, 23, tzinfo=UTC)
    assert owed(row, at)
    receive(ref, by=theirs, at=at)
    assert owed(row, at) == []
    (handed,) = [d for d in duties.about(row.ref, SYSTEM, at) if d.clock == "ENC_HANDOVER"]
    assert handed.state == "closed"


def test_where_the_lead_is_in_the_story_somebody_else_there_is_named_first(
    family, incident, hub, at, somebody
):
    somebody("lead", "partner", organisation="st-bedes", own=[family.mother, *family.children])
    somebody("head", "partner", organisation="st-bedes")
    taken = incident(ref="DA7")
    encompass_after_record((taken.ref,), at)
    row = next(one for one in selectors.drafts(hub, at) if one.organisation == "st-bedes")
    assert "in_story" in row.flags
    with pytest.raises(Refusal):
        release_notice(row.ref, by=hub, at=at)
    confirm(row.ref, "st-bedes", by=hub, at=at)
    with pytest.raises(Refusal):
        release_notice(row.ref, by=hub, at=at)
    confirm(row.ref, "st-bedes", alternate="the head teacher", by=hub, at=at)
    sent = selectors.decision(release_notice(row.ref, by=hub, at=at), hub, at)
    assert sent.row.recipient_role == "the head teacher"


def test_another_recipient_is_looked_at_anew(family, incident, hub, at, somebody):
    somebody("other", "partner", organisation="holm-oak", own=[family.mother, *family.children])
    taken = incident(ref="DA8")
    encompass_after_record((taken.ref,), at)
    row = next(one for one in selectors.drafts(hub, at) if one.organisation == "st-bedes")
    confirm(row.ref, "holm-oak", by=hub, at=at)
    assert "in_story" in selectors.notice_row(row.ref, hub, at).flags


def test_a_wrong_recipient_is_recalled_and_the_breach_has_72_hours(drafted, hub, at, somebody):
    somebody("lead", "partner", organisation="st-bedes")
    row = next(one for one in drafted if one.organisation == "st-bedes")
    ref = release_notice(row.ref, by=hub, at=at)
    recall(ref, "It went to the wrong school.", by=hub, at=at, wrong=True)
    (breach,) = [d for d in duties.about(ref, SYSTEM, at) if d.clock == "DPO_BREACH"]
    assert (breach.post, breach.due_at) == ("dpo", at + timedelta(hours=72))
