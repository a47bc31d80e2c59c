"""One call goes through everything: another system posts it, and in the end the leaders' page moves."""

import json
import re
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.calls import crewing, job
from tests.journeys.conftest import BOTH
from tests.journeys.reads_well import axe

WITHIN = 2.0  # seconds, from the job's post to the brief on the open page
ALERTS = "[data-live-alerts] a[href*='/briefs/B-']"
# The duties of the job and of the two children, each with somebody who holds its post now.
DUTIES = """
from firstlight.access.models import User
from firstlight.duties import selectors
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
at, by = clock.now(), system_viewer("journey")
names = {{u.ref: u.username for u in User.objects.all()}}
for ref in {refs}:
    for one in selectors.about(ref, by, at, closed=False):
        holder = selectors.on_duty(one.post, at)
        if holder and one.state not in ("acknowledged", "closed"):
            print(one.ref, names[getattr(holder, "ref", holder)])
"""


@BOTH
@pytest.mark.timeout(420)
def test_a_call_is_linked_pictured_assessed_briefed_acknowledged_graded_shared_and_counted(
    open_page, county
):
    children = {key: county.person("da_tonight", key) for key in ("poppy", "rowan")}
    leaders = open_page("chief")
    leaders.goto("/leaders")
    before = counts(leaders)
    phone = open_page("pc.hale", phone=True)
    record, mother = the_brief_comes_by_itself(phone, county)
    the_picture_has_it(county, record, mother)
    the_brief_names_each_child_and_is_acknowledged(phone, county, children)
    each_child_has_a_floor(county, children)
    a_duty_is_acknowledged(open_page, county, [record, *children.values()])
    a_child_is_graded(open_page, children["poppy"])
    it_is_shared_and_referred(open_page, record, children["poppy"])
    for _ in range(60):
        if counts(leaders) != before:
            break
        leaders.wait_for_timeout(250)
    assert counts(leaders) != before, "nothing on the leaders' open page moved"


def counts(page):
    return re.sub(r"Asked of the records at .*", "", page.locator("#leaders-live").inner_text())


def the_brief_comes_by_itself(phone, county):
    """Post a job and its crew; the best of three counts, for other tests share this machine."""
    system = county.client(county.token("dispatcher", "oak-cad"))
    took = []
    for number in (41, 42, 43):
        phone.goto("/briefs")
        seen = phone.locator(ALERTS).count()
        began = time.monotonic()
        posted = system.post("records", content=json.dumps(job(number, county.now())))
        assert posted.status_code == 201, posted.text
        crewed = system.post("records", content=json.dumps(crewing(number, county.now())))
        assert crewed.status_code == 201, crewed.text
        phone.locator(ALERTS).nth(seen).wait_for(timeout=20_000)
        took.append(time.monotonic() - began)
        if took[-1] < WITHIN:
            break
    assert min(took) < WITHIN, f"{took} s from the job's post to the open phone"
    again = system.post("records", content=json.dumps(job(99, county.now()) | {"kind": "nothing"}))
    assert again.status_code in {202, 422}, "what cannot be taken in waits, and is said to"
    return posted.json()["ref"], posted.json()["people"]["p1"]


def the_picture_has_it(county, record, mother):
    assert mother == county.person("da_tonight", "mother"), "the caller was taken for another"
    reader = county.client(county.token("pc.hale"))
    picture = reader.get(f"people/{mother}").json()["picture"]
    assert record in {one["ref"] for one in picture["records"]}


def the_brief_names_each_child_and_is_acknowledged(phone, county, children):
    phone.locator(ALERTS).last.click()
    expect(phone.locator("[data-first-screen]")).to_be_visible()
    expect(phone.get_by_text("6 Saddler Row").first).to_be_visible()
    for name in ("Poppy", "Rowan"):
        expect(phone.get_by_text(name).first).to_be_visible()
    axe(phone)
    ref = phone.url.rstrip("/").rsplit("/", 1)[-1]
    told = county.client(county.token("pc.hale")).get(f"briefs/{ref}").json()["brief"]
    assert {one["person"] for one in told["children"]} >= set(children.values())
    assert all(one["because"] for one in told["children"])
    assert told["orders"]
    assert len(told["radio"].split()) <= 60
    assert not re.search("Keeley|Marsden|Poppy|Rowan|Ryan|Tolland", told["radio"])
    phone.get_by_role("button", name="Acknowledge").click()
    expect(phone.get_by_text("Acknowledged").first).to_be_visible()


def each_child_has_a_floor(county, children):
    for child in children.values():
        told = json.loads(county.run("assess", child, "--json"))
        floor = told["floors"]["domestic"]
        assert floor["level"], told
        assert floor["findings"], told


def a_duty_is_acknowledged(open_page, county, refs):
    open_now = []
    for _ in range(20):
        open_now = county.code(DUTIES.format(refs=refs)).splitlines()
        if open_now:
            break
        time.sleep(0.5)
    assert open_now, "the job opened no duty that anybody holds"
    duty, holder = open_now[0].split()
    page = open_page(holder)
    page.goto(f"/duties/{duty}")
    page.get_by_role("button", name=re.compile("^I have this")).click()
    expect(page.locator("main")).to_contain_text("cknowledged")


def a_child_is_graded(open_page, child):
    page = open_page("insp.coyle")
    page.goto(f"/risk/{child}/grade/domestic")
    axe(page)
    page.locator("main input[name=level]").last.check()
    page.get_by_label("Why", exact=True).fill("The order is in force and he was in the house.")
    page.get_by_role("button", name="Save this grade").click()
    page.wait_for_url(f"**/risk/{child}*")
    expect(page.locator("main")).to_contain_text("The order is in force and he was in the house.")


def it_is_shared_and_referred(open_page, record, child):
    page = open_page("hub.ds")
    page.goto(f"/sharing/decide?about={child}&record={record}")
    page.locator("input[name=decision][value=shared]").check()
    page.get_by_label("Who receives it").select_option("oakshire-csc")
    page.get_by_label("What it is for").fill("Protecting two children from harm.")
    for box in page.locator("main input[name=items]").all():
        box.check()
    page.get_by_label("Legal basis").select_option("CA2004-11")
    page.get_by_label("Why you decide so").fill("Two children were in the house.")
    page.get_by_role("button", name="Save the decision").click()
    page.wait_for_url(re.compile(r"/sharing/S-"))
    decision = page.url
    page.get_by_role("button", name=re.compile("[Rr]elease")).first.click()
    expect(page.locator("main")).to_contain_text(re.compile("As it left"))
    page.goto(f"{decision}/print")
    expect(page.get_by_text("Poppy").first).to_be_visible()
    axe(page)
