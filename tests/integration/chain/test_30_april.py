"""30 April: every report is posted by its own system; eleven children, and not one is overlooked."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import timedelta

import pytest

from firstlight.duties.models import Duty, DutyStep
from firstlight.duties.tasks import climb
from firstlight.force.selectors import posts
from firstlight.missing.models import Episode, Report
from firstlight.missing.reconciling import reconcile
from firstlight.missing.selectors import board, unrecorded
from simulation.book import parse

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.dear, pytest.mark.timeout(300)]
BEFORE = {"care_placement", "school_enrolment"}
END = parse("2026-11-22T00:30:00Z")
LADDER = (10, 30, 60)  # minutes after the force was told
HOLD = {
    "insp.rao": "duty_inspector_north", "insp.dray": "duty_inspector_south",
    "insp.eames": "duty_inspector_east", "insp.foss": "duty_inspector_west",
    "insp.coyle": "duty_inspector_central", "missing.coord": "missing_coordinator",
    "fim.night": "fim", "supt.okafor": "on_call_superintendent",
}  # fmt: skip


def test_nineteen_reports_are_eleven_episodes_each_up_its_ladder_while_nobody_acts(oakshire):
    oakshire.at("2026-11-20T00:00:00Z")
    for username, post in HOLD.items():
        oakshire.on_duty(username, post)
    told = oakshire.records("eleven")
    oakshire.tell_at_once([raw for _, _, raw in told if raw["kind"] in BEFORE])
    live = [(moment, key, raw) for moment, key, raw in told if raw["kind"] not in BEFORE]
    refs = told_as_they_come(oakshire, [one for one in live if one[0] <= END])
    reports = {key: raw for _, key, raw in live if key.startswith("report_")}
    assert len(reports) == 19
    assert len({(raw["source"], raw["kind"]) for raw in reports.values()}) >= 5, "routes"
    assert misspelt(oakshire, reports) >= 4
    oakshire.now = END
    assert len(children(oakshire, refs)) == 11, "a child nobody looks for"
    said_to_be_the_same(oakshire)
    found = children(oakshire, refs)
    assert {child: len(episodes) for child, episodes in found.items()} == dict.fromkeys(found, 1)
    noise = {refs.get("noise_known"), refs.get("noise_adult")}
    assert not Report.objects.filter(record__in=noise - {None}).exists()
    standing = Episode.objects.exclude(state="joined")
    assert standing.count() == 11
    for row in standing:
        up_the_ladder(row)
    reconcile(END)
    assert [row for row in unrecorded(END) if not row.to_read] == []


def told_as_they_come(oakshire, told):
    """Post each record at its time and let the worker work; at each step of a ladder, it climbs alone."""
    ask, refs, moments = oakshire.api("dispatcher"), {}, defaultdict(list)
    for moment, key, raw in told:
        moments[moment].append((key, raw))
        if key.startswith("report_"):
            for minutes in LADDER:
                moments[moment + timedelta(minutes=minutes)] += []
    for moment in sorted(moments):
        oakshire.now = moment
        for key, raw in moments[moment]:
            answer = ask("post", "records", raw)
            assert answer.status_code == 201, answer.content
            refs[key] = answer.json()["ref"]
        if moments[moment]:
            oakshire.work()
        else:
            climb((), moment)
    return refs


def misspelt(oakshire, reports):
    """Count the reports that write a child's name otherwise than it is."""
    people = oakshire.stories["eleven"]["people"].values()
    names = {tuple(one["name"].rsplit(" ", 1)) for one in people}
    written = [
        (p.get("given", ""), p.get("family", "")) for r in reports.values() for p in r["people"][:1]
    ]
    return sum(one not in names for one in written)


def up_the_ladder(row):
    """Nobody acted: at +10, +30 and +60 minutes a named post was told, by a channel, at that time."""
    (duty,) = Duty.objects.filter(clock="MISS_ACK", links__ref=row.ref).order_by("id")[:1]
    inspector, *_ = posts().ladder(duty.post)
    said = DutyStep.objects.filter(duty=duty, step="told").exclude(said="late").order_by("id")
    told = [(one.post, one.channel, (one.at - duty.opened_at).total_seconds() / 60) for one in said]
    hour = dict.fromkeys(one for one in told if one[2] <= LADDER[-1])
    assert list(hour) == [
        (inspector, "page", 0), ("fim", "page", 10),
        ("on_call_superintendent", "page", 30), ("on_call_superintendent", "page", 60),
    ], row.ref  # fmt: skip


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
    """The coordinator answers, for each pair that the board offers, whether they are the same child."""
    client, viewer = oakshire.signed_in("missing.coord"), oakshire.viewer("missing.coord")
    for number in range(60):
        pairs = [(row.ref, row.may_be) for row in board(viewer, END) if row.may_be]
        if not pairs:
            return
        ref, others = pairs[0]
        if not number:
            assert set(asked_on_its_page(client, ref)) == set(others)
        said = answer_of(oakshire, ref, others[0])
        asked = {"other": others[0], "answer": said, "same-reason": "the home was asked"}
        client.post(f"/missing/{ref}/same", asked)
    pytest.fail("pairs are offered without end")


def asked_on_its_page(client, ref):
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
