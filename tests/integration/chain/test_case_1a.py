"""Sealed is not empty: Ayla Moss, her neighbour at number 16, and a name nobody holds, at every door."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from firstlight.access.services import restrict
from firstlight.audit.models import EventRow
from firstlight.people.selectors import place_of
from firstlight.picture.selectors import RESTRICTED_LINE
from tests.integration.chain.conftest import words

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(240)]
HERS, NEXT_DOOR = "14 Larch Court, Stanbridge, ZX3 5LC", "16 Larch Court, Stanbridge, ZX3 5LC"
SAFETY = "Child here. See before leaving."


@pytest.fixture(scope="module")
def since_march(settled):
    settled.at("2026-03-03T10:00:00Z")
    settled.tell("ayla_moss", work=True)
    orme = settled.viewer("di.orme")
    for target in (settled.person("ayla_moss", "ayla"), place_of(HERS)):
        restrict(target=target, level="sealed", custodians=(orme.ref,), reason="Witness protection",
                 safety_line=SAFETY, by=orme, at=settled.now)  # fmt: skip
    settled.work()
    settled.at("2026-11-22T02:10:00Z")
    settled.work()
    return settled


@pytest.fixture
def sealed(since_march, oakshire):
    oakshire.at("2026-11-22T02:10:00Z")
    return oakshire


def brief_of(client, address):
    answer = client.post("/briefs/ask", {"address": address}, follow=True)
    assert answer.status_code == 200
    return answer


def plain(response):
    """A page without what differs at random: its token, its reference, the minute it was made."""
    text = response.content.decode()
    text = re.sub(r'csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"', "", text)
    return re.sub(r'[A-Z]-[0-9A-Z]{10}|data-position="\d+"', "*", text)


def test_both_briefs_are_alike_but_for_the_safety_line(sealed):
    hale = sealed.signed_in("pc.hale")
    hers, next_door = words(brief_of(hale, HERS)), words(brief_of(hale, NEXT_DOOR))
    assert SAFETY in hers
    assert SAFETY not in next_door
    for said in (hers, next_door):
        assert RESTRICTED_LINE in said
        assert "one that you may see" in said
        assert "Ayla" not in said
        assert "Moss" not in said
        assert "none held" not in said.lower()
        assert "no children" not in said.lower()


def test_the_counts_and_sources_of_both_briefs_are_the_same(sealed):
    ask = sealed.api("pc.hale")
    documents = [
        ask("post", "briefs", {"address": one}).json()["brief"] for one in (HERS, NEXT_DOOR)
    ]
    for part in ("children", "adults", "counts", "sources", "orders", "dangers", "narrative", "left_out",
                 "restricted_line"):  # fmt: skip
        assert documents[0][part] == documents[1][part], part
    assert {one["state"] for one in documents[0]["sources"]} <= {
        "none_you_may_see",
        "not_checked",
        "unavailable",
    }


def test_a_search_for_her_is_a_search_for_nobody(sealed):
    hale = sealed.signed_in("pc.hale")
    asked = {"justification": "job 0412"}
    hers = hale.post("/search", {"words": "Ayla Moss", **asked})
    nobody = hale.post("/search", {"words": "Zora Quix", **asked})
    assert plain(hers).replace("Ayla Moss", "*") == plain(nobody).replace("Zora Quix", "*")
    assert hers.headers.items() == nobody.headers.items()
    api = sealed.api("pc.hale")
    bodies = [api("post", "search", {"name": name, "justification": "job 0412"}).content
              for name in ("Ayla Moss", "Zora Quix")]  # fmt: skip
    assert bodies[0] == bodies[1]


def naming(number, given, family, born_on, address):
    return {
        "source": "oak-cad", "source_ref": f"OAK-20261122-{number}", "kind": "incident",
        "told_at": "2026-11-22T02:05:00Z", "recorded_at": "2026-11-22T02:06:00Z",
        "people": [{"key": "p1", "role": "child", "given": given, "family": family, "born_on": born_on,
                    "address": {"text": address}}],
        "details": {"job_type": "concern"},
    }  # fmt: skip


@pytest.fixture
def posted(sealed):
    api = sealed.api("pc.hale", "oak-cad")
    hers = api("post", "records", naming(7001, "Ayla", "Moss", "2017-05-03", HERS))
    nobody = api("post", "records", naming(7002, "Zora", "Quix", "2016-09-14", NEXT_DOOR))
    return sealed, hers, nobody


def test_the_answer_to_a_posted_record_that_names_her_is_that_of_any_other(posted):
    _, hers, nobody = posted
    assert hers.status_code == nobody.status_code == 201
    assert plain(hers) == plain(nobody)
    assert len(hers.content) == len(nobody.content)
    assert hers.headers.items() == nobody.headers.items()


def test_the_record_links_to_her_for_the_custodian_alone(posted):
    oakshire, hers, _ = posted
    child = oakshire.person("ayla_moss", "ayla")
    ref = hers.json()["ref"]
    assert child not in hers.content.decode()
    assert child in oakshire.signed_in("di.orme").get(f"/records/{ref}").content.decode()
    assert child not in oakshire.signed_in("pc.hale").get(f"/records/{ref}").content.decode()
    for name in ("pc.hale", "insp.coyle", "analyst"):
        nothing = oakshire.signed_in(name).get("/people/P-0000000000")
        answer = oakshire.signed_in(name).get(f"/people/{child}")
        assert (answer.status_code, plain(answer)) == (404, plain(nothing))


def test_what_the_poster_then_sees_of_either_is_the_same(posted):
    oakshire, hers, nobody = posted
    oakshire.work()
    client, api = oakshire.signed_in("pc.hale"), oakshire.api("pc.hale")
    told = []
    for answer in (hers, nobody):
        ref, person = answer.json()["ref"], answer.json()["people"]["p1"]
        record, page = client.get(f"/records/{ref}"), client.get(f"/people/{person}")
        told.append(
            (record.status_code, page.status_code, api("get", f"people/{person}").status_code)
        )
        bounds = re.findall(r'name="as_of"[^>]*', page.content.decode())
        told[-1] += (re.sub(r'value="[^"]*"', "", " ".join(bounds)),)
        told[-1] += (page.headers.get("ETag"), record.headers.get("ETag"))
    assert told[0] == told[1]


def test_changes_tell_of_both_records_alike(posted):
    oakshire, hers, nobody = posted
    rows = oakshire.api("pc.hale")("get", "changes?after=0").json()["changes"]
    found = {row["record"]: (row["kind"], row["version"], row["current"]) for row in rows}
    assert found.get(hers.json()["ref"]) == found.get(nobody.json()["ref"]) == ("incident", 1, True)


def test_the_stream_says_no_more_of_her_than_of_anybody(posted):
    oakshire, hers, nobody = posted
    last = EventRow.objects.order_by("-pk").values_list("pk", flat=True).first()
    del last
    oakshire.work()
    hale = oakshire.viewer("pc.hale")
    mine = {"all", f"user:{hale.ref}", *(f"role:{role}" for role in hale.roles)}
    kinds = {}
    for name, answer in (("hers", hers), ("nobody", nobody)):
        about = {answer.json()["ref"], *answer.json()["people"].values()}
        kinds[name] = sorted(
            row.kind for row in EventRow.objects.all()
            if mine & set(json.loads(row.audience)) and about & set(json.loads(row.refs))
        )  # fmt: skip
    assert kinds["hers"] == kinds["nobody"]
    child = oakshire.person("ayla_moss", "ayla")
    heard = [row.kind for row in EventRow.objects.all()
             if mine & set(json.loads(row.audience)) and child in json.loads(row.refs)
             and row.at >= oakshire.now]  # fmt: skip
    assert heard == []


def test_the_custodian_has_a_silent_hit_within_ten_seconds(posted):
    oakshire, _, _ = posted
    hale = oakshire.signed_in("pc.hale")
    brief_of(hale, HERS)
    hale.post("/search", {"words": "Ayla Moss", "justification": "job OAK-20261122-0412"})
    oakshire.now += timedelta(seconds=10)
    oakshire.work()
    queue = oakshire.signed_in("di.orme").get("/work")
    said = words(queue)
    assert "sealed" in said.lower()
    duties = re.findall(r"/duties/(D-[0-9A-Z]{10})", queue.content.decode())
    assert duties
    told = " ".join(words(oakshire.signed_in("di.orme").get(f"/duties/{ref}")) for ref in duties)
    assert "Hale" in told
    assert "OAK-20261122-0412" in told
    others = words(hale.get("/work")) + words(oakshire.signed_in("insp.coyle").get("/board"))
    assert "sealed" not in others.lower()
