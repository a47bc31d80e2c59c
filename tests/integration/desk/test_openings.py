"""Something restricted is opened with a reason, loudly, and somebody else looks at it afterwards."""

from datetime import timedelta

import pytest

from firstlight.access.models import Opening
from firstlight.access.services import restrict
from firstlight.delivery.models import Alert
from firstlight.duties.models import Duty
from firstlight.kernel import clock


@pytest.fixture
def shut(family, user):
    """Ayla, restricted by DI Orme."""
    orme = user("orme", "inspector", rank="DI")
    restrict(target=family, level="restricted", custodians=(orme.ref,), reason="x", by=orme,
             at=clock.now())  # fmt: skip
    return family


def opened(client, ref, minutes="15"):
    sent = {"reason": "She may be at this flat now.", "minutes": minutes}
    return client.post(f"/open/{ref}", sent)


def test_it_opens_for_the_time_that_was_chosen_and_no_longer(shut, as_user, monkeypatch):
    hale = as_user()
    assert "Ayla" not in hale.get(f"/people/{shut}").content.decode()
    opened(hale, shut)
    assert "Ayla" in hale.get(f"/people/{shut}").content.decode()
    later = clock.now() + timedelta(minutes=16)
    monkeypatch.setattr(clock, "_reader", [lambda: later])
    assert "Ayla" not in hale.get(f"/people/{shut}").content.decode()


def test_its_custodian_is_told_at_once_and_a_review_is_due(shut, as_user):
    orme = as_user("orme", "inspector")
    opened(as_user(), shut)
    told = Alert.objects.get(url__startswith="/openings/")
    assert told.to == f"user:{orme.who.ref}"
    assert told.level == "urgent"
    assert Duty.objects.get(clock="BREAK_GLASS").post == "dpo"
    assert "She may be at this flat now." in orme.get(told.url).content.decode()


def test_a_review_closes_the_duty_and_what_was_not_right_is_told_and_shut(shut, as_user, user):
    guard, hale, watch = as_user("dana", "dpo"), as_user(), user("watch", "psd")
    opened(hale, shut, "240")
    ref = Opening.objects.get().ref
    assert ref in guard.get("/openings").content.decode()
    assert guard.post(f"/openings/{ref}", {"outcome": "wrong"}).status_code == 422
    guard.post(f"/openings/{ref}", {"outcome": "wrong", "said": "No job of hers was open."})
    assert Duty.objects.get(clock="BREAK_GLASS").state == "closed"
    assert Alert.objects.filter(to=f"user:{watch.ref}", url=f"/openings/{ref}").exists()
    assert "Ayla" not in hale.get(f"/people/{shut}").content.decode()


def test_nobody_reviews_their_own_opening_nor_one_they_neither_keep_nor_guard(shut, as_user):
    guard = as_user("dana", "dpo", "response")
    opened(guard, shut)
    ref = Opening.objects.get().ref
    for client in (guard, as_user("bo", "response")):
        assert client.get(f"/openings/{ref}").status_code == 404
        sent = {"outcome": "right", "said": "It was."}
        assert client.post(f"/openings/{ref}", sent).status_code == 404
        assert ref not in client.get("/openings").content.decode()
    assert Opening.objects.get().outcome == ""
