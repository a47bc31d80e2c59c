"""A record is disposed of by two people, and its page is a tombstone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.journeys.reads_well import axe

TAKE = """
from firstlight.kernel import clock
from firstlight.kernel.values.refs import new_ref
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.services import take_in
at = clock.now()
print(take_in({"source": "oak-cad", "source_ref": new_ref("J"), "kind": "incident",
    "recorded_at": at.isoformat(), "title": "Call about a bicycle"}, by=system_viewer("test"), at=at).ref)
"""
ASK = """
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.retention.services import enter
print(enter(person="{person}", kind="access", claims="parent", asker_said="By letter",
            by=system_viewer("test"), at=clock.now()))
"""


def test_two_people_dispose_of_a_record_and_find_its_tombstone(open_page, county):
    record = county.code(TAKE).split()[-1]
    page = open_page("dpo")
    page.goto("/retention")
    axe(page)
    page.get_by_role("button", name="Propose a disposal").click()
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_text("Choose one of: review").first).to_be_visible()
    axe(page)
    page.get_by_label("Records").fill(record)
    page.get_by_label("Review under the force's retention schedule").check()
    page.get_by_label("Why are they disposed of?").fill("Clear period ended.")
    page.get_by_role("button", name="Propose it").click()
    expect(page.get_by_text("It waits for a second person.")).to_be_visible()
    where = page.url
    second = open_page("supt.okafor")
    second.goto(where)
    axe(second)
    second.get_by_role("button", name="Agree: dispose of it").click()
    expect(second.get_by_text("Agreed. What is disposed of is gone").first).to_be_visible()
    asked = county.code(ASK.format(person=county.person("six_systems", "ola"))).split()[-1]
    request = f"/retention/requests/{asked}"
    for path in ("/retention/disposals", request, f"{request}/bundle", "/journal/unusual"):
        page.goto(path)
        axe(page)
    page.goto(f"/records/{record}")
    expect(page.get_by_text("This record was disposed of.")).to_be_visible()
    axe(page)
