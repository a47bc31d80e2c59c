"""The missing cases of inspections, told as whole records in words and orders of their own.

Each is a finding about a force (`T` numbers as in the reference notes); everything here is invented.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from firstlight.delivery.models import Alert, DeliveryStep
from firstlight.duties import selectors as duties
from firstlight.duties.models import DutyStep
from firstlight.force.models import SettingRow
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing import selectors, services
from firstlight.missing.models import Episode
from firstlight.missing.reconciling import reconcile
from firstlight.people.selectors import person_at
from firstlight.risk.selectors import working_levels
from tests.integration.missing.conftest import run

pytestmark = [pytest.mark.django_db, pytest.mark.once]
SYSTEM = system_viewer("test")
NIA = {"given": "Nia", "family": "Penhallow", "born_on": "2011-06-30", "sex": "female"}
PLACE = [{"role": "last_seen", "address": {"text": "21 Dyer Street, Wexcombe ZX4 1GH"}}]
MAN = {"given": "Curtis", "family": "Vane", "born_on": "1987-02-02", "sex": "male"}


@pytest.fixture
def posts(officer, at):
    return {
        post: officer(name, rank, role, post, at)
        for name, rank, role, post in (
            ("dyson", "Inspector", "inspector", "duty_inspector_north"),
            ("fenn", "Chief Inspector", "fim", "fim"),
            ("okoro", "Superintendent", "superintendent", "on_call_superintendent"),
            ("marsh", "Sergeant", "missing", "missing_coordinator"),
        )
    }


@pytest.fixture
def raised(db, at):
    """The force has switched on the rules that raise a missing child's level."""
    rules = ["MISS_EXPLOITER", "MISS_CHILD"]
    SettingRow.objects.create(
        code="risk.switched_on", value=rules, set_by="U-1", at=at, known_seq=0
    )


def owed(ref, at):
    return {row.clock: row for row in duties.about(ref, SYSTEM, at, closed=False)}


def level(row):
    person = person_at(row.anchor, viewer=SYSTEM)
    return working_levels([person])[person]["missing"]


def test_nobody_acts_and_the_ladder_names_post_channel_and_time(tell, posts, at):
    """T3: told, not recorded, not looked for."""
    tell(
        "contact",
        "oak-cad",
        at,
        NIA,
        {"channel": "101"},
        title="Missing from placement",
        places=PLACE,
    )
    row = Episode.objects.get()
    ack = owed(row.ref, at)["MISS_ACK"]
    ladder = {10: "fim", 30: "on_call_superintendent", 60: "on_call_superintendent"}
    for minutes, post in ladder.items():
        moment = at + timedelta(minutes=minutes)
        run(moment)
        told = DutyStep.objects.filter(duty__ref=ack.ref, step="told", at=moment)
        assert post in set(told.values_list("post", flat=True)), minutes
        alerts = Alert.objects.filter(to=f"post:{post}", created_at=moment, interrupts=True)
        assert [one for one in alerts if ack.ref in one.about], minutes
        sent = DeliveryStep.objects.filter(alert__in=alerts, step="sent", channel="page", at=moment)
        assert sent.exists(), minutes
    assert Episode.objects.get().state == "reported", "climbing looks for nobody: a person does"


@pytest.mark.parametrize(("kind", "source", "told"), [
    ("incident", "oak-cad", {"job_type": "Unauthorised absence, log only", "from_care_home": True}),
    ("incident", "oak-cad", {"job_type": "Concern for safety", "whereabouts_known": "unknown", "from_care_home": True}),
    ("missing_report", "care-homes", {"words_used": "absent, no apparent risk", "whereabouts_known": "yes"}),
    ("partner_concern", "schools", {"concern": ["attendance"], "whereabouts_known": "no"}),
])  # fmt: skip
def test_no_log_type_keeps_a_child_off_the_record(tell, posts, at, kind, source, told):
    """T4, T27: on the log, under another word, and so on no missing record."""
    tell(kind, source, at, NIA, told, places=PLACE)
    assert Episode.objects.get().state == "reported"
    reconcile(at)
    assert selectors.unrecorded(at) == ()


def test_being_in_care_never_makes_a_level_lower(raised, tell, posts, at):
    """T4: in care raises, never lowers, attention."""
    tell("missing_report", "care-homes", at, NIA, {"from_care_home": True, "home": "Sorrel House"})
    brother = NIA | {"given": "Owain", "born_on": "2012-03-03", "sex": "male"}
    tell("missing_report", "oak-missing", at, brother)
    cared, other = Episode.objects.order_by("pk")
    assert cared.from_care
    assert level(cared) == level(other)
    assert {"MISS_ACK", "MISS_GRADE", "MISS_FIRST_ACTION"} <= set(owed(cared.ref, at))


def test_five_hours_of_nothing_climb_and_a_call_and_a_boyfriend_close_nothing(tell, posts, at):
    """T9: first time, medium, nothing done, seen only by telephone, "with boyfriend"."""
    sergeant = posts["missing_coordinator"]
    tell("missing_report", "oak-missing", at, NIA, narrative="Out since school; first time ever.")
    ref = Episode.objects.get().ref
    services.grade(ref=ref, level="medium", rationale="First time; no known risk; no contact.",
                   by=posts["duty_inspector_north"], at=at)  # fmt: skip
    late = at + timedelta(hours=5)
    run(late)
    told = DutyStep.objects.filter(duty__clock="MISS_FIRST_ACTION", step="told")
    assert {"fim", "on_call_superintendent"} <= set(told.values_list("post", flat=True))
    assert owed(ref, late)["MISS_FIRST_ACTION"].late
    services.return_or_sighting(
        ref=ref, state="safe_and_seen", seen_by="telephone call to her mobile", adult_said="boyfriend",
        said="Says she is fine and with her boyfriend.", by=sergeant, at=late,
    )  # fmt: skip
    run(late)
    assert Episode.objects.get().state == "located", "a call is not seeing"
    view = selectors.episode(ref, sergeant, late)
    assert [check.unknown for check in view.checks] == [True]
    assert {"adult", "place", "others"} <= {
        row.ask.code for row in view.plan if row.state != "settled"
    }
    assert "MISS_FOUND" in owed(ref, late)
    with pytest.raises(Refusal):
        services.close(ref=ref, outcome="Fine.", by=sergeant, at=late)


def test_a_downgrade_waits_for_a_second_person_and_the_man_is_looked_up(raised, tell, posts, at):
    """T13: high to medium, found with an older man, who harmed her."""
    inspector = posts["duty_inspector_north"]
    tell("offender_management", "oak-ppn", at, [{"key": "p1", "role": "subject", **MAN}],
         {"poses_risk_to_children": "yes"})  # fmt: skip
    tell("missing_report", "oak-missing", at, NIA, {"named_exploiter": "yes"})
    row = Episode.objects.get()
    assert level(row) == "high"
    services.grade(ref=row.ref, level="medium", rationale="Her aunt is not worried.",
                   by=inspector, at=at)  # fmt: skip
    run(at)
    assert level(row) == "high", "one person's word lowers nothing"
    assert "MISS_HIGH_CSC" in owed(row.ref, at)
    services.return_or_sighting(
        ref=row.ref, state="safe_and_seen", seen_by="PC 2290", said="In his car.", by=inspector, at=at,
        adult_given="Curtis", adult_family="Vane", adult_age=39,
    )  # fmt: skip
    run(at)
    check = next(
        c for c in selectors.episode(row.ref, inspector, at).checks if c.what == "Curtis Vane"
    )
    assert not check.unknown
    assert "MISS_FOUND" in owed(row.ref, at)


def test_absent_with_an_older_boyfriend_is_missing_and_very_low_is_not_for_her(tell, posts, at):
    """T15: four weeks "absent", "residing with boyfriend"."""
    inspector = posts["duty_inspector_north"]
    told = {"words_used": "absent", "whereabouts_known": "yes", "how_known": "with older boyfriend"}
    tell("missing_report", "care-homes", at, NIA, told)
    row = Episode.objects.get()
    assert row.state == "reported", "known is how, spoken to and until when"
    asked = {"ref": row.ref, "rationale": "Says she is with him.", "by": inspector, "at": at}
    with pytest.raises(Refusal, match="under 18"):
        services.grade(level="very_low", **asked)
    assert "MISS_GRADE" in owed(row.ref, at)
    SettingRow.objects.create(
        code="missing.very_low_for_children", value=True, set_by="U-1", at=at, known_seq=0
    )
    services.grade(level="very_low", **asked)
    assert owed(row.ref, at)["MISS_VLOW_REVIEW"].due_at <= at + timedelta(hours=4)
    with pytest.raises(Refusal, match="once already"):
        services.grade(level="very_low", **asked)
    run(at + timedelta(days=8))
    held = {
        d.clock
        for d in duties.about(person_at(row.anchor, viewer=SYSTEM), SYSTEM, at + timedelta(days=8))
    }
    assert {"MISS_MA_MEETING_7D", "MISS_UKMPU"} <= held


def test_four_times_in_a_year_call_the_agencies_together(tell, posts, at):
    """T14: thirty-six times before a marker; here the third and the fourth are enough."""
    for days in (300, 80, 50, 10):
        when = at - timedelta(days=days)
        tell("missing_report", "oak-missing", when, NIA)
        tell("return", "oak-missing", when + timedelta(hours=3), NIA,
             {"state": "safe_and_seen", "seen_by": "PC 2290"})  # fmt: skip
    person = person_at(Episode.objects.first().anchor, viewer=SYSTEM)
    held = {d.clock for d in duties.about(person, SYSTEM, at, closed=False)}
    assert {"MISS_REPEAT_REFERRAL", "MISS_REPEAT_PLAN", "MISS_MA_MEETING_12M"} <= held


def test_arrested_with_drugs_far_from_home_is_found_and_still_a_child(tell, posts, at):
    """T29: fifteen, missing from another area, treated as a suspect only."""
    tell("missing_report", "oak-missing", at - timedelta(hours=20), NIA)
    tell("arrest", "oak-cad", at, [{"key": "p1", "role": "suspect", **NIA}],
         {"offence": "possession with intent to supply", "offence_group": "drugs_supply",
          "drugs_found": "yes", "away_from_home_area": "yes"})  # fmt: skip
    row = Episode.objects.get()
    assert (row.state, row.returned_at) == ("located", None)
    person = person_at(row.anchor, viewer=SYSTEM)
    held = {d.clock for d in duties.about(person, SYSTEM, at, closed=False)}
    assert {"EXPL_SCREEN", "NRM_CONSIDER", "CSC_REFERRAL", "MISS_FOUND"} <= held
