"""30 April: every report is posted by its own system; eleven children, and not one is overlooked."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta

import pytest

from firstlight.audit.outbox import drain
from firstlight.duties import selectors as duties
from firstlight.duties.models import DutyStep
from firstlight.kernel import clock
from firstlight.missing.models import Episode, Report
from firstlight.missing.reconciling import reconcile
from firstlight.missing.selectors import unrecorded
from simulation.book import parse
from tests.integration.chain.conftest import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.dear, pytest.mark.timeout(300)]
BEFORE = {"care_placement", "school_enrolment"}
END = parse("2026-11-22T00:30:00Z")


def test_nineteen_reports_are_eleven_episodes_acknowledged_or_climbing(oakshire):
    oakshire.at("2026-11-20T00:00:00Z")
    oakshire.on_duty("missing.coord", "missing_coordinator")
    oakshire.on_duty("fim.night", "fim")
    oakshire.on_duty("supt.okafor", "on_call_superintendent")
    told = oakshire.records("eleven")
    oakshire.tell_at_once([raw for _, _, raw in told if raw["kind"] in BEFORE])
    ask, refs = oakshire.api("dispatcher"), {}
    for moment, key, raw in told:
        if raw["kind"] in BEFORE or moment > END:
            continue
        oakshire.now = moment
        answer = ask("post", "records", raw)
        assert answer.status_code == 201, answer.content
        refs[key] = answer.json()["ref"]
        oakshire.work()
    assert len([key for key in refs if key.startswith("report_")]) == 19
    oakshire.now = END
    assert len(children(oakshire, refs)) == 11, "a child nobody looks for"
    said_to_be_the_same(oakshire)
    found = children(oakshire, refs)
    assert {child: len(episodes) for child, episodes in found.items()} == dict.fromkeys(found, 1)
    noise = {refs.get("noise_known"), refs.get("noise_adult")}
    assert not Report.objects.filter(record__in=noise - {None}).exists()
    standing = Episode.objects.exclude(state="joined")
    assert standing.count() == 11
    climbed_or_acknowledged(oakshire, standing)
    reconcile(END)
    assert [row for row in unrecorded(END) if not row.to_read] == []


def children(oakshire, refs):
    """Give the episodes of each child, by what is true."""
    of = defaultdict(set)
    story = oakshire.stories["eleven"]
    keys = {(r["source"], r["source_ref"]): key for key, r in story["records"].items()}
    for child, person in story["people"].items():
        for source, ref, _ in person["appearances"]:
            key = keys.get((source, ref), "")
            if key.startswith("report_") and key in refs:
                for row in Report.objects.filter(record=refs[key]).select_related("episode"):
                    of[child].add(row.episode.joined_to or row.episode.ref)
    return of


def said_to_be_the_same(oakshire):
    """The coordinator answers on each episode's page whether the one beside it is the same child."""
    client = oakshire.signed_in("missing.coord")
    for ref in list(Episode.objects.order_by("pk").values_list("ref", flat=True)):
        for _ in range(12):
            others = beside(client, ref)
            if not others or Episode.objects.get(ref=ref).joined_to:
                break
            said = answer_of(oakshire, ref, others[0])
            asked = {"other": others[0], "answer": said, "same-reason": "the home was asked"}
            client.post(f"/missing/{ref}/same", asked)
    standing = Episode.objects.exclude(state="joined").values_list("ref", flat=True)
    assert [ref for ref in standing if beside(client, ref)] == [], "pairs are offered without end"


def beside(client, ref):
    """Give the episodes a page asks about: is this the same child?"""
    text = client.get(f"/missing/{ref}").content.decode()
    return re.findall(r'name="other" value="(E-[0-9A-Z]{10})"', text)


def answer_of(oakshire, one, other):
    """What somebody who knows the children would say."""
    story = oakshire.stories["eleven"]
    who = {}
    for child, person in story["people"].items():
        for source, ref, _ in person["appearances"]:
            who.setdefault((source, ref), set()).add(child)
    from firstlight.records.selectors import record_of_source  # noqa: PLC0415 -- after the tables

    of = defaultdict(set)
    for (source, ref), kids in who.items():
        record = record_of_source(source, ref)
        for row in Report.objects.filter(record=record.ref if record else "") if record else ():
            of[row.episode.ref] |= kids
    return "same" if of[one] & of[other] else "different"


def climbed_or_acknowledged(oakshire, standing):
    later = END + timedelta(hours=1)
    drain(later, clock.real_now())
    for row in standing.filter(state="reported"):
        held = [
            d for d in duties.about(row.ref, SYSTEM, later, closed=False) if d.clock == "MISS_ACK"
        ]
        assert held, row.ref
        told = DutyStep.objects.filter(duty__ref=held[0].ref, step="told").values_list(
            "post", flat=True
        )
        assert "on_call_superintendent" in set(told), (row.ref, list(told))
