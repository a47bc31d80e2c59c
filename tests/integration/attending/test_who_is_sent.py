"""Who is sent to a job, and what is proposed as one: the brief reaches whom it is for, and nobody else."""

from datetime import timedelta

import pytest

from firstlight.briefs import selectors as briefs
from firstlight.delivery.selectors import alerts_to
from firstlight.domestic import selectors, services
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import system_viewer

SYSTEM = system_viewer("test")


@pytest.fixture(scope="module")
def known(saddler_row, done):
    """What is known of the household before the call, worked through once for the file."""
    done()
    return saddler_row


def test_whoever_is_in_the_story_is_left_out_and_dispatch_is_told(
    known, tonight, sent, officer, done, at
):
    mother = known["form"].people["v"]
    cousin = officer("cousin", "5001", own=[mother])
    record = tonight().ref
    done()
    sent("5001")
    done()
    ref = briefs.newest_of(record)
    assert briefs.brief(ref, SYSTEM, at).readers == ()
    with pytest.raises(NotThere):
        briefs.brief(ref, cousin, at)
    assert alerts_to(f"user:{cousin.ref}", since=at - timedelta(hours=1)) == ()
    told = alerts_to("post:dispatch", since=at - timedelta(hours=1))
    assert any("did not reach everybody" in one.title for one in told)


def test_a_job_typed_otherwise_is_only_proposed(known, take, done, officer, at, monkeypatch):
    monkeypatch.setattr(services, "setting", lambda code: "shown")
    hale = officer("hale", "4417")
    record = take(
        "oak-cad", "incident", at, [],
        places=[{"role": "scene", "address": {"text": "6 Saddler Row, Stanbridge, ZX3 7SR"}}],
        details={"job": "OAK-9", "job_type": "noise"},
    ).ref  # fmt: skip
    done()
    (one,) = selectors.proposals(hale, at)
    assert one.record == record
    assert any("same flat" in why for why in one.because)
    assert not selectors.is_job(record)
    assert briefs.newest_of(record) is None
    with pytest.raises(Refusal):
        services.decide(record=record, take=False, reason="", by=hale, at=at)
    services.decide(record=record, take=True, reason="", by=hale, at=at)
    assert selectors.is_job(record)
    assert briefs.newest_of(record)


@pytest.fixture
def crewed(known, take, at):
    def unit(*, hours_ago, unit="ST21", job="", ends=None, collar="4417"):
        began = at - timedelta(hours=hours_ago)
        more = {"ends_at": ends.isoformat()} if ends else {}
        details = {"unit": unit, "crew": [collar], "job": job, "begins_at": began.isoformat()}
        return take("oak-cad", "unit_crewing", began, [], details=details | more)

    return unit


@pytest.mark.parametrize(
    "how",
    [
        ({"hours_ago": 8}, True),
        ({"hours_ago": 3, "job": "OAK-0"}, True),
        ({"hours_ago": 8, "unit": "ST22"}, False),
        ({"hours_ago": 15}, False),
    ],
    ids=["since the shift began", "for an earlier job", "another unit", "a shift that is over"],
)
def test_a_unit_crewed_before_its_job_gets_the_brief_when_the_job_names_it(
    crewed, tonight, officer, done, at, how
):
    hale, (shift, told) = officer("hale", "4417"), how
    crewed(**shift)
    done()
    record = tonight().ref
    done()
    found = briefs.brief(briefs.newest_of(record), SYSTEM, at)
    assert [one.user for one in found.readers] == ([hale.ref] if told else [])
    assert (found.state == "pushed") is told


def test_a_crewing_that_has_ended_and_the_older_of_two_are_passed_over(
    crewed, tonight, officer, done, at
):
    hale, bray = officer("hale", "4417"), officer("bray", "5002")
    crewed(hours_ago=9, ends=at - timedelta(hours=1))
    crewed(hours_ago=1, collar="5002")
    done()
    record = tonight().ref
    done()
    found = briefs.brief(briefs.newest_of(record), SYSTEM, at)
    assert [one.user for one in found.readers] == [bray.ref] != [hale.ref]
