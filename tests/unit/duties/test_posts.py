"""A force sets its own posts: what is wrong with a table is told all together, and nothing is lost."""

from __future__ import annotations

import pytest

from firstlight.duties.rules.clocks import CLOCKS
from firstlight.force.rules.posts import FIM, LAST, SHIPPED, fault, read
from firstlight.force.rules.settings import SETTINGS

# A small force of one area, in which one sergeant holds three kinds of work.
SMALL = (
    "post | insp | Patrol inspector | duty_inspector | all | fim, on_call_superintendent | inspector",
    "post | cells | Custody | custody | all | fim, on_call_superintendent | custody",
    f"post | {FIM} | Force incident manager | {FIM} | | {LAST} | fim",
    f"post | {LAST} | On-call superintendent | {LAST} | | | superintendent",
    "post | psd | Standards | professional_standards | | | psd",
    *(
        f"post | {kind}_x | {kind} | {kind} | | fim, on_call_superintendent |"
        for kind in (
            "missing_coordinator", "online_duty_sergeant", "exploitation_duty_sergeant", "hub_duty",
            "dispatch", "encompass_desk", "dpo", "records_manager", "domestic_abuse_sergeant",
        )
    ),
    "town | Harbour | all",
    "else | all",
    "queue | missing | Lost and found",
    "clock | ICPC | missing_coordinator | missing",
)  # fmt: skip


def test_what_ships_and_a_small_forces_own_table_are_sound():
    assert fault(SHIPPED) == ""
    assert fault(SMALL) == ""
    assert SETTINGS["force.posts"].fault(list(SMALL)) == ""


def test_every_clock_finds_its_post_in_a_forces_own_table():
    table = read(SMALL)
    for clock in CLOCKS.values():
        kind = table.clocks.get(clock.code, (clock.post,))[0]
        assert table.in_area(kind, "Harbour") in table
    assert table.in_area("duty_inspector", "nowhere") == "insp"
    assert table.ladder("insp") == ("insp", FIM, LAST)
    assert table.queue_title("missing") == "Lost and found"
    assert table.town_in("3 Quay, HARBOUR") == "harbour"


def test_a_post_done_away_with_while_it_held_work_leaves_it_to_the_manager():
    table = read(SMALL)
    assert table.ladder("duty_inspector_north") == ("duty_inspector_north", FIM, LAST)
    assert table.title_of("duty_inspector_north") == "Duty inspector north"


INSP = "post | insp | Inspector | duty_inspector | all"
TOP = f"{FIM}, {LAST}"


@pytest.mark.parametrize(
    ("takes", "adds", "said"),
    [
        ("post | cells", "", "there is no post custody"),
        ("post | psd", "post | psd | Standards | professional_standards | | |", "of which no role is told"),
        ("post | insp", f"{INSP} | sarge | inspector", "sarge above it, which is no post"),
        ("post | insp", f"{INSP} | {LAST} | inspector", "goes past the force incident manager"),
        ("post | insp", f"{INSP} | {TOP} | king", "needs king, which is no role"),
        ("", "post | insp | Again | duty_inspector | all | fim, on_call_superintendent |", "insp is there twice"),
        ("", "post | far | Far | duty_inspector | far | fim, on_call_superintendent |", "far has no custody"),
        ("", "town | Hill | hills", "an area without posts"),
        ("", "clock | RHI | nobody | missing", "held by nobody, which is no post"),
        ("", "postt | x", "line 19 begins with none of"),
        ("", "town | x", "has 1 parts"),
        ("else", "", "elsewhere is in , an area"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(takes, adds, said):
    lines = [line for line in SMALL if not (takes and line.startswith(takes))]
    assert said in fault([*lines, adds] if adds else lines)


def test_all_faults_are_told_together():
    lines = [line for line in SMALL if not line.startswith(("post | cells", "else"))]
    said = fault(lines)
    assert "custody" in said
    assert "elsewhere" in said
