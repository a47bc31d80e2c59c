"""Keys after disposal: the count stays while anybody has one, a retired one nobody has is sealed."""

from __future__ import annotations

import pytest

from firstlight.people.models import MentionKey, RetiredKey, SpentKey
from firstlight.people.taking import linking
from firstlight.people.taking.mentions import number_of
from firstlight.people.taking.sealing import sealed
from firstlight.retention.services import confirm, propose
from integration.retention.conftest import NOW

pytestmark = pytest.mark.django_db
KEY = number_of("ph:+447700900155")
NAMES = ("Ada Brill", "Cyril Dunn", "Enid Frost", "Guy Hext", "Ivy Jolly", "Kit Lunn")


@pytest.fixture
def told_with_one_phone(told, monkeypatch):
    """Tell of strangers who share a telephone, with keys retired above three mentions."""
    monkeypatch.setattr(linking, "CAP", 3)
    names = iter(NAMES)

    def take():
        given, family = next(names).split()
        person = {"key": "p1", "given": given, "family": family, "phones": ["07700 900155"]}
        return told(people=[person]).ref

    return take


def dispose(refs, dpo, second):
    asked = propose(records=refs, authority="review", reason="due", by=dpo, at=NOW)
    confirm(disposal=asked, by=second, at=NOW)


def test_those_that_were_disposed_of_count_towards_retirement(told_with_one_phone, dpo, second):
    refs = [told_with_one_phone() for _ in range(3)]
    assert MentionKey.objects.filter(key=KEY).count() == 3
    dispose(refs[:2], dpo, second)
    assert SpentKey.objects.get(key=KEY).count == 2
    told_with_one_phone()
    assert RetiredKey.objects.filter(key=KEY).exists()


def test_a_key_nobody_has_any_more_goes_with_its_count(told_with_one_phone, dpo, second):
    refs = [told_with_one_phone() for _ in range(2)]
    dispose(refs, dpo, second)
    assert not MentionKey.objects.filter(key=KEY).exists()
    assert not SpentKey.objects.exists()
    assert not RetiredKey.objects.exists()


def test_a_retired_key_nobody_has_stays_as_an_hmac_and_opens_when_it_comes_again(
    told_with_one_phone, dpo, second
):
    dispose([told_with_one_phone() for _ in range(4)], dpo, second)
    assert list(RetiredKey.objects.values_list("key", "sealed")) == [(sealed(KEY), True)]
    told_with_one_phone()
    assert list(RetiredKey.objects.values_list("key", "sealed")) == [(KEY, False)]
