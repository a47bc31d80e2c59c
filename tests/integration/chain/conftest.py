"""Oakshire in the test's own database: whole stories told by their sources, and everybody's door."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from firstlight.access.models import User
from firstlight.access.services import issue_token
from firstlight.audit.models import Task
from firstlight.audit.outbox import drain
from firstlight.config.demo.county import settle
from firstlight.config.demo.folder import Folder
from firstlight.config.reactions import register
from firstlight.config.viewers import viewer_of
from firstlight.duties.services import set_shift
from firstlight.kernel import clock
from firstlight.kernel.values.viewer import Viewer, system_viewer
from firstlight.people.selectors import appearance_of, person_at
from firstlight.people.services import take_in, take_in_many
from firstlight.records.selectors import record_of_source
from simulation.book import parse
from simulation.generate import generate

SYSTEM = system_viewer("test")
UNTIL = parse("2026-11-22T06:00:00Z")
LIVE = "2024-01-01T00:00:00Z"


@pytest.fixture(scope="session")
def files(tmp_path_factory) -> Path:
    """Give a county as files, with every story and the partners' own returns."""
    out = tmp_path_factory.mktemp("county")
    generate(seed=7, people=300, years=3, until=UNTIL, out=out)
    return out


class Live(Folder):
    """A folder whose sources have long been live, and whose rota is left to the test."""

    def document(self, name: str) -> Any:
        found = super().document(name)
        if name == "sources.json":
            return [row | {"live_from": LIVE} for row in found]
        return [] if name == "rota.json" else found


@dataclass
class Oakshire:
    """The force, at a moment the test sets."""

    files: Path
    now: datetime = UNTIL
    keys: dict[str, str] = field(default_factory=dict)

    def at(self, text: str) -> datetime:
        self.now = parse(text)
        return self.now

    @property
    def stories(self) -> dict[str, Any]:
        return dict(json.loads((self.files / "stories.json").read_text()))

    def records(self, *stories: str) -> list[tuple[datetime, str, dict[str, Any]]]:
        """Give the whole records of stories in order of arrival: (moment, key, record)."""
        wanted = {}
        for story in stories:
            for key, one in self.stories[story]["records"].items():
                wanted[one["source"], one["source_ref"], one.get("source_version")] = (key, one)
        found = []
        for path in self.files.glob("records-*.jsonl"):
            if "dirty" in path.name:
                continue
            for text in path.read_text().splitlines():
                raw = json.loads(text)
                held = wanted.get(
                    (raw.get("source"), raw.get("source_ref"), raw.get("source_version"))
                )
                if held:
                    found.append((parse(held[1]["received_at"]), held[0], raw))
        for text in (self.files / "upcoming.jsonl").read_text().splitlines():
            row = json.loads(text)
            raw = row["record"]
            held = wanted.get((raw["source"], raw["source_ref"], raw.get("source_version")))
            if held:
                found.append((parse(row["received_at"]), held[0], raw))
        return sorted(found, key=lambda row: row[0])

    def tell(self, *stories: str, before: datetime | None = None, work: bool = False) -> None:
        """Take in what the stories' sources told before a moment, each at its time."""
        for moment, _, raw in self.records(*stories):
            if moment <= (before or self.now):
                taken = take_in(raw, by=SYSTEM, at=moment)
                assert taken.outcome in {"taken", "same", "older"}, taken.faults
                if work:
                    self.work(moment)

    def tell_at_once(self, raws: list[dict[str, Any]]) -> None:
        for taken in take_in_many(raws, by=SYSTEM, at=self.now):
            assert taken.outcome in {"taken", "same", "older"}, taken.faults

    def work(self, at: datetime | None = None) -> None:
        """Do what the worker would; nothing may have failed."""
        drain(at or self.now, clock.real_now())
        failed = list(Task.objects.filter(attempts__gt=0).values_list("name", "failed"))
        assert failed == []

    def person(self, story: str, key: str, viewer: Viewer = SYSTEM) -> str | None:
        for source, ref, place in self.stories[story]["people"][key]["appearances"]:
            record = record_of_source(source, ref)
            found = record and appearance_of(record.ref, place)
            if found:
                return person_at(found, viewer=viewer)
        return None

    def record(self, story: str, key: str) -> str:
        one = self.stories[story]["records"][key]
        found = record_of_source(one["source"], one["source_ref"])
        assert found is not None, key
        return found.ref

    def user(self, username: str) -> User:
        return User.objects.get(username=username)

    def viewer(self, username: str) -> Viewer:
        return viewer_of(self.user(username), self.now)

    def on_duty(self, username: str, post: str) -> None:
        begins = self.now - timedelta(hours=8)
        set_shift(post=post, user=self.user(username).ref, begins_at=begins, ends_at=None,
                  by=SYSTEM, at=begins)  # fmt: skip

    def signed_in(self, username: str) -> Client:
        client = Client()
        client.force_login(self.user(username))
        return client

    def api(self, username: str, source: str = "") -> Callable[..., Any]:
        """Give a system's way in: ask(method, address, body)."""
        secret = issue_token(name=f"{username}-{source}", user=self.user(username).ref, source=source,
                             by=SYSTEM, at=self.now)  # fmt: skip
        client = Client(headers={"authorization": f"Bearer {secret}"})

        def asked(method: str, address: str, body: Any = None) -> Any:
            more = (
                {}
                if body is None
                else {"data": json.dumps(body), "content_type": "application/json"}
            )
            return getattr(client, method)(f"/api/v1/{address}", **more)

        return asked


@pytest.fixture(scope="module")
def settled(kept, files) -> Iterator[Oakshire]:
    """Set the force up, once for all tests of a module."""
    register()
    force = Oakshire(files)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clock, "_reader", [lambda: force.now])
        settle(Live(files), by=SYSTEM, at=UNTIL - timedelta(days=1100))
        yield force


@pytest.fixture
def oakshire(db, settled) -> Oakshire:
    settled.now = UNTIL
    return settled


def words(response) -> str:
    """Give a page's words without its mark-up."""
    text = re.sub(r"<(script|style)[\s\S]*?</\1>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text)))
