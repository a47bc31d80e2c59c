"""Each set piece holds what it must hold, in the records themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from simulation.book import parse

UNTIL = parse("2026-11-22T06:00:00Z")

pytestmark = pytest.mark.unit


def test_eleven_children_in_nineteen_reports_on_one_day(county):
    records = {k: r for k, r in county.of_story("eleven").items() if k.startswith("report_")}
    truth = {
        (row["source"], row["source_ref"], row["key"]): row["person"]
        for row in county.lines("truth.jsonl")
        if row["what"] == "appearance"
    }
    children = {truth[r["source"], r["source_ref"], "p1"] for r in records.values()}
    assert len(records) == 19
    assert len(children) == 11
    assert {r["told_at"][:10] for r in records.values()} == {"2026-11-21"}
    assert len({r["source"] for r in records.values()}) == 5
    assert len({r["title"] for r in records.values()}) >= 9
    assert len({(p["given"], p["family"]) for r in records.values() for p in r["people"]}) > 11


def test_the_referral_says_nothing_of_the_three_children(county):
    records = county.of_story("fourteen_weeks")
    referral = records["referral"]
    assert [p["role"] for p in referral["people"]] == ["suspect"]
    assert "child" not in referral["narrative"].lower()
    assert referral["details"]["warrant"] == "none"
    assert referral["details"]["suspect_tool_level"] == "medium"
    assert referral["details"]["household_children_checked"] == "not_asked"
    assert referral["told_at"][:10] == "2026-11-21", "the clocks begin on the day, before the eyes"
    homes = {r["people"][0]["address"]["flat"] for k, r in records.items() if k.endswith("_roll")}
    assert homes == {"7", "5"}  # the three, and a child of another flat who is not theirs


def test_one_child_in_six_systems_under_four_spellings(county):
    story = county.story("six_systems")
    held = county.of_story("six_systems").values()
    places = {(source, ref, key) for source, ref, key in story["people"]["ola"]["appearances"]}
    named = [
        p for r in held for p in r["people"] if (r["source"], r["source_ref"], p["key"]) in places
    ]
    assert len({source for source, _, _ in places}) >= 6
    assert len({p["family"].upper() for p in named}) >= 4


def test_the_domestic_job_comes_in_the_first_hour_with_its_crew(county):
    story, records = county.story("da_tonight"), county.of_story("da_tonight")
    for key in ("job", "crewing"):
        where = story["records"][key]
        assert where["upcoming"]
        assert parse(where["received_at"]) < UNTIL + timedelta(hours=1)
    assert records["crewing"]["details"]["unit"] == "ST21"
    assert records["crewing"]["details"]["job"] == records["job"]["source_ref"]
    assert records["order"]["details"]["served"] == "unknown"
    ends = parse(records["order"]["details"]["ends_at"])
    assert (ends.date() - UNTIL.date()).days == 1
    assert any("no contact" in each for each in records["bail"]["details"]["conditions"])
    assert records["marker"]["details"]["marker"] == "weapons"


def test_maya_is_missing_tonight_with_a_named_exploiter_and_not_back_when_history_ends(county):
    records = county.of_story("maya")
    assert records["home_mail"]["details"]["named_exploiter"] == "yes"
    assert parse(records["home_mail"]["told_at"]).date() == UNTIL.date()
    after = [
        (key, r["details"]["state"])
        for key, r in records.items()
        if r["kind"] == "return" and r["told_at"] > records["home_mail"]["told_at"]
    ]
    assert after == [("found", "located_not_safe")]
    assert county.story("maya")["records"]["found"]["upcoming"]


def test_four_children_are_tied_by_one_phone_one_car_and_one_flat(county):
    records = county.of_story("county_line")
    text = {key: str(record) for key, record in records.items()}
    assert sum("07700 900931" in each for each in text.values()) >= 4
    assert sum("ZX19KTR" in each for each in text.values()) >= 4
    arrest = records["arrest"]
    assert arrest["people"][0]["categories"] == ["suspect"]
    assert arrest["details"]["away_from_home_area"] == "yes"


def test_nothing_is_ever_held_about_16_larch_court(county):
    lines = [p.read_text("utf-8") for p in county.folder.glob("records-*.jsonl")]
    lines.append((county.folder / "upcoming.jsonl").read_text("utf-8"))
    assert not any(
        "16 Larch" in text or '"number":"16","street":"Larch Court"' in text for text in lines
    )
    assert any('"number":"14","street":"Larch Court"' in text for text in lines)


def test_three_greens_none_shared_and_then_harm(county):
    records = county.of_story("low_grade")
    for place in (1, 2, 3):
        assert records[f"green_{place}"]["details"]["grade"] == "green"
        assert records[f"not_shared_{place}"]["details"]["decision"] == "not"
        assert records[f"not_shared_{place}"]["told_at"] > records[f"green_{place}"]["told_at"]
    assert records["crime"]["told_at"] > records["not_shared_3"]["told_at"]


def test_the_worked_example_has_the_times_of_the_decision(county):
    arrivals = county.lines("worked_example_arrivals.jsonl")
    assert {row["key"]: row["received_at"] for row in arrivals} == {
        "R0": "2026-02-28T12:00:00Z",
        "R1": "2026-03-01T10:00:00Z",
        "R2": "2026-03-02T09:00:00Z",
        "R3": "2026-03-03T12:00:00Z",
        "R3v2": "2026-03-06T08:00:00Z",
    }
    records = county.lines("worked_example.jsonl")
    assert [r["recorded_at"] for r in records] == [
        "2026-02-27T16:00:00Z",
        "2026-02-28T16:00:00Z",
        "2026-03-02T08:00:00Z",
        "2026-02-28T08:00:00Z",
        "2026-03-06T07:50:00Z",
    ]
    assert records[3]["source_ref"] == records[4]["source_ref"]
    assert [records[3]["occurred"]["begins"], records[4]["occurred"]["begins"]] == [
        "2026-02-27T21:00:00Z",
        "2026-02-26T21:00:00Z",
    ]
    assert records[3]["told_at"] == "2026-02-27T22:30:00Z"


def test_every_story_can_be_found_by_source_and_reference(county):
    held = {(r["source"], r["source_ref"]) for r in county.records()}
    held |= {
        (row["record"]["source"], row["record"]["source_ref"])
        for row in county.lines("upcoming.jsonl")
    }
    for story in county.document("stories.json").values():
        assert story["title"]
        for where in story["records"].values():
            assert (where["source"], where["source_ref"]) in held
        for person in story["people"].values():
            for source, ref, _key in person["appearances"]:
                assert (source, ref) in held


def test_father_and_son_have_one_name_and_one_home(county):
    people = county.story("one_name")["people"]
    assert people["father"]["name"] == people["son"]["name"]
    assert people["father"]["born_on"] != people["son"]["born_on"]


def test_the_refuge_is_marked_protected_where_organisations_are_told(county):
    refuge = next(o for o in county.document("organisations.json") if o["kind"] == "refuge")
    assert refuge["address_protected"]
    assert "protect_address" in {act["act"] for act in county.story("refuge")["acts"]}


def test_the_unborn_child_is_marked_so_and_the_baby_has_several_names(county):
    records = county.of_story("new_baby")
    assert records["unborn"]["people"][0]["unborn"]
    names = {
        (p.get("given"), p.get("family"))
        for k in ("in_pregnancy", "call", "voice")
        for p in records[k]["people"][1 if k == "in_pregnancy" else -1 :]
    }
    assert len(names) >= 2


def test_the_child_placed_from_fenshire_is_in_no_record_of_oakshire_council(county):
    found = {
        source for source, _, _ in county.story("from_fenshire")["people"]["girl"]["appearances"]
    }
    assert found == {"fenshire-police", "care-homes"}


@pytest.mark.parametrize(
    ("story", "roll", "school"),
    [
        ("maya", "roll", "St Bede's Academy"),
        ("fourteen_weeks", "eldest_roll", None),
        ("fourteen_weeks", "middle_roll", "St Bede's Academy"),
        ("fourteen_weeks", "youngest_roll", None),
        ("da_tonight", "poppy_roll", None),
    ],
)
def test_a_school_child_of_a_story_stands_on_the_roll_of_this_september_too(
    county, story, roll, school
):
    records = county.of_story(story)
    before, now = records[roll], records[f"{roll}_2026"]
    assert before["told_at"] < "2026" < now["told_at"] < "2026-09-30"
    assert now["details"]["begins_on"] == "2026-09-03"
    assert now["people"][0]["address"]
    assert school is None or now["details"]["school"] == school


def test_maya_s_school_and_council_place_her_in_one_home(county):
    records = county.of_story("maya")
    assert records["placed"]["details"]["home"] == "Larkspur House"
    assert "Larkspur" in str(records["roll_2026"]["people"][0]["address"])
    assert records["roll"]["people"][0].get("address") is None
