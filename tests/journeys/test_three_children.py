"""Three children of a job, one of them a baby: each has a voice, and the school is told and answers."""

import json
import re
import time

from playwright.sync_api import expect

from tests.journeys.calls import crewing
from tests.journeys.reads_well import axe

HOME = {"text": "3 Cobbler Rise, Stanbridge, ZX3 9CR"}
CHILDREN = (
    {"given": "Tamsin", "family": "Orrell", "born_on": "2016-03-04"},
    {"given": "Jory", "family": "Orrell", "born_on": "2020-08-19"},
    {"given": "Bea", "family": "Orrell", "born_on": "2025-11-30"},
)


def told(source, ref, kind, at, people, **more):
    return {"source": source, "source_ref": ref, "kind": kind, "told_at": at.isoformat(),
            "recorded_at": at.isoformat(), "occurred": {"begins": at.isoformat()},
            "people": people, **more}  # fmt: skip


def call(county):
    """Tell the roll, the call and the crew; gives the job's record."""
    at = county.now()
    roll = county.client(county.token("records.mgr", "schools"))
    roll.post("records", content=json.dumps(told(
        "schools", "ORRELL-1", "school_enrolment", at,
        [{"key": "p1", "role": "subject", **CHILDREN[0], "address": HOME}],
        details={"school": "St Bede's Academy"},
    )))  # fmt: skip
    people = [{"key": "m", "role": "victim", "given": "Senara", "family": "Orrell",
               "born_on": "1994-01-20", "address": HOME}]  # fmt: skip
    people += [{"key": f"c{n}", "role": "child", "address": HOME, "present": "yes", **one}
               for n, one in enumerate(CHILDREN)]  # fmt: skip
    kin = [{"one": "m", "kind": "parent_of", "other": f"c{n}"} for n in range(3)]
    cad = county.client(county.token("dispatcher", "oak-cad"))
    made = cad.post("records", content=json.dumps(told(
        "oak-cad", "CALL-77", "domestic_abuse_incident", at, people, relations=kin,
        places=[{"role": "scene", "address": HOME}], happening="CALL-77",
        details={"unit": "ST77", "job": "CALL-77"},
    )))  # fmt: skip
    cad.post("records", content=json.dumps(crewing(77, at)))
    return made.json()["ref"]


def until_there(page, address, locator):
    """Ask again until the worker has done its part."""
    for _ in range(40):
        page.goto(address)
        if locator.count():
            return
        time.sleep(0.5)
    expect(locator.first).to_be_visible()


def hear(page, name, spoken, **fields):
    """Write down the voice of one child on the job's page."""
    card = page.locator("section.fl-card--child").filter(has=page.get_by_role("link", name=name))
    card.get_by_text("Write down the voice of the child").click()
    card.get_by_label("Was the child spoken to").select_option(label=spoken)
    for label, words in fields.items():
        card.get_by_label(LABELS[label]).fill(words)
    card.get_by_role("button", name="Record the child's voice").click()
    expect(page.get_by_text("The child's voice was recorded.")).to_be_visible()


LABELS = {"words": "The child's own words", "condition": "If asleep: the child's condition",
          "room": "If asleep: the room", "behaviour": "What the child did",
          "looked": "How the child looked"}  # fmt: skip


def test_each_child_is_heard_and_the_school_has_the_notice_and_says_so(open_page, county):
    job = call(county)
    page = open_page("pc.hale", phone=True)
    until_there(page, f"/domestic/{job}", page.get_by_role("link", name="Bea Orrell"))
    hear(page, "Tamsin Orrell", "Yes, alone", words="I put the pillow on my ears.")
    hear(page, "Jory Orrell", "Seen asleep, not woken", condition="Breathing well.", room="Warm.")
    hear(page, "Bea Orrell", "Yes, with somebody there", behaviour="Reached for her mother.",
         looked="Clean, dressed for the night.")  # fmt: skip
    expect(page.get_by_text("I put the pillow on my ears.")).to_be_visible()
    expect(page.get_by_text("Reached for her mother.")).to_be_visible()
    assert page.get_by_text("Nobody has written down the voice").count() == 0
    axe(page)
    hub = open_page("hub.ds")
    notice = hub.get_by_role("link", name=re.compile("Read the notice about Tamsin Orrell"))
    until_there(hub, "/encompass", notice)
    notice.first.click()
    expect(hub.get_by_text("I put the pillow on my ears.")).to_be_visible()
    hub.get_by_role("button", name=re.compile("Release under my name")).click()
    expect(hub.get_by_text("Released.")).to_be_visible()
    school = open_page("school.dsl")
    school.goto("/portal")
    school.locator("main a[href^='/portal/S-']").first.click()
    expect(school.get_by_text("Tamsin Orrell").first).to_be_visible()
    assert "Jory" not in school.content()
    sent = school.url.rsplit("/", 1)[1]
    school.get_by_role("button", name=re.compile("We have it")).click()
    expect(school.get_by_text("The force can see that you have it.")).to_be_visible()
    hub.goto(f"/sharing/{sent}")
    happened = hub.get_by_role("listitem")
    expect(happened.filter(has_text="Opened by the recipient")).to_be_visible()
    expect(happened.filter(has_text="Acknowledged").first).to_be_visible()
    hub.goto("/figures/domestic?days=7")
    row = hub.get_by_role("row").filter(has_text="St Bede's Academy")
    expect(row.get_by_role("cell").last).not_to_have_text("0")
    axe(hub)
