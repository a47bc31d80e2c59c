"""A domestic abuse job is posted by another system; the crew's open phone has the brief unasked."""

import json
import time

from playwright.sync_api import expect

from tests.journeys.conftest import BOTH, axe

WITHIN = 2.0  # seconds, from the job's post to the brief on the open page


def _job(number, at):
    return {
        "source": "oak-cad", "source_ref": f"OAK-JOURNEY-{number}", "kind": "domestic_abuse_incident",
        "title": "Domestic", "told_at": at.isoformat(), "recorded_at": at.isoformat(),
        "places": [{"role": "scene", "address": {"text": "6 Saddler Row, Stanbridge, ZX3 7SR"}}],
        "people": [
            {"key": "p1", "role": "victim", "given": "Keeley", "family": "Marsden", "born_on": "1995-09-25"},
            {"key": "p2", "role": "suspect", "given": "Ryan", "family": "Tolland"},
        ],
        "details": {"unit": f"ST{number}", "children_present": "yes", "job": f"OAK-JOURNEY-{number}"},
    }  # fmt: skip


def _crew(number, at):
    return {
        "source": "oak-cad", "source_ref": f"OAK-JOURNEY-{number}-CREW", "kind": "unit_crewing",
        "told_at": at.isoformat(), "recorded_at": at.isoformat(),
        "details": {"unit": f"ST{number}", "crew": ["4417"], "job": f"OAK-JOURNEY-{number}",
                    "begins_at": at.isoformat()},
    }  # fmt: skip


@BOTH
def test_the_brief_reaches_the_open_phone_within_two_seconds(open_page, county):
    system = county.client(county.token("dispatcher", "oak-cad"))
    page = open_page("pc.hale", phone=True)
    page.goto("/briefs")
    began = time.monotonic()
    answer = system.post("records", content=json.dumps(_job(31, county.now())))
    assert answer.status_code == 201, answer.text
    assert system.post("records", content=json.dumps(_crew(31, county.now()))).status_code == 201
    page.locator("[data-live-alerts]").get_by_role("link").first.wait_for(timeout=15_000)
    took = time.monotonic() - began
    page.locator("[data-live-alerts]").get_by_role("link").first.click()
    expect(page.locator("[data-first-screen]")).to_be_visible()
    expect(page.get_by_text("6 Saddler Row").first).to_be_visible()
    children = page.get_by_role("heading", name="Children")
    expect(children.first).to_be_visible()
    for name in ("Poppy", "Rowan"):
        expect(page.get_by_text(name).first).to_be_visible()
    axe(page)
    assert took < WITHIN, f"{took:.1f} s from the job's post to the open phone"


def test_the_brief_is_acknowledged_with_one_thumb_and_printed(open_page, county):
    system = county.client(county.token("dispatcher", "oak-cad"))
    system.post("records", content=json.dumps(_job(32, county.now())))
    system.post("records", content=json.dumps(_crew(32, county.now())))
    page = open_page("pc.hale", phone=True)
    for _ in range(20):
        page.goto("/briefs")
        if page.locator("main section a").count():
            break
        time.sleep(0.5)
    page.locator("main section a").first.click()
    button = page.get_by_role("button", name="Acknowledge")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["y"] + box["height"] <= 844, "the button is on the first screen"
    button.click()
    expect(page.get_by_text("Acknowledged").first).to_be_visible()
    page.goto(page.url.rstrip("/") + "/print")
    expect(page.get_by_text("Words for the radio")).to_be_visible()
    axe(page)
