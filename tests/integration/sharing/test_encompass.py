"""Notices to schools: each child, each school, before the next school day, by a named person."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from firstlight.access.services import restrict
from firstlight.audit.outbox import drain
from firstlight.config.reactions import register
from firstlight.duties import selectors as duties
from firstlight.kernel.clock import real_now
from firstlight.kernel.values.refusal import Refusal
from firstlight.people.selectors import place_of
from firstlight.people.services import take_in
from firstlight.sharing import selectors
from firstlight.sharing.services import (
    confirm,
    nobody_told,
    release_notice,
    release_notices,
)
from firstlight.sharing.tasks import encompass_after_record

from .conftest import CHILDREN, HOME, SCHOOLS, SYSTEM, family_people, record

MONDAY_SEVEN = datetime(2026, 11, 23, 7, tzinfo=UTC)


def test_brothers_and_sisters_at_three_schools_are_three_notices_though_absent(drafted):
    assert {row.organisation for row in drafted} == {"st-bedes", "tarnley-trust", "holm-oak"}
    assert len(drafted) == 3
    assert all(row.clean for row in drafted)


def test_the_worker_drafts_them_from_the_event(family, incident, at, hub):
    register()
    incident(ref="DA9")
    drain(at, real_now())
    assert len(selectors.drafts(hub, at)) >= 3
    held = [
        one for one in duties.about(family.children[0], SYSTEM, at) if one.clock == "ENC_SCHOOL"
    ]
    assert len({one.ref for one in held}) == len(held)


def test_the_same_happening_told_twice_is_one_notice_a_child(drafted, at, hub):
    encompass_after_record((drafted[0].record,), at)
    assert len(selectors.drafts(hub, at)) == 3


def test_a_weekend_incident_is_due_before_school_on_monday(drafted):
    assert {row.due_at for row in drafted} == {MONDAY_SEVEN}


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ("2026-12-18T22:00:00+00:00", "2027-01-04T07:00:00+00:00"),  # the last evening of term
        (
            "2026-10-25T00:30:00+00:00",
            "2026-11-02T07:00:00+00:00",
        ),  # the night the clocks went back
        ("2026-04-02T20:00:00+01:00", "2026-04-13T06:00:00+00:00"),  # Easter, in summer time
    ],
)
def test_holidays_and_clock_changes_move_it_to_the_next_school_day(
    family, incident, hub, told, due
):
    when = datetime.fromisoformat(told)
    taken = incident(when=when, ref="DA3")
    encompass_after_record((taken.ref,), when)
    rows = selectors.drafts(hub, when)
    assert {row.due_at for row in rows} == {datetime.fromisoformat(due)}


def test_clean_ones_go_together_and_close_their_duties(drafted, family, hub, at, somebody):
    for school in ("st-bedes", "tarnley-trust", "holm-oak"):
        somebody(f"lead-{school}", "partner", organisation=school)
    done = release_notices([row.ref for row in drafted], by=hub, at=at)
    assert len(done) == 3
    assert selectors.drafts(hub, at) == []
    enc = [
        d
        for child in family.children
        for d in duties.about(child, SYSTEM, at)
        if d.clock == "ENC_SCHOOL"
    ]
    assert enc
    assert all(one.state == "closed" for one in enc)
    figures = selectors.figures(at - timedelta(days=1), at + timedelta(days=1))
    assert (figures.notices, figures.notices_on_time, figures.notices_waiting) == (3, 3, 0)


def test_a_notice_tells_of_one_child_and_names_no_party(drafted, family, hub, at):
    row = next(one for one in drafted if one.organisation == "st-bedes")
    text = json.dumps(selectors.decision(release_notice(row.ref, by=hub, at=at), hub, at).document)
    assert "Poppy" in text
    for other in ("Rowan", "Ash", "Anna", "Gareth", "He shouted"):
        assert other not in text


def test_last_years_roll_must_be_confirmed_by_a_person(incident, enrol, hub, at):
    enrol(CHILDREN[0], SCHOOLS[1], when=datetime(2026, 6, 1, tzinfo=UTC))
    taken = incident(children=CHILDREN[:1])
    encompass_after_record((taken.ref,), at)
    (row,) = selectors.drafts(hub, at)
    assert row.flags == ("school_old",)
    with pytest.raises(Refusal):
        release_notice(row.ref, by=hub, at=at)
    with pytest.raises(Refusal):
        release_notices([row.ref], by=hub, at=at)
    confirm(row.ref, "st-bedes", by=hub, at=at)
    assert release_notice(row.ref, by=hub, at=at).startswith("S-")


@pytest.mark.parametrize(
    ("born", "roll", "way"),
    [
        ("2023-04-01", None, "under_five"),
        ("2015-04-01", None, "not_known"),
        ("2015-04-01", {"attendance": "home_educated"}, "home_educated"),
        ("2009-06-01", None, "not_in_education"),
    ],
)
def test_without_a_school_there_is_a_way_and_an_owner(incident, enrol, hub, at, *, born, roll, way):
    child = {"given": "Wren", "family": "Marsh", "born_on": born}
    if roll:
        enrol(child, "", **roll)
    taken = incident(children=(child,))
    encompass_after_record((taken.ref,), at)
    (row,) = selectors.drafts(hub, at)
    assert row.way == way
    assert "no_school" in row.flags
    (duty,) = [d for d in duties.about(row.ref, hub, at) if d.clock == "ENC_SCHOOL"]
    assert duty.post == "encompass_desk"


def test_nobody_is_told_only_for_a_reason_and_absence_is_none(drafted, hub, at):
    for words in ("", "Child not present."):
        with pytest.raises(Refusal):
            nobody_told(drafted[0].ref, words, by=hub, at=at)
    nobody_told(drafted[0].ref, "The child left the country on Friday.", by=hub, at=at)
    assert selectors.notice_row(drafted[0].ref, hub, at).state == "nobody"


def test_a_child_of_another_area_is_flagged_for_its_force(incident, hub, at):
    taken = incident(address={"text": "9 Salt Street, Fenmouth ZX9 1AA"}, children=CHILDREN[:1])
    encompass_after_record((taken.ref,), at)
    (row,) = selectors.drafts(hub, at)
    assert row.way == "other_area"
    assert not row.clean


def test_a_protected_address_is_in_no_notice(family, incident, hub, at, somebody):
    insp = somebody("insp", "inspector")
    restrict(target=place_of(HOME), level="restricted", custodians=(insp.ref,), reason="Threat.",
             by=insp, at=at)  # fmt: skip
    taken = incident(ref="DA5")
    encompass_after_record((taken.ref,), at)
    row = next(one for one in selectors.drafts(insp, at) if one.organisation == "st-bedes")
    assert "protected" in row.flags
    assert not row.clean
    ref = release_notice(row.ref, by=insp, at=at)
    assert "Kestrel" not in json.dumps(selectors.decision(ref, insp, at).document)


def test_a_sealed_child_has_a_notice_only_its_custodian_sees(family, incident, hub, at, somebody):
    insp = somebody("insp", "inspector")
    restrict(target=family.children[0], level="sealed", custodians=(insp.ref,), reason="Threat.",
             by=insp, at=at)  # fmt: skip
    taken = incident(ref="DA6")
    encompass_after_record((taken.ref,), at)
    assert family.children[0] not in {row.person for row in selectors.drafts(hub, at)}
    mine = [row for row in selectors.drafts(insp, at) if row.person == family.children[0]]
    assert mine
    assert "restricted" in mine[0].flags


def test_an_officers_concern_of_domestic_abuse_asks_for_notices_too(family, hub, at):
    people, relations = family_people()
    raw = record("PPN1", "vulnerability_report", at, people, relations, {"concern": ["domestic"]})
    taken = take_in(raw, by=SYSTEM, at=at)
    encompass_after_record((taken.ref,), at)
    assert len(selectors.drafts(hub, at)) == 3
    raw = record("PPN2", "vulnerability_report", at, people, relations, {"concern": ["online"]})
    taken = take_in(raw, by=SYSTEM, at=at)
    encompass_after_record((taken.ref,), at)
    assert len(selectors.drafts(hub, at)) == 3
