"""A crew's brief on a phone without signal: read with its age, gone in time, and nobody else's."""

import json
import re

import pytest
from playwright.sync_api import expect

from tests.journeys.calls import crewing, job
from tests.journeys.conftest import sign_in
from tests.journeys.reads_well import PHONE, axe

# What a stranger with the phone in hand could read of its store.
STORE = """async () => {
  const held = await new Promise(done => {
    const ask = indexedDB.open("firstlight");
    ask.onsuccess = () => done(ask.result);
  });
  const all = name => new Promise(done => {
    const ask = held.transaction([name]).objectStore(name).getAll();
    ask.onsuccess = () => done(ask.result);
  });
  const [keys, briefs, read] = [await all("keys"), await all("briefs"), await all("read")];
  held.close();
  const text = one => one.data ? new TextDecoder("latin1").decode(one.data) : "";
  const cached = [];
  for (const name of await caches.keys())
    for (const one of await (await caches.open(name)).matchAll()) cached.push(await one.text());
  return {
    keys: keys.map(one => [one.ref, one.key.extractable]),
    open: briefs.filter(one => one.data).map(one => one.ref),
    words: briefs.map(one => JSON.stringify(one) + text(one)).join(" ") + JSON.stringify(read),
    read: read.map(one => one.ref), cached: cached.join(" "),
  };
}"""


@pytest.fixture
def phone(browser, county):
    """A phone of the force that nothing of another journey was done on."""
    context = browser.new_context(
        base_url=county.url, viewport=PHONE, locale="en-GB", timezone_id="Europe/London",
        has_touch=True, is_mobile=True,
    )  # fmt: skip
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on(
        "console",
        lambda said: "Content Security Policy" in said.text and faults.append(said.text),
    )
    yield page
    context.close()
    assert faults == []


def test_a_brief_is_read_without_signal_and_goes_in_time(phone, county, wait_for_brief):
    page = phone
    sign_in(page, "pc.hale", county)
    ref = wait_for_brief(page)
    page.goto("/phones")
    page.get_by_label("The force's number of this phone").fill("OAK-PH-0417")
    page.get_by_role("button", name="Keep my briefs on this phone").click()
    expect(page.get_by_text(re.compile(r"kept on this phone"))).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto(f"/briefs/{ref}")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    held = page.evaluate(STORE)
    assert ref in held["open"]
    assert {extractable for _, extractable in held["keys"]} == {False}
    for name in ("Keeley", "Marsden", "Tolland", "Saddler"):
        assert name not in held["words"] + held["cached"]
    page.context.set_offline(True)
    page.goto(f"/briefs/{ref}")
    expect(
        page.get_by_text(re.compile(r"As at \d\d:\d\d, \d+ min old, not refreshed"))
    ).to_be_visible()
    expect(page.get_by_role("heading", name="Words for the radio")).to_be_visible()
    assert "Marsden" in page.locator("[data-offline-brief]").inner_text()
    assert page.title() == "Briefs kept on this phone - Firstlight"
    axe(page)
    assert page.evaluate(STORE)["read"] == [ref]
    page.clock.install()
    page.goto(f"/briefs/{ref}")
    expect(page.get_by_text(re.compile("not refreshed"))).to_be_visible()
    page.clock.fast_forward("04:01:00")
    page.clock.run_for(11000)
    expect(
        page.get_by_text(f"{ref}: Its time is over. Ask for the brief by voice.")
    ).to_be_visible()
    assert "Marsden" not in page.content()
    held = page.evaluate(STORE)
    assert ref not in held["open"]
    assert ref not in {one for one, _ in held["keys"]}


def test_what_was_read_is_told_at_the_next_contact_and_signing_out_leaves_nothing(
    phone, county, wait_for_brief
):
    page = phone
    sign_in(page, "pc.hale", county)
    ref = wait_for_brief(page)
    page.goto("/phones")
    page.get_by_label("The force's number of this phone").fill("OAK-PH-0418")
    page.get_by_role("button", name="Keep my briefs on this phone").click()
    expect(page.get_by_text(re.compile(r"kept on this phone"))).to_be_visible()
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    page.context.set_offline(True)
    page.goto(f"/briefs/{ref}")
    expect(page.get_by_text(re.compile("not refreshed"))).to_be_visible()
    page.context.set_offline(False)
    page.goto("/phones")
    page.wait_for_function(f"({STORE})().then(held => held.read.length === 0)")
    page.get_by_role("link", name="OAK-PH-0418").first.click()
    row = page.get_by_role("row").filter(has_text=ref)
    expect(row.get_by_role("cell").last).not_to_have_text("not told")
    page.get_by_role("button", name="Sign out").click()
    expect(page).to_have_url(re.compile("/sign-in"))
    held = page.evaluate(STORE)
    assert (held["open"], held["keys"], held["words"]) == ([], [], "[]")


@pytest.fixture
def wait_for_brief(county):
    """Send a job whose unit PC Hale crews; gives the brief's reference."""

    def waited(page):
        number = 60 + sum(map(ord, page.url)) % 7 + int(county.now().timestamp()) % 1000
        system = county.client(county.token("dispatcher", "oak-cad"))
        system.post("records", content=json.dumps(job(number, county.now())))
        system.post("records", content=json.dumps(crewing(number, county.now())))
        for _ in range(40):
            page.goto("/briefs")
            first = page.locator("main section a").first
            if first.count():
                return first.get_attribute("href").rsplit("/", 1)[1]
            page.wait_for_timeout(500)
        raise AssertionError("no brief came")

    return waited
