"""A canary name goes through pages, API, faults, exceptions and tasks, and never comes out of them."""

from __future__ import annotations

import logging
from urllib.parse import unquote

import pytest
from django.apps import apps
from django.test import Client

from firstlight.audit.models import EventRow, Journal, JournalRef, Task
from firstlight.audit.outbox import claim, perform_all, tick
from firstlight.kernel import clock
from firstlight.people.rules import search as matching
from tests.integration.canary import BROKEN, CANARY, found_in
from tests.integration.canary import record as about_her

pytestmark = [pytest.mark.django_db, pytest.mark.timeout(240)]


@pytest.fixture
def heard(caplog, monkeypatch):
    """Everything logged, and every address a page sent anybody to."""
    caplog.set_level(logging.DEBUG)
    for name in ("firstlight", "django", "django.request"):
        monkeypatch.setattr(logging.getLogger(name), "propagate", True)
    return caplog


def said(heard):
    """Give what the program's own handlers would write of what was logged, where it names the canary."""
    handlers = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    assert handlers, "the program's console handler is not there"
    written = []
    for record in heard.records:
        record.exc_text = None
        written += [one.format(record) for one in handlers if one.filter(record)]
    return [line for line in written if found_in(line)]


def test_in_every_table_but_what_holds_records_the_name_stands_nowhere(oakshire, heard):
    oakshire.at("2026-11-22T02:10:00Z")
    ask, hale = oakshire.api("dispatcher"), oakshire.signed_in("pc.hale")
    tasks = []
    for number, kind in enumerate(
        ("incident", "missing_report", "domestic_abuse_incident", "vulnerability_report")
    ):
        answer = ask("post", "records", about_her(number, kind))
        assert answer.status_code == 201, answer.content
        tasks += list(Task.objects.values_list("name", "refs", "key"))
        oakshire.work()
    child = answer.json()["people"]["p1"]
    sent = [
        hale.post(
            "/search",
            {"words": f"Quilla {CANARY}", "justification": f"{CANARY} rang again"},
            follow=True,
        )
    ]
    sent += [
        hale.post("/briefs/ask", {"address": f"9 {CANARY} Row, Stanbridge, ZX3 9ZZ"}, follow=True)
    ]
    sent += [hale.get(f"/people/{child}"), hale.get(f"/concern?person={child}", follow=True)]
    sent += [hale.post("/search", {"words": CANARY * 30}, follow=True)]
    assert CANARY in sent[0].content.decode(), "the canary was not even found"
    for answer in sent:
        addresses = [answer.request["PATH_INFO"], answer.request.get("QUERY_STRING", "")]
        addresses += [address for address, _ in getattr(answer, "redirect_chain", ())]
        assert [one for one in addresses if found_in(unquote(one))] == []
    tasks += list(Task.objects.values_list("name", "refs", "key"))
    oakshire.work()
    assert said(heard) == []
    assert [one for one in tasks if found_in(str(one))] == []
    for table, fields in ((EventRow, ("kind", "refs", "audience")), (Task, ("name", "refs", "key", "failed")),
                          (Journal, ("action", "by", "refs")), (JournalRef, ("ref",))):  # fmt: skip
        rows = [row for row in table.objects.values_list(*fields) if found_in(str(row))]
        assert rows == [], table.__name__
    alerts = [
        m
        for m in apps.get_app_config("delivery").get_models()
        for row in m.objects.values()
        if found_in(str(row))
    ]
    assert alerts == [], "an alert or mail carries a name"


def test_faults_are_told_without_what_was_sent(oakshire, heard):
    client = Client()
    secret = issue(oakshire)
    for body in BROKEN:
        answer = client.post("/api/v1/records", data=body, content_type="application/json",
                             headers={"authorization": f"Bearer {secret}"})  # fmt: skip
        assert 400 <= answer.status_code < 500, (body, answer.status_code)
        assert found_in(answer.content.decode()) == [], answer.content
    assert said(heard) == []


def issue(oakshire):
    from firstlight.access.services import issue_token  # noqa: PLC0415 -- needs the tables

    return issue_token(name="canary", user=oakshire.user("dispatcher").ref, by=oakshire.viewer("admin"),
                       at=oakshire.now)  # fmt: skip


def test_a_task_that_fails_over_the_name_says_only_its_kind(oakshire, heard, monkeypatch):
    oakshire.at("2026-11-22T02:10:00Z")
    answer = oakshire.api("dispatcher", "oak-cad")("post", "records", about_her(9))
    assert answer.status_code == 201

    def broken(*_args, **_more):
        raise ValueError(f"no picture of {CANARY}")

    monkeypatch.setattr("firstlight.picture.selectors.situation", broken)
    monkeypatch.setattr("firstlight.picture.selectors.concerned", broken)
    for _ in range(3):
        tick(oakshire.now)
        held = claim(oakshire.now, clock.real_now(), limit=50)
        perform_all(held, oakshire.now)
    assert Task.objects.exclude(failed="").exists() or Task.objects.filter(attempts__gt=0).exists()
    assert [row for row in Task.objects.values() if found_in(str(row))] == []
    assert said(heard) == []


def test_a_page_that_breaks_over_the_name_says_only_a_reference(oakshire, heard, monkeypatch):
    def broken(*_args, **_more):
        raise ValueError(f"cannot read {CANARY}")

    monkeypatch.setattr(matching, "search_keys", broken)
    monkeypatch.setattr("firstlight.people.finding.search_keys", broken, raising=False)
    client = oakshire.signed_in("pc.hale")
    client.raise_request_exception = False
    answer = client.post("/search", {"words": f"Quilla {CANARY}", "justification": "job 0412"})
    assert answer.status_code == 500
    assert found_in(answer.content.decode()) == []
    assert said(heard) == [], "the console handler writes what the log is given"
