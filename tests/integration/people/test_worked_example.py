"""The twins of Kestrel Rise: two questions about the past, never confused, to the letter."""

from datetime import UTC, datetime, timedelta

import pytest

from firstlight.audit.selectors import position
from firstlight.audit.services import act
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people import selectors as people
from firstlight.people.services import judge, rely, take_in
from firstlight.picture.selectors import person as picture_of
from firstlight.records.services import register_source
from firstlight.retention.services import confirm, propose

pytestmark = pytest.mark.django_db

SYSTEM = system_viewer("test")
DPO = Viewer(ref="U-0000000002", name="DPO", roles=frozenset({"dpo"}))
SECOND = Viewer(ref="U-0000000003", name="Superintendent", roles=frozenset({"superintendent"}))
ANALYST = Viewer(ref="U-0000000001", name="Analyst", roles=frozenset({"analyst"}))
HOME = {"text": "3 Kestrel Rise, Wexcombe ZX4 2AB"}
BORN = "2012-05-14"


def on(day, month, hour, minute=0):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def enrolment(name, recorded):
    return {
        "source": "schools",
        "source_ref": f"roll-{name}",
        "kind": "school_enrolment",
        "recorded_at": recorded.isoformat(),
        "told_at": recorded.isoformat(),
        "people": [{"key": "p1", "role": "subject", "given": name, "family": "Marsh",
                    "born_on": BORN, "address": HOME}],
        "details": {"school": "St Bede's Academy"},
    }  # fmt: skip


def missing(version, occurred, recorded, told):
    return {
        "source": "late-feed",
        "source_ref": "missing-1",
        "source_version": version,
        "kind": "missing_report",
        "occurred": {"begins": occurred.isoformat()},
        "recorded_at": recorded.isoformat(),
        "told_at": told.isoformat(),
        "people": [{"key": "p1", "role": "subject", "given": "Ivy", "family": "Marsh",
                    "born_on": BORN, "address": HOME}],
        "details": {"whereabouts_known": "no"},
    }  # fmt: skip


WITNESS = {
    "source": "rms",
    "source_ref": "incident-1",
    "kind": "incident",
    "recorded_at": on(2, 3, 8).isoformat(),
    "told_at": on(1, 3, 23, 40).isoformat(),
    "people": [{"key": "w1", "role": "witness", "given": "I", "family": "Marsh",
                "born_on": BORN, "address": HOME}],
}  # fmt: skip


@pytest.fixture
def marsh():
    """Lay the example's lines down in the order Firstlight came to know them."""
    for code in ("schools", "rms", "late-feed"):
        register_source(code=code, name=code, owner="x", by=SYSTEM, at=on(1, 1, 0))
    found = {}
    r0 = take_in(enrolment("Ira", on(27, 2, 16)), by=SYSTEM, at=on(28, 2, 12))
    r1 = take_in(enrolment("Ivy", on(28, 2, 16)), by=SYSTEM, at=on(1, 3, 10))
    r2 = take_in(WITNESS, by=SYSTEM, at=on(2, 3, 9))
    found |= {"ira": r0.people["p1"], "ivy": r1.people["p1"]}
    witness, ivys = people.appearance_of(r2.ref), people.appearance_of(r1.ref)
    judge(one=witness, other=ivys, answer="same", reason="hurried", by=ANALYST, at=on(2, 3, 9, 1))
    first = missing(1, on(27, 2, 21), on(28, 2, 8), on(27, 2, 22, 30))
    r3 = take_in(first, by=SYSTEM, at=on(3, 3, 12))
    with act("test.brief", by=SYSTEM, at=on(4, 3, 9)) as line:
        rely(line, kind="brief", ref="B-0000000001", people=[found["ivy"]])
    judge(one=witness, other=ivys, answer="different", reason="is Ira", by=ANALYST, at=on(5, 3, 14))
    iras = people.appearance_of(r0.ref)
    judge(one=witness, other=iras, answer="same", reason="is Ira", by=ANALYST, at=on(5, 3, 14))
    second = missing(2, on(26, 2, 21), on(6, 3, 7, 50), on(5, 3, 18))
    take_in(second, by=SYSTEM, at=on(6, 3, 8))
    found |= {"r0": r0.ref, "r1": r1.ref, "r2": r2.ref, "r3": r3.ref}
    return found


def held(ref, when, found):
    """Give the records of a picture as Firstlight held it at a moment, with R3's version."""
    picture = picture_of(ref, viewer=SYSTEM, at=when, n=position(when))
    return _names(picture, found)


def learnt(ref, when, found):
    """Give the records of a picture as the force had been told by a moment."""
    picture = picture_of(ref, viewer=SYSTEM, at=on(7, 3, 12), learnt_by=when)
    return _names(picture, found)


def _names(picture, found):
    short = {found[name]: name for name in ("r0", "r1", "r2", "r3")}
    return {
        short[r.ref] + (f" v{r.version}" if short[r.ref] == "r3" else "") for r in picture.records
    }


def test_as_of_2_march_noon_ivy_has_r1_and_r2(marsh):
    assert held(marsh["ivy"], on(2, 3, 12), marsh) == {"r1", "r2"}


def test_as_of_4_march_noon_ivy_has_r1_r2_and_the_first_version_of_r3(marsh):
    assert held(marsh["ivy"], on(4, 3, 12), marsh) == {"r1", "r2", "r3 v1"}


def test_as_of_5_march_15_00_the_witness_record_is_iras(marsh):
    assert held(marsh["ivy"], on(5, 3, 15), marsh) == {"r1", "r3 v1"}
    assert held(marsh["ira"], on(5, 3, 15), marsh) == {"r0", "r2"}


def test_as_of_7_march_ivy_has_r1_and_the_second_version_of_r3(marsh):
    assert held(marsh["ivy"], on(7, 3, 12), marsh) == {"r1", "r3 v2"}


def test_learnt_by_28_february_23_59_ivy_has_r1_and_r3_not_r2(marsh):
    assert learnt(marsh["ivy"], on(28, 2, 23, 59), marsh) == {"r1", "r3 v1"}


def test_learnt_by_3_march_r2_may_be_either_and_is_neithers(marsh):
    assert learnt(marsh["ivy"], on(3, 3, 23, 59), marsh) == {"r1", "r3 v1"}
    for name in ("ivy", "ira"):
        picture = picture_of(
            marsh[name], viewer=SYSTEM, at=on(7, 3, 12), learnt_by=on(3, 3, 23, 59)
        )
        assert [r.ref for r in picture.may_be] == [marsh["r2"]]


def test_the_missing_clock_began_when_the_force_was_told(marsh):
    picture = picture_of(marsh["ivy"], viewer=SYSTEM, at=on(4, 3, 12), n=position(on(4, 3, 12)))
    report = picture.of_kind("missing_report")[0]
    assert report.told_at == on(27, 2, 22, 30)
    assert report.received_at - report.told_at == timedelta(days=3, hours=13, minutes=30)


def test_the_split_finds_the_brief_that_showed_the_wrong_person(marsh):
    parting = people.partings_of(marsh["ivy"])[-1]
    assert parting.appearances
    relied = people.relied_on(marsh["ivy"], before=parting.seq)
    assert [(one.kind, one.ref) for one in relied] == [("brief", "B-0000000001")]


@pytest.fixture
def disposed(marsh):
    """Lay down line N 7: R1 is disposed of on 8 March."""
    asked = propose(records=[marsh["r1"]], authority="review", reason="due", by=DPO, at=on(8, 3, 9))
    confirm(disposal=asked, by=SECOND, at=on(8, 3, 10))
    return marsh


def _days(ref, found, *, learnt_by=None, as_of=None):
    n = position(as_of) if as_of else None
    picture = picture_of(ref, viewer=SYSTEM, at=on(9, 3, 12), n=n, learnt_by=learnt_by)
    assert found["r1"] not in {record.ref for record in picture.records}
    return [f"{day:%-d %B %Y}" for day in picture.disposed]


ONE = ["8 March 2026"]


@pytest.mark.parametrize(
    ("as_of", "left"),
    [
        (on(2, 3, 12), {"r2"}),
        (on(4, 3, 12), {"r2", "r3 v1"}),
        (on(5, 3, 15), {"r3 v1"}),
        (on(7, 3, 12), {"r3 v2"}),
    ],
)
def test_after_n_7_what_was_held_says_one_record_disposed_of_on_8_march(disposed, as_of, left):
    assert held(disposed["ivy"], as_of, disposed) == left
    assert _days(disposed["ivy"], disposed, as_of=as_of) == ONE


def test_after_n_7_what_had_been_learnt_says_it_too(disposed):
    for moment, left in ((on(28, 2, 23, 59), {"r3 v1"}), (on(3, 3, 23, 59), {"r3 v1"})):
        assert learnt(disposed["ivy"], moment, disposed) == left
        assert _days(disposed["ivy"], disposed, learnt_by=moment) == ONE


def test_after_n_7_the_newest_picture_says_it_and_nobody_elses_does(disposed):
    assert _days(disposed["ivy"], disposed) == ONE
    assert _days(disposed["ira"], disposed) == []


def test_before_r1_was_written_down_nothing_is_said_of_it(disposed):
    assert _days(disposed["ivy"], disposed, learnt_by=on(28, 2, 12)) == []
