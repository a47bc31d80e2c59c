"""A bad night: the feed down, a phone without signal, an order varied, the phone lost."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from firstlight.audit.models import Journal, JournalRef
from firstlight.briefs import selectors as briefs
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import selectors as duties
from firstlight.missing import selectors as missing
from firstlight.people.services import take_in
from tests.integration.chain.conftest import SYSTEM, Oakshire, words

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(240)]
HOME = {"text": "14 Tallow Lane, Stanbridge, ZX3 4TL"}
MOTHER = {"given": "Delyth", "family": "Corran", "born_on": "1993-03-02", "address": HOME}
MAN = {"given": "Ivo", "family": "Massie", "born_on": "1990-07-19"}
CHILD = {"given": "Wren", "family": "Massie", "born_on": "2018-05-06", "address": HOME}
NAMES = ("Corran", "Massie", "Wren", "Delyth", "Ivo", "Tallow")
TOLD = datetime(2026, 11, 21, 23, 45, tzinfo=UTC)


def at(hour: int, minute: int = 0, day: int = 22) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@dataclass
class Night:
    """The force this night, and PC Hale's phone as its own store would be."""

    force: Oakshire
    job: str = ""
    phone: str = ""
    client: object = None
    number: int = 0
    contacts: dict[str, dict] = field(default_factory=dict)

    def tell(self, source: str, kind: str, told: datetime, people=(), *, now=None, **more):
        self.number += 1
        raw = {
            "source": source, "source_ref": f"5c-{self.number}", "kind": kind, "people": list(people),
            "told_at": told.isoformat(), "recorded_at": told.isoformat(),
            "occurred": {"begins": told.isoformat()},
        } | more  # fmt: skip
        found = take_in(raw, by=SYSTEM, at=now or told)
        assert found.outcome == "taken", found.faults
        return found

    def contact(self, when, *, read=(), holds=(), again="", off=timedelta(), client=None):
        """Let the phone reach the force; its own clock is `off` from the force's."""
        self.force.now = when
        body = {
            "sent": (when + off).isoformat(), "holds": list(holds), "again": again,
            "read": [[ref, moment.isoformat()] for ref, moment in read],
        }  # fmt: skip
        asked = client or self.client
        return asked.post("/phones/contact", json.dumps(body), content_type="application/json")


def couple() -> list[dict]:
    return [
        {"key": "p", "role": "protected_party", **MOTHER},
        {"key": "r", "role": "respondent", **MAN},
    ]


def order(night: Night, now: datetime, version: str, conditions: list[str]) -> None:
    night.tell(
        "oak-orders", "order", now, couple(), now=now, source_ref="5c-order", source_version=version,
        details={"order_type": "non_molestation", "served": "yes", "made_at": "2026-06-01T10:00:00Z",
                 "conditions": conditions, "ends_at": "2027-06-01T10:00:00Z"},
    )  # fmt: skip


@pytest.fixture(scope="module")
def evening(settled):
    """The job comes at 23:45; Hale signs his phone on, and it keeps the brief from 23:50."""
    night = Night(settled)
    past = [
        {"key": "v", "role": "victim", **MOTHER},
        {"key": "s", "role": "suspect", **MAN},
        {"key": "c", "role": "child", **CHILD, "present": "yes"},
    ]
    night.tell("oak-da", "domestic_abuse_incident", at(20, day=1), past,
               details={"job": "OLD-5C", "grade": "medium"},
               relations=[{"one": "v", "kind": "parent_of", "other": "c"}])  # fmt: skip
    order(night, at(23, 30, day=20), "1", ["not to go to 14 Tallow Lane"])
    settled.now = at(23, 40, day=21)
    settled.work()
    night.job = night.tell(
        "oak-cad", "domestic_abuse_incident", TOLD, [{"key": "v", "role": "victim", **MOTHER}],
        places=[{"role": "scene", "address": HOME}],
        details={"job": "OAK-5C", "unit": "ST21", "suspect_present": "yes"},
    ).ref  # fmt: skip
    night.tell(
        "oak-cad", "unit_crewing", TOLD,
        details={"unit": "ST21", "crew": ["4417"], "job": "OAK-5C",
                 "ends_at": at(7).isoformat()},
    )  # fmt: skip
    settled.now = at(23, 46, day=21)
    settled.work()
    night.client = settled.signed_in("pc.hale")
    settled.now = at(23, 50, day=21)
    assert night.client.post("/phones", {"asset": "OAK-PH-0417"}).status_code == 302
    night.phone = briefs.phones(settled.viewer("pc.hale"), settled.now)[0].ref
    return night


@pytest.fixture
def night(evening, db):
    evening.force.now = at(23, 50, day=21)
    return evening


@pytest.fixture
def carried(night):
    """The phone with the brief on it."""
    (one,) = night.contact(at(23, 50, day=21)).json()["briefs"]
    return night, one


def opened_at(night: Night, ref: str) -> datetime | None:
    (reader,) = briefs.brief(ref, SYSTEM, night.force.now).readers
    return reader.opened_at


def journal_of(ref: str, action: str) -> list[Journal]:
    seqs = JournalRef.objects.filter(ref=ref).values("seq")
    return list(Journal.objects.filter(seq__in=seqs, action=action).order_by("seq"))


def varied_at_ten_past_two(night: Night) -> None:
    night.force.now = at(2, 10)
    order(night, at(2, 10), "2", ["not to go to 14 Tallow Lane", "no contact with Wren Massie"])
    night.force.work()


def test_the_phone_keeps_the_brief_as_at_and_until_four_hours_later(carried):
    night, one = carried
    assert one["ref"] == briefs.newest_of(night.job)
    assert one["made"] == briefs.brief(one["ref"], SYSTEM, night.force.now).made_at.isoformat()
    assert datetime.fromisoformat(one["until"]) == at(3, 50)
    assert "Wren Massie" in one["html"]
    assert "<script" not in one["html"]
    assert "<form" not in one["html"]


def test_the_shifts_end_is_the_end_where_it_comes_first(night):
    (one,) = night.contact(at(4, 30)).json()["briefs"]
    assert datetime.fromisoformat(one["until"]) == at(7)


def test_contact_alone_makes_no_copy_younger(carried):
    night, one = carried
    said = night.contact(at(1, 50), holds=[one["ref"]]).json()
    assert (said["briefs"], said["have"], said["gone"]) == ([], [one["ref"]], [])
    again = night.contact(at(1, 55), holds=[one["ref"]], again=one["ref"]).json()
    assert datetime.fromisoformat(again["briefs"][0]["until"]) == at(5, 55)


def test_the_order_varied_meanwhile_is_on_the_brief_of_the_first_contact(carried):
    night, one = carried
    varied_at_ten_past_two(night)
    said = night.contact(at(4, 30), holds=[one["ref"]]).json()
    (new,) = said["briefs"]
    assert new["ref"] != one["ref"]
    assert "no contact with Wren Massie" in new["html"]
    assert "no contact with Wren Massie" not in one["html"]
    assert [ref for ref, _ in said["gone"]] == [one["ref"]]
    assert said["gone"][0][1].startswith("Superseded")


def test_an_opening_without_signal_is_written_down_with_both_times(carried):
    night, one = carried
    ref, slow = one["ref"], timedelta(minutes=-7)  # the phone's clock is seven minutes behind
    read = [(ref, at(2, 30) + slow)]
    night.contact(at(4, 30), read=read, holds=[ref], off=slow)
    night.contact(at(4, 31), read=read, holds=[ref], off=slow - timedelta(minutes=1))
    (first, *_), whose = briefs.read_offline([ref]), night.force.user("pc.hale").ref
    assert (first.device_at, first.told_at, first.user) == (at(2, 30), at(4, 30), whose)
    assert opened_at(night, ref) == at(2, 30)
    assert journal_of(ref, "briefs.phone_brought")
    page = words(night.force.signed_in("insp.rao").get(f"/briefs/{ref}"))
    assert "Read on a phone without signal" in page
    assert {d.state for d in duties.about(ref, SYSTEM, night.force.now)} == {"closed"}


def test_a_phone_that_says_it_read_tomorrow_read_now(carried):
    night, one = carried
    night.contact(at(4, 30), read=[(one["ref"], at(9, 0, day=23))])
    assert briefs.read_offline([one["ref"]])[0].device_at == at(4, 30)


def test_what_it_never_kept_it_never_read(night):
    night.contact(at(4, 30), read=[("B-0000000000", at(2, 30))])
    assert briefs.read_offline(["B-0000000000"]) == ()


def test_a_lost_phone_is_shut_and_the_list_of_what_was_on_it_is_made(carried):
    night, one = carried
    night.contact(at(4, 30), holds=[one["ref"]], again=one["ref"])
    night.force.now = at(5, 5)
    rao = night.force.signed_in("insp.rao")
    assert rao.post(f"/phones/{night.phone}/lost").status_code == 302
    found = briefs.phone(night.phone, night.force.viewer("dpo"), night.force.now)
    (duty,) = duties.about(night.phone, SYSTEM, night.force.now)
    assert (found.because, duty.ref, duty.clock, duty.post) == (
        "lost", found.duty, "DPO_BREACH", "dpo",
    )  # fmt: skip
    assert duty.due_at == at(5, 5, day=25)
    page = words(night.force.signed_in("dpo").get(f"/phones/{night.phone}"))
    assert "1 brief could be read on it" in page
    assert one["ref"] in page
    assert not any(name in page for name in NAMES)
    said = night.contact(at(5, 20), holds=[one["ref"]]).json()
    assert (said["shut"], said["briefs"]) == ("The phone was reported lost.", [])
    assert briefs.phone(night.phone, night.force.viewer("dpo"), at(5, 20)).told_at == at(5, 20)
    refused = night.client.post("/phones", {"asset": "OAK-PH-0417"})
    assert "reported lost" in words(refused)


def test_signing_out_ends_it_and_nobody_else_of_the_phone_is_brought_anything(night):
    night.force.now = at(0, 30)
    hale, other = night.force.signed_in("pc.hale"), night.force.signed_in("insp.rao")
    hale.post("/phones", {"asset": "OAK-PH-0500"})
    (one,) = night.contact(at(0, 31), client=hale).json()["briefs"]
    hale.post("/sign-out")
    phone = briefs.phones(night.force.viewer("pc.hale"), night.force.now)[0].ref
    (row,) = briefs.kept(phone, night.force.viewer("pc.hale"), night.force.now)
    assert (row.because, row.gone_at) == ("Signed out.", at(0, 31))
    assert night.contact(at(1), client=other, holds=[one["ref"]]).status_code == 404
    other.post("/phones", {"asset": "OAK-PH-0500"})
    said = night.contact(at(1, 1), client=other, holds=[one["ref"]]).json()
    assert said["briefs"] == []
    assert [ref for ref, _ in said["gone"]] == [one["ref"]]


def test_a_force_that_manages_no_phones_keeps_nothing_on_them(carried, monkeypatch):
    night, one = carried
    monkeypatch.setattr("firstlight.briefs.phones.setting", lambda _: False)
    assert night.contact(at(1), holds=[one["ref"]]).json()["shut"]


def test_the_alert_that_lights_the_phone_up_names_nobody(night):
    told = alerts_to(f"user:{night.force.user('pc.hale').ref}", since=TOLD)
    assert told
    for one in told:
        assert not any(name in f"{one.title} {one.url}" for name in NAMES)


def test_the_page_without_signal_and_its_worker_hold_nothing_of_anybody(night):
    shell = night.client.get("/phones/offline")
    worker = night.client.get("/phones/worker.js")
    assert worker["Service-Worker-Allowed"] == "/"
    assert "script-src 'self'" in shell["Content-Security-Policy"]
    for answer in (shell, worker):
        assert not any(name in answer.content.decode() for name in (*NAMES, "Hale"))


def test_the_feed_that_is_down_is_unavailable_on_every_brief(night):
    night.tell("oak-cad", "contact", at(0, 58), now=at(0, 59))
    varied_at_ten_past_two(night)
    doc = briefs.brief(briefs.newest_of(night.job), SYSTEM, night.force.now).document
    (feed,) = [one for one in doc["sources"] if one["name"] == "Command and control"]
    assert feed["state"] == "unavailable"


def test_back_filled_calls_have_their_true_moment_and_their_briefs_say_late(night):
    """At 04:05 the feed is back, with three calls; one tells of a child gone since 02:20."""
    late = at(4, 5)
    night.force.now = late
    for number, told in enumerate((at(1, 20), at(2, 40)), 1):
        night.tell("oak-cad", "domestic_abuse_incident", told, [], now=late,
                   places=[{"role": "scene", "address": {"text": f"{number} Fuller Way, Tarnley"}}],
                   details={"job": f"OAK-BF{number}"})  # fmt: skip
    gone = night.tell(
        "oak-cad", "incident", at(2, 20), [{"key": "c", "role": "subject", **CHILD}], now=late,
        details={"job": "OAK-BF3", "job_type": "missing child", "whereabouts_known": "no"},
    )  # fmt: skip
    night.force.work()
    found = [briefs.brief(ref, SYSTEM, late) for ref in _briefs_of("OAK-BF1", "OAK-BF2")]
    assert [one.late_by for one in found] == [165, 85]
    (episode,) = [row for row in missing.board(SYSTEM, late) if row.told_at == at(2, 20)]
    alarms = [d for d in duties.about(episode.ref, SYSTEM, late) if d.clock == "MISS_ACK"]
    assert gone.ref
    assert [d.due_at for d in alarms] == [at(2, 30)]
    assert any(one.interrupts for one in alerts_to(f"post:{alarms[0].post}", since=late))


def _briefs_of(*numbers: str) -> list[str]:
    from firstlight.domestic.models import Job  # noqa: PLC0415 -- numbers are in no selector

    jobs = Job.objects.filter(number__in=numbers).order_by("number")
    return [briefs.newest_of(one.record) or "" for one in jobs]
