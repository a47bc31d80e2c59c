"""The second county: the same forms, another cause; and what scores floors against rivals."""

from __future__ import annotations

import csv
import json
from datetime import date, timedelta

import pytest

from firstlight.records.rules.reading import read
from simulation import ranking
from simulation.book import parse
from simulation.generate import generate as first
from simulation.regression import fitted, scored
from simulation.second.county import KIND, generate, world
from simulation.second.latent import GRAVE, HARM, SAFE, course

UNTIL = parse("2026-11-22T06:00:00Z")
DAY = date(2025, 11, 22)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("second")
    generate(seed=3, people=300, years=3, until=UNTIL, out=out)
    return out


def rows(path):
    return [json.loads(text) for text in path.read_text("utf-8").splitlines()]


def test_every_record_is_of_the_same_kinds_and_read_without_a_fault(folder):
    for path in folder.glob("records-*.jsonl"):
        for row in rows(path):
            assert not read(row, UNTIL).faults


def test_the_same_seed_gives_the_same_county(folder, tmp_path):
    generate(seed=3, people=300, years=3, until=UNTIL, out=tmp_path)
    for name in ("truth.jsonl", "records-oak-ppn.jsonl", "arrivals.jsonl"):
        assert (folder / name).read_bytes() == (tmp_path / name).read_bytes()


def test_harm_comes_of_the_hidden_state_and_now_and_then_out_of_the_blue():
    from random import Random  # noqa: PLC0415 -- the one place that draws

    quiet = [course(Random(f"a{n}"), 36, 0.0) for n in range(400)]
    pressed = [course(Random(f"a{n}"), 36, 8.0) for n in range(400)]
    assert {one.worst for one in quiet} == {SAFE}
    assert max(one.worst for one in pressed) == GRAVE
    assert HARM[SAFE] > 0
    assert sum(one.harmed is not None for one in pressed) > 5 * sum(
        one.harmed is not None for one in quiet
    )


def test_a_quarter_to_two_fifths_of_the_harmed_have_no_or_one_record_before():
    harmed = few = 0
    for seed in range(1, 7):
        county, book = world(seed=seed, people=900, years=3, until=UNTIL)
        told = {}
        for entry in book.entries:
            for person in set(entry.who.values()):
                told.setdefault(person, []).append(parse(entry.record["recorded_at"]).date())
        for child in (c for family in county.families for c in family.children if c.harms):
            kind, day, _ = child.harms[0]
            assert kind == KIND
            harmed += 1
            few += sum(on < day for on in told.get(child.id, ())) <= 1
    assert harmed > 60
    assert 0.25 <= few / harmed <= 0.40


def floors(folder, heights):
    out = folder / "floors.csv"
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["source", "source_ref", "key", "height"])
        for row in rows(folder / "truth.jsonl"):
            if row["what"] == "appearance":
                writer.writerow(
                    [
                        row["source"],
                        row["source_ref"],
                        row["key"],
                        heights.get(row["person"], "none"),
                    ]
                )
    return out


def test_floors_that_know_the_truth_beat_every_rival_and_shuffled_labels(tmp_path):
    first(seed=5, people=200, years=3, until=UNTIL, out=tmp_path)
    children = ranking.children_of(tmp_path, DAY)
    harmed = [c.person for c in children if c.harmed_after(DAY) and c.written]
    assert harmed
    found = ranking.rank(tmp_path, floors(tmp_path, dict.fromkeys(harmed, "top")), DAY, 5)
    assert found.flagged == len(harmed) == found.found["floors"]
    assert max(v for name, v in found.found.items() if name != "floors") < found.flagged
    none = ranking.rank(tmp_path, floors(tmp_path, {}), DAY, 5)
    assert (none.flagged, none.found["floors"]) == (0, 0.0)
    assert ranking.read(json.dumps(found.to_json())) == found
    assert any("labels permuted" in line for line in ranking.lines([found, none]))


def test_at_equal_burden_ties_are_shared_out_evenly():
    scores = {"a": 2.0, "b": 1.0, "c": 1.0, "d": 0.0}
    assert ranking.found_at(scores, {"b"}, 2) == 0.5
    assert ranking.found_at(scores, {"a", "b"}, 3) == 2.0
    assert ranking.found_at(scores, {"d"}, 3) == 0.0


def test_nothing_written_after_the_day_is_counted_of_a_child():
    written = tuple(ranking.Written(DAY + timedelta(days=n), "incident") for n in (-400, -10, 0, 1))
    child = ranking.Child("p", date(2015, 1, 1), (), written)
    assert len(child.known(DAY)) == 2
    assert ranking.features(child, DAY)[0] == 2.0


def test_the_regression_finds_what_separates_and_says_the_same_for_all_where_nothing_does():
    told = [[float(n), float(n % 3)] for n in range(60)]
    model = fitted(told, [n > 40 for n in range(60)])
    chances = scored(model, told)
    assert min(chances[45:]) > max(chances[:35])
    assert set(scored(fitted(told, [False] * 60), told)) == {0.5}
    assert scored(fitted([], []), told) == [0.5] * 60
