"""A record that waits in quarantine is mended beside its fault, and its file's report says so."""

from playwright.sync_api import expect

from tests.journeys.reads_well import axe

LOAD = """
import json, pathlib, tempfile
from firstlight.intake.services import load_files
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
from firstlight.records.selectors import sources
source = next(one.code for one in sources() if "incident" in one.kinds or not one.kinds)
people = [{"key": "a", "given": "Perrin", "family": "Okell", "born_on": "31/02/2012"}]
path = pathlib.Path(tempfile.mkdtemp()) / "calls.jsonl"
path.write_text(json.dumps({"source_ref": "JOURNEY-1", "kind": "incident", "people": people}) + "\\n")
print(load_files([path], source=source, by=system_viewer("test"), at=clock.now()).files[0])
"""


def test_a_quarantined_record_is_mended_and_goes_in(open_page, county):
    file = county.code(LOAD).split()[-1]
    page = open_page("records.mgr")
    page.goto(f"/files/{file}")
    axe(page)
    page.get_by_role("link", name="Waiting").click()
    expect(page.get_by_label("people.0.born_on")).to_have_value("31/02/2012")
    axe(page)
    page.get_by_label("people.0.born_on").fill("2012-02-28")
    page.get_by_role("button", name="Take it in").click()
    expect(page.get_by_text("Taken in as R-")).to_be_visible()
    axe(page)
    page.goto(f"/files/{file}")
    expect(page.locator("main")).to_contain_text("Mended and taken in")
