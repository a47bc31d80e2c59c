"""A home's carer reports, and a night goes on: seen unasked, late, climbed, handed over, back, and again."""

import os
import re
import signal
import subprocess

import pytest
from playwright.sync_api import expect

from tests.journeys.reads_well import axe

# Its review is late since a moment, and nobody has acted for as long as silence takes to climb.
LATE = """
from datetime import timedelta
from firstlight.audit.models import Due
from firstlight.duties.models import Duty
from firstlight.kernel import clock
at = clock.now()
(review,) = Duty.objects.filter(clock="MISS_REVIEW", links__ref="{episode}").exclude(state="closed")
Duty.objects.filter(pk=review.pk).update(since_at=at - timedelta(minutes=31), climbs_at=at,
                                         due_at=at - timedelta(minutes=1))
Due.objects.filter(key__in=("climb:" + review.ref, "late:" + review.ref)).update(at=at)
print(review.ref)
"""
# Two duties of a post whose holder's shift ends now; another comes on at the same moment.
SHIFT_ENDS = """
from datetime import timedelta
from firstlight.access.selectors import user_named
from firstlight.duties.models import RotaShift
from firstlight.duties.services import acknowledge, open_duty, set_shift
from firstlight.config.viewers import viewer_of
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import system_viewer
at, by, post = clock.now(), system_viewer("journey"), "duty_inspector_west"
foss = viewer_of(user_named("insp.foss"), at)
for key in ("first", "second"):
    ref = open_duty(clock="RHI", about=("E-{key}00000",), people=(), told_at=at, key="night:" + key, post=post,
                    because="A return home interview is asked for.", by=by, at=at)
    acknowledge(ref, foss, at)
    print(ref)
from firstlight.duties.services import end_shift
later = clock.now() + timedelta(milliseconds=1)
for row in RotaShift.objects.filter(post=post, begins_at__lte=later, ends_at__gt=later):
    end_shift(shift=row.pk, ends_at=later, by=by, at=later)
set_shift(post=post, user=user_named("insp.eames").ref, begins_at=later, ends_at=None, by=by, at=later)
"""


def _open(page, label):
    page.locator("details > summary", has_text=re.compile(f"^\\s*{label}")).first.click()
    return page.locator("details[open]", has=page.locator("summary", has_text=re.compile(label)))


def _report(carer, words):
    """Report a child of the home missing; gives the receipt's address."""
    carer.goto("/portal/report")
    carer.get_by_label("A child is missing").check()
    carer.get_by_label("First name").fill("Saffron")
    carer.get_by_label("Family name").fill("Quillfeather")
    carer.get_by_label("Date of birth").fill("2011-08-19")
    carer.get_by_label("Do you know where the child is?").select_option("no")
    carer.get_by_label("What happened, in your words").fill(words)
    axe(carer)
    carer.get_by_role("button", name="Send to the police").click()
    carer.wait_for_url(re.compile(r"/portal/reports/"))
    return carer.url


@pytest.mark.timeout(420)
def test_a_carers_report_is_seen_unasked_graded_late_climbs_and_the_plan_waits_for_the_next(
    open_page, county
):
    handler, inspector = open_page("call.handler"), open_page("insp.coyle")
    for board in (handler, inspector):
        board.goto("/missing")
    carer = open_page("home.manager", phone=True)
    _report(carer, "Went to the shop at four and has not come back. Her phone is off.")
    expect(carer.get_by_role("heading", name="Received")).to_be_visible()
    axe(carer)
    for board in (handler, inspector):
        expect(board.get_by_text("Saffron Quillfeather").first).to_be_visible(timeout=20_000)
    episode = _whole(inspector)
    _taken_graded_and_acted_on(inspector)
    _late_and_climbed(open_page("fim.night"), county, episode)
    inspector.goto(episode)
    _back_heard_and_planned_for(inspector)
    inspector.goto("/missing")
    _report(carer, "Gone again after tea.")
    expect(inspector.get_by_text("Saffron Quillfeather").first).to_be_visible(timeout=20_000)
    assert _whole(inspector) != episode, "another episode of the same child"
    expect(inspector.locator("main")).to_contain_text("1. Go to the harbour wall")
    axe(inspector)


def _whole(page):
    """Open the child's episode from the board; gives its address."""
    page.get_by_role("link", name=re.compile("Saffron Quillfeather")).first.click()
    page.wait_for_url(re.compile(r"/missing/E-"))
    return page.url.split("#")[0]


def _taken_graded_and_acted_on(page):
    page.get_by_role("button", name=re.compile("^I have this")).first.click()
    form = _open(page, "Grade")
    form.get_by_label("High", exact=True).check()
    form.get_by_label("Why", exact=True).fill("Fifteen, from care, not heard of for hours.")
    form.get_by_role("button", name="Save this grade").click()
    form = _open(page, "Log an action")
    form.get_by_label("What was done and what came of it").fill("Bus station searched.")
    form.get_by_role("button", name="Log it").click()
    expect(page.locator("main")).to_contain_text("Bus station searched.")


def _late_and_climbed(page, county, episode):
    page.goto("/work")
    review = county.code(LATE.format(episode=episode.rsplit("/", 1)[1])).split()[-1]
    told = page.locator(f"[data-live-alerts] a[href$='/duties/{review}']")
    expect(told.first).to_be_visible(timeout=20_000)
    expect(told.first).to_contain_text("nobody has acted")
    page.goto(f"/duties/{review}")
    expect(page.locator("main")).to_contain_text("Climbed")
    axe(page)


def _back_heard_and_planned_for(page):
    form = _open(page, "Sighting, located, or safe and seen")
    form.get_by_label("What happened").select_option("safe_and_seen")
    form.get_by_label("Seen in person by").fill("PC 2981")
    form.get_by_role("button", name="Save", exact=True).click()
    form = _open(page, "Prevention interview")
    form.get_by_label("Held by").fill("PC 2981")
    form.get_by_label("Their own words").fill("I wanted to be by the sea.")
    form.get_by_role("button", name="Save the interview").click()
    expect(page.locator("main")).to_contain_text("Prevention interview held")
    form = _open(page, "Return home interview offered")
    form.get_by_label("Asked of").fill("Oakshire children's services")
    form.get_by_role("button", name="Save", exact=True).click()
    form = _open(page, "Return home interview: what came of it")
    form.get_by_label("Held by").fill("An independent visitor")
    form.get_by_label("The child's own words").fill("Nobody asked me before.")
    form.get_by_role("button", name="Save the interview").click()
    form = _open(page, "Write the plan for the next time")
    form.get_by_label("What is done first, one step a line").fill("Go to the harbour wall")
    form.get_by_role("button", name="Save the plan").click()
    expect(page.locator("main")).to_contain_text("1. Go to the harbour wall")


def test_a_post_is_handed_over_refused_and_accepted_and_a_dead_stream_is_said(open_page, county):
    relief = open_page("insp.eames")
    relief.goto("/work")
    first, second = county.code(SHIFT_ENDS).split()[-2:]
    expect(relief.get_by_text(re.compile("^Handed over to you")).first).to_be_visible(
        timeout=20_000
    )
    axe(relief)
    relief.goto(f"/duties/{first}")
    relief.get_by_role("button", name="Pass on").click()
    expect(relief.get_by_text("Say why this post does not take it").first).to_be_visible()
    relief.get_by_label("Why this post does not take it").fill("The coordinator asks the council.")
    relief.get_by_label("Who takes it on").select_option("missing_coordinator")
    relief.get_by_role("button", name="Pass on").click()
    expect(relief.get_by_text(re.compile("Passed on to .*, who was told")).first).to_be_visible()
    relief.goto(f"/duties/{second}")
    relief.get_by_role("button", name=re.compile("^Accept")).click()
    expect(relief.get_by_text("Accepted.").first).to_be_visible()

    status = relief.locator("[data-live-status]")
    expect(status).to_have_text("Live")
    _kill_stream(county)
    expect(status).to_contain_text("Not live since", timeout=20_000)
    axe(relief)
    expect(status).to_have_text("Live", timeout=40_000)


def _kill_stream(county):
    """Kill the stream, as a fault would; its parent starts another."""
    asked = ["ps", "-o", "pid=,args=", "--ppid", str(county.process.pid)]
    rows = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    (pid,) = [int(row.split()[0]) for row in rows if "firstlight.config.stream" in row]
    os.kill(pid, signal.SIGKILL)
