"""What an officer declares of their own life is kept from them, and whether it is held is not told."""

from firstlight.access.models import User


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
