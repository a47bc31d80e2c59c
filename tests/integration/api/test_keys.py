"""A system's key opens what it was made for, as often as it may, for as long as it lasts."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from firstlight.access.models import Token
from firstlight.access.rules.permissions import PERMISSIONS
from firstlight.access.rules.scopes import SCOPES
from firstlight.access.services import add_user, issue_token, revoke_token
from firstlight.audit.models import Journal
from firstlight.config.limiting import MINUTES, Minutes, TooMany
from firstlight.kernel.values.refusal import Refusal
from firstlight.kernel.values.viewer import system_viewer

SYSTEM = system_viewer("test")


@pytest.fixture
def made(sources, at):
    """Make a key with these scopes; give its header."""
    user = add_user(username="cad", full_name="CAD", roles=["response"], by=SYSTEM, at=at)
    MINUTES.left.clear()

    def issued(*scopes, **more):
        secret = issue_token(name="cad", user=user.ref, scopes=scopes, by=SYSTEM, at=at, **more)
        return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}

    return issued


def test_every_scope_lets_through_permissions_that_are_there():
    held = [one for _, permissions in SCOPES.values() for one in permissions]
    assert sorted(set(held) - set(PERMISSIONS)) == []
    assert len(held) == len(set(held))


def test_a_key_is_refused_what_it_was_not_made_for_and_told_what_it_lacks(made, ask):
    refused = ask("get", "sources", made("records:write"))
    assert refused.status_code == 403
    assert refused["Content-Type"] == "application/problem+json"
    assert "sources:read" in refused.json()["detail"]
    assert ask("get", "sources", made("sources:read")).status_code == 200


def test_a_key_that_was_revoked_or_has_ended_opens_nothing(made, ask, at):
    key = made("sources:read")
    revoke_token(name="cad", by=SYSTEM, at=at)
    assert ask("get", "sources", key).status_code == 401
    key = made("sources:read", days=1)
    Token.objects.update(expires_at=at - timedelta(days=4000))
    assert ask("get", "sources", key).status_code == 401


def test_its_secret_is_kept_nowhere_and_its_use_is_noted(made, ask):
    key = made("sources:read")
    ask("get", "sources", key)
    row = Token.objects.get()
    assert row.last_used_at is not None
    secret = key["HTTP_AUTHORIZATION"].split()[1]
    assert secret not in json.dumps(
        [list(Token.objects.values()), list(Journal.objects.values())], default=str
    )


def test_who_asks_too_often_is_told_when_to_come_back(made, ask):
    key = made("sources:read", per_minute=3)
    answers = [ask("get", "sources", key) for _ in range(5)]
    assert 429 in {one.status_code for one in answers}
    last = next(one for one in answers if one.status_code == 429)
    assert 1 <= int(last["Retry-After"]) <= 60
    assert last.json()["code"] == "too_many"


def test_two_processes_that_serve_share_one_limit(made, at):
    made("sources:read")
    one, other = Minutes(), Minutes()
    let = 0
    for process in (one, other) * 40:
        with suppress(TooMany):
            process.take("cad", 51, at)
            let += 1
    assert let == 51
    other.take("cad", 51, at + timedelta(minutes=1))


def test_a_key_made_before_there_were_scopes_opens_what_it_opened(made, ask):
    key = made("sources:read")
    Token.objects.update(scopes=[])
    assert ask("get", "sources", key).status_code == 403
    import_module("firstlight.access.migrations.0004_keys").Migration.operations[-1].code(
        apps, None
    )
    assert set(Token.objects.get().scopes) == set(SCOPES)
    assert ask("get", "sources", key).status_code == 200


def test_the_same_idempotency_key_gives_the_same_answer_and_another_body_is_refused(
    made, ask, enrolment
):
    key = made("records:write") | {"HTTP_IDEMPOTENCY_KEY": "one"}
    first, again = ask("post", "records", key, enrolment), ask("post", "records", key, enrolment)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    other = ask("post", "records", key, enrolment | {"title": "Other"})
    assert (other.status_code, other.json()["code"]) == (409, "key_used")


def test_a_key_needs_a_scope_that_there_is(made):
    for scopes in ((), ("everything",)):
        with pytest.raises(Refusal):
            made(*scopes)


def test_an_administrator_makes_a_key_on_a_page_and_revokes_it(made, client, settings, at):
    settings.ROOT_URLCONF = "firstlight.config.urls"
    made("records:write")
    client.force_login(add_user(username="adm", full_name="Adm", roles=["admin"], by=SYSTEM, at=at))
    sent = {
        "name": "school",
        "account": "cad",
        "scopes": ["records:write"],
        "days": "30",
        "per_minute": "60",
    }
    page = client.post("/keys", sent).content.decode()
    assert "data-secret" in page
    assert "data-secret" not in client.get("/keys").content.decode()
    assert client.post("/keys", {**sent, "account": "nobody"}).status_code == 422
    client.post("/keys/revoke", {"name": "school"})
    assert not Token.objects.get(name="school").active
