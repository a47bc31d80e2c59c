"""The truth fits the records, and the scorers count what they say."""

from __future__ import annotations

import csv
from datetime import date

import nhs_number
import pytest
from defusedxml import ElementTree
from stdnum.gb import upn

from simulation.__main__ import main
from simulation.book import parse
from simulation.score import score

UNTIL = parse("2026-11-22T06:00:00Z")

pytestmark = pytest.mark.unit


def test_every_person_of_every_record_has_a_true_person(county):
    rows = county.lines("truth.jsonl")
    people = {row["person"] for row in rows if row["what"] == "person"}
    told = {
        (r["source"], r["source_ref"], r["key"]): r["person"]
        for r in rows
        if r["what"] == "appearance"
    }
    for record in county.records():
        for person in record.get("people", []):
            assert told[record["source"], record["source_ref"], person["key"]] in people


def test_identifiers_of_true_people_pass_their_checks_and_belong_to_one(county):
    told = {
        (r["source"], r["source_ref"], r["key"]): r["person"]
        for r in county.lines("truth.jsonl")
        if r["what"] == "appearance"
    }
    owners: dict[str, set[str]] = {}
    sound = broken = 0
    for record in county.records():
        for person in record.get("people", []):
            numbers = person.get("identifiers", {})
            if "upn" in numbers:
                sound, broken = (
                    sound + upn.is_valid(numbers["upn"]),
                    broken + (not upn.is_valid(numbers["upn"])),
                )
                if upn.is_valid(numbers["upn"]):
                    owners.setdefault(numbers["upn"], set()).add(
                        told[record["source"], record["source_ref"], person["key"]]
                    )
            if "nhs" in numbers:
                assert nhs_number.is_valid(numbers["nhs"])
    assert sound > 20 * broken > 0
    assert {len(each) for each in owners.values()} == {1}


def test_partners_files_hold_the_chosen_children_and_one_wrong_birth(county):
    chosen = [row for row in county.lines("truth.jsonl") if row["what"] == "partner_child"]
    assert len(chosen) == 20
    assert sum(row["wrong_birth"] for row in chosen) == 1
    with (county.folder / "partners/ssda903/header.csv").open() as file:
        births = {row["UPN"]: row["DOB"] for row in csv.DictReader(file)}
    tree = ElementTree.parse(county.folder / "partners/cin/CIN_Census.xml")
    births |= {c.findtext(".//UPN"): c.findtext(".//PersonBirthDate") for c in tree.iter("Child")}
    for row in chosen:
        assert upn.is_valid(row["upn"])
        written = date.fromisoformat(row["written_birth"])
        assert births[row["upn"]] in {written.isoformat(), written.strftime("%d/%m/%Y")}
        assert (row["written_birth"] != row["born_on"]) is row["wrong_birth"]


def test_most_families_have_little_and_a_few_have_much(county):
    rows = county.lines("truth.jsonl")
    family_of = {p: row["family"] for row in rows if row["what"] == "family" for p in row["people"]}
    counts: dict[str, int] = {}
    for row in rows:
        if row["what"] == "appearance" and not row["person"].startswith("S-"):
            counts[family_of[row["person"]]] = counts.get(family_of[row["person"]], 0) + 1
    ordered = sorted(counts.values(), reverse=True)
    assert sum(ordered[: len(ordered) // 10]) > 0.35 * sum(ordered)


def test_the_last_fortnight_is_alive(county):
    fresh = [
        r
        for r in county.records()
        if (UNTIL.date() - date.fromisoformat(r["told_at"][:10])).days <= 14
    ]
    kinds = {r["kind"] for r in fresh}
    assert {
        "missing_report",
        "domestic_abuse_incident",
        "vulnerability_report",
        "incident",
        "return",
    } <= kinds


def test_scoring_counts_pairs():
    truth = {
        ("s", "1", "p1"): "A",
        ("s", "2", "p1"): "A",
        ("s", "3", "p1"): "A",
        ("s", "4", "p1"): "B",
    }
    said = {
        ("s", "1", "p1"): "x",
        ("s", "2", "p1"): "x",
        ("s", "3", "p1"): "y",
        ("s", "4", "p1"): "y",
    }
    found = score(truth, said)
    assert (found.right, found.wrong, found.missed) == (1, 1, 2)
    assert found.precision == 0.5
    assert found.recall == pytest.approx(1 / 3)


def test_posts_of_the_night_are_held(county):
    at = "2026-11-22T02:10:00Z"
    held = {
        row["post"]: row["user"]
        for row in county.document("rota.json")
        if row["from"] <= at < row["to"]
    }
    assert held["duty_inspector_north"] == "insp.rao"
    assert held["fim"] == "fim.night"
    users = {row["username"] for row in county.document("users.json")}
    assert set(held.values()) <= users
    hale = next(row for row in county.document("users.json") if row["collar"] == "4417")
    assert hale["unit"] == "ST21"


def test_an_empty_partition_is_not_a_perfect_one(county, tmp_path, capsys):
    empty = tmp_path / "partition.csv"
    empty.write_text("source,source_ref,key,person\n")
    truth = str(county.folder / "truth.jsonl")
    assert main(["score", "--truth", truth, "--partition", str(empty)]) == 1
    assert "nothing to score" in capsys.readouterr().err


def test_a_perfect_partition_scores_one(county, tmp_path, capsys):
    rows = [row for row in county.lines("truth.jsonl") if row["what"] == "appearance"]
    perfect = tmp_path / "partition.csv"
    with perfect.open("w", newline="") as file:
        writer = csv.DictWriter(
            file, ["source", "source_ref", "key", "person"], extrasaction="ignore"
        )
        writer.writeheader()
        writer.writerows(rows)
    assert (
        main(["score", "--truth", str(county.folder / "truth.jsonl"), "--partition", str(perfect)])
        == 0
    )
    assert "precision 1.0000" in capsys.readouterr().out


def test_a_return_tells_of_its_year_and_of_no_later_day(county):
    for name, column in (("episodes", "DECOM"), ("missing", "MIS_START")):
        with (county.folder / f"partners/ssda903/{name}.csv").open() as file:
            told = [row[column].split("/") for row in csv.DictReader(file)]
        assert told
        assert max(date(int(y), int(m), int(d)) for d, m, y in told) <= date(2026, 3, 31)
