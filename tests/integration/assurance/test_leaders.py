"""Leaders' pages: an endorsement turns nothing green; every number opens to its cases."""

from __future__ import annotations

import re

import pytest

from firstlight.assurance import selectors, services
from firstlight.assurance.models import Endorsement
from firstlight.assurance.rules.measure import Status
from firstlight.assurance.rules.recommendations import RECOMMENDATIONS
from firstlight.audit.models import Journal, JournalRef
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import system_viewer

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")
PAGES = (
    "/leaders", "/leaders/departments", "/leaders/demand", "/leaders/children", "/leaders/never-recorded",
    *(f"/leaders/recommendations/{code}" for code in RECOMMENDATIONS),
    *(f"/leaders/queries/{code}" for code in selectors.QUERIES),
)  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_every_page_stands_with_nothing_held_and_never_reassures(browse, page):
    told = browse("chief", "chief").get(page)
    assert told.status_code == 200
    text = told.content.decode()
    assert "Green" not in text.replace("Green from", "")
    assert " style=" not in text
    assert "onclick" not in text


def test_an_endorsement_is_a_name_beside_a_demand_and_changes_no_status(viewer, at):
    chief = viewer("chief", "chief", rank="Chief Constable")
    before = selectors.standing("sharing", chief, at)
    services.endorse(recommendation="sharing", text="Decided for every child.", by=chief, at=at)
    after = selectors.standing("sharing", chief, at)
    assert before.status is after.status is Status.NOT_KNOWN
    assert after.whole_force.by_title == chief.name
    assert after.whole_force.text == "Decided for every child."
    assert before.whole_force is None
    line = Journal.objects.get(action="assurance.endorsed")
    assert line.by == chief.ref


def test_a_head_endorses_for_their_own_department_alone(viewer, at):
    head = viewer("voss", "online", "sergeant", rank="DS")
    services.endorse(recommendation="images", text="Ours.", department="online", by=head, at=at)
    for department in ("", "hub"):
        with pytest.raises(NotThere):
            services.endorse(
                recommendation="images", text="Theirs.", department=department, by=head, at=at
            )
    with pytest.raises(NotThere):
        services.endorse(
            recommendation="images",
            text="x",
            department="online",
            by=viewer("dc", "online", rank="DC"),
            at=at,
        )
    assert Endorsement.objects.count() == 1


def test_an_endorsement_of_nothing_or_of_no_such_department_is_refused(viewer, at):
    chief = viewer("chief", "chief")
    with pytest.raises(Refusal, match="says nothing"):
        services.endorse(recommendation="images", text="  ", by=chief, at=at)
    with pytest.raises(Refusal, match="no such department"):
        services.endorse(recommendation="images", text="x", department="stables", by=chief, at=at)


def test_endorsing_on_the_page_and_the_history_that_stays(browse):
    client = browse("chief", "chief")
    path = "/leaders/recommendations/every-department"
    assert client.post(path, {"department": "", "text": ""}).status_code == 422
    assert client.post(path, {"department": "", "text": "First."}).status_code == 302
    assert client.post(path, {"department": "hub", "text": "Second."}).status_code == 302
    page = client.get(path).content.decode()
    assert page.index("Second.") < page.index("First.")
    assert "Safeguarding hub" in page
    reader = browse("pc", "response")
    assert "Endorse in my name" not in reader.get(path).content.decode()
    assert reader.post(path, {"department": "", "text": "Me too."}).status_code == 404


def test_a_partner_has_no_such_page_and_an_unknown_query_is_not_there(browse):
    assert browse("head", "partner").get("/leaders").status_code == 404
    assert browse("chief", "chief").get("/leaders/queries/nothing").status_code == 404


def test_a_number_opens_to_its_cases_and_the_look_is_written_down(browse, take, at):
    took = take(
        "online_referral",
        {"given": "Piers", "family": "Aldous", "born_on": "1979-01-01", "role": "suspect"},
    )
    client = browse("chief", "chief")
    page = client.get("/leaders/queries/online").content.decode()
    link = re.search(r'href="(/leaders/queries/online\?state=unchecked)#cases">1 of 1<', page)
    assert link, "nobody asked whether children live there"
    cases = client.get(link[1]).content.decode()
    assert took.ref in cases
    assert "Aldous" not in cases, "references and reasons, no names"
    assert JournalRef.objects.filter(ref=took.ref).exists()


def test_the_part_that_is_asked_again_is_the_same_element(browse):
    part = browse("chief", "chief").get("/leaders/live").content.decode()
    assert part.startswith('<div id="leaders-live" data-live="')
    assert 'data-live-get="/leaders/live"' in part


def test_the_due_date_nobody_set_is_said_in_red_words(browse):
    assert "Set by nobody" in browse("chief", "chief").get("/leaders").content.decode()
