"""What an old return says is told as old: dated, lapsed, and never the start of anything."""

from datetime import UTC, datetime

import pytest
from django.apps import apps

from firstlight.assurance.gathering.baseline import not_found
from firstlight.audit.outbox import drain
from firstlight.desk.portrait import portrait
from firstlight.intake.services import load_files
from firstlight.kernel.values.viewer import system_viewer
from firstlight.missing.reconciling import reconcile
from firstlight.people.selectors import partition
from firstlight.picture.rules.telling import sentence
from firstlight.picture.selectors import person
from firstlight.records.selectors import record_of_source
from firstlight.records.services import register_source

SYSTEM = system_viewer("test")
HEADER = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7001,2,27/03/2003,WBRI,UN3,,\n"
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "7001,15/02/2018,L,C2,N3,K2,PR0,,,,,ZX1 4AB,1\n"
)
MISSING = (
    "CHILD,DOB,MISSING,MIS_START,MIS_END\n"
    "7001,27/03/2003,A,13/03/2018,\n7001,27/03/2003,M,01/02/2018,02/02/2018\n"
)


@pytest.fixture
def loaded(db, tmp_path, at):
    """Load a return whose source somebody registered as if it were a live one."""
    register_source(code="looked-after", name="Children looked after", owner="x", by=SYSTEM, at=at)
    paths = []
    for name, text in (("header", HEADER), ("episodes", EPISODES), ("missing", MISSING)):
        paths.append(tmp_path / f"{name}.csv")
        paths[-1].write_text(text)
    load_files(paths, source="looked-after", form="ssda903", authority="oakshire", by=SYSTEM, at=at)
    drain(at, datetime.now(UTC))  # noqa: TID251 -- leases go by the machine's clock
    (child,) = {who for _, _, _, who in partition()}
    return child


def test_no_row_of_a_return_opens_an_episode_a_duty_or_a_clock(loaded, at):
    assert reconcile(at) == (0, 0)
    assert list(not_found(SYSTEM, at)) == []
    for table in ("missing.Episode", "duties.Duty", "risk.Grade", "delivery.Alert"):
        assert apps.get_model(table).objects.count() == 0, table


def test_nobody_is_in_care_now_by_a_return_of_2018(loaded, at):
    care = person(loaded, viewer=SYSTEM, at=at).care
    assert care.lapsed
    shown = portrait(loaded, None, "held", viewer=SYSTEM, at=at)
    told = str(shown)
    assert "In care, as of 31 March 2018 (Children looked after); not known since" in told


def test_neither_letter_is_read_as_reassurance(loaded, at):
    picture = person(loaded, viewer=SYSTEM, at=at)
    rows = [one for one in picture.records if one.kind == "missing_report"]
    told = {sentence(one, loaded, at, born_on=picture.born_on).text for one in rows}
    assert {one.details.letter for one in rows} == {"A", "M"}
    assert {one.details.whereabouts_known for one in rows} == {"unknown"}
    assert all(text.startswith("Yearly return, as of ") for text in told)
    assert all("not known since" in text for text in told)


def test_ages_are_told_at_the_event_and_now(loaded, at):
    row = record_of_source("looked-after", "903/missing/7001/2018-03-13/A/1")
    picture = person(loaded, viewer=SYSTEM, at=at)
    (held,) = [one for one in picture.records if one.ref == row.ref]
    assert "aged 14 then, 23 now" in sentence(held, loaded, at, born_on=picture.born_on).text
