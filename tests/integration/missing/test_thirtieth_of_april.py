"""30 April: eleven children, nineteen reports, five routes, misspelt names; none is overlooked."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest

from firstlight.audit.outbox import drain
from firstlight.duties import selectors as duties
from firstlight.duties.models import DutyStep
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing import selectors, services
from firstlight.missing.models import Episode, Report
from firstlight.missing.reconciling import reconcile
from firstlight.people.services import take_in, take_in_many
from firstlight.records.services import register_source
from simulation.book import parse
from simulation.generate import generate
from tests.integration.missing.conftest import LONG_AGO, REAL

pytestmark = pytest.mark.django_db
SYSTEM = system_viewer("test")


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Path:
    out = tmp_path_factory.mktemp("county")
    generate(seed=7, people=120, years=1, until=parse("2026-11-22T06:00:00Z"), out=out)
    return out


def _told(county: Path):
    """Give the story, and its records in order of arrival."""
    story = json.loads((county / "stories.json").read_text())["eleven"]
    wanted = {
        (r["source"], r["source_ref"]): (key, r["received_at"])
        for key, r in story["records"].items()
    }
    found = {}
    for path in (p for p in county.glob("records-*.jsonl") if "dirty" not in p.name):
        for text in path.read_text().splitlines():
            one = json.loads(text)
            held = wanted.get((one.get("source"), one.get("source_ref")))
            if held:
                found[held[0]] = (held[1], one)
    return story, sorted(found.items(), key=lambda item: item[1][0])


def test_eleven_children_in_nineteen_reports_are_eleven_episodes(force, officer, county):
    story, told = _told(county)
    for source in {raw["source"] for _, (_, raw) in told}:
        register_source(code=source, name=source, owner="x", by=SYSTEM, at=LONG_AGO)
    background = [
        raw for key, (_, raw) in told if raw["kind"] in {"care_placement", "school_enrolment"}
    ]
    take_in_many(background, by=SYSTEM, at=parse("2026-11-20T00:00:00Z"))
    taken = {}
    day = [
        (key, when, raw)
        for key, (when, raw) in told
        if raw["kind"] not in {"care_placement", "school_enrolment"}
    ]
    end = parse("2026-11-22T00:30:00Z")
    for key, when, raw in day:
        at = parse(when)
        if at > end:
            continue
        result = take_in(raw, by=SYSTEM, at=at)
        assert result.outcome == "taken", result.faults
        taken[key] = result.ref
        drain(at, REAL)
    reports = [key for key in taken if key.startswith("report_")]
    assert len(reports) == 19
    before = _children(story, taken)
    assert len(before) == 11, "a child nobody looks for"
    coordinator = officer("lowe", "Sergeant", "missing", "missing_coordinator", end)
    _settled_by_a_person(before, coordinator, end)
    episodes = _children(story, taken)
    assert {child: len(refs) for child, refs in episodes.items()} == dict.fromkeys(episodes, 1)
    assert len(episodes) == 11
    assert Episode.objects.exclude(state="joined").count() == 11
    assert not any(
        row.record in {taken.get("noise_known"), taken.get("noise_adult")}
        for row in Report.objects.all()
    )
    _acknowledged_or_climbing(end)
    reconcile(end)
    assert [row for row in selectors.unrecorded(end) if not row.to_read] == []


def _settled_by_a_person(children, by, at):
    """Somebody answers the pairs that stand side by side, as one who knows the children would."""
    for refs in children.values():
        while len(open_now := {r for r in refs if not Episode.objects.get(ref=r).joined_to}) > 1:
            rows = {row.ref: row for row in selectors.board(by, at) if row.ref in open_now}
            pairs = [(r, o) for r, row in rows.items() for o in row.may_be if o in rows]
            assert pairs, f"not put side by side: {[(r.name, r.words) for r in rows.values()]}"
            one, other = pairs[0]
            services.say_same(
                ref=one, other=other, same=True, reason="the same child", by=by, at=at
            )


def _children(story, taken):
    """Give, for each child by the truth, the episodes their reports made."""
    of = defaultdict(set)
    records = {(r["source"], r["source_ref"]): key for key, r in story["records"].items()}
    for child, person in story["people"].items():
        for source, ref, _ in person["appearances"]:
            key = records.get((source, ref), "")
            if key.startswith("report_") and key in taken:
                for row in Report.objects.filter(record=taken[key]).select_related("episode"):
                    of[child].add(row.episode.joined_to or row.episode.ref)
    return of


def _acknowledged_or_climbing(at):
    drain(at + timedelta(hours=1), REAL)
    for row in Episode.objects.filter(state="reported"):
        held = [d for d in duties.about(row.ref, SYSTEM, at, closed=False) if d.clock == "MISS_ACK"]
        assert held, row.ref
        told = DutyStep.objects.filter(duty__ref=held[0].ref, step="told").values_list(
            "post", flat=True
        )
        assert "on_call_superintendent" in set(told), row.ref
