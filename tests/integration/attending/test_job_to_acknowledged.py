"""A domestic abuse job is briefed before anybody asks, reaches the crew, and closes for its children."""

from datetime import timedelta

import pytest

from firstlight.briefs import selectors as briefs
from firstlight.briefs import services as verbs
from firstlight.delivery.selectors import alerts_to
from firstlight.domestic import selectors, services
from firstlight.duties.selectors import about as duties_about
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.picture.selectors import person

SYSTEM = system_viewer("test")


@pytest.fixture(scope="module")
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


def test_a_job_of_days_ago_has_no_brief_made_again(job, at, monkeypatch):
    record, _ = job
    shown = briefs.brief(briefs.newest_of(record), SYSTEM, at).people
    asked = []
    monkeypatch.setattr(services, "renewed", lambda *, job, by, at: asked.append(job) or "B-1")
    assert record in services.touched(people=shown, by=SYSTEM, at=at + timedelta(hours=23))
    assert services.touched(people=shown, by=SYSTEM, at=at + timedelta(days=2)) == ()
    assert record in asked


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
