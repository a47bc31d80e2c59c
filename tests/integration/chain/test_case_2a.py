"""Twins, a split, and everything that used the wrong link; then the split is undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from firstlight.briefs import selectors as briefs
from firstlight.briefs.services import About, Brought, bring, make, push, sign_on
from firstlight.delivery.selectors import alerts_to
from firstlight.duties import selectors as duties
from firstlight.people import selectors as people
from firstlight.people.services import judge, take_in
from firstlight.records.services import register_source
from firstlight.risk import selectors as risk
from firstlight.risk.services import grade
from firstlight.sharing import selectors as sharing
from firstlight.sharing.services import disclose, recall, release
from tests.integration.chain.conftest import SYSTEM, Oakshire, words

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(240)]
BORN = "2012-02-12"
HOME = {"text": "8 Farrier Street, Stanbridge ZX2 6QT"}


def on(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def enrolment(given: str, at: datetime) -> dict[str, object]:
    return {
        "source": "roll", "source_ref": f"2a-{given}", "kind": "school_enrolment",
        "recorded_at": at.isoformat(), "told_at": at.isoformat(),
        "people": [{"key": "p1", "role": "subject", "given": given, "family": "Priest",
                    "born_on": BORN, "address": HOME}],
        "details": {"school": "St Bede's Academy"},
    }  # fmt: skip


def disclosure(at: datetime) -> dict[str, object]:
    return {
        "source": "rms", "source_ref": "2a-disclosure", "kind": "vulnerability_report",
        "recorded_at": at.isoformat(), "told_at": at.isoformat(),
        "narrative": "K Priest, 14, disclosed touching by coach.",
        "people": [{"key": "p1", "role": "victim", "given": "K", "family": "Priest",
                    "born_on": BORN, "address": HOME}],
        "details": {"concern": ["exploitation_sexual"], "disclosed_by_child": "yes"},
    }  # fmt: skip


@dataclass
class Twins:
    """What the force held and had done by 22 November, 09:00."""

    force: Oakshire
    kaden: str
    kayden: str
    said: str  # the record of what K Priest said
    mention: str  # K Priest in it
    brief: str = ""
    grade: str = ""
    notice: str = ""
    phone: str = ""


def contact(twins: Twins, read: list[tuple[str, datetime]], now: datetime) -> Brought:
    """Let PC 4417's phone, which has the brief, reach the force and tell what was read on it."""
    return bring(
        phone=twins.phone, read=read, holds=[twins.brief], again="", sent=now,
        by=twins.force.viewer("pc.hale"), at=now,
    )  # fmt: skip


@pytest.fixture(scope="module")
def told(settled):
    """K Priest's words were linked to Kayden, and a brief, a grade and a notice relied on it."""
    force = settled
    for code in ("roll", "rms"):
        register_source(code=code, name=code, owner="x", live_from=on(1, 0, month=9), by=SYSTEM,
                        at=on(1, 0, month=9))  # fmt: skip
    kaden = take_in(enrolment("Kaden", on(1, 9, month=10)), by=SYSTEM, at=on(1, 9, 5, month=10))
    kayden = take_in(enrolment("Kayden", on(1, 10, month=10)), by=SYSTEM, at=on(1, 10, 5, month=10))
    force.now = on(2, 12)
    force.signed_in("hub.ds").get(f"/people/{kayden.people['p1']}")
    said = take_in(disclosure(on(2, 16)), by=SYSTEM, at=on(2, 16, 30))
    assert (kaden.faults, kayden.faults, said.faults) == ((), (), ())
    mention = people.appearance_of(said.ref)
    force.now = on(3, 9)
    force.work()
    judge(one=mention, other=people.appearance_of(kayden.ref), answer="same", reason="hurried",
          by=force.viewer("analyst"), at=force.now)  # fmt: skip
    force.work()
    twins = Twins(force, kaden.people["p1"], kayden.people["p1"], said.ref, mention)
    _used(twins)
    return twins


def _used(twins: Twins) -> None:
    """Make what relied on the link: a brief opened, a grade, a notice read, looks at the page."""
    force = twins.force
    force.now = on(5, 21, 30)
    hale = force.viewer("pc.hale")
    twins.brief = make(about=About(person=twins.kayden), by=SYSTEM, at=force.now)
    push(brief=twins.brief, crew=(hale.ref,), unit="ST21", by=SYSTEM, at=force.now)
    twins.phone = sign_on(asset="OAK-PH-0417", by=hale, at=force.now)
    contact(twins, [], on(5, 21, 31))
    contact(twins, [(twins.brief, on(5, 21, 40))], on(5, 22, 10))
    force.now = on(6, 10)
    force.on_duty("ds.lund", "hub_duty")
    twins.grade = grade(person=twins.kayden, framework="exploitation", level="high",
                        rationale="He told a teacher of touching by his coach.",
                        by=force.viewer("ds.lund"), at=force.now)  # fmt: skip
    hub = force.viewer("hub.ds")
    twins.notice = disclose(
        about=(twins.said,), people=(twins.kayden,), decision="shared", recipient="st-bedes",
        purpose="To keep him safe at school.", basis="CA2004-11", items=("all",),
        answers={"harm": "Touching by a coach.", "asked": "Keep the coach away.", "by_when": "Today.",
                 "voice": "not_asked"},
        by=hub, at=force.now,
    )  # fmt: skip
    release(twins.notice, by=hub, at=force.now, blanks_not_asked=True)
    force.work()
    force.now = on(9, 7, 55)
    force.signed_in("school.dsl").get(f"/portal/{twins.notice}")
    for day in (10, 11, 12):
        force.now = on(day, 9)
        force.signed_in("hub.ds").get(f"/people/{twins.kayden}")
    force.work()


def level(person: str) -> str | None:
    found = risk.assessment(person, SYSTEM)
    return found.level("exploitation") if found else None


# What a recall ends: it stays ended when the split is undone.
OF_THE_NOTICE = {"RECORD_OVERDUE", "REF_DECISION", "SHARE_ACK"}


def open_duties(person: str, at: datetime) -> list[str]:
    return sorted(d.clock for d in duties.about(person, SYSTEM, at, closed=False))


def stands(twins: Twins) -> dict[str, object]:
    """Give what the undoing must bring back: who is who, floors and what is open about both."""
    now = twins.force.now
    return {
        "taken for": people.person_at(twins.mention),
        "levels": (level(twins.kaden), level(twins.kayden)),
        "open": [
            [code for code in open_duties(one, now) if code not in OF_THE_NOTICE]
            for one in (twins.kaden, twins.kayden)
        ],
        "brief": briefs.brief(twins.brief, SYSTEM, now).state,
    }


@pytest.fixture(scope="module")
def before(told):
    return stands(told)


@pytest.fixture(scope="module")
def parted(told, before):
    """The analyst parts them at 09:05; at 09:06 a second person says whose it is."""
    force = told.force
    force.now = on(22, 9, 5)
    answer = force.signed_in("analyst").post(
        f"/records/{told.said}/not-them",
        {"appearance": told.mention, "justification": "The school says it was Kaden."},
    )
    assert answer.status_code == 302
    force.work()
    fallen = level(told.kayden)
    force.now = on(22, 9, 6)
    kadens = people.anchor(told.kaden)
    force.signed_in("ds.lund").post(
        "/review/judge",
        {"one": told.mention, "other": kadens, "answer": "same", "reason": "Asked the school."},
    )
    force.work()
    return fallen


@pytest.fixture
def twins(told, parted, db):
    told.force.now = on(22, 9, 7)
    return told


def listed(twins: Twins) -> sharing.Recall:
    (split,) = (p for p in people.partings_of(twins.kayden) if twins.mention in p.appearances)
    return sharing.recall_list(split.ref, SYSTEM)


def test_the_list_is_all_that_relied_on_the_link_and_nothing_else(twins):
    found = listed(twins)
    by_kind: dict[str, list[str]] = {}
    for one in found.relied:
        by_kind.setdefault(str(one["kind"]), []).append(str(one["ref"]))
    assert by_kind["brief"] == [twins.brief]
    assert by_kind["grading"] == [twins.grade]
    assert by_kind["disclosure"] == [twins.notice]
    hub = twins.force.user("hub.ds").ref
    looks = [one for one in found.relied if one["kind"] == "look" and one["by"] == hub]
    assert [str(one["at"])[:10] for one in looks] == ["2026-11-10", "2026-11-11", "2026-11-12"]
    (offline,) = [one for one in found.relied if one["kind"] == "offline"]
    read_at = on(5, 21, 40).isoformat()
    assert (offline["ref"], offline["by"], offline["at"]) == (
        twins.brief, twins.force.user("pc.hale").ref, read_at,
    )  # fmt: skip
    page = words(twins.force.signed_in("hub.ds").get(f"/sharing/splits/{found.ref}"))
    for shown in (
        twins.brief,
        twins.notice,
        "Left the force",
        "Look by DS Priya Menon",
        "Read without signal by PC",
    ):
        assert shown in page


def test_a_look_before_the_link_was_made_is_not_on_the_list(twins):
    first = min(str(one["at"]) for one in listed(twins).relied if one["kind"] == "look")
    assert first >= "2026-11-03"


def test_the_recall_and_the_breach_have_an_owner_and_a_clock_from_the_split(twins):
    held = {one.clock: one for one in duties.about(listed(twins).ref, SYSTEM, twins.force.now)}
    assert held["SPLIT_RECALL"].post == "hub_duty"
    assert (held["DPO_BREACH"].post, held["DPO_BREACH"].due_at) == ("dpo", on(25, 9, 5))


def test_whoever_has_the_brief_is_told_that_it_is_superseded(twins):
    hale = twins.force.signed_in("pc.hale")
    assert "Superseded: it showed a link that was withdrawn" in words(
        hale.get(f"/briefs/{twins.brief}")
    )
    told = alerts_to(f"user:{twins.force.user('pc.hale').ref}", since=on(22, 9))
    assert [one.url for one in told] == [f"/briefs/{twins.brief}"]


def test_the_copy_on_the_phone_dies_at_its_next_contact_and_says_why(twins):
    said = contact(twins, [], on(22, 9, 10))
    assert dict(said.gone) == {twins.brief: "superseded"}
    assert said.new == ()


def test_a_reading_that_the_phone_tells_of_after_the_split_is_added_to_the_list(twins):
    contact(twins, [(twins.brief, on(5, 23, 5))], on(22, 9, 10))
    twins.force.now = on(22, 9, 11)
    twins.force.work()
    read = [str(one["at"]) for one in listed(twins).relied if one["kind"] == "offline"]
    assert read == [on(5, 21, 40).isoformat(), on(5, 23, 5).isoformat()]


def test_kaydens_floor_falls_with_the_reason_and_kadens_rises_by_itself(twins, parted):
    assert parted is None
    assert (level(twins.kaden), level(twins.kayden)) == ("high", None)
    (fell,) = (one for one in risk.history(twins.kayden) if one.fell)
    assert "A link was removed at Sun 22 Nov 2026 09:05 GMT." in fell.fell["exploitation"]


def test_the_grade_stays_as_it_was_made_and_is_flagged_to_be_made_again(twins):
    kept = risk.grade(twins.grade)
    assert (kept.level, kept.at, kept.state) == ("high", on(6, 10), "standing")
    assert risk.person_of(kept) == twins.kayden
    page = words(twins.force.signed_in("ds.lund").get(f"/people/{twins.kayden}"))
    assert "by DS Astrid Lund, Fri 6 Nov 2026 10:00 GMT Stale" in page


def test_what_is_to_be_done_about_the_disclosure_is_kadens_now_once(twins):
    asked = open_duties(twins.kaden, twins.force.now)
    assert asked.count("CSC_REFERRAL") == 1
    assert "GRADE_NEEDED" in asked
    assert "CSC_REFERRAL" not in open_duties(twins.kayden, twins.force.now)


def test_undone_it_all_stands_as_before_and_who_was_told_is_told_again(twins, before):
    force, found = twins.force, listed(twins)
    recall(twins.notice, "The other twin.", by=force.viewer("hub.ds"), at=force.now)
    force.now = on(22, 10)
    answer = force.signed_in("analyst").post(
        f"/splits/{found.ref}/undo", {"person": twins.kayden, "justification": "It was Kayden."}
    )
    assert answer.status_code == 302
    force.work()
    assert stands(twins) == before
    since = on(22, 9, 59)
    school = alerts_to(f"user:{force.user('school.dsl').ref}", since=since)
    assert [one.url for one in school] == [f"/portal/{twins.notice}"]
    assert alerts_to(f"user:{force.user('pc.hale').ref}", since=since)
    assert sharing.decision(twins.notice, SYSTEM, force.now).row.state == "recalled"
    assert sharing.recall_list(found.ref, SYSTEM).undone_at == on(22, 10)
