"""Each page that shows a person is opened, and its look is read back from the journal.

Then records that opened episodes, cases, jobs and duties are disposed of: work goes on, pages open.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from firstlight.access.services import restrict
from firstlight.audit.models import Journal, JournalRef, Task
from firstlight.audit.outbox import drain
from firstlight.kernel import clock
from firstlight.people.selectors import appearance_of, place_of
from firstlight.records.selectors import record_of_source
from firstlight.retention.services import confirm, propose
from tests.integration.looks import LOOKS

pytestmark = [pytest.mark.django_db, pytest.mark.dear, pytest.mark.timeout(300)]
STORIES = ("six_systems", "maya", "da_tonight", "fourteen_weeks", "county_line")


def pages(patterns=None, space=""):
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from pages(
                one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space
            )
        elif (
            isinstance(one, URLPattern)
            and getattr(one.callback, "shows_person", False)
            and not one.callback.__module__.startswith("ninja")
        ):
            yield f"{space}{one.name}"


def test_every_page_that_shows_a_person_has_a_row():
    assert sorted(set(pages()) - set(LOOKS)) == [], (
        "say in tests/integration/looks.py how it is opened"
    )
    assert sorted(set(LOOKS) - set(pages())) == []


@pytest.fixture(scope="module")
def morning(settled):
    """Have the stories told, once for all pages."""
    settled.at("2026-11-22T06:30:00Z")
    rows = [raw for moment, _, raw in settled.records(*STORIES) if moment <= settled.now]
    settled.tell_at_once([raw for raw in rows if raw["kind"] != "domestic_abuse_incident"])
    for raw in rows:
        if raw["kind"] == "domestic_abuse_incident":
            settled.tell_at_once([raw])
    settled.work()
    return settled


@pytest.fixture
def told(morning, oakshire):
    oakshire.at("2026-11-22T06:30:00Z")
    return oakshire


def reference(oakshire, words):
    verb, *rest = words.split()
    if verb == "person":
        return oakshire.person(*rest)
    if verb == "record":
        return oakshire.record(*rest)
    return MADE[verb](oakshire)


def _brief(oakshire):
    made = oakshire.api("pc.hale")(
        "post", "briefs", {"person": oakshire.person("six_systems", "ola")}
    )
    return made.json()["ref"]


def _row(label, order="-pk"):
    def found(_oakshire):
        row = apps.get_model(label).objects.order_by(order).first()
        assert row is not None, f"the stories made no {label}"
        return row.ref

    return found


def _episode(oakshire):
    return _row("missing.Episode")(oakshire)


def _disclosed(oakshire):
    """Have the hub share a child's picture with her school."""
    from firstlight.sharing.services import disclose  # noqa: PLC0415 -- as above

    hub = oakshire.viewer("hub.ds")
    person = oakshire.person("six_systems", "ola")
    return disclose(
        about=(oakshire.record("six_systems", "ppn"),), people=(person,), decision="shared",
        recipient="st-bedes", purpose="protecting the child", basis="CA2004-11", items=("children",),
        withheld=(), reason="The school sees her daily.", caveat="", by=hub, at=oakshire.now,
    )  # fmt: skip


def _received(oakshire):
    """Have what was shared released to the school."""
    from firstlight.sharing.services import release  # noqa: PLC0415 -- as above

    ref = _disclosed(oakshire)
    release(ref, blanks_not_asked=True, by=oakshire.viewer("hub.ds"), at=oakshire.now)
    return ref


def _graded(oakshire):
    from firstlight.risk.services import grade  # noqa: PLC0415 -- as above

    oakshire.on_duty("insp.coyle", "fim")
    return grade(person=oakshire.person("maya", "maya"), framework="missing", level="high", rationale="x",
                 by=oakshire.viewer("insp.coyle"), at=oakshire.now)  # fmt: skip


def _restricted(oakshire):
    orme, ref = oakshire.viewer("di.orme"), oakshire.person("six_systems", "ola")
    restrict(target=ref, level="restricted", custodians=(orme.ref,), reason="A relative works here.",
             by=orme, at=oakshire.now)  # fmt: skip
    return ref


def _parted(oakshire):
    """Have an analyst say that a record of hers is somebody else's, after it was shared."""
    from firstlight.people.services import split  # noqa: PLC0415 -- as above

    _disclosed(oakshire)
    told = oakshire.stories["six_systems"]["records"]["ppn"]
    record = record_of_source(told["source"], told["source_ref"])
    one = appearance_of(record.ref, "p1")
    split(
        appearance=one,
        reason="Another child of that name.",
        by=oakshire.viewer("analyst"),
        at=oakshire.now,
    )
    oakshire.work()
    return _row("sharing.RecallList")(oakshire)


def _asked(oakshire):
    """Have a parent ask what is held of a child."""
    from firstlight.retention.services import enter  # noqa: PLC0415 -- as above

    person = oakshire.person("six_systems", "ola")
    return enter(person=person, kind="access", claims="parent", asker_said="Mother, by letter",
                 by=oakshire.viewer("dpo"), at=oakshire.now)  # fmt: skip


def _breached(oakshire):
    """Have the sergeant tell that an order was breached."""
    from firstlight.orders.services import tell_breach  # noqa: PLC0415 -- as above

    order = oakshire.record("da_tonight", "order")
    return tell_breach(order=order, told="x", by=oakshire.viewer("da.sgt"), at=oakshire.now)


def _looked_at(oakshire):
    """Have the sergeant ask about an address somebody is to be bailed to."""
    from firstlight.orders.services import ask_address  # noqa: PLC0415 -- as above

    here = oakshire.stories["six_systems"]["places"]["now"]
    return ask_address(purpose="bail", address=here, by=oakshire.viewer("da.sgt"), at=oakshire.now)


MADE = {
    "breach": _breached,
    "check": _looked_at,
    "brief": _brief,
    "place": lambda oakshire: place_of(oakshire.stories["six_systems"]["places"]["now"]),
    "episode": _episode,
    "job": lambda oakshire: oakshire.record("da_tonight", "job"),
    "case": _row("online.Case"),
    "entry": _row("exploitation.Entry"),
    "decision": _disclosed,
    "received": _received,
    "restricted": _restricted,
    "deciding": lambda oakshire: oakshire.person("six_systems", "ola"),
    "notice": _row("sharing.Notice"),
    "parting": _parted,
    "request": _asked,
    "grade": _graded,
}


def opened(client, name, ref):
    """Open a page as its links and buttons do."""
    if name == "desk:break_glass":
        return client.post(
            reverse(name, args=[ref]), {"reason": "She may be at this address now."}, follow=True
        )
    if name == "sharing:decide":
        return client.get(reverse(name), {"about": ref})
    return client.get(reverse(name, args=[ref, "missing"] if name == "risk:grade" else [ref]))


@pytest.mark.once
@pytest.mark.parametrize("name", sorted(LOOKS))
def test_a_look_is_written_before_the_page_is_sent(told, name):
    who, words = LOOKS[name]
    ref = reference(told, words)
    last = Journal.objects.order_by("-seq").values_list("seq", flat=True).first()
    answer = opened(told.signed_in(who), name, ref)
    assert answer.status_code == 200, (name, answer.status_code)
    looks = Journal.objects.filter(seq__gt=last, by=told.user(who).ref, operation="consultation")
    assert looks.exists(), f"{name} wrote no look"
    shown = set(
        JournalRef.objects.filter(seq__in=looks.values("seq")).values_list("ref", flat=True)
    )
    shown |= {one for row in looks for one in row.refs.split('"') if "-" in one}
    assert any(
        one.startswith(("P-", "M-", "L-", "R-", "B-", "E-", "S-", "X-", "O-")) for one in shown
    )


# Whose page stands when what they rest on is disposed of: table, field, address, who opens it.
PAGES = (
    ("missing.Episode", "ref", "/missing/{}", "missing.coord"),
    ("online.Case", "ref", "/online/{}", "online.sgt"),
    ("exploitation.Entry", "ref", "/exploitation/{}", "exploit.sgt"),
    ("domestic.Job", "record", "/domestic/{}", "da.sgt"),
    ("duties.Duty", "ref", "/duties/{}", "insp.coyle"),
    ("people.Person", "ref", "/people/{}", "insp.coyle"),
    ("people.Person", "ref", "/risk/{}", "insp.coyle"),
    ("briefs.Brief", "ref", "/briefs/{}", "pc.hale"),
    ("records.Record", "ref", "/records/{}", "insp.coyle"),
)


def test_everything_a_story_told_is_disposed_of_and_nothing_that_rested_on_it_fails(
    told,
):
    refs = [told.record(story, key) for story in ("maya", "da_tonight", "county_line")
            for key in told.stories[story]["records"] if _is_there(told, story, key)]  # fmt: skip
    dpo, second = told.viewer("dpo"), told.viewer("supt.okafor")
    asked = propose(records=refs[:20], authority="review", reason="due", by=dpo, at=told.now)
    confirm(disposal=asked, by=second, at=told.now)
    drain(told.now, clock.real_now())
    assert list(Task.objects.filter(attempts__gt=0).values_list("name", "failed")) == []
    wrong = []
    for label, field, address, who in PAGES:
        client = told.signed_in(who)
        for ref in apps.get_model(label).objects.values_list(field, flat=True)[:15]:
            status = client.get(address.format(ref)).status_code
            if status not in {200, 404}:
                wrong.append((address.format(ref), status))
    for username, address in (("insp.coyle", "/board"), ("insp.coyle", "/work"), ("missing.coord", "/missing"),
                              ("hub.ds", "/sharing"), ("chief", "/leaders")):  # fmt: skip
        if told.signed_in(username).get(address).status_code != 200:
            wrong.append(address)
    assert wrong == []


def _is_there(told, story, key):
    try:
        return bool(told.record(story, key))
    except AssertionError:
        return False
