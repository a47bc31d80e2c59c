"""Sealed is not empty: the brief of a sealed address and of one nobody ever named."""

from datetime import timedelta

import pytest

from firstlight.access.models import User
from firstlight.access.services import restrict
from firstlight.briefs import selectors, services
from firstlight.briefs.services import About
from firstlight.config.viewers import viewer_of
from firstlight.duties.selectors import about as duties_about
from firstlight.duties.selectors import mine
from firstlight.kernel.values.refusal import NotThere, Refusal
from firstlight.kernel.values.viewer import system_viewer
from firstlight.people.selectors import appearances_of, place_of, relied_on
from firstlight.picture import selectors as pictures
from firstlight.picture.selectors import RESTRICTED_LINE
from tests.integration.attending.conftest import told_of_saddler_row

SYSTEM = system_viewer("test")
SEALED = "14 Larch Court, Stanbridge, ZX3 5LC"
EMPTY = "16 Larch Court, Stanbridge, ZX3 5LC"


@pytest.fixture
def saddler_row(take):
    """Only for the tests that ask for it: the others are of other houses."""
    return told_of_saddler_row(take)


@pytest.fixture
def ayla(take, officer, at):
    person = {
        "given": "Ayla",
        "family": "Moss",
        "born_on": "2017-05-03",
        "address": {"text": SEALED},
    }
    taken = take("oak-da", "vulnerability_report", 260, [{"key": "p", "role": "child", **person}])
    orme = officer("orme", "1001", "inspector")
    for target in (taken.people["p"], place_of(SEALED)):
        restrict(
            target=target, level="sealed", custodians=(orme.ref,), reason="Witness", by=orme, at=at,
            safety_line="Child here. See before leaving.",
        )  # fmt: skip
    return orme


def _of(address, viewer, at):
    ref = services.make(about=About(address=address), viewer=viewer, by=viewer, at=at)
    return selectors.brief(ref, viewer, at)


def _without_safety(document):
    kept = {
        key: value
        for key, value in document.items()
        if key not in {"safety", "heading", "radio", "material"}
    }
    kept["top"] = [line for line in document["top"] if line["kind"] != "safety"]
    return kept


def test_the_two_briefs_are_alike_apart_from_the_safety_line(ayla, officer, at):
    hale = officer("hale", "4417")
    sealed, empty = _of(SEALED, hale, at), _of(EMPTY, hale, at)
    assert _without_safety(sealed.document) == _without_safety(empty.document)
    assert sealed.document["safety"] == ["Child here. See before leaving."]
    assert empty.document["safety"] == []
    assert sealed.document["heading"] == SEALED
    assert sealed.people == empty.people == ()
    assert sealed.about == empty.about == ""


def test_both_end_with_the_same_line_and_none_says_that_there_is_nothing(ayla, officer, at):
    hale = officer("hale", "4417")
    for address in (SEALED, EMPTY):
        document = _of(address, hale, at).document
        assert document["restricted_line"] == RESTRICTED_LINE
        words = str(document).lower()
        assert "none that you may see" in words
        assert "ayla" not in words
        assert "none held" not in words
        assert "no children" not in words


def test_the_custodian_is_told_of_the_child(ayla, at):
    document = _of(SEALED, ayla, at).document
    assert [child["name"] for child in document["children"]] == ["Ayla Moss"]


def test_what_the_custodian_was_shown_is_not_there_for_another(ayla, officer, at):
    hale = officer("hale", "4417")
    ref = services.make(about=About(address=SEALED), viewer=ayla, by=ayla, at=at)
    with pytest.raises(NotThere):
        selectors.brief(ref, hale, at)


def test_a_brief_made_before_it_was_sealed_is_no_longer_shown(take, officer, at):
    hale, orme = officer("hale", "4417"), officer("orme", "1001", "inspector")
    taken = take("oak-da", "vulnerability_report", 20, [
        {"key": "p", "role": "child", "given": "Ivy", "family": "Marsh", "born_on": "2014-05-03"}])  # fmt: skip
    ref = services.make(about=About(person=taken.people["p"]), viewer=hale, by=hale, at=at)
    assert selectors.brief(ref, hale, at)
    restrict(
        target=taken.people["p"], level="sealed", custodians=(orme.ref,), reason="x", by=orme, at=at
    )
    with pytest.raises(NotThere):
        selectors.brief(ref, hale, at)


def test_a_source_that_is_late_is_unavailable_and_one_never_heard_is_not_checked(
    saddler_row, officer, at
):
    hale = officer("hale", "4417")
    later = at + timedelta(hours=5)
    states = {
        s["name"]: s["state"]
        for s in _of("6 Saddler Row, Stanbridge, ZX3 7SR", hale, later).document["sources"]
    }
    assert states["OAK-DA"] == "unavailable"
    assert states["OAK-CAD"] == "not_checked"
    fresh = {
        s["name"]: s["state"]
        for s in _of("6 Saddler Row, Stanbridge, ZX3 7SR", hale, at).document["sources"]
    }
    assert fresh["OAK-DA"] == "found"


def test_a_child_at_a_refuge_is_told_without_school_or_address(take, officer, at):
    hale = officer("hale", "4417")
    refuge = {"text": "Hollow Oak Refuge, 3 Orchard Way, Wexcombe, ZX4 1OW"}
    child = {"given": "Ellie", "family": "Reddish", "born_on": "2018-04-15"}
    taken = take(
        "oak-da", "domestic_abuse_incident", 60,
        [{"key": "s", "role": "suspect", "given": "Scott", "family": "Danvers", "born_on": "1990-03-20"},
         {"key": "c", "role": "child", **child, "address": refuge}],
        relations=[{"one": "s", "kind": "parent_of", "other": "c"}],
    )  # fmt: skip
    take("oak-da", "school_enrolment", 50, [{"key": "c", "role": "child", **child, "address": refuge}],
         details={"school": "Abbey Primary", "begins_on": "2026-10-01"})  # fmt: skip
    orme = officer("orme", "1001", "inspector")
    restrict(
        target=place_of(refuge),
        level="restricted",
        custodians=(orme.ref,),
        reason="Refuge",
        by=orme,
        at=at,
    )
    ref = services.make(about=About(person=taken.people["s"]), viewer=hale, by=hale, at=at)
    words = str(selectors.brief(ref, hale, at).document)
    assert "Ellie Reddish" in words
    assert "Abbey" not in words
    assert "Orchard" not in words
    assert "protected" in words


def test_a_brief_of_a_protected_address_is_marked_not_over_the_air(take, officer, at):
    hale, orme = officer("hale", "4417"), officer("orme", "1001", "inspector")
    where = {"text": "3 Orchard Way, Wexcombe, ZX4 1OW"}
    take("oak-da", "vulnerability_report", 20, [{"key": "p", "role": "subject", "given": "Chantal",
         "family": "Reddish", "born_on": "1993-12-08", "address": where}])  # fmt: skip
    restrict(
        target=place_of(where),
        level="restricted",
        custodians=(orme.ref,),
        reason="Refuge",
        by=orme,
        at=at,
    )
    document = _of(where["text"], hale, at).document
    assert document["over_the_air"] is False
    assert "orchard" not in document["radio"].lower()


def test_intelligence_under_handling_conditions_is_told_by_its_owners_line_alone(take, officer, at):
    hale = officer("hale", "4417")
    man = {"given": "Lee", "family": "Roach", "born_on": "1985-01-01"}
    take(
        "oak-da",
        "crime",
        90,
        [{"key": "s", "role": "suspect", **man}],
        details={"offence": "Assault"},
    )
    taken = take(
        "oak-da", "intelligence", 30,
        [{"key": "s", "role": "subject", **man}, {"key": "k", "role": "child", "given": "Kit",
          "family": "Dale", "born_on": "2012-02-02"}],
        relations=[{"one": "s", "kind": "exploits", "other": "k"}],
        narrative="Source says he runs Kit.", details={"topic": "county lines"},
        statement={"nature": "intelligence", "handling": "C", "owner": "Intelligence unit",
                   "sanitised": "Treat as possibly armed."},
    )  # fmt: skip
    ref = services.make(about=About(person=taken.people["s"]), viewer=hale, by=hale, at=at)
    document = selectors.brief(ref, hale, at).document
    words = str(document)
    assert "Treat as possibly armed." in words
    assert "Kit Dale" not in words
    assert "Source says" not in words
    assert "county lines" not in words


def test_nothing_a_record_under_handling_conditions_says_of_a_child_enters_her_picture(
    take, officer, at
):
    hale = officer("hale", "4417")
    kit = {"key": "k", "role": "child", "given": "Kit", "family": "Dale", "born_on": "2012-02-02"}
    told = take("oak-da", "crime", 90, [kit], details={"offence": "Assault"})
    hers = {
        "phones": ["07700900456"],
        "school": "Holm Oak",
        "address": {"text": "3 Orchard Rise, ZX3 3AA"},
    }
    take("oak-da", "intelligence", 30,
         [{**kit, **hers}, {"key": "s", "role": "suspect", "given": "Lee", "family": "Roach"}],
         relations=[{"one": "s", "kind": "exploits", "other": "k"}], details={"topic": "county lines"},
         statement={"nature": "intelligence", "handling": "C", "owner": "Intelligence unit"})  # fmt: skip
    for viewer, seen in ((hale, False), (system_viewer("risk"), True)):
        found = pictures.person(told.people["k"], viewer=viewer, at=at)
        assert len(found.records) == 2
        said = (found.phones, found.residences, found.school, found.relations)
        assert [bool(one) for one in said] == [seen] * 4


def test_a_struck_out_person_goes_to_review_and_is_left_out_of_the_next(
    saddler_row, tonight, done, officer, at
):

    done()
    hale = officer("hale", "4417")
    record = tonight().ref
    done()
    ref = selectors.newest_of(record)
    man = saddler_row["marker"].people["s"]
    before = appearances_of(man)
    with pytest.raises(Refusal):
        services.strike(brief=ref, person=man, reason=" ", by=hale, at=at)
    services.strike(brief=ref, person=man, reason="The man here is his brother", by=hale, at=at)
    assert selectors.brief(ref, hale, at).struck == {man: "The man here is his brother"}
    assert appearances_of(man) == before
    assert "LINK_ASK" in {d.clock for d in duties_about(ref, SYSTEM, at)}
    services.renew(job=record, by=SYSTEM, at=at)
    after = selectors.brief(selectors.newest_of(record), hale, at)
    shown = (*after.document["adults"], *after.document["children"])
    assert man not in {line["person"] for line in shown}
    assert "weapons" not in {danger["code"] for danger in after.document["dangers"]}
    assert "person struck out on scene" in str(after.document["left_out"])


def test_a_split_finds_the_brief_that_showed_somebody(saddler_row, officer, at):

    hale = officer("hale", "4417")
    found = _of("6 Saddler Row, Stanbridge, ZX3 7SR", hale, at)
    assert found.people
    for person in found.people:
        assert ("brief", found.ref) in {(r.kind, r.ref) for r in relied_on(person)}


def test_a_back_filled_job_says_that_its_brief_is_late(take, done, at):
    record = take(
        "oak-cad", "domestic_abuse_incident", at - timedelta(hours=2),
        [{"key": "v", "role": "victim", "given": "Mia", "family": "Carr", "born_on": "1990-02-02"}],
        details={"job": "OAK-7"},
    ).ref  # fmt: skip
    done()
    assert selectors.brief(selectors.newest_of(record), SYSTEM, at).late_by == 120


def test_asking_about_nothing_is_refused(county, officer, at):
    hale = officer("hale", "4417")
    with pytest.raises(Refusal):
        services.make(about=About(), viewer=hale, by=hale, at=at)


@pytest.mark.parametrize("address", [SEALED, EMPTY])
def test_the_custodian_alone_is_told_that_a_brief_was_asked_about_the_sealed_address(
    ayla, officer, done, at, address
):
    hale = officer("hale", "4417")
    _of(address, hale, at)
    done()
    hits = [
        d
        for d in mine(viewer_of(User.objects.get(ref=ayla.ref), at), at)
        if d.clock == "SILENT_HIT"
    ]
    assert bool(hits) is (address == SEALED)
    assert all("Officer hale" in hit.because for hit in hits)
    assert not [d for d in mine(hale, at) if d.clock == "SILENT_HIT"]


def test_the_custodian_s_own_brief_tells_nobody(ayla, done, at):
    _of(SEALED, ayla, at)
    done()
    assert not [d for d in mine(ayla, at) if d.clock == "SILENT_HIT"]
