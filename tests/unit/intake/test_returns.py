"""Returns of children looked after and in need: dated, nameless, never a live episode."""

import io
from datetime import date

import pytest

from firstlight.intake.rules.days import day, return_year_end
from firstlight.intake.rules.formats import cin, ssda903
from firstlight.intake.rules.rows import rows_of
from firstlight.records.rules.reading import read

HEADER = (
    "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n7001,2,27/03/2008,WBRI,A123456789123,1,04/02/2018\n"
)
EPISODES = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
    "7001,15/02/2016,L,C2,N3,K2,PR0,14/08/17,X1,CLOSE,,ZX1 4AB,1\n"
    "7001,31/02/2016,L,C2,N3,K2,PR0,never,X1,CLOSE,,,1\n"
)
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n7001,27/03/2008,A,13/11/2017,25/11/2017\n"


def _offers(kind, text, told):
    rows = ssda903.rows_of(rows_of(text.encode().splitlines(keepends=True)))
    return list(ssda903.offers(told, rows, kind=kind, name=f"{kind}.csv"))


@pytest.fixture
def told():
    return ssda903.Return("looked-after-children", "oakshire", date(2018, 3, 31))


def test_a_row_away_without_authorisation_is_missing_and_never_live(told, at):
    (offer,) = _offers("missing", MISSING, told)
    details = offer.record["details"]
    assert details["letter"] == "A"
    assert details["is_return_row"] is True
    assert details["from_care_home"] is True
    assert details["whereabouts_known"] == "unknown"
    assert details["returned_on"] == "2017-11-25"
    assert read(offer.record, at).sound


def test_a_day_at_the_end_of_the_calendar_is_a_fault_of_its_row_alone(told, at):
    rows = MISSING.splitlines()
    text = "\n".join(
        (*rows, "7002,27/03/2008,M,01/06/2017,31/12/9999", "7003,01/01/0001,M,01/06/2017,")
    )
    good, late, early = _offers("missing", text, told)
    assert read(good.record, at).sound
    assert [(f.field, f.problem) for f in late.faults] == [
        ("MIS_END", "9999-12-31 is in no year this can be of")
    ]
    assert {f.field for f in early.faults} == {"DOB"}


def test_an_episode_is_dated_by_its_return_and_names_nobody(told, at):
    _offers("header", HEADER, told)
    good, bad = _offers("episodes", EPISODES, told)
    child = good.record["people"][0]
    assert good.record["details"]["as_of"] == "2018-03-31"
    assert good.record["details"]["ends_on"] == "2017-08-14"
    assert child["born_on"] == "2008-03-27"
    assert "given" not in child
    assert child["identifiers"] == {"la:oakshire": "7001", "upn_unchecked": "A123456789123"}
    assert read(good.record, at).sound
    assert bad.record is None
    assert {f.field for f in bad.faults} == {"DECOM", "DEC"}


def test_the_baby_of_a_looked_after_mother_is_counted(told, at):
    (offer,) = _offers("header", HEADER, told)
    assert [p["key"] for p in offer.record["people"]] == ["child", "baby"]
    assert read(offer.record, at).sound


def test_the_return_year_ends_on_31_march():
    assert return_year_end(date(2018, 3, 31)) == date(2018, 3, 31)
    assert return_year_end(date(2018, 4, 1)) == date(2019, 3, 31)
    with pytest.raises(ValueError, match="is not a day"):
        day("31/02/2016")


CENSUS = b"""<Message xmlns="urn:x"><Header><CollectionDetails><ReferenceDate>2024-03-31</ReferenceDate>
</CollectionDetails><Source><LEA>201</LEA></Source></Header><Children>
<Child><ChildIdentifiers><LAchildID>D1</LAchildID><UPNunknown>UN3</UPNunknown>stray
<ExpectedPersonBirthDate>2024-05-02</ExpectedPersonBirthDate></ChildIdentifiers>
<CINdetails><CINreferralDate>2023-10-06</CINreferralDate><PrimaryNeedCode>N4</PrimaryNeedCode>
<ChildProtectionPlans><CPPstartDate>2024-01-17</CPPstartDate><LatestCategoryOfAbuse>PHY</LatestCategoryOfAbuse>
</ChildProtectionPlans></CINdetails></Child>"""


def test_a_census_that_breaks_off_gives_what_came_before(at):
    census = cin.Census("children-in-need")
    found = list(cin.offers(io.BytesIO(CENSUS), census, name="cin.xml"))
    sound = [offer for offer in found if offer.record]
    assert [o.record["details"]["involvement"] for o in sound] == [
        "child_in_need",
        "protection_plan",
    ]
    assert all(read(o.record, at).sound for o in sound)
    assert found[-1].faults[0].problem.startswith("is not well-formed XML")


def test_an_unborn_child_of_the_census_is_a_person(at):
    census = cin.Census("children-in-need")
    first = next(cin.offers(io.BytesIO(CENSUS), census, name="cin.xml")).record
    assert first["people"][0]["unborn"] is True
    assert first["people"][0]["identifiers"] == {"la:201": "D1"}


def test_entities_are_never_read():
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><Message><Child>&a;</Child></Message>'
    (offer,) = cin.offers(io.BytesIO(bomb), cin.Census("s"), name="cin.xml")
    assert offer.record is None
    assert "entities" in offer.faults[0].problem
