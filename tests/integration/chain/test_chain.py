"""From a call to the leaders' page: one test through everything, from another process over HTTP."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta

import httpx
import pytest

from bench.county import County, Postgres

pytestmark = pytest.mark.timeout(420)
WHERE = "6 Saddler Row, Stanbridge, ZX3 7SR"
FOUND_BY = {"Poppy", "Rowan"}


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    import os  # noqa: PLC0415

    database = Postgres() if "postgres" in os.environ.get("FIRSTLIGHT_DATABASE_URL", "") else None
    if database:
        database.create()
    made = County(tmp_path_factory.mktemp("chain"), database.url if database else "")
    made.fill(people=40)
    made.start()
    yield made
    made.stop()
    if database:
        database.drop()


class Person:
    """Somebody at a browser: a session that follows forms as a person does."""

    def __init__(self, county: County, username: str) -> None:
        self.http = httpx.Client(base_url=county.url, follow_redirects=True, timeout=30)
        page = self.http.get("/sign-in").text
        name = re.escape(county.full_names[username])
        form = next(
            part
            for part in page.split("<form")
            if re.search(rf"{name}\b", part) and "sign-in/as" in part
        )
        ref = re.search(r'name="user" value="(U-[^"]+)"', form)
        assert ref
        self._token = self._found(page)
        self.post("/sign-in/as", {"user": ref[1], "next": "/"})

    @staticmethod
    def _found(page: str) -> str:
        token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', page)
        return token[1] if token else ""

    def get(self, path: str) -> str:
        answer = self.http.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        self._token = self._found(answer.text) or self._token
        return answer.text

    def post(self, path: str, data: dict[str, object]) -> httpx.Response:
        answer = self.http.post(path, data={**data, "csrfmiddlewaretoken": self._token},
                                headers={"Referer": str(self.http.base_url)})  # fmt: skip
        assert answer.status_code < 400, (path, answer.status_code, answer.text[:2000])
        self._token = self._found(answer.text) or self._token
        return answer


def until(said: Callable[[], object], what: str, seconds: float = 20) -> object:
    """Wait for what the outbox does after a commit."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        if found := said():
            return found
        time.sleep(0.25)
    raise AssertionError(f"{what} did not come in {seconds} s")


def job(number: str, at: datetime) -> dict[str, object]:
    return {
        "source": "oak-cad", "source_ref": number, "kind": "domestic_abuse_incident", "title": "Domestic",
        "told_at": at.isoformat(), "recorded_at": at.isoformat(), "occurred": {"begins": at.isoformat()},
        "places": [{"role": "scene", "address": {"text": WHERE}}],
        "people": [{"key": "p1", "role": "victim", "given": "Keeley", "family": "Marsden", "born_on": "1995-09-25",
                    "phones": ["07700 900951"]},
                   {"key": "p2", "role": "suspect", "given": "Ryan"}],
        "details": {"unit": "ST41", "children_present": "yes", "job": number},
    }  # fmt: skip


def leaders_page(chief):
    return re.sub(r"\s+", " ", chief.get("/leaders"))


def crewing(at):
    return {"source": "oak-cad", "source_ref": "CHAIN-CREW", "kind": "unit_crewing",
               "told_at": at.isoformat(), "recorded_at": at.isoformat(),
               "details": {"unit": "ST41", "crew": ["4417"], "job": "CHAIN-1",
                           "begins_at": (at - timedelta(hours=1)).isoformat()}}  # fmt: skip


def a_brief_is_read_and_acknowledged(hale, reader, ref, children):
    brief = until(lambda: reader.get(f"briefs/{ref}").json(), "the brief over the API")["brief"]
    assert {one["person"] for one in brief["children"]} >= set(children.values())
    assert all(one["because"] for one in brief["children"])
    assert len(brief["radio"].split()) <= 60
    assert not any(
        name in brief["radio"] for name in ("Keeley", "Marsden", "Poppy", "Rowan", "Ryan")
    )
    assert "order" in str(brief["orders"]).lower() or brief["orders"]
    hale.get(f"/briefs/{ref}")
    hale.post(f"/briefs/{ref}/acknowledge", {})
    assert reader.get(f"briefs/{ref}").json()["state"] == "acknowledged"


def a_duty_is_acknowledged(county, record, children):
    work = DUTY_OF.format(record=record, people=list(children.values()))
    refs = until(lambda: county.code(work).split(), "a duty")
    assert refs
    ref_of, post, holder = str(refs[-1]).split("|")
    person = Person(county, holder)
    person.get(f"/duties/{ref_of}")
    person.post(f"/duties/{ref_of}/acknowledge", {})
    assert "cknowledged" in person.get(f"/duties/{ref_of}"), post


def it_is_shared(county, record, children):
    hub = Person(county, "hub.ds")
    decided = share(county, record, list(children.values()))
    said = hub.get(f"/sharing/{decided}")
    assert "hared" in said
    assert hub.http.get(f"/sharing/{decided}/print").status_code == 200


def test_a_call_is_linked_pictured_assessed_briefed_acted_on_graded_shared_and_counted(county):
    at = county.now()
    system = county.client(county.token("dispatcher", "oak-cad"))
    chief = Person(county, "chief")
    before = leaders_page(chief)

    posted = system.post("records", json=job("CHAIN-1", at))
    assert posted.status_code == 201, posted.text
    again = system.post("records", json=job("CHAIN-1", at))
    assert again.status_code == 200, "the same record twice is one"
    assert system.post("records", json=crewing(at)).status_code == 201
    record = posted.json()["ref"]

    # Who is who: the caller is linked by her name, date of birth and number.
    mother = county.person("da_tonight", "mother")
    assert posted.json()["people"]["p1"] == mother

    # The picture, and every child by class.
    reader = county.client(county.token("pc.hale"))
    picture = reader.get(f"people/{mother}").json()["picture"]
    assert record in {one["ref"] for one in picture["records"]}
    children = {key: county.person("da_tonight", key) for key in ("poppy", "rowan")}

    # The brief, on the crew's list unasked; children each a line.
    hale = Person(county, "pc.hale")
    ref = until(
        lambda: next(iter(re.findall(r"/briefs/(B-[0-9A-Z]{10})", hale.get("/briefs"))), ""),
        "the brief",
    )
    a_brief_is_read_and_acknowledged(hale, reader, ref, children)

    # The floor of each child, with its reasons.
    floors = {key: county.run("assess", child, "--json") for key, child in children.items()}
    assert all("domestic" in told for told in floors.values())

    # A duty, acknowledged by whoever holds its post.
    a_duty_is_acknowledged(county, record, children)

    # A share decision, a referral, its release and its paper.
    it_is_shared(county, record, children)

    # The leaders' page has moved, without anybody reckoning it again.
    assert until(lambda: leaders_page(chief) != before, "the leaders' figures")


DUTY_OF = """
from firstlight.duties import selectors
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.access.models import User
at, by = clock.now(), system_viewer("test")
names = {{u.ref: u.username for u in User.objects.all()}}
for ref in ["{record}", *{people}]:
    for d in selectors.about(ref, by, at, closed=False):
        user = selectors.on_duty(d.post, at)
        if user and d.state not in ("acknowledged", "closed"):
            print(d.ref + "|" + d.post + "|" + names[getattr(user, "ref", user)])
"""
SHARE = """
from firstlight.config.viewers import viewer_of
from firstlight.access.selectors import user_named
from firstlight.kernel import clock
from firstlight.sharing.services import disclose
at = clock.now()
by = viewer_of(user_named("hub.ds"), at)
print(disclose(about=("{record}",), people={people}, decision="shared", recipient="oakshire-csc",
    purpose="protecting the children", basis="CA2004-11", items=("the incident",), withheld=(),
    reason="Two children were in the house.", caveat="", by=by, at=at))
"""


def share(county: County, record: str, people: list[str]) -> str:
    told = county.code(SHARE.format(record=record, people=tuple(people)))
    return str(told.split()[-1])
