"""What an officer declares of their own life is kept from them, and whether it is held is not told."""

import pytest

from firstlight.access.models import User
from firstlight.audit.outbox import drain
from firstlight.config.reactions import register
from firstlight.duties.models import Duty
from firstlight.duties.selectors import board
from firstlight.kernel import clock
from firstlight.people.selectors import place_of
from tests.integration.desk.conftest import NOW


def declared(client, **more):
    sent = {"kind": "family", "name": "", "born_on": "", "address": "", **more}
    return client.post("/me/interests", sent)


def test_a_declared_child_is_not_there_for_the_one_who_declared_her(family, as_user):
    hale, other = as_user(), as_user("bo", "response")
    assert hale.get(f"/people/{family}").status_code == 200
    held = declared(hale, name="ayla moss", born_on="2017-05-03")
    assert hale.get(f"/people/{family}").status_code == 404
    assert other.get(f"/people/{family}").status_code == 200
    nobody = declared(hale, name="Quilla Thrupp")
    assert (held.status_code, held.url) == (nobody.status_code, nobody.url)


def test_a_declared_address_shuts_what_was_told_there(family, as_user):
    hale = as_user()
    declared(hale, kind="household", address="14 Larch Court, Wexcombe, ZX1 4AB")
    assert [ref[:2] for ref in User.objects.get(ref=hale.who.ref).own_refs] == ["L-"]
    assert hale.get(f"/people/{family}").status_code == 404


def test_a_declaration_taken_back_opens_again_and_is_ones_own(family, as_user):
    hale, other = as_user(), as_user("bo", "response")
    declared(hale, name="Ayla Moss")
    ref = User.objects.get(ref=hale.who.ref).interests.get().ref
    assert other.post(f"/me/interests/{ref}/withdraw").status_code == 404
    hale.post(f"/me/interests/{ref}/withdraw")
    assert hale.get(f"/people/{family}").status_code == 200


def test_one_that_names_nothing_is_refused(as_user):
    assert declared(as_user()).status_code == 422


@pytest.mark.parametrize(
    "sent",
    [
        {"name": "Aila Moss", "born_on": "2017-05-03"},
        {"name": "AYLA MOSS", "born_on": "2017-03-05"},
        {"name": "Ayla Carrow", "former": "Carrow-Lee, Ayla Moss", "born_on": "2017-05-03"},
        {"name": "Ayla Moss", "born_on": "2017-05-04"},
        {"name": "Aylaa Moss"},
    ],
    ids=["misspelt", "day and month turned", "a former name", "a day beside", "misspelt, no day"],
)
def test_a_name_or_day_written_otherwise_hides_nobody_from_the_rule(family, as_user, sent):
    hale = as_user()
    declared(hale, **sent)
    assert hale.get(f"/people/{family}").status_code == 404


@pytest.mark.parametrize(
    "sent", [{"name": "Ayla Moss", "born_on": "2004-11-30"}, {"name": "Ada Moss"}],
    ids=["another day", "another name"],
)  # fmt: skip
def test_somebody_else_of_a_like_name_is_not_kept_from_the_officer(family, as_user, sent):
    hale = as_user()
    declared(hale, **sent)
    assert hale.get(f"/people/{family}").status_code == 200


def worked():
    register()
    drain(NOW, clock.real_now())
    return list(Duty.objects.filter(clock="OWN_STORY"))


HOME = "14 Larch Court, Wexcombe, ZX1 4AB"
ASKED = {
    "page": lambda hale, child: hale.get(f"/people/{child}"),
    "place": lambda hale, child: hale.get(f"/places/{place_of(HOME)}"),
    "search": lambda hale, child: hale.post("/search", {"words": "Ayla Moss", "justification": "x"}),
    "brief": lambda hale, child: hale.post("/briefs/ask", {"address": HOME}),
    "api": lambda hale, child: hale.get(f"/api/v1/people/{child}"),
    "api search": lambda hale, child: hale.post(
        "/api/v1/search", {"name": "Ayla Moss", "born_on": "2017-05-03"}, "application/json"
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", ASKED)
def test_asking_for_ones_own_story_is_told_to_professional_standards_and_to_nobody_else(
    family, as_user, user, way
):
    hale, psd = as_user(), user("watch", "psd")
    declared(hale, name="Ayla Moss", born_on="2017-05-03", address=HOME)
    before = board(user("insp", "inspector"), NOW).counts
    answer = ASKED[way](hale, family)
    for told in worked():
        assert f"/people/{family}" not in answer.content.decode()
        assert way != "brief" or answer.status_code == 302, "as at an address nothing is held of"
        assert hale.get(f"/duties/{told.ref}").status_code == 404
        assert as_user("other", "inspector").get(f"/duties/{told.ref}").status_code == 404
        assert told.ref in [row.ref for row in board(psd, NOW).rows]
        assert hale.who.ref in told.links.values_list("ref", flat=True)
        break
    else:
        pytest.fail("nobody was told")
    assert board(user("insp2", "inspector"), NOW).counts == before


def test_asking_for_somebody_elses_story_tells_nobody(family, told, as_user):
    hale = as_user()
    declared(hale, name="Quilla Thrupp", address="1 Nowhere Row, Wexcombe, ZX1 9ZZ")
    hale.post("/search", {"words": "Ayla Moss", "justification": "x"})
    hale.get(f"/people/{family}")
    hale.get("/people/P-0000000000")
    assert worked() == []
