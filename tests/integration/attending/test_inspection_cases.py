"""Cases that inspections found, whole: what the brief says field by field, and what it must not say."""

import json
from datetime import timedelta

import pytest

from firstlight.briefs import selectors as briefs
from firstlight.duties.selectors import about as duties_about
from firstlight.kernel.values.viewer import system_viewer
from firstlight.orders import reading

SYSTEM = system_viewer("test")
HERS = {"text": "3 Teal Walk, Stanbridge, ZX3 4QA"}
HIS = {"text": "88 Cinder Road, Stanbridge, ZX3 9PP"}
SHE = {"given": "Odette", "family": "Farrow", "born_on": "1994-02-11", "address": HERS}
HE = {"given": "Lyle", "family": "Garrick", "born_on": "1991-08-30", "address": HIS}
SEVEN = {"given": "Tamsin", "family": "Farrow", "born_on": "2019-05-06", "address": HERS,
         "school": "Larkfield Primary"}  # fmt: skip
FOUR = {
    "given": "Rafe",
    "family": "Farrow",
    "born_on": "2022-07-19",
    "address": HERS,
    "language": "Polish",
}


def abuse(take):
    """Tell of abuse seventeen days ago, which two children saw."""
    return take(
        "oak-da", "domestic_abuse_incident", 17,
        [{"key": "v", "role": "victim", **SHE}, {"key": "s", "role": "suspect", **HE},
         {"key": "a", "role": "child", **SEVEN}, {"key": "b", "role": "child", **FOUR}],
        relations=[{"one": "v", "kind": "parent_of", "other": "a"},
                   {"one": "v", "kind": "parent_of", "other": "b"},
                   {"one": "s", "kind": "ex_partner_of", "other": "v"}],
        happening="OAK-700", outcome="reported", narrative="Mummy was on the floor, said Tamsin.",
        details={"job": "OAK-700", "grade": "high", "tool": "DARA", "strangulation": "yes",
                 "codeword": True, "marac_heard_on": "2026-06-02"},
    ).ref  # fmt: skip


def bails(take):
    """Bail him before charge, release him under investigation in another matter, and on licence."""

    def bail(kind, days, *conditions, **more):
        details = {
            "bail_type": kind,
            "conditions": list(conditions),
            "ends_at": "2027-01-24T12:00:00Z",
        }
        return take("oak-custody", "bail", days, [{"key": "s", "role": "suspect", **HE}],
                    details=details | more, happening="OAK-700").ref  # fmt: skip

    began = "2026-11-06T10:00:00Z"
    return {
        "police_pre_charge": bail(
            "police_pre_charge", 16, "no contact with the victim", begins_at=began
        ),
        "released_under_investigation": bail("released_under_investigation", 90),
        "licence": bail("licence", 200, "to live where approved"),
    }


def forbidden(take):
    """Have a court forbid him contact with her."""
    return take(
        "oak-orders", "order", 60,
        [{"key": "p", "role": "protected_party", **SHE}, {"key": "r", "role": "respondent", **HE}],
        details={"order_type": "non_molestation", "made_at": "2026-09-20T10:00:00Z", "served": "yes",
                 "served_at": "2026-09-22T10:00:00Z", "conditions": ["no contact with Odette Farrow"],
                 "ends_at": "2027-09-20T10:00:00Z"},
    ).ref  # fmt: skip


@pytest.fixture(scope="module")
def laid(take, done, officer, at):
    """Lay the past down, then tonight's two calls: to her address, and to his own."""
    found = {"first": abuse(take), "kinds": bails(take), "order": forbidden(take)}
    done()
    found["hale"] = officer("hale", "4417")

    def call(number, place, *people):
        record = take(
            "oak-cad", "domestic_abuse_incident", at - timedelta(minutes=2), list(people),
            places=[{"role": "scene", "address": place}], details={"job": number, "unit": "ST21"},
        ).ref  # fmt: skip
        take(
            "oak-cad",
            "unit_crewing",
            at,
            [],
            details={"unit": "ST21", "crew": ["4417"], "job": number},
        )
        done()
        return record

    she = {"key": "v", "role": "victim", **SHE}
    found["hers"] = call("OAK-717", HERS, she, {"key": "s", "role": "suspect", **HE})
    found["his"] = call(
        "OAK-718", HIS, {key: value for key, value in she.items() if key != "address"}
    )
    return found


def document(record, viewer, at):
    return briefs.brief(briefs.newest_of(record), viewer, at).document


def test_t20_the_children_who_saw_it_and_the_bail_are_on_the_brief_and_the_breach_is_owed(laid, at):
    told = document(laid["hers"], laid["hale"], at)
    assert [(c["name"], c["age"], c["where"]) for c in told["children"]] == [
        ("Rafe Farrow", "4", "now"), ("Tamsin Farrow", "7", "now"),
    ]  # fmt: skip
    assert "speaks Polish" in told["children"][0]["short"]
    assert "Larkfield Primary" in told["children"][1]["line"]
    assert [d["code"] for d in told["dangers"]] == ["strangulation"]
    assert "reported only" in told["dangers"][0]["words"]
    lines = [one["text"] for one in told["history"]]
    assert lines[0].startswith(
        "1 domestic abuse incident told in three years, 1 of them in 12 months"
    )
    assert "Last graded high by DARA, 5 Nov 2026." in lines
    assert "Heard at MARAC on 2 Jun 2026, within 12 months." in lines
    assert any("codeword is agreed" in line for line in lines)
    owed = [d for d in duties_about(laid["hers"], SYSTEM, at) if d.clock == "BREACH_ACTION"]
    assert owed
    assert all(duty.post and duty.due_at for duty in owed)
    broken = {one.entry.record: one for one in reading.breaches(laid["hale"], at)}
    assert broken[laid["kinds"]["police_pre_charge"]].sure
    assert broken[laid["order"]].sure


def test_t20_what_must_not_be_on_it_is_absent(laid, at):
    told = document(laid["hers"], laid["hale"], at)
    assert "Mummy" not in json.dumps(told)
    for name in ("Odette", "Lyle", "Tamsin", "Rafe", "Teal", "Cinder", "Larkfield"):
        assert name not in told["radio"]
    top = [line["text"] for line in told["top"]]
    assert sum(len(text.split()) for text in top) <= 110
    assert top[0].startswith("Danger: non-fatal strangulation")


def test_t21_the_order_is_pushed_with_the_dispatch_to_the_partners_own_address(laid, at):
    made = briefs.brief(briefs.newest_of(laid["his"]), laid["hale"], at)
    assert made.state == "pushed"
    assert [reader.user for reader in made.readers] == [laid["hale"].ref]
    (order,) = [one for one in made.document["orders"] if one["record"] == laid["order"]]
    assert order["short"].startswith("Non-molestation order on Lyle Garrick")
    assert "breach is an offence" in order["short"]
    assert "no contact with Odette Farrow" in order["conditions"]
    assert any("Non-molestation" in line["text"] for line in made.document["top"])


def test_t32_each_kind_of_bail_is_told_by_its_name_who_may_act_and_its_power_of_arrest(laid, at):
    told = {one["record"]: one for one in document(laid["hers"], laid["hale"], at)["orders"]}
    kinds = {kind: told[ref]["line"] for kind, ref in laid["kinds"].items()}
    assert kinds["police_pre_charge"].startswith("Police bail before charge on Lyle Garrick")
    assert (
        "any constable may arrest for a broken condition, to a police station"
        in kinds["police_pre_charge"]
    )
    assert "carries no conditions" in kinds["released_under_investigation"]
    assert "nothing to breach" in kinds["released_under_investigation"]
    assert "ask the probation service to recall" in kinds["licence"]
    assert "may arrest" not in kinds["licence"] + kinds["released_under_investigation"]


def test_t6_every_source_says_one_of_four_things_and_none_says_there_is_nothing(laid, at):
    told = document(laid["hers"], laid["hale"], at)
    assert {one["state"] for one in told["sources"]} <= {
        "found", "none_you_may_see", "unavailable", "not_checked",
    }  # fmt: skip
    assert len(told["sources"]) >= 4
    assert told["restricted_line"].endswith("No record is not no history.")
