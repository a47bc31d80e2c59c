"""A domestic abuse job is briefed before anybody asks, reaches the crew, and closes for its children."""

from datetime import timedelta

import pytest

from firstlight.briefs import selectors as briefs
from firstlight.briefs import services as verbs
from firstlight.delivery.selectors import alerts_to
from firstlight.domestic import selectors, services
from firstlight.duties.selectors import about as duties_about
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.picture.selectors import person

SYSTEM = system_viewer("test")


@pytest.fixture
def job(saddler_row, tonight, sent, officer, done, at):
    hale = officer("hale", "4417")
    done()
    record = tonight().ref
    done()
    sent("4417")
    done()
    return record, hale


def test_the_brief_is_made_pushed_opened_and_acknowledged(job, at):
    record, hale = job
    ref = briefs.newest_of(record)
    pushed = briefs.brief(ref, SYSTEM, at)
    assert pushed.state == "pushed"
    assert [r.user for r in pushed.readers] == [hale.ref]
    (alert,) = alerts_to(f"user:{hale.ref}", since=at - timedelta(hours=1))
    assert alert.url == f"/briefs/{ref}"
    assert "Marsden" not in alert.title
    verbs.opened(brief=ref, by=hale, at=at + timedelta(minutes=1))
    assert briefs.brief(ref, hale, at).state == "opened"
    verbs.acknowledge(brief=ref, by=hale, at=at + timedelta(minutes=2))
    after = briefs.brief(ref, hale, at)
    assert after.state == "acknowledged"
    assert after.opened_at == at + timedelta(minutes=1)
    clocks = {d.clock: d.state for d in duties_about(ref, SYSTEM, at)}
    assert clocks.get("BRIEF_ACK", "closed") == "closed"


def test_it_carries_the_danger_the_child_and_the_order(job, at):
    record, hale = job
    doc = briefs.brief(briefs.newest_of(record), hale, at).document
    assert "suspect said to be there" in doc["top"][0]["text"]
    assert {"strangulation", "weapons"} <= {d["code"] for d in doc["dangers"]}
    assert [c["name"] for c in doc["children"]] == ["Poppy Tolland"]
    assert doc["children"][0]["where"] == "now"
    assert "not shown as served; ends tomorrow" in doc["orders"][0]["short"]
    assert doc["orders"][1]["title"] == "Police bail before charge"
    words = " ".join(line["text"] for line in doc["top"])
    assert "Poppy Tolland" in words
    assert "Non-molestation" in words


def test_the_air_carries_no_name_codeword_or_address(job, at):
    doc = briefs.brief(briefs.newest_of(job[0]), SYSTEM, at).document
    said = doc["radio"].lower()
    for never in ("marsden", "keeley", "ryan", "tolland", "poppy", "saddler", "bluebird", "zx3"):
        assert never not in said
    assert len(said.split()) <= 60
    assert "strangulation" in said


def test_whoever_is_in_the_story_is_left_out_and_dispatch_is_told(
    saddler_row, tonight, sent, officer, done, at
):
    done()
    mother = saddler_row["form"].people["v"]
    cousin = officer("cousin", "5001", own=[mother])
    record = tonight().ref
    done()
    sent("5001")
    done()
    ref = briefs.newest_of(record)
    assert briefs.brief(ref, SYSTEM, at).readers == ()
    with pytest.raises(NotThere):
        briefs.brief(ref, cousin, at)
    assert alerts_to(f"user:{cousin.ref}", since=at - timedelta(hours=1)) == ()
    told = alerts_to("post:dispatch", since=at - timedelta(hours=1))
    assert any("did not reach everybody" in one.title for one in told)


def test_a_material_fact_makes_it_again_and_pushes_it_to_the_same_crew(job, take, done, at):
    record, hale = job
    first = briefs.newest_of(record)
    take(
        "oak-orders", "warning_marker", at,
        [{"key": "s", "role": "subject", "given": "Ryan", "family": "Tolland", "born_on": "1992-01-13"}],
        details={"marker": "firearms", "reason": "Shotgun seen"},
    )  # fmt: skip
    done()
    second = briefs.newest_of(record)
    assert second != first
    assert briefs.brief(first, hale, at).superseded_by == second
    new = briefs.brief(second, hale, at)
    assert new.state == "pushed"
    assert [r.user for r in new.readers] == [hale.ref]
    assert "firearms" in new.document["top"][0]["text"]


def test_what_changes_nothing_an_officer_must_hear_makes_nothing_again(job, take, done, at):
    record, _ = job
    first = briefs.newest_of(record)
    take("oak-custody", "crime", 900, [{"key": "s", "role": "suspect", "given": "Ryan",
         "family": "Tolland", "born_on": "1992-01-13"}], details={"offence": "Theft"})  # fmt: skip
    done()
    assert briefs.newest_of(record) == first


def test_no_job_closes_without_a_line_for_each_child_and_tonight(job, at):
    record, hale = job
    with pytest.raises(Refusal) as refused:
        services.close(record=record, outcome="Resolved", by=hale, at=at)
    assert len(refused.value.faults) >= 2
    page = selectors.job(record, hale, at)
    for child in page.children.own:
        services.consider(
            record=record, child=child.person, considered_by="PC Hale", outcome="Seen, referred",
            by=hale, at=at,
        )  # fmt: skip
    for code, *_ in page.children.groups:
        services.consider(
            record=record, group=code, considered_by="PC Hale", outcome="Adults", by=hale, at=at
        )
    with pytest.raises(Refusal) as refused:
        services.close(record=record, outcome="Resolved", by=hale, at=at)
    assert ("outcome", "Where the children sleep tonight is not told.") in refused.value.faults
    services.tell_tonight(
        record=record, where="Home", with_whom="Mother", checked="Bail and orders", by=hale, at=at
    )
    services.close(record=record, outcome="Resolved", by=hale, at=at)
    assert selectors.job(record, hale, at).state == "closed"


def test_the_duties_of_a_job_close_when_what_they_asked_for_is_done(job, at):
    record, hale = job

    def clocks():
        return {d.clock: d.state for d in duties_about(record, SYSTEM, at)}

    assert {"CHILDREN_LINES", "WELFARE_TONIGHT"} <= set(clocks())
    services.tell_tonight(
        record=record, where="Home", with_whom="Mother", checked="Orders", by=hale, at=at
    )
    assert clocks().get("WELFARE_TONIGHT", "closed") == "closed"


def test_the_childs_voice_is_a_record_tied_to_the_child(job, done, at):
    record, hale = job
    child = selectors.job(record, hale, at).children.own[0].person
    services.hear(
        record=record, child=child, details={"spoken": "alone", "words": "He had the shiny thing"},
        by=hale, at=at,
    )  # fmt: skip
    assert person(child, viewer=hale, at=at).of_kind("voice_of_child")
    doc = briefs.brief(verbs.make(about=verbs.About(record=record), by=SYSTEM, at=at), SYSTEM, at)
    assert "shiny" not in str(doc.document)


def test_a_job_typed_otherwise_is_only_proposed(saddler_row, take, done, officer, at):
    done()
    hale = officer("hale", "4417")
    record = take(
        "oak-cad", "incident", at, [],
        places=[{"role": "scene", "address": {"text": "6 Saddler Row, Stanbridge, ZX3 7SR"}}],
        details={"job": "OAK-9", "job_type": "noise"},
    ).ref  # fmt: skip
    done()
    (one,) = selectors.proposals(hale, at)
    assert one.record == record
    assert any("same flat" in why for why in one.because)
    assert not selectors.is_job(record)
    assert briefs.newest_of(record) is None
    with pytest.raises(Refusal):
        services.decide(record=record, take=False, reason="", by=hale, at=at)
    services.decide(record=record, take=True, reason="", by=hale, at=at)
    assert selectors.is_job(record)
    assert briefs.newest_of(record)


@pytest.fixture
def crewed(saddler_row, take, at):
    def unit(*, hours_ago, unit="ST21", job="", ends=None, collar="4417"):
        began = at - timedelta(hours=hours_ago)
        more = {"ends_at": ends.isoformat()} if ends else {}
        details = {"unit": unit, "crew": [collar], "job": job, "begins_at": began.isoformat()}
        return take("oak-cad", "unit_crewing", began, [], details=details | more)

    return unit


@pytest.mark.parametrize(
    "how",
    [
        ({"hours_ago": 8}, True),
        ({"hours_ago": 3, "job": "OAK-0"}, True),
        ({"hours_ago": 8, "unit": "ST22"}, False),
        ({"hours_ago": 15}, False),
    ],
    ids=["since the shift began", "for an earlier job", "another unit", "a shift that is over"],
)
def test_a_unit_crewed_before_its_job_gets_the_brief_when_the_job_names_it(
    crewed, tonight, officer, done, at, how
):
    hale, (shift, told) = officer("hale", "4417"), how
    crewed(**shift)
    done()
    record = tonight().ref
    done()
    found = briefs.brief(briefs.newest_of(record), SYSTEM, at)
    assert [one.user for one in found.readers] == ([hale.ref] if told else [])
    assert (found.state == "pushed") is told


def test_a_crewing_that_has_ended_and_the_older_of_two_are_passed_over(
    crewed, tonight, officer, done, at
):
    hale, bray = officer("hale", "4417"), officer("bray", "5002")
    crewed(hours_ago=9, ends=at - timedelta(hours=1))
    crewed(hours_ago=1, collar="5002")
    done()
    record = tonight().ref
    done()
    found = briefs.brief(briefs.newest_of(record), SYSTEM, at)
    assert [one.user for one in found.readers] == [bray.ref] != [hale.ref]
