"""Another system posts records, asks for pictures and follows changes, as far as it may."""

import json

import pytest

from firstlight.access.services import restrict
from firstlight.audit.models import Journal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.selectors import counts, waiting

SYSTEM = system_viewer("test")


def test_a_record_is_taken_once_and_says_who_it_made(key, ask, enrolment):
    mine = key("records")
    first, again = ask("post", "records", mine, enrolment), ask("post", "records", mine, enrolment)
    assert (first.status_code, again.status_code) == (201, 200)
    told = first.json()
    assert told["outcome"] == "taken"
    assert told["people"]["p1"].startswith("P-")
    assert (again.json()["outcome"], again.json()["ref"]) == ("same", told["ref"])


def test_the_same_version_with_other_content_is_kept_for_a_person(key, ask, enrolment):
    mine = key("records")
    ask("post", "records", mine, enrolment)
    answer = ask("post", "records", mine, enrolment | {"title": "Other"})
    assert answer.status_code == 202
    assert answer.json()["outcome"] == "conflict"


def test_faults_are_told_together_and_the_record_is_kept(key, ask, enrolment):
    bad = enrolment | {"kind": "ufo", "told_at": "2031-01-01T00:00:00Z"}
    answer = ask("post", "records", key("records"), bad)
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert {fault["field"] for fault in answer.json()["faults"]} == {"kind", "told_at"}
    assert "Barraclough" not in answer.content.decode()
    assert [one.ref for one in waiting()] == [answer.json()["ref"]]


@pytest.mark.parametrize("body", ['{"source": "schools", ', "[1", "", "\x00"])
def test_a_body_that_cannot_be_read_is_kept_and_says_what_to_do(key, ask, body):
    answer = ask("post", "records", key("records"), body)
    assert answer.status_code == 422
    assert answer.json()["detail"]
    assert len(waiting()) == 1


def test_a_list_gives_each_ones_outcome(key, ask, enrolment):
    rows = [enrolment, enrolment, enrolment | {"source_ref": "SCH-2", "kind": "ufo"}]
    answer = ask("post", "records", key("records"), rows)
    assert answer.status_code == 200
    assert [one["outcome"] for one in answer.json()] == ["taken", "same", "quarantined"]


def test_a_key_speaks_for_its_own_source_alone(key, ask, enrolment):
    answer = ask("post", "records", key("records", source="oak-cad"), enrolment)
    assert answer.status_code == 409
    assert "its own source" in answer.json()["title"]
    assert waiting() == []


def test_no_system_speaks_in_firstlights_own_name(key, ask, enrolment):
    grading = enrolment | {"source": "firstlight", "kind": "grading", "details": {"level": "low"}}
    for body in (grading, [grading]):
        answer = ask("post", "records", key("records"), body)
        assert answer.status_code == 409
        assert answer.json()["code"] == "our_own_source"
    assert counts() == {}


def test_nobody_gets_in_without_a_key(sources, ask):
    answer = ask("get", "sources", {"HTTP_AUTHORIZATION": "Bearer wrong"})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "address", ["records/R-0000000000", "people/P-0000000000", "places/L-0000000000"]
)
def test_not_there_and_not_yours_are_one_answer(key, ask, address):
    mine, partner = ask("get", address, key("response")), ask("get", address, key("partner"))
    assert mine.status_code == partner.status_code == 404
    assert mine.content == partner.content


def test_a_sealed_person_is_answered_as_one_who_is_not_there(key, ask, enrolment, at):
    told = ask("post", "records", key("records"), enrolment).json()
    officer = key("response")
    assert ask("get", f"people/{told['people']['p1']}", officer).status_code == 200
    restrict(
        target=told["people"]["p1"],
        level="sealed",
        custodians=("U-X",),
        reason="x",
        by=SYSTEM,
        at=at,
    )
    sealed = ask("get", f"people/{told['people']['p1']}", officer)
    never = ask("get", "people/P-0000000000", officer)
    assert (sealed.status_code, sealed.content) == (never.status_code, never.content)
    assert ask("get", "changes?after=0", officer).json()["changes"] == []


def test_a_picture_is_journaled_before_it_is_sent(key, ask, enrolment):
    told = ask("post", "records", key("records"), enrolment).json()
    answer = ask("get", f"people/{told['people']['p1']}", key("response"))
    assert answer.json()["picture"]["ref"] == told["people"]["p1"]
    last = Journal.objects.order_by("-seq").first()
    assert last.action == "look.api.people.see"
    assert told["people"]["p1"] in last.refs


def test_the_past_is_asked_in_two_ways_never_at_once(key, ask, enrolment):
    officer, writer = key("response"), key("records")
    person = ask("post", "records", writer, enrolment).json()["people"]["p1"]
    both = ask(
        "get", f"people/{person}?as_of=2026-01-02T00:00:00Z&learnt_by=2026-01-02T00:00:00Z", officer
    )
    assert both.status_code == 409
    assert ask("get", f"people/{person}?as_of=yesterday", officer).status_code == 409
    before = ask("get", f"people/{person}?as_of=2026-01-02T00:00:00Z", officer)
    assert before.status_code == 404


def test_a_search_is_a_post_and_its_words_are_in_no_address(key, ask, enrolment):
    told = ask("post", "records", key("records"), enrolment).json()
    answer = ask("post", "search", key("response"), {"name": "Otoline Baraclough"})
    assert [hit["person"] for hit in answer.json()["people"]][:1] == [told["people"]["p1"]]
    assert ask("get", "search?name=Ottoline", key("response")).status_code == 405
    assert ask("post", "search", key("response"), {}).status_code == 409


def test_a_search_gives_each_person_on_one_of_its_pages(key, ask, enrolment):
    writer, reader, told = key("records"), key("response"), set()
    for n in range(5):
        child = enrolment["people"][0] | {"given": f"Ottoline{'abcde'[n]}", "born_on": f"201{n}-05-14",
                                          "address": None}  # fmt: skip
        sent = enrolment | {"source_ref": f"SCH-P{n}", "people": [child]}
        told.add(ask("post", "records", writer, sent).json()["people"]["p1"])
    what, pages = {"name": "Ottoline Barraclough", "most": 2}, []
    while not pages or pages[-1]["more"]:
        asked = what | {"page": len(pages) + 1}
        pages.append(ask("post", "search", reader, asked).json())
        assert len(pages) < 6, "it says that there is more without end"
    found = [hit["person"] for page in pages for hit in page["people"]]
    assert [page["page"] for page in pages] == [1, 2, 3]
    assert sorted(found) == sorted(set(found)), "somebody stands on two pages"
    assert set(found) == told
    beyond = ask("post", "search", reader, what | {"page": 9}).json()
    assert (beyond["people"], beyond["more"]) == ([], False)
    assert ask("post", "search", reader, what | {"page": 0}).status_code == 422
    assert ask("post", "search", reader, what | {"most": 101}).status_code == 422


def test_changes_are_followed_to_the_end(key, ask, enrolment):
    writer, reader = key("records"), key("response")
    refs = {
        ask("post", "records", writer, enrolment | {"source_ref": f"S{n}"}).json()["ref"]
        for n in range(3)
    }
    found = ask("get", "changes?after=0", reader).json()
    assert {row["record"] for row in found["changes"]} == refs
    assert ask("get", f"changes?after={found['position']}", reader).json()["changes"] == []
    since = ask("get", "changes?updated_since=2020-01-01T00:00:00Z", reader).json()
    assert since["changes"] == found["changes"]
    late = ask("get", "changes?updated_since=2090-01-01T00:00:00Z", reader).json()
    assert (late["changes"], late["position"]) == ([], found["position"])
    assert ask("get", "changes?updated_since=yesterday", reader).status_code == 409


def test_sources_say_what_they_cover(key, ask):
    rows = ask("get", "sources", key("response")).json()
    assert {row["code"] for row in rows} == {"schools", "firstlight"}
    assert rows[0]["last_heard_at"] is None


def test_the_description_of_the_api_is_served_and_tells_its_refusals(db, client):
    told = json.loads(client.get("/api/v1/openapi.json").content)
    posted = told["paths"]["/api/v1/records"]["post"]
    assert {"200", "201", "202", "422"} <= set(posted["responses"])
